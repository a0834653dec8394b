"""What a paper is made of, whoever writes it: headings, texts, lists, tables, bars. Lays nothing out."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal, NamedTuple

Tone = Literal["plain", "lead", "small", "warning"]
"""`lead` is the sentence to read first, `small` what may be passed over, `warning` what must not be."""


class Run(NamedTuple):
    """A stretch of text in one look."""

    text: str
    url: str = ""
    """Where it leads; empty for no link."""
    strong: bool = False


Runs = tuple[Run, ...]


def runs(*parts: str | Run) -> Runs:
    """A line of text: plain words as they are, links and strong words as they were made."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def link(text: str, url: str) -> Run:
    """Words that lead to an address of the web, or to an anchor of the same paper; plain ones for anything else."""
    return Run(text, url if url.startswith(("https://", "http://", "#")) else "")


def strong(text: str) -> Run:
    """Words that stand out."""
    return Run(text, strong=True)


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section; level 1 is that of the paper."""

    level: int
    text: str
    anchor: str = ""
    """By which a link within the paper finds it; one paper holds each only once."""
    new_page: bool = False
    """Whether a new page begins with it, where there are pages."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    words: Runs
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Runs, ...]
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Terms:
    """Short names, each with what it stands for."""

    pairs: tuple[tuple[str, Runs], ...]


LEGEND = "In a bar, the full part is certain, the striped part is possible, the empty part is not earned."
"""What stands below a bar that is a block of its own, by those writers that draw it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of a whole is certain and how much possible, both from 0 to 1, with the same in words beside it."""

    low: float
    high: float
    words: str
    """What stands beside the picture, and instead of it where there is none."""
    alternative: str = ""
    """What is read out in place of the picture; empty where that would only repeat the words."""


class Column(NamedTuple):
    """A column of a table."""

    title: str
    share: int = 1
    """Its width beside that of the others."""
    number: bool = False


Cell = Runs | Bar


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of a row is the row's own heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Paragraph | Items | Terms | Bar | Table
Blocks = tuple[Block, ...]


def nested(blocks: Blocks, levels: int, prefix: str) -> Blocks:
    """The blocks as part of a greater paper: headings so many levels lower, anchors with something before them.

    What was the title of a paper begins a new page.
    """
    return tuple(_nested(block, levels, prefix) if isinstance(block, Heading) else block for block in blocks)


def length(value: Any) -> int:
    """How many characters of text blocks hold, or anything that they are made of."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(map(length, value))
    return sum(length(getattr(value, field.name)) for field in fields(value)) if is_dataclass(value) else 0


def _nested(heading: Heading, levels: int, prefix: str) -> Heading:
    anchor = heading.anchor and prefix + heading.anchor
    return replace(heading, level=heading.level + levels, anchor=anchor, new_page=heading.level == 1)


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document."""

    title: str
    """As the reader's program shows it; the first heading says it on the page."""
    subject: str
    """What it is about, in a sentence, for the file's properties."""
    blocks: Blocks
    layout: Literal["report", "sheet"] = "report"
    """A `sheet` is set closely, to fill one page; a `report` takes as many as it needs."""
