"""The recommended practices, as the rubric's YAML files state them. Knows nothing of any place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from sanctuary_score.fields import (
    Entry,
    Flag,
    JurisdictionId,
    Many,
    MaybeDay,
    Number,
    Share,
    SomeDay,
    Text,
    Url,
    Word,
)
from sanctuary_score.kinds import Agency, Kind, asked_kinds
from sanctuary_score.questions import Fact, Question, Scored

Reason = Literal["absent", "weak", "fragile", "partly-bound", "unknown", "barred"]


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


class Grade(Entry):
    """A letter, with the lowest score it takes and the lowest credit on every core practice that applies."""

    name: Text
    lowest_score: Annotated[Number, Field(ge=0, le=100)]
    lowest_core: Share


class Header(Entry):
    """The file `rubric.yaml`: what all practices share."""

    id: Word
    title: Text
    version: SomeDay
    minimum_known: Share
    """Share of the points that must be known before a grade is given."""
    areas: Annotated[Many[Area], Field(min_length=1)]
    instruments: Annotated[Many[Instrument], Field(min_length=1)]
    grades: Annotated[Many[Grade], Field(min_length=1)]


class NextSteps(Entry):
    """What to do next, by reason of the gap."""

    absent: Text
    weak: Text
    fragile: Text
    partly_bound: Text | None = Field(default=None, alias="partly-bound")


class Limit(Entry):
    """What higher law allows or forbids on the subject."""

    limit: Text
    says: Text


class Model(Entry):
    """A place that does it, and where its law says so."""

    jurisdiction: JurisdictionId
    name: Text
    """As readers call the place, such as `Chicago, Illinois`."""
    citation: Text


class Reference(Entry):
    """Where the recommendation comes from."""

    title: Text
    publisher: Text
    date: MaybeDay = None
    url: Url | None = None
    """None only for a founding text whose address is not known."""


class Practice(Entry):
    """One recommendation. Its id is the name of its file, its area the name of the folder."""

    title: Text
    core: Flag = False
    weight: Annotated[Number, Field(gt=0)]
    applies_to: Annotated[Many[Kind], Field(min_length=1)]
    except_for: Many[Kind] = ()
    """Kinds that lack this one power, though what is asked of others like them is as a rule asked of them too."""
    agencies: Many[Agency] = ()
    """Whose conduct counts, where the place operates them; empty for an act of the government as a whole."""
    durability: Mapping[str, Share] = {}
    """By instrument, where this practice asks for that very instrument and the common ladder would misjudge it."""
    why: Text
    questions: Annotated[Mapping[Word, Question], Field(min_length=1)]
    next_steps: NextSteps
    effort: Literal["low", "medium", "high"]
    law: Many[Limit] = ()
    models: Many[Model] = ()
    sources: Annotated[Many[Reference], Field(min_length=1)]

    def scored(self) -> Iterator[tuple[str, Scored]]:
        """The questions that earn credit, in order."""
        for name, question in self.questions.items():
            if not isinstance(question, Fact):
                yield name, question


@dataclass(frozen=True)
class Rubric:
    """All practices in order of area, the core ones first and then by name, with what they share."""

    header: Header
    practices: Mapping[str, Practice]
    areas: Mapping[str, str]
    """The area of each practice."""

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """Every instrument by its id."""
        return {instrument.id: instrument for instrument in self.header.instruments}

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[Kind]]:
        """The kinds of places that each practice is asked of."""
        return {name: asked_kinds(its.applies_to, its.except_for) for name, its in self.practices.items()}

    @cached_property
    def harmful(self) -> Mapping[str, Mapping[str, Scored]]:
        """The questions to which some answer is adverse, by practice and id."""
        found = {name: {id_: q for id_, q in its.scored() if q.adverse} for name, its in self.practices.items()}
        return {name: questions for name, questions in found.items() if questions}

    def durability(self, practice: str, instrument: str, kind: Kind) -> float:
        """How hard a policy of this kind of place is to undo, on this practice: 0 to 1."""
        special = self.practices[practice].durability
        if instrument in special:
            return special[instrument]
        rung = self.instruments[instrument]
        return rung.kinds.get(kind, rung.durability)

    def asked_of(self, kind: Kind, operates: frozenset[Agency]) -> Iterator[tuple[str, Practice]]:
        """The practices that apply to a place of this kind which runs these agencies, in order."""
        for name, practice in self.practices.items():
            counts = not practice.agencies or not operates.isdisjoint(practice.agencies)
            if counts and kind in self.kinds[name]:
                yield name, practice
