"""What a sheet of the form is made of: columns, and what a cell of each may hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from sanctuary_score.intake.choices import Choices

About = Literal["place", "laws", "sources", "area", "suspensions", "bans", "searches", "waivers"]
"""What the rows of a sheet are about."""


WORDS, MEANINGS, LISTS = "Read me first", "Meanings", "Lists"
ONLY_READ = (WORDS, MEANINGS, LISTS)
"""The sheets on which nobody writes."""


class Holds(Enum):
    """What a cell may hold."""

    TEXT = "text"
    NUMBERING = "numbering"
    """A text that Excel likes to take for a number or a day: a section, a citation."""
    DAY = "day"
    ADDRESS = "address"
    SHORT_NAME = "short name"
    LAW = "law"
    ONE = "one"
    SOME = "some"
    ANSWER = "answer"
    """What the question of the row accepts."""
    QUESTION = "question"
    QUESTIONS = "questions"
    """Of the practice of the row."""
    CODE = "code"
    SHOWN = "shown"
    """Printed for people, and not read back."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet."""

    key: str
    heading: str
    width: int
    """In characters."""
    holds: Holds
    says: str = ""
    """What is said when the cell is chosen; Excel shows 255 characters at most."""
    needed: bool = False
    unless: str = ""
    """The key of another column that will do instead of this one, where it is needed."""
    """Whether a row that is used must fill it."""
    choices: Choices | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of the sheets about one thing, and what the sheets are for."""

    about: About
    title: str
    """The first line of the sheet."""
    columns: tuple[Column, ...]
    marks: tuple[str, ...]
    """Keys of the columns by which such a sheet is known, whatever it is called."""

    def column(self, key: str) -> Column:
        """The column of this key."""
        return next(column for column in self.columns if column.key == key)
