"""Reports as one document of JSON, version 1: a report a line, and the problems of all files at the end."""

from __future__ import annotations

from sanctuary_score.formats import Heading, Span, Stream, Totals, Writer
from sanctuary_score.report import Report
from sanctuary_score.report_json import problems_text, report_text, top_text


def body(report: Report, heading: Heading) -> list[Span]:  # noqa: ARG001 (every format takes both)
    """One report on one line."""
    return [(report_text(report), "plain")]


def writer(heading: Heading) -> Writer:
    """The document around the reports."""
    return Stream(top_text(heading.rubric, heading.as_of) + ', "reports": [\n', ",\n", _tail)


def _tail(totals: Totals) -> str:
    return '\n], "problems": [' + problems_text(totals.problems) + "]}\n"
