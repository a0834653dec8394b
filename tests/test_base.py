"""A pull request before the gates: what weakens an answer is stopped on its line, what adds a source passes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result
from worlds import SMALL_RUBRIC, TESTS

from sanctuary_score.cli.app import app
from sanctuary_score.git import Repository

TOWN = "jurisdictions/us/st/town.yaml"
STATE = "jurisdictions/us/st.yaml"
GATES = "regression,new-gap,stale,problem,missing-source"
Edit = Callable[[str, str, str], None]


def git(folder: Path, *arguments: str) -> None:
    who = {f"GIT_{role}_{part}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    bare = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env=os.environ | who | bare)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a state and a town on its main branch, and a branch of a contributor."""
    shutil.copytree(TESTS / "changes" / "answers" / "old" / "jurisdictions", tmp_path / "jurisdictions")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "base")
    git(tmp_path, "checkout", "-q", "-b", "contributor")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def check(*arguments: str, base: str = "main", gates: str = GATES) -> Result:
    paths = [name for name in arguments if not name.startswith("-")] or ["jurisdictions"]
    options = [name for name in arguments if name.startswith("-")]
    fixed = ["--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC), "--base", base, "--fail-on", gates]
    return CliRunner().invoke(app, ["check", *paths, *options, *fixed])


def line_of(path: str, words: str) -> int:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_nothing_changed() -> None:
    ended = check()
    assert ended.exit_code == 0, ended.stderr
    assert ended.stderr.endswith(f"Gate: --fail-on {GATES}: passed.\n")


def test_a_weaker_answer_is_stopped_on_its_line() -> None:
    edit(TOWN, "requires: judge", "requires: form")
    ended = check(TOWN)
    assert ended.exit_code == 1
    line = line_of(TOWN, "requires: form")
    assert f"{TOWN}:{line}:" in ended.stderr
    assert (
        "regression: the certain part of `holds` falls from 100% to 29%, 42.5 points (Holds need a judge)"
        in ended.stderr
    )
    assert "new-gap: a new gap: Holds need a judge (requires, weak), 22.5 points" in ended.stderr


def test_a_weaker_answer_that_the_state_makes_up_for_is_stopped_too() -> None:
    edit(TOWN, "banned: yes", "banned: no")
    ended = check(TOWN, gates="regression")
    assert ended.exit_code == 1
    line = line_of(TOWN, "banned: no")
    assert f"{TOWN}:{line}:21: regression: `banned` of `ban` in `rule`: `yes` (100%) becomes `no` (0%)" in ended.stderr
    assert "no score moves today, because another law gives as much" in ended.stderr


REPLACED = """\
    ended: 2025-06-01
  - id: rule-of-2025
    title: New rule of the town
    instrument: ordinance
    citation: Town Code 2
    effective: 2025-06-01
    provides:
      holds: {section: 1(a), requires: judge, carve-outs: none, delay: 0}
      ban: {banned: yes}
    sources: [{title: A code, url: "https://example.org/new", read: 2025-12-01, kind: primary}]
  - id: fund
"""


def test_a_law_that_is_repealed_and_replaced_passes() -> None:
    edit(TOWN, "  - id: fund\n", REPLACED)
    ended = check(TOWN, gates="regression,new-gap")
    assert ended.exit_code == 0, ended.stderr


def test_a_policy_of_another_id_passes() -> None:
    edit(TOWN, "- id: rule\n", "- id: town-rule\n")
    ended = check(TOWN, gates="regression,new-gap")
    assert ended.exit_code == 0, ended.stderr


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("      ban: {banned: yes}\n", "", "`banned` of `ban`"),
        ("requires: judge", "binds: [jail], requires: judge", "`requires` of `holds`"),
        ("instrument: ordinance", "instrument: resolution", "`requires` of `holds`"),
    ],
    ids=["left out", "for fewer", "in a weaker instrument"],
)
def test_a_law_replaced_by_less_is_stopped_although_the_state_makes_up_for_it(old: str, new: str, lost: str) -> None:
    edit(STATE, "provides: {", "provides: {holds: {requires: judge, carve-outs: none, delay: 0}, ")
    edit(TOWN, "  - id: fund\n", REPLACED)
    text = Path(TOWN).read_text(encoding="utf-8")
    before, after = text.split("  - id: rule-of-2025")
    assert old in after
    Path(TOWN).write_text(f"{before}  - id: rule-of-2025{after.replace(old, new)}", encoding="utf-8")
    ended = check(TOWN, gates="regression")
    assert ended.exit_code == 1
    (said,) = [line for line in ended.stderr.splitlines() if lost in line]
    assert "(100%) is gone; no score moves today, because another law gives as much" in said


