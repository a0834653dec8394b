"""The dated histories of places, as a lawyer would tell them, against the real rubric and profiles on every day named.

Every law is read once; a day costs no more than one resolution of one place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from worlds import ROOT, TESTS

from sanctuary_score.atlas import Atlas, above, shipped
from sanctuary_score.finding import Finding
from sanctuary_score.law import read_law
from sanctuary_score.load import load
from sanctuary_score.profile import Jurisdiction, Profile
from sanctuary_score.report import state_of
from sanctuary_score.report.values import STATES
from sanctuary_score.resolve import resolve
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import read_rubric
from sanctuary_score.validate import parse_model

ATLAS = Atlas(str(ROOT / "jurisdictions"))
HALF_A_DIGIT = 0.005 + 1e-9
"""How far a credit may lie from the two digits that a history gives."""
CREDIT = re.compile(r"(?P<low>[01](?:\.[0-9]{1,2})?)(?: to (?P<high>[01](?:\.[0-9]{1,2})?))?")
PLACES = [
    "us/ca/san-francisco",
    "us/mn/minneapolis",
    "us/mn/hennepin-county",
    "us/ca/los-angeles",
    "us/co/denver",
    "us/ny/new-york-city",
    "us/dc",
    "us/il/chicago",
    "us/pa/philadelphia",
    "us/fl/miami-dade-county",
    "us/wa/king-county",
    "us/md/montgomery-county",
    "us/nc/mecklenburg-county",
    "us/ri/providence",
    "us/wi/milwaukee",
    "us/wi/milwaukee-county",
    "us/va/arlington-county",
    "us/nm/albuquerque",
    "us/nv/clark-county",
    "us/tx/houston",
    "us/pa/septa",
    "us/tx/austin",
    "us/tx/travis-county",
]


@dataclass(frozen=True)
class Moment:
    """A turn in the law of a place, and what its practice earns around it."""

    place: str
    practice: str
    because: str
    credits: dict[date, str]


def _read() -> list[dict[str, Any]]:
    document = load(str(TESTS / "histories.yaml"))
    assert not document.problems, document.placed(document.problems)
    histories: list[dict[str, Any]] = document.data["histories"]
    return histories


HISTORIES = _read()
MOMENTS = [
    Moment(
        history["place"],
        moment["practice"],
        moment["because"],
        {date.fromisoformat(day): said for day, said in moment["credits"].items()},
    )
    for history in HISTORIES
    for moment in history["moments"]
]


@cache
def rubric() -> Rubric:
    found, problems = read_rubric(shipped("rubric"))
    assert found is not None, problems
    return found


@cache
def jurisdiction(id_: str) -> Jurisdiction:
    document = load(str(ATLAS.file_of(id_)))
    profile, problems = parse_model(Profile, document)
    assert profile is not None, problems
    return Jurisdiction(id_, profile, document)


@cache
def findings(id_: str, day: date) -> dict[str, Finding]:
    """What is known of every practice in the place on that day."""
    place = jurisdiction(id_)
    laws = [read_law(jurisdiction(name), rubric(), day) for name in above(id_) if ATLAS.file_of(name) is not None]
    reaching = [law.below(place.profile.kind) for law in laws]
    return {finding.id: finding for finding in resolve(read_law(place, rubric(), day), reaching, rubric())}


def holds(said: str, finding: Finding) -> bool:
    """Whether one word or one pair of numbers of a history is true of the finding."""
    if said in STATES:
        return state_of(finding) == said
    if said in ("harmed", "unharmed"):
        harms = (c for question in finding.questions for c in question.claims if c.adverse and c.certain)
        return (said == "harmed") == any(harms)
    numbers = CREDIT.fullmatch(said)
    assert numbers is not None, f"`{said}` is neither a credit such as `0.1 to 0.3` nor a word that histories use"
    low = float(numbers["low"])
    high = float(numbers["high"] or low)
    return abs(finding.credit.low - low) <= HALF_A_DIGIT and abs(finding.credit.high - high) <= HALF_A_DIGIT


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda m: f"{m.place}: {m.practice} {min(m.credits)}")
def test_moment(moment: Moment) -> None:
    wrong = []
    for day, words in moment.credits.items():
        finding = findings(moment.place, day)[moment.practice]
        for said in words.split(", "):
            if not holds(said, finding):
                found = f"{finding.credit.low:.4f} to {finding.credit.high:.4f}, {state_of(finding)}"
                wrong.append(f"{day}: the history says {said}, the law as entered {found}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda m: f"{m.place}: {m.practice} {min(m.credits)}")
def test_a_moment_can_be_followed_by_a_reader(moment: Moment) -> None:
    assert 40 < len(moment.because) < 500
    assert len(moment.credits) >= 2
    assert list(moment.credits) == sorted(moment.credits)
    assert not [said for words in moment.credits.values() for said in words.split(", ") if said != said.strip()]


@pytest.mark.parametrize("history", HISTORIES, ids=lambda h: h["place"])
def test_a_profile_dates_as_many_changes_as_its_sheet(history: dict[str, Any]) -> None:
    """Days on which a law of the place itself begins, ends, or is stopped by a court; a month or year counts once."""
    days = set()
    for policy in jurisdiction(history["place"]).profile.policies:
        days |= {policy.effective or policy.in_force_by, policy.ended}
        days |= {day for pause in policy.suspended for day in (pause.start, pause.until)}
    assert len(days - {None}) >= int(history["changes_at_least"])


def test_all_places_are_told_with_three_moments_each() -> None:
    assert [history["place"] for history in HISTORIES] == PLACES
    for history in HISTORIES:
        turns = history["moments"]
        assert len(turns) >= 3, history["place"]
        assert len({(turn["practice"], min(turn["credits"])) for turn in turns}) == len(turns), history["place"]


def test_some_moments_are_rises_falls_bars_and_halts() -> None:
    """A tale of rises alone would hide a program that never lets a law end."""
    turns = {"rise": 0, "fall": 0, "barred": 0, "unchanged": 0}
    for moment in MOMENTS:
        earned = [findings(moment.place, day)[moment.practice] for day in moment.credits]
        for before, after in pairwise(earned):
            step = after.credit.low - before.credit.low
            turns["rise"] += step > HALF_A_DIGIT
            turns["fall"] += step < -HALF_A_DIGIT
            turns["unchanged"] += before.credit == after.credit
            turns["barred"] += state_of(after) == "barred" != state_of(before)
    assert min(turns.values()) >= 10, turns
