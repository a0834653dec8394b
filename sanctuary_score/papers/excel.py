"""Workbooks for Excel, by openpyxl; the extra `office`. A text is a text, whatever it looks like: never a formula."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo

from sanctuary_score.characters import visible
from sanctuary_score.papers.archive import sealed

WORDS = "Read me"
"""The sheet of words, the first."""
_MOST = 32_000
"""Characters in a cell; Excel takes 32,767 and calls a file broken that has more."""
_LONGEST_LINK = 2_000
_DIGITS = 4
"""After the point of a number: so many are the same on every machine."""
_WORDS_WIDTH = 100
_LINE, _TALLEST = 15.0, 400.0
"""Points of a line of text, and of the tallest row; Excel has none above 409."""
_LOOK = TableStyleInfo(name="TableStyleLight1", showFirstColumn=True, showRowStripes=True)
_PLAIN = Font(name="Calibri", size=11)
_TITLE = Font(name="Calibri", size=11, bold=True)
_LINKED = Font(name="Calibri", size=11, underline="single", color="FF0B4F8A")
_WRAPPED = Alignment(vertical="top", wrap_text=True)


class Link(NamedTuple):
    """A text that leads to an address of the web."""

    text: str
    url: str


class Column(NamedTuple):
    """A column of a sheet: its title, and how many characters wide it is."""

    title: str
    width: int


Value = str | int | float | Link
"""A whole number is shown as such, any other with one digit after the point."""


class Book:
    """A workbook that is written row by row: a sheet of words, then tables with named columns and a frozen first row.

    Sheets and columns are named by the program, never by a profile.
    """

    def __init__(self, title: str, subject: str, sheets: Mapping[str, Sequence[Column]]) -> None:
        self._title, self._subject = title, subject
        self._columns = {WORDS: (Column(WORDS, _WORDS_WIDTH),)} | dict(sheets)
        self._rows = dict.fromkeys(self._columns, 0)
        self._book = Workbook(write_only=True)
        self._sheets: dict[str, Any] = {}
        for name, columns in self._columns.items():
            sheet = self._sheets[name] = self._book.create_sheet(name)
            for number, column in enumerate(columns, 1):
                sheet.column_dimensions[get_column_letter(number)].width = column.width
            sheet.page_setup.fitToHeight = 0
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
            if name != WORDS:
                sheet.freeze_panes = "A2"
                sheet.print_title_rows = "1:1"
                sheet.page_setup.orientation = "landscape"
                self._append(name, [column.title for column in columns], _TITLE)

    def say(self, text: str, *, title: bool = False) -> None:
        """One more line of the sheet of words."""
        self._append(WORDS, [text], _TITLE if title else _PLAIN)

    def add(self, name: str, row: Sequence[Value]) -> None:
        """One more row of a sheet."""
        self._append(name, row)

    def close(self) -> bytes:
        """The workbook as a file; a table without rows says so."""
        for name, columns in self._columns.items():
            if name == WORDS:
                continue
            if self._rows[name] == 1:
                self.add(name, ("none", *[""] * (len(columns) - 1)))
            last = f"{get_column_letter(len(columns))}{self._rows[name]}"
            table: Any = Table(displayName=name.replace(" ", ""), ref=f"A1:{last}", tableStyleInfo=_LOOK)
            table._initialise_columns()
            for named, column in zip(table.tableColumns, columns, strict=True):
                named.name = column.title
            with warnings.catch_warnings():
                # It reminds that the columns have to be named, which they are.
                warnings.simplefilter("ignore", UserWarning)
                self._sheets[name].add_table(table)
        out = io.BytesIO()
        self._book.save(out)
        return sealed(out.getvalue(), self._title, self._subject)

    def _append(self, name: str, row: Sequence[Value], font: Font = _PLAIN) -> None:
        sheet = self._sheets[name]
        cells = [_cell(sheet, value, font) for value in row]
        widths = [column.width for column in self._columns[name]]
        lines = max(-(-len(str(cell.value)) // width) for cell, width in zip(cells, widths, strict=True))
        self._rows[name] += 1
        # Not every program finds out by itself how tall a row of wrapped text has to be.
        sheet.row_dimensions[self._rows[name]].height = min(max(lines, 1) * _LINE, _TALLEST)
        sheet.append(cells)


def _cell(sheet: Any, value: Value, font: Font = _PLAIN) -> Any:
    cell = WriteOnlyCell(sheet)
    cell.alignment = _WRAPPED
    cell.font = font
    if isinstance(value, float | int):
        cell.value = round(value, _DIGITS)
        cell.number_format = "0" if isinstance(value, int) else "0.0"
        return cell
    text = value.text if isinstance(value, Link) else value
    cell.value = visible(text)[:_MOST]
    # openpyxl takes what begins with `=` for a formula, and Excel would when somebody edits the cell.
    cell.data_type = "s"
    cell.quotePrefix = True
    if isinstance(value, Link) and value.url.startswith(("https://", "http://")) and len(value.url) <= _LONGEST_LINK:
        cell.hyperlink = value.url
        cell.font = _LINKED
    return cell
