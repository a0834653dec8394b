"""Changes as Markdown, for the comment that a reviewer reads first: escaped, and never too long to post."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.change import Change
from sanctuary_score.change_formats import Comparison
from sanctuary_score.change_words import change_total, parts_of, report_change, score_change
from sanctuary_score.formats import Span
from sanctuary_score.formats.markdown import MARKER, MAX_LENGTH, plain


def document(comparison: Comparison) -> Iterator[Span]:
    """The total and a table first; then a section for each place, as far as there is room."""
    yield f"{MARKER}\n# What changed\n\nFrom {plain(comparison.old)} to {plain(comparison.new)}.\n\n", "plain"
    yield f"{plain(change_total(comparison.changes, comparison.still))}\n", "plain"
    length = left = 0
    sections = [_table(comparison), *map(_place, comparison.changes)]
    for section in sections:
        if length + len(section) > MAX_LENGTH:
            left += 1
            continue
        length += len(section)
        yield section, "plain"
    if left:
        yield f"\n**Left out for want of room: {left} sections.** `sanctuary-score diff` prints them all.\n", "plain"


def _table(comparison: Comparison) -> str:
    rows = ["", "| place | score | new gaps | gone gaps | new harms |", "|---|---|---|---|---|"]
    for change in comparison.changes:
        counts = (len(change.new_gaps), len(change.closed_gaps), len(change.new_harms))
        cells = (plain(change.id), plain(report_change(change)), *map(str, counts))
        rows.append(f"| {' | '.join(cells)} |")
    if comparison.rubric:
        rows += ["", "What the change of the rubric alone does:", "", "| place | score |", "|---|---|"]
        rows += [f"| {plain(effect.id)} | {score_change(effect.old, effect.new)} |" for effect in comparison.rubric]
    return "\n".join(rows) + "\n"


def _place(change: Change) -> str:
    lines = ["", f"## {plain(change.name)} ({plain(change.id)})"]
    for name, words in parts_of(change):
        lines += ["", f"**{name}**", "", *(f"- {plain(line)}" for line in words)]
    return "\n".join(lines) + "\n"
