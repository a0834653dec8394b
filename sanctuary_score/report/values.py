"""What a report is made of: lines, gaps, harms, bars, and the words for states and reasons. Computes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from sanctuary_score.diagnostic import Place
from sanctuary_score.finding import Finding, Loss
from sanctuary_score.interval import Interval
from sanctuary_score.kinds import Agency
from sanctuary_score.law import Barrier, Claim
from sanctuary_score.profile import Jurisdiction, Waiver
from sanctuary_score.report.weaker import Weaker
from sanctuary_score.rubric import Practice, Reason, Rubric
from sanctuary_score.score import AreaScore
from sanctuary_score.sensitivity import Sensitivity
from sanctuary_score.waiver import Signed

State = Literal["met", "partial", "unmet", "unknown", "barred"]

STATES: Mapping[State, str] = {
    "met": "fully in force",
    "partial": "some of it is in force for certain, not all of it",
    "unmet": "nothing of it is in force, or a law works against it",
    "unknown": "not known to be in force, and not known to be absent",
    "barred": "a higher law forbids it",
}
REASONS: Mapping[Reason, str] = {
    "absent": "no rule was found, and one was searched for",
    "weak": "the law asks for less than is recommended",
    "fragile": "the rule stands in an instrument that is easily undone",
    "partly-bound": "the rule binds some of the agencies that count, not all",
    "unknown": "nobody has found out yet",
    "barred": "a higher law forbids it",
}
AGAINST = "a law or an agreement works against residents"
"""What `weak` means where the answer is adverse."""
CAVEAT = (
    "This judges law on paper, not what officers do. It is no legal advice. Whoever uses a number should read"
    " the citations behind it."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One practice: points from 0 to 100, credit from 0 to 1."""

    finding: Finding
    area: str
    state: State
    points: float

    @property
    def id(self) -> str:
        return self.finding.id

    @property
    def practice(self) -> Practice:
        return self.finding.practice

    @property
    def credit(self) -> Interval:
        return self.finding.credit

    @property
    def earned(self) -> tuple[float, float]:
        """The points that are certain, and those that are possible."""
        return self.credit.low * self.points, self.credit.high * self.points


class Peer(NamedTuple):
    """A place that does it."""

    jurisdiction: str
    name: str
    citation: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Points that one question does not earn for one reason."""

    line: Line
    loss: Loss
    points: float
    place: Place
    """The answer or policy that causes it, or the line where one would belong."""
    next_step: str
    models: tuple[Peer, ...]
    """Places that do it, the nearest first, never the place itself; none for what is only unknown."""
    waiver: Waiver | None = None
    """By which it is accepted for a while; it stays a gap and earns nothing."""

    @property
    def practice(self) -> str:
        return self.loss.practice

    @property
    def question(self) -> str:
        return self.loss.question

    @property
    def reason(self) -> Reason:
        return self.loss.reason

    @property
    def agencies(self) -> tuple[Agency, ...]:
        return self.loss.agencies


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What one practice does not earn for certain, all its reasons together."""

    line: Line
    points: float
    gaps: tuple[Gap, ...]
    """Most points first."""

    @property
    def models(self) -> tuple[Peer, ...]:
        """Places that do it, the nearest first; never the place itself."""
        return self.gaps[0].models


@dataclass(frozen=True, slots=True)
class Harm:
    """A fact that works against residents: an adverse answer, or protections forbidden to places below."""

    practice: str
    title: str
    question: str | None
    """None when the place's own law forbids the practice to others."""
    meaning: str
    """What the law does, in the rubric's words."""
    claim: Claim | Barrier


@dataclass(frozen=True, slots=True)
class Barred:
    """What a higher law forbids of one practice, or makes impossible by a duty of its own."""

    practice: str
    title: str
    points: float
    questions: tuple[str, ...]
    """Empty for the whole practice."""
    barrier: Barrier | Claim
    """What forbids it; a claim where an adverse answer of the law above stands in the way."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything there is to say of one place on one day; scores and points run from 0 to 100."""

    jurisdiction: Jurisdiction
    rubric: Rubric
    as_of: date
    low: float
    high: float
    reachable: float
    known: float
    """From 0 to 1."""
    grade: tuple[str, str] | None
    """At the low and at the high end of the score; None while too little is known."""
    held_down_by: tuple[str, ...]
    """The core practices, by title, that keep the lower grade below what the score alone would give."""
    own: float
    """What of the low end is certain by the place's own law, from 0 to 100."""
    above: tuple[Jurisdiction, ...]
    """The places above whose law was read, the nearest first."""
    lines: tuple[Line, ...]
    areas: tuple[AreaScore, ...]
    shortfalls: tuple[Shortfall, ...]
    """Most points first."""
    gaps: tuple[Gap, ...]
    """What is certainly not earned: most points first, then in the rubric's order. What is barred is no gap."""
    unknown: tuple[Gap, ...]
    """The questions that nobody has answered for certain, with the points that hang on them, most first."""
    harms: tuple[Harm, ...]
    barred: tuple[Barred, ...]
    waivers: tuple[Signed, ...] = ()
    """All that the profile and the file beside it hold, expired ones too."""
    waived_points: Mapping[int, float] = field(default_factory=dict)
    """The points of the gaps that each waiver covers, by its position; without those that cover none."""
    sensitivity: Sensitivity | None = None
    """What becomes of the score under other weights; None when nobody asked."""
    weaker: tuple[Weaker, ...] = ()
    """Rules of the place itself that ask for less than the law above; they cost no points."""

    @property
    def core(self) -> tuple[Line, ...]:
        """The core practices that are asked of the place."""
        return tuple(line for line in self.lines if line.practice.core)
