"""The types of single values in YAML files: every one starts as text and says what it expects. No rule of law here."""

from __future__ import annotations

import re
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from sanctuary_score.day import Day, read_day
from sanctuary_score.states import state_id

MAX_TEXT = 4000
_SHORT = 40
_COUNTRY = "us"
"""What a transit agency of several states lies in."""
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_URL = re.compile(r"https?://[^\s\"<>\\^`{|}]+")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")

_AMERICAN = re.compile(r"(0?[1-9]|1[0-2])/(0?[1-9]|[12][0-9]|3[01])/([0-9]{4})")
_NO_DAY = frozenset({"never", "none", "unknown", "n/a", "no", "-", "?", "present", "today", "open"})

T = TypeVar("T")


class Entry(BaseModel):
    """Base of everything read from YAML: frozen, without keys that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _fail(expected: str) -> PydanticCustomError:
    return PydanticCustomError("value", "{expected}", {"expected": expected})


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _fail("a text belongs here")
    if len(value) > MAX_TEXT:
        raise _fail(f"a text has at most {MAX_TEXT:,} characters; this one has {len(value):,}")
    return value.strip()


def _number(value: Any) -> float:
    if isinstance(value, int | float):
        return float(value)
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise _fail("a plain number belongs here, such as 30 or 0.5")
    return float(value)


def _whole(value: Any) -> int:
    number = _number(value)
    if number < 0 or number != int(number):
        raise _fail("a whole number from 0 upward belongs here")
    return int(number)


def _flag(value: Any) -> bool:
    if value in ("true", "yes", True):
        return True
    if value in ("false", "no", False):
        return False
    raise _fail("`true` or `false` belongs here")


def _day(value: Any) -> Day | None:
    if isinstance(value, Day) or value is None:
        return value
    if not isinstance(value, str):
        raise _fail("a day belongs here, written as YYYY-MM-DD")
    if value in ("", "null", "~"):
        return None
    try:
        return read_day(value)
    except ValueError as error:
        raise _fail(f"{error}{_day_meant(value)}") from None


def _day_meant(text: str) -> str:
    """What somebody meant who wrote a day as people speak of it."""
    if text.casefold() in _NO_DAY:
        return "; where there is none, leave the line out"
    found = _AMERICAN.fullmatch(text)
    return f"; did you mean `{found[3]}-{found[1]:0>2}-{found[2]:0>2}`?" if found else ""


def _known_day(value: Any) -> Day:
    day = _day(value)
    if day is None:
        raise _fail("a day belongs here, written as YYYY-MM-DD")
    return day


def _once(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if twice := next((value for place, value in enumerate(values) if value in values[:place]), None):
        raise PydanticCustomError("value", "`{name}` stands in this list twice; name it once", {"name": twice})
    return values


def _not_empty(value: Any) -> Any:
    if value in ([], ()):
        raise _fail("an empty list is about nobody and nothing; name what it is about, or leave it out for all")
    return value


def _word(value: Any) -> str:
    if isinstance(value, str) and WORD.fullmatch(value) and len(value) <= MAX_TEXT:
        return value
    meant = re.sub(r"[\s_]+", "-", value.strip().lower()) if isinstance(value, str) else ""
    hint = f"; did you mean `{meant}`?" if WORD.fullmatch(meant) and len(meant) <= _SHORT else ""
    raise _fail(f"a word of lower-case letters, digits and hyphens belongs here{hint}")


def _law_above(value: Any) -> str:
    if (
        isinstance(value, str)
        and _ID.fullmatch(value)
        and ("/" in value or value == _COUNTRY)
        and len(value) <= MAX_TEXT
    ):
        return value
    meant = state_id(value) if isinstance(value, str) else None
    hint = f"; did you mean `{meant}`?" if meant else ""
    raise _fail(f"the id of the law above belongs here, such as `us/il` for a place in Illinois{hint}")


def _like(pattern: re.Pattern[str], expected: str) -> Any:
    def check(value: Any) -> str:
        if isinstance(value, str) and len(value) > MAX_TEXT:
            raise _fail(f"at most {MAX_TEXT:,} characters belong here; these are {len(value):,}")
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise _fail(expected)
        return value

    return check


# An editor reads `12.10` as a number and `2016` as a whole one where the loader keeps text: schemas take both.
_TEXT_SCHEMA = {"type": ["string", "number"], "minLength": 1}
_NUMBER_SCHEMA = {"type": ["number", "string"], "pattern": "^-?[0-9]+([.][0-9]+)?$"}
_DAY_SCHEMA = {
    "type": ["string", "integer"],
    "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}([.][.][0-9]{4}(-[0-9]{2}){0,2})?$",
    "description": "a day as YYYY-MM-DD; YYYY-MM, YYYY or a range with .. when the source is no more exact",
}
_MAYBE_DAY_SCHEMA = {"anyOf": [_DAY_SCHEMA, {"enum": [None, "null", "~", ""]}]}

Text = Annotated[str, PlainValidator(_text), WithJsonSchema(_TEXT_SCHEMA)]
Number = Annotated[float, BeforeValidator(_number), WithJsonSchema(_NUMBER_SCHEMA)]
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0), WithJsonSchema(_NUMBER_SCHEMA)]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"enum": [True, False, "true", "false", "yes", "no"]})]
Share = Annotated[float, BeforeValidator(_number), Field(ge=0, le=1), WithJsonSchema(_NUMBER_SCHEMA)]
SomeDay = Annotated[Day, PlainValidator(_known_day), WithJsonSchema(_DAY_SCHEMA)]
MaybeDay = Annotated[Day | None, PlainValidator(_day), WithJsonSchema(_MAYBE_DAY_SCHEMA)]
Word = Annotated[
    str,
    PlainValidator(_word),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
]
Url = Annotated[
    str,
    PlainValidator(_like(_URL, "a web address that starts with http:// or https:// belongs here, without spaces")),
    WithJsonSchema({"type": "string", "pattern": "^https?://\\S+$"}),
]
JurisdictionId = Annotated[
    str,
    PlainValidator(_like(_ID, "an id belongs here: lower-case words joined by hyphens and `/`, such as us/il/chicago")),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9-]+(/[a-z0-9-]+)*$"}),
]
LawAbove = Annotated[
    str, PlainValidator(_law_above), WithJsonSchema({"type": "string", "pattern": "^[a-z0-9-]+(/[a-z0-9-]+)*$"})
]
Many = tuple[T, ...]
Distinct = Annotated[tuple[T, ...], AfterValidator(_once)]
"""A list in which nothing stands twice."""
Named = Annotated[tuple[T, ...], BeforeValidator(_not_empty), Field(min_length=1)]
"""A list that leaves the others out. Left out itself, it means all; empty, it would mean none, and read like all."""
