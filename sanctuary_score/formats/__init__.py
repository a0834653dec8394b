"""Ways to write reports. To add one: a module with `head`, `body`, `JOINT` and `tail`, and a line in FORMATS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Literal, Protocol, cast

from sanctuary_score.diagnostic import Placed
from sanctuary_score.report import Report
from sanctuary_score.rubric import Rubric

Style = Literal["plain", "title", "good", "bad", "unsure", "faint"]
"""What a part of a text is; only the command line knows what that looks like, and only on a terminal."""

Span = tuple[str, Style]


@dataclass(frozen=True, slots=True)
class Heading:
    """What all reports of one run share."""

    rubric: Rubric
    as_of: date
    many: bool
    """Whether the run is about several files, even if only one of them can be scored."""
    details: bool = False
    width: int = 80


@dataclass(frozen=True, slots=True)
class Totals:
    """What came of all files together."""

    scored: int
    failed: int
    lows: tuple[float, float]
    """The least and the greatest low end of a score; without meaning when nothing was scored."""
    highs: tuple[float, float]
    problems: Sequence[Placed]


class Format(Protocol):
    """What a module of this package offers. A run is the head, the bodies with the joint between them, and the tail."""

    JOINT: str

    def head(self, heading: Heading) -> str:
        """What stands before all reports."""

    def body(self, report: Report, heading: Heading) -> list[Span]:
        """One report."""

    def tail(self, heading: Heading, totals: Totals) -> str:
        """What stands after all reports."""


FORMATS: Mapping[str, tuple[str, str]] = {
    "text": ("sanctuary_score.formats.text", "for people, in a terminal"),
    "json": ("sanctuary_score.formats.json_v1", "for programs; its schema: `sanctuary-score schema report`"),
}
"""By name: the module, imported only when it is asked for, and what it is for."""


def find_format(name: str) -> Format:
    """The format of this name; KeyError when there is none."""
    return cast("Format", import_module(FORMATS[name][0]))
