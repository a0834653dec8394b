"""Many places as text: a ranking with bars; then every area of every place, or every practice with how many do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from string import ascii_uppercase

from sanctuary_score.characters import visible
from sanctuary_score.comparison import Comparison
from sanctuary_score.comparison.values import Share
from sanctuary_score.comparison.words import area_title, measure_words, order_words, percent_words
from sanctuary_score.formats import Span
from sanctuary_score.formats.text.layout import bar, labels, title, wrapped
from sanctuary_score.interval import Interval
from sanctuary_score.report import STATES
from sanctuary_score.score import WHOLE
from sanctuary_score.wording import score_words, share_words

_BAR = 16
_ROOM, _CELL = 24, 7
"""Columns for the name of a place, and for one of its areas."""
_TITLE = 46


def ranking(comparison: Comparison, width: int) -> Iterator[Span]:
    """The ranking, and what stands beside it."""
    yield from title(f"Ranking by {measure_words(comparison)}, {order_words(comparison)}")
    scale = "Scores of 100" if comparison.area is None else "In percent of what is asked of the place there"
    scale += ": # is certain, - is possible, . is not earned; reach: the most of 100 that the law above leaves open."
    yield wrapped(scale, width), "faint"
    yield "\n", "plain"
    yield from _lines(comparison, width)
    yield from _practices(comparison) if comparison.by == "practice" else _areas(comparison, width)


def _lines(comparison: Comparison, width: int) -> Iterator[Span]:
    places = comparison.places
    taken = [rank.words if rank else "" for rank in comparison.ranks]
    first = max(len("rank"), *map(len, taken)) if taken else 4
    rest = f"{{:<{_BAR + 2}}} {{:<13}} {{:>5}} {{:>5}} {{:>5}}"
    room = width - first - len(rest.format(*[""] * 5)) - 2
    line = f"{{:>{first}}} {{:<{room}}} {rest}\n"
    heads = "score" if comparison.area is None else "credit"
    yield line.format("rank", "place", "", heads, "reach", "known", "harms"), "title"
    names = labels([(place.name, place.state, place.id) for place in places], room)
    area = comparison.area
    for rank, name, place in zip(taken, names, places, strict=True):
        share = Share(place.low / WHOLE, place.high / WHOLE, WHOLE) if area is None else place.areas.get(area)
        if share is None:
            picture, words = "not asked", ""
        else:
            picture = bar(Interval(*share[:2]), _BAR)
            words = score_words(place.low, place.high) if area is None else percent_words(*share[:2])
        reach, known = f"{int(place.reachable + 1e-6)}", share_words(place.known)
        yield line.format(rank, name, picture, words, reach, known, place.harms or "none"), "plain"


def _areas(comparison: Comparison, width: int) -> Iterator[Span]:
    """Every area of every place, as many side by side as there is room for."""
    yield from title("By area, in percent of what is asked of the place there")
    yield "From what is certain to what is possible; - where nothing is asked.\n\n", "faint"
    letters = dict(zip((area.id for area in comparison.rubric.header.areas), ascii_uppercase, strict=False))
    for area, letter in letters.items():
        yield f"  {letter}  {visible(area_title(comparison, area))}\n", "plain"
    places = comparison.places
    names = labels([(place.name, place.state, place.id) for place in places], _ROOM)
    count = max((width - _ROOM) // _CELL, 1)
    for start in range(0, len(letters), count):
        some = list(letters)[start : start + count]
        yield "\n" + f"{'place':<{_ROOM}}" + "".join(f"{letters[area]:>{_CELL}}" for area in some) + "\n", "title"
        for name, place in zip(names, places, strict=True):
            yield (
                f"{name:<{_ROOM}}" + "".join(f"{_cell(place.areas.get(area)):>{_CELL}}" for area in some) + "\n",
                "plain",
            )


def _cell(share: Share | None) -> str:
    return "-" if share is None else percent_words(*share[:2], "-").removesuffix("%")


def _practices(comparison: Comparison) -> Iterator[Span]:
    """Every practice, with how many places stand how."""
    rubric = comparison.rubric
    yield from title("By practice: how many places stand how")
    for state, meaning in STATES.items():
        yield f"  {state:<8} {meaning}\n", "faint"
    for area in rubric.header.areas:
        names = [name for name in rubric.practices if rubric.areas[name] == area.id]
        found = {
            name: Counter(p.practices[name].state for p in comparison.places if name in p.practices) for name in names
        }
        if not any(found.values()):
            continue
        heads = "".join(f"{state:>{len(state) + 1}}" for state in STATES)
        for index, line in enumerate(wrapped(area.title, _TITLE).splitlines()):
            yield (
                ("\n" if index == 0 else "") + f"{line:<{_TITLE}}{heads if index == 0 else ''}".rstrip() + "\n",
                "title",
            )
        for name, states in found.items():
            cells = "".join(f"{states[state] or '-':>{len(state) + 1}}" for state in STATES)
            lines = wrapped(rubric.practices[name].title, _TITLE - 1, "  ").splitlines()
            yield "".join(f"{line}\n" for line in lines[:-1]) + f"{lines[-1]:<{_TITLE}}{cells}\n", "plain"
