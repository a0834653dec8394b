"""Standard streams and colours: the only place that knows terminals. Writes no report by itself."""

from __future__ import annotations

import codecs
import contextlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Protocol

from sanctuary_score.characters import visible
from sanctuary_score.diagnostic import Placed
from sanctuary_score.formats import Span, Style

_PAINT: dict[Style, str] = {
    "plain": "",
    "title": "bold",
    "good": "green",
    "bad": "red",
    "unsure": "yellow",
    "faint": "dim",
}
_NARROW, _WIDE = 80, 100
"""Columns of a text: fewer break the tables, more are hard to read."""
_SPELLED = {"§": "s.", "¶": "par.", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."}


def _spell(error: UnicodeError) -> tuple[str, int]:
    """What stands for characters that the console cannot show: a spelling where there is one, else a question mark."""
    assert isinstance(error, UnicodeEncodeError)
    return "".join(_SPELLED.get(c, "?") for c in error.object[error.start : error.end]), error.end


def set_up_streams() -> None:
    """Make standard output and error able to print anything, in whatever code page; the same bytes on every system."""
    codecs.register_error("sanctuary-score", _spell)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="sanctuary-score", newline="")


class Bar(Protocol):
    """What shows how far a run is, while it shares the screen."""

    def hide(self) -> None:
        """Leave the screen to a line; it may come back below."""

    def end(self) -> None:
        """Leave the screen for good."""


_bars: list[Bar] = []
"""The bar of the run, if it has one."""


@contextmanager
def beside_a_bar(bar: Bar) -> Iterator[None]:
    """While this lasts, lines for people go above the bar, which leaves when a report begins to fill the screen."""
    _bars.append(bar)
    try:
        yield
    finally:
        _bars.remove(bar)


def make_way() -> None:
    """Take a bar off the screen on which a report begins: from here on the report itself shows how far the run is."""
    for bar in _bars:
        bar.end()


def say(line: str) -> None:
    """A line for people, on standard error: standard output belongs to the report."""
    if sys.stderr is None:
        return
    with contextlib.suppress(OSError):
        for bar in _bars:
            bar.hide()
        print(line, file=sys.stderr)  # noqa: T201


def complain(message: str) -> None:
    """An error that belongs to no file."""
    say(f"sanctuary-score: {visible(message)}")


def say_problem(problem: Placed) -> None:
    """A problem of a file, in the form that editors and people know: file, line, column, code, what to do."""
    path, line, column = problem.place
    say(f"{visible(path)}:{line}:{column}: {problem.number} {problem.severity}: {visible(problem.message)}")


def text_width() -> int:
    """Columns to fill: those of the terminal, within reason; eighty where there is none."""
    columns = shutil.get_terminal_size((_NARROW, 24)).columns if sys.stdout.isatty() else _NARROW
    return max(_NARROW, min(columns, _WIDE))


def wants_color(mode: str, stream: IO[str]) -> bool:
    """Whether to paint: the user's word first, then NO_COLOR, a dumb terminal, FORCE_COLOR, and if it is a terminal."""
    if mode != "auto":
        return mode == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty()


def paint(spans: Iterable[Span], stream: IO[str]) -> None:
    """Write the spans with colours, by rich, as text and never as markup."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, force_terminal=True, color_system="standard", highlight=False, markup=False)
    for words, style in spans:
        console.print(Text(words, style=_PAINT[style]), end="", soft_wrap=True)
