"""A comparison as the blocks of a paper: what is certain, then places as rows or as columns, and what to be wary of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sanctuary_score.comparison import Comparison
from sanctuary_score.comparison.groups import facts, grouped
from sanctuary_score.comparison.values import SIDE_BY_SIDE, Compared, Share
from sanctuary_score.comparison.words import (
    area_title,
    caution_words,
    certain_words,
    day_words,
    measure_words,
    order_words,
    percent_words,
    title_words,
)
from sanctuary_score.comparison_formats.answers_paper import answers
from sanctuary_score.papers.blocks import (
    Bar,
    Block,
    Cell,
    Column,
    Heading,
    Items,
    Paper,
    Paragraph,
    Table,
    runs,
)
from sanctuary_score.report import CAVEAT, STATES
from sanctuary_score.score import WHOLE
from sanctuary_score.wording import score_words, share_words

_PERCENT = "In percent of what is asked of the place there: from what is certain to what is possible."

_ABREAST = 4
"""Areas in one table."""


def paper(comparison: Comparison, legend: str = "") -> Paper:
    """The whole of it; the legend says what the bars mean, where bars are drawn."""
    return Paper(title_words(comparison), day_words(comparison), tuple(_blocks(comparison, legend)))


def _blocks(comparison: Comparison, legend: str) -> Iterator[Block]:
    yield Heading(1, title_words(comparison))
    yield Paragraph(runs(f"{day_words(comparison)} {legend}".rstrip()))
    if comparison.practice is not None:
        yield from answers(comparison, comparison.practice)
    else:
        yield Heading(2, "What can be said for certain")
        yield _items(certain_words(comparison))
        if 1 < len(comparison.places) <= SIDE_BY_SIDE:
            yield from _columns(comparison)
        else:
            yield from _ranking(comparison)
            yield from _practices(comparison) if comparison.by == "practice" else _areas(comparison)
    yield Heading(2, "To read with care")
    yield _items((*caution_words(comparison), CAVEAT))


def _items(sentences: Iterable[str]) -> Items:
    return Items(tuple(runs(sentence) for sentence in sentences))


def _columns(comparison: Comparison) -> Iterator[Block]:
    """Two or three places, a column each."""
    names = [place.called for place in comparison.places]
    wide = (Column("Of the place", 3), *(Column(name, 3) for name in names))
    yield Heading(2, "The places")
    whole = tuple((runs(name), *map(runs, cells)) for name, cells in facts(comparison))
    yield Table("What each place is, and how it stands as a whole", wide, whole)
    yield Heading(2, "By area")
    yield Paragraph(runs(_PERCENT))
    areas = [
        (runs(area.title), *shares(place.areas.get(area.id) for place in comparison.places))
        for area in comparison.rubric.header.areas
        if any(area.id in place.areas for place in comparison.places)
    ]
    yield Table("Every area, side by side", (Column("Area", 3), *wide[1:]), tuple(areas))
    if comparison.by == "area":
        return
    for group in grouped(comparison):
        yield Heading(2, group.title)
        titles = {name: comparison.rubric.practices[name].title for name in group.practices}
        if group.told:
            rows = [
                (runs(titles[name]), *shares(place.practices.get(name) for place in comparison.places))
                for name in group.practices
            ]
            yield Table(f"{group.title}, side by side", (Column("Practice", 3), *wide[1:]), tuple(rows))
        else:
            yield _items(titles.values())


def shares(found: Iterable[Share | None]) -> Iterator[Cell]:
    """The share of each place as a bar, or why there is none."""
    for share in found:
        if share is None:
            yield runs("not asked")
        elif share.state == "barred":
            yield runs("barred by the law above")
        else:
            yield Bar(share.low, share.high, percent_words(share.low, share.high))


def _ranking(comparison: Comparison) -> Iterator[Block]:
    area = comparison.area
    measure = "Score of 100" if area is None else area_title(comparison, area)
    yield Heading(2, f"Ranking by {measure_words(comparison)}")
    yield Paragraph(
        runs(
            f"In this order: {order_words(comparison)}. The rank shows the best and the worst that is possible; what is"
            " reachable is the most that the law above leaves open."
        )
    )
    columns = (
        Column("Rank", 2),
        Column("Place", 6),
        Column(measure, 5),
        Column("Reachable", 2, number=True),
        Column("Known", 2, number=True),
        Column("Harms", 2, number=True),
    )
    rows = []
    for rank, place in zip(comparison.ranks, comparison.places, strict=True):
        rest = (runs(f"{place.reachable:.1f}"), runs(share_words(place.known)), runs(str(place.harms or "none")))
        rows.append((runs(rank.words if rank else "none"), runs(place.called), _measured(place, area), *rest))
    yield Table("Rank, share, what is reachable and known, and harms of each place", columns, tuple(rows))


def _measured(place: Compared, area: str | None) -> Cell:
    if area is None:
        return Bar(place.low / WHOLE, place.high / WHOLE, score_words(place.low, place.high))
    return next(shares([place.areas.get(area)]))


def _areas(comparison: Comparison) -> Iterator[Block]:
    """Every area of every place, a few side by side: so many as a page is wide."""
    yield Heading(2, "By area")
    yield Paragraph(runs(_PERCENT))
    areas = comparison.rubric.header.areas
    for start in range(0, len(areas), _ABREAST):
        some = areas[start : start + _ABREAST]
        columns = (Column("Place", 3), *(Column(area.title, 2) for area in some))
        rows = [(runs(place.called), *shares(place.areas.get(area.id) for area in some)) for place in comparison.places]
        yield Table("; ".join(area.title for area in some), columns, tuple(rows))


def _practices(comparison: Comparison) -> Iterator[Block]:
    rubric, places = comparison.rubric, comparison.places
    yield Heading(2, "By practice: how many places stand how")
    yield _items(f"{state}: {meaning}" for state, meaning in STATES.items())
    columns = (Column("Practice", 6), *(Column(state, 1, number=True) for state in (*STATES, "not asked")))
    for area in rubric.header.areas:
        rows = []
        for name in (name for name in rubric.practices if rubric.areas[name] == area.id):
            count = Counter(place.practices[name].state for place in places if name in place.practices)
            if count:
                found = (*(count[state] for state in STATES), len(places) - count.total())
                rows.append((runs(rubric.practices[name].title), *(runs(str(number)) for number in found)))
        if rows:
            yield Heading(3, area.title)
            yield Table(f"{area.title}: number of places by practice and state", columns, tuple(rows))