HARM = """\
  - id: agreement
    title: Agreement of 2024
    instrument: department-policy
    citation: Agreement 1
    effective: 2024-01-01
    provides: {holds: {requires: must-hold}}
    sources: [{title: A code, url: "https://example.org/a", read: 2025-12-01, kind: primary}]
"""


@pytest.mark.parametrize(
    ("old", "new", "stops"),
    [
        ("id: agreement", "id: agreement-of-2024", False),
        ("id: agreement\n", "id: renewed\n    binds: [jail]\n", False),
        ("    effective: 2024-01-01\n    provides: {holds", "    provides: {holds", False),
        ("id: agreement\n", "id: renewed\n    reaches: [city]\n", True),
    ],
    ids=["renamed", "renewed for fewer", "without its day", "renewed for more"],
)
def test_a_harm_that_goes_on_is_no_new_one(folder: Path, old: str, new: str, stops: bool) -> None:
    edit(TOWN, "  - id: fund\n", HARM + "  - id: fund\n")
    git(folder, "commit", "-qam", "harmed")
    git(folder, "branch", "-f", "main")
    edit(TOWN, old, new)
    ended = check(TOWN, gates="regression")
    assert ended.exit_code == (1 if stops else 0), ended.stderr
    assert ("regression: a new harm: Holds need a judge" in ended.stderr) is stops


@pytest.mark.parametrize("line", ["    binds: [jail]\n", "    in_force_by: 2030\n"], ids=["for more", "more certain"])
def test_a_harm_that_goes_on_and_grows_is_a_new_one(folder: Path, line: str) -> None:
    less = HARM.replace("    effective: 2024-01-01\n", line if "by" in line else line + "    effective: 2024-01-01\n")
    edit(TOWN, "  - id: fund\n", less + "  - id: fund\n")
    git(folder, "commit", "-qam", "harmed")
    git(folder, "branch", "-f", "main")
    edit(TOWN, less, HARM.replace("id: agreement", "id: renewed"))
    assert "regression: a new harm: Holds need a judge" in check(TOWN, gates="regression").stderr


def test_a_harm_is_new_and_told_as_it_is_known() -> None:
    edit(TOWN, "  - id: fund\n", HARM.replace("    effective: 2024-01-01\n", "") + "  - id: fund\n")
    ended = check(TOWN, gates="regression")
    assert "regression: a new harm: Holds need a judge: requires is must-hold, perhaps in force\n" in ended.stderr


def test_the_harm_of_a_renamed_file_is_no_new_one(folder: Path) -> None:
    edit(TOWN, "  - id: fund\n", HARM + "  - id: fund\n")
    git(folder, "commit", "-qam", "harmed")
    git(folder, "branch", "-f", "main")
    git(folder, "mv", TOWN, "jurisdictions/us/st/village.yaml")
    assert "a new harm" not in check(gates="regression").stderr


