"""A history as a plot of characters: what is certain, what is possible, and a number where each step is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sanctuary_score.history import History
from sanctuary_score.history.axis import Axis
from sanctuary_score.score import WHOLE

LEGEND = "# is certain, - is possible, . is not earned; the numbers below are the steps"
_ROWS = 16
_QUARTER = _ROWS // 4
_LEFT = 5
_MARKS = 3
"""Rows for the numbers of the steps, so that close ones find room below one another."""
_TICK = 9
"""Columns that a name of a day wants."""
_BITS = 1e-9


def plot(history: History, width: int) -> Iterator[str]:
    """The lines of the plot, each no wider than `width`."""
    axis = Axis.of(history)
    columns = width - _LEFT - 1
    days = (axis.day((column + 1) / columns) for column in range(columns))
    ends = [history.on(min(max(day, history.start), history.as_of)) for day in days]
    lows = [int(end.low / WHOLE * _ROWS + _BITS) for end in ends]
    highs = [max(round(end.high / WHOLE * _ROWS), low) for end, low in zip(ends, lows, strict=True)]
    for row in range(_ROWS, 0, -1):
        label = f"{WHOLE * row / _ROWS:.0f}" if row % _QUARTER == 0 else ""
        cells = ("#" if row <= low else "-" if row <= high else "." for low, high in zip(lows, highs, strict=True))
        yield f"{label:>{_LEFT - 1}} |{''.join(cells)}"
    yield f"{'0':>{_LEFT - 1}} +{'-' * columns}"
    steps = [(_column(axis, columns, step.day), str(number)) for number, step in enumerate(history.steps, 1)]
    rows, left = _placed(steps, columns, _MARKS)
    yield from rows
    ticks = [(_column(axis, columns, day), name) for day, name in axis.ticks(columns // _TICK)]
    yield from _placed(ticks, columns, 1)[0]
    if left:
        yield f"{'':>{_LEFT}} No room here for the numbers of {left} steps; all are told below."


def _column(axis: Axis, columns: int, day: date) -> int:
    """The first column that shows the day."""
    return min(int(axis.at(day) * columns), columns - 1)


def _placed(names: Sequence[tuple[int, str]], columns: int, most: int) -> tuple[list[str], int]:
    """The names in rows, each at its column in the first row where it touches no other; how many find no room."""
    rows = [""] * most
    left = 0
    for column, name in names:
        start = min(column, columns - len(name))
        free = next((index for index, row in enumerate(rows) if not row or len(row) < start), None)
        if free is None:
            left += 1
        else:
            rows[free] = f"{rows[free]:<{start}}{name}"
    return [f"{'':>{_LEFT}} {row}" for row in rows if row], left
