"""Comparisons as Markdown, escaped: the same paper as the web page, with words where that has bars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sanctuary_score.comparison import Comparison
from sanctuary_score.comparison_formats.paper import paper
from sanctuary_score.formats import Span
from sanctuary_score.formats.markdown import plain
from sanctuary_score.papers.blocks import Bar, Block, Cell, Heading, Items, Paragraph, Runs, Table

_NUMBERS = re.compile(r"[0-9][0-9.,%-]*( to [0-9.]+%?)?")
"""What needs no escape within a table, though a line that began with it might become a list."""


def document(comparison: Comparison, width: int) -> Iterator[Span]:  # noqa: ARG001 (every format takes both)
    """All blocks, with an empty line between them."""
    for index, block in enumerate(paper(comparison).blocks):
        yield ("\n" if index else "") + "\n".join(_lines(block)) + "\n", "plain"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {plain(block.text)}"
        case Paragraph():
            yield _words(block.words)
        case Items():
            yield from (f"- {_words(item)}" for item in block.items)
        case Table():
            yield f"| {' | '.join(plain(column.title) for column in block.columns)} |"
            yield f"|{''.join('---:|' if column.number else '---|' for column in block.columns)}"
            yield from (f"| {' | '.join(map(_cell, row))} |" for row in block.rows)
        case _:
            raise TypeError(f"a comparison holds no {type(block).__name__}")


def _words(words: Runs) -> str:
    return plain("".join(run.text for run in words))


def _cell(cell: Cell) -> str:
    text = cell.words if isinstance(cell, Bar) else "".join(run.text for run in cell)
    return text if _NUMBERS.fullmatch(text) else plain(text)