@pytest.mark.parametrize("gate", ["regression", "new-gap"])
def test_a_file_that_could_not_be_scored_then_is_not_passed_unseen(folder: Path, gate: str) -> None:
    edit(TOWN, "carve-outs: none", "carve-outs: non")
    git(folder, "commit", "-qam", "mistyped")
    git(folder, "branch", "-f", "main")
    assert check(TOWN, gates=gate).exit_code == 2, "nor can it be now, which is said by itself"
    edit(TOWN, "carve-outs: non", "carve-outs: none")
    edit(TOWN, "requires: judge", "requires: nothing")
    ended = check(TOWN, gates=gate)
    assert ended.exit_code == 1
    assert f"{TOWN}:1:1: {gate}: the file as it was could not be scored (SS303: `non` is no answer" in ended.stderr
    assert f"failed, 1 of {gate}." in ended.stderr


def test_a_place_that_was_not_measured_then_has_nothing_to_be_compared_with(folder: Path) -> None:
    edit(TOWN, "kind: city", "kind: city-county")
    git(folder, "commit", "-qam", "of a kind that the rubric passes over")
    git(folder, "branch", "-f", "main")
    edit(TOWN, "kind: city-county", "kind: city")
    ended = check(TOWN, gates="regression,new-gap")
    assert ended.exit_code == 0, ended.stderr


@pytest.mark.parametrize("where", [".gitattributes", ".git/info/attributes"])
def test_what_git_leaves_out_of_archives_is_compared_too(folder: Path, where: str) -> None:
    Path(where).write_text("*.yaml export-ignore\njurisdictions export-ignore\n", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "attributes")
    git(folder, "branch", "-f", "main")
    edit(TOWN, "requires: judge", "requires: form")
    ended = check(gates="regression")
    assert ended.exit_code == 1
    assert "the certain part of `holds` falls" in ended.stderr


def test_links_and_submodules_of_then(folder: Path) -> None:
    """A link inside the tree was the file it led to; one out of it, and another repository, were nothing."""
    os.symlink("town.yaml", "jurisdictions/us/st/alias.yaml")
    os.symlink("/etc/hostname", "jurisdictions/us/st/away.yaml")
    git(folder, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},jurisdictions/us/st/other.yaml")
    git(folder, "add", "-A", "jurisdictions/us/st/alias.yaml", "jurisdictions/us/st/away.yaml")
    git(folder, "commit", "-qm", "links")
    git(folder, "branch", "-f", "main")
    repository = Repository(".")
    repository.export(repository.commit("main"), ".", folder / "then", (".yaml",))
    there = sorted(path.name for path in (folder / "then").rglob("*.yaml"))
    assert there == ["alias.yaml", "st.yaml", "town.yaml"], "nothing that lies outside can be read through it"
    shutil.rmtree(folder / "then")
    Path("jurisdictions/us/st/away.yaml").unlink()
    assert check(gates="regression").exit_code == 0
    text = Path(TOWN).read_text(encoding="utf-8")
    Path("jurisdictions/us/st/alias.yaml").unlink()
    Path("jurisdictions/us/st/alias.yaml").write_text(text.replace("requires: judge", "requires: form"))
    ended = check(gates="regression")
    assert ended.exit_code == 1
    assert "alias.yaml:12:" in ended.stderr


def test_another_source_passes() -> None:
    source = '{title: B, url: "https://example.org/b", read: 2025-12-01, kind: primary}'
    edit(TOWN, "sources: [", f"sources: [{source}, ")
    ended = check(TOWN)
    assert ended.exit_code == 0, ended.stderr


def test_old_problems_are_not_held_against_a_change(folder: Path) -> None:
    edit(TOWN, "kind: primary", "kind: secondary")
    git(folder, "commit", "-qam", "older")
    git(folder, "branch", "-f", "main")
    edit(TOWN, "population: 1000", "population: 1200")
    assert check(TOWN).exit_code == 0
    edit(TOWN, "sources: [{title: A budget", "sources: []\n    note: 'x' # [{title: A budget")
    ended = check(TOWN)
    assert ended.exit_code == 1
    assert ended.stderr.count("SS402 warning") == 1
    assert "failed, 1 of problem, 1 of missing-source" in ended.stderr


