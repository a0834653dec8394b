"""One sheet: its cells, as far as they hold something, and what is merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sanctuary_score.intake.spreadsheet.archive import Part, WorkbookError
from sanctuary_score.intake.spreadsheet.numbers import number_text

MAX_CELLS = 100_000
"""Cells with something in them, of all sheets."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")

_TRUTHS = {"TRUE()": "yes", "FALSE()": "no"}
"""What LibreOffice writes for a truth that somebody typed."""

Kind = Literal["text", "number", "day", "yes-no", "formula", "error"]


class Cell(NamedTuple):
    """What stands in a cell: a kind, and the words for it."""

    kind: Kind
    text: str
    """A day as YYYY-MM-DD or less, empty when no year is shown; a truth as `yes` or `no`."""


class Spot(NamedTuple):
    """Row and column, both from 1."""

    row: int
    column: int

    @property
    def name(self) -> str:
        """What Excel calls it: `D14`."""
        letters, left = "", self.column
        while left:
            left, rest = divmod(left - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook."""

    name: str
    hidden: bool
    cells: Mapping[Spot, Cell]
    """Only those that hold something."""
    merged: Sequence[tuple[Spot, Spot]]
    """First and last cell of each range that was merged into one."""


Days = Callable[[float, int], str | None]
"""The day that a number is in the style of this index, empty when none is shown; None when it is a plain number."""


def spot_of(reference: str) -> Spot | None:
    """The spot that a name such as `D14` means; None when it is none."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Spot(int(found[2]), column)


def unescaped(text: str) -> str:
    """The text with what Excel writes as `_x000D_` put back."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


@dataclass(slots=True)
class SheetReader:
    """Takes the events of a sheet's part."""

    strings: Sequence[str]
    days: Days
    room: int
    """How many more cells may be kept."""
    cells: dict[Spot, Cell] = field(default_factory=dict)
    merged: list[tuple[Spot, Spot]] = field(default_factory=list)
    _row: int = 0
    _spot: Spot = field(default_factory=lambda: Spot(0, 0))
    _attributes: Mapping[str, str] = field(default_factory=dict)
    _path: list[str] = field(default_factory=list)
    _value: list[str] = field(default_factory=list)
    _inline: list[str] = field(default_factory=list)
    _formula: list[str] | None = None

    def part(self) -> Part:
        """What the archive is to tell."""
        return Part(self._start, self._end, self._text)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._path.append(name)
        if name == "row":
            self._row = _whole(attributes.get("r")) or self._row + 1
            self._spot = Spot(self._row, 0)
        elif name == "c":
            self._spot = spot_of(attributes.get("r", "")) or Spot(self._row, self._spot.column + 1)
            self._attributes, self._value, self._inline, self._formula = attributes, [], [], None
        elif name == "f":
            self._formula = []
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            one, other = spot_of(first), spot_of(last)
            if one and other and len(self.merged) < MAX_CELLS:
                self.merged.append((one, other))

    def _end(self, name: str) -> None:
        self._path.pop()
        if name == "c":
            cell = self._cell()
            if cell is not None:
                self._keep(cell)

    def _text(self, text: str) -> None:
        if self._path[-1] == "v":
            self._value.append(text)
        elif self._path[-1] == "f" and self._formula is not None:
            self._formula.append(text)
        elif self._path[-1] == "t" and "is" in self._path and "rPh" not in self._path:
            self._inline.append(text)

    def _keep(self, cell: Cell) -> None:
        if len(self.cells) >= self.room:
            raise WorkbookError(f"the workbook has more than {MAX_CELLS:,} filled cells (MAX_CELLS); take some out")
        self.cells[self._spot] = cell

    def _cell(self) -> Cell | None:
        """What stands in the cell that has ended; None when nothing does."""
        kind, value = self._attributes.get("t", "n"), "".join(self._value)
        if self._formula is not None:
            truth = _TRUTHS.get("".join(self._formula).upper())
            return Cell("formula", "") if truth is None else Cell("yes-no", truth)
        match kind:
            case "s":
                index = _whole(value)
                text = self.strings[index] if index is not None and index < len(self.strings) else ""
            case "inlineStr":
                text = unescaped("".join(self._inline))
            case "str":
                text = unescaped(value)
            case "b":
                return Cell("yes-no", "yes" if value.strip() == "1" else "no")
            case "e":
                return Cell("error", value)
            case "d":
                return Cell("day", value[:10])
            case _:
                return self._number(value.strip()) if value.strip() else None
        return Cell("text", text) if text.strip() else None

    def _number(self, value: str) -> Cell:
        number = number_text(value)
        if number is None:
            return Cell("error", value)
        day = self.days(float(value), _whole(self._attributes.get("s")) or 0)
        return Cell("number", number) if day is None else Cell("day", day)


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else None
