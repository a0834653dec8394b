"""Papers as PDF, by typst: tagged, PDF/UA-1, with language and title; the extra `pdf`. What is said goes in as data."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from importlib.resources import files
from typing import Any

import typst

from sanctuary_score.characters import visible
from sanctuary_score.papers import AUTHOR
from sanctuary_score.papers.blocks import LEGEND, Bar, Block, Cell, Paper, Table

_KNOWN = "\xa0-\u024f\u02b0-\u02ff\u0370-\u045f\u1e00-\u1eff\u2010-\u2040\u20a0-\u20bf\u2190-\u22ff"
"""Ranges of which the fonts that typst brings have every character."""
_BEYOND = re.compile(f"[^ -~{_KNOWN}]")
_NO_GLYPH = "could not be displayed with font"


def as_pdf(paper: Paper) -> bytes:
    """The paper as a PDF file.

    The fonts are those that typst brings, so that the bytes are the same everywhere. Only a paper with characters that
    they may lack is set with the fonts of the machine; what no font has is written by its number.
    """
    data = json.dumps(_data(paper), ensure_ascii=False)
    if not _BEYOND.search(data):
        return _compiled(data, fonts_of_the_machine=False)
    try:
        return _compiled(data, fonts_of_the_machine=True)
    except typst.TypstError as error:
        if _NO_GLYPH not in error.message:
            raise
    return _compiled(_BEYOND.sub(_number, data), fonts_of_the_machine=False)


def _number(found: re.Match[str]) -> str:
    """The number of a character, as a JSON text spells it."""
    return f"\\\\u{{{ord(found[0]):x}}}"


def _compiled(data: str, fonts_of_the_machine: bool) -> bytes:
    source = (files("sanctuary_score.papers") / "templates" / "paper.typ").read_bytes()
    found = typst.compile(
        source,
        format="pdf",
        ignore_system_fonts=not fonts_of_the_machine,
        sys_inputs={"paper": data},
        pdf_standards="ua-1",
    )
    assert isinstance(found, bytes)
    return found


def _data(paper: Paper) -> Any:
    blocks = [_block(block) for block in paper.blocks]
    data = {
        "title": paper.title,
        "subject": paper.subject,
        "author": AUTHOR,
        "layout": paper.layout,
        "legend": LEGEND,
        "blocks": blocks,
    }
    return _shown(data)


def _block(block: Block) -> dict[str, Any]:
    data = asdict(block) | {"kind": type(block).__name__.lower()}
    if isinstance(block, Table):
        data["columns"] = [column._asdict() for column in block.columns]
        data["rows"] = [[_cell(cell) for cell in row] for row in block.rows]
    return data


def _cell(cell: Cell) -> dict[str, Any]:
    return _block(cell) if isinstance(cell, Bar) else {"kind": "words", "words": cell}


def _shown(value: Any) -> Any:
    """The same with every text made visible."""
    match value:
        case str():
            return visible(value)
        case dict():
            return {name: _shown(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_shown(inner) for inner in value]
        case _:
            return value
