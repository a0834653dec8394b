"""Hostile files, names and moments: every run ends soon, with words, forges nothing, and loses nobody's result."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hostile.cases import CASES, GOOD, HEAD, NAMES, everywhere
from hostile.oracle import (
    PAPERS,
    QUICK,
    READERS,
    TREE,
    check_formats,
    check_loaded,
    check_outcome,
    check_text,
    checker,
    written,
)
from papers_read import words_of
from pydantic import BaseModel
from worlds import DAY, SMALL_RUBRIC, TESTS, small_rubric, text_of

from sanctuary_score.batch import Job, Piece, pieces
from sanctuary_score.check import Checker, Outcome
from sanctuary_score.formats import FORMATS, Heading, Totals, find_format
from sanctuary_score.load import MAX_BYTES, load, parse
from sanctuary_score.paths import find_profiles
from sanctuary_score.profile import Bar, Policy, Profile, Provision, Suspension, Waiver
from sanctuary_score.source import Source

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits, pipes and links of POSIX")

SECONDS, MEGABYTES = 5, 300
PLAIN = tuple(name for name in FORMATS if name not in ("html", "docx", "xlsx", "pdf"))
PURE = 20_000
"""Bytes up to which the parser without libyaml is asked as well; it is a hundred times as slow."""


SLOW = 8
"""How much slower than the machine it was written on one may be that measures coverage, or does something besides."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail when the block hangs: when it takes many times as long as it should."""
    seconds *= SLOW

    def late(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def check() -> Checker:
    return checker()


def checked(check: Checker, raw: bytes, path: str = "x.yaml") -> Outcome:
    outcome = check.check_document(parse(path, raw))
    check_outcome(outcome, raw)
    return outcome


# Files


def test_there_are_cases_of_every_family() -> None:
    families = {name.partition(":")[0] for name in CASES}
    assert families == {"encoding", "structure", "scalar", "text", "escape", "key", "within", "link", "flood", "file"}
    assert len(CASES) >= 400


ON_PAPER = frozenset(list(CASES)[::12])
"""The cases that are tried with Word, Excel and PDF as well, which take as long as all other formats together."""


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_refused_or_escaped(name: str, check: Checker) -> None:
    raw = CASES[name]
    with within(SECONDS):
        outcome = checked(check, raw)
        check_formats(outcome, FORMATS if name in ON_PAPER else QUICK)
    if len(raw) <= PURE:
        fast, slow = parse("x.yaml", raw), parse("x.yaml", raw, libyaml=False)
        check_loaded(slow, raw)
        assert (fast.data is None) == (slow.data is None)
        assert fast.data == slow.data


def test_no_parent_leads_out_of_the_tree(check: Checker) -> None:
    for name, raw in CASES.items():
        if name.startswith("within:"):
            outcome = checked(check, raw)
            assert outcome.report is None, name
            assert {problem.number for problem in outcome.problems} <= {"SS104", "SS203", "SS306", "SS311"}, name


# Values


FULL: dict[str, Any] = {
    "name": "X",
    "kind": "county",
    "within": "us/il",
    "operates": ["jail", "police"],
    "population": "12",
    "note": "A note",
    "none_found": {"ban": "2025-01-01"},
    "waivers": [
        {"practice": "holds", "question": "requires", "reason": "R", "approved_by": "A", "expires": "2030-01-01"}
    ],
    "policies": [
        {
            "id": "a",
            "title": "T",
            "instrument": "ordinance",
            "citation": "C",
            "effective": "2020-01-01",
            "in_force_by": "null",
            "ended": "2030-01-01",
            "last_in_force": "null",
            "suspended": [{"from": "2021", "until": "2022"}],
            "binds": ["jail"],
            "reaches": ["city"],
            "provides": {"holds": {"section": "1", "binds": ["jail"], "note": "N", "requires": "form"}},
            "forbids": {"ban": {"section": "2", "questions": ["banned"], "note": "N"}},
            "sources": [
                {
                    "title": "T",
                    "publisher": "P",
                    "date": "2020",
                    "url": "https://example.org/",
                    "read": "2025-01-01",
                    "kind": "primary",
                    "disputes": "D",
                    "held_by": "H",
                }
            ],
            "note": "N",
        }
    ],
}
WRONG: tuple[Any, ...] = (
    "",
    " ",
    "::error::x",
    "\x1b[2J",
    "=1",
    "9" * 4_500,
    [],
    {},
    ["x"],
    {"x": "y"},
    [[["x"]]],
    [{}],
)
ALWAYS_WRONG: tuple[Any, ...] = ({"x": "y"}, [[["x"]]], [{}])


def routes(data: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield route
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from routes(value, (*route, step))


def changed(data: Any, route: Sequence[Any], change: Callable[[Any, Any], None]) -> Any:
    """A copy in which what holds the last step of the route has been changed."""
    copy = json.loads(json.dumps(data))
    inner = copy
    for step in route[:-1]:
        inner = inner[step]
    change(inner, route[-1])
    return copy


def as_yaml(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=True).encode()


def test_the_full_profile_has_every_key_of_the_model(check: Checker) -> None:
    policy = FULL["policies"][0]
    blocks: list[tuple[type[BaseModel], Any]] = [
        (Profile, FULL),
        (Waiver, FULL["waivers"][0]),
        (Policy, policy),
        (Source, policy["sources"][0]),
        (Suspension, policy["suspended"][0]),
        (Provision, policy["provides"]["holds"]),
        (Bar, policy["forbids"]["ban"]),
    ]
    for model, block in blocks:
        assert {field.alias or name for name, field in model.model_fields.items()} <= set(block)
    assert checked(check, as_yaml(FULL)).report is not None


@pytest.mark.parametrize("route", [r for r in routes(FULL) if r], ids=lambda r: "/".join(map(str, r)))
def test_a_wrong_value_at_any_key_is_refused_with_words(route: tuple[Any, ...], check: Checker) -> None:
    def put(value: Any) -> Callable[[Any, Any], None]:
        return lambda inner, step: inner.__setitem__(step, value)

    changes = [put(value) for value in WRONG]
    changes.append(lambda inner, step: inner.pop(step))
    for number, change in enumerate(changes):
        outcome = checked(check, as_yaml(changed(FULL, route, change)))
        check_formats(outcome, ("text", "github", "csv", "json") if number % 4 else QUICK)
        if number < len(WRONG) and WRONG[number] in ALWAYS_WRONG and not answers_may_be(route, WRONG[number]):
            assert outcome.report is None, WRONG[number]
            assert any(problem.number.startswith(("SS2", "SS3")) for problem in outcome.problems)


def answers_may_be(route: tuple[Any, ...], value: Any) -> bool:
    """A practice without answers may be an empty block; a list of them is none, and is for the models to refuse."""
    return value == {} and "provides" in route


@pytest.mark.parametrize(
    "route", [r for r in routes(FULL) if r and isinstance(r[-1], str)], ids=lambda r: "/".join(map(str, r))
)
def test_a_key_that_is_unknown_written_twice_or_in_capitals(route: tuple[Any, ...], check: Checker) -> None:
    def rename(inner: Any, step: Any) -> None:
        inner[step.upper()] = inner.pop(step)

    outcome = checked(check, as_yaml(changed(FULL, route, rename)))
    assert outcome.report is None
    key = json.dumps(route[-1]) + ": "
    twice = as_yaml(FULL).decode().replace(key, f"{key}[], {key}", 1).encode()
    assert {problem.number for problem in checked(check, twice).problems} == {"SS106"}


# Names and kinds of files


@dataclass
class Run:
    """What a run in this process gives."""

    pieces: list[Piece]
    out: dict[str, str]


def run_here(
    *paths: str, files: Sequence[str] | None = None, tree: Path = TREE, formats: Sequence[str] = tuple(FORMATS)
) -> Run:
    """The formats over the files that the paths name; every output has been read."""
    found, missing = find_profiles(paths)
    heading = Heading(small_rubric(), DAY, many=True, details=True)
    job = Job(checker(tree), tuple(formats), heading)
    made = [Piece(problem.place.path, (), None, (problem,)) for problem in missing]
    made += pieces(files or found, job, 1)
    problems = [problem for piece in made for problem in piece.problems]
    totals = Totals(sum(piece.score is not None for piece in made), 0, (0.0, 0.0), (0.0, 0.0), problems)
    out = {}
    for index, name in enumerate(formats):
        writer = find_format(name).writer(heading)
        spans = [span for piece in made if piece.bodies for span in writer.add(piece.bodies[index])]
        out[name] = text_of((*spans, *writer.end(totals)))
        READERS[name](out[name])
    assert all(problem.number != "SS901" for problem in problems), problems
    return Run(made, out)


def test_hostile_names_forge_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(NAMES):
        with open(os.fsencode(tmp_path) + b"/" + name, "wb") as stream:
            stream.write(GOOD if number % 2 else b"name: [\n")
    ended = run_here(".")
    assert len(ended.pieces) == len([name for name in NAMES if not name.startswith(b".")])
    scored = [piece.score is not None for piece in ended.pieces]
    assert sum(scored) == pytest.approx(len(NAMES) / 2, abs=3)


def test_a_name_with_an_invisible_selector_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a\U000e0100.yaml").write_bytes(b"name: [\n")
    run_here(".")


def test_special_files_are_one_problem_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.yaml").write_bytes(GOOD)
    os.mkfifo("pipe.yaml")
    Path("loop.yaml").symlink_to("loop.yaml")
    Path("one.yaml").symlink_to("other.yaml")
    Path("other.yaml").symlink_to("one.yaml")
    Path("device.yaml").symlink_to("/dev/zero")
    Path("folder.yaml").mkdir()
    Path("folder.yaml", "inside.yaml").write_bytes(GOOD)
    Path("dangling.yaml").symlink_to("nothing.yaml")
    Path("round").symlink_to(".", target_is_directory=True)
    with socket.socket(socket.AF_UNIX) as listening, within(SECONDS):
        listening.bind("socket.yaml")
        ended = run_here(".")
    scored = {piece.path: piece.score is not None for piece in ended.pieces}
    assert [path for path, good in scored.items() if good] == ["./good.yaml", "./folder.yaml/inside.yaml"]
    refused = [problem for piece in ended.pieces for problem in piece.problems if piece.score is None]
    assert len(refused) == 7
    assert {problem.number for problem in refused} == {"SS101"}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tree"
    folder.mkdir()
    (tmp_path / "secret").write_text("token-of-somebody: x\n", encoding="utf-8")
    (folder / "city.yaml").symlink_to("../secret")
    monkeypatch.chdir(tmp_path)
    ended = run_here("tree")
    assert {problem.number for piece in ended.pieces for problem in piece.problems} == {"SS101"}
    assert "token-of-somebody" not in ended.out["text"] + ended.out["json"]


@contextmanager
def nobody() -> Iterator[None]:
    """Without the right of root to read everything; what the project itself needs must be loaded before."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def run_as_nobody(closed: str) -> Run:
    """A folder with a good profile and one named `closed`, run by a user who may read all of it but `closed`.

    The project may lie where that user may not go: the first run loads all modules, and the tree lies in the folder.
    Pages and papers are left out, because their libraries read files of their own whenever they write.
    """
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    try:
        shutil.copytree(TESTS / "tree", folder / "tree")
        for name in ("good.yaml", closed):
            path = folder / "profiles" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(GOOD)
        shut = folder / "profiles" / Path(closed).parts[0]
        everything = run_here(str(folder / "profiles"), tree=folder / "tree", formats=PLAIN)
        assert [piece.score is not None for piece in everything.pieces] == [True, True]
        mode = shut.stat().st_mode
        shut.chmod(0)
        with nobody():
            ended = run_here(str(folder / "profiles"), tree=folder / "tree", formats=PLAIN)
        shut.chmod(mode)
        return ended
    finally:
        shutil.rmtree(folder)


def test_a_file_that_may_not_be_opened_is_one_problem() -> None:
    ended = run_as_nobody("closed.yaml")
    assert [piece.score is not None for piece in ended.pieces] == [False, True]
    assert "permission denied" in ended.pieces[0].problems[0].message


def test_a_folder_that_may_not_be_opened_is_a_problem() -> None:
    ended = run_as_nobody("closed/city.yaml")
    assert [problem.number for piece in ended.pieces for problem in piece.problems if piece.score is None] == ["SS101"]
    assert [piece.score is not None for piece in ended.pieces] == [False, True]


def test_a_file_that_vanishes_is_one_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c"):
        Path(f"{name}.yaml").write_bytes(GOOD)
    files, _ = find_profiles(["."])
    Path("b.yaml").unlink()
    ended = run_here(files=files)
    assert [piece.score is not None for piece in ended.pieces] == [True, False, True]
    assert ended.pieces[1].problems[0].number == "SS101"


def test_a_file_rewritten_while_it_is_read_is_one_document_or_problems(tmp_path: Path, check: Checker) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(GOOD)
    stop = threading.Event()

    def rewrite() -> None:
        contents = (GOOD, b"", b"[" * 5_000, GOOD * 300, b"\xff" * 50_000)
        while not stop.is_set():
            for raw in contents:
                path.write_bytes(raw)

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        for _ in range(150):
            document = load(str(path))
            assert (document.data is None) == bool(document.problems)
            check_outcome(check.check_document(document), None)
    finally:
        stop.set()
        writer.join()


def test_names_that_differ_only_in_case_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("City", "city"):
        Path(f"{name}.yaml").write_bytes(GOOD)
    if len(list(tmp_path.iterdir())) == 1:
        pytest.fail("this file system makes one file of the two, so nothing can be shown")
    ended = run_here(".")
    assert any(problem.severity == "error" for piece in ended.pieces for problem in piece.problems)


def test_an_id_of_a_policy_in_capitals_is_refused(check: Checker) -> None:
    outcome = checked(check, GOOD.replace(b"id: b", b"id: A"))
    assert [problem.number for problem in outcome.problems] == ["SS203"]


# What has been found


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\n" * 20_000 + b"- - a\nb #c\n", id="empty lines"),
        pytest.param(b"a: " + b" " * 20_000 + b"x\nb: c #d\n", id="spaces"),
        pytest.param(b"a: b #c\n" * 20_000, id="many cut texts"),
    ],
)
def test_looking_for_cut_texts_is_quick(raw: bytes) -> None:
    with within(1):
        parse("x.yaml", raw)


LAW = (
    "  - {{id: a{0}, title: T, instrument: ordinance, citation: C, effective: {1}, ended: {2},"
    " provides: {{holds: {{requires: {3}}}}}, {4}}}\n"
)
SOURCE = "{title: T, url: http://a, read: 2020, kind: primary},"


def laws(count: int, apart: int, more: str = "sources: []") -> str:
    """Laws of which every other one is adverse, in force at one time or years apart."""
    answers = ("must-hold", 2000, 2005), ("judge", 2000 + apart, 2005 + apart)
    made = (LAW.format(n, answers[n % 2][1], answers[n % 2][2], answers[n % 2][0], more) for n in range(count))
    return "".join(made)


def pauses(count: int) -> str:
    """As many times of suspension, each of another day."""
    days = (f"{1900 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(count))
    return "suspended: [" + ", ".join(f"{{from: {day}, until: {day}}}" for day in days) + "]"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(laws(400, 0), id="contradictions"),
        pytest.param(laws(2_500, 10), id="contradictions years apart"),
        pytest.param(laws(2, 0, pauses(5_000)), id="suspensions"),
        pytest.param(laws(1, 0, f"sources: [{SOURCE * 400}]"), id="sources"),
    ],
)
def test_pairs_do_not_grow_with_the_square(text: str, check: Checker) -> None:
    with within(4):
        count = len(checked(check, f"{HEAD}policies:\n{text}".encode()).problems)
    assert count < 5_000


def test_three_colons_forge_no_command(check: Checker) -> None:
    outcome = checked(check, everywhere("word " * 15 + ":::error::forged"))
    assert outcome.report is not None
    check_text(written("text", [outcome.report], outcome.problems))


@pytest.mark.parametrize("escape", [rb"\UFFFFFFFF", rb"\U00110000"])
def test_an_escape_beyond_unicode_is_refused_without_libyaml(escape: bytes) -> None:
    assert parse("x.yaml", b'name: "' + escape + b'"\n', libyaml=False).problems


def test_a_file_cut_off_is_refused_inside_the_file() -> None:
    document = parse("x.yaml", b"a:\n  b: [c, d")
    (problem,) = document.placed(document.problems)
    assert problem.place.line <= 2


def test_a_bad_byte_after_the_mark_of_the_file_stands_in_the_first_column() -> None:
    document = parse("x.yaml", b"\xef\xbb\xbf\xff\n")
    assert document.placed(document.problems)[0].place[1:] == (1, 1)


def test_a_semicolon_opens_no_formula(check: Checker) -> None:
    outcome = checked(check, everywhere('a;=HYPERLINK("http://x")'))
    assert outcome.report is not None
    for cell in written("csv", [outcome.report], ()).replace('"', "").split(";"):
        assert not cell.startswith("=")


def test_long_keys_are_not_kept() -> None:
    from sanctuary_score.load import frames

    frames._is_plain_word.cache_clear()
    parse("x.yaml", b"? " + b"x" * 100_000 + b"\n: y\n")
    assert frames._is_plain_word.cache_info().currsize == 0


def test_an_empty_name_loses_nobody_elses_result(tmp_path: Path) -> None:
    good = tmp_path / "good.yaml"
    good.write_bytes(GOOD)
    run_here(str(good), "")


# The command line


FIXED = ("--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC), "--jurisdictions", str(TESTS / "tree"))
MEASURED = """
import sys
from sanctuary_score.cli import main
try:
    main()
finally:
    with open("/proc/self/status") as status:
        print(*(line for line in status if "VmHWM" in line), file=sys.__stderr__)
"""
PROGRAM = (sys.executable, "-m", "sanctuary_score", "check")
CI = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")} | {
    "GITHUB_ACTIONS": "true"
}


@dataclass
class Ended:
    """A run of the program in a process of its own."""

    code: int
    out: str
    err: str


def limits(**most: int) -> Callable[[], None]:
    def limit() -> None:
        for name, value in most.items():
            kind = getattr(resource, f"RLIMIT_{name}")
            resource.setrlimit(kind, (value, value))

    return limit


def run(*arguments: str, cwd: Path, most: Callable[[], None] | None = None, program: Sequence[str] = PROGRAM) -> Ended:
    ended = subprocess.run(
        [*program, *arguments, *FIXED], cwd=cwd, capture_output=True, preexec_fn=most, timeout=60, check=False, env=CI
    )
    out, err = ended.stdout.decode(), ended.stderr.decode()
    assert "Traceback" not in err, err[-2_000:]
    return Ended(ended.returncode, out, err)


def check_errors(err: str) -> None:
    """Standard error as a terminal and a CI runner see it: problems with code and spot, and a few sentences."""
    check_text(err)
    for line in err.splitlines():
        if " error: " in line or " warning: " in line:
            assert re.search(r":[1-9]\d*:[1-9]\d*: SS\d{3} (error|warning): \S", line), line


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All hostile files that are not known to break something, and a good one, below one folder."""
    folder = tmp_path_factory.mktemp("corpus")
    for number, raw in enumerate(CASES.values()):
        (folder / f"case-{number:03}.yaml").write_bytes(raw)
    (folder / "good.yaml").write_bytes(GOOD.replace(b"Good words", b"The other good file"))
    return folder


def test_the_program_over_all_hostile_files(corpus: Path, tmp_path: Path) -> None:
    reports = [part for name in QUICK for part in ("--report", f"{name}:{tmp_path / name}")]
    most = limits(AS=1 << 30, CPU=60)
    program = (sys.executable, "-c", MEASURED, "check")
    ended = run(".", "--details", "--output", os.devnull, *reports, cwd=corpus, most=most, program=program)
    assert ended.code == 2
    check_errors(ended.err)
    for name in QUICK:
        text = (tmp_path / name).read_bytes().decode()
        READERS[name](text)
        assert "The other good file" in text or name in ("github", "markdown")
    if found := re.search(r"VmHWM:\s*(\d+) kB", ended.err):
        assert int(found[1]) < MEGABYTES * 1024


def test_the_program_over_hostile_files_on_paper(corpus: Path, tmp_path: Path) -> None:
    """Fewer files, and no limit of memory: typst takes half a megabyte a page, and ends the process without any."""
    files = ["good.yaml", *(f"case-{number:03}.yaml" for number, name in enumerate(CASES) if name in ON_PAPER)]
    reports = [part for name in PAPERS for part in ("--report", f"{name}:{tmp_path / name}")]
    ended = run(*files, "--output", os.devnull, *reports, cwd=corpus)
    assert ended.code == 2
    check_errors(ended.err)
    for name in PAPERS:
        text = words_of((tmp_path / name).read_bytes())
        READERS[name](text)
        assert "The other good file" in text


def test_the_program_over_hostile_names(tmp_path: Path) -> None:
    for name in NAMES:
        with open(os.fsencode(tmp_path) + b"/" + name, "wb") as stream:
            stream.write(b"name: [\n")
    (tmp_path / "good.yaml").write_bytes(GOOD)
    for format_ in ("text", "github", "json"):
        ended = run(".", "--format", format_, "--output", "../report", cwd=tmp_path)
        assert ended.code == 2
        check_errors(ended.err)
        READERS[format_]((tmp_path.parent / "report").read_bytes().decode())


@pytest.mark.parametrize(
    "name",
    [
        "-\x1b[2J.yaml",
        "--x\n::error::forged.yaml",
        "--\u202ex.yaml",
        "--jobs=\x1b[2J.yaml",
        "--format=\n::error::x.yaml",
        "--report=\n::error::x.yaml",
    ],
)
def test_a_name_that_looks_like_an_option_is_escaped(name: str, tmp_path: Path) -> None:
    ended = run(name, cwd=tmp_path)
    assert ended.code == 2
    check_text(ended.err)


# Moments


@pytest.mark.parametrize(
    "most",
    [
        pytest.param({"NOFILE": 32}, id="32 open files"),
        pytest.param({"AS": 1 << 30}, id="1 GB of memory"),
        pytest.param({"STACK": 512 * 1024}, id="512 KB of stack"),
        pytest.param({"FSIZE": 0}, id="no room for a file"),
        pytest.param({"CORE": 0, "NOFILE": 32, "AS": 1 << 30, "STACK": 512 * 1024}, id="all together"),
    ],
)
def test_little_room(most: dict[str, int], corpus: Path, tmp_path: Path) -> None:
    for name in ("case-000.yaml", "case-200.yaml", "good.yaml"):
        shutil.copy(corpus / name, tmp_path)
    ended = run(".", "--format", "json", cwd=tmp_path, most=limits(**most))
    if "FSIZE" not in most:
        assert "The other good file" in ended.out
    assert ended.code == 2


def test_the_same_file_fifty_times(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_bytes(GOOD)
    ended = run(*["good.yaml"] * 50, "--format", "json", cwd=tmp_path)
    assert ended.code == 0
    assert len(json.loads(ended.out)["reports"]) == 1


@pytest.mark.parametrize("format_", FORMATS)
def test_a_full_disk_is_a_sentence(format_: str, tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_bytes(GOOD)
    ended = run("good.yaml", "--report", f"{format_}:/dev/full", cwd=tmp_path)
    assert ended.code == 2
    assert "could not be written (no space left on device)" in ended.err
    assert "Good words" in ended.out


@pytest.mark.parametrize("format_", ["text", "sarif"])
def test_a_working_folder_that_is_gone_loses_nothing(format_: str, tmp_path: Path) -> None:
    gone, good = tmp_path / "gone", tmp_path / "good.yaml"
    gone.mkdir()
    good.write_bytes(GOOD)
    command = f'rmdir "{gone}" && exec "$@"'
    words = ["bash", "-c", command, "bash", *PROGRAM]
    ended = run(str(good), "--format", format_, cwd=gone, program=words)
    assert ended.code == 0, ended.err
    assert ended.out


def test_a_relative_name_in_a_folder_that_is_gone_loses_nothing(tmp_path: Path) -> None:
    gone, good = tmp_path / "gone", tmp_path / "good.yaml"
    gone.mkdir()
    good.write_bytes(GOOD)
    words = ["bash", "-c", f'rmdir "{gone}" && exec "$@"', "bash", *PROGRAM]
    ended = run("x.yaml", str(good), "--format", "sarif", cwd=gone, program=words)
    assert ended.code == 2
    assert "must-hold" in ended.out


def many(folder: Path, count: int = 600) -> Path:
    for number in range(count):
        (folder / f"place-{number:03}.yaml").write_bytes(GOOD)
    return folder


HEEDFUL = (
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from sanctuary_score.cli import main; main()",
    "check",
)
"""The program, where a shell that runs us in the background has switched the signal off for all its children."""


def interrupted(folder: Path, with_: signal.Signals, after: float, *more: str) -> Ended:
    """A run that is sent a signal, with all its processes as a terminal does, once it has begun to work."""
    target = folder.parent / "out" / "report.json"
    target.parent.mkdir()
    target.write_text("the old one", encoding="utf-8")
    command = [*HEEDFUL, str(folder), "--format", "json", "--output", str(target), *more, *FIXED]
    with (
        tempfile.TemporaryFile() as err,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=err, env=CI, start_new_session=True) as child,
    ):
        started = time.monotonic()
        while child.poll() is None and time.monotonic() - started < 20:
            if len(list(target.parent.iterdir())) > 1:
                break
            time.sleep(0.005)
        time.sleep(after)
        if child.poll() is None:
            if with_ is signal.SIGINT:
                os.killpg(child.pid, with_)
            else:
                child.send_signal(with_)
        try:
            child.wait(timeout=SECONDS * SLOW)
            time.sleep(0.5)
        finally:
            left = with_group_gone(child.pid)
        err.seek(0)
        said = err.read().decode()
    content = target.read_text(encoding="utf-8")
    assert content == "the old one" or json.loads(content)
    return Ended(child.returncode, "somebody is left" if left else "", said)


def with_group_gone(group: int) -> bool:
    """End what is left of the group; returns whether anything was."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("after", [0.0, 0.1, 0.3])
@pytest.mark.parametrize("with_", [signal.SIGINT, signal.SIGTERM], ids=["INT", "TERM"])
def test_a_signal_ends_the_run_at_once(with_: signal.Signals, after: float, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    ended = interrupted(many(folder), with_, after)
    assert ended.code in (0, 130, 143, -with_)
    assert "Traceback" not in ended.err
    assert not ended.out


def test_no_worker_outlives_a_terminated_run(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    ended = interrupted(many(folder, 2_000), signal.SIGTERM, 0.5, "--jobs", "2")
    assert not ended.out


def test_a_terminated_run_leaves_no_unfinished_report(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    interrupted(many(folder, 2_000), signal.SIGTERM, 0.2)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.json"]


def test_an_interrupt_ends_workers_without_a_traceback(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    ended = interrupted(many(folder, 2_000), signal.SIGINT, 0.6, "--jobs", "2")
    assert "Traceback" not in ended.err


def test_size_limits_hold_for_standard_input(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "-", *FIXED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=CI,
    ) as child:
        _, err = child.communicate(b"#" * (MAX_BYTES * 3), timeout=20)
    assert child.returncode == 2
    assert b"SS102" in err
