"""Workbooks for the tests of `intake`: forms of the small rubric, filled as staff would, and others made by hand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import load_workbook
from worlds import TESTS, small_rubric

from sanctuary_score.atlas import Atlas
from sanctuary_score.intake.choices import Choices
from sanctuary_score.intake.filled.form_data import Filled, read_form
from sanctuary_score.intake.form.pages import Page, blank, pages, place_choices
from sanctuary_score.intake.form.workbook import form
from sanctuary_score.intake.profile_data import Data
from sanctuary_score.intake.spreadsheet import Cell, Sheet, Spot
from sanctuary_score.rubric import Rubric

TREE = Atlas(str(TESTS / "tree"))
ABOVE = Choices({"us/il": "Illinois", "us/wi": "Wisconsin"})
BLANK = blank("city", "Springfield", "us/il")


def small_form(data: Data = BLANK) -> bytes:
    """The form of the small rubric."""
    return form(pages(data, small_rubric()), place_choices(ABOVE.meanings), small_rubric(), "A form")


def typed(path: Path, raw: bytes) -> bytes:
    """The form with the cells filled that a file names, a line a cell: `Laws E3 = day 2021-01-27`."""
    book = load_workbook(io.BytesIO(raw))
    merged = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        where, _, value = line.partition(" = ")
        sheet, _, cell = where.rpartition(" ")
        if cell.startswith("merge:"):
            merged.append((sheet, cell.removeprefix("merge:")))
        elif cell == "name":
            book[sheet].title = value
        else:
            _type(book[sheet][cell], value)
    for sheet, cells in merged:
        book[sheet].merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _type(cell: Any, value: str) -> None:
    kind, _, rest = value.partition(" ")
    match kind:
        case "day":
            cell.value, cell.number_format = date.fromisoformat(rest), "m/d/yyyy"
        case "month":
            cell.value, cell.number_format = date.fromisoformat(f"{rest}-01"), "mmm-yy"
        case "no-year":
            cell.value, cell.number_format = datetime.fromisoformat(rest), "d-mmm"
        case "number":
            cell.value, cell.number_format = float(rest), "General"
        case "truth":
            cell.value = rest == "TRUE"
        case "formula":
            cell.value = f"={rest}"
        case "error":
            cell.value, cell.data_type = rest, "e"
        case "nothing":
            cell.value = None
        case _:
            # What is written as an escape stands for a character that cannot be seen.
            cell.value = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), value)
            cell.data_type = "s"


def cells_of(found: Iterable[Page]) -> list[Sheet]:
    """The sheets of a form as they would be read back, without the work of writing a file."""
    sheets = []
    for page in found:
        columns = page.layout.columns
        cells = {Spot(2, index): Cell("text", column.heading) for index, column in enumerate(columns, 1)}
        for number, row in enumerate(page.rows, 3):
            for index, column in enumerate(columns, 1):
                if row.get(column.key, "").strip():
                    cells[Spot(number, index)] = Cell("text", row[column.key])
        sheets.append(Sheet(page.name, False, cells, ()))
    return sheets


def filled(data: Data, rubric: Rubric) -> Filled:
    """What is read from the form that holds the data."""
    return read_form(cells_of(pages(data, rubric)), rubric, ABOVE)


def shown(raw: bytes) -> Iterator[str]:
    """A workbook as lines of text: sheets, cells, drop-downs, and what else matters to its readers."""
    book: Any = load_workbook(io.BytesIO(raw))
    yield f"title: {book.properties.title}; language: {book.properties.language}"
    for sheet in book.worksheets:
        locked = sum(cell.protection.locked for row in sheet.iter_rows(min_row=3) for cell in row)
        facts = [sheet.sheet_state, f"frozen {sheet.freeze_panes}", f"titles {sheet.print_title_rows}"]
        facts += [f"table {table.ref}" for table in sheet.tables.values()]
        facts += [f"protected {sheet.protection.sheet}", f"password {sheet.protection.hashValue}"]
        yield f"\n== {sheet.title} ({'; '.join(facts)}; {locked} locked cells below the headings)"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"{cell.coordinate} [{cell.data_type}] {cell.value!r}"
        for one in sheet.data_validations.dataValidation:
            strict = "strict " if one.showErrorMessage else ""
            yield f"{one.sqref}: {one.type or 'says'} {one.formula1 or ''} {strict}{one.prompt!r}"


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def by_hand(sheets: Mapping[str, str], parts: Mapping[str, str | bytes] | None = None, main: str = _MAIN) -> bytes:
    """A workbook of sheets whose XML is given (what stands within `worksheet`), and of other parts."""
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}"/>' for number, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/worksheet" Target="s{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    found: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="a" Type="{_OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{links}'
        f'<Relationship Id="w" Type="{_OFFICE}/sharedStrings" Target="strings.xml"/>'
        f'<Relationship Id="y" Type="{_OFFICE}/styles" Target="/xl/styles.xml"/></Relationships>',
    }
    for number, inside in enumerate(sheets.values(), 1):
        found[f"xl/s{number}.xml"] = f'<worksheet xmlns="{main}">{inside}</worksheet>'
    return packed(found | dict(parts or {}))


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
