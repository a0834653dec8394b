"""Ways to write comparisons. To add one: a module with `document`, and a line in COMPARISON_FORMATS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from sanctuary_score.formats import Part

if TYPE_CHECKING:
    from sanctuary_score.comparison import Comparison


class ComparisonFormat(Protocol):
    """What a module of this package offers."""

    def document(self, comparison: Comparison, width: int) -> Iterable[Part]:
        """All of it; `width` is how many columns a terminal has."""


COMPARISON_FORMATS: Mapping[str, tuple[str, str]] = {
    "text": ("sanctuary_score.comparison_formats.text", "for people, in a terminal"),
    "markdown": ("sanctuary_score.comparison_formats.markdown", "for a page or a comment"),
    "csv": ("sanctuary_score.comparison_formats.csv", "for Excel: a row a place"),
    "xlsx": ("sanctuary_score.comparison_formats.xlsx", "for Excel: a sheet for the ranking, by area and by practice"),
    "html": ("sanctuary_score.comparison_formats.html", "a page to read and to print"),
    "json": (
        "sanctuary_score.comparison_formats.json",
        "for programs; its schema: `sanctuary-score schema comparison`",
    ),
}
"""By name: the module, imported only when it is asked for, and what it is for."""


def find_comparison_format(name: str) -> ComparisonFormat:
    """The format of this name; KeyError when there is none. ModuleNotFoundError when it needs what is not installed."""
    return cast("ComparisonFormat", import_module(COMPARISON_FORMATS[name][0]))
