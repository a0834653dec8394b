"""Reports as JSON lines: each a whole document of version 1 with one report, the last one with the problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sanctuary_score.formats import Heading, Span, Totals, Writer
from sanctuary_score.report import Report
from sanctuary_score.report_json import problems_text, report_text, top_text


def body(report: Report, heading: Heading) -> Any:
    """One line, without its end."""
    return document(heading, report_text(report), "")


def writer(heading: Heading) -> Writer:
    """Writes each line as it comes."""
    return _Lines(heading)


def document(heading: Heading, report: str, problems: str) -> str:
    """A document of version 1 on one line."""
    return f'{top_text(heading.rubric, heading.as_of)}, "reports": [{report}], "problems": [{problems}]}}'


class _Lines:
    only_touched = False

    def __init__(self, heading: Heading) -> None:
        self._heading = heading

    def add(self, body: Any) -> Iterator[Span]:
        yield f"{body}\n", "plain"

    def end(self, totals: Totals) -> Iterator[Span]:
        if totals.problems:
            yield document(self._heading, "", problems_text(totals.problems)) + "\n", "plain"
