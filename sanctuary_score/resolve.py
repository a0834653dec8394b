"""What is known of each question in one place on one day, as an interval of credit, and what the law above leaves open.

Four small operations: the strongest policy in force that binds an agency; floors and ceilings of the laws above, the
nearest first; the hull over policies that may or may not be in force; the mean over agencies. No weights of practices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from sanctuary_score.interval import ANYTHING, NOTHING, Interval, weighted_mean
from sanctuary_score.kinds import Agency
from sanctuary_score.law import Barrier, Claim, Law
from sanctuary_score.questions import Fact, Scored
from sanctuary_score.rubric import Practice, Rubric

Value = Callable[[Claim], float]
_WORTH: Value = attrgetter("worth")
_CREDIT: Value = attrgetter("credit")
FULL = Interval(1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one agency stands on one question."""

    agency: Agency | None
    """None for the government as a whole."""
    credit: Interval
    reachable: float
    """The most that the law above leaves open, whatever the place does: 0 where it is barred."""
    best: Claim | None
    """The claim that gives the upper end, or the adverse one that outranks all; None when no claim does."""
    need: bool | None
    """Whether the answers that this question needs are given; None when that is not known."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What is known of one question."""

    id: str
    question: Scored
    credit: Interval
    reachable: float
    standings: tuple[Standing, ...]
    claims: tuple[Claim, ...]
    """Every policy in force, or perhaps in force, that bears on it: the place's own, then those above, nearest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of one practice that is asked of the place."""

    id: str
    practice: Practice
    credit: Interval
    reachable: float
    questions: tuple[Resolved, ...]
    facts: Mapping[str, tuple[Claim, ...]]
    """Answers to questions that are never scored."""
    barriers: tuple[Barrier, ...]
    searched: bool


def resolve(own: Law, above: Sequence[Law], rubric: Rubric) -> list[Finding]:
    """One finding for each practice asked of the place, in the rubric's order.

    `above` are the parts of higher laws that reach it, the nearest first.
    """
    profile = own.jurisdiction.profile
    operates = frozenset(profile.operates)
    return [_finding(name, practice, own, above, operates) for name, practice in rubric.asked_of(profile.kind, operates)]


def _finding(
    name: str, practice: Practice, own: Law, above: Sequence[Law], operates: frozenset[Agency]
) -> Finding:
    agencies: tuple[Agency | None, ...] = tuple(a for a in practice.agencies if a in operates) or (None,)
    levels = [_Level(law.claims.get(name, {}), law.barriers_to(name)) for law in (own, *above)]
    searched = name in own.searched
    desks = [_Desk(agency, practice, searched, levels) for agency in agencies]
    questions = []
    for question_id, question in practice.scored():
        standings = tuple(desk.standing(question_id) for desk in desks)
        credit = _mean([(s.credit, 1.0) for s in standings])
        reachable = sum(s.reachable for s in standings) / len(standings)
        claims = _bearing(levels, question_id, agencies)
        questions.append(Resolved(question_id, question, credit, reachable, standings, claims))
    total = sum(r.question.points for r in questions)
    facts = {
        question_id: claims
        for question_id, question in practice.questions.items()
        if isinstance(question, Fact) and (claims := _bearing(levels, question_id, agencies))
    }
    return Finding(
        name,
        practice,
        _mean([(r.credit, r.question.points) for r in questions]),
        sum(r.reachable * r.question.points for r in questions) / total,
        tuple(questions),
        facts,
        tuple(barrier for level in levels[1:] for barrier in level.barriers),
        searched,
    )


def _mean(parts: list[tuple[Interval, float]]) -> Interval:
    mean = weighted_mean(parts)
    assert mean is not None, "a practice has at least one scored question, each with points above zero"
    return mean


@dataclass(frozen=True, slots=True)
class _Level:
    """What the law of one place says on one practice; the place itself comes first, then those above it."""

    claims: Mapping[str, tuple[Claim, ...]]
    barriers: tuple[Barrier, ...]

    def on(self, question: str, agency: Agency | None) -> tuple[Claim, ...]:
        claims = self.claims.get(question, ())
        return tuple(claim for claim in claims if claim.binds(agency)) if claims else claims


