"""`.ci/rubric-diff` compares the rubric with the right one before, in any kind of clone, and never stops a run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from worlds import ROOT

PROGRAM = """#!/bin/sh
[ "$1 $2" = "rubric diff" ] || exit 9
echo "was $(cat "$3/rubric.yaml"), is $(cat rubric/rubric.yaml)"
[ ! -e stop ] || { echo "two places could not be scored" >&2; exit 2; }
"""

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("git") is None or not (ROOT / ".ci").is_dir(),
    reason="the script is for a checkout on a machine with Git and a shell",
)


def git(folder: Path, *arguments: str) -> str:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    ended = subprocess.run(["git", *names, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return ended.stdout.strip()


def commit(folder: Path, file: str, text: str) -> str:
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text(text + "\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", text)
    return git(folder, "rev-parse", "HEAD")


def said(folder: Path, base: str = "") -> list[str]:
    """What the script prints in this folder, line by line."""
    program = folder.parent / "program"
    program.write_text(PROGRAM, encoding="utf-8")
    program.chmod(0o755)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") and name != "BASE"}
    environment = clean | {"GIT_CEILING_DIRECTORIES": str(folder.parent.parent)} | ({"BASE": base} if base else {})
    script = folder / ".ci" / "rubric-diff"
    ended = subprocess.run([script, program], cwd="/", env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.splitlines()


@pytest.fixture
def origin(tmp_path: Path) -> Iterator[Path]:
    """A repository whose main has seen two rubrics, and something else since."""
    folder = tmp_path / "origin"
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    git(folder, "init", "-q")
    for number in ("one", "two"):
        commit(folder, "rubric/rubric.yaml", number)
    commit(folder, "README.md", "words")
    yield folder


@pytest.fixture
def clone(origin: Path) -> Path:
    git(origin.parent, "clone", "-q", str(origin), "clone")
    return origin.parent / "clone"


def test_a_branch_of_two_commits_is_one_change(clone: Path) -> None:
    git(clone, "checkout", "-qb", "change")
    for number in ("three", "four"):
        commit(clone, "rubric/rubric.yaml", number)
    first, last = said(clone)
    assert first.startswith("Since ")
    assert last == "was two, is four"


def test_what_main_did_since_is_not_the_change_of_the_branch(origin: Path, clone: Path) -> None:
    git(clone, "checkout", "-qb", "change")
    commit(clone, "rubric/rubric.yaml", "three")
    commit(origin, "rubric/rubric.yaml", "other")
    git(clone, "fetch", "-q")
    assert said(clone)[-1] == "was two, is three"


def test_the_base_that_is_given_goes_first(origin: Path) -> None:
    commit(origin, "rubric/rubric.yaml", "three")
    assert said(origin, git(origin, "rev-list", "--max-parents=0", "HEAD"))[-1] == "was one, is three"


def test_a_branch_that_leaves_the_rubric_alone_says_so(clone: Path) -> None:
    git(clone, "checkout", "-qb", "change")
    commit(clone, "README.md", "other words")
    (line,) = said(clone)
    assert line.startswith("Passed over: rubric/ is as it was at ")


@pytest.mark.parametrize("base", ["", "0" * 40, "no-such-branch"])
def test_the_tip_of_main_is_compared_with_the_rubric_before(origin: Path, clone: Path, base: str) -> None:
    assert said(clone, base)[-1] == "was one, is two"
    assert said(origin, base)[-1] == "was one, is two", "nor is a remote needed"


def test_a_shallow_clone_is_passed_over(origin: Path) -> None:
    git(origin.parent, "clone", "-q", "--depth", "1", origin.as_uri(), "shallow")
    assert said(origin.parent / "shallow") == ["Passed over: this clone holds no earlier rubric/ to compare with."]


def test_a_folder_without_history_is_passed_over(origin: Path) -> None:
    line = ["Passed over: this folder has no history."]
    archive = origin / "unpacked"
    shutil.copytree(ROOT / ".ci", archive / ".ci")
    assert said(archive) == line, "an archive unpacked inside somebody's repository"
    shutil.rmtree(origin / ".git")
    assert said(origin) == line
    git(origin, "init", "-q")
    assert said(origin) == line, "a repository without a commit"


def test_a_base_without_a_rubric_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "young"
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    git(folder, "init", "-q")
    first = commit(folder, "README.md", "words")
    commit(folder, "rubric/rubric.yaml", "one")
    (line,) = said(folder, first)
    assert line.startswith("Passed over: there was no rubric/ at ")


def test_a_diff_that_fails_is_shown_and_stops_nothing(clone: Path) -> None:
    git(clone, "checkout", "-qb", "change")
    commit(clone, "rubric/rubric.yaml", "three")
    (clone / "stop").touch()
    lines = said(clone)
    assert "was two, is three" in lines
    assert lines[-2:] == ["It did not come to a whole result:", "two places could not be scored"]
