"""The small pieces of a page of text: wrapped lines, bars, titles. Knows nothing of reports."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from sanctuary_score.characters import visible
from sanctuary_score.formats import Span, Style
from sanctuary_score.interval import Interval

_BITS = 1e-9
"""What rounding may have taken from a sum."""


def bar(credit: Interval, cells: int) -> str:
    """Credit from 0 to 1 as a bar: `#` is certain, `-` is possible, `.` is not earned."""
    low = int(credit.low * cells + _BITS)
    high = min(max(round(credit.high * cells), low), cells)
    return "[" + "#" * low + "-" * (high - low) + "." * (cells - high) + "]"


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> str:
    """The text in lines of at most this width, the first after `first`, the others after `rest` (or as many spaces).

    An address too long for a line stays in one piece, so that it can be copied.
    """
    indent = " " * len(first) if rest is None else rest
    lines = textwrap.wrap(
        visible(text),
        width,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines or [first.rstrip()]) + "\n"


def title(text: str) -> Iterator[Span]:
    """The heading of a section, after an empty line."""
    yield "\n", "plain"
    yield visible(text) + "\n", "title"


def plain(text: str, style: Style = "plain") -> Span:
    """A finished piece of text."""
    return text, style
