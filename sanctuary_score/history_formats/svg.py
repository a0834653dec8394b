"""A history as a picture in SVG: a band from what is certain to what is possible, with a numbered mark a step.

Told by position, stripes, numbers and words, so that it needs no colour; stands alone or within a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from xml.etree import ElementTree as ET

from sanctuary_score.characters import visible
from sanctuary_score.formats import Span
from sanctuary_score.history import History
from sanctuary_score.history.axis import Axis
from sanctuary_score.history.words import outcome_words, step_words, title_words
from sanctuary_score.score import WHOLE

_WIDTH, _PLOT = 860, 300
_LEFT, _RIGHT, _LEGEND, _BOTTOM = 48, 20, 34, 34
_RADIUS, _GAP, _ROW = 10, 23, 26
"""Of a mark; from one mark to the next, and from one row of them to the next."""
_ROWS, _ASIDE = 4, 60
"""Rows of marks at most, and how far a mark may stand from its day before another row is opened."""
_TICK = 70
_INK, _BAND = "#1a1a1a", "#1f5a8a"


def document(history: History, width: int, details: bool) -> Iterator[Span]:  # noqa: ARG001 (every format takes them)
    """The picture as a file."""
    yield picture(history), "plain"


def picture(history: History) -> str:
    """The plot as one `svg` element, with the same bytes for the same history.

    Its ids are made of the place's, so that the pictures of several places can stand in one page.
    """
    return _Picture(history).drawn()


class _Picture:
    def __init__(self, history: History) -> None:
        self._history = history
        self._axis = Axis.of(history)
        self._name = "history-" + re.sub(r"[^a-z0-9]+", "-", history.place.id)
        self._inner = _WIDTH - _LEFT - _RIGHT
        self._rows = self._rows_of_marks()
        self._top = _LEGEND + len(self._rows) * _ROW + 12
        self._height = self._top + _PLOT + _BOTTOM
        size = {"viewBox": f"0 0 {_WIDTH} {self._height}", "width": str(_WIDTH), "height": str(self._height)}
        size["style"] = "max-width: 100%; min-width: 36rem; height: auto"
        told = {"role": "img", "aria-labelledby": f"{self._name}-title {self._name}-words"}
        font = {"font-family": "Helvetica, Arial, sans-serif"}
        self._root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"} | size | told | font)

    def drawn(self) -> str:
        root = self._root
        ET.SubElement(root, "title", {"id": f"{self._name}-title"}).text = visible(title_words(self._history))
        ET.SubElement(root, "desc", {"id": f"{self._name}-words"}).text = visible(_description(self._history))
        _box(root, (0, 0), (_WIDTH, self._height), "#ffffff")
        self._stripes()
        self._legend()
        self._band()
        self._scale()
        self._marks()
        ET.indent(root)
        return ET.tostring(root, encoding="unicode") + "\n"

    def _x(self, day: date) -> float:
        return round(_LEFT + self._inner * self._axis.at(day), 1)

    def _y(self, score: float) -> float:
        return round(self._top + _PLOT * (1 - score / WHOLE), 1)

    def _stripes(self) -> None:
        turned = {"width": "6", "height": "6", "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
        pattern = ET.SubElement(ET.SubElement(self._root, "defs"), "pattern", {"id": f"{self._name}-stripes"} | turned)
        _box(pattern, (0, 0), (1.2, 6), _BAND)

    def _legend(self) -> None:
        x = float(_LEFT)
        for fill, words, room in (
            (_BAND, "certain", 80),
            (f"url(#{self._name}-stripes)", "possible: nobody has found out", 250),
            ("none", "lost: missing, weak or barred", 240),
        ):
            _box(self._root, (x, 10), (26, 13), fill, stroke=_INK)
            _label(self._root, (x + 32, 21), words)
            x += room + 12

    def _band(self) -> None:
        """The part that is certain, full; the part that is possible, striped; a line along the upper edge of each."""
        lows, highs = self._edge(0), self._edge(1)
        floor = [(self._x(self._axis.first), self._y(0)), (self._x(self._axis.last), self._y(0))]
        _area(self._root, [*highs, *reversed(lows)], f"url(#{self._name}-stripes)")
        _area(self._root, [*lows, *reversed(floor)], _BAND)
        _line(self._root, highs, **{"stroke-width": "1.5"})
        _line(self._root, lows, **{"stroke-width": "2.5"})

    def _edge(self, end: int) -> list[tuple[float, float]]:
        """The corners of the low (0) or the high (1) end as it goes up and down in steps."""
        x, y = self._x(self._axis.first), self._y(self._history.first[end])
        found = [(x, y)]
        for step in self._history.steps:
            x = self._x(step.day)
            found.append((x, y))
            y = self._y(step.new[end])
            found.append((x, y))
        return [*found, (self._x(self._axis.last), y)]

    def _scale(self) -> None:
        left, right = self._x(self._axis.first), self._x(self._axis.last)
        for score in range(0, 101, 25):
            y = self._y(score)
            _line(self._root, [(left, y), (right, y)], **{"stroke-width": "0.5", "stroke-opacity": "0.6"})
            _label(self._root, (left - 8, y + 4), str(score), anchor="end")
        bottom = self._y(0)
        for day, name in self._axis.ticks(self._inner // _TICK):
            x = self._x(day)
            _line(self._root, [(x, bottom), (x, bottom + 6)])
            _label(self._root, (x, bottom + 22), name, anchor="middle")

    def _rows_of_marks(self) -> list[list[float]]:
        """Where the marks of each row stand; step by step they take turns on the rows, which are as few as will do."""
        days = [self._x(step.day) for step in self._history.steps]
        rows: list[list[float]] = []
        for count in range(1, _ROWS + 1):
            rows = [_apart(days[row::count], _GAP, _LEFT, _WIDTH - _RIGHT) for row in range(count)]
            moved = (abs(x - day) for row, xs in enumerate(rows) for x, day in zip(xs, days[row::count], strict=True))
            if max(moved, default=0) <= _ASIDE:
                break
        return rows

    def _marks(self) -> None:
        """A number for each step above the plot, with a line down to its day; lines first, so that they hide none."""
        steps, count = self._history.steps, len(self._rows)
        marks = [
            (number, x, _LEGEND + row * _ROW + _RADIUS + 4)
            for row, places in enumerate(self._rows)
            for number, x in zip(range(row, len(steps), count), places, strict=True)
        ]
        for number, x, y in marks:
            day = self._x(steps[number].day)
            corners = [(x, y), (day, self._y(WHOLE) - 4), (day, self._y(0))]
            _line(self._root, corners, **{"stroke-width": "0.8", "stroke-dasharray": "2 3"})
        for number, x, y in marks:
            step = steps[number]
            group = ET.SubElement(self._root, "g")
            ET.SubElement(group, "title").text = f"{number + 1}: {step.day.isoformat()}, {step_words(step)}"
            look = {"fill": "#ffffff", "stroke": _INK}
            ET.SubElement(group, "circle", {"cx": f"{x:g}", "cy": f"{y:g}", "r": f"{_RADIUS}"} | look)
            _label(group, (x, y + 4), str(number + 1), anchor="middle")


def _description(history: History) -> str:
    """The picture in words, for those who hear it."""
    steps = [f"{number}: {step.day.isoformat()}, {step_words(step)}" for number, step in enumerate(history.steps, 1)]
    return " ".join((outcome_words(history), *(f"{step}." for step in steps)))


def _apart(places: Sequence[float], gap: float, least: float, most: float) -> list[float]:
    """The places, which are in order, moved so that no two are closer than the gap: each crowd about its middle."""
    crowds: list[list[float]] = []
    for place in places:
        crowds.append([place])
        while len(crowds) > 1 and _first(crowds[-2], gap, least, most) + gap * len(crowds[-2]) > _first(
            crowds[-1], gap, least, most
        ):
            crowds[-2:] = [crowds[-2] + crowds[-1]]
    return [round(_first(crowd, gap, least, most) + gap * index, 1) for crowd in crowds for index in range(len(crowd))]


def _first(crowd: Sequence[float], gap: float, least: float, most: float) -> float:
    """Where the first of a crowd stands when they stand about their middle, within the bounds."""
    reach = gap * (len(crowd) - 1)
    return max(min(sum(crowd) / len(crowd) - reach / 2, most - reach), least)


def _box(parent: ET.Element, corner: tuple[float, float], extent: tuple[float, float], fill: str, **more: str) -> None:
    x, y = corner
    width, height = extent
    known = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": f"{height:g}", "fill": fill}
    ET.SubElement(parent, "rect", known | more)


def _points(corners: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in corners)


def _area(parent: ET.Element, corners: Sequence[tuple[float, float]], fill: str) -> None:
    ET.SubElement(parent, "polygon", {"points": _points(corners), "fill": fill})


def _line(parent: ET.Element, corners: Sequence[tuple[float, float]], **more: str) -> None:
    ET.SubElement(parent, "polyline", {"points": _points(corners), "fill": "none", "stroke": _INK} | more)


def _label(parent: ET.Element, at: tuple[float, float], text: str, anchor: str = "start") -> None:
    place = {"x": f"{at[0]:g}", "y": f"{at[1]:g}", "font-size": "13", "fill": _INK, "text-anchor": anchor}
    ET.SubElement(parent, "text", place).text = text
