"""Reports as text for people: eighty columns, words instead of symbols and colours, only ASCII of its own."""

from __future__ import annotations

from sanctuary_score.formats import Heading, Span, Stream, Totals, Writer
from sanctuary_score.formats.text.details import details
from sanctuary_score.formats.text.page import page
from sanctuary_score.formats.text.ranking import Ranking, Row, row, total_words
from sanctuary_score.report import Report


def body(report: Report, heading: Heading) -> list[Span] | Row:
    """A page for one place, a line for each of several; with details, pages for all."""
    if heading.many and not heading.details:
        return row(report)
    spans = page(report, heading)
    return spans + details(report, heading) if heading.details else spans


def writer(heading: Heading) -> Writer:
    """A ranking of several places; nothing around a page, and a line below the pages of several."""
    if heading.many and not heading.details:
        return Ranking(heading)
    return Stream("", "", _total if heading.many else _nothing)


def _total(totals: Totals) -> str:
    return f"\n{total_words(totals)}\n"


def _nothing(totals: Totals) -> str:  # noqa: ARG001 (every tail takes it)
    return ""
