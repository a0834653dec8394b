"""The reports of one run as one paper: a single place alone, or a table of all places first and then each of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate, takewhile
from typing import NamedTuple

from sanctuary_score.diagnostic import Placed
from sanctuary_score.papers.blocks import Block, Blocks, Heading, Items, Paper, Paragraph, length, nested, runs, strong
from sanctuary_score.report import CAVEAT, Report
from sanctuary_score.report_paper import blocks, place_words
from sanctuary_score.report_paper.ranking import Row, order, ranking, row
from sanctuary_score.rubric import Rubric

_SUBJECT = "What the law of a place does to protect its immigrant residents, and what is missing"


class Entry(NamedTuple):
    """What one place adds to the paper."""

    title: str
    row: Row
    blocks: Blocks


def entry(report: Report, *, details: bool) -> Entry:
    """What the place of this report adds."""
    return Entry(place_words(report), row(report), blocks(report, details=details))


def paper(
    entries: Sequence[Entry],
    rubric: Rubric,
    as_of: date,
    many: bool,
    problems: Sequence[Placed],
    room: float = math.inf,
) -> Paper:
    """The paper of a run; `many` asks for the table even where a single place could be scored.

    The table always has all places. Behind it come as many of them as there is room for, in characters.
    """
    if len(entries) == 1 and not many:
        only = entries[0]
        title = f"Protection of immigrant residents in the law of {only.row.name}: gap report"
        return Paper(title, _SUBJECT, (Heading(1, title, "top"), Paragraph(runs(only.title)), *only.blocks[1:]))
    title = f"Gap report: {'1 place' if len(entries) == 1 else f'{len(entries)} places'}"
    ranked = sorted(entries, key=lambda entry: order(entry.row))
    told = _within(ranked, room)
    cover = (Heading(1, title, "top"), *_cover(ranked, len(told), rubric, as_of, problems))
    places = (nested(entry.blocks, 1, f"place-{number}-") for number, entry in enumerate(told, 1))
    return Paper(title, _SUBJECT, tuple(block for part in (cover, *places) for block in part))


def _within(ranked: Sequence[Entry], room: float) -> Sequence[Entry]:
    """The first of these places, as many as there is room for."""
    sums = accumulate(length(entry.blocks) for entry in ranked)
    return ranked[: sum(1 for _ in takewhile(lambda taken: taken <= room, sums))]


def _cover(
    ranked: Sequence[Entry], told: int, rubric: Rubric, as_of: date, problems: Sequence[Placed]
) -> Iterator[Block]:
    header = rubric.header
    day = f"As of {as_of.isoformat()}, measured against the rubric {header.id}, version {header.version.text}."
    yield Paragraph(runs(day), "small")
    if errors := [problem for problem in problems if problem.severity == "error"]:
        yield Heading(2, "Files that could not be scored", "problems")
        yield Items(tuple(runs(f"{p.place.path}, line {p.place.line}: {p.message} ({p.number})") for p in errors))
    if ranked:
        anchors = [f"place-{number}-top" if number <= told else "" for number in range(1, len(ranked) + 1)]
        yield from ranking([entry.row for entry in ranked], anchors)
        yield Paragraph(runs(CAVEAT))
    if left := len(ranked) - told:
        pages = "the pages of 1 place" if left == 1 else f"the pages of {left} places"
        yield Paragraph(
            runs(
                strong(f"Left out for want of room: {pages}."),
                " The table has all of them; ask for fewer places at a time, leave out --details, or use html.",
            )
        )
