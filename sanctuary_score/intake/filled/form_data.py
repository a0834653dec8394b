"""A filled form as the plain data of a profile, with the cell that each part of it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sanctuary_score.diagnostic import Route
from sanctuary_score.intake.choices import Choices
from sanctuary_score.intake.filled.answers import read_answers
from sanctuary_score.intake.filled.cell_problem import At, CellProblem, in_order
from sanctuary_score.intake.filled.entries import Entries
from sanctuary_score.intake.filled.place import read_place
from sanctuary_score.intake.filled.tables import find_rows
from sanctuary_score.intake.form.sheets import layouts
from sanctuary_score.intake.profile_data import Data
from sanctuary_score.intake.spreadsheet import Sheet
from sanctuary_score.profile import Policy, Profile
from sanctuary_score.rubric import Rubric


class Filled(NamedTuple):
    """What a form says."""

    data: Data
    """Of a profile, without what does not fit."""
    where: Mapping[Route, At]
    """The cell of every part of the data that has one."""
    problems: tuple[CellProblem, ...]


def read_form(sheets: Sequence[Sheet], rubric: Rubric, above: Choices) -> Filled:
    """What the form says, and every cell that does not fit; `above` are the laws above, by id and name of the place."""
    known = layouts(rubric)
    rows, problems = find_rows(sheets, known)
    entries = Entries(known, problems)
    data: dict[str, Any] = read_place(rows["place"], entries, above)
    policies = entries.laws(rows["laws"])
    entries.sources(rows["sources"])
    entries.suspensions(rows["suspensions"])
    read_answers(rows["area"], entries, rubric)
    entries.bans(rows["bans"], rubric)
    data["none_found"] = entries.searches(rows["searches"])
    data["waivers"] = entries.waivers(rows["waivers"], rubric)
    data["policies"] = [_ordered(policy, Policy) for policy in policies]
    full = {key: value for key, value in _ordered(data, Profile).items() if value or key in _ALWAYS}
    return Filled(full, entries.where, in_order(entries.problems))


_ALWAYS = ("name", "kind", "operates")


def _ordered(data: Data, model: type[Policy | Profile]) -> Data:
    """The data with its keys in the order in which people read them."""
    return {key: data[key] for key in model.model_fields if key in data}
