"""The score over time: a golden history, the same answer as `check` on any day, four real stories, and the picture."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_formats import HOSTILE, commands, read_csv, read_html, read_markdown, report_of
from test_properties import profiles
from test_properties import text_of as yaml_of
from typer.testing import CliRunner, Result
from worlds import ROOT, SMALL_RUBRIC, TESTS, Golden, Program, small_rubric, text_of

from sanctuary_score.atlas import Atlas
from sanctuary_score.check import Checker
from sanctuary_score.cli.app import app
from sanctuary_score.history import History, Step, trace
from sanctuary_score.history.axis import Axis
from sanctuary_score.history.words import event_words
from sanctuary_score.history_formats import HISTORY_FORMATS, find_history_format
from sanctuary_score.history_formats.html import section
from sanctuary_score.history_formats.svg import picture
from sanctuary_score.history_formats.text.plot import plot
from sanctuary_score.load import parse
from sanctuary_score.report import Report
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import find_rubric, read_rubric
from sanctuary_score.schemas import SCHEMAS

WORLD = TESTS / "traces"
TOWN, BLANK = (f"jurisdictions/us/st/{name}.yaml" for name in ("town", "blank"))
FIXED = ["--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC)]
ENDINGS = {"text": "txt", "markdown": "md", "csv": "csv", "svg": "svg", "html": "", "json": "json"}
STORIES = {
    "town": [TOWN],
    "town-of-late": [TOWN, "--since", "2018-03-13"],
    "blank": [BLANK],
}
SVG = "{http://www.w3.org/2000/svg}"
AS_OF = date(2026, 11, 22)
SLACK = 1e-9


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["history", *arguments, *FIXED])


@pytest.fixture(autouse=True)
def _in_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(WORLD)


def test_every_format_has_an_ending() -> None:
    assert ENDINGS.keys() == HISTORY_FORMATS.keys()


@pytest.mark.parametrize("format_", HISTORY_FORMATS)
@pytest.mark.parametrize("story", STORIES)
def test_a_history(story: str, format_: str, golden: Golden) -> None:
    ended = run(*STORIES[story], "--format", format_)
    assert ended.exit_code == 0, ended.output
    assert ended.stderr == ""
    if format_ == "html":
        read_html(without_pictures(ended.stdout))
    else:
        golden(WORLD / "expected" / f"{story}.{ENDINGS[format_]}", ended.stdout_bytes.decode())


@pytest.mark.parametrize("format_", HISTORY_FORMATS)
def test_equal_input_gives_equal_bytes(format_: str) -> None:
    one, other = (run(TOWN, "--format", format_).stdout_bytes for _ in range(2))
    assert one == other


def without_pictures(page: str) -> str:
    """The page alone; its pictures are well-formed XML, and have tests of their own."""
    found = re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL)
    assert len(found) == 1
    assert ET.fromstring(found[0]).tag == f"{SVG}svg"
    return page.replace(found[0], "")


def test_json_fits_its_schema() -> None:
    schema = SCHEMAS["history"](small_rubric())
    Draft202012Validator.check_schema(schema)
    for story in STORIES.values():
        document = json.loads(run(*story, "--format", "json").stdout)
        assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []
        document.pop("first")
        assert not Draft202012Validator(schema).is_valid(document)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["jurisdictions"], "`jurisdictions` is a folder; name the profile of one place"),
        (["nowhere.yaml"], "nowhere.yaml:1:1: SS101 error"),
        ([TOWN, "--since", "2026-01-02"], "--since: 2026-01-02 lies behind 2026-01-01, the last day to tell"),
        ([TOWN, "--since", "2018"], "`2018` is not one day"),
        ([TOWN, "--format", "png"], "`png` is none of text, markdown"),
    ],
)
def test_wrong_use(arguments: list[str], said: str) -> None:
    ended = run(*arguments)
    assert ended.exit_code == 2
    assert said in " ".join(ended.stderr.split())
    assert ended.stdout == ""


def test_a_profile_from_standard_input(program: Program) -> None:
    given = (ROOT / "tests" / "stories" / "suspended" / "jurisdictions" / "us" / "st" / "town.yaml").read_bytes()
    ended = program("history", "-", *FIXED, "--format", "csv", cwd=WORLD, given=given)
    assert ended.code == 0, ended.err
    days = [row["day"] for row in csv.DictReader(io.StringIO(ended.out[1:]))]
    assert days == ["2009-12-31", "2010-01-01", "2025-01-01", "2025-06-01", "2025-12-31"]


# The same answer as `check`


@settings(max_examples=60)
@given(profiles(), st.dates(date(2018, 1, 1), date(2030, 12, 31)), st.booleans())
def test_any_day_is_as_check_says(data: dict[str, Any], day: date, since: bool) -> None:
    """Also where nothing was looked at, so no day is left out on which anything turns."""
    document = parse("place.yaml", yaml_of(data, True).encode())
    atlas = Atlas(str(TESTS / "tree"))

    def on(when: date) -> Report:
        report = Checker(small_rubric(), when, atlas, chosen=True).check_document(document).report
        assert report is not None
        return report

    history = trace(on(date(2031, 1, 1)), day if since else None)
    if day < history.start:
        day = history.start
    ends, report = history.on(day), on(day)
    assert (ends.low, ends.high) == pytest.approx((report.low, report.high), abs=SLACK)


@cache
def rubric() -> Rubric:
    found, problems = read_rubric(find_rubric(None))
    assert found is not None, problems
    return found


@cache
def checked(id_: str, day: date = AS_OF) -> Report:
    report = checker(day).check(str(ROOT / "jurisdictions" / f"{id_}.yaml")).report
    assert report is not None
    return report


@cache
def checker(day: date) -> Checker:
    return Checker(rubric(), day)


@cache
def history(id_: str) -> History:
    return trace(checked(id_))


PLACES = [
    "us/fl/miami-dade-county",
    "us/tx/houston",
    "us/dc",
    "us/il/chicago",
    "us/ca/bart",
    "us/ca/san-francisco",
    "us/ny/new-york-city",
    "us/fl",
    "us/wmata",
    "us/co/denver-public-schools",
]


@settings(max_examples=40)
@given(st.sampled_from(PLACES), st.data())
def test_any_day_of_a_real_place_is_as_check_says(id_: str, dice: st.DataObject) -> None:
    told = history(id_)
    turned = [step.day for step in told.steps]
    near = [day + timedelta(days=by) for day in turned for by in (-1, 0, 1) if day < AS_OF]
    day = max(dice.draw(st.sampled_from([AS_OF, *near]) | st.dates(told.start, AS_OF)), told.start)
    report = checked(id_, day)
    assert told.on(day) == pytest.approx((report.low, report.high), abs=1e-7)


@pytest.mark.parametrize("id_", PLACES)
def test_steps_follow_from_one_another(id_: str) -> None:
    told = history(id_)
    assert [step.day for step in told.steps] == sorted({step.day for step in told.steps})
    ends = [told.first, *(end for step in told.steps for end in (step.old, step.new))]
    assert all(ends[index] == ends[index + 1] for index in range(0, len(ends) - 1, 2))
    for step in told.steps:
        assert step.events, "every step has a cause"
        gain = [sum(moved.gain[end] for moved in step.moved) for end in (0, 1)]
        assert gain == pytest.approx([step.new[end] - step.old[end] for end in (0, 1)], abs=1e-6)
    assert told.on(AS_OF) == pytest.approx((checked(id_).low, checked(id_).high), abs=1e-7)


def test_a_day_that_is_not_told() -> None:
    told = history("us/il/chicago")
    for day in (told.start - timedelta(days=1), told.as_of + timedelta(days=1)):
        with pytest.raises(ValueError, match="is not told"):
            told.on(day)


@pytest.mark.parametrize(
    "policy",
    [
        "{effective: 0001-01-01}",
        "{effective: 9999-12-31}",
        "{in_force_by: 0001}",
        "{effective: 2000-01-01, last_in_force: 9999-12-31}",
        "{effective: 2000-01-01, suspended: [{from: 0001-01-01, until: 9999}]}",
    ],
)
def test_the_first_and_the_last_day_of_the_calendar(policy: str) -> None:
    fixed = "id: a, title: A, instrument: ordinance, citation: A, provides: {ban: {banned: yes}}"
    text = f"name: A\nkind: city\noperates: [police]\npolicies: [{{{fixed}, {policy.strip('{}')}}}]\n"
    report = (
        Checker(small_rubric(), AS_OF, Atlas(str(TESTS / "tree"))).check_document(parse("a.yaml", text.encode())).report
    )
    assert report is not None
    told = trace(report)
    assert told.on(AS_OF) == pytest.approx((report.low, report.high))
    assert ET.fromstring(picture(told)).tag == f"{SVG}svg"
    assert list(plot(told, 80))


# Stories that a reader knows


def step(id_: str, day: str) -> Step:
    return next(step for step in history(id_).steps if step.day.isoformat() == day)


def causes(id_: str, day: str) -> list[str]:
    return [f"{event.policy} {event.what}" for event in step(id_, day).events]


def moved(id_: str, day: str, practice: str) -> tuple[float, float]:
    """What is certain of a practice before and after, in hundredths."""
    found = next(its for its in step(id_, day).moved if its.practice == practice)
    return round(found.old.low, 2), round(found.new.low, 2)


def test_miami_dade_gives_up_its_rule_in_2017() -> None:
    place = "us/fl/miami-dade-county"
    assert "detainers-2014 begins" in causes(place, "2014-01-01")
    assert {"detainers-2014 ends", "mayor-order-2017 begins"} <= set(causes(place, "2017-01-26"))
    before, after = moved(place, "2017-01-26", "detainer-limits")
    assert before > 0 == after
    assert step(place, "2017-01-26").new.low < step(place, "2017-01-26").old.low


def test_houston_has_an_ordinance_for_two_weeks_of_2026() -> None:
    place = "us/tx/houston"
    rise, fall = (step(place, day) for day in ("2026-04-08", "2026-04-22"))
    assert rise.new.low > rise.old.low + 1
    assert fall.new.low < fall.old.low - 1
    assert {its.practice for its in rise.moved} & {its.practice for its in fall.moved}
    assert any("Senate Bill 4" in event.title for event in step(place, "2017-09-25").events)
    assert step(place, "2017-09-25").new.high < step(place, "2017-09-25").old.high - 10


def test_the_district_helps_federal_agencies_from_august_2025() -> None:
    found = step("us/dc", "2025-08-14")
    assert found.new.high < found.old.high - 1
    assert "limits" in " ".join(its.practice for its in found.moved)


def test_chicago_is_a_welcoming_city_in_2012_and_without_exceptions_in_2021() -> None:
    place = "us/il/chicago"
    assert moved(place, "2012-09-12", "detainer-limits")[0] == 0 < moved(place, "2012-09-12", "detainer-limits")[1]
    assert step(place, "2021-01-27").new.low > step(place, "2021-01-27").old.low + 10
    assert any("law of Illinois" in event_words(e, place) for e in step(place, "2017-08-28").events)
    assert moved(place, "2017-08-28", "detainer-limits")[1] == 1


# The plots


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("id_", PLACES)
def test_a_plot_of_characters(id_: str, width: int) -> None:
    told = history(id_)
    lines = list(plot(told, width))
    assert max(map(len, lines)) <= width
    assert "".join(lines).isascii()
    last = [line[width - 1] for line in lines[:16]]
    low, high = told.on(AS_OF)
    assert last.count("#") == int(low / 100 * 16)
    assert last.count("#") + last.count("-") == pytest.approx(high / 100 * 16, abs=0.51)
    assert last == sorted(last, key=".-#".index)
    numbers = [int(number) for line in lines[17:-1] for number in re.findall(r"\d+", line)]
    if "No room" not in lines[-1]:
        assert sorted(numbers) == list(range(1, len(told.steps) + 1))


@pytest.mark.parametrize("id_", PLACES)
def test_a_picture_of_its_own(id_: str) -> None:
    """Well-formed, told in words, with a number for each step that touches no other, and drawn to scale."""
    told = history(id_)
    root = ET.fromstring(picture(told))
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    title, words = (root.get("aria-labelledby") or "").split()
    assert told.place.profile.name in (named[title] or "")
    assert all(step.day.isoformat() in (named[words] or "") for step in told.steps)
    circles = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in root.iter(f"{SVG}circle")]
    assert len(circles) == len(told.steps)
    assert all(abs(a[0] - b[0]) >= 20 or abs(a[1] - b[1]) >= 20 for a, b in pairwise(sorted(circles)))
    assert all(58 - 10 <= x <= 850 for x, _ in circles)
    numbers = [
        e.text for e in root.iter(f"{SVG}text") if e.text and e.text.isdigit() and e.get("text-anchor") == "middle"
    ]
    assert {str(number) for number in range(1, len(told.steps) + 1)} <= set(numbers)
    band, certain = (
        [tuple(map(float, pair.split(","))) for pair in polygon.get("points", "").split()]
        for polygon in root.iter(f"{SVG}polygon")
    )
    bottom = max(y for _, y in certain)
    (x, low), high = certain[-3], band[len(band) // 2 - 1][1]
    assert x == 840
    assert (bottom - low, bottom - high) == pytest.approx([end * 3 for end in told.on(AS_OF)], abs=0.11)


def test_pictures_of_two_places_can_stand_in_one_page() -> None:
    both = [set(re.findall(r'id="([^"]+)"', picture(history(id_)))) for id_ in PLACES[:2]]
    assert both[0]
    assert both[0].isdisjoint(both[1])


def test_a_section_says_what_caused_each_step() -> None:
    told = history("us/tx/houston")
    text = section(told)
    assert text.count("<tr>") == len(told.steps) + 1
    assert "law of each day as it is known today" in text
    assert "<svg" in text
    assert "and 1 more" in text or "more</li>" in text
    assert "more</li>" not in section(told, details=True)


@given(st.dates(date(1700, 1, 1), date(2100, 1, 1)), st.dates(date(1700, 1, 1), date(2100, 1, 1)), st.integers(4, 12))
def test_ticks_are_round_days_of_the_line(one: date, other: date, most: int) -> None:
    axis = Axis(min(one, other), max(one, other))
    ticks = list(axis.ticks(most))
    assert len(ticks) <= most + 1
    assert [day for day, _ in ticks] == sorted({day for day, _ in ticks})
    for day, name in ticks:
        assert axis.first <= day <= axis.last
        assert day.day == 1
        assert day.isoformat().startswith(name.zfill(4))


# Hostile texts


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20].encode("ascii", "replace").decode())
def test_hostile_texts_stay_text(text: str) -> None:
    report, _ = report_of(text)
    told = trace(report)
    assert told.steps
    readers: dict[str, Callable[[str], object]] = {
        "markdown": lambda written: read_markdown(written.replace("<br>", " ")),
        "csv": read_csv,
        "html": lambda written: read_html(without_pictures(written)),
        "json": json.loads,
        "svg": ET.fromstring,
    }
    for format_ in HISTORY_FORMATS:
        written = text_of(find_history_format(format_).document(told, 80, True))
        readers.get(format_, len)(written)
        assert commands(written) == []
