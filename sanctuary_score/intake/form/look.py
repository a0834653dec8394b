"""How the form looks: fonts, fills, heights of rows, paper. Nothing means anything by its colour alone."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.dimensions import RowDimension

from sanctuary_score.intake.form.layout import Column, Holds
from sanctuary_score.intake.form.pages import Row

MOST_CHARACTERS = 32_767
"""What a cell of Excel holds."""
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LINE_HEIGHT, _TALLEST = 15.0, 409.0
"""In points; Excel has no taller rows."""
_DENSITY = 1.15
"""Letters in the width of a digit, which is what a column is measured in."""
_WIDE = 30
"""Narrower columns have no letter to spare."""


_FONT, _BLACK, _WHITE = "Calibri", "FF000000", "FFFFFFFF"
_TOP = Alignment(vertical="top", wrap_text=True)
_SIDE = Side("thin", color="FF808080")
_LINE, _BOX = Border(bottom=_SIDE), Border(_SIDE, _SIDE, bottom=_SIDE)
_TITLE, _HEADING, _WORDS = "Form title", "Form heading", "Form words"
_SHOWN, _ASKED, _FIXED = "Form shown", "Form asked", "Form fixed"


class TooLongError(ValueError):
    """A text does not fit into a cell."""


class _Height(RowDimension):
    """A height to begin with, which Excel may change when somebody types more."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 (openpyxl's name)
        return False


def put(cell: Any, text: str) -> None:
    """Write a text that stays one: `=` begins no formula, `_x0041_` is no escape. Raises TooLongError."""
    if len(text) > MOST_CHARACTERS:
        raise TooLongError(f"the text that begins with `{text[:40]}` is longer than a cell of Excel can be")
    if text:
        cell.value = _ESCAPED.sub("_x005F_", text).replace("\r", "_x000D_")
        cell.data_type = "s"
        if text[0] in "=+-@":
            cell.quotePrefix = True


def dressed(book: Any) -> Any:
    """The workbook, after it has learned the styles of the form."""
    plain = Font(_FONT, size=11, color=_BLACK)
    unlocked: Any = {"number_format": "@", "protection": Protection(locked=False)}
    for style in (
        NamedStyle(_TITLE, font=Font(_FONT, bold=True, size=14, color=_BLACK)),
        NamedStyle(
            _HEADING,
            font=Font(_FONT, bold=True, size=11, color=_WHITE),
            fill=PatternFill("solid", fgColor="FF1F3864"),
            alignment=_TOP,
        ),
        NamedStyle(_WORDS, font=plain, alignment=_TOP),
        NamedStyle(_FIXED, font=plain, alignment=_TOP, border=_LINE, number_format="@"),
        NamedStyle(_SHOWN, font=plain, alignment=_TOP, border=_LINE, **unlocked),
        NamedStyle(
            _ASKED, font=plain, alignment=_TOP, border=_BOX, fill=PatternFill("solid", fgColor="FFFFF8E1"), **unlocked
        ),
    ):
        book.add_named_style(style)
    return book


def write_title(cell: Any, text: str) -> None:
    """The first line of a sheet."""
    cell.style = _TITLE
    put(cell, text)


def write_heading(cell: Any, text: str) -> None:
    """The heading of a column, locked."""
    cell.style = _HEADING
    put(cell, text)


def write_words(cell: Any, text: str) -> None:
    """A paragraph that is only read."""
    cell.style = _WORDS
    put(cell, text)


def dress(cell: Any, column: Column, *, locked: bool) -> None:
    """Make an empty cell one to fill in: text is kept as it is typed, and no day is made of a section."""
    if locked:
        cell.style = _FIXED
    else:
        cell.style = _SHOWN if column.holds in (Holds.SHOWN, Holds.CODE) else _ASKED


def make_room(sheet: Any, number: int, row: Row, columns: Sequence[Column]) -> None:
    """Make a row as high as its longest text needs."""
    lines = max(_lines(row.get(column.key, ""), column.width) for column in columns)
    sheet.row_dimensions[number] = _Height(sheet, index=number, ht=min(lines * _LINE_HEIGHT, _TALLEST))


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of this width."""
    letters = width if width < _WIDE else int(width * _DENSITY)
    return max(sum(max(len(textwrap.wrap(line, letters)), 1) for line in text.split("\n")), 1)


def lay_out(sheet: Any) -> None:
    """Paper: landscape, as wide as a page, with the name of the sheet and the page at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_LETTER
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&A, page &P of &N"


def protect(sheet: Any) -> None:
    """Lock what is locked, without a password; rows may be added, sorted, filtered and made higher."""
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        # For openpyxl a protection that is False is one that does not apply.
        setattr(sheet.protection, allowed, False)
