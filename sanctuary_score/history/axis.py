"""Time as a line: from the day before the first step to the last day told, with ticks that people count in.

Shared by the plots of text and of SVG; draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sanctuary_score.history.values import History

_LEAD = 0.04
"""The share of the line that shows how it was before the first step."""
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MONTHS = (1, 2, 3, 6)
_FEW_YEARS = 2.5
_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of days; places on it are shares, from 0 for the first to 1 for the last."""

    first: date
    last: date

    @classmethod
    def of(cls, history: History) -> Axis:
        """The line for a history: it begins a little before the first step, or where the user wants it to."""
        first, last = history.start.toordinal(), history.as_of.toordinal()
        lead = round((last - first) * _LEAD) if history.begins is not None else 0
        # A single day is a line, too.
        return cls(date.fromordinal(max(min(first - lead, last - 1), 1)), history.as_of)

    @property
    def days(self) -> int:
        """How many days long it is, at least one."""
        return max((self.last - self.first).days, 1)

    def at(self, day: date) -> float:
        """Where a day lies."""
        return (day - self.first).days / self.days

    def day(self, share: float) -> date:
        """The day that lies there."""
        return date.fromordinal(self.first.toordinal() + round(share * self.days))

    def ticks(self, most: int) -> Iterator[tuple[date, str]]:
        """Round days with their names, in order: years, or months where there are few years; no more than `most`."""
        years = self.days / _YEAR
        if years < _FEW_YEARS:
            step = next((months for months in _MONTHS if years * 12 / months <= most), _MONTHS[-1])
            months = range(self.first.year * 12, (self.last.year + 1) * 12)
            days = (date(month // 12, month % 12 + 1, 1) for month in months if month % 12 % step == 0)
            named = ((day, day.isoformat()[:7]) for day in days)
        else:
            step = next((step for step in _YEARS if years / step <= most), _YEARS[-1])
            whole = (year for year in range(self.first.year, self.last.year + 1) if year % step == 0)
            named = ((date(max(year, 1), 1, 1), str(year)) for year in whole)
        return ((day, name) for day, name in named if self.first <= day <= self.last)
