"""Changes as a table for spreadsheets: a row a difference. No cell is ever read as a formula."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.change import Change
from sanctuary_score.change_formats import Comparison
from sanctuary_score.change_words import credit_words
from sanctuary_score.formats import Span
from sanctuary_score.formats.csv import BOM, cell, row
from sanctuary_score.wording import score_words

COLUMNS = ("jurisdiction", "name", "difference", "what", "old", "new", "points")


def document(comparison: Comparison) -> Iterator[Span]:
    """The names of the columns, then the rows of every place."""
    yield BOM + row(COLUMNS), "plain"
    for change in comparison.changes:
        for cells in _rows(change):
            yield row((cell(change.id), cell(change.name), *map(cell, cells))), "plain"


def _rows(change: Change) -> Iterator[tuple[str, str, str, str, str]]:
    ends = [score_words(r.low, r.high) if r else "" for r in (change.old, change.new)]
    yield "score", "", ends[0], ends[1], ""
    for fact in change.facts:
        yield f"{'answer' if fact.answer else 'fact'} {fact.kind}", fact.what, fact.old, fact.new, ""
    for entry in change.practices:
        yield "practice", entry.practice, credit_words(entry.old), credit_words(entry.new), f"{entry.points:.4f}"
    for name, gaps in (("new gap", change.new_gaps), ("closed gap", change.closed_gaps)):
        for gap in gaps:
            yield name, f"{gap.practice}, {gap.question}", gap.reason, "", f"{gap.points:.4f}"
    for name, harms in (("new harm", change.new_harms), ("ended harm", change.ended_harms)):
        for harm in harms:
            yield name, harm.practice, harm.meaning, harm.claim.policy.citation, ""
