"""The action, the workflows and the hooks: that GitHub will take them, and that no input of theirs is ever executed."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from worlds import ROOT

ACTION = ROOT / "action.yml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GUIDE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
EXAMPLES = [text for text in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL) if "\njobs:" in text]
OPTIONS = {
    "BASE": "--base",
    "FAIL_UNDER": "--fail-under",
    "FAIL_ON": "--fail-on",
    "RUBRIC": "--rubric",
    "AS_OF": "--as-of",
}
HOSTILE = [
    "two words.yaml",
    'it\'s "quoted".yaml',
    "$(touch PWNED).yaml",
    "`touch PWNED`.yaml",
    "; touch PWNED #.yaml",
    "&& touch PWNED.yaml",
    "$PATH.yaml",
    "*.yaml",
    ":(exclude)x.yaml",
    "::error::forged.yaml",
    "##[error]forged.yaml",
    "-rf.yaml",
    "--output=PWNED.yaml",
    " leading.yaml",
    "back\\slash.yaml",
]
PROFILE = """\
name: Example City
kind: city
operates: [police, administration]
policies:
  - id: welcoming-ordinance
    title: Welcoming Ordinance
    instrument: ordinance
    citation: Municipal Code 2-173
    effective: 2021-01-27
    provides:
      detainer-limits: {hold-requires: never-holds}
    sources:
      - {title: Municipal Code 2-173, url: "https://example.org/code/2-173", read: 2026-01-02, kind: primary}
"""


def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    return loaded


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step of the action, the workflows and the guide's examples, with where it stands."""
    for step in action()["runs"]["steps"]:
        yield "action.yml", step
    texts = {path.name: path.read_text(encoding="utf-8") for path in WORKFLOWS}
    for name, text in (texts | {f"docs/ci.md, {index}": text for index, text in enumerate(EXAMPLES)}).items():
        for job in yaml.safe_load(text).get("jobs", {}).values():
            for step in job["steps"]:
                yield name, step


# What they say.


@pytest.mark.parametrize("schema", ["vendor.github-actions", "vendor.github-workflows"])
def test_they_fit_the_schemas_of_github(schema: str, tmp_path: Path) -> None:
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    tool = shutil.which("check-jsonschema", path=beside)
    if tool is None:
        pytest.skip("check-jsonschema, which brings the schemas, is not installed")
    files = [ACTION]
    if schema == "vendor.github-workflows":
        files = [*WORKFLOWS, *(tmp_path / f"example-{index}.yml" for index in range(len(EXAMPLES)))]
        for path, text in zip(files[len(WORKFLOWS) :], EXAMPLES, strict=True):
            path.write_text(text, encoding="utf-8")
        assert len(files) >= 3
    ended = subprocess.run([tool, "--builtin-schema", schema, *files], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


def test_no_text_of_others_is_put_into_a_script() -> None:
    runs = [(name, step["run"]) for name, step in steps() if "run" in step]
    assert len(runs) >= 3
    assert [name for name, run in runs if "${{" in run] == []


def test_every_action_of_others_is_pinned_by_commit() -> None:
    used = [(name, step["uses"]) for name, step in steps() if "uses" in step]
    assert len(used) >= 4
    assert [one for one in used if one[1] != "./" and not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one[1])] == []


@pytest.mark.parametrize("text", [*(path.read_text(encoding="utf-8") for path in WORKFLOWS), *EXAMPLES])
def test_a_workflow_gives_a_stranger_nothing(text: str) -> None:
    workflow = yaml.safe_load(text)
    assert set(workflow["permissions"].values()) == {"read"}
    assert "pull_request_target" not in workflow[True]  # YAML 1.1 takes the key `on` for a yes
    assert "secrets." not in text
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] > 0
        checkout = next(step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@"))
        assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}


def test_the_guide_names_every_input_and_output() -> None:
    for name in (*action()["inputs"], *action()["outputs"]):
        assert f"`{name}`" in GUIDE, name


