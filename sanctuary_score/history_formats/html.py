"""A history as HTML: the picture, and a table of its steps. The part of a page can stand in another page."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from sanctuary_score.formats import Span
from sanctuary_score.history import History
from sanctuary_score.history.words import (
    event_words,
    moved_words,
    notes,
    outcome_words,
    rubric_words,
    step_words,
    title_words,
)
from sanctuary_score.history_formats.svg import picture
from sanctuary_score.papers.blocks import Heading, Paragraph, runs
from sanctuary_score.papers.html import environment, fragment, page
from sanctuary_score.report import CAVEAT

_MOVED = 3
"""How many of the practices that moved are named where not all are asked for."""


def document(history: History, width: int, details: bool) -> Iterator[Span]:  # noqa: ARG001 (every format takes them)
    """A whole page."""
    name = title_words(history)
    top = fragment((Heading(1, name), Paragraph(runs(rubric_words(history)))))
    caveat = fragment((Paragraph(runs(CAVEAT), "small"),))
    body = Markup("{}{}{}").format(top, section(history, details=details), caveat)
    yield page(name, outcome_words(history), body), "plain"


def section(history: History, *, details: bool = False) -> Markup:
    """The picture with its table and what to read with care, without a heading: a part of any page."""
    template = environment("sanctuary_score.history_formats").get_template("history.html")
    place = history.place.id
    rows = []
    for step in history.steps:
        shown = step.moved if details else step.moved[:_MOVED]
        moved = [moved_words(its) for its in shown]
        if rest := len(step.moved) - len(shown):
            moved.append(f"and {rest} more")
        events = [event_words(event, place) for event in step.events]
        rows.append({"day": step.day.isoformat(), "score": step_words(step), "events": events, "moved": moved})
    return Markup(  # noqa: S704 (escaped by the template)
        template.render(
            picture=Markup(picture(history)),  # noqa: S704 (escaped by the writer of XML)
            outcome=outcome_words(history),
            caption=f"{title_words(history)}: what caused each step",
            rows=rows,
            notes=tuple(notes(history)),
        )
    )
