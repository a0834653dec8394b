"""Days as exact as their source."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctuary_score.day import read_day


@given(st.dates(date(1000, 1, 1)))
def test_a_day_is_reached_on_itself_and_not_before(day: date) -> None:
    found = read_day(day.isoformat())
    assert found.first == found.last == day
    assert found.reached(day) is True
    if day > date(1000, 1, 1):
        assert found.reached(date.fromordinal(day.toordinal() - 1)) is False


@pytest.mark.parametrize(
    ("text", "as_of", "reached"),
    [
        ("2016-05", date(2016, 4, 30), False),
        ("2016-05", date(2016, 5, 1), None),
        ("2016-05", date(2016, 5, 30), None),
        ("2016-05", date(2016, 5, 31), True),
        ("2016-02", date(2016, 2, 29), True),
        ("2016", date(2015, 12, 31), False),
        ("2016", date(2016, 12, 30), None),
        ("2016", date(2016, 12, 31), True),
        ("2016..2017-03", date(2015, 12, 31), False),
        ("2016..2017-03", date(2017, 3, 30), None),
        ("2016..2017-03", date(2017, 3, 31), True),
    ],
)
def test_a_month_or_year_leaves_its_days_open(text: str, as_of: date, reached: bool | None) -> None:
    assert read_day(text).reached(as_of) is reached


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2016-5",
        "16-05-01",
        "2016-13",
        "2016-00",
        "2016-05-00",
        "2016-00-00",
        "2016-00-15",
        "2016-00..2017",
        "2016-02-30",
        "0000",
        "May 2016",
        "2016-05-01 ",
        "2016..",
        "..2016",
        "2017..2016",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="day"):
        read_day(text)


@pytest.mark.parametrize(("text", "known"), [("2016-00-15", "2016"), ("2016-00", "2016"), ("2016-05-00", "2016-05")])
def test_zeros_for_what_is_not_known_are_to_be_left_out(text: str, known: str) -> None:
    with pytest.raises(ValueError, match=f"leave out what is not known: `{known}`$"):
        read_day(text)
