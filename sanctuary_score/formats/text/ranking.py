"""Several places as a ranking: a line each, most certain points first. Keeps the line of each place and nothing else.

The order is known only when the last file has been read, so nothing can be printed before; 90,000 lines take 30 MB.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sanctuary_score.formats import Heading, Span, Totals
from sanctuary_score.formats.text.layout import bar, labels, wrapped
from sanctuary_score.interval import Interval
from sanctuary_score.kinds import Kind
from sanctuary_score.rank import certain_pairs, ranks
from sanctuary_score.report import CAVEAT, Report
from sanctuary_score.score import WHOLE
from sanctuary_score.wording import kinds_words, letters, score_words, share_words, state_words

_BAR, _BAR_BESIDE_GRADES = 20, 13


class Row(NamedTuple):
    """What the ranking shows of one place; scores from 0 to 100, shares from 0 to 1."""

    low: float
    high: float
    id: str
    name: str
    state: str
    """`, IL` for a place in Illinois; empty for a state, and for a place outside any tree."""
    kind: Kind
    grade: str
    known: float
    harms: int


def row(report: Report) -> Row:
    """The line of one place."""
    place = report.jurisdiction
    name, kind = place.profile.name, place.profile.kind
    grade = letters(report.grade) if report.grade else ""
    state, harms = state_words(place), len(report.harms)
    return Row(report.low, report.high, place.id, name, state, kind, grade, report.known, harms)


class Ranking:
    """The writer of one run over several places."""

    only_touched = False

    def __init__(self, heading: Heading) -> None:
        self._heading = heading
        self._rows: list[Row] = []

    def add(self, body: Row) -> Iterator[Span]:
        """Keeps the line."""
        self._rows.append(body)
        return iter(())

    def end(self, totals: Totals) -> Iterator[Span]:
        """All of it: what it is, the lines in order, and what they say for certain."""
        heading, rows = self._heading, self._rows
        rows.sort(key=lambda row: (-row.low, -row.high, row.id))
        header = heading.rubric.header
        day = f"As of {heading.as_of.isoformat()}, rubric {header.id} of {header.version.text}."
        yield wrapped(day, heading.width), "plain"
        if rows:
            yield "Scores of 100, most certain first: # is certain, - is possible, . is not earned.\n\n", "faint"
            yield from _lines(rows, heading.width)
        yield "\n", "plain"
        yield wrapped(total_words(totals), heading.width), "plain"
        for note in _notes(rows):
            yield wrapped(note, heading.width), "plain"
        if rows:
            yield wrapped(CAVEAT, heading.width), "faint"


def _lines(rows: Sequence[Row], width: int) -> Iterator[Span]:
    graded = any(row.grade for row in rows)
    cells = _BAR_BESIDE_GRADES if graded else _BAR
    places = [rank.words for rank in ranks([(row.low, row.high) for row in rows], WHOLE)]
    first = max(len("rank"), *map(len, places))
    rest = f"{{:<{cells + 2}}} {{:<13}} " + ("{:<6} " if graded else "{}") + "{:>5} {:>5}"
    room = width - first - len(rest.format(*[""] * 5)) - 2
    names = labels([(row.name, row.state, row.id) for row in rows], room)
    line = f"{{:>{first}}} {{:<{room}}} {rest}\n"
    yield line.format("rank", "place", "", "score", "grade" if graded else "", "known", "harms"), "title"
    for rank, name, row in zip(places, names, rows, strict=True):
        picture = bar(Interval(row.low / WHOLE, row.high / WHOLE), cells)
        known, harms = share_words(row.known), str(row.harms or "none")
        yield line.format(rank, name, picture, score_words(row.low, row.high), row.grade, known, harms), "plain"


def total_words(totals: Totals) -> str:
    """How many places were scored, and between which ends their scores lie."""
    failed = f"; {totals.failed} could not be scored" if totals.failed else ""
    if not totals.scored:
        return f"No place scored{failed}."
    places = "1 place" if totals.scored == 1 else f"{totals.scored} places"
    ends = f"low ends {score_words(*totals.lows)}, high ends {score_words(*totals.highs)}"
    return f"{places} scored: {ends}{failed}."


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    """What the order does not say."""
    if len(rows) < 2:
        return
    certain, pairs = certain_pairs(ranks([(row.low, row.high) for row in rows], WHOLE))
    yield (
        f"The order of two places is certain only where their bars do not overlap: so it is for {certain} of {pairs}"
        " pairs. The rank shows the best and the worst that is possible. A long stretch of - means that little is"
        " known, not that little is done."
    )
    kinds = Counter(row.kind for row in rows)
    if len(kinds) > 1:
        yield f"{kinds_words(kinds)}: each kind is asked other questions, so compare like with like."
