"""Every real profile and the rubric itself: no problems, sources everywhere, sums that add up on any day."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner
from worlds import ROOT, Golden

from sanctuary_score.atlas import Atlas, shipped
from sanctuary_score.check import Checker, Outcome
from sanctuary_score.cli.app import app
from sanctuary_score.report import Report
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import read_rubric

TODAY = date(2026, 11, 21)
"""The day of the golden scores; nothing here asks the clock."""
ATLAS = Atlas(str(ROOT / "jurisdictions"))
IDS = ATLAS.ids()
FIRST_PART = {
    "us/ca": "bart los-angeles san-francisco",
    "us/co": "denver",
    "us/ct": "",
    "us/dc": "",
    "us/il": "chicago",
    "us/mn": "hennepin-county metro-transit minneapolis",
    "us/nm": "",
    "us/ny": "new-york-city",
    "us/ri": "",
    "us/tx": "austin",
}


@cache
def rubric() -> Rubric:
    found, problems = read_rubric(shipped("rubric"))
    assert found is not None, problems
    return found


@cache
def outcomes(as_of: date) -> dict[str, Outcome]:
    checker = Checker(rubric(), as_of, ATLAS, chosen=True)
    return {id_: checker.check(str(ATLAS.file_of(id_))) for id_ in IDS}


def reports(as_of: date) -> dict[str, Report]:
    found = {id_: outcome.report for id_, outcome in outcomes(as_of).items()}
    assert None not in found.values()
    return {id_: report for id_, report in found.items() if report is not None}


def test_the_places_of_the_founding_texts_are_there() -> None:
    wanted = {*FIRST_PART, *(f"{state}/{place}" for state, names in FIRST_PART.items() for place in names.split())}
    assert wanted <= set(IDS)


@pytest.mark.parametrize("id_", IDS)
def test_a_profile_has_no_problem(id_: str) -> None:
    assert outcomes(TODAY)[id_].problems == ()


@pytest.mark.parametrize("id_", IDS)
def test_every_policy_has_sources_and_no_day_lies_in_the_future(id_: str) -> None:
    for policy in reports(TODAY)[id_].jurisdiction.profile.policies:
        assert policy.sources, policy.id
        assert all(source.read.first <= TODAY for source in policy.sources), policy.id
        begun = policy.effective or policy.in_force_by
        assert begun is None or begun.first <= date(2027, 12, 31), policy.id


@settings(max_examples=40, deadline=None)
@given(st.dates(date(1980, 1, 1), date(2028, 1, 1)))
def test_every_point_is_accounted_for_on_any_day(as_of: date) -> None:
    for report in reports(as_of).values():
        gaps = sum(gap.points for gap in (*report.gaps, *report.unknown))
        barred = sum(entry.points for entry in report.barred)
        assert report.low + gaps + barred == pytest.approx(100, abs=1e-6), report.jurisdiction.id
        assert 0 <= report.low <= report.high <= report.reachable + 1e-9 <= 100 + 1e-8
        assert sum(area.points for area in report.areas) == pytest.approx(100)
        assert report.known == pytest.approx(1 - (report.high - report.low) / 100)


@pytest.mark.parametrize("id_", ["us/ca/san-francisco", "us/il/chicago", "us/tx/austin"])
def test_every_point_can_be_followed_to_a_law_and_its_source(id_: str) -> None:
    report = reports(TODAY)[id_]
    for line in report.lines:
        for resolved in line.finding.questions:
            if resolved.credit.low > 0:
                assert resolved.claims, (line.id, resolved.id)
            for claim in resolved.claims:
                assert claim.policy.citation
                assert claim.policy.sources
                assert claim.place.line > 1


def test_the_core_practices_are_those_the_project_is_named_for() -> None:
    core = [name for name, practice in rubric().practices.items() if practice.core]
    assert sorted(core) == [
        "ban-287g",
        "detainer-limits",
        "personal-information-limits",
        "transit-rider-protection",
        "universal-representation",
    ]


def test_every_level_has_a_meaning_and_every_question_a_full_answer() -> None:
    for name, practice in rubric().practices.items():
        assert practice.models, name
        for id_, question in practice.scored():
            meanings = getattr(question, "meanings", None)
            if meanings is not None:
                words = [word for word in question.words() if word != "none"]
                assert sorted(meanings) == sorted(words), (name, id_)
            if question.kind == "levels":
                assert max(question.levels.values()) == 1, (name, id_)


def test_models_bear_the_names_of_their_profiles() -> None:
    names = {id_: report.jurisdiction.profile.name for id_, report in reports(TODAY).items()}
    for practice in rubric().practices.values():
        for model in practice.models:
            if model.jurisdiction in names:
                assert model.name.partition(",")[0] in names[model.jurisdiction], model


def test_scores_of_all_places(golden: Golden) -> None:
    """What a change of data or rubric moves, place by place; read the difference before accepting it."""
    lines = ["id,low,high,reachable,known,harms"]
    for id_, r in reports(TODAY).items():
        lines.append(f"{id_},{r.low:.2f},{r.high:.2f},{r.reachable:.2f},{r.known:.4f},{len(r.harms)}")
    golden(Path(__file__).parent / "golden" / "atlas.csv", "\n".join(lines) + "\n")


def test_bart_had_no_policy_until_june_2017() -> None:
    before, after = (
        next(line for line in reports(day)["us/ca/bart"].lines if line.id == "transit-rider-protection")
        for day in (date(2017, 6, 21), date(2017, 6, 22))
    )
    assert before.credit.low < 0.3
    assert after.credit.low > before.credit.low


def test_chicago_closed_its_exceptions_in_january_2021() -> None:
    before, after = (
        next(line for line in reports(day)["us/il/chicago"].lines if line.id == "detainer-limits")
        for day in (date(2017, 8, 2), date(2021, 1, 27))
    )
    assert before.credit.high < 1
    assert after.credit.low > before.credit.low


def test_texas_bars_what_austin_might_do_since_september_2017() -> None:
    before, now = (reports(day)["us/tx/austin"] for day in (date(2017, 8, 2), TODAY))
    assert before.reachable == pytest.approx(100)
    assert now.reachable < 75
    assert "detainer-limits" in {entry.practice for entry in now.barred}


@pytest.mark.parametrize("id_", IDS)
def test_a_page_fits_a_terminal_of_eighty_columns(id_: str) -> None:
    """Only an address, which cannot be broken, may be longer."""
    page = CliRunner().invoke(app, ["check", str(ROOT / "jurisdictions" / f"{id_}.yaml")]).stdout
    assert "By area" in page
    assert [line for line in page.splitlines() if len(line) > 80 and "://" not in line] == []
