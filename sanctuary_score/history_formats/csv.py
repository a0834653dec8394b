"""A history as a table for spreadsheets: a row a step, after one for the first day. No cell is read as a formula."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.formats import Span
from sanctuary_score.formats.csv import BOM, cell, row
from sanctuary_score.history import Ends, History
from sanctuary_score.history.words import event_words, moved_words

COLUMNS = ("jurisdiction", "name", "step", "day", "score_low", "score_high", "what_happened", "practices_that_moved")


def document(history: History, width: int, details: bool) -> Iterator[Span]:  # noqa: ARG001 (every format takes them)
    """The names of the columns, then the rows; the score is that from the day on."""
    place = history.place
    first = (cell(place.id), cell(place.profile.name))
    yield BOM + row(COLUMNS), "plain"
    yield row((*first, "0", history.start.isoformat(), *_ends(history.first), "", "")), "plain"
    for number, step in enumerate(history.steps, 1):
        events = " | ".join(event_words(event, place.id) for event in step.events)
        moved = " | ".join(map(moved_words, step.moved))
        cells = (str(number), step.day.isoformat(), *_ends(step.new), cell(events), cell(moved))
        yield row((*first, *cells)), "plain"


def _ends(ends: Ends) -> tuple[str, str]:
    return f"{ends.low:.4f}", f"{ends.high:.4f}"
