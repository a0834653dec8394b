"""What reports say of whose law counts: weaker rules, questions that do not arise, laws that have ended, papers."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner, Result
from worlds import DAY, ROOT, SMALL_RUBRIC, TESTS, reports, small_rubric

from sanctuary_score.answer_words import lapsed_words, now_words, open_words, whom_words
from sanctuary_score.atlas import Atlas, shipped
from sanctuary_score.check import Checker
from sanctuary_score.cli.app import app
from sanctuary_score.intake.skeleton import skeleton
from sanctuary_score.integrity import PLACEHOLDERS
from sanctuary_score.load import parse
from sanctuary_score.memo import memo, written
from sanctuary_score.memo.values import Law, Weaker
from sanctuary_score.report import Report
from sanctuary_score.rubric_folder import DEFAULT, find_rubric, read_rubric
from sanctuary_score.states import STATES, state_id

STATE = """
name: St
kind: state
operates: [police, jail]
policies:
  - id: trust
    title: Rule trust
    instrument: statute
    citation: Code trust
    effective: 2017-08-28
    {whom}
    reaches: [city]
    provides:
      holds: {{{said}}}
    sources: [{{title: A code, url: "https://example.org/code", read: 2026-01-01, kind: primary}}]
"""
TOWN = """
name: Town
kind: city
within: us/st
operates: [police, jail]
policies:
  - id: own
    title: Rule own
    instrument: {instrument}
    citation: Town Code 7
    effective: 2019-03-01
    provides:
      holds: {{{said}}}
    sources: [{{title: A code, url: "https://example.org/town", read: 2026-01-01, kind: primary}}]
"""


def town(
    tmp_path: Path, above: str, said: str, instrument: str = "ordinance", whom: str = "binds: [police, jail]"
) -> Report:
    """The report of a town with this answer on holds, below a state with that one."""
    (tmp_path / "us").mkdir(exist_ok=True)
    (tmp_path / "us" / "st.yaml").write_text(STATE.format(said=above, whom=whom), encoding="utf-8")
    document = parse("town.yaml", TOWN.format(said=said, instrument=instrument).encode())
    outcome = Checker(small_rubric(), DAY, Atlas(str(tmp_path)), chosen=True).check_document(document)
    assert outcome.report is not None, outcome.problems
    return outcome.report


def test_a_rule_that_allows_more_than_the_state_is_told_and_costs_nothing(tmp_path: Path) -> None:
    (rule,) = town(tmp_path, "requires: judge", "requires: listed").weaker
    assert (rule.practice, rule.question, rule.own.answer, rule.above.answer) == (
        "holds",
        "requires",
        "listed",
        "judge",
    )
    assert rule.agencies == ()
    without = town(tmp_path, "requires: judge", "delay: 0")
    assert town(tmp_path, "requires: judge", "requires: listed, delay: 0").low == without.low


@pytest.mark.parametrize(
    ("above", "said", "instrument"),
    [
        ("requires: listed", "requires: judge", "ordinance"),  # it asks for more
        ("requires: judge", "requires: judge", "resolution"),  # as much, and only easier to undo
        ("requires: judge", "requires: must-hold", "ordinance"),  # a harm, and told as one
        ("requires: must-hold", "requires: form", "ordinance"),  # barred
        ("delay: 0", "requires: listed", "ordinance"),  # another question
    ],
)
def test_what_is_no_weaker_rule(above: str, said: str, instrument: str, tmp_path: Path) -> None:
    assert town(tmp_path, above, said, instrument).weaker == ()


def test_a_weaker_rule_is_told_of_the_agencies_that_both_laws_bind(tmp_path: Path) -> None:
    (rule,) = town(tmp_path, "requires: judge", "requires: listed", whom="binds: [jail]").weaker
    assert rule.agencies == ("jail",)


def test_a_better_rule_of_its_own_for_the_same_agency_leaves_nothing_to_tell() -> None:
    rules = reports(TESTS / "stories" / "weaker" / "jurisdictions")["us/st/town"].weaker
    assert [(rule.question, rule.agencies) for rule in rules] == [
        ("requires", ()),
        ("carve-outs", ()),
        ("delay", ("police",)),
    ]


@pytest.mark.parametrize("text", ["x" * 1_900, "W" * 1_900, "SOME WORDS OF A LAW " * 95])
def test_a_memo_with_weaker_rules_stays_on_one_page(text: str) -> None:
    made = memo(reports(TESTS / "stories" / "weaker" / "jurisdictions")["us/st/town"])
    assert made.weaker
    law = Law(text, text, text, text)
    full = replace(
        made,
        place=text,
        weaker=(Weaker(text, "existing-agreements", text, law, text, text),) * 5,
        strengths=tuple(one._replace(practice=text, law=law) for one in made.strengths * 3)[:3],
        steps=tuple(one._replace(practice=text, today=law, model=text) for one in made.steps * 3)[:3],
        questions=tuple(one._replace(ask=text, practice=text) for one in made.questions * 3)[:3],
        readings=tuple(one._replace(citation=text, where=text) for one in made.readings * 4)[:4],
        next_step=text,
    )
    assert len(PdfReader(BytesIO(written(full, "pdf"))).pages) == 1


def test_what_is_law_now_is_told_by_agency() -> None:
    report = reports(TESTS / "stories" / "two-agencies" / "jurisdictions")["us/st/searched"]
    resolved = next(line for line in report.lines if line.id == "holds").finding.questions[0]
    assert (
        now_words(resolved, "us/st/searched")
        == "jail or prison: nothing; police or sheriff's patrol: judge (ordinance)"
    )
    assert now_words(resolved, "us/st/other").endswith("judge (ordinance of Searched)")


def test_a_gap_says_for_whom(tmp_path: Path) -> None:
    report = town(tmp_path, "requires: judge", "requires: form", whom="binds: [jail]")
    (shortfall,) = (one for one in report.shortfalls if one.line.id == "holds")
    assert whom_words(shortfall) == "police or sheriff's patrol"
    (shortfall,) = (one for one in town(tmp_path, "delay: 0", "requires: form").shortfalls if one.line.id == "holds")
    assert whom_words(shortfall) == ""


def test_a_floor_from_above_is_no_answer_of_the_place(tmp_path: Path) -> None:
    report = town(tmp_path, "requires: listed", "delay: 0")
    resolved = next(line for line in report.lines if line.id == "holds").finding.questions[0]
    assert open_words(resolved, report) == "this is the law of St alone; what Town itself says is not known."


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ("effective: 2025-01-01, ended: 2025-12-01", "until 2025-12-01: 2 (Res. 1); nothing is entered since"),
        ("effective: 2025-01-01, ended: 2026-12-01", ""),
        ("effective: 2027-01-01, ended: 2028-01-01", ""),
        ("effective: 2025-01-01", ""),
    ],
)
def test_a_law_that_has_ended_is_told_until_another_follows(dates: str, told: str) -> None:
    text = f"""