def test_a_weaker_law_of_the_state_is_found_in_the_town(folder: Path) -> None:
    edit(TOWN, "      ban: {banned: yes}\n", "")
    git(folder, "commit", "-qam", "the town leaves it to the state")
    git(folder, "branch", "-f", "main")
    edit(STATE, "banned: yes", "banned: no")
    ended = check(TOWN, gates="regression")
    assert ended.exit_code == 1
    assert "`ban` falls from 100% to 0%" in ended.stderr
    (mine,) = [line for line in ended.stderr.splitlines() if "(Agreements are banned)" in line and "us/st" in line]
    assert mine.startswith(f"{STATE}:{line_of(STATE, 'banned: no')}:"), "the line of the state's law, not of the town"
    assert mine.endswith("; in statute of us/st, `banned` was `yes` and is `no`")
    edit(STATE, "provides: {ban: {banned: no}}", "forbids: {holds: {}}")
    assert "; statute of us/st gave `banned: yes`, and does no longer" in check(gates="regression").stderr


def test_a_new_bar_of_the_state_is_named() -> None:
    edit(STATE, "provides: {ban", "forbids: {holds: {}}\n    provides: {ban")
    ended = check(TOWN, gates="regression")
    assert f"{STATE}:{line_of(STATE, 'forbids:')}:" in ended.stderr
    assert "; statute of us/st stands against it now" in ended.stderr


