"""A scorecard as a reader wants it: states in words, gaps with reasons and next steps, harms, what is barred or unknown.

The only thing a format ever sees; nothing is worded for one format, and nothing is computed anew in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sanctuary_score.diagnostic import Pointer
from sanctuary_score.interval import Interval
from sanctuary_score.kinds import AGENCIES, Agency
from sanctuary_score.law import Barrier, Claim, Law
from sanctuary_score.profile import Jurisdiction
from sanctuary_score.resolve import Finding, Resolved, Standing
from sanctuary_score.rubric import Model, Practice, Reason, Rubric
from sanctuary_score.score import WHOLE, AreaScore, Scorecard

State = Literal["met", "partial", "unmet", "unknown", "barred"]

STATES: Mapping[State, str] = {
    "met": "fully in force",
    "partial": "some of it is in force for certain, not all of it",
    "unmet": "nothing of it is in force",
    "unknown": "not known to be in force, and not known to be absent",
    "barred": "a higher law forbids it",
}
REASONS: Mapping[Reason, str] = {
    "absent": "no rule was found, and one was searched for",
    "weak": "there is a rule, and it asks for less than is recommended",
    "fragile": "the rule stands in an instrument that is easily undone",
    "partly-bound": "the rule binds some of the agencies that count, not all",
    "unknown": "nobody has found out yet",
    "barred": "a higher law forbids it",
}
CAVEAT = (
    "This judges law on paper, not what officers do. It is no legal advice. Whoever uses a number should read"
    " the citations behind it."
)
_EPSILON = 1e-9


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


@dataclass(frozen=True, slots=True)
class Gap:
    """Points that one question does not earn for one reason."""

    practice: str
    question: str
    reason: Reason
    points: float
    agencies: tuple[Agency, ...]
    """The agencies concerned; empty for the government as a whole."""
    next_step: str
    at: Pointer
    """The answer or policy that causes it, or the place where one would belong."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What one practice does not earn for certain, all its reasons together."""

    line: Line
    points: float
    gaps: tuple[Gap, ...]
    """Most points first; those of the reason `unknown` are not among them."""
    models: tuple[Model, ...]
    """Places that do it, the nearest first; never the place itself."""


@dataclass(frozen=True, slots=True)
class Harm:
    """A fact that works against residents: an adverse answer, or protections forbidden to places below."""

    practice: str
    title: str
    question: str | None
    """None when the place's own law forbids the practice to others."""
    claim: Claim | Barrier


@dataclass(frozen=True, slots=True)
class Barred:
    """What a higher law forbids of one practice."""

    practice: str
    title: str
    points: float
    questions: tuple[str, ...]
    """Empty for the whole practice."""
    barrier: Barrier


@dataclass(frozen=True, slots=True)
class Open:
    """A question nobody has answered for certain yet, and the points that hang on it."""

    practice: str
    question: str
    points: float
    ask: str


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
    lines: tuple[Line, ...]
    areas: tuple[AreaScore, ...]
    shortfalls: tuple[Shortfall, ...]
    """Most points first."""
    unknown: tuple[Open, ...]
    """Most points first."""
    gaps: tuple[Gap, ...]
    """Every gap, unknown ones among them: most points first, then in the rubric's order. What is barred is no gap."""
    harms: tuple[Harm, ...]
    barred: tuple[Barred, ...]

    @property
    def core(self) -> tuple[Line, ...]:
        """The core practices that are asked of the place."""
        return tuple(line for line in self.lines if line.practice.core)


def report(own: Law, card: Scorecard, rubric: Rubric, as_of: date) -> Report:
    """The report of the place whose own law is given."""
    place = own.jurisdiction
    lines = tuple(
        Line(finding, rubric.areas[finding.id], _state(finding), card.points[finding.id]) for finding in card.findings
    )
    gaps = sorted(
        (gap for line in lines for gap in _gaps(line, place)), key=lambda gap: -round(gap.points, 6)
    )
    grades = card.grades
    return Report(
        place,
        rubric,
        as_of,
        card.total.low * WHOLE,
        card.total.high * WHOLE,
        card.reachable * WHOLE,
        card.known,
        (grades[0].name, grades[1].name) if grades else None,
        lines,
        card.areas,
        tuple(_shortfalls(lines, gaps, place.id)),
        tuple(_open(lines, gaps)),
        tuple(gaps),
        tuple(_harms(lines, own)),
        tuple(entry for line in lines for entry in _barred(line)),
    )


def _state(finding: Finding) -> State:
    if finding.reachable <= _EPSILON:
        return "barred"
    if finding.credit.low >= 1 - _EPSILON:
        return "met"
    if finding.credit.high <= _EPSILON:
        return "unmet"
    return "partial" if finding.credit.low > _EPSILON else "unknown"


