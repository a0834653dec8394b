"""`new` as its users meet it: files that exist are safe, questions in the terminal, skeletons that can be filled."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner
from workbooks import small_form, typed
from worlds import ROOT, SMALL_RUBRIC, TESTS, Golden

from sanctuary_score.cli.app import app

HERE = TESTS / "intake"
FIXED = ["--as-of", "2026-11-22", "--rubric", str(SMALL_RUBRIC), "--jurisdictions", str(TESTS / "tree")]


def run(*arguments: str, typed: str | None = None) -> Any:
    return CliRunner().invoke(app, ["new", *arguments, *FIXED], input=typed)


def check(path: Path) -> Any:
    return CliRunner().invoke(app, ["check", str(path), *FIXED])


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A filled form."""
    path = tmp_path / "city.xlsx"
    path.write_bytes(typed(HERE / "springfield.cells", small_form()))
    return path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "say what to make"),
        (["--form", "a.xlsx", "--skeleton"], "say what to make"),
        (["a.yaml", "--form", "a.xlsx"], "say what to make"),
        (["--form", "a.xlsx", "-o", "b.xlsx"], "leave --output"),
        (["a.yaml", "-o", "b.yaml"], "leave --output"),
        (["--form", "a.yaml"], "a name that ends with .xlsx"),
        (["--from", "a.xlsx", "-o", "b.xlsx"], "end the name of the profile with .yaml"),
        (["--from", "a.yaml"], "add --form FILE.xlsx"),
        (["--from", "nowhere.xlsx"], "there is no such file"),
        (["--from", "."], "not a regular file"),
        (["--form", "a.xlsx", "--from", "nowhere.yaml"], "nowhere.yaml"),
        (["a.xlsx"], "a name that ends with .yaml"),
        (["--form", "a.xlsx", "--kind", "town"], "`town` is none of state"),
        (["--form", "a.xlsx", "--within", "The State"], "two letters of the state"),
        (["--form", "nowhere/a.xlsx"], "could not be written"),
    ],
)
def test_wrong_use_is_one_sentence(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run(*arguments)
    assert ended.exit_code == 2
    assert said in ended.stderr
    assert ended.stdout == ""
    assert not list(tmp_path.iterdir())


def test_without_openpyxl_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for name in [name for name in sys.modules if name.startswith("sanctuary_score.intake.form.")]:
        monkeypatch.delitem(sys.modules, name)
    ended = run("--form", str(tmp_path / "a.xlsx"))
    assert ended.exit_code == 2
    assert f"{sys.executable} -m pip install openpyxl" in ended.stderr


def test_reading_a_form_needs_no_openpyxl(filled: Path) -> None:
    code = (
        "import sys; sys.modules['openpyxl'] = sys.modules['lxml'] = None;"
        f"sys.argv = ['x', 'new', '--from', {str(filled)!r}, *{FIXED!r}];"
        "from sanctuary_score.cli import main; main()"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert ended.returncode == 0, ended.stderr.decode()
    assert ended.stdout.startswith(b"name: Springfield\n")


def test_a_form_is_never_replaced_unasked(filled: Path) -> None:
    before = filled.read_bytes()
    ended = run("--form", str(filled))
    assert (ended.exit_code, filled.read_bytes()) == (2, before)
    assert "--force" in ended.stderr
    assert run("--form", str(filled), "--force").exit_code == 0
    assert filled.read_bytes() != before


def test_a_profile_is_replaced_by_one_that_says_more(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "city.yaml"
    assert run("--from", str(filled), "-o", str(target)).exit_code == 0
    whole = target.read_text(encoding="utf-8")
    same = run("--from", str(filled), "-o", str(target))
    assert "left as it is" in same.stderr
    less = whole.replace("        delay: 0\n", "").replace("population: 114394", "population: 5")
    target.write_text(less, encoding="utf-8")
    more = run("--from", str(filled), "-o", str(target))
    assert more.exit_code == 0
    assert "Changed: place: population\nNew: welcoming-2021: provides: holds: delay\n" in more.stderr
    assert target.read_text(encoding="utf-8") == whole


ANOTHER = (
    "      - title: Another\n        url: https://example.org/b\n        read: 2026-01-01\n        kind: primary\n"
)
MORE = "  - id: more\n    title: A\n    instrument: statute\n    citation: A 1\n"
LOST = {
    "answer": ("        delay: 0\n", "        delay: 0\n        operator: The county\n", "holds: operator"),
    "source": ("      - title: A report\n", f"{ANOTHER}      - title: A report\n", "sources https://example.org/b"),
    "law": ("  - id: riders\n", f"{MORE}  - id: riders\n", "Only in the old file: more: title"),
    "comment": ("kind: city\n", "kind: city  # not a town\npopulation: 5\n", "has comments"),
    "broken": ("kind: city\n", "kind: town\n", "no valid profile"),
    "not-text": ("kind: city\n", "kind: city\x00\n", "no valid profile"),
}


@pytest.mark.parametrize("case", LOST)
def test_nothing_is_lost_unasked(case: str, filled: Path, tmp_path: Path) -> None:
    old, new, said = LOST[case]
    target = tmp_path / "city.yaml"
    run("--from", str(filled), "-o", str(target))
    text = target.read_text(encoding="utf-8")
    assert old in text
    if case == "comment":
        text = text.replace("population: 114394\n", "")
    target.write_text(text.replace(old, new), encoding="utf-8")
    before = target.read_bytes()
    ended = run("--from", str(filled), "-o", str(target))
    assert (ended.exit_code, target.read_bytes()) == (2, before)
    assert said in ended.stderr
    assert "--force" in ended.stderr
    assert run("--from", str(filled), "-o", str(target), "--force").exit_code == 0
    assert target.read_bytes() != before


def test_number_signs_in_values_are_no_comments(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "city.yaml"
    run("--from", str(filled), "-o", str(target))
    text = target.read_text(encoding="utf-8")
    assert "BP 7 #3" in text
    target.write_text(text.replace("population: 114394", 'population: "5"'), encoding="utf-8")
    assert run("--from", str(filled), "-o", str(target)).exit_code == 0


def test_a_form_is_filled_from_a_profile_and_from_a_form(filled: Path, tmp_path: Path) -> None:
    profile, form, again, other = (tmp_path / name for name in ("city.yaml", "b.xlsx", "again.yaml", "c.xlsx"))
    run("--from", str(filled), "-o", str(profile))
    assert run("--form", str(form), "--from", str(profile)).exit_code == 0
    assert run("--from", str(form), "-o", str(again)).exit_code == 0
    assert again.read_bytes() == profile.read_bytes()
    assert run("--form", str(other), "--from", str(filled)).exit_code == 0
    assert other.read_bytes() == form.read_bytes()


def test_a_form_that_would_lose_answers_is_not_written(tmp_path: Path) -> None:
    """A profile may answer what another rubric asks; a form of this one has no row for it."""
    profile = tmp_path / "city.yaml"
    law = "id: a, title: A, instrument: statute, citation: A 1"
    answers = "no-status-inquiry: {rule: barred}, holds: {requires: judge}"
    profile.write_text(
        f"name: A\nkind: city\nwithin: us/il\noperates: [police]\npolicies: [{{{law}, provides: {{{answers}}}}}]\n",
        encoding="utf-8",
    )
    assert check(profile).exit_code == 0
    ended = run("--form", str(tmp_path / "a.xlsx"), "--from", str(profile))
    assert ended.exit_code == 2
    assert "this rubric does not ask `no-status-inquiry`, which the form would lose" in ended.stderr
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize("name", ["interview", "going-on", "state"])
def test_the_questions_in_the_terminal(name: str, golden: Golden, tmp_path: Path) -> None:
    """`going-on` begins with what the other one has saved."""
    target = tmp_path / "city.yaml"
    if name == "going-on":
        target.write_bytes((HERE / "expected" / "interview.yaml").read_bytes())
    lines = (HERE / f"{name}.typed").read_text(encoding="utf-8").splitlines()
    replies = [re.sub(r"\s*## .*", "", line) for line in lines]
    ended = run(str(target), typed="\n".join(replies) + "\n")
    assert (ended.exit_code, ended.stdout) == (0, "")
    said = re.sub(r"today, \d{4}-\d\d-\d\d", "today, DAY", ended.stderr.replace(str(tmp_path), "here"))
    golden(HERE / "expected" / f"{name}.said", said)
    golden(HERE / "expected" / f"{name}.yaml", target.read_text(encoding="utf-8"))
    assert check(target).exit_code == 0


def test_every_answer_is_saved_at_once(tmp_path: Path) -> None:
    """Wherever the input ends, what is in the file is a valid profile, and holds all that was said so far."""
    lines = (HERE / "interview.typed").read_text(encoding="utf-8").splitlines()
    replies = [re.sub(r"\s*## .*", "", line) for line in lines]
    facts = 0
    for count in range(0, len(replies), 4):
        target = tmp_path / f"{count}.yaml"
        ended = run(str(target), typed="".join(f"{line}\n" for line in replies[:count]))
        assert ended.exit_code == 0
        if target.exists():
            assert check(target).exit_code == 0
            assert target.read_text(encoding="utf-8").count(":") >= facts - 3
            facts = target.read_text(encoding="utf-8").count(":")
        else:
            assert "Nothing is saved yet" in ended.stderr
    assert facts > 20


def test_an_interrupt_keeps_what_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sanctuary_score.cli import interview

    replies = iter(["Springfield", "3", "il", "", "1"])

    def hear(_: str) -> str:
        try:
            return next(replies)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(interview, "_hear", hear)
    target = tmp_path / "city.yaml"
    ended = run(str(target))
    assert ended.exit_code == 0
    assert target.read_text(encoding="utf-8") == "name: Springfield\nkind: city\noperates: [police]\nwithin: us/il\n"


def test_an_interview_loses_no_comments(tmp_path: Path) -> None:
    target = tmp_path / "city.yaml"
    target.write_text("name: A\nkind: city  # a town\nwithin: us/il\noperates: [police]\n", encoding="utf-8")
    before = target.read_bytes()
    ended = run(str(target), typed="q\n")
    assert (ended.exit_code, target.read_bytes()) == (2, before)
    assert "comments" in ended.stderr
    assert run(str(target), "--force", typed="q\n").exit_code == 0


def test_an_interview_refuses_a_broken_profile(tmp_path: Path) -> None:
    target = tmp_path / "city.yaml"
    target.write_text("name: A\nkind: town\n", encoding="utf-8")
    ended = run(str(target), typed="q\n")
    assert ended.exit_code == 2
    assert "SS203" in ended.stderr
    assert target.read_text(encoding="utf-8") == "name: A\nkind: town\n"


@pytest.mark.parametrize("kind", ["city", "state", "transit-agency", "federal-district"])
@pytest.mark.parametrize("choice", [0, -1])
def test_a_skeleton_is_a_profile_when_its_lines_are_filled_in(kind: str, choice: int, tmp_path: Path) -> None:
    """As it tells: the `# ` is taken from each example, and of the lines that answer one question one is kept."""
    target = tmp_path / "city.yaml"
    arguments = ["new", "--skeleton", "-o", str(target), "--kind", kind, "--name", "A: place"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    text = target.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=./profile.schema.json\n")
    untouched = CliRunner().invoke(app, ["check", str(target)])
    assert untouched.exit_code == 0, untouched.stderr
    kept: list[str] = []
    for line in text.splitlines()[1:]:
        bare = line.removeprefix("# ")
        key = bare.partition(":")[0]
        if line.startswith("##"):
            continue
        if choice == -1 and kept and kept[-1].partition(":")[0] == key:
            kept[-1] = bare
        elif not kept or kept[-1].partition(":")[0] != key:
            kept.append(bare)
    target.write_text("\n".join(kept) + "\n", encoding="utf-8")
    ended = CliRunner().invoke(app, ["check", str(target), "--as-of", "2026-11-22"])
    assert ended.exit_code == 0, ended.stderr
    assert "A: place" in ended.stdout


def test_a_skeleton_is_as_we_read_it(golden: Golden) -> None:
    golden(HERE / "expected" / "skeleton.yaml", run("--skeleton", "--within", "il").stdout)


def test_a_skeleton_replaces_nothing_unasked(tmp_path: Path) -> None:
    target = tmp_path / "city.yaml"
    target.write_text("mine", encoding="utf-8")
    assert run("--skeleton", "-o", str(target)).exit_code == 2
    assert target.read_text(encoding="utf-8") == "mine"
    assert run("--skeleton", "-o", str(target), "--force").exit_code == 0


def test_a_text_too_long_for_a_cell_is_told(tmp_path: Path) -> None:
    target = tmp_path / "city.yaml"
    text = f"""name: A
kind: city
within: us/il
operates: [police]
policies:
  - id: a
    title: A
    instrument: statute
    citation: A 1
    effective: 2020
    provides: {{holds: {{operator: "{"x" * 40_000}"}}}}
"""
    target.write_text(text, encoding="utf-8")
    ended = run("--form", str(tmp_path / "a.xlsx"), "--from", str(target))
    assert ended.exit_code == 2
    assert "longer than a cell" in ended.stderr
    assert not (tmp_path / "a.xlsx").exists()
