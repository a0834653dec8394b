"""Changes as text: for each place what is written otherwise, what that does to the score, which gaps come and go."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.change import Change
from sanctuary_score.change_formats import Comparison
from sanctuary_score.change_words import change_total, parts_of, report_change, score_change
from sanctuary_score.formats import Span
from sanctuary_score.formats.text.layout import title, wrapped


def document(comparison: Comparison) -> Iterator[Span]:
    """A part for each place, then the effect of another rubric, then the total."""
    width = comparison.width
    yield wrapped(f"From {comparison.old} to {comparison.new}", width), "title"
    for change in comparison.changes:
        yield from _place(change, width)
    if comparison.rubric:
        yield from title("What the change of the rubric alone does")
    for effect in comparison.rubric:
        yield wrapped(f"{effect.id}: {score_change(effect.old, effect.new)}", width, "  "), "plain"
    yield "\n", "plain"
    yield wrapped(change_total(comparison.changes, comparison.still), width), "plain"


def _place(change: Change, width: int) -> Iterator[Span]:
    yield from title(f"{change.name} ({change.id})")
    yield wrapped(f"Score: {report_change(change)}", width, "  "), "plain"
    for name, lines in parts_of(change):
        yield f"  {name}\n", "title"
        for line in lines:
            yield wrapped(line, width, "    * ", "      "), "plain"
