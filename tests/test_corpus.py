"""Every real profile and the rubric itself: no problems, sources everywhere, sums that add up on any day."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import ROOT, Golden

from sanctuary_score.atlas import Atlas, above, shipped
from sanctuary_score.check import Checker, Outcome
from sanctuary_score.formats import Heading, find_format
from sanctuary_score.kinds import Agency
from sanctuary_score.law import read_law
from sanctuary_score.profile import Jurisdiction
from sanctuary_score.report import Report
from sanctuary_score.resolve import Setting
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import read_rubric
from sanctuary_score.score import Scorecard, score

TODAY = date(2026, 11, 22)
"""The day of the golden scores; nothing here asks the clock."""
ATLAS = Atlas(str(ROOT / "jurisdictions"))
IDS = ATLAS.ids()
STATES = (
    "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa"
    " ri sc sd tn tx ut vt va wa wv wi wy dc"
)
PLACES = {
    "ak": "anchorage",
    "az": "phoenix tucson",
    "ca": (
        "bart berkeley la-metro lausd los-angeles los-angeles-county oakland orange-county sacramento san-diego"
        " san-diego-county san-francisco san-jose santa-ana santa-clara-county sfmta"
    ),
    "co": "aurora boulder denver denver-public-schools",
    "ct": "hartford new-haven",
    "fl": "miami-dade-county orlando",
    "ga": "atlanta dekalb-county",
    "hi": "honolulu",
    "il": "chicago chicago-public-schools cook-county evanston",
    "la": "orleans-parish",
    "ma": "boston cambridge somerville",
    "md": "baltimore frederick-county howard-county montgomery-county prince-georges-county",
    "mi": "ann-arbor detroit",
    "mn": "hennepin-county metro-transit minneapolis st-paul",
    "nc": "durham mecklenburg-county",
    "nj": "hoboken jersey-city newark",
    "nm": "albuquerque bernalillo-county santa-fe",
    "nv": "clark-county",
    "ny": "mta new-york-city",
    "oh": "cincinnati cleveland columbus",
    "or": "multnomah-county portland trimet",
    "pa": "allegheny-county philadelphia pittsburgh septa",
    "ri": "providence",
    "tn": "nashville",
    "tx": "austin bexar-county dallas el-paso houston san-antonio tarrant-county travis-county",
    "ut": "salt-lake-city",
    "va": "arlington-county fairfax-county",
    "wa": "king-county king-county-metro seattle sound-transit",
    "wi": "madison milwaukee milwaukee-county",
}
"""The places of the founding texts, and those that the research on localities describes."""


@cache
def rubric() -> Rubric:
    found, problems = read_rubric(shipped("rubric"))
    assert found is not None, problems
    return found


@cache
def outcomes(as_of: date) -> dict[str, Outcome]:
    checker = Checker(rubric(), as_of, ATLAS, chosen=True, today=TODAY)
    return {id_: checker.check(str(ATLAS.file_of(id_))) for id_ in IDS}


@cache
def places() -> dict[str, Jurisdiction]:
    return {id_: report.jurisdiction for id_, report in reports(TODAY).items()}


def reports(as_of: date) -> dict[str, Report]:
    found = {id_: outcome.report for id_, outcome in outcomes(as_of).items()}
    assert None not in found.values()
    return {id_: report for id_, report in found.items() if report is not None}


def test_every_place_is_there() -> None:
    wanted = {f"us/{state}" for state in STATES.split()} | {"us/wmata"}
    wanted |= {f"us/{state}/{place}" for state, names in PLACES.items() for place in names.split()}
    assert sorted(wanted - set(IDS)) == []


def test_a_place_lies_below_a_place_of_the_record() -> None:
    for id_ in IDS:
        parent = id_.rpartition("/")[0]
        assert parent == "us" or parent in IDS, id_


def test_every_state_answers_for_the_same_agencies() -> None:
    for id_, place in places().items():
        if place.profile.kind == "state":
            assert place.profile.operates == get_args(Agency), id_


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


def test_what_a_law_forbids_is_asked_of_a_place_it_reaches() -> None:
    for id_, place in places().items():
        for policy in place.profile.policies:
            for practice in policy.forbids:
                assert rubric().kinds[practice] & set(policy.reaches), (id_, policy.id, practice)


def test_an_address_is_primary_or_secondary_everywhere() -> None:
    found: dict[str, dict[str, str]] = {}
    for id_, place in places().items():
        for policy in place.profile.policies:
            for source in policy.sources:
                found.setdefault(source.where, {}).setdefault(source.kind, f"{id_}: {policy.id}")
    assert [kinds for kinds in found.values() if len(kinds) > 1] == []


def test_profiles_speak_of_law_and_not_of_how_they_were_made() -> None:
    for id_ in IDS:
        text = Path(str(ATLAS.file_of(id_))).read_text(encoding="utf-8").lower()
        for word in ("memory only", "research file", "look-up", "search tool"):
            assert word not in text, (id_, word)


def test_sites_known_to_invent_laws_are_not_cited() -> None:
    for id_, place in places().items():
        for policy in place.profile.policies:
            for source in policy.sources:
                assert not re.search(r"uscisguide|stateregstoday|bitsofbytes", source.where), (id_, policy.id)


def _causes(id_: str) -> list[date]:
    """The days on which the law of a place or of those above it begins, ends, pauses or is seen."""
    found = {date(1900, 1, 1)}
    for place in (places()[name] for name in (id_, *above(id_)) if name in IDS):
        found |= {day.last for day in place.profile.none_found.values()}
        for policy in place.profile.policies:
            days = [policy.effective, policy.in_force_by, policy.ended]
            days += [day for pause in policy.suspended for day in (pause.start, pause.until)]
            for day in days:
                found |= {day.first, day.last} if day else set()
            if policy.last_in_force is not None:
                found.add(policy.last_in_force.first + timedelta(days=1))
    return sorted(found)


def _score_on(id_: str, day: date) -> Scorecard:
    place = places()[id_]
    laws = [read_law(places()[name], rubric(), day) for name in above(id_) if name in IDS]
    kind, operates = place.profile.kind, frozenset(place.profile.operates)
    setting = Setting(rubric(), kind, operates, tuple(law.below(kind) for law in laws))
    card = score(setting.findings(read_law(place, rubric(), day)), rubric())
    assert card is not None
    return card


@settings(max_examples=300)
@given(st.sampled_from(IDS), st.dates(date(1975, 1, 1), date(2030, 1, 1)))
def test_no_score_changes_on_a_day_without_a_cause(id_: str, day: date) -> None:
    causes = _causes(id_)
    cause = causes[bisect_right(causes, day) - 1]
    assert _score_on(id_, cause).total == _score_on(id_, day).total, cause


@settings(max_examples=25)
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
    assert now.reachable < 85
    assert "detainer-limits" in {entry.practice for entry in now.barred}


@pytest.mark.parametrize("id_", IDS)
def test_a_page_fits_a_terminal_of_eighty_columns(id_: str) -> None:
    """Only an address, which cannot be broken, may be longer."""
    spans = find_format("text").body(reports(TODAY)[id_], Heading(rubric(), TODAY, many=False))
    page = "".join(words for words, _ in spans)
    assert "By area" in page
    assert [line for line in page.splitlines() if len(line) > 80 and "://" not in line] == []
