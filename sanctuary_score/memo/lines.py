"""How many lines a paper takes at most, so that a memo can use the room that there is. Lays nothing out."""

from __future__ import annotations

from math import ceil

from sanctuary_score.memo.clip import width
from sanctuary_score.papers.blocks import Bar, Block, Blocks, Heading, Items, Paragraph, Runs, Terms

PAGE = 76
"""Lines of a sheet as they are counted here; measured on Word documents, which hold fewest."""
_LINE = 104
"""Letters of usual width in a line, with some to spare for the words that do not fit at its end."""
_HEADING, _BAR = 1.6, 3.0
_LONG = 30
"""A word of so many letters may leave the line before it half empty."""


def lines(blocks: Blocks) -> float:
    """How many lines these blocks take, counted rather too high than too low."""
    return sum(map(_lines, blocks))


def _lines(block: Block) -> float:
    match block:
        case Heading():
            return _HEADING
        case Bar():
            return _BAR
        case Paragraph(words=words):
            return _wrapped(words)
        case Items(items=items):
            return sum(map(_wrapped, items))
        case Terms(pairs=pairs):
            return sum(_wrapped(words, width(name)) for name, words in pairs)
        case _:
            raise ValueError("a memo has no tables")


def _wrapped(words: Runs, before: float = 0.0) -> int:
    text = "".join(run.text for run in words)
    broken = sum(len(word) > _LONG for word in text.split())
    return ceil((before + width(text)) / _LINE) + broken
