"""Findings to points: everything that is asked of a place adds up to 100. Says nothing of reasons or next steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sanctuary_score.finding import NEARLY_NOTHING, Finding
from sanctuary_score.interval import Interval, weighted_mean
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_header import Grade

WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class AreaScore:
    """One area: credit from 0 to 1, and the points that are at stake in it."""

    id: str
    title: str
    credit: Interval
    points: float

    @property
    def earned(self) -> tuple[float, float]:
        """The points that are certain, and those that are possible."""
        return self.credit.low * self.points, self.credit.high * self.points


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What the place earns of the 100 points asked of it; credits from 0 to 1, points from 0 to 100."""

    findings: tuple[Finding, ...]
    points: Mapping[str, float]
    """What each practice is worth to this place."""
    areas: tuple[AreaScore, ...]
    total: Interval
    reachable: float
    """The most that the law above leaves open, from 0 to 1."""
    own: float
    """What is certain without the laws above, from 0 to 1."""
    known: float
    """How much of the total is certain, from 0 to 1."""
    grades: tuple[Grade, Grade] | None
    """The grades at the low and the high end; None while too little is known."""
    held_down_by: tuple[str, ...]
    """The core practices that keep the grade of the low end below what its score alone would give."""


def score(findings: Sequence[Finding], rubric: Rubric) -> Scorecard | None:
    """The scorecard of one place; None when nothing of the rubric is asked of it."""
    weights = sum(f.practice.weight for f in findings)
    total = weighted_mean((f.credit, f.practice.weight) for f in findings)
    if total is None:
        return None
    points = {f.id: f.practice.weight / weights * WHOLE for f in findings}
    areas = []
    for area in rubric.header.areas:
        within = [f for f in findings if rubric.areas[f.id] == area.id]
        credit = weighted_mean((f.credit, f.practice.weight) for f in within)
        if credit is not None:
            areas.append(AreaScore(area.id, area.title, credit, sum(points[f.id] for f in within)))
    known = 1.0 - total.width
    grades = grades_at(findings, total.low, total.high, rubric)
    return Scorecard(
        tuple(findings),
        points,
        tuple(areas),
        total,
        min(sum(f.reachable * f.practice.weight for f in findings) / weights, 1.0),
        sum(f.own * f.practice.weight for f in findings) / weights,
        known,
        grades,
        _held_down_by(findings, total.low, grades[0], rubric) if grades else (),
    )


def grades_at(findings: Sequence[Finding], low: float, high: float, rubric: Rubric) -> tuple[Grade, Grade] | None:
    """The grades of these two ends of a total, from 0 to 1; None while too little is known."""
    if 1.0 - (high - low) + NEARLY_NOTHING < rubric.header.minimum_known:
        return None
    return letters_at(findings, low, high, rubric)


def letters_at(findings: Sequence[Finding], low: float, high: float, rubric: Rubric) -> tuple[Grade, Grade]:
    """The grades that these two ends reach, whether or not enough is known to give them."""
    core = [f.credit for f in findings if f.practice.core]
    at_low = _grade(low, [credit.low for credit in core], rubric)
    return at_low, _grade(high, [credit.high for credit in core], rubric)


def _held_down_by(findings: Sequence[Finding], low: float, grade: Grade, rubric: Rubric) -> tuple[str, ...]:
    by_score = _grade(low, [], rubric)
    if by_score == grade:
        return ()
    core = [finding for finding in findings if finding.practice.core]
    return tuple(f.id for f in core if f.credit.low + NEARLY_NOTHING < by_score.lowest_core)


def _grade(total: float, core: list[float], rubric: Rubric) -> Grade:
    weakest = min(core, default=1.0)
    reached = (
        grade
        for grade in rubric.header.grades
        if total * WHOLE + NEARLY_NOTHING >= grade.lowest_score and weakest + NEARLY_NOTHING >= grade.lowest_core
    )
    return next(reached, rubric.header.grades[-1])
