"""A scorecard as a reader wants it: states in words, gaps with reasons and next steps, harms, bars, unknowns.

The only thing a format ever sees; nothing is worded for one format, and nothing is computed anew in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Literal, NamedTuple

from sanctuary_score.diagnostic import Place
from sanctuary_score.finding import NEARLY_NOTHING, Finding, Loss, Resolved
from sanctuary_score.interval import Interval
from sanctuary_score.kinds import AGENCIES, Agency
from sanctuary_score.law import Barrier, Claim, Law
from sanctuary_score.profile import Jurisdiction
from sanctuary_score.questions import Fact, Levels, Scored
from sanctuary_score.rubric import Model, Practice, Reason, Rubric
from sanctuary_score.score import WHOLE, AreaScore, Scorecard
from sanctuary_score.sensitivity import Sensitivity

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
    """What a higher law forbids of one practice."""

    practice: str
    title: str
    points: float
    questions: tuple[str, ...]
    """Empty for the whole practice."""
    barrier: Barrier


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
    above: tuple[str, ...]
    """The names of the places above whose law was read, the nearest first."""
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
    sensitivity: Sensitivity | None = None
    """What becomes of the score under other weights; None when nobody asked."""

    @property
    def core(self) -> tuple[Line, ...]:
        """The core practices that are asked of the place."""
        return tuple(line for line in self.lines if line.practice.core)


def report(own: Law, above: Sequence[Law], card: Scorecard, rubric: Rubric, as_of: date) -> Report:
    """The report of the place whose own law is given, with the laws above it, the nearest first."""
    place = own.jurisdiction
    lines = tuple(
        Line(finding, rubric.areas[finding.id], state_of(finding), card.points[finding.id]) for finding in card.findings
    )
    nowhere = place.place(place.source.child("policies").key())
    every = sorted((gap for line in lines for gap in _gaps(line, place, nowhere)), key=_by_points)
    gaps = tuple(gap for gap in every if gap.reason != "unknown")
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
        tuple(rubric.practices[name].title for name in card.held_down_by),
        card.own * WHOLE,
        tuple(law.jurisdiction.profile.name for law in above),
        lines,
        card.areas,
        tuple(_shortfalls(lines, gaps)),
        gaps,
        tuple(gap for gap in every if gap.reason == "unknown"),
        tuple(_harms(lines, own)),
        tuple(entry for line in lines for entry in _barred(line)),
    )


def _by_points(entry: Gap | Shortfall) -> float:
    """Most points first; equal ones keep the rubric's order, whatever the last bits say."""
    return -round(entry.points, 6)


def state_of(finding: Finding) -> State:
    """A practice's state in a word."""
    if finding.reachable <= NEARLY_NOTHING:
        return "barred"
    if finding.credit.low >= 1 - NEARLY_NOTHING:
        return "met"
    if finding.credit.low > NEARLY_NOTHING:
        return "partial"
    harmed = any(claim.adverse and claim.certain for resolved in finding.questions for claim in resolved.claims)
    return "unmet" if harmed or finding.credit.high <= NEARLY_NOTHING else "unknown"


def _gaps(line: Line, place: Jurisdiction, nowhere: Place) -> Iterator[Gap]:
    """The gaps of one practice; one without an answer lies where the profile says that it was searched for."""
    finding = line.finding
    if finding.searched:
        nowhere = place.place(place.source.child("none_found", line.id).key())
    models: tuple[Peer, ...] | None = None
    for loss in finding.losses:
        at = loss.claim.place if loss.claim else nowhere
        if loss.reason == "unknown":
            yield Gap(line, loss, loss.share * line.points, at, _next_step(line.practice, loss), ())
            continue
        if models is None:
            models = nearest(line.practice.models, place.id)
        yield Gap(line, loss, loss.share * line.points, at, _next_step(line.practice, loss), models)


def _next_step(practice: Practice, loss: Loss) -> str:
    """What to do about a loss. The practice's own words are about its leading question; others speak for themselves."""
    steps = practice.next_steps
    question = practice.questions[loss.question]
    match loss.reason:
        case "unknown":
            return f"Find out: {question.ask}"
        case "partly-bound":
            return steps.partly_bound or f"Extend the rule to: {', '.join(AGENCIES[a] for a in loss.agencies)}."
        case "fragile":
            return steps.fragile
        case "absent":
            return steps.absent
        case _:
            return _strengthen(practice, question, loss)


def _strengthen(practice: Practice, question: Scored | Fact, loss: Loss) -> str:
    steps, claim = practice.next_steps, loss.claim
    if claim is not None and claim.adverse:
        return f"First end what works against residents ({claim.policy.citation}). Then: {steps.absent}"
    leading = next(name for name, _ in practice.scored())
    if claim is None or loss.question == leading or isinstance(question, Fact):
        return steps.absent if claim is not None and claim.credit == 0 else steps.weak
    answer = claim.answer if isinstance(claim.answer, str) else ", ".join(claim.answer)
    return f"{question.ask} Now: {answer}. Recommended: {question.recommends()}."


def _shortfalls(lines: tuple[Line, ...], gaps: tuple[Gap, ...]) -> list[Shortfall]:
    by_practice: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_practice.setdefault(gap.practice, []).append(gap)
    found = [
        Shortfall(line, sum(gap.points for gap in mine), tuple(mine))
        for line in lines
        if (mine := by_practice.get(line.id))
    ]
    return sorted(found, key=_by_points)


def nearest(models: tuple[Model, ...], place: str) -> tuple[Peer, ...]:
    """The models without the place itself, those that share most of its path first."""
    steps = place.split("/")

    def distance(peer: Peer) -> int:
        pairs = zip(steps, peer.jurisdiction.split("/"), strict=False)
        return -sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

    others = (Peer(m.jurisdiction, m.name, m.citation) for m in models if m.jurisdiction != place)
    return tuple(sorted(others, key=distance))


def _harms(lines: tuple[Line, ...], own: Law) -> Iterator[Harm]:
    for line in lines:
        for resolved in line.finding.questions:
            for claim in resolved.claims:
                if claim.adverse:
                    yield Harm(line.id, line.practice.title, resolved.id, _meaning(resolved, claim), claim)
    titles = {line.id: line.practice.title for line in lines}
    for barrier in own.barriers:
        if barrier.policy.reaches:
            title = titles.get(barrier.practice, barrier.practice)
            only = f" (only: {', '.join(sorted(barrier.questions))})" if barrier.questions else ""
            yield Harm(barrier.practice, title, None, f"forbids this to the places below{only}", barrier)


def _meaning(resolved: Resolved, claim: Claim) -> str:
    """The adverse answer in the rubric's words; the bare answer where it has none."""
    answer = claim.answer if isinstance(claim.answer, str) else ", ".join(claim.answer)
    known = resolved.question.meanings if isinstance(resolved.question, Levels) else {}
    return known.get(answer, f"{resolved.id} is {answer}").rstrip(".")


def _barred(line: Line) -> Iterator[Barred]:
    """One entry a practice and barrier; the points go to the nearest barrier, so that they are counted once."""
    points = line.points * (1.0 - line.finding.reachable)
    for barrier in line.finding.barriers:
        yield Barred(line.id, line.practice.title, points, tuple(sorted(barrier.questions or ())), barrier)
        points = 0.0
