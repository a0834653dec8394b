"""What is known of one practice in one place, and why it does not earn everything. Made by `resolve`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sanctuary_score.interval import Interval
from sanctuary_score.kinds import Agency
from sanctuary_score.law import Barrier, Claim
from sanctuary_score.questions import Scored
from sanctuary_score.rubric import Practice, Reason

_HALF = 0.5
NEARLY_NOTHING = 1e-9
"""Credits that differ by less are the same: sums of fractions are exact to the last bits only."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one agency stands on one question."""

    credit: Interval
    reachable: float
    """The most that the law above leaves open, whatever the place does: 0 where it is barred."""
    best: Claim | None
    """The claim that gives the upper end, or the adverse one that outranks all; None when no claim does."""
    own: float
    """What is certain without the laws above."""
    need: bool | None
    """Whether the answers that this question needs are given; None when that is not known."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What is known of one question."""

    id: str
    question: Scored
    credit: Interval
    reachable: float
    own: float
    """What is certain without the laws above, from 0 to 1."""
    agencies: tuple[Agency | None, ...]
    """Those that count; None for the government as a whole."""
    standings: tuple[Standing, ...]
    """One for each of them."""
    claims: tuple[Claim, ...]
    """Every policy in force, or perhaps so, that bears on it: the place's own, then those above, nearest first."""


@dataclass(frozen=True, slots=True, eq=False)
class Loss:
    """What one question does not earn for one reason."""

    practice: str
    question: str
    reason: Reason
    share: float
    """Of the practice's points: 0 to 1."""
    agencies: tuple[Agency, ...]
    """The agencies concerned; empty for the government as a whole."""
    claim: Claim | None
    """The answer that causes it; None where there is none."""

    @property
    def needed(self) -> tuple[str, Claim] | None:
        """The other question whose answer keeps this one from arising, and that answer; None where none does."""
        if self.claim is None or self.claim.question == self.question:
            return None
        return self.claim.question, self.claim


@dataclass(frozen=True, eq=False)
class Finding:
    """What is known of one practice that is asked of the place. Two are the same only when they are one object."""

    id: str
    practice: Practice
    credit: Interval
    reachable: float
    own: float
    """What is certain without the laws above, from 0 to 1."""
    questions: tuple[Resolved, ...]
    facts: Mapping[str, tuple[Claim, ...]]
    """Answers to questions that are never scored."""
    barriers: tuple[Barrier, ...]
    searched: bool
    """Whether it was searched for in vain."""
    silent: bool
    """Whether the place's own policies say nothing on it, so that all places under the same laws share the finding."""

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """What it does not earn, by question and reason, in the rubric's order; what is barred is no loss."""
        return tuple(loss for resolved in self.questions for loss in self._losses(resolved))

    def _losses(self, resolved: Resolved) -> Iterator[Loss]:
        total = sum(other.question.points for other in self.questions)
        share = resolved.question.points / total / len(resolved.standings)
        lost: dict[Reason, float] = {}
        agencies: dict[Reason, list[Agency]] = {}
        causes: dict[Reason, Claim | None] = {}
        for agency, standing in zip(resolved.agencies, resolved.standings, strict=True):
            for reason, amount, claim in self._of_one(resolved, agency, standing):
                lost[reason] = lost.get(reason, 0.0) + amount * share
                causes.setdefault(reason, claim)
                if agency is not None:
                    agencies.setdefault(reason, []).append(agency)
        for reason, amount in lost.items():
            whom = tuple(agencies.get(reason, ()))
            yield Loss(self.id, resolved.id, reason, amount, whom, causes[reason])

    def _of_one(
        self, resolved: Resolved, agency: Agency | None, standing: Standing
    ) -> Iterator[tuple[Reason, float, Claim | None]]:
        """What one agency's standing does not earn: reason, share of the question, and the answer behind it."""
        credit, best = standing.credit, standing.best
        if credit.width > NEARLY_NOTHING:
            yield "unknown", credit.width, next((claim for claim in resolved.claims if not claim.certain), None)
        sure = standing.reachable - credit.high
        if sure <= NEARLY_NOTHING:
            return
        if standing.need is False:
            waits = self._waits_on(resolved, agency)
            yield ("weak", sure, waits) if waits else self._without(resolved, sure)
        elif best is None:
            yield self._without(resolved, sure)
        else:
            # What earns less than half has to be written anew before anybody asks how well it is anchored.
            weak = sure if best.credit < _HALF else min(sure, 1.0 - best.credit)
            if weak > NEARLY_NOTHING:
                yield "weak", weak, best
            if sure - weak > NEARLY_NOTHING:
                yield "fragile", sure - weak, best

    def _without(self, resolved: Resolved, sure: float) -> tuple[Reason, float, Claim | None]:
        """The loss of an agency that no rule binds: others may be bound by one."""
        elsewhere = next((s.best for s in resolved.standings if s.best and s.best.worth > 0), None)
        return ("partly-bound" if elsewhere else "absent"), sure, elsewhere

    def _waits_on(self, resolved: Resolved, agency: Agency | None) -> Claim | None:
        """The answer that keeps a question from arising for an agency; None where the needed one has no answer."""
        needs = resolved.question.needs
        answers = [claim for other in self.questions if other.id in needs for claim in other.claims]
        binding = [claim for claim in answers if claim.binds(agency)]
        unmet = (claim for claim in binding if claim.answer not in needs[claim.question])
        return next(unmet, binding[0] if binding else None)
