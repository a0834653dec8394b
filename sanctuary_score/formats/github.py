"""Reports as workflow commands, by which GitHub marks the lines of a pull request. Nine, and a tenth for the rest.

GitHub shows ten of a kind a step and drops what is more without a word, so the weightiest come first.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from sanctuary_score.atlas import shown
from sanctuary_score.characters import visible
from sanctuary_score.diagnostic import Place, Severity
from sanctuary_score.formats import Changed, Heading, Span, Totals, Writer
from sanctuary_score.report import Report
from sanctuary_score.wording import cited, score_words

Level = Literal["error", "warning", "notice"]
SHOWN = 9
_RANKS = {"error": 0, "warning": 1, "notice": 2}
_LEVELS: Mapping[Severity, Level] = {"error": "error", "warning": "warning", "advice": "notice"}


class Mark(NamedTuple):
    """One annotation; sorts by weight, then by place."""

    rank: int
    weight: float
    """Less comes first: points, negative."""
    path: str
    line: int
    column: int
    title: str
    message: str


def body(report: Report, heading: Heading) -> list[Mark]:
    """The weightiest marks of one place, and how many there are beside them, as one without a place.

    When the base is known, only marks on lines that the change touches: the others are hidden in a pull request anyway.
    """
    marks = sorted(mark for mark in _marks(report) if _touched(mark, heading.changed))
    return marks[:SHOWN] + [_rest(len(marks) - SHOWN)] * (len(marks) > SHOWN)


def writer(heading: Heading) -> Writer:  # noqa: ARG001 (every format takes it)
    """Keeps the weightiest marks of all places until the end."""
    return _Marks()


class _Marks:
    only_touched = False

    def __init__(self) -> None:
        self._best: list[Mark] = []
        self._left = 0

    def add(self, body: Sequence[Mark]) -> Iterator[Span]:
        self._left += sum(int(mark.weight) for mark in body if not mark.path)
        self._take([mark for mark in body if mark.path])
        return iter(())

    def end(self, totals: Totals) -> Iterator[Span]:
        # What stopped the run is what the reader looks for.
        self._take([_mark("error", -1_000.0, p.place, p.number, p.message) for p in totals.stops])
        self._take([_mark(_LEVELS[p.severity], 0.0, p.place, p.number, p.message) for p in totals.problems])
        for mark in self._best:
            yield _command(mark), "plain"
        if self._left:
            words = f"{self._left} more; the summary of the run and `sanctuary-score check` show them all"
            yield f"::notice title=sanctuary-score::{_data(words)}\n", "plain"

    def _take(self, marks: Sequence[Mark]) -> None:
        found = list(dict.fromkeys((*self._best, *marks)))
        self._best = heapq.nsmallest(SHOWN, found)
        self._left += len(found) - len(self._best)


def _touched(mark: Mark, changed: Changed | None) -> bool:
    if changed is None:
        return True
    lines = changed.get(mark.path, frozenset())
    return lines is None or mark.line in lines


def _rest(count: int) -> Mark:
    return Mark(len(_RANKS), count, "", 0, 0, "", "")


def _marks(report: Report) -> Iterator[Mark]:
    for harm in report.harms:
        if harm.claim.jurisdiction.id != report.jurisdiction.id:
            # The law above is not what this place can change; its own file says so, where it is checked.
            continue
        message = f"{harm.title}: {harm.meaning} ({cited(harm.claim)})"
        yield _mark("warning", -100.0, harm.claim.place, "works against residents", message)
    for shortfall in report.shortfalls:
        if all(gap.waiver for gap in shortfall.gaps):
            continue
        first = shortfall.gaps[0]
        title = f"{shortfall.line.id}: {shortfall.points:.1f} points"
        message = f"{shortfall.line.practice.title} ({first.reason}). Next: {first.next_step}"
        level: Level = "warning" if shortfall.line.practice.core else "notice"
        yield _mark(level, -shortfall.points, first.place, title, message)
    place = report.jurisdiction.place(report.jurisdiction.source)
    score = f"{score_words(report.low, report.high)} of 100"
    yield _mark(
        "notice", 0.0, place, f"{report.jurisdiction.id}: {score}", f"{report.jurisdiction.profile.name}: {score}"
    )


def _mark(level: Level, weight: float, place: Place, title: str, message: str) -> Mark:
    path = shown(place.path).replace("\\", "/")
    return Mark(_RANKS[level], round(weight, 6), path, place.line, place.column, title, message)


def _command(mark: Mark) -> str:
    level = next(name for name, rank in _RANKS.items() if rank == mark.rank)
    where = f"file={_property(mark.path)},line={mark.line},endLine={mark.line},col={mark.column}"
    return f"::{level} {where},title={_property(mark.title)}::{_data(mark.message)}\n"


def _data(text: str) -> str:
    """Text after the second `::`, as the runner decodes it."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The value of a property, in which `:` and `,` have a meaning."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
