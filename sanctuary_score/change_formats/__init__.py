"""Ways to write changes. To add one: a module with `document`, and a line in CHANGE_FORMATS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from sanctuary_score.change import Change
from sanctuary_score.formats import Span


@dataclass(frozen=True, slots=True)
class RubricEffect:
    """What a change of the rubric alone did to one place: both ends of the score by the old and by the new rubric."""

    id: str
    old: tuple[float, float]
    new: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that one `diff` has to tell."""

    old: str
    """What the old state is, in words."""
    new: str
    changes: Sequence[Change]
    """Those with something to tell, by the facts, on the rubric of today."""
    still: int
    """Places that did not change."""
    rubric: Sequence[RubricEffect] = ()
    """Places that another rubric moves; empty when the rubric is the same."""
    width: int = 80


class ChangeFormat(Protocol):
    """What a module of this package offers."""

    def document(self, comparison: Comparison) -> Iterable[Span]:
        """All of it."""


CHANGE_FORMATS: Mapping[str, tuple[str, str]] = {
    "text": ("sanctuary_score.change_formats.text", "for people, in a terminal"),
    "markdown": ("sanctuary_score.change_formats.markdown", "for a comment or the summary of a CI run"),
    "json": ("sanctuary_score.change_formats.json", "for programs"),
    "csv": ("sanctuary_score.change_formats.csv", "for Excel: a row a difference"),
}
"""By name: the module, imported only when it is asked for, and what it is for."""


def find_change_format(name: str) -> ChangeFormat:
    """The format of this name; KeyError when there is none."""
    return cast("ChangeFormat", import_module(CHANGE_FORMATS[name][0]))
