"""Reports as a table for spreadsheets: a row a practice of a place. No cell is ever read as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from sanctuary_score.characters import visible
from sanctuary_score.formats import Heading, Span, Stream, Totals, Writer
from sanctuary_score.report import Line, Report
from sanctuary_score.wording import said, waiver_words

BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of the machine."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_WITHIN = re.compile(r"([;|\t])(?=\s*[=+\-@＝＋－＠])")
COLUMNS = (
    "jurisdiction",
    "name",
    "kind",
    "as_of",
    "area",
    "practice",
    "title",
    "core",
    "state",
    "points_low",
    "points_high",
    "points",
    "laws",
    "gaps",
    "next_steps",
    "waivers",
)


def writer(heading: Heading) -> Writer:  # noqa: ARG001 (every format takes it)
    """The names of the columns, then the rows as they come."""
    return Stream(BOM + row(COLUMNS), "", _nothing)


def body(report: Report, heading: Heading) -> list[Span]:  # noqa: ARG001 (every format takes both)
    """The rows of one place; points of the 100 that everything asked of the place adds up to."""
    areas = {area.id: area.title for area in report.rubric.header.areas}
    gaps = {shortfall.line.id: shortfall.gaps for shortfall in report.shortfalls}
    place = report.jurisdiction
    first = (place.id, place.profile.name, place.profile.kind, report.as_of.isoformat())
    rows = []
    for line in report.lines:
        mine = gaps.get(line.id, ())
        reasons = dict.fromkeys(gap.reason for gap in mine)
        steps = dict.fromkeys(gap.next_step for gap in mine)
        words = (areas[line.area], line.id, line.practice.title, "yes" if line.practice.core else "no", line.state)
        points = [f"{number:.4f}" for number in (*line.earned, line.points)]
        waived = dict.fromkeys(waiver_words(gap.waiver) for gap in mine if gap.waiver)
        texts = (" | ".join(_laws(line)), ", ".join(reasons), " | ".join(steps), " | ".join(waived))
        rows.append(row((*map(cell, (*first, *words)), *points, *map(cell, texts))))
    return [("".join(rows), "plain")]


def _laws(line: Line) -> Iterator[str]:
    for resolved in line.finding.questions:
        for claim in resolved.claims:
            yield f"{resolved.id}: {said(claim, getattr(resolved.question, 'unit', ''))}"


def cell(text: str) -> str:
    """The text as a cell that no spreadsheet computes: an apostrophe stands before what looks like a formula."""
    # Where a spreadsheet splits at semicolons, a formula may begin behind one.
    text = _WITHIN.sub(r"\1'", visible(text))
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def row(cells: Sequence[str]) -> str:
    """A line of the table."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _nothing(totals: Totals) -> str:  # noqa: ARG001 (every tail takes it)
    return ""