def test_the_hooks_run_commands_that_exist(program: Callable[..., Any]) -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        name, *command = shlex.split(hook["entry"])
        assert name == "sanctuary-score"
        files = [] if hook.get("pass_filenames") is False else ["jurisdictions/us/il/chicago.yaml"]
        ended = program(*command, *hook["args"], *files)
        assert ended.code == 0, ended.err


# What the scripts of the action do, with the variables that GitHub sets.

bash = pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="the action's scripts are for bash")


@dataclass(frozen=True)
class Step:
    """A step that has run."""

    code: int
    log: str
    summary: str
    output: dict[str, str]


@dataclass(frozen=True)
class Runner:
    """A machine as GitHub lends it: a folder with the repository, a temporary one, files to write results to."""

    workspace: Path
    temp: Path
    environment: Mapping[str, str]

    def run(self, index: int, **variables: str) -> Step:
        """Run a step of the action, with what its inputs leave in these variables, as GitHub would."""
        step = action()["runs"]["steps"][index]
        assert step["shell"] == "bash"
        assert variables.keys() <= step["env"].keys()
        script = self.temp / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        results = {name: self.temp / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
        for path in results.values():
            path.write_text("")
        ended = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace,
            env={
                **self.environment,
                **dict.fromkeys(step["env"], ""),
                **{name: str(path) for name, path in results.items()},
                **variables,
            },
            input=PROFILE.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        summary, output = (path.read_text(encoding="utf-8") for path in results.values())
        pairs = dict(line.split("=") for line in output.splitlines())
        return Step(ended.returncode, ended.stdout.decode(), summary, pairs)

    def check(self, *paths: str, **variables: str) -> Step:
        return self.run(1, PATH_LINES="\n".join(paths), **variables)

    def install(self, program: str) -> None:
        """Put a Python where the first step installs one, and this command in the place of the program."""
        path = self.temp / "sanctuary-score" / "bin" / "python"
        path.parent.mkdir(parents=True, exist_ok=True)
        other = f'exec {shlex.quote(sys.executable)} "$@"'
        path.write_text(f'#!/bin/sh\ncase "$*" in "-I -m sanctuary_score "*) {program} ;; *) {other} ;; esac\n')
        path.chmod(0o755)

    def record(self) -> Callable[[], list[str]]:
        """Install a program that only notes its arguments; returns what reads them."""
        note = self.temp / "arguments"
        code = f"import json, sys; json.dump(sys.argv[1:], open({str(note)!r}, 'w'))"
        self.install(f'shift 3; exec {shlex.quote(sys.executable)} -I -c {shlex.quote(code)} "$@"')
        return lambda: json.loads(note.read_text())

    def report(self) -> dict[str, Any]:
        (path,) = self.temp.glob("sanctuary-score-*/report.json")
        loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return loaded

    def git(self, *arguments: str) -> str:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
        ended = subprocess.run(
            ["git", *who, *arguments], cwd=self.workspace, env=self.environment, capture_output=True, check=True
        )
        return ended.stdout.decode().strip()

    def commit(self) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x", "--allow-empty")
        return self.git("rev-parse", "HEAD")

    def safe(self) -> bool:
        """Whether nothing that an input named was run."""
        return not list(self.workspace.rglob("PWNED*")) and not list(self.temp.rglob("PWNED*"))


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    workspace, temp = tmp_path / "work space", tmp_path / "temp"
    (workspace / "jurisdictions").mkdir(parents=True)
    temp.mkdir()
    hidden = ("GITHUB_", "RUNNER_", "PYTHON", "GIT_", "BASH_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    environment = kept | {
        "GITHUB_ACTIONS": "true",
        "PYTHONPATH": str(workspace),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_WORKSPACE": str(workspace),
        "RUNNER_TEMP": str(temp),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    made = Runner(workspace, temp, environment)
    made.install(f'exec {shlex.quote(sys.executable)} "$@"')
    made.git("init", "-q")
    return made


def heard(log: str) -> list[str]:
    """The lines of a log that GitHub takes for commands."""
    found, word = [], ""
    for line in log.splitlines():
        if line.startswith("::stop-commands::"):
            word = line.removeprefix("::stop-commands::")
            assert re.fullmatch(r"[0-9a-f]{32}", word)
        elif line == f"::{word}::":
            word = ""
        elif not word and (line.lstrip().startswith("::") or "##[" in line):
            found.append(line)
    assert not word
    return found


@bash
def test_a_run_marks_lines_writes_a_summary_and_says_the_score(runner: Runner) -> None:
    (runner.workspace / "jurisdictions" / "one.yaml").write_text(PROFILE)
    step = runner.check("jurisdictions", AS_OF="2026-01-03", FAIL_UNDER="1")
    assert step.code == 0, step.log
    score = runner.report()["reports"][0]["score"]
    assert step.output == {"score-low": f"{score['low']:.2f}", "score-high": f"{score['high']:.2f}"}
    assert re.match(r"    Gate.*--fail-under 1: passed.*\n\n<!-- sanctuary-score -->\n# Gap report\n", step.summary)
    marks = heard(step.log)
    assert any(mark.startswith("::warning file=jurisdictions/one.yaml,line=") for mark in marks)
    assert len(marks) <= 10


@bash
def test_a_gate_that_fails_fails_the_step_after_everything_is_written(runner: Runner) -> None:
    (runner.workspace / "jurisdictions" / "one.yaml").write_text(PROFILE)
    step = runner.check("jurisdictions", FAIL_UNDER="99")
    assert step.code == 1
    assert "failed" in step.summary.splitlines()[0]
    assert "# Gap report" in step.summary
    assert step.output.keys() == {"score-low", "score-high"}


@bash
@pytest.mark.parametrize(("paths", "code"), [("missing", 2), ("jurisdictions", 3), ("", 3), ("\n\r\n", 3), ("-", 2)])
def test_a_run_without_a_score_has_the_programs_exit_code(runner: Runner, paths: str, code: int) -> None:
    step = runner.check(paths)
    assert step.code == code, step.log
    assert step.output == {}


@bash
def test_an_option_is_passed_only_when_its_input_is_given(runner: Runner) -> None:
    arguments = runner.record()
    runner.check("jurisdictions", "more")
    plain = arguments()
    assert plain[-3:] == ["--", "jurisdictions", "more"]
    assert not [word for word in plain if word.split("=")[0] in (*OPTIONS.values(), "--details")]
    for variable, option in OPTIONS.items():
        runner.check("jurisdictions", **{variable: "a value"})
        assert arguments()[-3:] == [f"{option}=a value", "--", "jurisdictions"]
    runner.check("jurisdictions", DETAILS="true")
    assert arguments()[-3:] == ["--details", "--", "jurisdictions"]


@bash
def test_every_line_is_one_path_whatever_is_in_it(runner: Runner) -> None:
    arguments = runner.record()
    step = runner.run(1, PATH_LINES="\n" + "\r\n".join(HOSTILE) + "\n\n")
    assert step.code == 0, step.log
    assert arguments()[-len(HOSTILE) - 1 :] == ["--", *HOSTILE]
    assert runner.safe()


@bash
def test_hostile_names_of_files_are_only_names(runner: Runner) -> None:
    for name in HOSTILE:
        (runner.workspace / name).write_text(PROFILE)
    step = runner.check(*HOSTILE, AS_OF="2026-01-03")
    assert step.code == 0, step.log
    assert len(runner.report()["reports"]) == len(HOSTILE)
    assert runner.safe()
    assert not [mark for mark in heard(step.log) if not re.match(r"::(warning|notice) (file=[^:]+,title|title)=", mark)]


@bash
def test_a_file_named_like_a_gate_is_none(runner: Runner) -> None:
    name = "Gate: --fail-on everything: passed.yaml"
    (runner.workspace / name).write_text(PROFILE)
    for gates, count in (({}, 1), ({"FAIL_UNDER": "0"}, 1), ({"FAIL_UNDER": "0", "FAIL_ON": "problem"}, 2)):
        step = runner.check(name, **gates)
        assert f"\n{name}:1:1: SS" in step.log
        shown = [line for line in step.summary.splitlines() if line.startswith("    Gate: ")]
        assert len(shown) == count
        assert "everything" not in shown[0].partition("(")[0]


@bash
@pytest.mark.parametrize("content", [PROFILE, "name: [", "::error::forged\n"])
def test_a_file_with_a_line_break_in_its_name_forges_nothing(runner: Runner, content: str) -> None:
    name = "a\n::error::forged\nGate: passed\n##[error]forged.yaml"
    (runner.workspace / "jurisdictions" / name).write_text(content)
    step = runner.check("jurisdictions", AS_OF="2026-01-03")
    assert not [mark for mark in heard(step.log) if mark.startswith("::error::") or "##[" in mark]
    assert not re.search(r"^\s*Gate: passed", step.summary, re.MULTILINE)


HOSTILE_VALUES = (
    "$(touch PWNED)",
    "`touch PWNED`",
    "; touch PWNED",
    "--output=PWNED",
    "0 --output PWNED",
    "x\n::error::forged",
    "' \" \\",
    "-",
    "*",
)


@bash
def test_hostile_inputs_are_one_word_each(runner: Runner) -> None:
    arguments = runner.record()
    runner.commit()
    for value in HOSTILE_VALUES:
        step = runner.check("jurisdictions", **dict.fromkeys(OPTIONS, value))
        assert step.code == 0, step.log
        assert step.output == {}
        assert arguments()[-7:] == [*(f"{option}={value}" for option in OPTIONS.values()), "--", "jurisdictions"]
    assert runner.safe()


@bash
@pytest.mark.parametrize("variable", OPTIONS)
def test_hostile_inputs_are_refused_and_forge_nothing(runner: Runner, variable: str) -> None:
    (runner.workspace / "jurisdictions" / "one.yaml").write_text(PROFILE)
    runner.commit()
    step = runner.check(
        "jurisdictions", **{variable: "\n::error::forged $(touch PWNED)\n##[error]forged\nGate: passed"}
    )
    assert step.code == 2, step.log
    assert heard(step.log) == []
    assert (step.output, step.summary) == ({}, "")
    assert runner.safe()


@bash
def test_a_gate_counts_what_the_change_did(runner: Runner) -> None:
    profile = runner.workspace / "jurisdictions" / "one.yaml"
    profile.write_text(PROFILE)
    base = runner.commit()
    profile.write_text(PROFILE.replace("never-holds", "administrative-warrant"))
    runner.commit()
    step = runner.check("jurisdictions", BASE=base, FAIL_ON="regression", FAIL_UNDER="0", AS_OF="2026-01-03")
    assert step.code == 1, step.log
    under, on, empty = step.summary.splitlines()[:3]
    assert under.startswith("    Gate: --fail-under 0: passed")
    assert on.startswith("    Gate: --fail-on regression: failed")
    assert empty == ""
    assert step.output["changed"] == "true"


@bash
def test_a_shallow_clone_is_compared_with_nothing_and_says_so(runner: Runner, tmp_path: Path) -> None:
    (runner.workspace / "jurisdictions" / "one.yaml").write_text(PROFILE)
    base = runner.commit()
    runner.commit()
    runner.git("clone", "-q", "--depth=1", runner.workspace.as_uri(), str(tmp_path / "shallow"))
    step = Runner(tmp_path / "shallow", runner.temp, runner.environment).check("jurisdictions", BASE=base)
    assert step.code == 2
    assert "fetch-depth: 0" in step.log
    assert step.output == {}


@bash
def test_changed_tells_whether_a_file_below_the_paths_differs(runner: Runner) -> None:
    runner.record()
    profile = runner.workspace / "jurisdictions" / "one.yaml"
    profile.write_text(PROFILE)
    base = runner.commit()
    (runner.workspace / "README").write_text("x")
    runner.commit()
    assert runner.check("jurisdictions", BASE=base).output == {"changed": "false"}
    profile.write_text(PROFILE + "# changed\n")
    runner.commit()
    assert runner.check("jurisdictions", BASE=base).output == {"changed": "true"}
    assert runner.check("README", "jurisdictions/two.yaml", BASE="HEAD^").output == {"changed": "false"}
    outside = runner.check("../##[error]forged", BASE=base)
    assert (outside.output, heard(outside.log)) == ({}, [])
    assert runner.check("jurisdictions", BASE="0" * 40).output == {}
    assert runner.check("jurisdictions", BASE="").output == {}


IMPOSTORS = ("json", "sys", "venv", "pip", "ensurepip", "sitecustomize", "usercustomize", "platform", "sanctuary_score")


@bash
def test_python_files_of_the_pull_request_are_not_imported(runner: Runner) -> None:
    for name in IMPOSTORS:
        (runner.workspace / f"{name}.py").write_text("open('PWNED', 'w').close()\n")
    (runner.workspace / "jurisdictions" / "one.yaml").write_text(PROFILE)
    step = runner.check("jurisdictions")
    assert step.code == 0, step.log
    assert runner.safe()


@bash
def test_the_program_is_installed_beside_the_pull_request_and_not_from_it(runner: Runner, tmp_path: Path) -> None:
    for name in IMPOSTORS:
        (runner.workspace / f"{name}.py").write_text("open('PWNED', 'w').close()\n")
    (runner.workspace / "setup.cfg").write_text("[global]\nindex-url = file:///PWNED\n")
    shutil.rmtree(runner.temp / "sanctuary-score")
    # A finished wheel in the place of the source, so that the test needs no package of others, and so no network.
    wheel = tmp_path / "an action" / "stand_in-1-py3-none-any.whl"
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as archive:
        info = "stand_in-1.dist-info"
        archive.writestr("sanctuary_score/__main__.py", "print('installed')\n")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: stand-in\nVersion: 1\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    # The runner's tool cache, with a Python in it that is older than asked for, and the right one.
    for version, text in {"3.9.1": "exit 1", "{}.{}.{}".format(*sys.version_info): _the_python()}.items():
        python = tmp_path / "cache" / "Python" / version / "x64" / "bin" / "python3"
        python.parent.mkdir(parents=True)
        python.write_text(f"#!/bin/sh\n{text}\n")
        python.chmod(0o755)
    ours = Runner(
        runner.workspace,
        runner.temp,
        {
            **runner.environment,
            "GITHUB_ACTION_PATH": str(wheel),
            "PIP_NO_INDEX": "1",
            "RUNNER_TOOL_CACHE": str(tmp_path / "cache"),
        },
    )
    step = ours.run(0, WANTED="{}.{}".format(*sys.version_info))
    assert step.code == 0, step.log
    assert ours.safe()
    assert heard(step.log) == []
    command = [str(ours.temp / "sanctuary-score" / "bin" / "python"), "-I", "-m", "sanctuary_score"]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"installed\n"


def _the_python() -> str:
    return f'exec {shlex.quote(getattr(sys, "_base_executable", sys.executable))} "$@"'


@bash
@pytest.mark.parametrize(
    "wanted",
    ["", "3", "3.", "3.1", "3.99", "2.7", "3.9", "3..12", "3.12.", "3.12 ", "$(touch PWNED)", "3.12\n::error::forged"],
)
def test_a_python_that_is_not_there_is_refused(runner: Runner, wanted: str) -> None:
    step = runner.run(0, WANTED=wanted)
    assert step.code == 2, step.log
    (command,) = heard(step.log)
    assert command.startswith("::error title=sanctuary-score::")
    assert "forged" not in step.log
    assert runner.safe()