def _gaps(line: Line, place: Jurisdiction) -> Iterator[Gap]:
    """The gaps of one practice, those of one question and reason as one."""
    total = sum(resolved.question.points for resolved in line.finding.questions)
    for resolved in line.finding.questions:
        share = line.points * resolved.question.points / total / len(resolved.standings)
        lost: dict[Reason, float] = {}
        agencies: dict[Reason, list[Agency]] = {}
        places: dict[Reason, Pointer] = {}
        for standing in resolved.standings:
            for reason, amount, at in _losses(line.finding, resolved, standing, place):
                lost[reason] = lost.get(reason, 0.0) + amount * share
                places.setdefault(reason, at)
                if standing.agency is not None:
                    agencies.setdefault(reason, []).append(standing.agency)
        for reason, points in lost.items():
            step = _next_step(line.practice, resolved, reason, agencies.get(reason, []))
            yield Gap(line.id, resolved.id, reason, points, tuple(agencies.get(reason, [])), step, places[reason])


def _losses(
    finding: Finding, resolved: Resolved, standing: Standing, place: Jurisdiction
) -> Iterator[tuple[Reason, float, Pointer]]:
    """What one agency's standing does not earn: reason, share of the question, and where to look."""
    credit = standing.credit
    nowhere = place.source.child("none_found", finding.id) if finding.searched else place.source.child("policies")
    best = standing.best
    if credit.width > _EPSILON:
        doubtful = next((claim for claim in resolved.claims if not claim.certain), None)
        yield "unknown", credit.width, doubtful.at if doubtful else place.source.child("policies")
    sure = standing.reachable - credit.high
    if sure <= _EPSILON:
        return
    if standing.need is False:
        answered = [r for r in finding.questions if r.id in resolved.question.needs and r.claims]
        yield ("weak", sure, answered[0].claims[0].at) if answered else ("absent", sure, nowhere)
    elif best is None:
        elsewhere = next((s.best for s in resolved.standings if s.best and s.best.worth > 0), None)
        yield ("partly-bound", sure, elsewhere.at) if elsewhere else ("absent", sure, nowhere)
    else:
        weak = sure if best.adverse else min(sure, 1.0 - best.credit)
        if weak > _EPSILON:
            yield "weak", weak, best.at
        if sure - weak > _EPSILON:
            yield "fragile", sure - weak, best.at


def _next_step(practice: Practice, resolved: Resolved, reason: Reason, agencies: list[Agency]) -> str:
    steps = practice.next_steps
    if reason == "unknown":
        return f"Find out: {resolved.question.ask}"
    if reason == "partly-bound":
        named = ", ".join(AGENCIES[agency] for agency in agencies)
        return steps.partly_bound or f"Extend the rule to: {named}."
    return {"absent": steps.absent, "weak": steps.weak}.get(reason, steps.fragile)


def _shortfalls(lines: tuple[Line, ...], gaps: list[Gap], place: str) -> list[Shortfall]:
    by_practice: dict[str, list[Gap]] = {}
    for gap in gaps:
        if gap.reason != "unknown":
            by_practice.setdefault(gap.practice, []).append(gap)
    found = [
        Shortfall(line, sum(gap.points for gap in mine), tuple(mine), nearest(line.practice.models, place))
        for line in lines
        if (mine := by_practice.get(line.id))
    ]
    return sorted(found, key=lambda shortfall: -round(shortfall.points, 6))


def nearest(models: tuple[Model, ...], place: str) -> tuple[Model, ...]:
    """The models without the place itself, those that share most of its path first."""
    steps = place.split("/")

    def distance(model: Model) -> int:
        shared = 0
        for mine, theirs in zip(steps, model.jurisdiction.split("/"), strict=False):
            if mine != theirs:
                break
            shared += 1
        return -shared

    return tuple(sorted((m for m in models if m.jurisdiction != place), key=distance))


def _open(lines: tuple[Line, ...], gaps: list[Gap]) -> Iterator[Open]:
    practices = {line.id: line.practice for line in lines}
    for gap in gaps:
        if gap.reason == "unknown":
            yield Open(gap.practice, gap.question, gap.points, practices[gap.practice].questions[gap.question].ask)


def _harms(lines: tuple[Line, ...], own: Law) -> Iterator[Harm]:
    for line in lines:
        for resolved in line.finding.questions:
            for claim in resolved.claims:
                if claim.adverse:
                    yield Harm(line.id, line.practice.title, resolved.id, claim)
    titles = {line.id: line.practice.title for line in lines}
    for barrier in own.barriers:
        if barrier.policy.reaches:
            yield Harm(barrier.practice, titles.get(barrier.practice, barrier.practice), None, barrier)


def _barred(line: Line) -> Iterator[Barred]:
    """One entry a practice and barrier; the points go to the nearest barrier, so that they are counted once."""
    points = line.points * (1.0 - line.finding.reachable)
    for barrier in line.finding.barriers:
        yield Barred(line.id, line.practice.title, points, tuple(sorted(barrier.questions or ())), barrier)
        points = 0.0
