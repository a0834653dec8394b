"""The shape of the JSON of a comparison, version 1: the contract from which its schema is written. Nothing fills it."""

from __future__ import annotations

from typing import Final, Literal

from typing_extensions import TypedDict

from sanctuary_score.report import State
from sanctuary_score.report_json.shape import RubricV1, Tool

SCHEMA: Final = "sanctuary-score/comparison/v1"


class RankV1(TypedDict):
    """The best and the worst rank that is possible, 1 for the highest score."""

    best: int
    worst: int


class ScoreV1(TypedDict):
    """From 0 to 100; `reachable` is the most that the law above leaves open."""

    low: float
    high: float
    reachable: float


class GradeV1(TypedDict):
    """The grade at either end of the score."""

    low: str
    high: str


class AreaV1(TypedDict):
    """One area: credit from 0 to 1, points of the 100."""

    id: str
    low: float
    high: float
    points: float


class PracticeV1(TypedDict):
    """One practice that is asked of the place: credit from 0 to 1, points of the 100."""

    id: str
    area: str
    state: State
    low: float
    high: float
    points: float


class SaidV1(TypedDict):
    """What one law says on a question."""

    answer: str
    jurisdiction: str
    title: str
    citation: str
    section: str | None
    instrument: str
    since: str
    url: str | None
    certain: bool


class AnswerV1(TypedDict):
    """A question of the practice that was asked for: credit from 0 to 1, and what the laws say."""

    question: str
    low: float
    high: float
    said: list[SaidV1]


class PlaceV1(TypedDict):
    """One place; `rank` is null where nothing of what the places are ranked by is asked of it."""

    id: str
    name: str
    kind: str
    population: int | None
    rank: RankV1 | None
    score: ScoreV1
    known: float
    grade: GradeV1 | None
    harms: int
    areas: list[AreaV1]
    practices: list[PracticeV1]
    answers: list[AnswerV1]


class PairV1(TypedDict):
    """Two places: the practices, asked of both, on which one certainly does more, or both certainly do the same."""

    first: str
    second: str
    first_more: list[str]
    second_more: list[str]
    same: list[str]
    open: list[str]


class DocumentV1(TypedDict):
    """The whole output; `pairs` are told of two or three places only."""

    schema: Literal["sanctuary-score/comparison/v1"]
    tool: Tool
    rubric: RubricV1
    as_of: str
    only: list[str]
    sort: str
    practice: str | None
    left_out: int
    failed: int
    places: list[PlaceV1]
    pairs: list[PairV1]
