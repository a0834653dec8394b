"""What the whole site is made of: all places on one day, and how to find their pages. Lays nothing out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sanctuary_score.report import Report
from sanctuary_score.rubric import Rubric


@dataclass(frozen=True, slots=True)
class World:
    """All places that can be scored, in the order of their ids."""

    reports: tuple[Report, ...]
    rubric: Rubric
    as_of: date
    method: str
    """The page on the method, in Markdown."""
    names: Mapping[str, str] = field(default_factory=dict)
    """By id, for links from one place to another."""

    def known(self, id_: str) -> bool:
        """Whether the place has a page."""
        return id_ in self.names


def place_path(id_: str) -> str:
    """Where the page of a place lies."""
    return f"places/{id_}.html"


def practice_path(id_: str) -> str:
    """Where the page of a practice lies."""
    return f"practices/{id_}.html"
