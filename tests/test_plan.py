"""Plans: the least work, told exactly; what they promise is what `check` then finds in the law they ask for."""

from __future__ import annotations

import json
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner
from worlds import DAY, ROOT, SMALL_RUBRIC, TESTS, Golden, small_rubric

from sanctuary_score.atlas import Atlas, shipped
from sanctuary_score.check import Checker, Outcome
from sanctuary_score.cli.app import app
from sanctuary_score.load import load, parse
from sanctuary_score.plan import EFFORTS, Limits, Plan, Target, make_plan
from sanctuary_score.plan.search import Item, Part, fewest_texts, least_effort
from sanctuary_score.plan_formats import PLAN_FORMATS
from sanctuary_score.questions import AtLeast, AtMost, Scored, ShareOf
from sanctuary_score.rubric_folder import read_rubric

STORIES = {
    "needs": ("needs", "80"),
    "harm": ("harm", "60"),
    "fragile": ("fragile", "90"),
    "forbidden": ("forbidden", "80"),
    "waived": ("waived", "40"),
    "reached": ("state-floor", "10"),
}
ENDINGS = {"text": "txt", "markdown": "md", "json": "json"}


def run(*arguments: str) -> tuple[int, str, str]:
    ended = CliRunner().invoke(app, ["plan", *arguments])
    return ended.exit_code, ended.stdout, ended.stderr


