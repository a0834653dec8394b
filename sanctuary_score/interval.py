"""Closed intervals of credit: what may be earned, given what is known. Knows nothing of law or of files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """All credits from `low` to `high`, both within 0 and 1; exact when they are equal."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= 1:
            raise ValueError(f"not an interval within [0, 1]: {self.low} to {self.high}")

    @classmethod
    def exactly(cls, credit: float) -> Interval:
        """The interval that holds one credit only."""
        return cls(credit, credit)

    @property
    def width(self) -> float:
        """How much is unknown: 0 when exact, 1 when nothing is known."""
        return self.high - self.low

    def at_least(self, floor: float) -> Interval:
        """Every credit raised to `floor` where it lay below: what a law above guarantees."""
        return Interval(max(self.low, floor), max(self.high, floor))

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both: one of the two is true, and we do not know which."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def holds(self, other: Interval, slack: float = 0.0) -> bool:
        """Whether every credit of `other` lies in this interval, give or take `slack`."""
        return self.low - slack <= other.low and other.high <= self.high + slack


ANYTHING = Interval(0.0, 1.0)
NOTHING = Interval(0.0, 0.0)


def weighted_mean(parts: Iterable[tuple[Interval, float]]) -> Interval | None:
    """The mean of the intervals by weight; None when the weights sum to zero."""
    low = high = total = 0.0
    for part, weight in parts:
        low += part.low * weight
        high += part.high * weight
        total += weight
    if total <= 0:
        return None
    # Rounding may carry a sum of ones a hair above one.
    return Interval(min(low / total, 1.0), min(max(low, high) / total, 1.0))
