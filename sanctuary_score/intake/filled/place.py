"""The sheet of the place in a filled form: its name, kind, the law above, and what it runs."""

from __future__ import annotations

from collections.abc import Sequence

from sanctuary_score.intake.cell_value import UnfitError, Value, one_value, text_value, whole_value, within_value
from sanctuary_score.intake.choices import KIND_WORDS, Choices, is_unknown
from sanctuary_score.intake.filled.entries import Entries
from sanctuary_score.intake.filled.tables import Row
from sanctuary_score.intake.profile_data import Data
from sanctuary_score.intake.spreadsheet import Cell
from sanctuary_score.kinds import AGENCIES
from sanctuary_score.validate import did_you_mean, quoted

_RUNS = Choices({"yes": "", "no": ""})
_NEEDED = {
    "name": "the place has no name yet; write it here",
    "kind": "what kind of place it is decides what is asked; choose it here",
}


def read_place(rows: Sequence[Row], entries: Entries, above: Choices) -> Data:
    """What the form says of the place itself; `entries` takes the cells, and what does not fit."""
    found: Data = {"name": "", "kind": "", "operates": []}
    about = {row.cells["code"].text.strip().lower(): row for row in rows if "code" in row.cells}
    for row in rows:
        if "code" not in row.cells and "value" in row.cells:
            entries.complain(row, "value", "the column `Code` is empty in this row, so nobody knows what it is about")
    for code, row in about.items():
        cell = row.cells.get("value")
        known = ("name", "kind", "within", "population", "note", *AGENCIES)
        if code not in known:
            entries.complain(row, "code", f"{quoted(code)} is no code of this sheet{did_you_mean(code, known)}")
            continue
        if cell is None or (code not in ("name", "note") and cell.kind == "text" and is_unknown(cell.text)):
            continue
        try:
            value = _value(code, cell, above)
        except UnfitError as error:
            entries.complain(row, "value", str(error))
            continue
        said = entries.take(row, "value", value)
        if code not in AGENCIES:
            found[code] = said
            entries.where[(code,)] = row.at("value")
        elif said == "yes":
            entries.where[("operates", len(found["operates"]))] = row.at("value")
            found["operates"].append(code)
    _look_for_what_is_missing(found, about, entries)
    return {key: found[key] for key in ("name", "kind", "operates", "within", "population", "note") if key in found}


def _look_for_what_is_missing(found: Data, about: dict[str, Row], entries: Entries) -> None:
    for code, message in _NEEDED.items():
        if code in about and not found[code] and about[code].at("value") not in (one.at for one in entries.problems):
            entries.complain(about[code], "value", message)
    first = next((row for code, row in about.items() if code in AGENCIES), None)
    if first is not None:
        entries.where[("operates",)] = first.at("value")
        cells = {row.at("value") for code, row in about.items() if code in AGENCIES}
        if not found["operates"] and cells.isdisjoint(one.at for one in entries.problems):
            message = "say `yes` for at least one thing that the place runs; police, jail and administration come first"
            entries.complain(first, "value", message)


def _value(code: str, cell: Cell, above: Choices) -> Value:
    if code == "kind":
        return one_value(cell, Choices(KIND_WORDS))
    if code == "within":
        return within_value(cell, above)
    if code == "population":
        return whole_value(cell)
    return one_value(cell, _RUNS) if code in AGENCIES else text_value(cell)
