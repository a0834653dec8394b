"""The published schemas: real profiles, practices and reports fit them, and what is wrong does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from typer.testing import CliRunner
from worlds import ROOT, TESTS

from sanctuary_score.atlas import shipped
from sanctuary_score.cli.app import app
from sanctuary_score.rubric_folder import read_rubric
from sanctuary_score.schemas import SCHEMAS

PROFILES = sorted((ROOT / "jurisdictions").rglob("*.yaml"))
PRACTICES = sorted((ROOT / "rubric").glob("*/*.yaml"))


def schema(name: str) -> Any:
    rubric, problems = read_rubric(shipped("rubric"))
    assert rubric is not None, problems
    found = SCHEMAS[name](rubric)
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def as_text(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def test_real_profiles_fit_their_schema() -> None:
    validator = schema("profile")
    for path in PROFILES:
        assert [error.message for error in validator.iter_errors(as_text(path))] == [], path


def test_practices_fit_their_schema() -> None:
    validator = schema("rubric")
    for path in PRACTICES:
        assert [error.message for error in validator.iter_errors(as_text(path))] == [], path


def test_a_wrong_question_does_not() -> None:
    practice = as_text(PRACTICES[0])
    practice["questions"]["new"] = {"ask": "How?", "kind": "levels", "points": 1}
    assert not schema("rubric").is_valid(practice)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "town"},
        {"policys": []},
        {"policies": [{"id": "a"}]},
        {"none_found": {"detainer-limit": "2026-01-01"}},
        {"policies": [{"id": "a", "title": "t", "instrument": "statue", "citation": "c"}]},
        {
            "policies": [
                {"id": "a", "title": "t", "instrument": "statute", "citation": "c"}
                | {"provides": {"detainer-limits": {"hold-requires": "a-judge"}}}
            ]
        },
    ],
)
def test_wrong_profiles_do_not(change: dict[str, Any]) -> None:
    right = {"name": "X", "kind": "city", "operates": ["police"]}
    validator = schema("profile")
    assert validator.is_valid(right)
    assert not validator.is_valid(right | change)


def test_reports_fit_their_schema() -> None:
    arguments = ["check", str(ROOT / "jurisdictions"), str(TESTS / "bad"), "--format", "json", "--as-of", "2026-11-21"]
    document = json.loads(CliRunner().invoke(app, arguments).stdout)
    assert len(document["reports"]) >= len(PROFILES)
    assert [error.message for error in schema("report").iter_errors(document)] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_command_prints_the_schema(name: str, tmp_path: Path) -> None:
    ended = CliRunner().invoke(app, ["schema", name])
    assert json.loads(ended.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    target = tmp_path / "schema.json"
    assert CliRunner().invoke(app, ["schema", name, "--output", str(target)]).exit_code == 0
    assert target.read_text(encoding="utf-8") == ended.stdout


def test_json_escapes_what_profiles_and_file_names_say(tmp_path: Path) -> None:
    """Reports are put together from texts; none of them may break out of its string."""
    evil = '"}]}, {"x": "\\u2028'
    path = tmp_path / 'a"b\n}.yaml'
    profile = {"name": evil, "kind": "city", "within": "us/il", "operates": ["police"], "note": evil}
    path.write_text(json.dumps(profile), encoding="utf-8")
    document = json.loads(CliRunner().invoke(app, ["check", str(path), "--format", "json"]).stdout)
    assert document["reports"][0]["jurisdiction"]["name"] == evil
    assert {gap["path"] for gap in document["reports"][0]["unknown"]} == {str(path)}
    assert list(schema("report").iter_errors(document)) == []
