"""What must hold of every run, whatever is read: shared by the tests of hostile input and by the fuzzer."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

from markdown_it import MarkdownIt
from worlds import DAY, TESTS, small_rubric, text_of

from sanctuary_score.atlas import Atlas
from sanctuary_score.characters import find_forbidden
from sanctuary_score.check import Checker, Outcome
from sanctuary_score.diagnostic import Placed
from sanctuary_score.formats import FORMATS, Heading, Totals, find_format
from sanctuary_score.load import Document
from sanctuary_score.report import Report

_NUMBER = re.compile(r"SS[1-9][0-9]{2}")
_COMMAND = re.compile(
    r"::(error|warning|notice) (file=[^:,\r\n]*,line=[1-9]\d*,endLine=[1-9]\d*,col=[1-9]\d*,)?title=[^:,\r\n]*::.+"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
MAX_MESSAGE = 1_000
TREE = TESTS / "tree"


def checker(tree: Path = TREE) -> Checker:
    """The checker of the small rubric, below the tree of the tests or a copy of it."""
    return Checker(small_rubric(), DAY, Atlas(str(tree)), chosen=True, today=DAY)


def check_problems(problems: Iterable[Placed], raw: bytes | None) -> None:
    """Every problem has a code, words and a spot inside the file, as an editor counts."""
    lines = None if raw is None else re.split("\r\n|\r|\n", raw.decode("utf-8-sig", "replace"))
    for place, number, message, severity in problems:
        assert _NUMBER.fullmatch(number), number
        assert severity in ("error", "warning")
        assert 0 < len(message) <= MAX_MESSAGE, message[:200]
        assert place.line >= 1, place
        assert place.column >= 1, place
        if lines is not None and place[1:] != (len(lines) + 1, 1):
            # libyaml puts the end of a last line that is not finished at the beginning of the next one.
            assert place.line <= len(lines), place
            assert place.column <= len(lines[place.line - 1]) + 1, place


def check_loaded(document: Document, raw: bytes) -> None:
    """A document holds data or problems, never both and never neither."""
    assert (document.data is None) == bool(document.problems)
    check_problems(document.placed(document.problems), raw)


def check_outcome(outcome: Outcome, raw: bytes | None) -> None:
    """A file has a report, or a reason why it has none."""
    check_problems(outcome.problems, raw)
    if outcome.report is None:
        assert outcome.problems, "refused without a word"
        return
    assert all(problem.severity == "warning" for problem in outcome.problems)
    assert 0 <= outcome.report.low <= outcome.report.high <= 100 + 1e-9


def written(format_: str, reports: list[Report], problems: tuple[Placed, ...], *, details: bool = True) -> str:
    """What a run over these files prints."""
    heading = Heading(small_rubric(), DAY, many=False, details=details)
    found = find_format(format_)
    writer = found.writer(heading)
    failed = sum(problem.severity == "error" for problem in problems)
    totals = Totals(len(reports), failed, (0.0, 0.0), (0.0, 0.0), problems)
    spans = [span for report in reports for span in writer.add(found.body(report, heading))]
    return text_of((*spans, *writer.end(totals)))


def check_text(text: str) -> None:
    """Nothing in it moves a cursor, hides a word, or is a command to a CI runner."""
    for line in re.split("\r\n|\r|\n", text):
        hidden = find_forbidden(line)
        assert hidden is None, (hidden, line[:200])
        assert not line.lstrip().startswith("::"), line[:200]
        assert "##[" not in line, line[:200]


def _check_github(text: str) -> None:
    lines = text.splitlines()
    assert len(lines) <= 10
    for line in lines:
        assert _COMMAND.fullmatch(line), line
        assert find_forbidden(line) is None
        assert "##[" not in line


def _check_csv(text: str) -> None:
    assert text.startswith("\ufeff")
    check_text(text[1:])
    rows = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    for row in rows:
        for cell in row:
            assert not cell.lstrip().startswith(_FORMULA), cell


def _check_json(text: str) -> None:
    check_text(text)
    document = json.loads(text)
    json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _check_jsonl(text: str) -> None:
    for line in text.splitlines():
        _check_json(line)


def _check_sarif(text: str) -> None:
    check_text(text)
    (run,) = json.loads(text)["runs"]
    for result in run["results"]:
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri), uri
        assert not uri.startswith("/"), uri


def _check_junit(text: str) -> None:
    check_text(text)
    ET.fromstring(text.encode())


def _check_markdown(text: str) -> None:
    check_text(text)
    for token in _MARKDOWN.parse(text):
        for inner in (token, *(token.children or ())):
            assert inner.type not in ("link_open", "image"), inner
            if inner.type.startswith("html_"):
                assert re.fullmatch(r"<!-- (sanctuary-score )?-->\n*", inner.content), inner.content
    assert not re.search(r"[@#](?=\w)|://|\bwww\.|\bGH-\d", text), "something a site makes a link of"


def _check_html(text: str) -> None:
    check_text(text)
    page = _Page()
    page.feed(text)
    assert page.open == []


class _Page(HTMLParser):
    """A page whose tags have to be ours, and closed in order; nothing in it runs, and links lead to the web only."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "iframe", "object", "embed", "form", "img", "base"), tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name != "href" or re.match("https?://|#", value or ""), value
            assert name != "src"
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        assert tag in ("rect", "line"), tag

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


READERS: dict[str, Callable[[str], None]] = {
    "text": check_text,
    "markdown": _check_markdown,
    "csv": _check_csv,
    "json": _check_json,
    "jsonl": _check_jsonl,
    "github": _check_github,
    "sarif": _check_sarif,
    "junit": _check_junit,
    "html": _check_html,
    # What can act in them is found when they are read back (`papers_read`).
    "docx": check_text,
    "xlsx": check_text,
    "pdf": check_text,
}


PAPERS = ("docx", "xlsx", "pdf")
"""Made of the same blocks as HTML, or of the same rows as CSV, but a tenth of a second each: for a sample of cases."""
QUICK = tuple(name for name in FORMATS if name not in PAPERS)


def check_formats(outcome: Outcome, formats: Iterable[str] = FORMATS) -> None:
    """Every format survives the outcome, and its reader takes what it writes."""
    reports = [] if outcome.report is None else [outcome.report]
    for format_ in formats:
        READERS[format_](written(format_, reports, outcome.problems))
