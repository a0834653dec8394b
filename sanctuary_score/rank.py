"""Ranks of values that are known as intervals: the best and the worst that each can take. Knows nothing of places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

SAME = 1e-9
"""Values that differ by less, on a scale of 1, are the same: sums of fractions are exact to the last bits only."""


class Rank(NamedTuple):
    """The ranks that are possible, 1 for the highest value; values that may be equal share their ranks."""

    best: int
    worst: int

    @property
    def words(self) -> str:
        """`3`, or `1-16` when it is not certain."""
        return f"{self.best}" if self.best == self.worst else f"{self.best}-{self.worst}"


def above(one: tuple[float, float], other: tuple[float, float], whole: float = 1.0) -> bool:
    """Whether the one is certainly higher: its low end lies above the high end of the other. `whole` is the scale."""
    return one[0] > other[1] + SAME * whole


def ranks(ends: Sequence[tuple[float, float]], whole: float = 1.0) -> list[Rank]:
    """The rank of each interval among all, in their order; `whole` is the scale.

    The best is one more than those certainly above it, the worst what is left of all without those certainly below.
    """
    lows, highs = (sorted(end) for end in zip(*ends, strict=True)) if ends else ([], [])
    slack = SAME * whole
    return [
        Rank(1 + len(ends) - bisect_right(lows, high + slack), len(ends) - bisect_left(highs, low - slack))
        for low, high in ends
    ]


def certain_pairs(found: Sequence[Rank]) -> tuple[int, int]:
    """Of how many pairs the order is certain, and how many pairs there are."""
    return sum(rank.best - 1 for rank in found), len(found) * (len(found) - 1) // 2
