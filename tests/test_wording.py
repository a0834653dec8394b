"""What reports say in words: whose law gives, and what is only perhaps in force, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from worlds import DAY, TESTS, reports, small_rubric, text_of

from sanctuary_score.atlas import Atlas
from sanctuary_score.check import Checker
from sanctuary_score.formats import FORMATS, Heading, Totals, find_format
from sanctuary_score.load import parse
from sanctuary_score.memo import memo
from sanctuary_score.memo.sheet import sheet
from sanctuary_score.report import Report
from sanctuary_score.wording import known_words, reachable_words

STATE = """\
name: Statia
kind: state
operates: [jail, police]
policies:
  - id: a
    title: T
    instrument: statute
    citation: C
    effective: 2020-01-01
    reaches: [city, county]
    provides: {ban: {banned: yes}}
"""
HARM = """\
name: Town
kind: city
within: us/il
operates: [jail, police]
policies:
  - id: a
    title: T
    instrument: ordinance
    citation: C
    %s: 2020
    provides: {holds: {requires: must-hold}}
"""


TOWN = "name: Town\nkind: city\noperates: [police]\n"


def tree(folder: Path, profiles: dict[str, str]) -> dict[str, Report]:
    """The reports of a tree of these profiles, by id."""
    for name, text in profiles.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return reports(folder)


def test_whose_law_gives_is_told_and_not_who_is_nearest(tmp_path: Path) -> None:
    """A town in a county without laws, in a state that gives all."""
    county = "name: Mid County\nkind: county\noperates: [jail]\n"
    town = tree(tmp_path, {"us/st": STATE, "us/st/mid": county, "us/st/mid/town": TOWN})["us/st/mid/town"]
    assert known_words(town).endswith("are owed to the law of Statia.")
    assert "nothing that is known of the law of Mid County and Statia bars any of it" in reachable_words(town)


def harmed(format_: str, start: str) -> str:
    """The report on a town that harms, from a day on that is known (`effective`) or not (`last_in_force`)."""
    outcome = Checker(small_rubric(), DAY, Atlas(str(TESTS / "tree"))).check_document(
        parse("town.yaml", (HARM % start).encode())
    )
    assert outcome.report is not None
    return written(outcome.report, format_)


def written(report: Report, format_: str) -> str:
    """The report in a format, with its white space evened out."""
    heading, totals = Heading(small_rubric(), DAY, many=False), Totals(1, 0, (0.0, 0.0), (0.0, 0.0), ())
    found = find_format(format_)
    writer = found.writer(heading)
    return " ".join(text_of([*writer.add(found.body(report, heading)), *writer.end(totals)]).split())


@pytest.mark.parametrize("format_", ["text", "markdown", "csv", "github", "sarif", "html", "docx", "pdf"])
def test_a_harm_that_is_in_doubt_is_not_stated_as_a_fact(format_: str) -> None:
    assert "perhaps in force" in harmed(format_, "last_in_force")
    assert "perhaps in force" not in harmed(format_, "effective")


@pytest.mark.parametrize("start", ["effective: 2020", "last_in_force: 2020"])
def test_a_bar_that_is_in_doubt_is_not_stated_as_a_fact(tmp_path: Path, start: str) -> None:
    barring = STATE.replace("provides: {ban: {banned: yes}}", "forbids: {ban: {}}")
    town = tree(tmp_path, {"us/st": barring.replace("effective: 2020-01-01", start), "us/st/town": TOWN})["us/st/town"]
    told = [written(town, format_) for format_ in ("text", "markdown", "html")]
    told.append(repr(sheet(memo(town))))
    doubted = start.startswith("last")
    assert ["C; T; Statia, perhaps in force" in words for words in told] == [doubted] * 4


def test_code_scanning_calls_no_doubt_an_error() -> None:
    levels = {}
    for start in ("effective", "last_in_force"):
        results = json.loads(harmed("sarif", start))["runs"][0]["results"]
        levels[start] = next(one["level"] for one in results if "Works against" in one["message"]["text"])
    assert levels == {"effective": "error", "last_in_force": "warning"}


def test_every_format_for_people_is_asked() -> None:
    rest = {"json", "jsonl", "junit", "xlsx"}
    assert {"text", "markdown", "csv", "github", "sarif", "html", "docx", "pdf"} == FORMATS.keys() - rest
