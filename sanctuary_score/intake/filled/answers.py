"""The sheets of questions in a filled form: each answer to the law that gives it. Rows may stand in any order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sanctuary_score.diagnostic import Route
from sanctuary_score.fields import MAX_TEXT
from sanctuary_score.intake.cell_value import UnfitError, Value, answer_value, some_values, text_value
from sanctuary_score.intake.choices import is_unknown
from sanctuary_score.intake.filled.entries import Entries
from sanctuary_score.intake.filled.tables import Row
from sanctuary_score.intake.form.pages import code_of
from sanctuary_score.intake.profile_data import Data
from sanctuary_score.intake.spreadsheet import Cell
from sanctuary_score.profile import RESERVED
from sanctuary_score.questions import Fact, Scored
from sanctuary_score.rubric import Rubric
from sanctuary_score.validate import did_you_mean, quoted

_USED = ("answer", "law", "section", "note", "binds")


class _Told(NamedTuple):
    """What one row says of one question."""

    question: str
    says: Mapping[str, str | tuple[str, ...]]
    """By column, what fits; an answer that nobody knows is none."""
    row: Row
    unfit: bool
    """Whether it has an answer that does not fit."""


def read_answers(rows: Sequence[Row], entries: Entries, rubric: Rubric) -> None:
    """Add what each law provides to the laws of `entries`; practices and questions stand in the order of the rubric."""
    codes = {
        code_of(name, id_): (name, id_) for name, practice in rubric.practices.items() for id_ in practice.questions
    }
    told: dict[tuple[str, str], list[_Told]] = {}
    for row in rows:
        if any(key in row.cells for key in _USED) and (code := _code(row, codes, entries)):
            practice, question = codes[code]
            said = _told(question, row, rubric.practices[practice].questions[question], entries)
            law = _law(row, entries)
            if law is not None:
                told.setdefault((law, practice), []).append(said)
    for name in rubric.practices:
        for law in entries.policies:
            if (law, name) in told:
                found = _provision(law, told[law, name], entries, rubric.practices[name].questions)
                entries.policies[law].setdefault("provides", {})[name] = found
                _mark((*entries.routes[law], "provides", name), found, told[law, name], entries)


def _code(row: Row, codes: Iterable[str], entries: Entries) -> str | None:
    """The code of the question that the row answers; None when it has none."""
    code = row.cells["code"].text.strip().lower() if "code" in row.cells else ""
    if code in codes:
        return code
    shown = f"{quoted(code)} is no code of a question" if code else "no code stands here"
    hint = did_you_mean(code, codes) if code else ""
    entries.complain(row, "code", f"{shown}; copy it from the row that asks the question{hint}")
    return None


def _told(id_: str, row: Row, question: Scored | Fact, entries: Entries) -> _Told:
    """The cells of a row, of which each that does not fit has been noted."""
    says: dict[str, str | tuple[str, ...]] = {}
    unfit = False
    for key in ("answer", "section", "note", "binds"):
        cell = row.cells.get(key)
        try:
            value = entries.take(row, key, _value(key, cell, question, entries)) if cell is not None else None
            if value is not None:
                says[key] = value
        except UnfitError as error:
            entries.complain(row, key, str(error))
            unfit = unfit or key == "answer"
    return _Told(id_, says, row, unfit)


def _value(key: str, cell: Cell, question: Scored | Fact, entries: Entries) -> Value | None:
    if key == "answer":
        return answer_value(cell, question)
    column = entries.known["area"].column(key)
    return some_values(cell, column.choices) if column.choices is not None else text_value(cell, column.holds)


def _law(row: Row, entries: Entries) -> str | None:
    """The law of the row; None when there is none, which is a problem unless the row says nothing else."""
    if "law" in row.cells:
        return entries.law(row)
    said = [key for key in _USED if key in row.cells]
    if said != ["answer"] or not is_unknown(row.cells["answer"].text):
        message = "choose the law that says so; it needs a row on the sheet Laws first"
        if not entries.policies and not entries.lost:
            message = "add the law that says so on the sheet Laws, and choose it here"
        entries.complain(row, "law", message)
    return None


def _provision(law: str, told: Sequence[_Told], entries: Entries, asked: Iterable[str]) -> Data:
    """The rows of one law on one practice, put together: answers by question, and what belongs to all of them."""
    answers: dict[str, _Told] = {}
    for one in told:
        first = answers.setdefault(one.question, one) if "answer" in one.says else one
        if first.says.get("answer") != one.says.get("answer"):
            other = first.row.at("answer")
            where = f'cell {other.spot.name if other.spot else ""} of the sheet "{other.sheet}"'
            message = f"{where} answers the same question otherwise for {quoted(law)}; mend one, or add a law for it"
            entries.complain(one.row, "answer", message)
    found: Data = {}
    if section := _joined("section", "; ", told, entries):
        found["section"] = section
    bound = [(one.row, list(one.says["binds"])) for one in told if "binds" in one.says]
    for row, agencies in bound:
        if found.setdefault("binds", agencies) != agencies:
            entries.complain(row, "binds", "another row of this law and practice binds other agencies; say it once")
    for id_ in asked:
        if id_ in answers:
            said = answers[id_].says["answer"]
            found[id_] = list(said) if isinstance(said, tuple) else said
    if note := _joined("note", " ", told, entries):
        found["note"] = note
    if not found and not any(one.unfit for one in told):
        entries.doubt(told[0].row, "law", "a law is chosen here, and no answer; choose one, or take the law out")
    return found


def _joined(key: str, joint: str, told: Sequence[_Told], entries: Entries) -> str:
    """The texts of all rows, each once."""
    texts = joint.join(dict.fromkeys(str(one.says[key]) for one in told if key in one.says))
    if len(texts) > MAX_TEXT:
        row = next(one.row for one in told if key in one.says)
        entries.complain(row, key, f"the rows of this law and practice have more than {MAX_TEXT:,} letters together")
    return texts


def _mark(route: Route, found: Data, told: Sequence[_Told], entries: Entries) -> None:
    """Remember where the parts of a provision come from."""
    entries.where[route] = told[0].row.at("code")
    for key, value in found.items():
        column = key if key in RESERVED else "answer"
        rows = (one.row for one in told if column in one.says and (column != "answer" or one.question == key))
        entries.mark((*route, key), next(rows), column, value)
