"""A report as the blocks of a paper: what HTML, Word and PDF all say, in one order and one wording. Writes no file."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.kinds import KINDS
from sanctuary_score.papers.blocks import Block, Blocks, Heading, Paragraph, runs
from sanctuary_score.report import CAVEAT, Report
from sanctuary_score.report_paper.gaps import barred, gaps, unknown
from sanctuary_score.report_paper.practices import practices
from sanctuary_score.report_paper.sources import sources
from sanctuary_score.report_paper.summary import areas, core, harms, score, weaker

__all__ = ["blocks", "place_words"]


def place_words(report: Report) -> str:
    """Name, kind and id of the place."""
    place = report.jurisdiction
    return f"{place.profile.name} ({KINDS[place.profile.kind].partition(':')[0]}, {place.id})"


def blocks(report: Report, *, details: bool = False) -> Blocks:
    """All there is to say of one place: its name as the title, what works against residents first, the caveat last.

    With details come every gap, every question and every practice with the law behind it; without, the first of them.
    `papers.blocks.nested` puts it below another title.
    """
    return tuple(_blocks(report, details))


def _blocks(report: Report, details: bool) -> Iterator[Block]:
    yield from _top(report)
    yield from score(report)
    yield from harms(report)
    yield from core(report)
    yield from areas(report)
    yield from gaps(report, details)
    yield from weaker(report)
    yield from barred(report)
    yield from unknown(report, details)
    if details:
        yield from practices(report)
    yield from sources(report, details)
    yield from _bottom(report)


def _top(report: Report) -> Iterator[Block]:
    header = report.rubric.header
    yield Heading(1, place_words(report), "top")
    day = f"As of {report.as_of.isoformat()}, measured against the rubric {header.id}, version {header.version.text}."
    yield Paragraph(runs(day), "small")


def _bottom(report: Report) -> Iterator[Block]:
    if report.jurisdiction.profile.note:
        yield Heading(2, "Note on the place", "note")
        yield Paragraph(runs(report.jurisdiction.profile.note))
    yield Heading(2, "What this is not", "caveat")
    yield Paragraph(runs(CAVEAT))
