"""Days as people in the US write them, to days as a profile states them. Makes no day more exact than it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from sanctuary_score.day import read_day

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SLASHED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ([a-z]{3,9})\.?,? ([0-9]{4})")
_NO_DAY = re.compile(r"([a-z]{3,9})\.?,? ([0-9]{4})")
_LATEST_MONTH = 12


class WrittenDay(NamedTuple):
    """A day as a profile states it."""

    text: str
    doubt: str = ""
    """What to look at again, when it could have been meant otherwise."""


def written_day(text: str) -> WrittenDay:
    """The day of a text such as `2021-01-27`, `2021`, `1/27/2021` or `January 27, 2021`; months first, as in the US.

    Raises ValueError, in words for people, for everything else.
    """
    given = " ".join(text.split())
    if found := _SLASHED.fullmatch(given):
        month, day, year = (int(part) for part in found.groups())
        doubt = f"`{given}` is read as month, day, year" if day <= _LATEST_MONTH and day != month else ""
        return WrittenDay(_sound(f"{year}-{month:02}-{day:02}", given), doubt)
    if found := _YEAR_FIRST.fullmatch(given):
        return WrittenDay(_sound(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", given))
    low = given.lower()
    if (found := _MONTH_FIRST.fullmatch(low)) and (number := _month(found[1])):
        return WrittenDay(_sound(f"{found[3]}-{number:02}-{int(found[2]):02}", given))
    if (found := _DAY_FIRST.fullmatch(low)) and (number := _month(found[2])):
        return WrittenDay(_sound(f"{found[3]}-{number:02}-{int(found[1]):02}", given))
    if (found := _NO_DAY.fullmatch(low)) and (number := _month(found[1])):
        return WrittenDay(_sound(f"{found[2]}-{number:02}", given))
    return WrittenDay(_sound(given.replace(" ", ""), given))


def _month(word: str) -> int | None:
    """The number of a month by its name or the beginning of it; None for another word."""
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), None)


def _sound(day: str, given: str) -> str:
    try:
        return read_day(day).text
    except ValueError as error:
        said = str(error)
        raise ValueError(said if day == given else f"`{given[:40]}` is not a day of the calendar") from None
