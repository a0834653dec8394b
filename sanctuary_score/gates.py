"""Gates: what a run may be asked to stop at, and the places that stopped it. Prints nothing, decides no exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sanctuary_score.change import NOTICED, Change
from sanctuary_score.check import Outcome
from sanctuary_score.diagnostic import Code, Place, Placed
from sanctuary_score.loss_above import lost_above
from sanctuary_score.report import Harm
from sanctuary_score.wording import in_doubt, share_words


class Stop(NamedTuple):
    """Why a gate does not let a file through: where, and in words."""

    gate: str
    place: Place
    message: str


class Judged(NamedTuple):
    """One file before a gate: what came of it now, and, with a base, what the change did."""

    outcome: Outcome
    problems: tuple[Placed, ...]
    """With a base, those that were not there before."""
    change: Change | None
    before: Outcome | None = None
    """With a base, what came of the file then; None for a file that is new."""


def _not_compared(gate: str, judged: Judged) -> Iterator[Stop]:
    """A stop where the file as it was could not be scored: a gate that had nothing to look at may not pass unseen."""
    errors = [p for p in judged.before.problems if p.severity == "error"] if judged.before else []
    if errors and judged.outcome.report is not None:
        message = (
            f"the file as it was could not be scored ({errors[0].number}: {errors[0].message}), so there is nothing to"
            " compare it with; read by hand what the change does, and once it is merged this gate compares again"
        )
        yield Stop(gate, Place(judged.outcome.path), message)


def _regression(judged: Judged) -> Iterator[Stop]:
    change = judged.change
    if change is None or change.old is None:
        yield from _not_compared("regression", judged)
        return
    for harm in change.new_harms:
        if not any(_goes_on(was, harm) for was in change.ended_harms):
            message = f"a new harm: {harm.title}: {harm.meaning}{in_doubt(harm.claim.certain)}"
            yield Stop("regression", harm.claim.place, message)
    if change.new is None and judged.outcome.problems:
        # What is wrong with the file stops the run by itself, and says where.
        return
    if change.new is None:
        yield Stop("regression", Place(change.path), f"{change.name} is gone")
        return
    spots = {gap.practice: gap.place for gap in reversed(change.new.gaps)}
    for entry in change.losses:
        was, is_ = entry.old or (0.0, 0.0), entry.new or (0.0, 0.0)
        points = entry.points * (was[0] - is_[0])
        message = (
            f"the certain part of `{entry.practice}` falls from {share_words(was[0])} to {share_words(is_[0])},"
            f" {points:.1f} points ({entry.title})"
        )
        place = spots.get(entry.practice, Place(change.path))
        if not change.facts:
            lost = lost_above(change, entry.practice)
            message += lost.message if lost else "; nothing changed in this file, so look at the law above"
            place = lost.place if lost else place
        changed = (fact.place for fact in change.facts if fact.answer and f", {entry.practice}:" in fact.what)
        yield Stop("regression", next(changed, place), message)
    yield from _masked(change)


def _goes_on(was: Harm, harm: Harm) -> bool:
    """Whether a harm that ended goes on in another instrument: an agreement renewed, or called by another id."""
    one, other = was.claim, harm.claim
    same = (was.practice, was.question, was.meaning) == (harm.practice, harm.question, harm.meaning)
    bound = one.agencies is None or (other.agencies is not None and other.agencies <= one.agencies)
    no_further = bound and set(other.policy.reaches) <= set(one.policy.reaches)
    return same and one.jurisdiction.id == other.jurisdiction.id and no_further and one.certain >= other.certain


def _masked(change: Change) -> Iterator[Stop]:
    """Weaker answers that move no score, because another law gives as much."""
    told = {entry.practice for entry in change.losses}
    for entry in change.weakened:
        if entry.practice in told:
            continue
        old, new = entry.worths
        becomes = f"becomes `{entry.new}` ({share_words(new)})" if entry.new else "is gone"
        message = (
            f"`{entry.question}` of `{entry.practice}` in `{entry.policy}`: `{entry.old}`"
            f" ({share_words(old)}) {becomes};"
            " no score moves today, because another law gives as much"
        )
        yield Stop("regression", entry.place, message)


def _new_gap(judged: Judged) -> Iterator[Stop]:
    change = judged.change
    if change is None or change.old is None:
        yield from _not_compared("new-gap", judged)
        return
    signed = {one.waiver for one in change.old.waivers}
    for gap in change.new_gaps:
        # Whoever opens a gap may not sign its waiver in the same breath: it has to be there before.
        if gap.points > NOTICED and gap.waiver not in signed:
            message = f"a new gap: {gap.line.practice.title} ({gap.question}, {gap.reason}), {gap.points:.1f} points"
            if gap.waiver is not None:
                message += "; its waiver is as new as the gap, so have the waiver signed and merged first"
            yield Stop("new-gap", gap.place, message)


def _of_problems(gate: str, *codes: Code) -> Callable[[Judged], Iterator[Stop]]:
    numbers = {code.number for code in codes}

    def stops(judged: Judged) -> Iterator[Stop]:
        for problem in judged.problems:
            if not numbers or problem.number in numbers:
                yield Stop(gate, problem.place, f"{problem.number}: {problem.message}")

    return stops


GATES: Mapping[str, Callable[[Judged], Iterator[Stop]]] = {
    "regression": _regression,
    "new-gap": _new_gap,
    "stale": _of_problems("stale", Code.STALE),
    "problem": _of_problems("problem"),
    "missing-source": _of_problems("missing-source", Code.NO_SOURCE),
}
OF_PROBLEMS = frozenset({"stale", "problem", "missing-source"})
"""Gates that stop at problems, which are told by themselves already."""
NEED_BASE = frozenset({"regression", "new-gap"})
"""Gates that ask what changed, and so say nothing without something to compare with."""


def stops(wanted: Sequence[str], judged: Judged) -> tuple[Stop, ...]:
    """What the wanted gates stop at, in their order."""
    return tuple(stop for name in wanted for stop in GATES[name](judged))


def not_before(problems: Sequence[Placed], before: Sequence[Placed]) -> tuple[Placed, ...]:
    """The problems that were not there before, told by code and message, whatever their lines."""
    known = {(problem.number, problem.message) for problem in before}
    return tuple(problem for problem in problems if (problem.number, problem.message) not in known)
