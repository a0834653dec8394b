"""One practice as the blocks of a paper: how every place stands on it, and, by question, which law answers what."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.comparison import Comparison, Said
from sanctuary_score.comparison.words import percent_words
from sanctuary_score.papers.blocks import Bar, Block, Cell, Column, Heading, Paragraph, Run, Table, link, runs

_COLUMNS = (
    Column("Place", 3),
    Column("Answer", 3),
    Column("Law", 5),
    Column("Section", 2),
    Column("Instrument, and since when", 3),
)


def answers(comparison: Comparison, practice: str) -> Iterator[Block]:
    """The places in their order, then a part a question."""
    its = comparison.rubric.practices[practice]
    yield Heading(2, f"{its.title} ({practice}{', core' if its.core else ''})")
    rows: list[tuple[Cell, ...]] = []
    for place in comparison.places:
        share = place.practices.get(practice)
        if share is None:
            rows.append((runs(place.called), runs("not asked of it"), runs("")))
        else:
            bar = Bar(share.low, share.high, percent_words(share.low, share.high))
            rows.append((runs(place.called), bar, runs(share.state or "")))
    heads = (Column("Place", 3), Column("Certain to possible", 4), Column("State", 2))
    yield Table("How every place stands on it", heads, tuple(rows))
    for question, asked in its.scored():
        yield Heading(3, asked.ask)
        told = [
            _row(place.called, place.id, said)
            for place in comparison.places
            for said in (place.answers[question].said if question in place.answers else ())
        ]
        if told:
            yield Table(f"Answers to {question}", _COLUMNS, tuple(told))
        silent: dict[str, list[str]] = {}
        for place in comparison.places:
            if question in place.answers and not place.answers[question].said:
                silent.setdefault(place.answers[question].nothing, []).append(place.called)
        for nothing, names in silent.items():
            yield Paragraph(runs(f"{'; '.join(names)}: {nothing}"), "small")


def _row(called: str, place: str, said: Said) -> tuple[Cell, ...]:
    whose = "" if said.jurisdiction == place else f"; law of {said.whose}"
    title: Run = link(said.title, said.url)
    doubt = "" if said.certain else "; perhaps in force"
    return (
        runs(called),
        runs(said.answer),
        runs(title, f" ({said.citation}{whose})"),
        runs(said.section),
        runs(f"{said.instrument} {said.since}{doubt}"),
    )
