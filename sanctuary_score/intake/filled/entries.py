"""The laws of a filled form and what hangs on them: sources, suspensions, bans, and searches and waivers beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sanctuary_score.diagnostic import Route
from sanctuary_score.intake.cell_value import (
    UnfitError,
    Value,
    address_value,
    day_value,
    one_value,
    some_values,
    text_value,
)
from sanctuary_score.intake.choices import Choices, word_of
from sanctuary_score.intake.filled.cell_problem import At, CellProblem
from sanctuary_score.intake.filled.tables import Row
from sanctuary_score.intake.form.layout import About, Column, Holds, Layout
from sanctuary_score.intake.profile_data import Data
from sanctuary_score.intake.spreadsheet import Cell
from sanctuary_score.questions import NONE
from sanctuary_score.rubric import Rubric
from sanctuary_score.validate import did_you_mean, quoted

_ELSEWHERE = (Holds.LAW, Holds.QUESTION, Holds.QUESTIONS)
"""What is read with the rest of its row."""


def _empty(column: Column, layout: Layout) -> str:
    other = f", say under `{layout.column(column.unless).heading}` who keeps it" if column.unless else ""
    return f"the column `{column.heading}` is empty here; fill it{other}, or empty the whole row"


class Entries:
    """What is read so far: the laws by short name, the cell of each part, and what does not fit."""

    def __init__(self, known: Mapping[About, Layout], problems: list[CellProblem]) -> None:
        self.known = known
        self.problems = problems
        self.where: dict[Route, At] = {}
        self.policies: dict[str, Data] = {}
        self.routes: dict[str, Route] = {}
        """The route of each law."""
        self.lost: set[str] = set()
        """Short names of laws whose rows do not fit: whatever names them is no problem of its own."""

    def complain(self, row: Row, key: str, message: str) -> None:
        """Note what does not fit in a cell."""
        self.problems.append(CellProblem(row.at(key), "error", message))

    def doubt(self, row: Row, key: str, message: str) -> None:
        """Note what to look at again."""
        self.problems.append(CellProblem(row.at(key), "warning", message))

    def mark(self, route: Route, row: Row, key: str, value: object) -> None:
        """Remember the cell that a value, and each word of a list, comes from."""
        self.where[route] = row.at(key)
        for index, _ in enumerate(value if isinstance(value, list) else ()):
            self.where[(*route, index)] = row.at(key)

    def take(self, row: Row, key: str, value: Value | None) -> str | tuple[str, ...] | None:
        """The value, after its doubt is noted."""
        if value is not None and value.doubt:
            self.doubt(row, key, value.doubt)
        return value.value if value is not None else None

    def fields(self, row: Row, about: About) -> Data | None:
        """The cells of a row as data; None when a needed one is missing or one does not fit."""
        layout, found, sound = self.known[about], {}, True
        for column in layout.columns:
            cell = row.cells.get(column.key)
            try:
                if cell is not None and column.holds not in _ELSEWHERE:
                    value = self.take(row, column.key, _read(column, cell))
                    found[column.key] = list(value) if isinstance(value, tuple) else value
                elif cell is None and column.needed and column.unless not in row.cells:
                    raise UnfitError(_empty(column, layout))
            except UnfitError as error:
                sound = False
                self.complain(row, column.key, str(error))
        return found if sound else None

    def law(self, row: Row) -> str | None:
        """The short name of the law that the row names; None when there is none such."""
        cell = row.cells.get("law")
        if cell is None:
            return None
        name = word_of(cell.text)
        if name in self.policies:
            return name
        if name not in self.lost:
            shown = quoted(cell.text) if cell.text else f"a {cell.kind}"
            hint = did_you_mean(name, self.policies) if self.policies else ""
            self.complain(row, "law", f"no row of the sheet Laws has the short name {shown}{hint}")
        return None

    def laws(self, rows: Sequence[Row]) -> list[Data]:
        """The policies, in the order of their rows; others of this object add to them."""
        for row in rows:
            found = self.fields(row, "laws")
            name = word_of(row.cells["id"].text) if "id" in row.cells else ""
            twice = name in self.policies or name in self.lost
            if name and twice:
                self.complain(row, "id", f"two laws are called {quoted(name)}; rename one")
            if found is None or twice:
                self.lost.add(name)
                continue
            route: Route = ("policies", len(self.policies))
            self.policies[name] = found
            self.routes[name] = route
            self.where[route] = row.at("id")
            for key, value in found.items():
                self.mark((*route, key), row, key, value)
        return list(self.policies.values())

    def sources(self, rows: Sequence[Row]) -> None:
        """Add the sources to their laws."""
        self._listed(rows, "sources", "sources", "title")

    def suspensions(self, rows: Sequence[Row]) -> None:
        """Add the suspensions to their laws."""
        self._listed(rows, "suspensions", "suspended", "from")

    def _listed(self, rows: Sequence[Row], about: About, key: str, first: str) -> None:
        for row in rows:
            found, law = self.fields(row, about), self.law(row)
            if found is None or law is None:
                continue
            entries: list[Data] = self.policies[law].setdefault(key, [])
            route = (*self.routes[law], key, len(entries))
            entries.append(found)
            self.where[route] = row.at(first)
            for name, value in found.items():
                self.mark((*route, name), row, name, value)

    def bans(self, rows: Sequence[Row], rubric: Rubric) -> None:
        """Add what laws forbid to places below."""
        for row in rows:
            found, law = self.fields(row, "bans"), self.law(row)
            if found is None or law is None or not self._questions(row, found, rubric):
                continue
            practice = found.pop("practice")
            forbids: Data = self.policies[law].setdefault("forbids", {})
            if practice in forbids:
                self.complain(
                    row, "practice", f"{quoted(law)} forbids {quoted(practice)} in another row; make one of them"
                )
                continue
            forbids[practice] = found
            route = (*self.routes[law], "forbids", practice)
            self.where[route] = row.at("practice")
            for name, value in found.items():
                self.mark((*route, name), row, name, value)

    def _questions(self, row: Row, found: Data, rubric: Rubric) -> bool:
        """Add what the row says of questions of its practice; False when they are none."""
        asked = rubric.practices[found["practice"]].questions
        try:
            if cell := row.cells.get("questions"):
                found["questions"] = list(some_values(cell, Choices(dict.fromkeys((*asked, NONE), ""))).value)
            if cell := row.cells.get("question"):
                found["question"] = one_value(cell, Choices(dict.fromkeys(asked, ""))).value
        except UnfitError as error:
            self.complain(row, "questions" if "questions" in row.cells else "question", str(error))
            return False
        return True

    def searches(self, rows: Sequence[Row]) -> Data:
        """The practices that were searched for in vain, with the day."""
        found: Data = {}
        for row in rows:
            entry = self.fields(row, "searches")
            if entry is not None:
                self.where[("none_found", entry["practice"])] = row.at("day")
                found[entry["practice"]] = entry["day"]
        return found

    def waivers(self, rows: Sequence[Row], rubric: Rubric) -> list[Data]:
        """The waivers in order."""
        found: list[Data] = []
        for row in rows:
            entry = self.fields(row, "waivers")
            if entry is None or not self._questions(row, entry, rubric):
                continue
            route = ("waivers", len(found))
            found.append(entry)
            self.where[route] = row.at("practice")
            for name, value in entry.items():
                self.mark((*route, name), row, name, value)
        return found


def _read(column: Column, cell: Cell) -> Value:
    match column.holds:
        case Holds.DAY:
            return day_value(cell)
        case Holds.ADDRESS:
            return address_value(cell)
        case Holds.SHORT_NAME:
            name = word_of(str(text_value(cell).value))
            if not name:
                raise UnfitError("a short name is made of letters and digits, such as welcoming-2021")
            return Value(name)
        case Holds.ONE if column.choices is not None:
            return one_value(cell, column.choices)
        case Holds.SOME if column.choices is not None:
            return some_values(cell, column.choices)
        case _:
            return text_value(cell, column.holds)
