"""A memo of one page for a council member: what it says (`content`), cut to fit (`clip`), and laid out (`sheet`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from sanctuary_score.memo.content import memo
from sanctuary_score.memo.sheet import sheet
from sanctuary_score.memo.values import Memo
from sanctuary_score.papers.blocks import Paper

__all__ = ["KINDS", "Memo", "memo", "sheet", "written"]

KINDS: Mapping[str, tuple[str, str]] = {
    "docx": ("sanctuary_score.papers.word", "as_docx"),
    "html": ("sanctuary_score.papers.html", "as_html"),
    "pdf": ("sanctuary_score.papers.pdf", "as_pdf"),
}
"""By the ending of the file: the module, imported only when it is asked for, and what in it writes a paper."""


def written(content: Memo, kind: str) -> bytes:
    """The memo as a file of this kind; KeyError when there is none, ModuleNotFoundError when its extra is missing."""
    module, name = KINDS[kind]
    write = cast("Callable[[Paper], str | bytes]", getattr(import_module(module), name))
    made = write(sheet(content))
    return made.encode("utf-8") if isinstance(made, str) else made
