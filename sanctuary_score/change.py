"""What changed between two states of one place: its policies, its answers, and what that did to the score.

Facts and effects are told apart: the two profiles are compared as they are written, the two reports as they came out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sanctuary_score.check import Outcome
from sanctuary_score.diagnostic import Place
from sanctuary_score.fact_change import FactChange, facts_between, laws_between, written
from sanctuary_score.kinds import Agency
from sanctuary_score.law import Claim
from sanctuary_score.profile import Jurisdiction
from sanctuary_score.report import Gap, Harm, Report

T = TypeVar("T")

NOTICED = 0.005
"""Credit or points that are worth a word: less is rounding."""


@dataclass(frozen=True, slots=True)
class PracticeChange:
    """How one practice moves: credit from 0 to 1 at either end; None where it was or is not asked."""

    practice: str
    title: str
    old: tuple[float, float] | None
    new: tuple[float, float] | None
    points: float
    """What the practice is worth now, or was when it is no longer asked."""


@dataclass(frozen=True, slots=True)
class Weakened:
    """An answer of a law in force that is worth less than before, whether or not another law makes up for it."""

    policy: str
    practice: str
    question: str
    old: str
    new: str
    """Empty when the answer is gone."""
    worths: tuple[float, float]
    """Credit times durability before and after, from 0 to 1."""
    place: Place


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in one place. Reports are None where there was no such place, or it could not be scored."""

    id: str
    name: str
    path: str
    old: Report | None
    new: Report | None
    facts: tuple[FactChange, ...]
    practices: tuple[PracticeChange, ...]
    """Those that move, the greatest loss first."""
    weakened: tuple[Weakened, ...]
    new_gaps: tuple[Gap, ...]
    """Gaps that were none before; told by practice, question and reason, never by line."""
    closed_gaps: tuple[Gap, ...]
    new_harms: tuple[Harm, ...]
    ended_harms: tuple[Harm, ...]

    @property
    def losses(self) -> tuple[PracticeChange, ...]:
        """The practices of which less is certain than before."""
        return tuple(entry for entry in self.practices if _lost(entry) > NOTICED)

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to tell."""
        gaps, harms = (*self.new_gaps, *self.closed_gaps), (*self.new_harms, *self.ended_harms)
        return not (self.facts or self.practices or gaps or harms)


def compare(old: Outcome | None, new: Outcome | None, same_tree: bool = False) -> Change:
    """The change from one state to the other; either may be missing, not both.

    In two states of one tree another id is a change of the place; elsewhere a file may be called anything.
    """
    before, after = (outcome.report if outcome else None for outcome in (old, new))
    shown = after or before
    outcome = new or old
    assert outcome is not None
    place = shown.jurisdiction if shown else None
    one, other = (report.jurisdiction if report else None for report in (before, after))
    return Change(
        place.id if place else outcome.path,
        place.profile.name if place else outcome.path,
        outcome.path,
        before,
        after,
        (*_moves(one, other, same_tree), *facts_between(one, other), *laws_between(before, after))
        if one and other and before and after
        else (),
        tuple(_practices(before, after)) if before and after else (),
        tuple(_weakened(before, after)) if before and after else (),
        _new(_gaps(before), _gaps(after)) if before and after else (),
        _new(_gaps(after), _gaps(before)) if before and after else (),
        _new(_harms(before), _harms(after)),
        _new(_harms(after), _harms(before)),
    )


def _moves(old: Jurisdiction, new: Jurisdiction, same_tree: bool) -> Iterator[FactChange]:
    if same_tree and old.id != new.id:
        yield FactChange("changed", "place: id", old.id, new.id, Place(new.path))


def _new(old: Mapping[object, T], new: Mapping[object, T]) -> tuple[T, ...]:
    return tuple(value for key, value in new.items() if key not in old)


def _gaps(report: Report | None) -> Mapping[object, Gap]:
    return {(gap.practice, gap.question, gap.reason): gap for gap in report.gaps} if report else {}


def _harms(report: Report | None) -> Mapping[object, Harm]:
    """Harms by what they are and whose law does them; a place is itself, whatever its file is called."""
    if report is None:
        return {}
    mine = report.jurisdiction.id
    found: dict[object, Harm] = {}
    for harm in report.harms:
        whose = harm.claim.jurisdiction.id
        found[harm.practice, harm.question, whose if whose != mine else "", harm.claim.policy.id] = harm
    return found


def _practices(old: Report, new: Report) -> list[PracticeChange]:
    before = {line.id: line for line in old.lines}
    after = {line.id: line for line in new.lines}
    found = []
    for name in (*after, *(gone for gone in before if gone not in after)):
        was, is_ = before.get(name), after.get(name)
        line = is_ or was
        assert line is not None
        one, other = ((entry.credit.low, entry.credit.high) if entry else None for entry in (was, is_))
        if one is None or other is None or max(abs(a - b) for a, b in zip(one, other, strict=True)) > NOTICED:
            found.append(PracticeChange(name, line.practice.title, one, other, line.points))
    return sorted(found, key=lambda entry: -round(_lost(entry) * entry.points, 6))


def _weakened(old: Report, new: Report) -> Iterator[Weakened]:
    before, after = _worths(old), _worths(new)
    agencies = {(line.id, resolved.id): resolved.agencies for line in old.lines for resolved in line.finding.questions}
    for key, was in before.items():
        is_ = after.get(key)
        now = [claim for other, claim in after.items() if other[1:] == key[1:]]
        if is_ is None and _taken_over(was, agencies[key[1:]], now):
            continue
        worth = is_.worth if is_ else 0.0
        if was.worth > worth + NOTICED:
            place = is_.place if is_ else policy_place(new.jurisdiction, key[0])
            yield Weakened(*key, written(was.answer), written(is_.answer) if is_ else "", (was.worth, worth), place)


def _worths(report: Report) -> Mapping[tuple[str, str, str], Claim]:
    """The place's own answers that count for certain, by policy, practice and question."""
    return {
        (claim.policy.id, line.id, resolved.id): claim
        for line in report.lines
        for resolved in line.finding.questions
        for claim in resolved.claims
        if claim.certain and claim.jurisdiction.id == report.jurisdiction.id
    }


def _taken_over(was: Claim, agencies: tuple[Agency | None, ...], now: Sequence[Claim]) -> bool:
    """Whether the place's own law still gives as much to everyone whom the answer bound.

    A law that is repealed and replaced on the same day, or called by another id, takes nothing away.
    """
    return all(
        any(claim.binds(agency) and claim.worth + NOTICED >= was.worth for claim in now)
        for agency in agencies
        if was.binds(agency)
    )


def policy_place(place: Jurisdiction, policy: str) -> Place:
    """Where the policy stands, or the top of the file when it is gone."""
    return next((place.place(at) for at, it in place.policies() if it.id == policy), Place(place.path))


def _lost(entry: PracticeChange) -> float:
    """Credit that was certain and is not any more; negative for a gain."""
    return (entry.old[0] if entry.old else 0.0) - (entry.new[0] if entry.new else 0.0)
