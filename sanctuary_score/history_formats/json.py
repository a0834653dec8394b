"""A history as JSON, version 1, in the shape that `shape` lays down."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sanctuary_score import __version__
from sanctuary_score.atlas import shown
from sanctuary_score.formats import Span
from sanctuary_score.history import Ends, Event, History, Moved, Step
from sanctuary_score.history_formats.shape import SCHEMA, DocumentV1, EndsV1, EventV1, MovedV1, StepV1
from sanctuary_score.report_json.shape import JurisdictionV1, RubricV1, Tool

_DIGITS = 4


def document(history: History, width: int, details: bool) -> Iterator[Span]:  # noqa: ARG001 (every format takes them)
    """One document, always with every practice that moved."""
    header, place = history.rubric.header, history.place
    found = DocumentV1(
        schema=SCHEMA,
        tool=Tool(name="sanctuary-score", version=__version__),
        rubric=RubricV1(id=header.id, version=header.version.text),
        jurisdiction=JurisdictionV1(
            id=place.id, name=place.profile.name, kind=place.profile.kind, path=shown(place.path)
        ),
        since=history.start.isoformat(),
        as_of=history.as_of.isoformat(),
        first=_ends(history.first),
        steps=list(map(_step, history.steps)),
        still=history.still,
        undated=history.undated,
    )
    yield json.dumps(found, indent=1).replace("##[", "#\\u0023[") + "\n", "plain"


def _step(step: Step) -> StepV1:
    return StepV1(
        day=step.day.isoformat(),
        old=_ends(step.old),
        new=_ends(step.new),
        events=list(map(_event, step.events)),
        practices=list(map(_moved, step.moved)),
    )


def _event(event: Event) -> EventV1:
    return EventV1(
        what=event.what,
        jurisdiction=event.jurisdiction,
        policy=event.policy or None,
        title=event.title,
        citation=event.citation or None,
        instrument=event.instrument or None,
    )


def _moved(moved: Moved) -> MovedV1:
    return MovedV1(
        practice=moved.practice,
        title=moved.title,
        old=_ends(moved.old),
        new=_ends(moved.new),
        points=round(moved.points, _DIGITS),
    )


def _ends(ends: Ends) -> EndsV1:
    return EndsV1(low=round(ends.low, _DIGITS), high=round(ends.high, _DIGITS))
