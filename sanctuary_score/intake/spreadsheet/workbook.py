"""All sheets of a workbook in order, with the words and the formats that they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sanctuary_score.intake.spreadsheet.archive import Archive, Part, WorkbookError, resolved
from sanctuary_score.intake.spreadsheet.numbers import day_text, is_day
from sanctuary_score.intake.spreadsheet.sheet import MAX_CELLS, Sheet, SheetReader, unescaped

MAX_SHEETS = 200


def read_workbook(raw: bytes) -> tuple[Sheet, ...]:
    """The sheets of an Excel workbook (.xlsx or .xlsm). Raises WorkbookError, in words for people."""
    archive = Archive(raw)
    main = _main_part(archive)
    book = _Book()
    archive.read(main, Part(book.start, lambda _: None, lambda _: None))
    relations = _relations(archive, main)
    shared = {kind: name for kind, name in relations.values() if kind in ("sharedStrings", "styles")}
    strings = _Strings()
    if "sharedStrings" in shared:
        archive.read(shared["sharedStrings"], Part(strings.start, strings.end, strings.text))
    styles = _Styles()
    if "styles" in shared:
        archive.read(shared["styles"], Part(styles.start, styles.end, lambda _: None))
    found: list[Sheet] = []
    room = MAX_CELLS
    for entry in book.sheets:
        kind, name = relations.get(entry.relation, ("", ""))
        if kind != "worksheet":
            continue
        reader = SheetReader(strings.found, lambda serial, index: styles.day(serial, index, book.from_1904), room)
        archive.read(name, reader.part())
        room -= len(reader.cells)
        found.append(Sheet(entry.name, entry.hidden, reader.cells, reader.merged))
    if not found:
        raise WorkbookError("the workbook holds no sheet with cells; make a form with `new --form`")
    return tuple(found)


def _main_part(archive: Archive) -> str:
    if archive.holds("_rels/.rels"):
        for kind, name in _relations(archive, "").values():
            if kind == "officeDocument" and name.endswith(".xml"):
                return name
    raise WorkbookError("the file is no Excel workbook; save it as one (.xlsx), not in the format of another program")


def _relations(archive: Archive, name: str) -> Mapping[str, tuple[str, str]]:
    """What a part leads to, by id: the last word of the kind of relation, and the part. Nothing outside the file."""
    folder, _, file = name.rpartition("/")
    path = f"{folder}/_rels/{file}.rels".lstrip("/")
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: Mapping[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = resolved(name, attributes.get("Target", ""))
            if archive.holds(target):
                found[attributes.get("Id", "")] = attributes.get("Type", "").rpartition("/")[2], target

    if archive.holds(path):
        archive.read(path, Part(start, lambda _: None, lambda _: None))
    return found


class _Entry(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    hidden: bool


@dataclass(slots=True)
class _Book:
    """What the main part says."""

    sheets: list[_Entry] = field(default_factory=list)
    from_1904: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "sheet":
            if len(self.sheets) >= MAX_SHEETS:
                raise WorkbookError(f"the workbook has more than {MAX_SHEETS} sheets (MAX_SHEETS); take some out")
            state = attributes.get("state", "visible")
            self.sheets.append(_Entry(attributes.get("name", ""), attributes.get("id", ""), state != "visible"))


@dataclass(slots=True)
class _Strings:
    """The shared words; what stands above them as a help to read them is left out."""

    found: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _path: list[str] = field(default_factory=list)

    def start(self, name: str, _: Mapping[str, str]) -> None:
        self._path.append(name)
        if name == "si":
            self._open = []

    def end(self, name: str) -> None:
        self._path.pop()
        if name == "si":
            self.found.append(unescaped("".join(self._open)))

    def text(self, text: str) -> None:
        if self._path[-1] == "t" and "rPh" not in self._path:
            self._open.append(text)


@dataclass(slots=True)
class _Styles:
    """Which formats show days."""

    codes: dict[int, str] = field(default_factory=dict)
    formats: list[int] = field(default_factory=list)
    """The format of each style, in order."""
    _inside: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self.codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.formats.append(_number(attributes.get("numFmtId")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def day(self, serial: float, index: int, from_1904: bool) -> str | None:
        """The day that a number is in the style of this index; empty when it shows no year, None for a number."""
        number = self.formats[index] if index < len(self.formats) else 0
        code = self.codes.get(number)
        if not is_day(number, code):
            return None
        return day_text(serial, number, code, from_1904=from_1904) or ""


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else 0
