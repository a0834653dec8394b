"""What a memo says, as values. Every text in it is whole; `sheet` cuts what does not fit. Computes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Law(NamedTuple):
    """A law that the memo speaks of."""

    citation: str
    section: str
    """Empty where the citation says it already, or nobody gave one."""
    title: str
    place: str
    """Whose law it is; empty for that of the place itself."""


class Strength(NamedTuple):
    """A practice that earns points for certain."""

    practice: str
    points: str
    law: Law
    whole: bool
    """Whether it earns all that it can."""


class Weaker(NamedTuple):
    """A rule of the place itself that gives less than the law above, which counts."""

    practice: str
    question: str
    answer: str
    law: Law
    above: str
    """The better answer."""
    whose: str
    """The place above whose law gives it."""


class Step(NamedTuple):
    """A gap that is worth closing."""

    practice: str
    points: float
    effort: str
    reason: str
    """Why it does not earn them, in a half-sentence."""
    today: Law | None
    """The law as it is; None where there is none."""
    model: str
    """The nearest of the rubric's model places, with its citation; empty where the rubric names none."""


class Harm(NamedTuple):
    """What works against residents."""

    practice: str
    meaning: str
    law: Law
    certain: bool


class Bars(NamedTuple):
    """What one law above forbids."""

    practices: tuple[str, ...]
    law: Law
    certain: bool


class Question(NamedTuple):
    """What nobody has found out yet."""

    ask: str
    practice: str
    points: float


class Reading(NamedTuple):
    """Where a law that the memo speaks of can be read."""

    citation: str
    title: str
    url: str
    """Empty where it is not on the web."""
    where: str
    """Its address, or who keeps it."""
    read: str


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo about one place on one day; points are of the 100 that everything asked of the place adds up to."""

    place: str
    kind: str
    as_of: date
    rubric: str
    """Title and version."""
    low: float
    high: float
    grade: str
    """The grade or grades as a sentence, or why there is none."""
    known: str
    reachable: str
    harms: tuple[Harm, ...]
    weaker: tuple[Weaker, ...]
    strengths: tuple[Strength, ...]
    steps: tuple[Step, ...]
    """The gaps most worth closing, the best first."""
    gaps: int
    """How many practices have gaps in all."""
    waived: int
    """Of how many of these all gaps are waived."""
    barred: tuple[Bars, ...]
    questions: tuple[Question, ...]
    """Those on which most points hang, first."""
    open: tuple[int, float]
    """How many questions are open in all, and the points that hang on them."""
    next_step: str
    readings: tuple[Reading, ...]
    """In the order in which the memo speaks of them; each law once."""