name: X
kind: city
within: us/il
operates: [police]
policies:
  - {{id: a, title: T, instrument: resolution, citation: Res. 1, {dates}, provides: {{lawyers: {{years: 2}}}}}}
"""
    outcome = Checker(small_rubric(), DAY, Atlas(str(TESTS / "tree"))).check_document(parse("x.yaml", text.encode()))
    assert outcome.report is not None
    assert lapsed_words("lawyers", "years", outcome.report) == told


def test_the_texts_of_the_skeleton_are_known_as_such() -> None:
    rubric, _ = read_rubric(find_rubric(None))
    assert rubric is not None
    text = skeleton(rubric, "city", "", "", "2026-01-01")
    assert all(f": {word}" in text for word in PLACEHOLDERS)


def test_states_are_known_by_name_and_code() -> None:
    assert len(STATES) == 51
    assert [state_id(text) for text in ("IL", "Illinois", "us/IL", "New  York", "Ontario")] == [
        *("us/il", "us/il", "us/il", "us/ny", None)
    ]


# At the command line


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), terminal_width=80)


GOOD = str(TESTS / "stories" / "weaker" / "jurisdictions" / "us" / "st" / "town.yaml")
SMALL = ("--rubric", str(SMALL_RUBRIC), "--as-of", "2026-01-01")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--rubric", "nowhere"), "no folder and no rubric that ships is called `nowhere`; there are protecting-our-"),
        (("--rubric", "ilrc-county-scal"), "did you mean `ilrc-county-scale`?"),
        (("--rubric", ""), "no folder and no rubric that ships is called ``"),
        (("--jurisdictions", str(TESTS)), "holds no folder `us`"),
        (("--jurisdictions", str(ROOT)), f"did you mean `{ROOT}/jurisdictions`?"),
        (("--jurisdictions", str(ROOT / "jurisdictions" / "us")), f"did you mean `{ROOT}/jurisdictions`?"),
    ],
)
def test_a_wrong_folder_is_named_as_what_is_wrong(arguments: tuple[str, ...], sentence: str) -> None:
    ended = run("check", GOOD, *arguments)
    assert ended.exit_code == 2
    assert sentence in " ".join(ended.stderr.split())


def test_the_rubric_is_found_by_the_name_that_reports_print() -> None:
    rubric, _ = read_rubric(find_rubric(DEFAULT))
    assert rubric is not None
    assert rubric.header.id == DEFAULT
    assert find_rubric(DEFAULT) == shipped("rubric")


def test_a_dash_is_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("check", GOOD, "-o", "-", *SMALL)
    assert ended.stdout.startswith("Town (city, us/st/town)")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_beside_others_is_told(tmp_path: Path) -> None:
    ended = run("check", GOOD, str(tmp_path), *SMALL)
    assert ended.exit_code == 0
    assert "no profile (*.yaml) was found in this folder" in ended.stderr
    assert run("check", str(tmp_path), *SMALL).exit_code == 3


@pytest.mark.parametrize("name", ["us/il/chicago", "Chicago", "CHICAGO"])
def test_a_place_that_ships_is_found_by_its_id_or_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("check", name, "--as-of", "2026-11-21")
    assert ended.exit_code == 0, ended.stderr
    assert "jurisdictions/us/il/chicago.yaml" in ended.stderr
    assert ended.stdout.startswith("Chicago (city, us/il/chicago)")


def test_a_name_that_is_no_place_is_no_file() -> None:
    ended = run("check", "us/il/nowhere")
    assert ended.exit_code == 2
    assert "there is no such file or folder" in ended.stderr


def test_a_source_on_paper_is_told_with_its_keeper() -> None:
    assert "held by Town Clerk" in run("check", GOOD, "--details", *SMALL).stdout
