"""A filled form as the text of a profile, checked as every profile is, with each problem by the cell it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sanctuary_score.check import Checker
from sanctuary_score.diagnostic import Placed, Pointer, Route
from sanctuary_score.intake.filled.cell_problem import At, CellProblem, in_order
from sanctuary_score.intake.filled.form_data import Filled
from sanctuary_score.intake.profile_data import Data
from sanctuary_score.intake.yaml_text import yaml_text
from sanctuary_score.kinds import AGENCIES
from sanctuary_score.load import Document, parse

_IN_WORDS_OF_THE_FORM = {
    "add `sources` with title, url, read and kind": "add a row for it on the sheet Sources",
    "add a line such as `within: us/il`": "choose it in the row `The law above` of the sheet Place",
    "leave `within` out": "leave this cell empty",
    "add what it says, or take it out": "add rows with its answers, or empty its row",
    "take `reaches` out": "empty the column `Places bound`",
    "name the kinds of places below under `reaches`": "name the kinds of places below in the column `Places bound`",
    "is not among the agencies under `operates`; add it there": "is not run by the place; say `yes` on the sheet Place",
    "of which nothing stands under `operates`": "of which the place runs none, by the sheet Place",
    "; see `operates`": "; see the rows `Runs` of the sheet Place",
    "no `effective` day": "the column `Began on` is empty",
    "`effective`": "`Began on`",
    "`in_force_by`": "`In force by`",
    "`last_in_force`": "`Last in force`",
    "`ended`": "`Ended on`",
    "a `note` beside one of the answers": "the column `Note` beside one of the answers",
    "the policy's `note`": "the column `Note` of the sheet Laws",
    "policy": "law",
}
"""What the checks of YAML say, and what somebody knows who has never seen any."""


class Checked(NamedTuple):
    """What has become of a filled form."""

    data: Data
    """Of the profile."""
    problems: tuple[CellProblem, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing stands in the way of the profile."""
        return not any(problem.severity == "error" for problem in self.problems)


def check_form(filled: Filled, checker: Checker, path: str) -> Checked:
    """The profile that the form makes, as the file of this path, and everything that does not fit in the form.

    While cells do not fit, warnings wait: what they warn of may be gone when the cells are mended.
    """
    waiting = any(map(_error, filled.problems))
    missing = {key: value for key, value in _STAND_IN.items() if waiting and not filled.data[key]}
    document = parse(path, yaml_text(filled.data | missing).encode())
    outcome = checker.check_document(document)
    cells = _cells(document, filled.where)
    found = list(filled.problems)
    for problem in outcome.problems:
        at = cells.get((problem.place.line, problem.place.column)) if problem.place.path == path else None
        if not (waiting and (problem.severity != "error" or at is None)):
            found.append(CellProblem(at, problem.severity, _worded(problem, path)))
    return Checked(filled.data, in_order(found))


_STAND_IN: Data = {"name": "?", "kind": "city", "operates": list(AGENCIES)}
"""What is missing of a place while its form does not fit, so that the rest can be checked all the same."""


def _error(problem: CellProblem) -> bool:
    return problem.severity == "error"


def _cells(document: Document, where: Mapping[Route, At]) -> Mapping[tuple[int, int], At]:
    """The cells by line and column of what they became, its key and its value."""
    found: dict[tuple[int, int], At] = {}
    for route in sorted(where, key=len):
        for pointer in (Pointer(document.path, route, on_key=True), Pointer(document.path, route)):
            place = document.place(pointer)
            found.setdefault((place.line, place.column), where[route])
    return found


def _worded(problem: Placed, path: str) -> str:
    if problem.place.path != path:
        # The law above has a problem of its own.
        return f"{problem.place.path}:{problem.place.line}: {problem.message}"
    message = problem.message
    for words, form in _IN_WORDS_OF_THE_FORM.items():
        message = message.replace(words, form)
    return message
