"""Reports as a Word document (the extra `office`): a table of the places first, if there are several, then each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sanctuary_score.formats import Gathered, Heading, Part, Totals, Writer
from sanctuary_score.papers.word import as_docx
from sanctuary_score.report import Report
from sanctuary_score.report_paper.run import Entry, entry, paper


def body(report: Report, heading: Heading) -> Entry:
    """What one place adds, as the blocks of a paper."""
    return entry(report, details=heading.details)


def writer(heading: Heading) -> Writer:
    """Makes the document when all places are there."""
    return Gathered(partial(_document, heading))


def _document(heading: Heading, places: Sequence[Entry], totals: Totals) -> Part:
    whole = paper(places, heading.rubric, heading.as_of, heading.many, totals.problems)
    return as_docx(whole)
