"""The small pieces of a page of text: wrapped lines, bars, titles. Knows nothing of reports."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from sanctuary_score.characters import visible
from sanctuary_score.formats import Span, Style
from sanctuary_score.interval import Interval
from sanctuary_score.wording import short_name

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


def labels(named: Sequence[tuple[str, str, str]], room: int) -> list[str]:
    """What to call each place in so many columns, by name, state and id: its id where two would be called alike."""
    found = [label(name, state, room) for name, state, _ in named]
    count = Counter(found)
    return [text if count[text] == 1 else label(its[2], "", room) for text, its in zip(found, named, strict=True)]


def label(name: str, state: str, room: int) -> str:
    """The name with its state in so many columns: without what stands in parentheses, or cut, where it is too long."""
    name, state = visible(name), visible(state)
    if len(name + state) > room:
        name = short_name(name)
    if len(name + state) > room:
        name = name[: max(room - len(state) - 3, 0)] + "..."
    return (name + state)[:room]
