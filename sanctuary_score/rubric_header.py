"""What all practices of a rubric share, as the file `rubric.yaml` states it: areas, instruments, grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from sanctuary_score.fields import Entry, Many, Number, Share, SomeDay, Text, Word
from sanctuary_score.kinds import Kind


class Area(Entry):
    """A chapter of the rubric: the name of its folder, and its title."""

    id: Word
    title: Text


class Instrument(Entry):
    """A kind of legal instrument, and how hard it is to undo."""

    id: Word
    title: Text
    durability: Share
    kinds: Mapping[Kind, Share] = {}
    """Where a kind of place has another durability: a board policy is a transit agency's highest law."""
    undone_by: Text
    why: Text | None = None
    """The argument for the rung."""


Named = TypeVar("Named", Area, Instrument)


class Grade(Entry):
    """A letter, with the lowest score it takes and the lowest credit on every core practice that applies."""

    name: Text
    lowest_score: Annotated[Number, Field(ge=0, le=100)]
    lowest_core: Share


def _told_apart(entries: Many[Named]) -> Many[Named]:
    _once([entry.id for entry in entries])
    return entries


def _once(names: Sequence[str]) -> None:
    if twice := next((name for place, name in enumerate(names) if name in names[:place]), None):
        raise PydanticCustomError("value", "two entries are called `{name}`; rename one", {"name": twice})


def _falling(grades: Many[Grade]) -> Many[Grade]:
    """The grades, if every one can be reached and every place has one: a place gets the first that it reaches."""
    _once([grade.name for grade in grades])
    for better, grade in pairwise(grades):
        if (better.lowest_score, better.lowest_core) <= (grade.lowest_score, grade.lowest_core):
            raise PydanticCustomError(
                "value",
                "the grade `{grade}` stands after `{better}` and does not ask for less; put the grades in order, the"
                " best first",
                {"grade": grade.name, "better": better.name},
            )
    if grades[-1].lowest_score or grades[-1].lowest_core:
        raise PydanticCustomError(
            "value",
            "the last grade, `{grade}`, asks for something, so some places would have no grade; let its lowest_score"
            " and lowest_core be 0",
            {"grade": grades[-1].name},
        )
    return grades


class Header(Entry):
    """The file `rubric.yaml`: what all practices share."""

    id: Word
    title: Text
    version: SomeDay
    minimum_known: Share
    """Share of the points that must be known before a grade is given."""
    areas: Annotated[Many[Area], Field(min_length=1), AfterValidator(_told_apart)]
    instruments: Annotated[Many[Instrument], Field(min_length=1), AfterValidator(_told_apart)]
    grades: Annotated[Many[Grade], Field(min_length=1), AfterValidator(_falling)]
