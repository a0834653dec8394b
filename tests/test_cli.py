"""The command line as its users meet it: exit codes, streams, files, terminals, standard input."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner
from worlds import ROOT, SMALL_RUBRIC, TESTS, Golden, Program

from sanctuary_score.batch import Piece
from sanctuary_score.cli.app import app
from sanctuary_score.cli.run import Run

STORIES = TESTS / "stories"
TOWN = str(STORIES / "state-floor" / "jurisdictions" / "us" / "st" / "town.yaml")
BAD = str(TESTS / "bad" / "SS303-wrong-answer.yaml")
FIXED = ["--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC)]


def run(*arguments: str, given: str | None = None) -> Any:
    return CliRunner().invoke(app, [*arguments], input=given)


@pytest.mark.parametrize(
    ("arguments", "code", "last"),
    [
        (["check", TOWN], 0, "Gate: none requested."),
        (["check", TOWN, "--fail-under", "45"], 0, "Gate: --fail-under 45: passed, the lowest low end is 45.0"),
        (["check", TOWN, "--fail-under", "45.1"], 1, "Gate: --fail-under 45.1: failed, the lowest low end is 45.0"),
        (["check", TOWN, "--fail-under", "44.95"], 0, "Gate: --fail-under 44.95: passed, the lowest low end is 45.00"),
        (["check", BAD], 2, "Gate: none requested."),
        (["check", BAD, "--fail-under", "0"], 2, "Gate: --fail-under 0: not reached, nothing was scored."),
        (["check", TOWN, BAD, "--fail-under", "99"], 2, "Gate: --fail-under 99: failed"),
        (["check", str(TESTS / "nowhere.yaml")], 2, "Gate: none requested."),
    ],
)
def test_exit_codes_and_the_last_line(arguments: list[str], code: int, last: str) -> None:
    ended = run(*arguments, *FIXED)
    assert ended.exit_code == code
    assert ended.stderr.rstrip().split("\n")[-1].startswith(last)


def test_nothing_to_check(tmp_path: Path) -> None:
    ended = run("check", str(tmp_path), *FIXED)
    assert ended.exit_code == 3
    assert "Nothing to check" in ended.stderr


def test_good_files_are_reported_beside_bad_ones() -> None:
    ended = run("check", TOWN, BAD, "--format", "json", *FIXED)
    document = json.loads(ended.stdout)
    assert ended.exit_code == 2
    assert [report["jurisdiction"]["name"] for report in document["reports"]] == ["Town"]
    assert {problem["code"] for problem in document["problems"]} >= {"SS303"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", TOWN, "--as-of", "2026-02-30"],
        ["check", TOWN, "--as-of", "2026"],
        ["check", TOWN, "--format", "word"],
        ["check", TOWN, "--color", "blue"],
        ["check", TOWN, "--fail-under", "101"],
        ["check", TOWN, "--jobs", "0"],
        ["check"],
        ["chek", TOWN],
        ["explain", "holds", "--rubric", str(TESTS / "nowhere")],
        ["explain", "hold", "--rubric", str(SMALL_RUBRIC)],
        ["schema", "city"],
        ["check", TOWN, "--jurisdictions", str(TESTS / "nowhere")],
    ],
)
def test_wrong_use_ends_with_two_and_a_sentence(arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.exit_code == 2
    assert ended.stderr.strip()
    assert "Traceback" not in ended.output


def test_what_users_type_is_no_command_of_a_log(program: Program) -> None:
    for arguments in (["check", TOWN, "--as-of", "x\n::error::forged"], ["check", "a\n::error::forged.yaml"]):
        ended = program(*arguments)
        assert ended.code == 2
        assert not any(line.lstrip().startswith("::") for line in ended.err.splitlines())
        assert "forged" in ended.err


def test_no_arguments_print_the_help(program: Program) -> None:
    ended = program()
    assert ended.code == 2
    assert "Commands:" in ended.err


@pytest.mark.parametrize(
    ("low", "limit", "said"),
    [
        (37.4586, "37.5", "failed, the lowest low end is 37.4 "),
        (37.4586, "37.46", "failed, the lowest low end is 37.45 "),
        (37.4586, "37.45", "passed, the lowest low end is 37.45 "),
        (79.96, "80", "failed, the lowest low end is 79.9 "),
        (80.0 - 1e-10, "80", "passed, the lowest low end is 80.0 "),
    ],
)
def test_a_limit_that_is_not_reached_never_reads_as_reached(
    low: float, limit: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run([], debug=False)
    run.take(Piece("town.yaml", (), (low, 100.0), ()))
    run.close(float(limit), ())
    assert capsys.readouterr().err == f"Gate: --fail-under {limit}: {said}(town.yaml).\n"


def test_standard_input_is_a_profile_like_any_other(program: Program) -> None:
    text = "within: us/il\n" + Path(TOWN).read_text(encoding="utf-8")
    ended = program("check", "-", "--jurisdictions", str(TESTS / "tree"), *FIXED, given=text.encode())
    assert ended.code == 0, ended.err
    assert ended.out.startswith("Town (city, us/il/stdin)")


def test_a_report_goes_to_a_file_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("the old one", encoding="utf-8")
    ended = run("check", TOWN, "--output", str(target), *FIXED)
    assert ended.exit_code == 0
    assert ended.stdout == ""
    assert target.read_text(encoding="utf-8").startswith("Town")
    nowhere = tmp_path / "missing" / "report.txt"
    ended = run("check", TOWN, "--output", str(nowhere), *FIXED)
    assert ended.exit_code == 2
    assert "could not be written (no such file or directory); nothing was written, so check its" in ended.stderr
    ended = run("check", TOWN, "--output", str(tmp_path), *FIXED)
    assert ended.exit_code == 2
    assert "could not be written (is a directory); nothing was written, so check its" in ended.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.txt"]


def test_a_report_never_overwrites_a_profile(tmp_path: Path) -> None:
    profile = tmp_path / "city.yaml"
    shutil.copy(TOWN, profile)
    ended = run("check", str(profile), "--output", str(profile), *FIXED)
    assert ended.exit_code == 2
    assert "is one of the profiles to check" in ended.stderr
    assert profile.read_bytes() == Path(TOWN).read_bytes()


def test_a_failure_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.txt"
    target.write_text("the old one", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ended = run("check", TOWN, "--output", str(target), *FIXED)
    assert ended.exit_code == 2
    assert "could not be written (no space left on device); the older file there is as it was" in ended.stderr
    assert target.read_text(encoding="utf-8") == "the old one"
    assert len(list(tmp_path.iterdir())) == 1


def test_several_reports_of_one_run(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.txt"
    ended = run("check", TOWN, "--report", f"json:{one}", "--report", f"text:{other}", *FIXED)
    assert ended.exit_code == 0
    assert ended.stdout == other.read_text(encoding="utf-8")
    assert json.loads(one.read_text(encoding="utf-8"))["reports"][0]["jurisdiction"]["name"] == "Town"


def test_a_report_that_cannot_be_written_leaves_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    ended = run("check", TOWN, "--report", f"json:{tmp_path}/no/where.json", "--report", f"text:{good}", *FIXED)
    assert ended.exit_code == 2
    assert "where.json` could not be written (no such file or directory)" in ended.stderr
    assert good.read_text(encoding="utf-8") == ended.stdout != ""


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        (["json:-"], "two reports would be written to standard output"),
        (["json:same", "text:./same"], "two reports would be written to `./same`"),
        (["word:x"], "`word:x` is not KIND:FILE"),
        (["json"], "`json` is not KIND:FILE"),
        (["json:"], "`json:` is not KIND:FILE"),
    ],
)
def test_reports_that_would_overwrite_each_other(reports: list[str], said: str, tmp_path: Path) -> None:
    options = [part for report in reports for part in ("--report", report)]
    ended = run("check", TOWN, *options, *FIXED)
    assert ended.exit_code == 2
    assert said in " ".join(ended.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_a_report_to_a_device_does_not_replace_the_device() -> None:
    ended = run("check", TOWN, "--output", os.devnull, *FIXED)
    assert ended.exit_code == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("environment", "color", "painted"),
    [
        ({}, "auto", False),
        ({}, "always", True),
        ({"FORCE_COLOR": "1"}, "auto", True),
        ({"FORCE_COLOR": "0"}, "auto", False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, "auto", False),
        ({"NO_COLOR": "1"}, "always", True),
        ({"FORCE_COLOR": "1"}, "never", False),
    ],
)
def test_colors(program: Program, environment: dict[str, str], color: str, painted: bool) -> None:
    ended = program("check", TOWN, "--color", color, *FIXED, cwd=ROOT, given=b"", **environment)
    assert ("\x1b[" in ended.out) is painted
    plain = program("check", TOWN, *FIXED)
    if painted:
        import re

        assert re.sub("\x1b\\[[0-9;]*m", "", ended.out) == plain.out


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_any_console_can_show_a_report(program: Program, encoding: str, tmp_path: Path) -> None:
    text = Path(TOWN).read_text(encoding="utf-8").replace("name: Town", 'name: "Cañon § 5 – 東"')
    profile = tmp_path / "town.yaml"
    profile.write_text("within: us/il\n" + text, encoding="utf-8")
    arguments = ["check", str(profile), "--jurisdictions", str(TESTS / "tree"), *FIXED]
    ended = program(*arguments, PYTHONIOENCODING=encoding)
    assert ended.code == 0, ended.err
    shown = {"cp1252": "Cañon § 5 – ?", "ascii": "Ca?on s. 5 - ?", "utf-8": "Cañon § 5 – 東"}
    assert ended.out.startswith(shown[encoding])
    assert all(len(line) <= 80 for line in ended.out.split("\n"))


def test_what_a_profile_says_is_never_markup(program: Program, tmp_path: Path) -> None:
    profile = tmp_path / "town.yaml"
    text = Path(TOWN).read_text(encoding="utf-8").replace("name: Town", 'name: "[bold]Town[/b] [link=x]y[/]"')
    profile.write_text("within: us/il\n" + text, encoding="utf-8")
    for color in ("always", "never"):
        ended = program(
            "check", str(profile), "--color", color, "--jurisdictions", str(TESTS / "tree"), *FIXED, COLUMNS="200"
        )
        assert "[bold]Town[/b] [link=x]y[/]" in ended.out


@pytest.mark.parametrize("what", ["check jurisdictions --details", "schema profile", "explain --help", "--version"])
def test_a_closed_pipe_ends_quietly_and_is_no_gate_that_failed(what: str) -> None:
    """The reader leaves at once, and what is written to it after that is written to nobody."""
    command = f"(sleep 0.3; {sys.executable} -m sanctuary_score {what}; echo code $? >&2) | true"
    ended = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in ended.stderr
    assert "Exception" not in ended.stderr
    assert ended.stderr.endswith("code 2\n")


@pytest.mark.parametrize(
    ("redirection", "code", "said"),
    [
        (">&-", 2, "standard output is closed"),
        ("> /dev/full", 2, "could not be written (no space left on device)"),
        ("--format json > /dev/full", 2, "could not be written (no space left on device)"),
        ("2>&- > /dev/null", 0, ""),
        ("< /dev/null > /dev/null", 0, "Gate: none requested."),
    ],
)
def test_streams_that_are_closed_or_full(redirection: str, code: int, said: str) -> None:
    command = f"{sys.executable} -m sanctuary_score check jurisdictions/us/il.yaml {redirection}"
    ended = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == code
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_file_is_scored_once_however_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(TOWN, "town.yaml")
    for also in ("./town.yaml", str(tmp_path / "town.yaml"), ".", "../" + tmp_path.name + "/town.yaml"):
        ended = run("check", "town.yaml", also, "--format", "json", *FIXED)
        assert len(json.loads(ended.stdout)["reports"]) == 1, also


def test_two_endings_are_one_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(TOWN, "town.yaml")
    shutil.copy(TOWN, "town.yml")
    ended = run("check", ".", "--format", "json", *FIXED)
    assert ended.exit_code == 2
    assert len(json.loads(ended.stdout)["reports"]) == 1
    assert "./town.yml:1:1: SS313 error: `./town.yaml` differs from this name only in its ending" in ended.stderr


def test_a_working_folder_that_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    profile = ROOT / "jurisdictions" / "us" / "il" / "chicago.yaml"
    command = f"rmdir {folder} && {sys.executable} -m sanctuary_score check {profile}"
    ended = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


HEEDFUL = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from sanctuary_score.cli import main; print('ready', flush=True); main()"
)
"""The program, where a shell that runs us in the background has switched the signal off for all its children.

