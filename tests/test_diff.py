"""What changed: every folder in changes/ is a before and an after, with what `diff` says of them beside it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner
from worlds import ROOT, SMALL_RUBRIC, TESTS, Golden

from sanctuary_score.change_formats import CHANGE_FORMATS
from sanctuary_score.cli.app import app

CHANGES = sorted(folder for folder in (TESTS / "changes").iterdir() if folder.is_dir())
ENDINGS = {"text": "txt", "markdown": "md", "json": "json", "csv": "csv"}
FIXED = ["--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC)]


def run(*arguments: str) -> str:
    ended = CliRunner().invoke(app, ["diff", *arguments, *FIXED])
    assert ended.exit_code == 0, ended.output
    return ended.stdout_bytes.decode()


def test_every_format_has_an_ending() -> None:
    assert ENDINGS.keys() == CHANGE_FORMATS.keys()


@pytest.mark.parametrize("format_", CHANGE_FORMATS)
@pytest.mark.parametrize("story", CHANGES, ids=lambda story: story.name)
def test_a_change(story: Path, format_: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(story)
    text = run("old", "new", "--format", format_)
    golden(story / "expected" / f"change.{ENDINGS[format_]}", text)


@pytest.mark.parametrize("format_", CHANGE_FORMATS)
def test_nothing_changed(format_: str) -> None:
    old = str(CHANGES[0] / "old")
    text = run(old, old, "--format", format_)
    if format_ == "json":
        assert json.loads(text)["changes"] == []
    elif format_ == "csv":
        assert len(list(csv.reader(io.StringIO(text)))) == 1
    else:
        assert "0 places change" in text


def test_two_days_of_one_place(golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHANGES[0] / "new")
    text = run("jurisdictions/us/st/town.yaml", "--since", "2016-01-01")
    golden(CHANGES[0] / "expected" / "days.txt", text)
    assert "in force in us/st/town: rule" in text


def test_the_effect_of_another_rubric_is_told_apart(tmp_path: Path) -> None:
    for path in SMALL_RUBRIC.rglob("*.yaml"):
        target = tmp_path / path.relative_to(SMALL_RUBRIC)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text(encoding="utf-8").replace("weight: 6", "weight: 12"), encoding="utf-8")
    new = str(CHANGES[0] / "new")
    document = json.loads(run(new, new, "--format", "json", "--old-rubric", str(tmp_path)))
    assert document["changes"] == []
    assert {effect["jurisdiction"] for effect in document["rubric"]} == {"us/st", "us/st/town"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["one.yaml"], "one of the three"),
        (["a", "b", "--since", "2016-01-01", "--base", "HEAD"], "one of the three"),
        (["nowhere.yaml", "nowhere.yaml"], "there is no `nowhere.yaml`"),
        ([str(CHANGES[0] / "old"), str(CHANGES[0] / "new" / "jurisdictions" / "us" / "st.yaml")], "is a folder"),
        (["nowhere.yaml", "--since", "2016-01-01"], "there is no such file"),
    ],
)
def test_wrong_use(arguments: list[str], said: str) -> None:
    ended = CliRunner().invoke(app, ["diff", *arguments, *FIXED])
    assert ended.exit_code == 2
    assert said in " ".join(ended.output.split())


def test_a_place_of_the_shipped_rubric_is_compared_by_another_that_ships() -> None:
    """What the one rubric asks and the other does not is no slip: options mean the same in every command."""
    place = str(ROOT / "jurisdictions" / "us" / "il" / "chicago.yaml")
    options = ["--as-of", "2026-01-01", "--rubric", "ilrc-county-scale"]
    ended = CliRunner().invoke(app, ["diff", place, place, *options])
    assert ended.exit_code == 0, ended.stderr
    assert "1 stay as they are" in ended.stdout
    both = CliRunner().invoke(app, ["diff", place, place, *options, "--old-rubric", str(ROOT / "rubric"), "-f", "json"])
    assert [effect["jurisdiction"] for effect in json.loads(both.stdout)["rubric"]] == ["us/il/chicago"]
