"""`check` of several places as a ranking that a council member reads: order, names, what is certain of the order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import DAY, small_rubric, text_of

from sanctuary_score.formats import Heading, Totals
from sanctuary_score.formats.text.layout import label, labels
from sanctuary_score.formats.text.ranking import Ranking, Row
from sanctuary_score.report import CAVEAT

ENDS = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted)
NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=70)


def row(low: float, high: float, name: str = "Town", **more: Any) -> Row:
    known: dict[str, Any] = {"id": f"us/st/{name.lower()}", "state": ", ST", "kind": "city", "grade": ""}
    return Row(low=low, high=high, name=name, **(known | {"known": 1 - (high - low) / 100, "harms": 0} | more))


def ranking(rows: list[Row], width: int = 80) -> str:
    writer = Ranking(Heading(small_rubric(), DAY, many=True, width=width))
    early = [part for row in rows for part in writer.add(row)]
    assert early == [], "the order is known at the end only"
    lows, highs = [row.low for row in rows] or [0], [row.high for row in rows] or [0]
    return text_of(writer.end(Totals(len(rows), 0, (min(lows), max(lows)), (min(highs), max(highs)), ())))


def lines(text: str) -> list[str]:
    """The lines of the places."""
    return [line for line in text.splitlines() if "[" in line]


def test_most_certain_points_come_first() -> None:
    text = ranking([row(20, 30, "Low"), row(20, 90, "Wide"), row(80, 90, "High"), row(20, 30, "Also")])
    assert [line.split()[1].rstrip(",") for line in lines(text)] == ["High", "Wide", "Also", "Low"]
    assert [line.split()[0] for line in lines(text)] == ["1-2", "1-4", "2-4", "2-4"]
    assert "so it is for 2 of 6 pairs" in " ".join(text.split())


@given(st.lists(st.tuples(ENDS, NAMES), min_size=1, max_size=8), st.integers(80, 100))
def test_no_line_is_too_long_and_every_place_has_one(places: list[tuple[list[float], str]], width: int) -> None:
    rows = [row(low, high, name, id=f"us/st/n{i}") for i, ((low, high), name) in enumerate(places)]
    text = ranking(rows, width)
    assert len(lines(text)) >= len(rows)
    assert max(map(len, text.splitlines())) <= width
    assert " ".join(CAVEAT.split()) in " ".join(text.split())


def test_a_grade_has_a_column_when_there_is_one() -> None:
    assert "grade" not in ranking([row(1, 2)])
    text = ranking([row(70, 72, "Town", grade="B"), row(10, 90, "Dark")])
    assert "score         grade  known harms" in text
    assert " 70.0 to 72.0  B " in text


@pytest.mark.parametrize(
    ("name", "room", "shown"),
    [
        ("Chicago", 20, "Chicago, ST"),
        ("BART (San Francisco Bay Area Rapid Transit District)", 30, "BART, ST"),
        (
            "BART (San Francisco Bay Area Rapid Transit District)",
            60,
            "BART (San Francisco Bay Area Rapid Transit District), ST",
        ),
        ("Metropolitan Transportation Authority", 24, "Metropolitan Trans..., ST"[:24]),
        ("(all of it)", 9, "(all..."[:9]),
    ],
)
def test_a_name_in_a_column(name: str, room: int, shown: str) -> None:
    found = label(name, ", ST", room)
    assert len(found) <= room
    assert found.startswith(shown[: room - 8])


def test_two_places_of_one_name_are_told_apart_by_their_ids() -> None:
    named = [("Orange County", "", "a/orange"), ("Orange County", "", "b/orange"), ("Other", "", "c")]
    assert labels(named, 20) == ["a/orange", "b/orange", "Other"]


def test_places_of_several_kinds_are_not_alike() -> None:
    text = " ".join(ranking([row(1, 2), row(3, 4, "Land", kind="state", state=""), row(5, 6, "Ville")]).split())
    assert "2 cities and 1 state: each kind is asked other questions" in text
    assert "each kind" not in ranking([row(1, 2), row(3, 4, "Ville")])


def test_no_place_at_all() -> None:
    assert ranking([]).splitlines()[1:] == ["", "No place scored."]
