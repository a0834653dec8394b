"""One place and its policies, as `jurisdictions/**/*.yaml` states them. Facts only: no word of what earns credit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from sanctuary_score.day import Day
from sanctuary_score.diagnostic import Place, Pointer
from sanctuary_score.fields import Entry, LawAbove, Many, MaybeDay, Named, SomeDay, Text, Whole, Word
from sanctuary_score.kinds import Agency, Kind
from sanctuary_score.load import Document
from sanctuary_score.source import Source

Answer = str | tuple[str, ...]
"""What a policy says on a question: a word, a number or a text as it was written, or several words."""

RESERVED = frozenset({"section", "note", "binds"})
"""Keys of a provision that are no questions; no question may have these names."""


def answer_text(answer: Answer) -> str:
    """The answer as it was written, a list with commas."""
    return answer if isinstance(answer, str) else ", ".join(answer)


def _answer(value: Any) -> Answer:
    if isinstance(value, str) and value.strip():
        return value.strip()
    if isinstance(value, list | tuple) and value and all(isinstance(item, str) and item.strip() for item in value):
        return tuple(item.strip() for item in value)
    if value == "":
        raise PydanticCustomError(
            "value",
            "no answer stands here; where a comma has cut the text or number before it in two, leave the comma out or"
            " put the whole in quotes",
        )
    raise PydanticCustomError(
        "value", "an answer is a word, a number, or a list of words; write `none` where a list would be empty"
    )


class Suspension(Entry):
    """A time in which a court keeps a policy from being applied."""

    model_config = ConfigDict(populate_by_name=True)

    start: SomeDay = Field(alias="from")
    until: MaybeDay = None
    """The first day on which it binds again; None while it is still suspended."""


class Provision(Entry):
    """What one policy says on one practice: its section, and an answer for each question it settles."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[
        str,
        Annotated[
            Answer,
            PlainValidator(_answer),
            WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
        ],
    ]

    section: Text | None = None
    binds: Named[Agency] | None = None
    """The agencies that this part binds, where they are fewer than those the policy binds."""
    note: Text | None = None

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers by question, in the order in which they were written."""
        return self.__pydantic_extra__


class Bar(Entry):
    """A practice that the law of a place forbids to those below it."""

    section: Text | None = None
    questions: Named[Word] | None = None
    """The questions that it reaches, where it leaves the rest of the practice open; None for all."""
    note: Text | None = None


def _listed(value: Any) -> Any:
    return () if value in ("", "null", None) else value


class Policy(Entry):
    """A legal instrument: what a researcher finds, cites, and sees repealed."""

    id: Word
    title: Text
    instrument: Word
    citation: Text
    effective: MaybeDay = None
    """The day it began to bind; None when that is not known."""
    in_force_by: MaybeDay = None
    """For a start that is not known: a day on which it is known to have been in force."""
    ended: MaybeDay = None
    """The first day on which it no longer binds."""
    last_in_force: MaybeDay = None
    """For an end that is not known: the last day on which it is known to have been in force."""
    suspended: Annotated[Many[Suspension], BeforeValidator(_listed)] = ()
    binds: Named[Agency] | None = None
    """None for every agency that the place operates."""
    reaches: Annotated[Many[Kind], BeforeValidator(_listed)] = ()
    """The kinds of places below that it binds as well."""
    provides: Mapping[str, Provision] = {}
    forbids: Mapping[str, Bar] = {}
    sources: Annotated[Many[Source], BeforeValidator(_listed)] = ()
    note: Text | None = None

    def binding(self, as_of: date) -> bool | None:
        """Whether it is in force on that day; None when its dates are not known well enough to tell."""
        paused = [_both(pause.start.reached(as_of), _not(_reached(pause.until, as_of))) for pause in self.suspended]
        return _both(self._begun(as_of), _not(self._over(as_of)), *map(_not, paused))

    def _begun(self, as_of: date) -> bool | None:
        if self.effective is not None:
            return self.effective.reached(as_of)
        return True if self.in_force_by is not None and self.in_force_by.last <= as_of else None

    def _over(self, as_of: date) -> bool | None:
        if self.last_in_force is not None and self.ended is None:
            return None if self.last_in_force.first < as_of else False
        return _reached(self.ended, as_of)


class Waiver(Entry):
    """A gap that somebody has accepted for a while. It adds no point, and is printed until it expires."""

    practice: Word
    question: Word | None = None
    """None for all gaps of the practice."""
    reason: Text
    approved_by: Text
    expires: SomeDay
    """The first day on which it no longer counts."""


def _reached(day: Day | None, as_of: date) -> bool | None:
    return False if day is None else day.reached(as_of)


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _both(*truths: bool | None) -> bool | None:
    """Whether all are true, where None is not known."""
    if False in truths:
        return False
    return None if None in truths else True


def _distinct(values: tuple[Agency, ...]) -> tuple[Agency, ...]:
    if len(set(values)) != len(values):
        raise PydanticCustomError("value", "an agency is named twice; name each once")
    return values


class Profile(Entry):
    """What is known of one place. Its id is its path; what it lies in is the file of its folder."""

    name: Text
    kind: Kind
    operates: Annotated[Many[Agency], AfterValidator(_distinct)]
    """The agencies it runs; for a state, those that its law governs."""
    within: LawAbove | None = None
    """The law above, for a file outside the tree of jurisdictions."""
    population: Whole | None = None
    policies: Annotated[Many[Policy], BeforeValidator(_listed)] = ()
    none_found: Annotated[Mapping[str, SomeDay], BeforeValidator(lambda v: {} if v in ("", "null") else v)] = {}
    """Practices searched for in vain, with the day of the search."""
    waivers: Annotated[Many[Waiver], BeforeValidator(_listed)] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A profile with its id and the document it was read from."""

    id: str
    profile: Profile
    document: Document

    @property
    def path(self) -> str:
        """The file it was read from."""
        return self.document.path

    @property
    def source(self) -> Pointer:
        """The top of that file."""
        return Pointer(self.document.path)

    def place(self, pointer: Pointer) -> Place:
        """Line and column of a part of the profile."""
        return self.document.place(pointer)

    def policies(self) -> Iterator[tuple[Pointer, Policy]]:
        """Every policy, and where it is written."""
        for index, policy in enumerate(self.profile.policies):
            yield self.source.child("policies", index), policy
