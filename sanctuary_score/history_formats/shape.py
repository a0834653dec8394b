"""The shape of the JSON of a history, version 1: the contract from which its schema is written. Nothing fills it."""

from __future__ import annotations

from typing import Final, Literal

from typing_extensions import TypedDict

from sanctuary_score.report_json.shape import JurisdictionV1, RubricV1, Tool

SCHEMA: Final = "sanctuary-score/history/v1"


class EndsV1(TypedDict):
    """What is certain and what is possible: a score from 0 to 100, or a credit from 0 to 1."""

    low: float
    high: float


class EventV1(TypedDict):
    """What happened to a law, in words; `policy` is null for a search in vain, whose `title` is the practice."""

    what: str
    jurisdiction: str
    policy: str | None
    title: str
    citation: str | None
    instrument: str | None


class MovedV1(TypedDict):
    """How the credit of one practice moved; `points` of the 100 is what it is worth to the place."""

    practice: str
    title: str
    old: EndsV1
    new: EndsV1
    points: float


class StepV1(TypedDict):
    """A day on which anything moved, with the score before and from that day on."""

    day: str
    old: EndsV1
    new: EndsV1
    events: list[EventV1]
    practices: list[MovedV1]


class DocumentV1(TypedDict):
    """The whole output; `still` are the days left out on which nothing moved, `undated` the laws without a start."""

    schema: Literal["sanctuary-score/history/v1"]
    tool: Tool
    rubric: RubricV1
    jurisdiction: JurisdictionV1
    since: str
    as_of: str
    first: EndsV1
    steps: list[StepV1]
    still: int
    undated: int
