"""A history as Markdown, escaped: the plot as characters, and a table of the steps."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.formats import Span
from sanctuary_score.formats.markdown import plain
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

_MOVED, _WIDTH = 3, 80


def document(history: History, width: int, details: bool) -> Iterator[Span]:  # noqa: ARG001 (every format takes them)
    """The whole of it."""
    yield f"# {plain(title_words(history))}\n\n{plain(rubric_words(history))}\n", "plain"
    yield f"\n{plain(outcome_words(history))}\n", "plain"
    lines = "\n".join(line.rstrip() for line in plot(history, _WIDTH))
    yield f"\n```text\n{lines}\n```\n\n{plain(LEGEND)}.\n", "plain"
    if history.steps:
        yield "\n| step | day | score | what happened | practices that moved |\n|---|---|---|---|---|\n", "plain"
    for number, step in enumerate(history.steps, 1):
        yield _row(history, number, step, details), "plain"
    yield "\n## To read with care\n\n", "plain"
    yield "".join(f"- {plain(note)}\n" for note in (*notes(history), CAVEAT)), "plain"


def _row(history: History, number: int, step: Step, details: bool) -> str:
    shown = step.moved if details else step.moved[:_MOVED]
    moved = [plain(moved_words(its)) for its in shown]
    if rest := len(step.moved) - len(shown):
        moved.append(f"and {rest} more")
    events = "<br>".join(plain(event_words(event, history.place.id)) for event in step.events)
    return f"| {number} | {step.day.isoformat()} | {step_words(step)} | {events} | {'<br>'.join(moved)} |\n"
