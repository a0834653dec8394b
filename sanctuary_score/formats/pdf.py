"""Reports as a PDF file (the extra `pdf`): a table of the places first, if there are several, then each of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sanctuary_score.formats import Gathered, Heading, Part, Totals, Writer
from sanctuary_score.papers.pdf import as_pdf
from sanctuary_score.report import Report
from sanctuary_score.report_paper.run import Entry, entry, paper

_ROOM = 1_500_000
"""Characters behind the table: 500 pages and 700 megabytes of memory, 17 places with details or 170 without."""


def body(report: Report, heading: Heading) -> Entry:
    """What one place adds, as the blocks of a paper."""
    return entry(report, details=heading.details)


def writer(heading: Heading) -> Writer:
    """Makes the document when all places are there."""
    return Gathered(partial(_document, heading))


def _document(heading: Heading, places: Sequence[Entry], totals: Totals) -> Part:
    whole = paper(places, heading.rubric, heading.as_of, heading.many, totals.problems, _ROOM)
    return as_pdf(whole)
