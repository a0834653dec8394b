"""Properties of intervals that every score relies on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctuary_score.interval import ANYTHING, Interval, weighted_mean

CREDITS = st.floats(0, 1)
INTERVALS = st.tuples(CREDITS, CREDITS).map(lambda ends: Interval(min(ends), max(ends)))
PARTS = st.lists(st.tuples(INTERVALS, st.floats(0.01, 100)), min_size=1, max_size=30)
SLACK = 1e-9


def mean(parts: list[tuple[Interval, float]]) -> Interval:
    found = weighted_mean(parts)
    assert found is not None
    return found


@given(PARTS)
def test_the_mean_lies_between_its_parts(parts: list[tuple[Interval, float]]) -> None:
    found = mean(parts)
    assert min(part.low for part, _ in parts) - SLACK <= found.low
    assert found.high <= max(part.high for part, _ in parts) + SLACK


@given(PARTS, st.data())
def test_learning_never_widens(parts: list[tuple[Interval, float]], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(parts) - 1))
    part, weight = parts[index]
    learned = list(parts)
    learned[index] = (Interval.exactly(data.draw(st.floats(part.low, part.high))), weight)
    assert mean(parts).holds(mean(learned), SLACK)


@given(PARTS, st.randoms())
def test_order_does_not_matter(parts: list[tuple[Interval, float]], dice: object) -> None:
    shuffled = list(parts)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert mean(parts).holds(mean(shuffled), SLACK)
    assert mean(shuffled).holds(mean(parts), SLACK)


@given(INTERVALS, INTERVALS)
def test_the_hull_holds_both(one: Interval, other: Interval) -> None:
    hull = one.hull(other)
    assert hull.holds(one)
    assert hull.holds(other)
    assert hull.width <= max(one.high, other.high) - min(one.low, other.low)


@given(INTERVALS, CREDITS)
def test_a_floor_only_raises(interval: Interval, floor: float) -> None:
    raised = interval.at_least(floor)
    assert raised.low == max(interval.low, floor)
    assert raised.high == max(interval.high, floor)


@pytest.mark.parametrize(("low", "high"), [(-0.1, 0.5), (0.6, 0.5), (0.5, 1.1), (float("nan"), 1)])
def test_what_is_no_interval_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="not an interval"):
        Interval(low, high)


def test_nothing_to_weigh_has_no_mean() -> None:
    assert weighted_mean([]) is None
    assert weighted_mean([(ANYTHING, 0.0)]) is None
