"""One cell to one value of a profile, or why it does not fit: what Excel made of it, and what people wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from sanctuary_score.characters import find_forbidden
from sanctuary_score.fields import MAX_TEXT, JurisdictionId, Url
from sanctuary_score.intake.choices import Choices, as_answered, choices_of, is_unknown, word_of
from sanctuary_score.intake.form.layout import Holds
from sanctuary_score.intake.spreadsheet import Cell
from sanctuary_score.intake.written_day import written_day
from sanctuary_score.questions import NONE, Fact, Scored
from sanctuary_score.validate import did_you_mean, quoted

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""What comes with text that is copied from web pages and PDFs, takes no room and means nothing."""
_ENDS_OF_LINES = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n")
_ADDRESS, _ID = TypeAdapter(Url), TypeAdapter(JurisdictionId)
_HELD_BY = re.compile(r"held by:?\s+(\S.*)", re.IGNORECASE | re.DOTALL)
_LETTERS = re.compile(r"[a-z]{2}")
_BESIDE_NONE = f"`{NONE}` stands beside other words; keep one or the other"
_AS_TEXT = "give the cell the format Text, and type it again"


class UnfitError(ValueError):
    """Why a cell does not fit, as one sentence for people."""


class Value(NamedTuple):
    """What a cell says."""

    value: str | tuple[str, ...]
    doubt: str = ""
    """What to look at again."""


def text_value(cell: Cell, holds: Holds = Holds.TEXT) -> Value:
    """The cell as a text."""
    match cell.kind:
        case "day":
            raise UnfitError(f"Excel has made a day of what was typed here; {_AS_TEXT}")
        case "yes-no":
            raise UnfitError(f"Excel has made TRUE or FALSE of what was typed here; {_AS_TEXT}")
        case "number" if holds is Holds.NUMBERING and "." in cell.text:
            return Value(cell.text, f"Excel took `{cell.text}` for a number; if a zero is lost at its end, {_AS_TEXT}")
        case _:
            found = _clean(cell)
    if holds is not Holds.ANSWER and len(found.value) > MAX_TEXT:
        raise UnfitError(f"a text has at most {MAX_TEXT:,} characters; this one has {len(found.value):,}")
    return found


def _clean(cell: Cell) -> Value:
    """The words of a cell without what nobody can see."""
    if cell.kind == "formula":
        raise UnfitError("a formula stands here; type what it shows")
    if cell.kind == "error":
        raise UnfitError(f"Excel shows an error here ({quoted(cell.text)}); type the text again")
    text = cell.text.translate(_UNSEEN)
    doubt = "" if text == cell.text else "a character that nobody can see was taken out"
    text = text.translate(_ENDS_OF_LINES).strip()
    if hidden := find_forbidden(text):
        raise UnfitError(f"{hidden[1]} stands here, which hides or moves text; type the words again")
    return Value(text, doubt)


def day_value(cell: Cell) -> Value:
    """The cell as a day, a month, a year or a range of days."""
    if cell.kind == "yes-no" or (cell.kind == "day" and not cell.text):
        raise UnfitError("Excel shows no year here; write the day as 2021-01-27")
    try:
        return Value(*written_day(str(_clean(cell).value)))
    except ValueError as error:
        raise UnfitError(str(error)) from None


def address_value(cell: Cell) -> Value:
    """The cell as a web address."""
    found = text_value(cell)
    try:
        _ADDRESS.validate_python(found.value)
    except ValidationError as error:
        hint = f"; did you mean {quoted(f'https://{found.value}')}?" if str(found.value).startswith("www.") else ""
        raise UnfitError(error.errors()[0]["msg"] + hint) from None
    return found


def where_value(cell: Cell) -> Value:
    """The cell as a web address, or as `held by` with whoever keeps the paper."""
    return text_value(cell) if keeper_of(str(text_value(cell).value)) else address_value(cell)


def keeper_of(text: str) -> str | None:
    """Who keeps a paper, by an answer such as `held by City Clerk`; None for any other."""
    found = _HELD_BY.fullmatch(text)
    return found[1] if found else None


def within_value(cell: Cell, above: Choices) -> Value:
    """The cell as the id of the law above; two letters are those of a state."""
    text = str(text_value(cell).value)
    given = text.partition(":")[0].strip().lower()
    found = above.one(text) or (f"us/{given}" if _LETTERS.fullmatch(given) and given != "us" else given)
    try:
        return Value(str(_ID.validate_python(found)))
    except ValidationError:
        raise UnfitError(f"{quoted(text)} is no law above; write the two letters of the state, such as IL") from None


def whole_value(cell: Cell) -> Value:
    """The cell as a whole number; commas between thousands are allowed."""
    text = str(_clean(cell).value).replace(",", "").replace(" ", "")
    if cell.kind in ("day", "yes-no") or not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise UnfitError(f"{quoted(cell.text)} is no whole number; write digits alone, such as 52000")
    return Value(text)


def one_value(cell: Cell, choices: Choices) -> Value:
    """The cell as one word of a list."""
    text = str(_clean(cell).value)
    found = choices.one(text) or choices.one(_YES_NO.get(text.lower(), ""))
    if found is None:
        raise UnfitError(f"{quoted(text)} is none of the choices here{did_you_mean(word_of(text), choices.meanings)}")
    return Value(found)


def some_values(cell: Cell, choices: Choices) -> Value:
    """The cell as several words of a list; `none` alone is no word of it at all."""
    text = str(text_value(cell).value)
    known, strange = choices.several(text)
    strange = strange if known else strange or (text,)
    if strange:
        hint = did_you_mean(word_of(strange[0]), choices.meanings)
        raise UnfitError(f"{quoted(strange[0])} is none of the words that belong here{hint}")
    if NONE in known and len(known) > 1:
        raise UnfitError(_BESIDE_NONE)
    return Value(() if known == (NONE,) else known)


def answer_value(cell: Cell, question: Scored | Fact) -> Value | None:
    """The cell as an answer to its question; None when it says that nobody knows."""
    choices = choices_of(question)
    if choices is None:
        found = text_value(cell, Holds.ANSWER)
        return None if is_unknown(str(found.value)) else _open_answer(found, question)
    text = str(_clean(cell).value)
    if choices.many:
        known, strange = choices.several(text)
        if not strange and known and (NONE not in known or len(known) == 1):
            return Value(NONE if known == (NONE,) else known)
        if not strange and known:
            raise UnfitError(_BESIDE_NONE)
        said: Sequence[str] = strange or [text]
    else:
        one = choices.one(text) or choices.one(_YES_NO.get(text.lower(), ""))
        if one is not None:
            return Value(one, _beside(text, one, choices))
        said = [text]
    if is_unknown(text):
        return None
    raise UnfitError(
        f"{quoted(said[0])} is no answer to this question{did_you_mean(word_of(said[0]), choices.meanings)}"
    )


_YES_NO = {"true": "yes", "false": "no", "y": "yes", "n": "no"}


def _beside(text: str, word: str, choices: Choices) -> str:
    """What to say of words behind an answer that are not its meaning."""
    behind = text.partition(":")[2].strip()
    if not behind or text.lower() == choices.shown(word).lower():
        return ""
    return f"what stands behind `{word}:` is not read; remarks belong into the column Note"


def _open_answer(found: Value, question: Scored | Fact) -> Value:
    """An answer that is a number or a text."""
    text = as_answered(str(found.value))
    if not isinstance(question, Fact) and question.credit(text) is None:
        raise UnfitError(f"{quoted(text)} is no answer to this question; expected {question.expects()}")
    return Value(text, found.doubt)
