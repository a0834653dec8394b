"""The states as a map of equal tiles, in SVG: what is certain of each score, and what is possible. Knows no rubric."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree import ElementTree as ET

# Row and column of each state's tile, after the grid that newsrooms use for maps of equal tiles.
_ROWS = (
    "AK .. .. .. .. .. .. .. .. .. .. ME",
    ".. .. .. .. .. .. .. .. .. .. VT NH",
    ".. WA ID MT ND MN IL WI MI NY RI MA",
    ".. OR NV WY SD IA IN OH PA NJ CT ..",
    ".. CA UT CO NE MO KY WV VA MD DE ..",
    ".. .. AZ NM KS AR TN NC SC DC .. ..",
    ".. .. .. .. OK LA MS AL GA .. .. ..",
    "HI .. .. .. TX .. .. .. .. FL .. ..",
)
GRID: Mapping[str, tuple[int, int]] = {
    code.lower(): (row, column)
    for row, codes in enumerate(_ROWS)
    for column, code in enumerate(codes.split())
    if code != ".."
}
_TILE, _GAP, _MARGIN = 72, 6, 12
_INK, _PALE, _BAR, _HARM = "#1a1a1a", "#c8c8c8", "#1f5a8a", "#8a1f1f"
_STRIPES = "url(#stripes)"
_BROKEN = {"stroke": _HARM, "stroke-width": "3", "stroke-dasharray": "6 3"}


class Tile(NamedTuple):
    """What one state shows. Scores from 0 to 100."""

    code: str
    """Two letters, lower case."""
    name: str
    low: float
    high: float
    harms: int
    """How many of its laws work against residents."""
    link: str = ""
    """Where its tile leads; empty for a picture that leads nowhere."""


def tile_map(tiles: Iterable[Tile], title: str, description: str) -> str:
    """The map as one `svg` element: told by position, length and words, so that it needs no colour.

    States that are not among the tiles stand empty. With the same tiles, always the same bytes.
    """
    tiles = tuple(tiles)
    width = 12 * (_TILE + _GAP) + 2 * _MARGIN
    height = len(_ROWS) * (_TILE + _GAP) + 2 * _MARGIN
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "group" if any(tile.link for tile in tiles) else "img",
            "aria-labelledby": "map-title map-description",
            "font-family": "Helvetica, Arial, sans-serif",
        },
    )
    ET.SubElement(root, "title", {"id": "map-title"}).text = title
    ET.SubElement(root, "desc", {"id": "map-description"}).text = description
    _stripes(root)
    _box(root, (0, 0), (width, height), "#ffffff")
    _legend(root)
    found = {tile.code: tile for tile in tiles}
    for code, (row, column) in GRID.items():
        corner = _MARGIN + column * (_TILE + _GAP), _MARGIN + row * (_TILE + _GAP)
        _draw(root, code, found.get(code), corner)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def words(tile: Tile) -> str:
    """What a tile says, as a sentence for those who hear it."""
    harms = {0: "", 1: "; one of its laws works against residents"}.get(
        tile.harms, f"; {tile.harms} facts of its law work against residents"
    )
    return f"{tile.name}: {tile.low:.0f} to {tile.high:.0f}{harms}"


def _draw(root: ET.Element, code: str, tile: Tile | None, corner: tuple[int, int]) -> None:
    x, y = corner
    group = ET.SubElement(root, "a", {"href": tile.link}) if tile and tile.link else ET.SubElement(root, "g")
    ET.SubElement(group, "title").text = words(tile) if tile else f"{code.upper()}: no profile"
    outline = {"stroke": _INK if tile else _PALE} if not tile or not tile.harms else _BROKEN
    _box(group, corner, (_TILE, _TILE), "#ffffff", **outline)
    _label(group, (x + 8, y + 24), code.upper(), size=18, weight="bold")
    if tile is None:
        return
    _label(group, (x + _TILE // 2, y + 44), f"{tile.low:.0f} to {tile.high:.0f}", size=13, anchor="middle")
    _bar(group, (x + 8, y + 54), tile.low, tile.high)


def _bar(group: ET.Element, corner: tuple[int, int], low: float, high: float) -> None:
    """A bar from 0 to 100: full up to the low end, striped up to the high one, empty beyond."""
    x, y = corner
    track = _TILE - 16
    first, second = round(track * low / 100, 1), round(track * high / 100, 1)
    _box(group, (x, y), (first, 9), _BAR)
    _box(group, (x + first, y), (second - first, 9), _STRIPES)
    _box(group, (x, y), (track, 9), "none", stroke=_INK, **{"stroke-width": "0.5"})


def _stripes(root: ET.Element) -> None:
    size = {"width": "5", "height": "5", "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    pattern = ET.SubElement(ET.SubElement(root, "defs"), "pattern", {"id": "stripes"} | size)
    _box(pattern, (0, 0), (1.5, 5), _BAR)


def _legend(root: ET.Element) -> None:
    """What the marks mean, where the first rows of the grid leave room."""
    x, y = _MARGIN + 2 * (_TILE + _GAP), _MARGIN + 16
    _box(root, (x, y), (40, 9), _BAR)
    _label(root, (x + 50, y + 9), "certain: earned, by law that is known to be in force", size=14)
    _box(root, (x, y + 26), (40, 9), _STRIPES)
    _label(root, (x + 50, y + 35), "possible: nobody has found out yet", size=14)
    _box(root, (x, y + 52), (40, 9), "none", stroke=_INK, **{"stroke-width": "0.5"})
    _label(root, (x + 50, y + 61), "lost: known to be missing, weak or barred", size=14)
    _box(root, (x + 8, y + 76), (24, 16), "#ffffff", **_BROKEN)
    _label(root, (x + 50, y + 89), "a state whose own law works against residents", size=14)


def _box(parent: ET.Element, corner: tuple[float, float], extent: tuple[float, float], fill: str, **more: str) -> None:
    x, y = corner
    width, height = extent
    known = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": f"{height:g}", "fill": fill}
    ET.SubElement(parent, "rect", known | more)


def _label(
    parent: ET.Element, at: tuple[int, int], text: str, size: int, weight: str = "normal", anchor: str = "start"
) -> None:
    place = {"x": str(at[0]), "y": str(at[1]), "font-size": str(size), "font-weight": weight, "fill": _INK}
    ET.SubElement(parent, "text", place | {"text-anchor": anchor}).text = text
