"""Comparisons as text: columns for two or three places, a ranking for many; words and bars instead of colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctuary_score.comparison import Comparison
from sanctuary_score.comparison.values import SIDE_BY_SIDE
from sanctuary_score.comparison.words import caution_words, certain_words, day_words, title_words
from sanctuary_score.comparison_formats.text.answers import answers
from sanctuary_score.comparison_formats.text.columns import columns
from sanctuary_score.comparison_formats.text.ranking import ranking
from sanctuary_score.formats import Span
from sanctuary_score.formats.text.layout import title, wrapped
from sanctuary_score.report import CAVEAT


def document(comparison: Comparison, width: int) -> Iterator[Span]:
    """What is compared, what is certain, the places, and what not to read into it."""
    yield wrapped(title_words(comparison), width), "title"
    yield wrapped(day_words(comparison), width), "plain"
    if comparison.practice is not None:
        yield from answers(comparison, comparison.practice, width)
    else:
        yield from _part("What can be said for certain", certain_words(comparison), width)
        few = 1 < len(comparison.places) <= SIDE_BY_SIDE
        yield from columns(comparison, width) if few else ranking(comparison, width)
    yield from _part("To read with care", (*caution_words(comparison), CAVEAT), width)


def _part(name: str, sentences: Iterable[str], width: int) -> Iterator[Span]:
    yield from title(name)
    for sentence in sentences:
        yield wrapped(sentence, width, "  * ", "    "), "plain"
