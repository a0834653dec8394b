"""The types of single values in YAML files: every one starts as text and says what it expects. No rule of law here."""

from __future__ import annotations

import re
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from sanctuary_score.day import Day, read_day

MAX_TEXT = 4000
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_URL = re.compile(r"https?://[^\s\"<>\\^`{|}]+")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*")

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
        raise _fail(str(error)) from None


def _known_day(value: Any) -> Day:
    day = _day(value)
    if day is None:
        raise _fail("a day belongs here, written as YYYY-MM-DD")
    return day


def _like(pattern: re.Pattern[str], expected: str) -> Any:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value) or len(value) > MAX_TEXT:
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
    PlainValidator(_like(_WORD, "a word of lower-case letters, digits and hyphens belongs here")),
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
Many = tuple[T, ...]