def _bearing(
    levels: Sequence[_Level], question: str, agencies: Sequence[Agency | None]
) -> tuple[Claim, ...]:
    return tuple(
        claim
        for level in levels
        for claim in level.claims.get(question, ())
        if any(claim.binds(agency) for agency in agencies)
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """One agency before one practice."""

    agency: Agency | None
    practice: Practice
    searched: bool
    levels: Sequence[_Level]

    def standing(self, question: str) -> Standing:
        """How the agency stands on a question that is scored."""
        own = self.levels[0].on(question, self.agency)
        credit = self._bounded(question, _strongest(own, self.searched, _WORTH), _WORTH)
        reachable = self._bounded(question, FULL, _WORTH).high
        best = self._best(question, credit.high)
        need = True
        for other, accepted in self._needs(question):
            need = _both(need, self._given(other, accepted))
            if not self._could_be_given(other, accepted):
                reachable = 0.0
        if need is not True:
            credit = NOTHING if need is False else Interval(0.0, credit.high)
        return Standing(self.agency, credit, reachable, best, need)

    def _needs(self, question: str) -> Iterable[tuple[str, float]]:
        """The questions that this one needs, each with the least credit that will do, and those that they need in turn."""
        asked = self.practice.questions[question]
        if isinstance(asked, Fact):
            return
        for other, answers in asked.needs.items():
            needed = self.practice.questions[other]
            yield other, min(credit_of(needed, answer) for answer in answers)
            yield from self._needs(other)

    def _given(self, question: str, least: float) -> bool | None:
        """Whether the answer to the question earns at least so much, whatever its instrument."""
        own = self.levels[0].on(question, self.agency)
        credit = self._bounded(question, _strongest(own, self.searched, _CREDIT), _CREDIT)
        if credit.low >= least:
            return True
        return None if credit.high >= least else False

    def _could_be_given(self, question: str, least: float) -> bool:
        return self._bounded(question, FULL, _CREDIT).high >= least

    def _bounded(self, question: str, credit: Interval, value: Value) -> Interval:
        """The credit within the floors and ceilings of the laws above, the nearest first."""
        for level in self.levels[1:]:
            claims = level.on(question, self.agency)
            barriers = [b for b in level.barriers if b.closes(question, self.agency)]
            if not claims and not barriers:
                continue
            floors = [(value(c), c.certain) for c in claims if not c.adverse]
            ceilings = [b.certain for b in barriers] + [c.certain for c in claims if c.adverse]
            credit = Interval(
                0.0 if ceilings else max([credit.low, *(floor for floor, certain in floors if certain)]),
                0.0 if True in ceilings else max([credit.high, *(floor for floor, _ in floors)]),
            )
        return credit

    def _best(self, question: str, high: float) -> Claim | None:
        """The claim that the upper end rests on: an adverse one first, then the nearest of that worth."""
        claims = [claim for level in self.levels for claim in level.on(question, self.agency)]
        adverse = [claim for claim in claims if claim.adverse and claim.certain]
        return next(iter([*adverse, *(claim for claim in claims if claim.worth == high)]), None)


def _strongest(claims: Sequence[Claim], searched: bool, value: Value) -> Interval:  # noqa: FBT001 (a fact, no mode)
    """What the place's own policies earn: the strongest in force; one that is perhaps in force may count or not."""
    if any(claim.adverse and claim.certain for claim in claims):
        return NOTHING
    sure = [value(claim) for claim in claims if claim.certain]
    perhaps = [value(claim) for claim in claims if not claim.certain]
    if not sure:
        # Should none of the doubtful ones bind, nothing is known again, unless the search was in vain.
        return Interval(0.0, max(perhaps, default=0.0)) if searched else ANYTHING
    doubtful_harm = any(claim.adverse for claim in claims)
    return Interval(0.0 if doubtful_harm else max(sure), max(sure + perhaps))


def credit_of(question: Scored | Fact, answer: str) -> float:
    """The credit of an answer that is known to fit."""
    credit = None if isinstance(question, Fact) else question.credit(answer)
    assert credit is not None, "validate lets through only needs that name an answer"
    return credit


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True
