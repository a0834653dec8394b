"""How far a score hangs on the weights: what becomes of it when they are drawn anew, many times.

The uncertainty analysis of the OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7, for weights.
Plain Python: a thousand weighted means of fifty numbers take a few milliseconds, which no library would repay.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from sanctuary_score.finding import Finding
from sanctuary_score.rubric import Rubric
from sanctuary_score.score import WHOLE, grades_at, letters_at

DRAWS = 1000
SPREAD = 0.25
"""Every weight is drawn evenly from this much below to this much above the rubric's own."""
SEED = 20170328
"""Fixed, so that equal input gives equal bytes; the day the toolkit was presented."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What the draws gave; scores from 0 to 100."""

    low: tuple[float, float]
    """The least and the greatest low end."""
    high: tuple[float, float]
    """The least and the greatest high end."""
    grade_kept: float | None
    """The share of draws, from 0 to 1, in which both grades stay; None where no grade is given.

    Whether enough is known for a grade is judged once, by the rubric's own weights: a draw asks where the letters lie.
    """


def sensitivity(findings: Sequence[Finding], rubric: Rubric) -> Sensitivity:
    """What becomes of the score of one place under other weights."""
    weights = [finding.practice.weight for finding in findings]
    lows = [finding.credit.low for finding in findings]
    highs = [finding.credit.high for finding in findings]
    own = grades_at(findings, *_ends(weights, lows, highs), rubric)
    dice = random.Random(SEED)  # noqa: S311 (statistics, no secret)
    ends = []
    kept = 0
    for _ in range(DRAWS):
        drawn = [weight * dice.uniform(1 - SPREAD, 1 + SPREAD) for weight in weights]
        low, high = _ends(drawn, lows, highs)
        ends.append((low, high))
        kept += letters_at(findings, low, high, rubric) == own
    all_lows, all_highs = zip(*ends, strict=True)
    return Sensitivity(
        (min(all_lows) * WHOLE, max(all_lows) * WHOLE),
        (min(all_highs) * WHOLE, max(all_highs) * WHOLE),
        None if own is None else kept / DRAWS,
    )


def _ends(weights: Sequence[float], lows: Sequence[float], highs: Sequence[float]) -> tuple[float, float]:
    total = sum(weights)
    low = sum(weight * credit for weight, credit in zip(weights, lows, strict=True)) / total
    high = sum(weight * credit for weight, credit in zip(weights, highs, strict=True)) / total
    return low, high
