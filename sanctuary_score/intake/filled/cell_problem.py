"""What does not fit in a filled form, by sheet and cell, as the person who filled it knows them."""

from __future__ import annotations

from typing import NamedTuple

from sanctuary_score.diagnostic import Severity
from sanctuary_score.intake.spreadsheet import Spot


class At(NamedTuple):
    """Where something stands in a workbook; sorts as the workbook does."""

    number: int
    """Of the sheet, from 0."""
    sheet: str
    spot: Spot | None = None
    """None for the whole sheet."""


class CellProblem(NamedTuple):
    """One thing to mend, or to look at again."""

    at: At | None
    """None for the whole file."""
    severity: Severity
    message: str

    def line(self, path: str) -> str:
        """The problem as it is printed: file, sheet, cell, and what to do. It may hold what strangers wrote."""
        where = [f'sheet "{self.at.sheet}"'] if self.at else []
        if self.at and self.at.spot:
            where.append(f"cell {self.at.spot.name}")
        mark = "" if self.severity == "error" else f"{self.severity}: "
        return f"{path}: " + (", ".join(where) + ": " if where else "") + mark + self.message


def in_order(problems: list[CellProblem]) -> tuple[CellProblem, ...]:
    """The problems as the sheets and their rows come, those of the whole file first; each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (_key(problem.at), problem.message)))


def _key(at: At | None) -> tuple[int, int, int]:
    if at is None:
        return -1, 0, 0
    return (at.number, *(at.spot or (0, 0)))
