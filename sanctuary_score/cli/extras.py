"""Packages that only some documents need: what to say when one is missing. Installs nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import typer

from sanctuary_score.cli.console import complain
from sanctuary_score.cli.options import CANNOT_EVALUATE

_NEEDED: Mapping[str, tuple[str, str]] = {
    "docx": ("Word documents", "office"),
    "openpyxl": ("Excel workbooks", "office"),
    "typst": ("PDF files", "pdf"),
}
"""By module: what needs it, and the extra of this program that brings it."""
_PACKAGES: Mapping[str, str] = {"office": "openpyxl python-docx", "pdf": "typst"}
"""What each extra brings: this program itself may have been installed from a folder that no index knows."""


@contextmanager
def extras() -> Iterator[None]:
    """End the command with a sentence when something in the block imports a package that an extra brings."""
    try:
        yield
    except ModuleNotFoundError as error:
        needed = _NEEDED.get(error.name or "")
        if needed is None:
            raise
        what, extra = needed
        complain(f"{what} need one more package; run `{sys.executable} -m pip install {_PACKAGES[extra]}`")
        raise typer.Exit(CANNOT_EVALUATE) from None
