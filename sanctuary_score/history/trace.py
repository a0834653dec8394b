"""From a report to the history of its place: the same questions asked anew on every day on which the law turns.

Asks the resolver and the score of each day, as `check` does, and counts nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sanctuary_score.finding import NEARLY_NOTHING
from sanctuary_score.history.turns import turns, undated
from sanctuary_score.history.values import Ends, Event, History, Moved, Step
from sanctuary_score.law import read_law
from sanctuary_score.profile import Jurisdiction
from sanctuary_score.report import Report
from sanctuary_score.resolve import Setting
from sanctuary_score.rubric import Rubric
from sanctuary_score.score import WHOLE, Scorecard, score

_YEAR = 365
"""Days that are told of a place of which nothing is dated."""


def trace(report: Report, since: date | None = None) -> History:
    """The history of the report's place up to the day of the report.

    It begins on `since`, or, without it, on the last day before anything is dated (a year ago if nothing is). Raises
    ValueError when `since` lies behind the day of the report.
    """
    if since is not None and since > report.as_of:
        raise ValueError(f"{since.isoformat()} lies behind {report.as_of.isoformat()}, the last day to tell")
    place, above, kind = report.jurisdiction, report.above, report.jurisdiction.profile.kind
    found = [turns(place, report.rubric), *(turns(law, report.rubric, kind) for law in above)]
    days = sorted({day for turning in found for day in turning if day <= report.as_of})
    start = since or (_before(days[0], 1) if days else _before(report.as_of, _YEAR))
    lens = _Lens(report.rubric, place, above, found[1:])
    first = lens.on(start)
    told = [day for day in days if day > start]
    steps = tuple(_steps(lens, first, told, found))
    laws = [*place.profile.policies, *(p for law in above for p in law.profile.policies if kind in p.reaches)]
    return History(
        place,
        report.rubric,
        start,
        report.as_of,
        _ends(first),
        steps,
        len(told) - len(steps),
        sum(undated(policy, report.as_of) for policy in laws),
        told[0] if told and told[0] == days[0] else None,
    )


def _before(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, 1))


def _steps(
    lens: _Lens, before: Scorecard, days: Sequence[date], found: Sequence[Mapping[date, tuple[Event, ...]]]
) -> Iterator[Step]:
    for day in days:
        after = lens.on(day)
        moved = tuple(_moved(before, after))
        if moved:
            events = tuple(event for turning in found for event in turning.get(day, ()))
            yield Step(day, _ends(before), _ends(after), events, moved)
        before = after


def _moved(before: Scorecard, after: Scorecard) -> list[Moved]:
    """The practices that are credited otherwise, the greatest change of the score first."""
    found = []
    for was, is_ in zip(before.findings, after.findings, strict=True):
        old, new = Ends(was.credit.low, was.credit.high), Ends(is_.credit.low, is_.credit.high)
        if max(abs(a - b) for a, b in zip(old, new, strict=True)) > NEARLY_NOTHING:
            found.append(Moved(is_.id, is_.practice.title, old, new, after.points[is_.id]))
    return sorted(found, key=lambda moved: -round(max(map(abs, moved.gain)), 6))


def _ends(card: Scorecard) -> Ends:
    return Ends(card.total.low * WHOLE, card.total.high * WHOLE)


@dataclass(slots=True)
class _Lens:
    """The place on any day; remembers what the laws above make of such places as long as they stand."""

    rubric: Rubric
    place: Jurisdiction
    above: Sequence[Jurisdiction]
    turning: Sequence[Mapping[date, tuple[Event, ...]]]
    """The days on which each law above turns."""
    _settings: dict[tuple[date | None, ...], Setting] = field(default_factory=dict)

    def on(self, day: date) -> Scorecard:
        """How the place stood on that day."""
        card = score(self._setting(day).findings(read_law(self.place, self.rubric, day)), self.rubric)
        assert card is not None, "a place that has a report is asked something"
        return card

    def _setting(self, day: date) -> Setting:
        since = tuple(max((turn for turn in turning if turn <= day), default=None) for turning in self.turning)
        if since not in self._settings:
            profile = self.place.profile
            laws = tuple(read_law(law, self.rubric, day).below(profile.kind) for law in self.above)
            self._settings[since] = Setting(self.rubric, profile.kind, frozenset(profile.operates), laws)
        return self._settings[since]
