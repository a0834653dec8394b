"""The form as an Excel workbook, by openpyxl; the extra `office`. A text is a text, whatever it looks like.

Heading rows are locked without a password; everything below them can be filled, sorted and filtered. Each sheet is one
real table with its headings in row 2, so that screen readers say them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from sanctuary_score.intake.choices import Choices
from sanctuary_score.intake.form.layout import LISTS, MEANINGS, WORDS, Column, Holds
from sanctuary_score.intake.form.lists import FIRST_WORD, Lists, list_named_in, name_of
from sanctuary_score.intake.form.look import (
    dress,
    dressed,
    lay_out,
    make_room,
    protect,
    put,
    write_heading,
    write_title,
    write_words,
)
from sanctuary_score.intake.form.pages import Page
from sanctuary_score.intake.form.readme import meanings, read_me
from sanctuary_score.papers.archive import sealed
from sanctuary_score.rubric import Rubric

_HEADINGS = 2
"""The row of the headings."""
_FIRST = 3
_ARROW = " ..."
"""As wide as the button that opens the filter."""
_LAST_LAW = 500
_ZOOM = 85
_READING_WIDTH = 95
_LOOK = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)


def form(pages: Sequence[Page], place: Mapping[str, Choices], rubric: Rubric, title: str) -> bytes:
    """The workbook as a file; `place` holds what may be chosen on the sheet of the place, by code.

    Raises `look.TooLongError` for a text that no cell can hold. Equal input gives equal bytes.
    """
    book = dressed(Workbook())
    _words(book.active, read_me(pages, rubric))
    lists = Lists(pages, place, rubric)
    for page in pages:
        sheet = book.create_sheet(page.name)
        _sheet(sheet, page)
        for validation in _validations(page, lists):
            sheet.add_data_validation(validation)
    _sheet(book.create_sheet(MEANINGS), meanings(rubric))
    _lists(book.create_sheet(LISTS), lists)
    out = io.BytesIO()
    book.save(out)
    return sealed(out.getvalue(), title, f"Form of the rubric {rubric.header.id}, version {rubric.header.version.text}")


def _words(sheet: Any, lines: Sequence[str]) -> None:
    sheet.title = WORDS
    sheet.column_dimensions["A"].width = _READING_WIDTH
    write_title(sheet.cell(1, 1), lines[0])
    for number, line in enumerate(lines[1:], 2):
        write_words(sheet.cell(number, 1), line)
        make_room(sheet, number, {"words": line}, (Column("words", "", _READING_WIDTH, Holds.SHOWN),))
    lay_out(sheet)
    sheet.protection.sheet = True


def _lists(sheet: Any, lists: Lists) -> None:
    for index, (name, words) in enumerate(lists.words.items(), 1):
        put(sheet.cell(1, index), name)
        sheet.cell(2, index).value = len(words)
        for row, word in enumerate(words, FIRST_WORD):
            put(sheet.cell(row, index), word)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def _sheet(sheet: Any, page: Page) -> None:
    columns = page.layout.columns
    write_title(sheet.cell(1, 1), page.title)
    make_room(sheet, _HEADINGS, {column.key: column.heading + _ARROW for column in columns}, columns)
    for index, column in enumerate(columns, 1):
        write_heading(sheet.cell(_HEADINGS, index), column.heading)
        sheet.column_dimensions[get_column_letter(index)].width = column.width
        for number in range(_FIRST, _last(page) + 1):
            dress(sheet.cell(number, index), column, locked=page.layout.about == "place" and column.key != "value")
    for number, row in enumerate(page.rows, _FIRST):
        for index, column in enumerate(columns, 1):
            put(sheet.cell(number, index), row.get(column.key, ""))
        make_room(sheet, number, row, columns)
    table: Any = Table(displayName="Form_" + re.sub(r"\W", "_", page.name), tableStyleInfo=_LOOK)
    table.ref = f"A{_HEADINGS}:{get_column_letter(len(columns))}{_last(page)}"
    sheet.add_table(table)
    sheet.freeze_panes = f"{'C' if page.layout.about == 'area' else 'B'}{_FIRST}"
    sheet.sheet_view.zoomScale = _ZOOM
    lay_out(sheet)
    sheet.print_title_rows = f"1:{_HEADINGS}"
    protect(sheet)


def _last(page: Page) -> int:
    """The last row of the table; it has at least one below its headings."""
    return _HEADINGS + max(len(page.rows) + page.spare, 1)


def _validations(page: Page, lists: Lists) -> Iterator[DataValidation]:
    """The drop-downs of a sheet, and what is said when one of its cells is chosen."""
    letters = {column.key: get_column_letter(index) for index, column in enumerate(page.layout.columns, 1)}
    if page.layout.about == "place":
        for number, row in enumerate(page.rows, _FIRST):
            cell = f"{letters['value']}{number}"
            yield _validation(lists.range_of(row["code"]), row["label"], row["meaning"], cell, strict=False)
        return
    for column in page.layout.columns:
        listed = _listed(page, column, letters, lists)
        if listed or column.says:
            cells = f"{letters[column.key]}{_FIRST}:{letters[column.key]}{_last(page)}"
            strict = column.holds in (Holds.CODE, Holds.ONE)
            yield _validation(listed, column.heading, column.says, cells, strict=strict)


def _listed(page: Page, column: Column, letters: Mapping[str, str], lists: Lists) -> str | None:
    """The words of a column's drop-down, as a formula; None for a column without one."""
    match column.holds:
        case Holds.ANSWER:
            return list_named_in(f"${letters['code']}{_FIRST}")
        case Holds.LAW:
            return f"OFFSET(Laws!$A${_FIRST},0,0,MAX(1,COUNTA(Laws!$A${_FIRST}:$A${_LAST_LAW})),1)"
        case Holds.CODE:
            return lists.range_of(page.name)
        case _:
            return lists.range_of(name_of(page, column))


def _validation(listed: str | None, title: str, says: str, cells: str, *, strict: bool) -> DataValidation:
    found = DataValidation(type="list" if listed else None, formula1=listed, allow_blank=True)
    found.promptTitle, found.prompt, found.showInputMessage = title[:32], says or None, bool(says)
    found.errorTitle, found.error, found.showErrorMessage = "Not in the list", "Choose one of the list.", strict
    found.add(cells)
    return found
