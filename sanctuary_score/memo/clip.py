"""Texts cut to a room on the page, at the end of a word, with `…`. Room is counted in letters of usual width."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from sanctuary_score.characters import visible

_WIDEST = frozenset("mwMW@%—…")
_FOREIGN = 9.0
"""What a character that a font may lack takes when it is written by its number, such as `\\u{1f600}`."""
_LATIN = 0x24F
_WORD = 20
"""Letters of a long word."""


class Cut(NamedTuple):
    """A way to cut texts: to their room, or to a multiple of it where the page has more to give."""

    scale: float = 1.0

    def __call__(self, text: str, room: int) -> str:
        """The text on one line, or as much of it as fits."""
        text, most = visible(text), room * self.scale
        widths = list(accumulate(map(_width, text)))
        if not widths or widths[-1] <= most:
            return text
        kept = text[: sum(1 for width in widths if width <= most - 1)]
        words = kept if text[len(kept)] == " " else kept.rpartition(" ")[0]
        # What is no word of a language is cut where it has to be.
        return (kept if len(kept) - len(words) > _WORD else words).rstrip(" ,;:.(") + "…"

    def sentence(self, text: str, room: int) -> str:
        """The same, with a full stop where it is whole and has none."""
        cut = self(text, room)
        return cut if cut.endswith((".", "?", "…")) else f"{cut}."


def width(text: str) -> float:
    """How many letters of usual width take as much room as the text."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if character in _WIDEST:
        return 2.0
    if ord(character) <= _LATIN:
        return 1.5 if character.isupper() else 1.0
    return 1.0 if "\u2010" <= character <= "\u2027" else _FOREIGN
