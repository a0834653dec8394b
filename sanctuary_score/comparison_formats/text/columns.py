"""Two or three places as text, a column each: what they are, their areas, and their practices, differing ones first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from sanctuary_score.comparison import Comparison, Share
from sanctuary_score.comparison.groups import facts, grouped
from sanctuary_score.comparison.words import percent_words
from sanctuary_score.formats import Span
from sanctuary_score.formats.text.layout import bar, labels, title, wrapped
from sanctuary_score.interval import Interval

_CELLS = {2: 10, 3: 6}
"""Of a bar, by the number of places."""
_WORDS = len(" 90-100%")


def columns(comparison: Comparison, width: int) -> Iterator[Span]:
    """A table with a column a place."""
    table = _Table(comparison, width)
    yield "\n", "plain"
    yield from table.head()
    for name, words in facts(comparison):
        yield table.row(name, words), "plain"
    yield from title("By area, in percent of what is asked of the place there")
    yield "# is certain, - is possible, . is not earned; barred: a higher law forbids it\n", "faint"
    for area in comparison.rubric.header.areas:
        shares = [place.areas.get(area.id) for place in comparison.places]
        if any(shares):
            yield table.shares(area.title, shares), "plain"
    if comparison.by == "area":
        return
    for group in grouped(comparison):
        yield from title(group.title)
        if group.told:
            for name in group.practices:
                shares = [place.practices.get(name) for place in comparison.places]
                yield table.shares(comparison.rubric.practices[name].title, shares), "plain"
        else:
            names = [comparison.rubric.practices[name].title for name in group.practices]
            yield wrapped("; ".join(names) + ".", width, "  "), "plain"


class _Table:
    """Lines of one width: what it is about, then a cell a place."""

    def __init__(self, comparison: Comparison, width: int) -> None:
        self._comparison = comparison
        count = len(comparison.places)
        self._bar = _CELLS[count]
        self._cell = self._bar + 2 + _WORDS
        self._room = width - count * (self._cell + 1)

    def head(self) -> Iterator[Span]:
        places = self._comparison.places
        names = labels([(place.name, place.state, place.id) for place in places], self._cell)
        yield self.row("", names), "title"

    def row(self, name: str, cells: Sequence[str]) -> str:
        """The cells, from the last line of the name on."""
        lines = wrapped(name, self._room - 1, "  ").splitlines()
        beside = zip_longest(*(wrapped(cell, self._cell).splitlines() for cell in cells), fillvalue="")
        wide = ["".join(f" {cell:<{self._cell}}" for cell in row) for row in beside]
        lines += [""] * (len(wide) - 1)
        wide = [""] * (len(lines) - len(wide)) + wide
        return "".join(f"{line:<{self._room}}{cells}".rstrip() + "\n" for line, cells in zip(lines, wide, strict=True))

    def shares(self, name: str, shares: Sequence[Share | None]) -> str:
        return self.row(name, [self._share(share) for share in shares])

    def _share(self, share: Share | None) -> str:
        if share is None:
            return "not asked"
        if share.state == "barred":
            return "barred"
        return f"{bar(Interval(*share[:2]), self._bar)} {percent_words(*share[:2], '-')}"
