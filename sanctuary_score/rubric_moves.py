"""What a change of the rubric does to the score of one place: how far it moves, and which part of the change did it."""

from __future__ import annotations

from dataclasses import dataclass

from sanctuary_score.report import Line, Report
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_change import agency_changes, rule_changes, weight_changes

Ends = tuple[float, float]
"""The low and the high end, in points."""
Grades = tuple[str, str] | None
"""At the low and at the high end; None while too little is known."""

MOVED = 0.05
"""Points that are worth a line: half of the last digit shown."""
_BITS = 1e-9
"""What rounding may have taken from a sum."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How one practice of a place moves, for reasons of its own: the points it earns at either end."""

    practice: str
    old: Ends | None
    """None where it was not asked."""
    new: Ends | None
    causes: tuple[str, ...]
    """`weight`, `agencies`, `questions`, and the instruments of its rules that count otherwise now."""


@dataclass(frozen=True, slots=True)
class PlaceMove:
    """How one place moves."""

    id: str
    old: Ends
    new: Ends
    grades: tuple[Grades, Grades]
    """Before and after."""
    practices: tuple[Moved, ...]
    """Those that move for reasons of their own, most points first."""
    others: int
    """How many others are worth other points only because the weights beside them changed."""
    shifts: Ends
    """The least and the greatest shift of an end of those others, in points."""

    @property
    def size(self) -> float:
        """How far the end of the score moves that moves most."""
        return max(abs(is_ - was) for was, is_ in zip(self.old, self.new, strict=True))

    @property
    def regraded(self) -> bool:
        """Whether it gets another grade."""
        return self.grades[0] != self.grades[1]

    @property
    def still(self) -> bool:
        """Whether there is nothing to tell of it."""
        return not self.practices and not self.regraded and self.size <= MOVED


def move(old: Report, new: Report) -> PlaceMove:
    """How a place moves from one rubric to the other."""
    before, after = ({line.id: line for line in report.lines} for report in (old, new))
    own: list[tuple[float, Moved]] = []
    others: list[float] = []
    for name in dict.fromkeys((*after, *before)):
        was, is_ = before.get(name), after.get(name)
        one, other = (_ends(line) if line else None for line in (was, is_))
        shifts = [b - a for a, b in zip(one or (0.0, 0.0), other or (0.0, 0.0), strict=True)]
        size = max(map(abs, shifts))
        causes = _causes(was, is_, old.rubric, new.rubric) if was and is_ else ()
        if was is None or is_ is None or (causes and size > MOVED):
            own.append((size, Moved(name, one, other, causes)))
        elif not causes and size > _BITS:
            others += shifts
    own.sort(key=lambda pair: -round(pair[0], 6))
    ends = (min(others), max(others)) if others else (0.0, 0.0)
    scores = (old.low, old.high), (new.low, new.high)
    practices = tuple(moved for _, moved in own)
    return PlaceMove(old.jurisdiction.id, *scores, (old.grade, new.grade), practices, len(others) // 2, ends)


def _ends(line: Line) -> Ends:
    return line.credit.low * line.points, line.credit.high * line.points


def _causes(was: Line, is_: Line, old: Rubric, new: Rubric) -> tuple[str, ...]:
    """Which changes of the rubric bear on this practice of this place; none where only other weights do."""
    one, other = was.practice, is_.practice
    causes = ["weight"] if any(weight_changes(one, other)) else []
    if max(abs(was.credit.low - is_.credit.low), abs(was.credit.high - is_.credit.high)) > _BITS:
        if any(agency_changes(one, other)):
            causes.append("agencies")
        if any(rule_changes(one, other)):
            causes.append("questions")
        causes += _instruments(was, is_, old, new)
    return tuple(causes)


def _instruments(was: Line, is_: Line, old: Rubric, new: Rubric) -> list[str]:
    """The instruments in which answers to this practice stand and that count otherwise now, in the rubric's order."""
    stand = {
        (claim.policy.instrument, claim.jurisdiction.profile.kind)
        for line in (was, is_)
        for resolved in line.finding.questions
        for claim in resolved.claims
    }
    other = {id_ for id_, kind in stand if old.durability(is_.id, id_, kind) != new.durability(is_.id, id_, kind)}
    return [f"instrument `{id_}`" for id_ in new.instruments if id_ in other]
