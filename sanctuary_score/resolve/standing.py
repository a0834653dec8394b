"""How one agency stands on each question of one practice, in one world where it is certain which laws are in force.

The strongest policy that binds it counts; the laws above are floors and ceilings, the nearest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from sanctuary_score.finding import Standing
from sanctuary_score.interval import ANYTHING, NOTHING, Interval
from sanctuary_score.kinds import Agency
from sanctuary_score.law import Barrier, Claim
from sanctuary_score.questions import Fact, Scored
from sanctuary_score.rubric import Practice

Value = Callable[[Claim], float]
_WORTH: Value = attrgetter("worth")
_CREDIT: Value = attrgetter("credit")
_FULL = Interval(1.0, 1.0)
Claims = Mapping[str, tuple[Claim, ...]]
"""Claims by question."""
NO_CLAIMS: Claims = {}


@dataclass(frozen=True, slots=True)
class Level:
    """What the law of one place says on one practice."""

    claims: Claims
    barriers: tuple[Barrier, ...] = ()

    def entries(self) -> Iterator[Claim | Barrier]:
        """Everything it says."""
        for claims in self.claims.values():
            yield from claims
        yield from self.barriers

    def without(self, policies: frozenset[int]) -> Level:
        """What is left of it without these policies, told by their identity."""
        return self._kept(lambda entry: id(entry.policy) not in policies)

    def binding(self, agency: Agency | None) -> Level:
        """The part of it that binds an agency."""
        return self._kept(lambda entry: entry.binds(agency))

    def _kept(self, wanted: Callable[[Claim | Barrier], bool]) -> Level:
        claims = {question: kept for question, some in self.claims.items() if (kept := tuple(filter(wanted, some)))}
        return Level(claims, tuple(filter(wanted, self.barriers)))


@dataclass(frozen=True, slots=True)
class Desk:
    """One agency before one practice in one world, or several that no law tells apart; all its claims bind."""

    practice: Practice
    searched: bool
    mine: Claims
    above: tuple[Level, ...]

    def standing(self, question: str, asked: Scored) -> Standing:
        """How the agency stands on a question."""
        alone = _strongest(self.mine.get(question, ()), self.searched, _WORTH)
        credit = self._credit(question, _WORTH)
        reachable = self._bounded(question, _FULL, _WORTH).high if self.above else 1.0
        best = self._best(question, credit.high)
        need = self._need(asked) if asked.needs else True
        if need is None:
            credit = Interval(0.0, credit.high)
        elif not need:
            credit = NOTHING
            if not self._could_be_met(asked):
                reachable = 0.0
        return Standing(credit, reachable, best, min(alone.low, credit.low), need)

    def _credit(self, question: str, value: Value) -> Interval:
        mine = self.mine.get(question, ())
        credit = _strongest(mine, self.searched, value)
        if not self.above or any(claim.adverse for claim in mine):
            # An adverse answer outranks a better one, and so it does the floor of a law above.
            return credit
        return self._bounded(question, credit, value)

    def _need(self, asked: Scored) -> bool | None:
        """Whether the answers that the question needs are given, and those that they need in turn."""
        met: bool | None = True
        for other, least in self._needs(asked):
            credit = self._credit(other, _CREDIT)
            if credit.high < least:
                return False
            if credit.low < least:
                met = None
        return met

    def _could_be_met(self, asked: Scored) -> bool:
        """Whether the law above leaves open what the question needs."""
        return all(self._bounded(other, _FULL, _CREDIT).high >= least for other, least in self._needs(asked))

    def _needs(self, asked: Scored) -> Iterator[tuple[str, float]]:
        """The questions needed, directly and in turn, each with the least credit that will do."""
        for other, answers in asked.needs.items():
            needed = self.practice.questions[other]
            assert not isinstance(needed, Fact), "validate lets through only needs on questions that are scored"
            yield other, min(needed.credit(answer) or 0.0 for answer in answers)
            yield from self._needs(needed)

    def _bounded(self, question: str, credit: Interval, value: Value) -> Interval:
        """The credit within the floors and ceilings of the laws above, the nearest first."""
        for level in self.above:
            claims = level.claims.get(question, ())
            if any(claim.adverse for claim in claims):
                return NOTHING
            if any(barrier.closes(question) for barrier in level.barriers):
                credit = NOTHING
            elif claims:
                credit = credit.at_least(max(map(value, claims)))
        return credit

    def _best(self, question: str, high: float) -> Claim | None:
        """The claim that the upper end rests on: an adverse one first, then the nearest of that worth."""
        claims = [*self.mine.get(question, ())]
        for level in self.above:
            claims += level.claims.get(question, ())
        adverse = next((claim for claim in claims if claim.adverse), None)
        return adverse or next((claim for claim in claims if claim.worth == high), None)


def _strongest(claims: Sequence[Claim], searched: bool, value: Value) -> Interval:
    """What the place's own policies earn: the strongest of them; an adverse one outranks them all."""
    if not claims:
        return NOTHING if searched else ANYTHING
    if any(claim.adverse for claim in claims):
        return NOTHING
    return Interval.exactly(max(map(value, claims)))
