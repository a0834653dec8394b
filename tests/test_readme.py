"""What README shows is what the program does."""

from __future__ import annotations

import os
import re
from pathlib import Path

from openpyxl import load_workbook
from worlds import ROOT, Program

from sanctuary_score.diagnostic import Severity

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_report_is_a_real_one(program: Program) -> None:
    (shown,) = blocks("text")
    real = program("check", "jurisdictions/us/il/chicago.yaml", "--as-of", "2026-11-22").out
    assert real.startswith(shown)
    assert len(shown.split("\n")) > 30


def test_the_example_profile_is_valid(program: Program) -> None:
    (example,) = blocks("yaml")
    ended = program("check", "-", "--as-of", "2026-11-22", given=example.encode())
    assert ended.code == 0, ended.err
    warning: Severity = "warning"
    assert f" {warning}:" not in ended.err


def test_the_commands_of_the_table_exist(program: Program, tmp_path: Path) -> None:
    """In the order of the table, in a folder of their own, because some write files and the next ones read them.

    `--base` asks for Git, which is not there where the project was unpacked and not cloned.
    """
    commands = re.findall(r"^\| `(.+?)` \|", README, re.MULTILINE)
    assert len(commands) >= 20
    chicago = str(ROOT / "jurisdictions" / "us" / "il" / "chicago.yaml")
    for command in (one for cell in commands for one in cell.split("`, `")):
        full = command.replace("PATH...", "PATH").replace("gaps.csv", os.devnull).replace("--base main", "--base HEAD")
        words = [chicago if word == "PATH" else word for word in full.replace("diff OLD", "diff rubric").split()]
        if command.startswith("new --from"):
            _fill(tmp_path / "city.xlsx")
        inside = "--base" in command or "rubric" in command
        ended = program(*words, cwd=ROOT if inside else tmp_path)
        if "--base" in command and not (ROOT / ".git").exists():
            assert (ended.code, ended.err.count("\n"), "Git" in ended.err) == (2, 1, True), ended.err
        else:
            assert ended.code in (0, 1), f"{command}: {ended.err}"
    written = {path.name for path in tmp_path.iterdir()}
    assert {"report.docx", "memo.docx", "city.xlsx", "city.yaml", "OUT"} <= written


def _fill(form: Path) -> None:
    """Say as much as a form must: that the place has police."""
    book = load_workbook(form)
    book["Place"]["B7"] = "yes"
    book.save(form)


def test_ci_finds_the_two_commands() -> None:
    first, second = blocks("sh")
    assert first.startswith("python3 -m venv .venv && ")
    assert "pytest" in second
    for name in ("first-command", "test-command"):
        assert f"<!-- {name} -->\n```sh\npython3" in README
