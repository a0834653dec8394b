"""The rubric as a rubric: no recommendation is lost, everybody is asked what is theirs, other rubrics work."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner
from worlds import ROOT, SMALL_RUBRIC, TESTS

from sanctuary_score.atlas import shipped
from sanctuary_score.cli.app import app
from sanctuary_score.kinds import Agency, Kind
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import find_rubric, read_rubric

NO_PRACTICES = {"durability", "balance"}


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    found, problems = read_rubric(shipped("rubric"))
    assert found is not None, problems
    return found


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, [*arguments])


def test_no_recommendation_is_lost(rubric: Rubric) -> None:
    targets = yaml.safe_load((TESTS / "recommendations.yaml").read_text(encoding="utf-8"))
    assert list(targets) == list(range(1, 38))
    for number, places in targets.items():
        assert places, number
        for place in places:
            name, _, question = place.partition("/")
            if name in NO_PRACTICES:
                continue
            assert name in rubric.practices, place
            assert not question or question in rubric.practices[name].questions, place


ASKED: list[tuple[Kind, set[Agency], set[str], set[str]]] = [
    (
        "state",
        {"police", "jail", "administration"},
        {"drivers-licences", "fingerprint-agreement-limits", "in-state-tuition", "pardons", "detainer-limits"},
        {"municipal-id", "transit-rider-protection"},
    ),
    (
        "city",
        {"police", "administration"},
        {"municipal-id", "no-status-inquiry", "ban-287g", "detainer-limits"},
        {"jail-access-and-interviews", "equal-custody-treatment", "drivers-licences", "fingerprint-agreement-limits"},
    ),
    ("county", {"jail"}, {"jail-access-and-interviews", "detainer-limits"}, {"pardons", "school-campus-protection"}),
    (
        "transit-agency",
        {"transit"},
        {"transit-rider-protection", "no-status-inquiry", "no-civil-warrant-arrests"},
        {"detainer-limits", "municipal-id", "universal-representation", "jail-access-and-interviews"},
    ),
    (
        "school-district",
        {"schools"},
        {"school-campus-protection", "no-status-inquiry", "data-minimisation"},
        {"detainer-limits", "ban-287g", "transit-rider-protection"},
    ),
    (
        "federal-district",
        {"police", "jail", "administration", "transit", "schools"},
        {"drivers-licences", "municipal-id", "detainer-limits", "transit-rider-protection"},
        {"pardons"},
    ),
]


@pytest.mark.parametrize(
    ("kind", "operates", "asked", "not_asked"), ASKED, ids=lambda x: x if isinstance(x, str) else ""
)
def test_everybody_is_asked_what_is_theirs(
    kind: Kind, operates: set[Agency], asked: set[str], not_asked: set[str], rubric: Rubric
) -> None:
    names = {name for name, _ in rubric.asked_of(kind, frozenset(operates))}
    assert asked <= names
    assert not not_asked & names


def test_three_to_six_scored_questions_are_plenty(rubric: Rubric) -> None:
    for name, practice in rubric.practices.items():
        assert 2 <= len(list(practice.scored())) <= 6, name


def test_list_and_check() -> None:
    listed = run("rubric", "list", str(SMALL_RUBRIC))
    assert listed.exit_code == 0
    assert "4 practices, 7 scored questions" in listed.stdout
    checked = run("rubric", "check", str(SMALL_RUBRIC))
    assert checked.exit_code == 0
    assert "custody/ban.yaml: names no place that does it" in checked.stdout
    assert "holds.yaml: `requires` does not say what it means to answer must-hold" in checked.stdout
    assert run("rubric", "check", str(TESTS / "bad" / "rubrics" / "SS203-practice")).exit_code == 2


def test_diff_says_what_moved_and_why(tmp_path: Path) -> None:
    tree = str(TESTS / "stories" / "fragile" / "jurisdictions")
    new = tmp_path / "rubric"
    shutil.copytree(SMALL_RUBRIC, new)
    holds = new / "custody" / "holds.yaml"
    text = holds.read_text(encoding="utf-8").replace("points: 3", "points: 1").replace("weight: 6", "weight: 8")
    holds.write_text(text, encoding="utf-8")
    (new / "help" / "riders.yaml").unlink()
    ended = run("rubric", "diff", str(SMALL_RUBRIC), str(new), "--jurisdictions", tree, "--as-of", "2026-01-01")
    assert ended.exit_code == 0, ended.stderr
    said = " ".join(ended.stdout.split())
    assert "holds: weight 6 becomes 8." in said
    assert "holds: question `requires`: worth 1 of the practice's points, was 3." in said
    assert "riders: is gone." in said
    assert "us/st/by-law: 60.0 becomes 66.7 holds: 60.0 becomes 66.7 (weight)" in said
    same = run("rubric", "diff", str(SMALL_RUBRIC), str(SMALL_RUBRIC), "--jurisdictions", tree)
    assert "2 places do not move." in same.stdout


SCALE = "ilrc-county-scale"
"""Another rubric over the same questions; no module of the program knows it."""


def test_another_rubric_needs_no_python() -> None:
    for path in (ROOT / "sanctuary_score").rglob("*.py"):
        assert "ilrc" not in path.read_text(encoding="utf-8").lower(), path
    found, problems = read_rubric(find_rubric(SCALE))
    assert found is not None, problems
    assert len(found.practices) == 7


def test_no_profile_is_wrong_by_another_rubric() -> None:
    ended = run("check", str(ROOT / "jurisdictions"), "--rubric", SCALE, "--as-of", "2026-11-22")
    assert ended.exit_code == 0, ended.stderr


FILES = ("co/denver.yaml", "co/denver-public-schools.yaml", "tx.yaml")


def test_another_rubric_scores_the_same_profiles() -> None:
    arguments = ["check", *(str(ROOT / "jurisdictions" / "us" / name) for name in FILES)]
    ended = run(*arguments, "--rubric", SCALE, "--as-of", "2026-11-21", "--format", "json")
    assert ended.exit_code == 0, ended.stderr
    document = json.loads(ended.stdout)
    assert document["rubric"]["id"] == SCALE
    assert [problem["code"] for problem in document["problems"]] == ["SS410"]
    denver, texas = (report["score"] for report in document["reports"])
    assert texas["high"] < denver["low"]
    assert all(report["practices"] and len(report["practices"]) <= 7 for report in document["reports"])


def test_a_slip_is_an_error_under_any_rubric(tmp_path: Path) -> None:
    profile = tmp_path / "city.yaml"
    text = (ROOT / "jurisdictions" / "us" / "co" / "denver.yaml").read_text(encoding="utf-8")
    profile.write_text("within: us/co\n" + text.replace("detainer-limits:", "detainer-limit:"), encoding="utf-8")
    assert run("check", str(profile), "--rubric", SCALE).exit_code == 2


def test_sensitivity_holds_the_score_and_is_the_same_every_time() -> None:
    arguments = ["check", str(ROOT / "jurisdictions" / "us" / "il.yaml"), "--as-of", "2026-11-21", "--sensitivity"]
    first, second = (json.loads(run(*arguments, "--format", "json").stdout)["reports"][0] for _ in range(2))
    assert first == second
    found, score = first["sensitivity"], first["score"]
    assert found["low"]["least"] < score["low"] < found["low"]["greatest"]
    assert found["high"]["least"] < score["high"] < found["high"]["greatest"]
    assert found["draws"] == 1000
    assert "Weights    under 1,000 other weightings" in run(*arguments).stdout
    assert json.loads(run(*arguments[:-1], "--format", "json").stdout)["reports"][0]["sensitivity"] is None
