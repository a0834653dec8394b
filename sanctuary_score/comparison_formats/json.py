"""Comparisons as JSON, version 1, in the shape that `shape` lays down."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sanctuary_score import __version__
from sanctuary_score.comparison import Answered, Compared, Comparison
from sanctuary_score.comparison.certain import pairs, versus
from sanctuary_score.comparison.values import SIDE_BY_SIDE
from sanctuary_score.comparison_formats.shape import (
    SCHEMA,
    AnswerV1,
    AreaV1,
    DocumentV1,
    GradeV1,
    PairV1,
    PlaceV1,
    PracticeV1,
    RankV1,
    SaidV1,
    ScoreV1,
)
from sanctuary_score.formats import Span
from sanctuary_score.rank import Rank
from sanctuary_score.report_json.shape import RubricV1, Tool

_DIGITS = 4


def document(comparison: Comparison, width: int) -> Iterator[Span]:  # noqa: ARG001 (every format takes both)
    """One document."""
    header = comparison.rubric.header
    found = DocumentV1(
        schema=SCHEMA,
        tool=Tool(name="sanctuary-score", version=__version__),
        rubric=RubricV1(id=header.id, version=header.version.text),
        as_of=comparison.as_of.isoformat(),
        only=list(comparison.only),
        sort=comparison.sort,
        practice=comparison.practice,
        left_out=comparison.left_out,
        failed=comparison.failed,
        places=[_place(comparison, *both) for both in zip(comparison.ranks, comparison.places, strict=True)],
        pairs=_pairs(comparison) if len(comparison.places) <= SIDE_BY_SIDE else [],
    )
    yield json.dumps(found, indent=1).replace("##[", "#\\u0023[") + "\n", "plain"


def _place(comparison: Comparison, rank: Rank | None, place: Compared) -> PlaceV1:
    areas = comparison.rubric.areas
    return PlaceV1(
        id=place.id,
        name=place.name,
        kind=place.kind,
        population=place.population,
        rank=RankV1(best=rank.best, worst=rank.worst) if rank else None,
        score=ScoreV1(low=_round(place.low), high=_round(place.high), reachable=_round(place.reachable)),
        known=_round(place.known),
        grade=GradeV1(low=place.grade[0], high=place.grade[1]) if place.grade else None,
        harms=place.harms,
        areas=[
            AreaV1(id=name, low=_round(its.low), high=_round(its.high), points=_round(its.points))
            for name, its in place.areas.items()
        ],
        practices=[
            PracticeV1(
                id=name,
                area=areas[name],
                state=its.state or "unknown",
                low=_round(its.low),
                high=_round(its.high),
                points=_round(its.points),
            )
            for name, its in place.practices.items()
        ],
        answers=[_answer(question, answer) for question, answer in place.answers.items()],
    )


def _answer(question: str, answer: Answered) -> AnswerV1:
    said = [
        SaidV1(
            answer=its.answer,
            jurisdiction=its.jurisdiction,
            title=its.title,
            citation=its.citation,
            section=its.section or None,
            instrument=its.instrument,
            since=its.since,
            url=its.url or None,
            certain=its.certain,
        )
        for its in answer.said
    ]
    return AnswerV1(question=question, low=_round(answer.low), high=_round(answer.high), said=said)


def _pairs(comparison: Comparison) -> list[PairV1]:
    found = []
    for one, other in pairs(comparison.places):
        its = versus(one, other)
        found.append(
            PairV1(
                first=one.id,
                second=other.id,
                first_more=list(its.more),
                second_more=list(its.less),
                same=list(its.same),
                open=list(its.open),
            )
        )
    return found


def _round(value: float) -> float:
    return round(value, _DIGITS)
