"""Ways to write histories. To add one: a module with `document`, and a line in HISTORY_FORMATS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from sanctuary_score.formats import Span

if TYPE_CHECKING:
    from sanctuary_score.history import History


class HistoryFormat(Protocol):
    """What a module of this package offers."""

    def document(self, history: History, width: int, details: bool) -> Iterable[Span]:
        """All of it; `width` is how many columns a terminal has, `details` asks for every practice that moved."""


HISTORY_FORMATS: Mapping[str, tuple[str, str]] = {
    "text": ("sanctuary_score.history_formats.text", "for people, in a terminal: a plot and a list"),
    "markdown": ("sanctuary_score.history_formats.markdown", "for a page or a comment"),
    "csv": ("sanctuary_score.history_formats.csv", "for Excel: a row a step"),
    "svg": ("sanctuary_score.history_formats.svg", "the plot as a picture"),
    "html": ("sanctuary_score.history_formats.html", "a page with the picture, to read and to print"),
    "json": ("sanctuary_score.history_formats.json", "for programs; its schema: `sanctuary-score schema history`"),
}
"""By name: the module, imported only when it is asked for, and what it is for."""


def find_history_format(name: str) -> HistoryFormat:
    """The format of this name; KeyError when there is none."""
    return cast("HistoryFormat", import_module(HISTORY_FORMATS[name][0]))
