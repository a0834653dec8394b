"""The cases that are possible where dates leave laws in doubt: each such policy is in force, or is not. Scores nothing.

Doubts that cannot matter are put aside first, exactly: they make the same standing in every case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from sanctuary_score.kinds import Agency
from sanctuary_score.law import Barrier, Claim
from sanctuary_score.resolve.standing import Level

MAX_DOUBTFUL = 6
"""Policies on one practice whose dates leave them in doubt; with more, their cases are too many to look at."""


def cases(levels: Sequence[Level], searched: bool) -> Iterator[tuple[Sequence[Level], bool]]:
    """The laws in every case that is possible, and with each whether more was searched for in vain.

    Where too many policies are in doubt, one case of which nothing is known but what is certainly forbidden: wider than
    the truth, and never wrong.
    """
    # In the order in which they are written, so that the cases come in the same order on every run.
    doubtful = dict.fromkeys(id(entry.policy) for level in levels for entry in level.entries() if not entry.certain)
    if not doubtful:
        yield levels, searched
    elif len(doubtful) > MAX_DOUBTFUL:
        yield [Level({}, tuple(b for b in level.barriers if b.certain)) for level in levels], False
    else:
        for count in range(len(doubtful) + 1):
            for absent in combinations(doubtful, count):
                yield [level.without(frozenset(absent)) for level in levels], searched


def that_matter(levels: Sequence[Level], agencies: Sequence[Agency | None]) -> Sequence[Level]:
    """The laws without those in doubt that are outdone, for every agency that they bind, by what is certain.

    In every case the same is then earned and barred, whether such a law is in force or not.
    """
    if all(entry.certain for level in levels for entry in level.entries()):
        return levels
    return [_settled(level, agencies) for level in levels]


def _settled(level: Level, agencies: Sequence[Agency | None]) -> Level:
    claims = {
        question: tuple(c for c in some if c.certain or not _outdone(c, some, agencies))
        for question, some in level.claims.items()
    }
    barriers = tuple(b for b in level.barriers if b.certain or not _doubled(b, level.barriers, agencies))
    return replace(level, claims=claims, barriers=barriers)


def _outdone(claim: Claim, others: Sequence[Claim], agencies: Sequence[Agency | None]) -> bool:
    """Whether certain answers of the same law give as much, or go against residents whatever this one says."""
    above = [other for other in others if other.certain and (other.adverse or _as_good(other, claim))]
    return all(any(other.binds(agency) for other in above) for agency in agencies if claim.binds(agency))


def _as_good(other: Claim, claim: Claim) -> bool:
    return not claim.adverse and other.worth >= claim.worth and other.credit >= claim.credit


def _doubled(barrier: Barrier, others: Sequence[Barrier], agencies: Sequence[Agency | None]) -> bool:
    """Whether certain bars of the same law close as much."""
    closing = [other for other in others if other.certain and _closes(other, barrier)]
    return all(any(other.binds(agency) for other in closing) for agency in agencies if barrier.binds(agency))


def _closes(other: Barrier, barrier: Barrier) -> bool:
    return other.questions is None or (barrier.questions is not None and barrier.questions <= other.questions)
