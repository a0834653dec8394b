"""Comparisons as a web page in one file."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.comparison import Comparison
from sanctuary_score.comparison_formats.paper import paper
from sanctuary_score.formats import Span
from sanctuary_score.papers.html import as_html

_LEGEND = "In the bars, black is certain, striped possible, white not earned."


def document(comparison: Comparison, width: int) -> Iterator[Span]:  # noqa: ARG001 (every format takes both)
    """The page."""
    yield as_html(paper(comparison, _LEGEND)), "plain"
