"""How far a long run is: a line on a terminal's standard error, gone when the run is done. Counts and times, no more.

Drawn by hand and not by rich: with no thread beside the work, no escape sequence, and nothing to import, a line of a
problem can be printed above it thousands of times without slowing the run.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from time import monotonic

from sanctuary_score.cli.console import beside_a_bar, wants_color

_PATIENCE = 0.8
"""Seconds before a bar is worth showing: most runs are over by then."""
_PAUSE = 0.2
"""Seconds between two drawings: short enough to see it move, too long to slow the run."""
_CELLS = 30
_MINUTE = 60


class _Bar:
    """A line that appears when the run turns out to be long, and goes when something else needs the screen."""

    def __init__(self, total: int, doing: str) -> None:
        self._total, self._doing = total, doing
        self._began = monotonic()
        self._next = self._began + _PATIENCE
        self._done = self._drawn = 0

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        self._total = max(self._total, self._done)
        now = monotonic()
        if now >= self._next:
            self._next = now + _PAUSE
            self._draw(now - self._began)

    def hide(self) -> None:
        """Leave the screen to a line; the next step may draw it again below."""
        if self._drawn:
            self._write("\r" + " " * self._drawn + "\r")
            self._drawn = 0

    def end(self) -> None:
        """Leave the screen for good."""
        self.hide()
        self._next = float("inf")

    def _draw(self, seconds: float) -> None:
        full = _CELLS * self._done // self._total
        left = _duration(seconds / self._done * (self._total - self._done))
        words = f"{self._doing} {self._done} of {self._total} [{'#' * full}{'.' * (_CELLS - full)}] about {left} left"
        line = words[: _columns() - 1]
        self._write("\r" + line.ljust(self._drawn))
        self._drawn = max(self._drawn, len(line))

    def _write(self, text: str) -> None:
        # A terminal that has gone away is no reason to end the run.
        with contextlib.suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < _MINUTE else f"{seconds / _MINUTE:.0f} min"


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


@contextlib.contextmanager
def progress(total: int, doing: str, color: str) -> Iterator[Callable[[], None]]:
    """Shows how much of a long run is done; gives what to call after each part of it.

    Nothing is shown where standard error is no terminal, or one that is to be left without colours and movement.
    """
    if sys.stderr is None or not sys.stderr.isatty() or color == "never" or not wants_color("auto", sys.stderr):
        yield _nothing
        return
    bar = _Bar(total, doing)
    with beside_a_bar(bar):
        try:
            yield bar.step
        finally:
            bar.end()


def _nothing() -> None:
    """Where nothing is shown, nothing is counted."""
