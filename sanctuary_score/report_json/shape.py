"""The shape of the JSON report, version 1: the contract from which its schema is written.

Inner types may change; these may only grow. Nothing here fills them.
"""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from sanctuary_score.report import State
from sanctuary_score.rubric import Reason

SCHEMA = "sanctuary-score/report/v1"


class Tool(TypedDict):
    """The program that wrote it."""

    name: str
    version: str


class RubricV1(TypedDict):
    """The rubric that was used; its version is a date."""

    id: str
    version: str


class JurisdictionV1(TypedDict):
    """The place that was scored."""

    id: str
    name: str
    kind: str
    path: str


class ScoreV1(TypedDict):
    """From 0 to 100; `reachable` is the most that the law above leaves open, `own` what of `low` is the place's own."""

    low: float
    high: float
    reachable: float
    own: float


class GradeV1(TypedDict):
    """The grade at either end of the score, and the core practices, by title, that hold the lower one down."""

    low: str
    high: str
    held_down_by: list[str]


class AreaV1(TypedDict):
    """One area, in points of the 100."""

    id: str
    title: str
    low: float
    high: float
    points: float


class ClaimV1(TypedDict):
    """What one policy says on a question; lines and columns count from 1."""

    jurisdiction: str
    policy: str
    answer: str | list[str]
    instrument: str
    citation: str
    section: str | None
    url: str | None
    certain: bool
    path: str
    line: int
    column: int


class QuestionV1(TypedDict):
    """One question: credit from 0 to 1, points of the 100."""

    id: str
    low: float
    high: float
    points: float
    claims: list[ClaimV1]


class PracticeV1(TypedDict):
    """One practice that is asked of the place: credit from 0 to 1, points of the 100."""

    id: str
    title: str
    area: str
    core: bool
    state: State
    low: float
    high: float
    points: float
    questions: list[QuestionV1]


class ModelV1(TypedDict):
    """A place that does it."""

    jurisdiction: str
    name: str
    citation: str


class WaiverV1(TypedDict):
    """By whom and why a gap is accepted for a while; `points` are those it covers, 0 when it is expired or unused."""

    practice: str
    question: str | None
    reason: str
    approved_by: str
    expires: str
    points: float
    path: str
    line: int
    column: int


class GapV1(TypedDict):
    """Points of the 100 that one question does not earn for one reason."""

    practice: str
    question: str
    reason: Reason
    points: float
    agencies: list[str]
    next_step: str
    models: list[ModelV1]
    waived: bool
    path: str
    line: int
    column: int


class HarmV1(TypedDict):
    """A fact that works against residents; `question` is null where the law forbids a practice to places below."""

    practice: str
    question: str | None
    jurisdiction: str
    policy: str
    citation: str
    certain: bool
    path: str
    line: int
    column: int


class AboveV1(TypedDict):
    """The answer of the law above that counts in the place of a weaker one."""

    jurisdiction: str
    policy: str
    answer: str | list[str]
    citation: str
    section: str | None


class WeakerV1(TypedDict):
    """A rule of the place itself that allows more than the law above; no agencies means all that count."""

    practice: str
    question: str
    agencies: list[str]
    policy: str
    answer: str | list[str]
    citation: str
    section: str | None
    above: AboveV1
    path: str
    line: int
    column: int


class BarredV1(TypedDict):
    """What a higher law forbids; no questions means the whole practice."""

    practice: str
    questions: list[str]
    points: float
    jurisdiction: str
    policy: str
    citation: str
    section: str | None
    certain: bool
    path: str
    line: int
    column: int


class UnknownV1(TypedDict):
    """A question worth finding out, the points of the 100 that hang on it, and where its answer would belong."""

    practice: str
    question: str
    points: float
    agencies: list[str]
    path: str
    line: int
    column: int


class ProblemV1(TypedDict):
    """Something that is wrong with a file."""

    code: str
    severity: Literal["error", "warning", "advice"]
    message: str
    path: str
    line: int
    column: int


class RangeV1(TypedDict):
    """From the least to the greatest, on the scale of 0 to 100."""

    least: float
    greatest: float


class SensitivityV1(TypedDict):
    """The ends of the score under other weights, and the share of draws in which both grades stay."""

    draws: int
    spread: float
    low: RangeV1
    high: RangeV1
    grade_kept: float | None


class ReportV1(TypedDict):
    """Everything about one place on one day."""

    jurisdiction: JurisdictionV1
    above: list[str]
    score: ScoreV1
    known: float
    grade: GradeV1 | None
    sensitivity: SensitivityV1 | None
    core: list[str]
    areas: list[AreaV1]
    practices: list[PracticeV1]
    gaps: list[GapV1]
    harms: list[HarmV1]
    weaker: list[WeakerV1]
    barred: list[BarredV1]
    unknown: list[UnknownV1]
    waivers: list[WaiverV1]


class DocumentV1(TypedDict):
    """The whole output."""

    schema: Literal["sanctuary-score/report/v1"]
    tool: Tool
    rubric: RubricV1
    as_of: str
    reports: list[ReportV1]
    problems: list[ProblemV1]
