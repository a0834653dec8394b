"""The kinds of question a practice may ask, a closed set: each turns an answer into credit and says what it accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, cast

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from sanctuary_score.fields import Distinct, Entry, Flag, Number, Share, Text, Word
from sanctuary_score.profile import Answer

_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")

NONE = "none"
"""The answer that lists nothing: no exception, no share."""


class _Question(Entry):
    """What every question has."""

    ask: Text
    help: Text | None = None
    """How to tell borderline cases apart."""


class _Scored(_Question):
    """A question whose answer earns credit."""

    points: Annotated[Number, Field(gt=0)]
    """Its weight within the practice."""
    needs: Mapping[str, Distinct[Word]] = {}
    """Answers to other questions of the practice without which this one earns nothing."""
    adverse: Distinct[Word] = ()
    """Answers that work against residents: they earn nothing, outrank better answers, and are named as harms."""
    of_each_law: Flag = False
    """Whether each law answers for a subject of its own, so that a lesser answer is no weaker rule on the same one."""


class Levels(_Scored):
    """One of a few named states of the law, each with its credit."""

    kind: Literal["levels"]
    levels: Annotated[Mapping[Word, Share], Field(min_length=2)]
    meanings: Mapping[str, Text] = {}

    @model_validator(mode="after")
    def _sound(self) -> Levels:
        _known("meanings", self.meanings, self.levels)
        _known("adverse", self.adverse, self.levels)
        if any(self.levels[name] for name in self.adverse):
            raise PydanticCustomError("value", "an adverse answer earns nothing; give it the credit 0")
        return self

    def credit(self, answer: Answer) -> float | None:
        return self.levels.get(answer) if isinstance(answer, str) else None

    def words(self) -> tuple[str, ...]:
        return tuple(self.levels)

    def recommends(self) -> str:
        return " or ".join(name for name, credit in self.levels.items() if credit == max(self.levels.values()))

    def expects(self) -> str:
        return "one of " + ", ".join(f"`{name}`" for name in self.levels)


class YesNo(_Scored):
    """Yes or no; yes is the better answer."""

    kind: Literal["yes_no"]

    @model_validator(mode="after")
    def _sound(self) -> YesNo:
        _known("adverse", self.adverse, ("no",))
        return self

    def credit(self, answer: Answer) -> float | None:
        return {"yes": 1.0, "no": 0.0}.get(answer) if isinstance(answer, str) else None

    def words(self) -> tuple[str, ...]:
        return ("yes", "no")

    def recommends(self) -> str:
        return "yes"

    def expects(self) -> str:
        return "`yes` or `no`"


class _Measured(_Scored):
    """A number, with the one that earns everything and the one that earns nothing; linear in between."""

    unit: Text
    full: Number
    none: Number

    @model_validator(mode="after")
    def _sound(self) -> _Measured:
        _known("adverse", self.adverse, ())
        if self.full == self.none or (self.full < self.none) != (self.kind == "at_most"):  # type: ignore[attr-defined]
            raise PydanticCustomError("value", "for at_most, `full` lies below `none`; for at_least, above it")
        return self

    def credit(self, answer: Answer) -> float | None:
        if not isinstance(answer, str) or not _NUMBER.fullmatch(answer):
            return None
        share = (self.none - float(answer)) / (self.none - self.full)
        return min(max(share, 0.0), 1.0)

    def words(self) -> tuple[str, ...]:
        return ()

    def recommends(self) -> str:
        return f"{self.full:g} {self.unit}"

    def expects(self) -> str:
        return f"a plain number of {self.unit}, such as `{self.full:g}`"


class AtMost(_Measured):
    """A number, the smaller the better."""

    kind: Literal["at_most"]


class AtLeast(_Measured):
    """A number, the greater the better."""

    kind: Literal["at_least"]


class ShareOf(_Scored):
    """Which members of a list are covered; each is an equal part."""

    kind: Literal["share_of"]
    of: Annotated[Distinct[Word], Field(min_length=2)]
    meanings: Mapping[str, Text] = {}

    @model_validator(mode="after")
    def _sound(self) -> ShareOf:
        _not_none("of", self.of)
        _known("meanings", self.meanings, self.of)
        _known("adverse", self.adverse, ())
        return self

    def credit(self, answer: Answer) -> float | None:
        named = _names(answer, self.of)
        return None if named is None else len(named) / len(self.of)

    def words(self) -> tuple[str, ...]:
        return (*self.of, NONE)

    def recommends(self) -> str:
        return ", ".join(self.of)

    def expects(self) -> str:
        return f"a list of those covered, from {', '.join(self.of)}; or `none`"


class Exceptions(_Scored):
    """Which exceptions the law makes; each named one costs, none is full credit."""

    kind: Literal["exceptions"]
    costs: Annotated[Mapping[Word, Share], Field(min_length=1)]
    meanings: Mapping[str, Text] = {}

    @model_validator(mode="after")
    def _sound(self) -> Exceptions:
        _not_none("costs", self.costs)
        _known("meanings", self.meanings, self.costs)
        _known("adverse", self.adverse, ())
        return self

    def credit(self, answer: Answer) -> float | None:
        named = _names(answer, self.costs)
        # Summed in the rubric's order, so that the order of the answer cannot move the last digit.
        return None if named is None else max(0.0, 1.0 - sum(c for n, c in self.costs.items() if n in named))

    def words(self) -> tuple[str, ...]:
        return (*self.costs, NONE)

    def recommends(self) -> str:
        return NONE

    def expects(self) -> str:
        return f"a list of the exceptions made, from {', '.join(self.costs)}; or `none`"


class Fact(_Question):
    """Something worth printing that earns nothing."""

    kind: Literal["fact"]

    def words(self) -> tuple[str, ...]:
        return ()

    def expects(self) -> str:
        return "a short text"


Scored = Levels | YesNo | AtMost | AtLeast | ShareOf | Exceptions

KINDS: Mapping[str, type[Scored | Fact]] = {
    "levels": Levels,
    "yes_no": YesNo,
    "at_most": AtMost,
    "at_least": AtLeast,
    "share_of": ShareOf,
    "exceptions": Exceptions,
    "fact": Fact,
}


def _question(value: Any) -> Scored | Fact:
    """The question of the kind that the value names.

    Not pydantic's tagged union, which puts the tag into the route of its errors, where `levels` is also a key.
    """
    if isinstance(value, _Question):
        return cast("Scored | Fact", value)
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        raise PydanticCustomError("value", "a question has a `kind`: one of {kinds}", {"kinds": ", ".join(KINDS)})
    return KINDS[kind].model_validate(value)


Question = Annotated[Scored | Fact, PlainValidator(_question), WithJsonSchema({"type": "object"})]
"""Any of them. Its schema is put together in `schemas`: building all of them is more work than most runs need."""


def _names(answer: Answer, allowed: Iterable[str]) -> frozenset[str] | None:
    """The names that the answer lists; None when one is not allowed or named twice."""
    if answer == NONE:
        return frozenset()
    listed = (answer,) if isinstance(answer, str) else answer
    named = frozenset(listed)
    return named if len(named) == len(listed) and named <= frozenset(allowed) else None


def _known(field: str, names: Iterable[str], allowed: Iterable[str]) -> None:
    if stray := [name for name in names if name not in allowed]:
        raise PydanticCustomError(
            "value",
            "`{name}` under {field} is no answer of this question",
            {"name": stray[0], "field": field},
        )


def _not_none(field: str, names: Iterable[str]) -> None:
    if NONE in names:
        raise PydanticCustomError(
            "value",
            "`none` under {field} can never be answered: in a profile it means that nothing is listed; call it"
            " something else",
            {"field": field},
        )
