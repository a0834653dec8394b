"""Comparisons as an Excel workbook (the extra `office`): the ranking, every area, and every practice of every place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sanctuary_score.characters import visible
from sanctuary_score.comparison import Compared, Comparison
from sanctuary_score.comparison.words import (
    caution_words,
    certain_words,
    day_words,
    measure_words,
    order_words,
    title_words,
)
from sanctuary_score.kinds import KINDS
from sanctuary_score.papers.excel import Book, Column, Link, Value
from sanctuary_score.rank import Rank
from sanctuary_score.report import CAVEAT, STATES
from sanctuary_score.score import WHOLE
from sanctuary_score.wording import letters

_PLACE, _ID = Column("Place", 28), Column("Id", 24)
_ENDS = Column("Lowest, %", 10), Column("Highest, %", 10)
_ANSWERS = (
    _PLACE,
    _ID,
    Column("Question", 40),
    Column("Answer", 24),
    Column("Law of", 18),
    Column("Law", 36),
    Column("Citation", 36),
    Column("Section", 18),
    Column("Instrument", 18),
    Column("Since", 16),
    Column("In force", 10),
    Column("Source", 40),
)


def document(comparison: Comparison, width: int) -> Iterator[bytes]:  # noqa: ARG001 (every format takes both)
    """The workbook."""
    title = title_words(comparison)
    book = Book(title, "Scores, ranks, areas and practices side by side", _sheets(comparison))
    _words(book, comparison)
    for rank, place in zip(comparison.ranks, comparison.places, strict=True):
        book.add("Ranking", tuple(_ranked(rank, place)))
        book.add("By area", tuple(_by_area(comparison, place)))
        for row in _by_practice(comparison, place):
            book.add("By practice", row)
        if comparison.practice is not None:
            for answer in _answers(comparison, comparison.practice, place):
                book.add("Answers", answer)
    yield book.close()


def _sheets(comparison: Comparison) -> Mapping[str, tuple[Column, ...]]:
    ranking = (
        Column("Best rank", 9),
        Column("Worst rank", 9),
        _PLACE,
        _ID,
        Column("Kind", 20),
        Column("Population", 12),
        Column("Lowest score", 10),
        Column("Highest score", 10),
        Column("Reachable", 11),
        Column("Known, %", 10),
        Column("Grade", 10),
        Column("Harms", 8),
    )
    titles = [visible(area.title) for area in comparison.rubric.header.areas]
    areas = [
        Column(f"{title if titles.count(title) == 1 else area.id}, {end} %", 18)
        for area, title in zip(comparison.rubric.header.areas, titles, strict=True)
        for end in ("lowest", "highest")
    ]
    practices = (_PLACE, _ID, Column("Area", 24), Column("Practice", 48), Column("Core", 7), Column("State", 12))
    found = {
        "Ranking": ranking,
        "By area": (_PLACE, _ID, *areas),
        "By practice": (*practices, *_ENDS, Column("Points", 9)),
    }
    return found | ({"Answers": _ANSWERS} if comparison.practice is not None else {})


def _words(book: Book, comparison: Comparison) -> None:
    book.say(title_words(comparison), title=True)
    book.say(day_words(comparison))
    book.say(f"Ranked by {measure_words(comparison)}, {order_words(comparison)}.")
    if comparison.practice is not None:
        book.say(f"Answers: {comparison.rubric.practices[comparison.practice].title} ({comparison.practice}).")
    book.say("What can be said for certain", title=True)
    for sentence in certain_words(comparison):
        book.say(sentence)
    book.say("To read with care", title=True)
    for sentence in (*caution_words(comparison), CAVEAT):
        book.say(sentence)
    book.say("Lowest is what is certain, highest what is possible; in percent of what is asked of the place there.")
    for state, meaning in STATES.items():
        book.say(f"{state}: {meaning}")


def _ranked(rank: Rank | None, place: Compared) -> Iterator[Value]:
    yield from (rank.best, rank.worst) if rank else ("", "")
    yield from (place.called, place.id, KINDS[place.kind].partition(" (")[0])
    yield place.population if place.population is not None else "not known"
    yield from (place.low, place.high, place.reachable, place.known * WHOLE, letters(place.grade), place.harms)


def _by_area(comparison: Comparison, place: Compared) -> Iterator[Value]:
    yield from (place.called, place.id)
    for area in comparison.rubric.header.areas:
        share = place.areas.get(area.id)
        yield from (share.low * WHOLE, share.high * WHOLE) if share else ("not asked", "not asked")


def _by_practice(comparison: Comparison, place: Compared) -> Iterator[tuple[Value, ...]]:
    rubric = comparison.rubric
    areas = {area.id: area.title for area in rubric.header.areas}
    for name, share in place.practices.items():
        practice = rubric.practices[name]
        what = (areas[rubric.areas[name]], practice.title, "yes" if practice.core else "no", share.state or "")
        yield (place.called, place.id, *what, share.low * WHOLE, share.high * WHOLE, share.points)


def _answers(comparison: Comparison, practice: str, place: Compared) -> Iterator[tuple[Value, ...]]:
    asks = {name: question.ask for name, question in comparison.rubric.practices[practice].scored()}
    for name, answer in place.answers.items():
        first = (place.called, place.id, asks[name])
        if not answer.said:
            yield (*first, answer.nothing, *[""] * (len(_ANSWERS) - 4))
        for said in answer.said:
            law = (said.whose, said.title, said.citation, said.section, said.instrument, said.since)
            source: Value = Link(said.url, said.url) if said.url else ""
            yield (*first, said.answer, *law, "yes" if said.certain else "perhaps", source)
