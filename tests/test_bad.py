"""Every file in bad/ gives exactly the problems beside it; every code has such a file or a test here."""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds import DAY, TESTS, Golden, small_rubric

from sanctuary_score.atlas import Atlas
from sanctuary_score.batch import Job, pieces
from sanctuary_score.check import Checker
from sanctuary_score.diagnostic import Code, Placed
from sanctuary_score.formats import Heading
from sanctuary_score.load import MAX_BYTES, MAX_VALUES, load
from sanctuary_score.rubric_folder import read_rubric

BAD = TESTS / "bad"
FILES = sorted(BAD.glob("*.yaml"))
RUBRICS = sorted(folder for folder in (BAD / "rubrics").iterdir() if folder.is_dir())
MADE_HERE = {"SS101", "SS102", "SS113", "SS313", "SS417", "SS418", "SS901"}


def checker() -> Checker:
    return Checker(small_rubric(), DAY, Atlas(str(TESTS / "tree")), today=DAY, stale_after=24)


def lines(problems: tuple[Placed, ...]) -> str:
    """The problems as the golden files hold them, with the names of files only."""
    return "".join(
        f"{Path(p.place.path).name}:{p.place.line}:{p.place.column}: {p.number} {p.severity}: {p.message}\n"
        for p in problems
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bad_file_gives_its_problems(path: Path, golden: Golden) -> None:
    outcome = checker().check(str(path))
    assert path.name[:5] in {problem.number for problem in outcome.problems}
    errors = [problem for problem in outcome.problems if problem.severity == "error"]
    passed_over = "SS410" in {problem.number for problem in outcome.problems}
    assert (outcome.report is None) == bool(errors or passed_over), "files without errors are scored, and only they"
    golden(path.with_suffix(".out"), lines(outcome.problems))


@pytest.mark.parametrize("folder", RUBRICS, ids=lambda folder: folder.name)
def test_a_bad_rubric_gives_its_problems(folder: Path, golden: Golden) -> None:
    rubric, problems = read_rubric(str(folder))
    assert rubric is None
    assert folder.name[:5] in {problem.number for problem in problems}
    golden(BAD / "rubrics" / f"{folder.name}.out", lines(problems))


def test_every_code_has_a_bad_file() -> None:
    shown = {path.name[:5] for path in [*FILES, *RUBRICS]} | MADE_HERE
    assert {code.number for code in Code} == shown


def test_numbers_are_used_once() -> None:
    numbers = [code.number for code in Code]
    assert len(numbers) == len(set(numbers))


def test_a_file_that_is_not_there() -> None:
    (problem,) = checker().check("nowhere/city.yaml").problems
    assert problem.number == "SS101"
    assert "no such file" in problem.message


def test_files_that_are_too_large(tmp_path: Path) -> None:
    large, full = tmp_path / "large.yaml", tmp_path / "full.yaml"
    large.write_bytes(b"# " + b"x" * MAX_BYTES)
    full.write_bytes(b"a: [" + b"x," * (MAX_VALUES + 1) + b"]\n")
    assert [p.code.number for p in load(str(large)).problems] == ["SS102"]
    assert [p.code.number for p in load(str(full)).problems] == ["SS113"]


def test_a_failure_of_the_program_is_a_problem_of_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_text("name: X\nkind: city\nwithin: us/il\noperates: [police]\n")
    healthy = Checker.check_document

    def sick(self: Checker, document: object, beside: object = None) -> object:
        if "b.yaml" in document.path:  # type: ignore[attr-defined]
            raise RuntimeError("boom")
        return healthy(self, document, beside)  # type: ignore[arg-type]

    monkeypatch.setattr(Checker, "check_document", sick)
    job = Job(checker(), ("text",), Heading(small_rubric(), DAY, many=True))
    found = list(pieces([str(tmp_path / f"{name}.yaml") for name in ("a", "b", "c")], job, 1))
    assert [piece.score is not None for piece in found] == [True, False, True]
    (problem,) = found[1].problems
    assert problem.number == "SS901"
    assert "boom" in found[1].trace
