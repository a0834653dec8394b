"""Every format over hostile texts and many places: its readers can take what it writes, and nothing is forged."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from junitparser import Error, Failure, JUnitXml, Skipped
from worlds import DAY, TESTS, small_rubric, text_of

from sanctuary_score.atlas import Atlas
from sanctuary_score.characters import find_forbidden
from sanctuary_score.check import Checker
from sanctuary_score.diagnostic import Place, Placed
from sanctuary_score.formats import FORMATS, Heading, Totals, find_format
from sanctuary_score.load import parse
from sanctuary_score.report import Report
from sanctuary_score.schemas import SCHEMAS

PAPERS = ("docx", "xlsx", "pdf")
"""Slow to make and to read back, and made of the same blocks as HTML or the same rows as CSV: tried with less."""
HOSTILE = [
    "::error file=x,line=1::forged",
    "a\n::set-output name=x::y",
    "##[error]forged",
    '=HYPERLINK("https://example.org","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "＝1+1",
    "<script>alert(1)</script>",
    "</testsuite><testsuite>",
    "]]>",
    "&lt;b&gt; &#64;octocat",
    "[click](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "| a | b |",
    "@octocat see #123, GH-7 and deadbeefcafe",
    "https://example.org/ www.example.org",
    "**bold** `code` ~~gone~~ $x$ :smile:",
    "# heading",
    "- item",
    "1. item",
    "--- ",
    "[red]markup[/red]",
    "%0A%25 %",
    "a, b: c",
    "\"quoted\" 'single' \\ back",
    "café – § 4 “x”",
    "x" * 1_900,
]
PROFILE = """
name: {text}
kind: county
within: us/il
operates: [jail, police]
note: {text}
policies:
  - id: a
    title: {text}
    instrument: ordinance
    citation: {text}
    effective: 2020-01-01
    binds: [jail]
    provides:
      holds: {{section: {text}, requires: form, operator: {text}, note: {text}}}
      ban: {{banned: no}}
    sources: [{{title: {text}, publisher: {text}, url: "https://example.org/?q=(x)", read: 2025-01-01, kind: primary}}]
  - id: b
    title: {text}
    instrument: resolution
    citation: {text}
    provides: {{holds: {{requires: must-hold}}}}
    sources: []
