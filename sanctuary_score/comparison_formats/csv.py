"""Comparisons as a table for spreadsheets: a row a place, or a row an answer. No cell is ever read as a formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sanctuary_score.comparison import Compared, Comparison, Share
from sanctuary_score.formats import Span
from sanctuary_score.formats.csv import BOM, cell, row
from sanctuary_score.rank import Rank
from sanctuary_score.score import WHOLE

PLACE = (
    "jurisdiction",
    "name",
    "kind",
    "population",
    "as_of",
    "best_rank",
    "worst_rank",
    "score_low",
    "score_high",
    "reachable",
    "known_percent",
    "grade_low",
    "grade_high",
    "harms",
)
ANSWER = (
    "jurisdiction",
    "name",
    "as_of",
    "practice",
    "state",
    "practice_low_percent",
    "practice_high_percent",
    "question",
    "answer",
    "law_of",
    "law",
    "citation",
    "section",
    "instrument",
    "since",
    "in_force",
    "source",
)


def document(comparison: Comparison, width: int) -> Iterator[Span]:  # noqa: ARG001 (every format takes both)
    """The names of the columns, then the rows; low and high ends of areas or practices in percent."""
    if comparison.practice is not None:
        yield BOM + row(ANSWER), "plain"
        yield from ((row(cells), "plain") for cells in _answers(comparison, comparison.practice))
        return
    by_practice = comparison.by == "practice"
    names = list(comparison.rubric.practices) if by_practice else [area.id for area in comparison.rubric.header.areas]
    ends = [f"{name}_{end}_percent" for name in names for end in ("low", "high")]
    yield BOM + row((*PLACE, *map(cell, ends))), "plain"
    for rank, place in zip(comparison.ranks, comparison.places, strict=True):
        found = place.practices if by_practice else place.areas
        yield row((*_place(comparison, rank, place), *_ends(found, names))), "plain"


def _place(comparison: Comparison, rank: Rank | None, place: Compared) -> tuple[str, ...]:
    people = "" if place.population is None else str(place.population)
    first, last = (str(rank.best), str(rank.worst)) if rank else ("", "")
    score = (f"{place.low:.4f}", f"{place.high:.4f}", f"{place.reachable:.4f}", _percent(place.known))
    what = (cell(place.id), cell(place.name), place.kind, people, comparison.as_of.isoformat())
    return (*what, first, last, *score, *map(cell, place.grade or ("", "")), str(place.harms))


def _ends(found: Mapping[str, Share], names: Sequence[str]) -> Iterator[str]:
    for name in names:
        share = found.get(name)
        yield from (_percent(share.low), _percent(share.high)) if share else ("", "")


def _percent(share: float) -> str:
    return f"{share * WHOLE:.2f}"


def _answers(comparison: Comparison, practice: str) -> Iterator[tuple[str, ...]]:
    """A row for each answer of each law; one without an answer where there is none."""
    for place in comparison.places:
        share = place.practices.get(practice)
        first = (cell(place.id), cell(place.name), comparison.as_of.isoformat(), practice)
        if share is None:
            yield (*first, "not asked", *[""] * (len(ANSWER) - 5))
            continue
        state = (share.state or "", _percent(share.low), _percent(share.high))
        for question, answer in place.answers.items():
            for said in answer.said:
                law = (said.answer, said.jurisdiction, said.title, said.citation, said.section, said.instrument)
                force = "yes" if said.certain else "perhaps"
                yield (*first, *state, question, *map(cell, law), cell(said.since), force, cell(said.url))
            if not answer.said:
                yield (*first, *state, question, cell(answer.nothing), *[""] * (len(ANSWER) - 9))
