"""What can be said for certain of places side by side: which does more where, and where they do the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from sanctuary_score.comparison.values import Compared, Share
from sanctuary_score.rank import SAME, above, certain_pairs, ranks

Difference = Literal["certain", "possible", "none", "nothing known"]


def pairs(places: Sequence[Compared]) -> Iterator[tuple[Compared, Compared]]:
    """Every two of the places, in their order."""
    return combinations(places, 2)


class Versus(NamedTuple):
    """Two places, practice by practice; ids in the rubric's order, of practices that are asked of both."""

    more: tuple[str, ...]
    """On which the first certainly does more."""
    less: tuple[str, ...]
    same: tuple[str, ...]
    """On which both certainly do the same."""
    open: tuple[str, ...]
    """On which it cannot be said."""
    apart: tuple[str, ...]
    """Asked of one of them alone."""


def versus(one: Compared, other: Compared) -> Versus:
    """What can be said of the two on each practice."""
    found: dict[str, list[str]] = {name: [] for name in Versus._fields}
    for name, share in one.practices.items():
        beside = other.practices.get(name)
        if beside is None:
            found["apart"].append(name)
        elif above(share[:2], beside[:2]):
            found["more"].append(name)
        elif above(beside[:2], share[:2]):
            found["less"].append(name)
        else:
            found["same" if _same((share, beside)) else "open"].append(name)
    found["apart"] += [name for name in other.practices if name not in one.practices]
    return Versus(*(tuple(names) for names in found.values()))


def difference(shares: Iterable[Share]) -> Difference:
    """How places differ where all are asked the same: for certain, perhaps, not at all, or nothing is known of any."""
    known = tuple(shares)
    if any(above(one[:2], other[:2]) or above(other[:2], one[:2]) for one, other in combinations(known, 2)):
        return "certain"
    if _same(known):
        return "none"
    return "possible" if any(share.high - share.low < 1 - SAME for share in known) else "nothing known"


def _same(shares: Sequence[Share]) -> bool:
    ends = [end for share in shares for end in share[:2]]
    return max(ends) - min(ends) <= SAME


def told_apart(places: Sequence[Compared], practice: str) -> tuple[int, int]:
    """Of how many pairs of places it is certain which does more on this practice, and of how many it is asked."""
    return certain_pairs(ranks([place.practices[practice][:2] for place in places if practice in place.practices]))