@pytest.mark.parametrize("format_", PLAN_FORMATS)
@pytest.mark.parametrize("name", STORIES)
def test_story(name: str, format_: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    story, target = STORIES[name]
    monkeypatch.chdir(TESTS / "stories" / story)
    path = next(p for p in sorted(Path("jurisdictions/us/st").glob("*.yaml")) if ".waivers" not in p.name)
    fixed = ("--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC), "--jurisdictions", "jurisdictions")
    code, out, err = run(path.as_posix(), "--to", target, "--format", format_, *fixed)
    assert code == 0, err
    golden(TESTS / "plans" / f"{name}.{ENDINGS[format_]}", out)


# The search, against every set there is


items = st.lists(
    st.builds(Item, st.integers(1, 3), st.integers(0, 8).map(lambda n: n / 3), st.just(0.0), st.booleans()), max_size=7
)


@given(items, st.integers(-2, 40).map(lambda n: n / 3))
def test_no_set_takes_less_effort(found: list[Item], need: float) -> None:
    sets = [chosen for size in range(len(found) + 1) for chosen in combinations(range(len(found)), size)]

    def measure(chosen: tuple[int, ...]) -> tuple[int, int, float]:
        mine = [found[index] for index in chosen]
        return sum(item.effort for item in mine), len(mine), -round(sum(item.points for item in mine), 9)

    def good(chosen: tuple[int, ...]) -> bool:
        forced = all(index in chosen for index, item in enumerate(found) if item.forced)
        return forced and -measure(chosen)[2] >= need - 1e-7

    enough = [measure(chosen) for chosen in sets if good(chosen)]
    answer = least_effort(found, need - 1e-7)
    assert (answer is None) == (not enough)
    if answer is not None:
        assert good(answer)
        assert measure(answer) == min(enough)


parts = st.lists(st.builds(Part, st.integers(1, 4), st.integers(0, 9).map(lambda n: n / 3)), min_size=1, max_size=4)


@given(st.lists(parts, max_size=4), st.integers(-2, 30).map(lambda n: n / 3))
def test_no_choice_takes_fewer_texts(practices: list[list[Part]], need: float) -> None:
    choices = list(product(*(range(len(some)) for some in practices)))

    def measure(choice: tuple[int, ...]) -> tuple[int, float]:
        mine = [some[index] for some, index in zip(practices, choice, strict=True)]
        return sum(part.size for part in mine), -round(sum(part.points for part in mine), 9)

    enough = [measure(choice) for choice in choices if -measure(choice)[1] >= need - 1e-7]
    answer = fewest_texts(practices, need - 1e-7)
    assert (answer is None) == (not enough)
    if answer is not None:
        assert measure(answer) == min(enough)


# What it promises is what `check` finds


def answer_of(question: Scored) -> str:
    """The recommended answer, as a profile writes it."""
    if isinstance(question, ShareOf):
        return f"[{', '.join(question.of)}]"
    if isinstance(question, AtMost | AtLeast):
        return f"{question.full:g}"
    return next(word for word in question.words() if question.credit(word) == 1)


def applied(plan: Plan, path: str, checker: Checker) -> Outcome:
    """The profile with a new law that says what the plan asks for, and nothing else on the same questions."""
    profile = json.loads(json.dumps(plan.report.jurisdiction.document.data))
    asked = {(step.line.id, said.question) for step in plan.steps for said in step.texts}
    for policy in profile.get("policies") or ():
        for name, provision in list(policy.get("provides", {}).items()):
            for question in [q for q in provision if (name, q) in asked]:
                del provision[question]
            if not provision.keys() - {"section", "note", "binds"}:
                del policy["provides"][name]
    provides = ", ".join(
        f"{step.line.id}: {{{', '.join(f'{t.question}: {answer_of(t.resolved.question)}' for t in step.texts)}}}"
        for step in plan.steps
    )
    day = plan.report.as_of.isoformat()
    new = f"{{id: the-plan, title: T, instrument: ordinance, citation: C, effective: {day}, provides: {{{provides}}}}}"
    policies = [*map(json.dumps, profile.pop("policies", None) or ()), new]
    others = json.dumps(profile)[1:-1]
    written = f"{{{others}, policies: [{', '.join(policies)}]}}"
    return checker.check_document(parse(path, written.encode()))


def promised(path: str, target: Target, limits: Limits, checker: Checker) -> None:
    """What the plan says of the score is what comes of a profile with its law."""
    outcome = checker.check(path)
    assert outcome.report is not None
    assert outcome.case is not None
    plan = make_plan(outcome.report, outcome.case, target, limits)
    if not plan.steps:
        return
    then = applied(plan, path, checker).report
    assert then is not None
    assert then.low == pytest.approx(plan.reached, abs=1e-6)
    assert then.low >= target.score - 1e-6
    gained = sum(step.points for step in plan.steps)
    assert gained == pytest.approx(plan.reached - outcome.report.low, abs=1e-6)
    if target.grade:
        assert all(line.credit.low >= target.grade.lowest_core - 1e-9 for line in then.core)


REAL = (
    "us/il/chicago",
    "us/ca/san-francisco",
    "us/ca/bart",
    "us/tx/houston",
    "us/tx",
    "us/dc",
    "us/nj",
    "us/mn/hennepin-county",
    "us/ca/lausd",
    "us/ms",
)


@pytest.fixture(scope="module")
def real() -> Checker:
    rubric, _ = read_rubric(shipped("rubric"))
    assert rubric is not None
    return Checker(rubric, DAY.replace(month=11, day=22), Atlas(str(ROOT / "jurisdictions")), chosen=True)


@pytest.mark.parametrize("target", ["50", "80", "C", "A"])
@pytest.mark.parametrize("id_", REAL)
def test_the_law_of_the_plan_reaches_the_target(id_: str, target: str, real: Checker) -> None:
    grade = next((grade for grade in real.rubric.header.grades if grade.name == target), None)
    wanted = Target(grade.lowest_score, grade) if grade else Target(float(target))
    promised(str(ROOT / "jurisdictions" / f"{id_}.yaml"), wanted, Limits(), real)


STORY_FILES = sorted((TESTS / "stories").glob("*/jurisdictions/us/st/*.yaml"))


@settings(max_examples=60)
@given(
    st.sampled_from([path for path in STORY_FILES if not path.name.endswith(".waivers.yaml")]),
    st.integers(1, 100),
    st.sampled_from(sorted(EFFORTS)),
)
def test_the_law_of_any_plan_reaches_its_target(path: Path, score: int, effort: str) -> None:
    checker = Checker(small_rubric(), DAY, Atlas(str(path.parents[2])), chosen=True)
    limits = Limits(next(name for name in EFFORTS if name == effort))
    promised(str(path), Target(float(score)), limits, checker)


# The command


CHICAGO = "jurisdictions/us/il/chicago.yaml"
FIXED = ("--as-of", "2026-11-22")


def test_who_already_does_it_stands_beside_a_step() -> None:
    code, out, _ = run(CHICAGO, "--to", "60", "--format", "json", *FIXED)
    assert code == 0
    steps = json.loads(out)["steps"]
    assert any(step["done_by"] for step in steps)
    assert all(doer["jurisdiction"] != "us/il/chicago" for step in steps for doer in step["done_by"])


def test_limits_leave_steps_out() -> None:
    for options, good in (
        (("--only", "legal-help"), lambda step: step["area"] == "legal-help"),
        (("--max-effort", "low"), lambda step: step["effort"] == "low"),
    ):
        code, out, _ = run(CHICAGO, "--to", "55", "--format", "json", *options, *FIXED)
        steps = json.loads(out)["steps"]
        assert code == 0
        assert steps
        assert all(map(good, steps))
    _, out, _ = run(CHICAGO, "--to", "95", "--max-effort", "low", *FIXED)
    assert "The limits of this plan leave out steps worth" in " ".join(out.split())


def test_a_law_above_in_the_way_is_named() -> None:
    code, out, _ = run("jurisdictions/us/tx/houston.yaml", "--to", "B", *FIXED)
    words = " ".join(out.split())
    assert code == 0
    assert "out of reach" in words
    assert "barred by" in words
    assert "Texas" in words


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((CHICAGO, "--to", "Z"), "`Z` is neither a score from 1 to 100 nor a grade (A, B"),
        ((CHICAGO, "--to", "101"), "`101` is neither a score"),
        ((CHICAGO, "--to", "nan"), "`nan` is neither a score"),
        ((CHICAGO, "--to", "80", "--only", "custdy"), "no area is called `custdy`; did you mean `custody`?"),
        ((CHICAGO, "--to", "80", "--max-effort", "none"), "`none` is none of low, medium, high"),
        (("nowhere.yaml", "--to", "80"), "SS101 error"),
    ],
)
def test_bad_usage(arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run(*arguments, *FIXED)
    assert (code, out) == (2, "")
    assert message in " ".join(err.replace("│", " ").split())


def test_a_hostile_profile_forges_nothing(tmp_path: Path) -> None:
    text = load(str(ROOT / CHICAGO)).path
    profile = Path(text).read_text(encoding="utf-8").replace("name: Chicago", 'name: "::error::x [a](b) <b>"', 1)
    path = tmp_path / "city.yaml"
    path.write_text(f"within: us/il\n{profile}", encoding="utf-8")
    _, out, _ = run(str(path), "--to", "60", "--format", "markdown", *FIXED)
    assert "<b>" not in out
    assert "[a](b)" not in out
