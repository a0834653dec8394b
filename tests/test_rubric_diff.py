"""`rubric diff` says what changed in a rubric, which places move, how far, and which part of the change did it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner
from worlds import ROOT, SMALL_RUBRIC, TESTS

from sanctuary_score.cli.app import app

TREE = TESTS / "stories" / "fragile" / "jurisdictions"
"""Two cities: by-law has the rule in an ordinance, by-chief in a department's policy."""
HEADER, HOLDS, BAN = "rubric.yaml", "custody/holds.yaml", "custody/ban.yaml"


@pytest.fixture
def changed(tmp_path: Path) -> Any:
    """Write a copy of the small rubric in which texts are replaced: file, what stood there, what stands there now."""

    def write(*edits: tuple[str, str, str]) -> Path:
        folder = tmp_path / "rubric"
        shutil.copytree(SMALL_RUBRIC, folder, dirs_exist_ok=True)
        for file, old, new in edits:
            text = (folder / file).read_text(encoding="utf-8")
            assert old in text, old
            (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return write


def diff(new: Path, tree: Path = TREE, old: Path = SMALL_RUBRIC) -> Any:
    return CliRunner().invoke(
        app, ["rubric", "diff", str(old), str(new), "--jurisdictions", str(tree), "--as-of", "2026-01-01"]
    )


def said(new: Path, tree: Path = TREE) -> str:
    """What it says, in one line; every place can be scored by both rubrics."""
    ended = diff(new, tree)
    assert ended.exit_code == 0, ended.stderr
    return " ".join(ended.stdout.split())


def test_an_instrument_that_counts_otherwise_is_the_cause(changed: Any) -> None:
    words = said(changed((HEADER, "title: Department policy, durability: 0.4", "title: Order, durability: 0.6")))
    assert "* instrument `department-policy`: durability 0.4 becomes 0.6." in words
    assert "us/st/by-chief: 24.0 becomes 36.0 holds: 24.0 becomes 36.0 (instrument `department-policy`)" in words
    assert "weights of others" not in words
    assert "1 place moves. 1 place does not move." in words


def test_the_durability_for_one_kind_of_place_is_told(changed: Any) -> None:
    words = said(changed((HEADER, "kinds: {transit-agency: 1}", "kinds: {transit-agency: 0.9, city: 0.7}")))
    assert "instrument `board-policy`: durability for a city 0.6 becomes 0.7." in words
    assert "instrument `board-policy`: durability for a transit agency 1 becomes 0.9." in words


def test_a_weight_moves_its_practice_and_the_others_are_counted(changed: Any) -> None:
    tree = TESTS / "stories" / "nothing-known" / "jurisdictions"
    words = said(changed((HOLDS, "weight: 6", "weight: 3")), tree)
    assert "* holds: weight 6 becomes 3." in words
    assert "holds: 0.0 to 42.9 becomes 0.0 to 27.3 (weight)" in words
    assert "and 3 others by the weights of others alone: +0.0 to +7.8" in words
    assert "ban: " not in words


def test_only_what_bears_on_a_place_is_its_cause(changed: Any) -> None:
    """Neither answer that earns less now is given by a place, so nothing of it moves."""
    edits = [(HOLDS, "listed: 0.5", "listed: 0.4"), (HOLDS, "violent: 0.25", "violent: 0.3")]
    words = said(changed(*edits))
    assert "holds: question `requires`: `listed` earns 0.4, was 0.5." in words
    assert "holds: question `carve-outs`: `violent` costs 0.3, was 0.25." in words
    assert "2 places do not move." in words
    lower = said(changed(*edits, (HOLDS, "judge: 1}", "judge: 0.9}")))
    assert "us/st/by-law: 60.0 becomes 57.0 holds: 60.0 becomes 57.0 (questions)" in lower
    assert "the farthest by 3.0 points: us/st/by-law." in lower
    assert lower.index("us/st/by-law: 60.0") < lower.index("us/st/by-chief: 24.0"), "the farthest comes first"


def test_what_changed_inside_a_question_is_told(changed: Any) -> None:
    words = said(
        changed(
            (HOLDS, "points: 3", "points: 4"),
            (HOLDS, "form: 0.25, ", "form: 0.25, oath: 0.75, "),
            (HOLDS, "[listed, judge]", "[listed, oath, judge]"),
            (HOLDS, "nothing: 0, ", ""),
            (HOLDS, "adverse: [must-hold]", "adverse: []"),
            (HOLDS, "none: 48", "none: 24"),
            ("help/lawyers.yaml", "appeal, court]", "appeal]"),
            (BAN, "agreements?, kind: yes_no", "them?, kind: levels, levels: {'no': 0, 'yes': 1}, adverse: ['no']"),
        )
    )
    for line in (
        "holds: question `requires`: worth 4 of the practice's points, was 3.",
        "holds: question `requires`: the answer `oath` is new and earns 0.75.",
        "holds: question `requires`: the answer `nothing` is gone.",
        "holds: question `requires`: `must-hold` no longer counts as a harm.",
        "holds: question `carve-outs`: needs requires to be listed or oath or judge, needed requires to be listed or"
        " judge.",
        "holds: question `delay`: 24 hours earns nothing, was 48 hours.",
        "lawyers: question `stages`: `bond` earns 0.333, was 0.25.",
        "lawyers: question `stages`: the answer `court` is gone.",
        "ban: question `banned`: is of the kind levels, was yes_no.",
        "ban: question `banned`: `no` counts as a harm.",
    ):
        assert f"* {line}" in words


def test_what_changed_in_a_practice_is_told(changed: Any) -> None:
    folder = changed(
        (HOLDS, "core: true\n", ""),
        (HOLDS, "applies_to: [state, county, city]", "applies_to: [state, city, city-county]"),
        (HOLDS, "agencies: [jail, police]", "agencies: [police, courts]"),
        (HOLDS, "why: A hold", "durability: {resolution: 0.5}\ndurability_why: A vote is a vote.\nwhy: A hold"),
        (BAN, "why: One", "core: true\nwhy: One"),
        (HEADER, "Help}", "Help}\n  - {id: data, title: Data}"),
    )
    (folder / "data").mkdir()
    (folder / "help" / "lawyers.yaml").rename(folder / "data" / "lawyers.yaml")
    (folder / "help" / "riders.yaml").rename(folder / "help" / "passengers.yaml")
    words = said(folder)
    for line in (
        "area data: is new.",
        "holds: is no longer asked of a county.",
        "holds: is asked of a consolidated city and county.",
        "holds: is a core practice no longer.",
        "holds: instrument `resolution` has a durability of its own here, 0.5.",
        "holds: the agency courts counts.",
        "holds: the agency jail no longer counts.",
        "ban: becomes a core practice.",
        "passengers: is new, weight 4.",
        "lawyers: moves from the area help to data.",
        "riders: is gone.",
    ):
        assert f"* {line}" in words


def test_agencies_are_a_cause(changed: Any) -> None:
    words = said(changed((HOLDS, "agencies: [jail, police]", "agencies: [jail, police, courts]")))
    assert "2 places do not move." in words, "neither has courts"
    tree = TESTS / "stories" / "two-agencies" / "jurisdictions"
    assert "(agencies)" in said(changed((HOLDS, "agencies: [jail, police]", "agencies: [police]")), tree)


def test_texts_move_nothing(changed: Any) -> None:
    words = said(changed((HOLDS, "why: A hold", "why: Every hold"), (BAN, "Ban them.", "Bar them.")))
    assert "* only texts, which move no score: holds, ban." in words
    assert "2 places do not move." in words


def test_a_practice_that_is_reworded_moves_by_the_weights_of_others(changed: Any) -> None:
    """Its text is another and its score moves; the one has nothing to do with the other."""
    words = said(changed((HOLDS, "why: A hold", "why: Every hold"), (BAN, "weight: 2", "weight: 7")))
    assert "60.0 becomes 40.0; grade B becomes C 1 practice by the weights of others alone: -20.0" in words


def test_grades_move_without_any_practice(changed: Any) -> None:
    words = said(changed((HEADER, "{name: A, lowest_score: 80", "{name: A, lowest_score: 55")))
    assert "* grade A: lowest score 80 becomes 55." in words
    assert "us/st/by-law: stays at 60.0; grade B becomes A, by what a grade asks for alone" in words
    assert "1 place moves, 1 to another grade. 1 place does not move." in words
    unknown = TESTS / "stories" / "nothing-known" / "jurisdictions"
    words = said(changed((HEADER, "minimum_known: 0.6", "minimum_known: 0")), unknown)
    assert "* minimum_known: 0.6 becomes 0." in words
    assert "grade none becomes C to A, by what a grade asks for alone" in words


def test_grades_come_and_go(changed: Any) -> None:
    new = changed(
        (HEADER, "{name: B, lowest_score: 50, lowest_core: 0.5}", "{name: M, lowest_score: 40, lowest_core: 0}")
    )
    words = said(new)
    assert "* grade M: is new, lowest score 40, lowest core credit 0." in words
    assert "* grade B: is gone." in words
    words = said(changed((HEADER, "lowest_core: 0.75", "lowest_core: 0.8")))
    assert "* grade A: lowest core credit 0.75 becomes 0.8." in words


def test_an_answer_that_is_gone_is_the_reason_and_an_error(changed: Any) -> None:
    ended = diff(
        changed(
            (HOLDS, "listed: 0.5, judge: 1}", "listed: 1}"),
            (HOLDS, "meanings: {judge: A warrant that a judge signed.}", ""),
            (HOLDS, "[listed, judge]", "[listed]"),
        )
    )
    assert ended.exit_code == 2
    words = " ".join(ended.stdout.split())
    assert "us/st/by-law.yaml:11:" in words
    assert "SS303, by the new rubric: `judge` is no answer to `requires`" in words
    assert "2 places could not be scored by both rubrics" in ended.stderr


def test_a_place_that_one_rubric_does_not_measure_is_no_error(changed: Any) -> None:
    new = changed(*((file, ", city", "") for file in (HOLDS, BAN, "help/lawyers.yaml", "help/riders.yaml")))
    ended = diff(new)
    assert ended.exit_code == 0
    assert "us/st/by-law: only the old rubric measures it" in ended.stdout


def test_a_rubric_of_the_past_need_not_argue_its_rungs(changed: Any) -> None:
    """The field is younger than many a rubric that one wants to compare with."""
    old = changed((HOLDS, "why: A hold", "durability: {resolution: 0.5}\nwhy: A hold"))
    assert diff(SMALL_RUBRIC, old=old).exit_code == 0
    assert CliRunner().invoke(app, ["rubric", "check", str(old)]).exit_code == 2


def test_the_same_rubric_moves_nothing() -> None:
    assert "Nothing." in said(SMALL_RUBRIC)
    assert "2 places do not move." in said(SMALL_RUBRIC)


def test_another_measure_over_the_same_profiles_is_compared_with_itself(tmp_path: Path) -> None:
    """The profiles answer more than this measure asks; that is no slip of theirs."""
    scale = ROOT / "rubric" / "others" / "ilrc-county-scale"
    old = tmp_path / "old"
    shutil.copytree(scale, old)
    bars = old / "assistance" / "ban-287g.yaml"
    bars.write_text(bars.read_text(encoding="utf-8").replace("general-bar: 1", "general-bar: 0"), encoding="utf-8")
    ended = diff(scale, ROOT / "jurisdictions", old)
    assert ended.exit_code == 0, ended.stderr
    assert "question `rule`: `general-bar` earns 1, was 0" in " ".join(ended.stdout.split())