"""
SARIF = Draft7Validator(json.loads((TESTS / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8")))


@cache
def report_schema() -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS["report"](small_rubric()))


def report_of(text: str, path: str = "city.yaml") -> tuple[Report, tuple[Placed, ...]]:
    """The report of a place of which every free text is this one."""
    document = parse(path, PROFILE.format(text=json.dumps(text, ensure_ascii=False)).encode())
    outcome = Checker(small_rubric(), DAY, Atlas(str(TESTS / "tree"))).check_document(document)
    assert outcome.report is not None, outcome.problems
    return outcome.report, outcome.problems


def written(format_: str, reports: list[Report], problems: tuple[Placed, ...] = (), **more: Any) -> str:
    heading = Heading(small_rubric(), DAY, len(reports) > 1, **more)
    found = find_format(format_)
    writer = found.writer(heading)
    totals = Totals(len(reports), 0, (0.0, 0.0), (0.0, 0.0), problems)
    spans = [span for report in reports for span in writer.add(found.body(report, heading))]
    return text_of((*spans, *writer.end(totals)))


def commands(text: str) -> list[str]:
    """The lines that a CI runner would take for commands."""
    return [line for line in text.splitlines() if line.lstrip().startswith("::") or "##[" in line]


def read_text(text: str) -> None:
    assert text


def read_markdown(text: str) -> None:
    bare = text.replace("<!-- -->", "").replace("<!-- sanctuary-score -->", "")
    assert not re.search(r"(?<!\\)<", bare), "a tag"
    assert not re.search(r"(?<!\\)\]\(", bare), "a link"
    assert not re.search(r"[@#]\w|://|www\.|\bGH-\d", text), "something a site would make a link of"


def read_csv(text: str) -> None:
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert {len(row) for row in rows} == {len(rows[0])}
    for row in rows:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝")), cell


def read_json(text: str) -> None:
    assert [error.message for error in report_schema().iter_errors(json.loads(text))] == []


def read_jsonl(text: str) -> None:
    for line in text.splitlines():
        read_json(line)


def read_github(text: str) -> None:
    lines = text.splitlines()
    assert len(lines) <= 10
    for line in lines:
        assert re.fullmatch(
            r"::(error|warning|notice) (file=[^:,]+,line=\d+,endLine=\d+,col=\d+,)?title=[^:,]*::.*", line
        ), line


def read_sarif(text: str) -> None:
    document = json.loads(text)
    assert [error.message for error in SARIF.iter_errors(document)] == []
    (run,) = document["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(prints) == len(set(prints))
    for result in run["results"]:
        assert result["ruleId"] in rules
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert min(place["region"].values()) >= 1
        assert not place["artifactLocation"]["uri"].startswith("/")


def read_junit(text: str) -> None:
    xml = JUnitXml.fromstring(text.encode())
    for suite in xml:
        cases = list(suite)
        names = [(case.classname, case.name) for case in cases]
        assert len(names) == len(set(names))
        results = [type(result) for case in cases for result in case.result]
        assert suite.tests == len(cases)
        assert (suite.failures, suite.skipped, suite.errors) == tuple(map(results.count, (Failure, Skipped, Error)))


def read_html(text: str) -> None:
    page = Seen()
    page.feed(text)
    assert page.tags <= TAGS
    assert all(url.startswith(("https://example.org/", "#")) for url in page.links), page.links
    assert len(page.ids) == len(set(page.ids))


class Seen(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            assert not name.startswith("on"), name
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "action"):
                self.links.append(value or "")


TAGS = frozenset(
    """html head meta title style body main h1 h2 h3 h4 p strong a ul li dl dt dd div table caption thead tbody tr th td
    span svg rect line""".split()  # noqa: SIM905 (words are read more easily than a list of them)
)

READERS: dict[str, Callable[[str], None]] = {
    "html": read_html,
    "docx": read_text,
    "xlsx": read_text,
    "pdf": read_text,
    "text": read_text,
    "markdown": read_markdown,
    "csv": read_csv,
    "json": read_json,
    "jsonl": read_jsonl,
    "github": read_github,
    "sarif": read_sarif,
    "junit": read_junit,
}


def test_every_format_has_a_reader() -> None:
    assert READERS.keys() == FORMATS.keys()


def check_output(format_: str, text: str) -> None:
    out = written(format_, *prepared(text), details=True)
    READERS[format_](out)
    for line in out.split("\n"):
        assert find_forbidden(line.rstrip("\r").removeprefix("\ufeff")) is None, line
    if format_ != "github":
        assert commands(out) == []
    assert len(out) < 4_000_000


@cache
def prepared(text: str) -> tuple[list[Report], tuple[Placed, ...]]:
    report, problems = report_of(text)
    return [report], (*problems, Placed(Place(f"{text[:60]}.yaml", 1, 1), "SS101", f"cannot be read: {text}", "error"))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20].encode("ascii", "replace").decode())
def test_hostile_texts_stay_text(format_: str, text: str) -> None:
    check_output(format_, text)


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Zl", "Zp", "Co")), min_size=1, max_size=60)


@settings(max_examples=60)
@given(WORDS.filter(lambda text: text.strip() != "" and find_forbidden(text) is None))
def test_any_text_stays_text(text: str) -> None:
    for format_ in FORMATS:
        if format_ not in PAPERS:
            check_output(format_, text)


@settings(max_examples=5)
@given(WORDS.filter(lambda text: text.strip() != "" and find_forbidden(text) is None))
def test_any_text_stays_text_on_paper(text: str) -> None:
    for format_ in PAPERS:
        check_output(format_, text)


@pytest.mark.parametrize("format_", FORMATS)
def test_no_place_at_all(format_: str) -> None:
    out = written(format_, [])
    if format_ not in ("text", "jsonl", "github"):
        READERS[format_](out)


@pytest.mark.parametrize("format_", FORMATS)
def test_many_places(format_: str) -> None:
    reports = [report_of("A text", f"place-{number}.yaml")[0] for number in range(20 if format_ in PAPERS else 150)]
    out = written(format_, reports)
    READERS[format_](out)
    if format_ == "markdown":
        assert len(out) < 65_536
        assert re.search(r"Left out for want of room: \d+ places? and \d+ sections", out)
    if format_ == "github":
        assert out.count("\n") == 10
        assert re.search(r"::notice title=sanctuary-score::\d+ more", out.splitlines()[-1])


def test_a_fingerprint_stays_when_lines_move() -> None:
    def prints(text: str) -> list[str]:
        document = parse("city.yaml", text.encode())
        report = Checker(small_rubric(), DAY, Atlas(str(TESTS / "tree"))).check_document(document).report
        assert report is not None
        (run,) = json.loads(written("sarif", [report]))["runs"]
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]

    text = PROFILE.format(text="x")
    assert prints(text) == prints("# a line\n\n" + text)


def test_a_mark_stands_on_the_line_of_the_answer() -> None:
    report, _ = report_of("x")
    lines = PROFILE.format(text="x").splitlines()
    for line in written("github", [report]).splitlines():
        number = int(re.search(r",line=(\d+)", line)[1])  # type: ignore[index]
        assert number <= len(lines)
    marked = next(line for line in written("github", [report]).splitlines() if "works against" in line)
    number = int(re.search(r",line=(\d+)", marked)[1])  # type: ignore[index]
    assert "must-hold" in lines[number - 1]


def test_markdown_says_what_was_left_out_of_a_table() -> None:
    reports = [report_of("A text", f"place-{number}.yaml")[0] for number in range(150)]
    out = written("markdown", reports)
    rows = len(re.findall(r"^\| A text \|", out, re.MULTILINE))
    left = int(re.search(r"room: (\d+) place", out)[1])  # type: ignore[index]
    assert rows + left == 150
