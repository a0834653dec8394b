"""Ways to write plans. To add one: a module with `document`, and a line in PLAN_FORMATS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from sanctuary_score.formats import Span
from sanctuary_score.plan import Doer, Plan


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan, and who does what it asks for."""

    plan: Plan
    doers: Mapping[str, tuple[Doer, ...]]
    """By the practice of each step, the nearest first."""
    details: bool = False
    width: int = 80


class PlanFormat(Protocol):
    """What a module of this package offers."""

    def document(self, draft: Draft) -> Iterable[Span]:
        """All of it."""


PLAN_FORMATS: Mapping[str, tuple[str, str]] = {
    "text": ("sanctuary_score.plan_formats.text", "for people, in a terminal"),
    "markdown": ("sanctuary_score.plan_formats.markdown", "for a page or a comment"),
    "json": ("sanctuary_score.plan_formats.json", "for programs"),
}
"""By name: the module, imported only when it is asked for, and what it is for."""


def find_plan_format(name: str) -> PlanFormat:
    """The format of this name; KeyError when there is none."""
    return cast("PlanFormat", import_module(PLAN_FORMATS[name][0]))
