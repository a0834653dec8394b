"""Two or three places side by side: what they are, and their practices, those that differ first. Lays nothing out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sanctuary_score.comparison.certain import Difference, difference
from sanctuary_score.comparison.values import Comparison
from sanctuary_score.comparison.words import grade_cell
from sanctuary_score.kinds import KINDS
from sanctuary_score.wording import score_words, share_words

_TITLES: dict[Difference, str] = {
    "certain": "Practices that differ for certain",
    "possible": "Practices that may differ: too little is known",
    "none": "Practices on which they are the same, for certain",
    "nothing known": "Practices of which nothing is known of any of them",
}


class Group(NamedTuple):
    """Practices that differ in the same way, in the rubric's order."""

    title: str
    practices: tuple[str, ...]
    told: bool
    """Whether there is anything to show of them beside their titles."""


def grouped(comparison: Comparison) -> Iterator[Group]:
    """The practices that any of the places is asked, in groups; empty groups are left out."""
    found: dict[Difference | None, list[str]] = {name: [] for name in (*_TITLES, None)}
    for name in comparison.rubric.practices:
        shares = [place.practices[name] for place in comparison.places if name in place.practices]
        if shares:
            found[difference(shares) if len(shares) == len(comparison.places) else None].append(name)
    for kind, title in _TITLES.items():
        if found[kind] and kind != "nothing known":
            yield Group(title, tuple(found[kind]), told=True)
    if found[None]:
        yield Group("Practices that are not asked of all of them", tuple(found[None]), told=True)
    if found["nothing known"]:
        yield Group(_TITLES["nothing known"], tuple(found["nothing known"]), told=False)


def facts(comparison: Comparison) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What each place is and how it stands as a whole, a line each, with a cell a place."""
    places = comparison.places
    yield "Kind", tuple(KINDS[place.kind].partition(" (")[0] for place in places)
    yield "Population", tuple(f"{p.population:,}" if p.population is not None else "not known" for p in places)
    yield "Score, of 100", tuple(score_words(place.low, place.high) for place in places)
    yield "Rank", tuple(rank.words if rank else "not asked" for rank in comparison.ranks)
    yield "Reachable under the law above", tuple(f"{place.reachable:.1f}" for place in places)
    yield "Known", tuple(share_words(place.known) for place in places)
    yield "Grade", tuple(map(grade_cell, places))
    yield "Harms", tuple(str(place.harms or "none") for place in places)
