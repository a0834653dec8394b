"""The numbers in docs/method.md are those of the rubric, and its example comes out as written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from worlds import DAY, ROOT

from sanctuary_score.atlas import Atlas, shipped
from sanctuary_score.check import Checker
from sanctuary_score.interval import Interval
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import read_rubric

PAGE = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
ROWS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in PAGE.split("\n") if line.startswith("|")]


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    found, problems = read_rubric(shipped("rubric"))
    assert found is not None, problems
    return found


def test_durabilities(rubric: Rubric) -> None:
    table = {row[0]: row[1] for row in ROWS}
    for instrument in rubric.header.instruments:
        assert table[instrument.id] == f"{instrument.durability:g}", instrument.id
        assert instrument.why is not None
        assert instrument.why.rstrip(".").lower() in PAGE.lower(), instrument.id


def test_weights(rubric: Rubric) -> None:
    table = {row[0]: row[1] for row in ROWS}
    for name, practice in rubric.practices.items():
        assert table[name] == f"{practice.weight:g}", name


def test_grades(rubric: Rubric) -> None:
    table = {row[0]: row[1:3] for row in ROWS}
    for grade in rubric.header.grades:
        assert table[grade.name] == (f"{grade.lowest_score:g}", f"{grade.lowest_core:g}"), grade.name
    assert f"(`minimum_known`): **{rubric.header.minimum_known:g}**" in PAGE


def words(credit: Interval) -> str:
    return f"{credit.low:.4f}" if credit.width == 0 else f"{credit.low:.4f} to {credit.high:.4f}"


def test_the_example(rubric: Rubric, tmp_path: Path) -> None:
    for path, text in re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE, re.DOTALL):
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    outcome = Checker(rubric, DAY, Atlas(str(tmp_path)), chosen=True).check(str(tmp_path / "us/st/county.yaml"))
    assert outcome.report is not None, outcome.problems
    line = next(line for line in outcome.report.lines if line.id == "detainer-limits")
    assert f"**{words(line.credit)}**" in PAGE
    for resolved in line.finding.questions:
        agencies = [words(standing.credit) for standing in resolved.standings]
        label = f"{resolved.id} ({resolved.question.points:g})"
        assert (label, *agencies, words(resolved.credit)) in ROWS
