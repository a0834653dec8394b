"""Reports as text for people: eighty columns, words instead of symbols and colours, only ASCII of its own."""

from __future__ import annotations

from functools import partial

from sanctuary_score.formats import Heading, Span, Stream, Totals, Writer
from sanctuary_score.formats.text.details import details
from sanctuary_score.formats.text.page import page
from sanctuary_score.formats.text.row import header, row
from sanctuary_score.report import Report
from sanctuary_score.wording import score_words


def body(report: Report, heading: Heading) -> list[Span]:
    """A page for one place, a line for each of several; with details, pages for all."""
    if heading.many and not heading.details:
        return row(report)
    spans = page(report, heading)
    return spans + details(report, heading) if heading.details else spans


def writer(heading: Heading) -> Writer:
    """Titles of columns and a total line around the lines of several places; nothing around pages."""
    titles = header(heading) if heading.many and not heading.details else ""
    return Stream(titles, "", partial(_total, heading))


def _total(heading: Heading, totals: Totals) -> str:
    if not heading.many:
        return ""
    failed = f"; {totals.failed} could not be scored" if totals.failed else ""
    if not totals.scored:
        return f"\nNo place scored{failed}.\n"
    places = "1 place" if totals.scored == 1 else f"{totals.scored} places"
    ends = f"low ends {score_words(*totals.lows)}, high ends {score_words(*totals.highs)}"
    return f"\n{places} scored: {ends}{failed}.\n"
