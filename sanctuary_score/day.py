"""Days as a source gives them: a day, a month or a year. Knows nothing of policies."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Day:
    """A day known as well as its source tells it: `2016-05` is some day of that month."""

    text: str
    first: date
    """The earliest day that it can be."""
    last: date
    """The latest day that it can be; equal to `first` when the day itself is known."""

    def reached(self, as_of: date) -> bool | None:
        """Whether the day has come on `as_of`; None when the source is not exact enough to tell."""
        if self.last <= as_of:
            return True
        return False if as_of < self.first else None


def read_day(text: str) -> Day:
    """The day written as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, or as two of these with `..` between for a range.

    Raises ValueError when it is none of these.
    """
    earliest, between, latest = text.partition("..")
    if between:
        first, last = _read(earliest), _read(latest)
        if last.last < first.first:
            raise ValueError(f"`{text[:40]}` is no range of days: it ends before it begins")
        return Day(text, first.first, last.last)
    return _read(text)


def _read(text: str) -> Day:
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(f"`{text[:40]}` is not a day written as YYYY-MM-DD (or YYYY-MM, or YYYY)")
    year, month, day = found.groups()
    if "00" in (month, day):
        # How spreadsheets and other data sets write what they do not know.
        known = year if month == "00" else f"{year}-{month}"
        raise ValueError(f"`{text}` is not a day of the calendar; leave out what is not known: `{known}`")
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"`{text}` is not a day of the calendar") from None
    if day:
        return Day(text, first, first)
    last_month = first.month if month else 12
    return Day(text, first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1]))
