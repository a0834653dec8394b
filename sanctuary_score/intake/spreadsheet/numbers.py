"""Numbers of a workbook as people see them: which are days, by the format of their cell, and how exact they are."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

_BUILT_IN: Final = {
    **dict.fromkeys((14, 15, 22, *range(27, 32), *range(50, 59)), "yyyy-mm-dd"),
    16: "d-mmm",
    17: "mmm-yy",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), "h:mm"),
    36: "yyyy-mm-dd",
}
"""Formats that are known by their number alone."""
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What a format prints as it stands, and its colours and conditions."""
_FIRST_SURE = 61
"""Excel counts a 29 February 1900; days before are not sure."""
_LAST = 2_958_465


def is_day(number: int, code: str | None) -> bool:
    """Whether a format, by its number and its own code, shows a day or a time."""
    return bool(set(_letters(number, code)) & set("ymdhs"))


def day_text(serial: float, number: int, code: str | None, *, from_1904: bool) -> str | None:
    """The day as YYYY-MM-DD, or as YYYY-MM or YYYY where the format shows no more; None where it shows no year."""
    shown = _letters(number, code)
    days = int(serial) + (1462 if from_1904 else 0)
    if "y" not in shown or not _FIRST_SURE <= days <= _LAST:
        return None
    day = date(1899, 12, 30) + timedelta(days=days)
    if "d" in shown or day.day != 1:
        return day.isoformat()
    return day.isoformat()[:7] if "m" in shown or day.month != 1 else day.isoformat()[:4]


def number_text(value: str) -> str | None:
    """The number without the noise of its binary form: `12.1` and not `12.100000000000001`; None when it is none."""
    try:
        number = float(value)
    except ValueError:
        return None
    if number != number or abs(number) >= 1e15:
        return None
    return f"{number:.0f}" if number == int(number) else f"{number:.10f}".rstrip("0")


def _letters(number: int, code: str | None) -> str:
    known = code if code is not None else _BUILT_IN.get(number, "")
    if "general" in known.lower():
        return ""
    return _NO_LETTERS.sub("", known.partition(";")[0]).lower()