It says when it is about to begin: an interrupt before that is the interpreter's, on a busy machine a second long.
"""


@pytest.mark.parametrize("after", [0.05, 0.2, 0.6])
def test_an_interrupt_ends_without_a_traceback(after: float, tmp_path: Path) -> None:
    for number in range(100):
        shutil.copy(TOWN, tmp_path / f"town-{number}.yaml")
    command = [sys.executable, "-c", HEEDFUL, "check", str(tmp_path), "--format", "json"]
    # Measuring coverage takes a lock that an interrupt leaves taken, and then waits for it forever when it ends.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=unmeasured) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == b"ready"
        time.sleep(after)
        child.send_signal(signal.SIGINT)
        try:
            _, err = child.communicate(timeout=120)
        finally:
            child.kill()
    assert child.returncode in (130, -signal.SIGINT, 0)
    assert b"sanctuary_score" not in err or b"Traceback" not in err


def test_a_worker_that_dies_names_its_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    for number in range(70):
        shutil.copy(TOWN, tmp_path / f"town-{number:02}.yaml")

    def dies(*_: object, **__: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(ProcessPoolExecutor, "map", dies)
    ended = run("check", str(tmp_path), "--jobs", "2", *FIXED)
    assert ended.exit_code == 2
    assert "70 files could not be scored" in ended.stderr
    assert "town-69.yaml:1:1: SS901 error: a worker process ended" in ended.stderr


def test_processes_give_the_same_bytes(tmp_path: Path) -> None:
    tree = tmp_path / "jurisdictions" / "us"
    shutil.copytree(STORIES / "state-floor" / "jurisdictions" / "us", tree)
    for number in range(150):
        shutil.copy(TOWN, tree / "st" / f"town-{number:03}.yaml")
    outputs = [
        run("check", str(tree), "--format", format_, "--jobs", jobs, *FIXED).stdout
        for format_ in ("json", "text")
        for jobs in ("1", "3")
    ]
    assert outputs[0] == outputs[1]
    assert outputs[2] == outputs[3]
    assert len(json.loads(outputs[0])["reports"]) == 152


def test_equal_input_gives_equal_bytes(program: Program) -> None:
    first, second = (
        program("check", "jurisdictions", "--format", "json", "--as-of", "2026-11-21", PYTHONHASHSEED=seed)
        for seed in ("1", "2")
    )
    assert first == second


def test_a_profile_outside_the_tree_names_its_state(tmp_path: Path) -> None:
    """A copy of a profile of the tree, with the law above named, earns the same."""
    copy = tmp_path / "town.yaml"
    copy.write_text("within: us/st\n" + Path(TOWN).read_text(encoding="utf-8"), encoding="utf-8")
    tree = str(STORIES / "state-floor" / "jurisdictions")
    inside = json.loads(run("check", TOWN, "--format", "json", *FIXED).stdout)["reports"][0]
    outside = json.loads(run("check", str(copy), "--format", "json", "--jurisdictions", tree, *FIXED).stdout)[
        "reports"
    ][0]
    assert outside["score"] == inside["score"]
    assert outside["jurisdiction"]["id"] == "us/st/town"


def test_no_report_tells_where_the_program_lives(tmp_path: Path, program: Program) -> None:
    copy = tmp_path / "chicago.yaml"
    source = (ROOT / "jurisdictions" / "us" / "il" / "chicago.yaml").read_text(encoding="utf-8")
    copy.write_text("within: us/il\n" + source, encoding="utf-8")
    outside = program("check", "chicago.yaml", "--format", "json", "--as-of", "2026-11-21", cwd=tmp_path).out
    assert str(ROOT) not in outside
    assert '"jurisdictions/us/il.yaml"' in outside
    inside = program("check", "jurisdictions/us/il/chicago.yaml", "--format", "json", "--as-of", "2026-11-21").out
    assert str(ROOT) not in inside
    assert '"jurisdictions/us/il.yaml"' in inside


def test_a_broken_law_above_is_said_once(tmp_path: Path) -> None:
    tree = tmp_path / "jurisdictions" / "us"
    shutil.copytree(STORIES / "state-floor" / "jurisdictions" / "us", tree)
    shutil.copy(TOWN, tree / "st" / "other.yaml")
    state = tree / "st.yaml"
    state.write_text(state.read_text(encoding="utf-8").replace("requires: judge", "requires: jug"), encoding="utf-8")
    ended = run("check", str(tree), *FIXED)
    assert ended.exit_code == 2
    assert ended.stderr.count("SS303") == 1
    assert "3 files could not be scored" in ended.stderr


@pytest.mark.parametrize("command", [[], ["check"], ["explain"], ["schema"]], ids=lambda c: " ".join(c) or "all")
def test_help_is_documented(command: list[str], golden: Golden, program: Program) -> None:
    if tuple(map(int, metadata.version("typer").split(".")[:2])) < (0, 29):
        pytest.skip("typer words its help differently from release to release; the one of 0.29 is kept")
    name = "-".join(["help", *command])
    golden(ROOT / "docs" / "help" / f"{name}.txt", program(*command, "--help", COLUMNS="80").out)


def test_version(program: Program) -> None:
    from sanctuary_score import __version__

    assert program("--version").out == f"sanctuary-score {__version__}\n"
    assert run("--version").stdout == f"sanctuary-score {__version__}\n"


def test_a_bug_shows_no_traceback_unless_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sanctuary_score.cli import app as module

    def broken(**_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(module, "app", broken)
    monkeypatch.setattr("sys.argv", ["sanctuary-score", "check", "x"])
    assert module.run() == 2
    assert "the program failed (RuntimeError)" in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", ["sanctuary-score", "check", "x", "--debug"])
    with pytest.raises(RuntimeError):
        module.run()


def test_explain_lists_all_practices(golden: Golden) -> None:
    ended = run("explain", "--rubric", str(SMALL_RUBRIC))
    assert ended.exit_code == 0
    golden(TESTS / "expected" / "explain.txt", ended.stdout)


def test_explain_says_how_answers_earn(golden: Golden) -> None:
    ended = run("explain", "holds", "--rubric", str(SMALL_RUBRIC))
    assert ended.exit_code == 0
    golden(TESTS / "expected" / "explain-holds.txt", ended.stdout)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("r.docx", b"PK"),
        ("r.PDF", b"%PDF"),
        ("r.html", b"<!DOCTYPE"),
        ("r.md", b"<!--"),
        ("r.txt", b"Town"),
        ("r", b"Town"),
    ],
)
def test_the_ending_of_a_file_tells_how_to_write_it(name: str, begins: bytes, tmp_path: Path) -> None:
    town = TESTS / "stories" / "fragile" / "jurisdictions" / "us" / "st" / "by-law.yaml"
    arguments = ["check", str(town), "--rubric", str(SMALL_RUBRIC), "--as-of", "2026-01-01", "-o", str(tmp_path / name)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins.replace(b"Town", b"By law"))
    CliRunner().invoke(app, [*arguments, "--format", "csv"])
    assert (tmp_path / name).read_bytes().startswith(b"\xef\xbb\xbf"), "what is asked for in words comes first"


def test_a_run_looks_for_no_plugins_of_other_packages() -> None:
    """`importlib.metadata` is what pydantic would look with; nothing else in a run needs it."""
    look = "import sys, atexit; atexit.register(lambda: print('importlib.metadata' in sys.modules, file=sys.stderr))\n"
    program = f"{look}from sanctuary_score.cli import main; main()"
    command = [sys.executable, "-c", program, "check", "jurisdictions/us/il.yaml"]
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env=unmeasured)
    assert ended.stderr.endswith("False\n")
