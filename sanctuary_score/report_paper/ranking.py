"""The table of the places of one run: most certain points first, with what the order does not say. Scores nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sanctuary_score.kinds import Kind
from sanctuary_score.papers.blocks import Bar, Block, Column, Heading, Paragraph, Table, link, runs
from sanctuary_score.rank import certain_pairs, ranks
from sanctuary_score.report import Report
from sanctuary_score.score import WHOLE
from sanctuary_score.wording import kinds_words, letters, score_words, share_words, state_words

_COLUMNS = (
    Column("Place", 6),
    Column("Rank", 2),
    Column("Score of 100", 5),
    Column("Grade", 2),
    Column("Known", 2, number=True),
    Column("Harms", 2, number=True),
)


class Row(NamedTuple):
    """What the table shows of one place; scores from 0 to 100, known from 0 to 1."""

    low: float
    high: float
    id: str
    name: str
    kind: Kind
    grade: str
    known: float
    harms: int


def row(report: Report) -> Row:
    """The row of one place."""
    place = report.jurisdiction
    name = place.profile.name + state_words(place)
    grade, harms = letters(report.grade), len(report.harms)
    return Row(report.low, report.high, place.id, name, place.profile.kind, grade, report.known, harms)


def order(row: Row) -> tuple[float, float, str]:
    """By which places are sorted: most certain points first, then most possible ones, then by id."""
    return -row.low, -row.high, row.id


def ranking(rows: Sequence[Row], anchors: Sequence[str]) -> Iterator[Block]:
    """The table of these places, which are in order; each leads to its anchor, or nowhere when that is empty."""
    found = ranks([(row.low, row.high) for row in rows], WHOLE)
    yield Heading(2, "Places, most certain points first", "ranking")
    cells = []
    for rank, its, anchor in zip(found, rows, anchors, strict=True):
        bar = Bar(its.low / WHOLE, its.high / WHOLE, score_words(its.low, its.high))
        rest = (runs(its.grade), runs(share_words(its.known)), runs(str(its.harms or "none")))
        cells.append((runs(link(its.name, anchor and f"#{anchor}")), runs(rank.words), bar, *rest))
    yield Table("Each place with its rank, score, grade, share of known points and harms", _COLUMNS, tuple(cells))
    if len(rows) > 1:
        certain, pairs = certain_pairs(found)
        yield Paragraph(
            runs(
                "The order of two places is certain only where their scores do not overlap: so it is for"
                f" {certain} of {pairs} pairs. The rank shows the best and the worst that is possible. A long way from"
                " the low to the high end means that little is known, not that little is done."
            )
        )
    kinds = Counter(its.kind for its in rows)
    if len(kinds) > 1:
        words = f"{kinds_words(kinds)}: each kind is asked other questions, so compare like with like."
        yield Paragraph(runs(words))
