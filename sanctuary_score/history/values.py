"""What a history is made of: steps of the score, with what caused each and which practices moved. Computes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sanctuary_score.profile import Jurisdiction
from sanctuary_score.rubric import Rubric


class Ends(NamedTuple):
    """What is certain and what is possible: a score from 0 to 100, or a credit from 0 to 1."""

    low: float
    high: float


class Event(NamedTuple):
    """What happened to one law on a day, or a search in vain."""

    what: str
    """In words that follow the law's name: `begins`, `may have ended`."""
    jurisdiction: str
    """The id of the place whose law it is."""
    whose: str
    """Its name."""
    policy: str
    """The id of the law; empty for a search in vain."""
    title: str
    """Of the law, or of the practice that was searched for."""
    citation: str
    instrument: str


class Moved(NamedTuple):
    """How one practice moved: credit from 0 to 1 before and after."""

    practice: str
    title: str
    old: Ends
    new: Ends
    points: float
    """What it is worth to the place, of 100."""

    @property
    def gain(self) -> Ends:
        """By how many points either end moved; negative for a loss."""
        return Ends(*((new - old) * self.points for old, new in zip(self.old, self.new, strict=True)))


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which the score or a practice moved; scores from 0 to 100."""

    day: date
    old: Ends
    new: Ends
    events: tuple[Event, ...]
    moved: tuple[Moved, ...]
    """The greatest change first."""


@dataclass(frozen=True, slots=True)
class History:
    """The score of one place from one day to another."""

    place: Jurisdiction
    rubric: Rubric
    start: date
    """The first day that is told: the one asked for, or the last one before anything is dated."""
    as_of: date
    """The last day that is told."""
    first: Ends
    """The score on the first day."""
    steps: tuple[Step, ...]
    still: int
    """Days on which a law began or ended and nothing moved."""
    undated: int
    """Laws in force or perhaps in force today whose beginning is not known."""
    begins: date | None
    """The first day that anything is dated; None when it lies before the first day that is told, or nothing is."""

    def on(self, day: date) -> Ends:
        """The score on a day. Raises ValueError for a day that is not told."""
        if not self.start <= day <= self.as_of:
            raise ValueError(f"{day.isoformat()} is not told; the history goes from {self.start} to {self.as_of}")
        found = self.first
        for step in self.steps:
            if step.day > day:
                break
            found = step.new
        return found
