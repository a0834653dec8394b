"""A history as text: where the score went, the plot, every step with what caused it, and what not to read into it."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.formats import Span
from sanctuary_score.formats.text.layout import title, wrapped
from sanctuary_score.history import History, Step
from sanctuary_score.history.words import (
    event_words,
    moved_words,
    notes,
    outcome_words,
    rubric_words,
    step_words,
    title_words,
)
from sanctuary_score.history_formats.text.plot import LEGEND, plot
from sanctuary_score.report import CAVEAT

_MOVED = 3
"""How many of the practices that moved are named without `--details`."""


def document(history: History, width: int, details: bool) -> Iterator[Span]:
    """The whole of it."""
    yield wrapped(title_words(history), width), "title"
    yield wrapped(rubric_words(history), width), "plain"
    yield wrapped(outcome_words(history), width), "plain"
    yield "\n", "plain"
    yield from ((line.rstrip() + "\n", "plain") for line in plot(history, width))
    yield wrapped(LEGEND, width), "faint"
    if history.steps:
        yield from title("What caused each step")
    for number, step in enumerate(history.steps, 1):
        yield from _step(history, number, step, width, details)
    yield from title("To read with care")
    for note in (*notes(history), CAVEAT):
        yield wrapped(note, width, "  * ", "    "), "plain"


def _step(history: History, number: int, step: Step, width: int, details: bool) -> Iterator[Span]:
    yield f"{number:>4}  {step.day.isoformat()}  {step_words(step)}\n", "title"
    for event in step.events:
        yield wrapped(event_words(event, history.place.id), width, "      * ", "        "), "plain"
    shown = step.moved if details else step.moved[:_MOVED]
    for moved in shown:
        yield wrapped(moved_words(moved), width, "        > ", "          "), "faint"
    if rest := len(step.moved) - len(shown):
        what = "1 more practice moved" if rest == 1 else f"{rest} more practices moved"
        yield f"        > {what}: add --details to see {'it' if rest == 1 else 'them'}.\n", "faint"
