"""Which sheet of a workbook is which of the form, and its rows by the keys of its columns.

Sheets are known by their headings, so they may be renamed, moved and copied, and have other columns beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sanctuary_score.intake.filled.cell_problem import At, CellProblem
from sanctuary_score.intake.form.layout import ONLY_READ, About, Holds, Layout
from sanctuary_score.intake.spreadsheet import Cell, Sheet, Spot
from sanctuary_score.validate import quoted

_SEARCHED = 20
"""Rows in which the headings may stand."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the form."""

    number: int
    sheet: tuple[int, str]
    """Number and name of the sheet."""
    cells: Mapping[str, Cell]
    """Those that hold something, by the key of their column."""
    columns: Mapping[str, int]

    def at(self, key: str) -> At:
        """Where the cell of this column is; the row's first one when the sheet has no such column."""
        return At(*self.sheet, Spot(self.number, self.columns.get(key, 1)))


def find_rows(
    sheets: Sequence[Sheet], layouts: Mapping[About, Layout]
) -> tuple[Mapping[About, Sequence[Row]], list[CellProblem]]:
    """The rows about each thing, in the order of the workbook, and what is wrong with the sheets."""
    found: dict[About, list[Row]] = {about: [] for about in layouts}
    problems: list[CellProblem] = []
    seen: list[About] = []
    for number, sheet in enumerate(sheets):
        known = _known(sheet, layouts)
        if known is None:
            problems += _stranger(number, sheet)
            continue
        layout, heading = known
        seen.append(layout.about)
        columns, wrong = _columns(number, sheet, layout, heading)
        rows = _rows(number, sheet, layout, heading, columns)
        problems += [*wrong, *_merged(number, sheet, heading, columns)]
        found[layout.about] += rows
    if seen.count("place") != 1:
        message = f"the form has one sheet with the headings of Place, this workbook {seen.count('place') or 'none'}"
        problems.append(CellProblem(None, "error", f"{message}; make a new form with `new --form`, and copy the cells"))
    return found, problems


def _known(sheet: Sheet, layouts: Mapping[About, Layout]) -> tuple[Layout, int] | None:
    """What the sheet is about, and the row of its headings; None for a sheet that is none of the form's."""
    headings: dict[int, set[str]] = {}
    for spot, cell in sheet.cells.items():
        if spot.row <= _SEARCHED and cell.kind == "text":
            headings.setdefault(spot.row, set()).add(_plain(cell.text))
    for row in sorted(headings):
        for layout in layouts.values():
            if all(_plain(layout.column(key).heading) in headings[row] for key in layout.marks):
                return layout, row
    return None


def _plain(heading: str) -> str:
    return " ".join(heading.lower().split())


def _stranger(number: int, sheet: Sheet) -> Iterator[CellProblem]:
    """What to say of a sheet that is none of the form's: nothing of one that is only read or hidden."""
    if sheet.cells and not sheet.hidden and sheet.name not in ONLY_READ:
        message = "this sheet has not the headings of any sheet of the form, so it was not read"
        yield CellProblem(At(number, sheet.name), "warning", message)


def _columns(number: int, sheet: Sheet, layout: Layout, heading: int) -> tuple[Mapping[str, int], list[CellProblem]]:
    keys = {_plain(column.heading): column.key for column in layout.columns}
    columns: dict[str, int] = {}
    problems: list[CellProblem] = []
    strange: list[tuple[Spot, Cell]] = []
    for spot, cell in sorted(sheet.cells.items()):
        key = keys.get(_plain(cell.text)) if spot.row == heading else None
        if spot.row == heading and key is None:
            strange.append((spot, cell))
        elif key in columns:
            message = f"{quoted(cell.text)} stands over two columns; name each column once"
            problems.append(CellProblem(At(number, sheet.name, spot), "error", message))
        elif key is not None:
            columns[key] = spot.column
    read = [column for column in layout.columns if column.holds is not Holds.SHOWN]
    missing = [f"`{column.heading}`" for column in read if column.key not in columns]
    if missing and strange:
        spot, cell = strange[0]
        message = f"{quoted(cell.text)} is no heading of this sheet, and {' and '.join(missing)} cannot be found"
        problems.append(CellProblem(At(number, sheet.name, spot), "error", f"{message}; write the heading back"))
    return columns, problems


def _rows(number: int, sheet: Sheet, layout: Layout, heading: int, columns: Mapping[str, int]) -> list[Row]:
    keys = {column: key for key, column in columns.items() if layout.column(key).holds is not Holds.SHOWN}
    found: dict[int, dict[str, Cell]] = {}
    for spot, cell in sheet.cells.items():
        if spot.row > heading and spot.column in keys:
            found.setdefault(spot.row, {})[keys[spot.column]] = cell
    return [Row(row, (number, sheet.name), found[row], columns) for row in sorted(found)]


def _merged(number: int, sheet: Sheet, heading: int, columns: Mapping[str, int]) -> Iterator[CellProblem]:
    """Merged cells with something in them: what the cells below or beside should hold cannot be known."""
    for first, last in sheet.merged:
        inside = any(first.column <= column <= last.column for column in columns.values())
        if inside and first.row > heading and first in sheet.cells:
            message = f"the cells {first.name} to {last.name} are merged; unmerge them and fill each one"
            yield CellProblem(At(number, sheet.name, first), "error", message)
