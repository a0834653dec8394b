"""What a comparison is made of: places with their shares, ranks, and answers on one practice. Computes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sanctuary_score.kinds import Kind
from sanctuary_score.rank import Rank
from sanctuary_score.report import State
from sanctuary_score.rubric import Rubric
from sanctuary_score.wording import short_name

SIDE_BY_SIDE = 3
"""So many places have room for a column each."""


class Share(NamedTuple):
    """How one place stands in an area, or on a practice, that is asked of it."""

    low: float
    """Credit from 0 to 1, as `high` is."""
    high: float
    points: float
    """What it is worth to this place, of 100: weights are shared out among what is asked of a place."""
    state: State | None = None
    """None for an area."""


class Said(NamedTuple):
    """What one law says on a question."""

    answer: str
    jurisdiction: str
    """The id of the place whose law it is: the place's own, or one above."""
    whose: str
    """Its name."""
    title: str
    citation: str
    section: str
    """Empty where none is named."""
    instrument: str
    since: str
    """When it began, in words, as well as that is known."""
    url: str
    """The first of its sources; empty when it has none."""
    certain: bool
    """Whether it is certainly in force."""


class Answered(NamedTuple):
    """How a place answers one question of a practice; credit from 0 to 1."""

    low: float
    high: float
    said: tuple[Said, ...]
    """The place's own law first, then those above."""
    nothing: str
    """Why nothing is said, in words; empty where something is."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One place, as far as a comparison looks at it."""

    id: str
    name: str
    state: str
    """What tells it from others of its name: `, IL`, or nothing."""
    kind: Kind
    population: int | None
    """None when it is not known."""
    low: float
    """Of 100, as `high` and `reachable` are."""
    high: float
    reachable: float
    known: float
    """From 0 to 1."""
    grade: tuple[str, str] | None
    """At both ends; None while too little is known."""
    harms: int
    areas: Mapping[str, Share]
    """By id; without those of which nothing is asked of it."""
    practices: Mapping[str, Share]
    """By id, in the rubric's order; without those that are not asked of it."""
    answers: Mapping[str, Answered]
    """By question, of the one practice that is looked at; empty when none is, or it is not asked of the place."""

    @property
    def called(self) -> str:
        """Its name, with its state."""
        return self.name + self.state

    @property
    def short(self) -> str:
        """Its name as a sentence wants it, with its state."""
        return short_name(self.name) + self.state


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that one `compare` has to tell."""

    rubric: Rubric
    as_of: date
    places: tuple[Compared, ...]
    """In the order that was asked for."""
    ranks: tuple[Rank | None, ...]
    """One a place, in what the places are ranked by; None where nothing of it is asked of the place."""
    sort: str
    """`score`, `name`, `known`, `practice`, or the id of an area."""
    by: str | None
    """`area` or `practice`: what to show beside the score; None to show what fits the number of places."""
    practice: str | None
    """The practice whose answers are looked at."""
    only: tuple[str, ...]
    """The filters, in words."""
    left_out: int
    """Places whose population is not known, where only some populations are wanted."""
    failed: int
    """Files that could not be scored."""

    @property
    def area(self) -> str | None:
        """The area that the places are ranked by; None when it is the whole score."""
        return self.sort if self.sort in {area.id for area in self.rubric.header.areas} else None