def test_a_renamed_file_is_the_same_place(folder: Path) -> None:
    git(folder, "mv", TOWN, "jurisdictions/us/st/village.yaml")
    edit("jurisdictions/us/st/village.yaml", "population: 1000", "population: 1001")
    assert check().exit_code == 0
    arguments = ["diff", "jurisdictions", "--base", "main", "--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC)]
    assert "place: id: us/st/town becomes us/st/village" in CliRunner().invoke(app, arguments).stdout
    edit("jurisdictions/us/st/village.yaml", "requires: judge", "requires: nothing")
    assert check().exit_code == 1


def test_a_place_that_is_gone_is_a_regression() -> None:
    Path(TOWN).unlink()
    ended = check()
    assert ended.exit_code == 1
    assert f"{TOWN}:1:1: regression: Town is gone" in ended.stderr


def test_a_new_place_is_none() -> None:
    shutil.copy(TOWN, "jurisdictions/us/st/other.yaml")
    assert check().exit_code == 0


def test_fail_under_counts_what_the_change_touches() -> None:
    shutil.copy(TOWN, "jurisdictions/us/st/other.yaml")
    edit(TOWN, "title: Rule of the town", "title: A rule of the town")
    arguments = ["check", "jurisdictions", "--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC), "--base", "main"]
    ended = CliRunner().invoke(app, [*arguments, "--fail-under", "50"])
    assert ended.exit_code == 0, "the state stays at 20, and nobody touched it"
    assert CliRunner().invoke(app, [*arguments, "--fail-under", "90"]).exit_code == 1


def test_fail_under_says_when_nothing_has_changed() -> None:
    ended = check("--fail-under=99", gates="regression")
    assert ended.exit_code == 0
    assert "Gate: --fail-under 99: not reached, no place that was scored has changed.\n" in ended.stderr


def test_marks_stand_on_changed_lines_only() -> None:
    edit(TOWN, "requires: judge", "requires: form")
    marks = [line for line in check(TOWN, "--format=github").stdout.splitlines() if "file=" in line]
    lines = {int(mark.partition(",line=")[2].partition(",")[0]) for mark in marks}
    assert lines == {line_of(TOWN, "requires: form")}


@pytest.mark.parametrize("format_", ["github", "markdown", "junit"])
def test_what_stops_a_run_is_in_the_report(format_: str) -> None:
    edit(TOWN, "banned: yes", "banned: no")
    shown = check(f"--format={format_}").stdout
    assert "another law gives as much" in shown
    assert f"{TOWN}:13:21" in shown or f"file={TOWN},line=13" in shown
    assert ("us/st |" in shown) is False, "a summary tells of the places that the change touches"


def test_the_base_is_where_the_branches_parted(folder: Path) -> None:
    git(folder, "checkout", "-q", "main")
    edit(TOWN, "requires: judge", "requires: form")
    git(folder, "commit", "-qam", "main goes on and weakens it itself")
    git(folder, "checkout", "-q", "contributor")
    assert check().exit_code == 0


def test_from_a_folder_below_and_for_a_file_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(TOWN, "requires: judge", "requires: form")
    monkeypatch.chdir(folder / "jurisdictions" / "us" / "st")
    ended = check("town.yaml")
    assert ended.exit_code == 1
    assert ended.stderr.startswith("town.yaml:12:")


def test_diff_by_revision() -> None:
    edit(TOWN, "requires: judge", "requires: form")
    arguments = ["diff", "jurisdictions", "--base", "main", "--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC)]
    ended = CliRunner().invoke(app, [*arguments, "--format", "json"])
    (change,) = json.loads(ended.stdout)["changes"]
    assert change["jurisdiction"]["path"] == TOWN
    assert [(fact["what"], fact["old"], fact["new"]) for fact in change["facts"]] == [
        ("rule, holds: requires", "judge", "form")
    ]


def test_nobody_opens_a_gap_and_signs_its_waiver_at_once(folder: Path) -> None:
    text = Path(TOWN).read_text(encoding="utf-8")
    waiver = "{practice: holds, reason: R, approved_by: Council, expires: 2027-01-01}"
    Path(TOWN).write_text(f"{text}waivers: [{waiver}]\n", encoding="utf-8")
    signed = Path(TOWN).read_text(encoding="utf-8")
    edit(TOWN, "requires: judge", "requires: form")
    ended = check(TOWN, gates="new-gap")
    assert ended.exit_code == 1
    assert "its waiver is as new as the gap" in ended.stderr
    weakened = Path(TOWN).read_text(encoding="utf-8")
    Path(TOWN).write_text(signed, encoding="utf-8")
    git(folder, "commit", "-qam", "somebody signs")
    git(folder, "branch", "-f", "main")
    Path(TOWN).write_text(weakened, encoding="utf-8")
    assert check(TOWN, gates="new-gap").exit_code == 0


def test_waivers_without_their_profile_are_told(folder: Path) -> None:
    file = "jurisdictions/us/st/town.waivers.yaml"
    text = "waivers: [{practice: lawyers, reason: R, approved_by: Council, expires: 2027-01-01}]\n"
    Path(file).write_text(text, encoding="utf-8")
    assert "SS417" not in check().stderr
    assert check(file).exit_code == 0, "it stands for the profile beside it"
    git(folder, "mv", TOWN, "jurisdictions/us/st/village.yaml")
    for path in ("jurisdictions", file):
        assert f"{file}:1:1: SS417 warning: there is no `town.yaml` beside it" in check(path).stderr


def test_a_tree_without_the_state_is_told() -> None:
    Path(STATE).unlink()
    ended = check(TOWN, gates="problem")
    assert f"{TOWN}:1:1: SS418 warning: there is no profile of `us/st` here" in ended.stderr


def test_a_new_waiver_is_told() -> None:
    text = Path(TOWN).read_text(encoding="utf-8")
    waiver = "{practice: lawyers, reason: R, approved_by: Council, expires: 2027-01-01}"
    Path(TOWN).write_text(f"{text}waivers: [{waiver}]\n", encoding="utf-8")
    arguments = ["diff", TOWN, "--base", "main", "--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC)]
    document = json.loads(CliRunner().invoke(app, [*arguments, "--format", "json"]).stdout)
    (change,) = document["changes"]
    assert [(fact["kind"], fact["what"]) for fact in change["facts"]] == [("added", "place: waivers")]


def test_the_effect_of_a_rubric_in_the_repository_is_told_apart(folder: Path) -> None:
    shutil.copytree(SMALL_RUBRIC, "rubric")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "a rubric of our own")
    git(folder, "branch", "-f", "main")
    edit("rubric/custody/holds.yaml", "weight: 6", "weight: 12")
    arguments = ["diff", "jurisdictions", "--base", "main", "--as-of", "2026-01-01", "--rubric", "rubric"]
    document = json.loads(CliRunner().invoke(app, [*arguments, "--format", "json"]).stdout)
    assert document["changes"] == []
    assert [effect["jurisdiction"] for effect in document["rubric"]] == ["us/st", "us/st/town"]


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("nowhere", "Git could not find the revision `nowhere`"),
        ("--output=x", "`--output=x` is no name of a revision"),
        ("main:jurisdictions", "Git could not find the revision"),
        ("", "Git could not find the revision ``"),
    ],
)
def test_a_revision_that_is_none(base: str, said: str) -> None:
    ended = check(base=base)
    assert ended.exit_code == 2
    assert said in ended.stderr
    assert not Path("x").exists()


def test_a_shallow_clone_says_so(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(TOWN, "population: 1000", "population: 1001")
    git(folder, "commit", "-qam", "one")
    clone = tmp_path_factory.mktemp("clone") / "shallow"
    git(folder, "clone", "-q", "--depth", "1", f"file://{folder}", str(clone))
    monkeypatch.chdir(clone)
    ended = check(base="main")
    assert ended.exit_code == 2
    assert "this clone is shallow, so fetch the whole history first (`fetch-depth: 0`)" in ended.stderr


def test_no_repository(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = tmp_path_factory.mktemp("outside")
    shutil.copytree("jurisdictions", outside / "jurisdictions")
    monkeypatch.chdir(outside)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(outside.parent))
    ended = check()
    assert ended.exit_code == 2
    assert "Git could not find a Git repository here" in ended.stderr


def test_without_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    ended = check()
    assert ended.exit_code == 2
    assert "Git is not installed" in ended.stderr


def test_gates_that_need_a_base() -> None:
    ended = CliRunner().invoke(app, ["check", TOWN, "--fail-on", "new-gap,stale"])
    assert ended.exit_code == 2
    assert "--fail-on new-gap asks what changed; add --base REF" in ended.stderr


@pytest.mark.parametrize("wrong", ["", "gap", "stale,gap", ","])
def test_gates_that_are_none(wrong: str) -> None:
    ended = CliRunner().invoke(app, ["check", TOWN, "--fail-on", wrong])
    assert ended.exit_code == 2
    assert "is no list of gates" in " ".join(ended.stderr.split())


def test_names_of_files_are_data(folder: Path) -> None:
    """Odd names are refused or scored, and never run or read as options."""
    for name in ("-rf.yaml", "a b.yaml", "a\tb.yaml", '"q".yaml', "é.yaml", "$(touch x).yaml"):
        shutil.copy(TOWN, Path("jurisdictions/us/st") / name)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "odd")
    git(folder, "branch", "-f", "main")
    for path in Path("jurisdictions/us/st").iterdir():
        edit(str(path), "population: 1000", "population: 1001")
    ended = check()
    assert "Traceback" not in ended.output
    assert ended.exit_code in (0, 2)
    assert not Path("x").exists()


def test_a_filter_in_the_repository_is_not_run(folder: Path) -> None:
    """What a contributor writes into .gitattributes names programs that only the user's own configuration has."""
    Path(".gitattributes").write_text("*.yaml diff=evil filter=evil\n", encoding="utf-8")
    git(folder, "config", "diff.evil.command", f"touch {folder}/ran")
    git(folder, "config", "diff.evil.textconv", f"touch {folder}/ran")
    edit(TOWN, "population: 1000", "population: 1001")
    assert check().exit_code == 0
    assert not (folder / "ran").exists()
