"""Credit to points and grades, at the very ends of what a grade asks for."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from worlds import TESTS, small_rubric

from sanctuary_score.atlas import Atlas
from sanctuary_score.check import Checker
from sanctuary_score.interval import Interval, weighted_mean
from sanctuary_score.resolve import Setting
from sanctuary_score.score import grades_at, score
from sanctuary_score.sensitivity import sensitivity

A_BIT = 1e-12
"""What sums of fractions lose."""
NOTICEABLE = 1e-6


def finding(name: str, low: float, high: float | None = None, *, reachable: float = 1.0) -> Any:
    """A finding on a practice of the small rubric, with this credit."""
    practice = small_rubric().practices[name]
    credit = Interval(low, low if high is None else high)
    return SimpleNamespace(id=name, practice=practice, credit=credit, reachable=reachable, own=low)


def grade_of(total: float, core: float = 1.0) -> str:
    """The grade of a place of which all is known, whose weakest core practice has this credit."""
    found = grades_at([finding("holds", core), finding("ban", 1.0)], total, total, small_rubric())
    assert found is not None
    low, high = found
    assert low == high
    return low.name


GRADES = small_rubric().header.grades


def test_a_grade_begins_at_its_lowest_score() -> None:
    for grade, below in pairwise(GRADES):
        at = grade.lowest_score / 100
        assert grade_of(at) == grade.name
        assert grade_of(at - A_BIT) == grade.name, "a bit lost in a sum costs no grade"
        assert grade_of(at - NOTICEABLE) == below.name
    assert grade_of(0.0) == GRADES[-1].name


def test_a_grade_asks_for_its_lowest_credit_on_core_practices() -> None:
    for grade, below in pairwise(GRADES):
        if grade.lowest_core:
            assert grade_of(1.0, grade.lowest_core) == grade.name
            assert grade_of(1.0, grade.lowest_core - A_BIT) == grade.name
            assert grade_of(1.0, grade.lowest_core - NOTICEABLE) == below.name


def test_a_place_without_core_practices_has_the_grade_of_its_score() -> None:
    found = grades_at([finding("ban", 1.0)], 1.0, 1.0, small_rubric())
    assert found is not None
    assert found[0].name == GRADES[0].name


def test_what_no_grade_takes_gets_the_last_one() -> None:
    found = grades_at([], -1.0, -1.0, small_rubric())
    assert found is not None
    assert [grade.name for grade in found] == [GRADES[-1].name] * 2


def test_a_grade_needs_enough_to_be_known() -> None:
    least = small_rubric().header.minimum_known
    wide = 1 - least
    assert grades_at([], 0.0, wide, small_rubric()) is not None
    assert grades_at([], 0.0, wide + A_BIT, small_rubric()) is not None
    assert grades_at([], 0.0, wide + NOTICEABLE, small_rubric()) is None


def test_a_core_practice_holds_the_grade_down_and_is_named() -> None:
    weak = GRADES[0].lowest_core - 0.01
    found = score([finding("holds", weak), finding("ban", 1.0)], small_rubric())
    assert found is not None
    assert found.total.low * 100 >= GRADES[0].lowest_score
    assert found.grades is not None
    assert found.grades[0] == GRADES[1]
    assert found.held_down_by == ("holds",)
    strong = score([finding("holds", 1.0), finding("ban", 0.0)], small_rubric())
    assert strong is not None
    assert strong.held_down_by == ()


def test_only_core_practices_below_the_line_are_named() -> None:
    """Of two core practices the one that has what the grade asks for is not to blame."""
    line = GRADES[0].lowest_core
    findings = [finding("holds", 1.0), finding("riders", 0.0, 0.0), finding("ban", 1.0), finding("lawyers", 1.0)]
    found = score(findings, small_rubric())
    assert found is not None
    assert "holds" not in found.held_down_by
    exact = score([finding("holds", line), finding("riders", line)], small_rubric())
    assert exact is not None
    assert exact.held_down_by == ()


def test_the_grades_of_both_ends_are_told_apart() -> None:
    found = score([finding("holds", 0.6, 1.0), finding("ban", 1.0)], small_rubric())
    assert found is not None
    assert found.grades is not None
    assert [grade.name for grade in found.grades] == ["B", "A"]
    assert found.held_down_by == (), "the lower grade is that of its own score"


@pytest.mark.parametrize("reachable", [1.0, 1.0 + A_BIT, 0.5])
def test_what_is_reachable_is_no_more_than_everything(reachable: float) -> None:
    found = score([finding("ban", 0.1, reachable=reachable)], small_rubric())
    assert found is not None
    assert found.reachable == min(reachable, 1.0)


def test_other_weights_ask_for_the_letter_and_not_whether_enough_is_known() -> None:
    """What is known lies a bit above what a grade needs, so in many draws it lies below; the letters never move."""
    least = small_rubric().header.minimum_known
    findings = [finding("riders", 0.45, 1.0), finding("ban", 1.0)]
    total = weighted_mean((f.credit, f.practice.weight) for f in findings)
    assert total is not None
    heavier = weighted_mean((f.credit, f.practice.weight * (1.2 if f.id == "riders" else 0.8)) for f in findings)
    assert heavier is not None
    assert 1 - heavier.width < least < 1 - total.width
    found = sensitivity(findings, small_rubric())
    assert found.grade_kept == 1.0


def test_other_weights_can_move_the_letter() -> None:
    findings = [finding("lawyers", 0.0), finding("ban", 1.0)]
    found = sensitivity(findings, small_rubric())
    assert found.grade_kept is not None
    assert 0.3 < found.grade_kept < 0.7, "half of the weightings put the mean of the two below the 50 of a B"
    assert sensitivity([finding("ban", 0.0, 1.0)], small_rubric()).grade_kept is None


def test_nothing_asked_is_no_score() -> None:
    assert score([], small_rubric()) is None


def test_a_mean_is_never_more_than_everything() -> None:
    full = [(Interval(1.0, 1.0), 0.1)] * 10
    mean = weighted_mean(full)
    assert mean is not None
    assert (mean.low, mean.high) == (1.0, 1.0)


def test_an_interval_holds_another_only_when_both_ends_lie_within() -> None:
    whole = Interval(0.2, 0.6)
    assert whole.holds(Interval(0.3, 0.5))
    assert not whole.holds(Interval(0.1, 0.5))
    assert not whole.holds(Interval(0.3, 0.7))


def test_the_parts_of_a_scorecard_add_up() -> None:
    """Areas, what is known and what is the place's own, counted again from the practices of every story."""
    seen = 0
    for folder in sorted((TESTS / "stories").iterdir()):
        as_of = date.fromisoformat((folder / "STORY").read_text(encoding="utf-8").split()[1])
        tree = Atlas(str(folder / "jurisdictions"))
        checker = Checker(small_rubric(), as_of, tree, chosen=True)
        for id_ in tree.ids():
            outcome = checker.check(tree.file_of(id_) or "")
            assert outcome.report is not None
            assert outcome.case is not None
            report, case = outcome.report, outcome.case
            for area in report.areas:
                lines = [line for line in report.lines if line.area == area.id]
                assert area.points == pytest.approx(sum(line.points for line in lines))
                for end in ("low", "high"):
                    earned = sum(getattr(line.credit, end) * line.points for line in lines)
                    assert getattr(area.credit, end) * area.points == pytest.approx(earned)
            assert {area.id for area in report.areas} == {line.area for line in report.lines}
            assert sum(area.points for area in report.areas) == pytest.approx(100)
            assert report.known == pytest.approx(1 - (report.high - report.low) / 100)
            own = Setting(small_rubric(), case.setting.kind, case.setting.operates, ()).findings(case.own)
            alone = sum(f.credit.low * line.points for f, line in zip(own, report.lines, strict=True))
            assert report.own <= min(alone, report.low) + 1e-9
            if not report.above:
                assert report.own == pytest.approx(report.low)
            for line in report.lines:
                again = case.setting.finding(line.id, case.own)
                assert (again.credit, again.searched) == (line.finding.credit, line.finding.searched)
                seen += 1
    assert seen > 40
    with pytest.raises(KeyError, match="nothing-of-the-kind"):
        case.setting.finding("nothing-of-the-kind", case.own)
