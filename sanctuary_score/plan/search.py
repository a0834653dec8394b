"""The exact search: which practices, and how many texts of each, reach a number of points with the least effort.

Numbers only. Dynamic programming rather than an integer programme: efforts are small whole numbers, so that the table
has some hundred rows, and no solver of a hundred megabytes has to be installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_UNIT = 1e-9
"""Points are counted in whole billionths: sums of fractions differ in their last bits by their order."""


class Item(NamedTuple):
    """A practice that may be taken whole: its effort, a whole number from 1, and its points."""

    effort: int
    points: float
    certain: float = 0.0
    """What of the points is known to be missing."""
    forced: bool = False


class _Set(NamedTuple):
    """Some of the items: what they give together, in whole units, so that equal sums are equal, and which they are."""

    points: int
    certain: int
    chosen: tuple[int, ...]


class Part(NamedTuple):
    """One way to take a practice in part: how many texts it needs, and its points."""

    size: int
    points: float


def least_effort(items: Sequence[Item], need: float) -> tuple[int, ...] | None:
    """The positions of the items that give at least the points needed, every forced one among them; None if none do.

    The least effort; of those sets the fewest items; of those the most points; of those the one of which most is known
    to be missing; of those the first in order.
    """
    best: dict[tuple[int, int], _Set] = {(0, 0): _Set(0, 0, ())}
    for index, item in enumerate(items):
        points, certain = round(item.points / _UNIT), round(item.certain / _UNIT)
        following = {} if item.forced else dict(best)
        for (effort, count), (sum_, sure, chosen) in best.items():
            key = effort + item.effort, count + 1
            found = _Set(sum_ + points, sure + certain, (*chosen, index))
            if key not in following or found[:2] > following[key][:2]:
                following[key] = found
        best = following
    enough = [key for key, found in best.items() if found.points * _UNIT >= need]
    return best[min(enough)].chosen if enough else None


def fewest_texts(practices: Sequence[Sequence[Part]], need: float) -> tuple[int, ...] | None:
    """For each practice, which of its parts to take, by position; None when no choice gives the points needed.

    The fewest texts; of those choices the most points.
    """
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for parts in practices:
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for size, (points, chosen) in best.items():
            for index, part in enumerate(parts):
                found = points + round(part.points / _UNIT), (*chosen, index)
                key = size + part.size
                if key not in following or found[0] > following[key][0]:
                    following[key] = found
        best = following
    enough = [size for size, (points, _) in best.items() if points * _UNIT >= need]
    return best[min(enough)][1] if enough else None
