"""The recommended practices, as the rubric's YAML files state them. Knows nothing of any place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from sanctuary_score.fields import (
    Distinct,
    Entry,
    Flag,
    JurisdictionId,
    Many,
    MaybeDay,
    Number,
    Share,
    Text,
    Url,
    Word,
)
from sanctuary_score.kinds import Agency, Kind, asked_kinds
from sanctuary_score.questions import Fact, Question, Scored
from sanctuary_score.rubric_header import Header, Instrument

Reason = Literal["absent", "weak", "fragile", "partly-bound", "unknown", "barred"]


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
    applies_to: Annotated[Distinct[Kind], Field(min_length=1)]
    except_for: Distinct[Kind] = ()
    """Kinds that lack this one power, though what is asked of others like them is as a rule asked of them too."""
    agencies: Distinct[Agency] = ()
    """Whose conduct counts, where the place operates them; empty for an act of the government as a whole."""
    durability: Mapping[str, Share] = {}
    """By instrument, where this practice asks for that very instrument and the common ladder would misjudge it."""
    durability_why: Text | None = None
    """The argument for it, in sentences; who has the one needs the other."""
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
