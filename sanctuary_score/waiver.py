"""Gaps that somebody has accepted for a while: which are waived, by whom, until when. A waiver never adds a point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sanctuary_score.diagnostic import Code, Place, Pointer, Problem
from sanctuary_score.fields import Entry, Many
from sanctuary_score.load import Document
from sanctuary_score.profile import Waiver
from sanctuary_score.rubric import Rubric
from sanctuary_score.validate import did_you_mean, quoted


class WaiverFile(Entry):
    """A file beside a profile, with nothing but waivers: where others sign them than write the facts."""

    waivers: Many[Waiver]


@dataclass(frozen=True, slots=True)
class Signed:
    """A waiver, and where it is written."""

    waiver: Waiver
    at: Pointer
    place: Place

    def covers(self, practice: str, question: str) -> bool:
        """Whether it is about this gap."""
        return self.waiver.practice == practice and self.waiver.question in (None, question)

    def holds(self, as_of: date) -> bool:
        """Whether it has not expired; `expires` is the first day on which it no longer counts."""
        return as_of < self.waiver.expires.first


def signed(waivers: Sequence[Waiver], document: Document) -> tuple[Signed, ...]:
    """The waivers of a document with their places."""
    found = []
    for index, waiver in enumerate(waivers):
        at = Pointer(document.path, ("waivers", index))
        found.append(Signed(waiver, at, document.place(at)))
    return tuple(found)


def check_waivers(waivers: Sequence[Signed], rubric: Rubric) -> Iterator[Problem]:
    """Waivers that name what does not exist."""
    for one in waivers:
        name, question = one.waiver.practice, one.waiver.question
        practice = rubric.practices.get(name)
        if practice is None:
            message = f"no practice is called {quoted(name)}{did_you_mean(name, rubric.practices)}"
            yield Problem(Code.UNKNOWN_PRACTICE, one.at.child("practice"), message)
        elif question is not None and question not in practice.questions:
            hint = did_you_mean(question, practice.questions)
            message = f"`{name}` asks no question called {quoted(question)}{hint}"
            yield Problem(Code.UNKNOWN_QUESTION, one.at.child("question"), message)


def idle(waivers: Sequence[Signed], points: Mapping[int, float], as_of: date) -> Iterator[Problem]:
    """Waivers that have expired, or waive nothing; `points` are those waived, by the position of the waiver."""
    for index, one in enumerate(waivers):
        if not one.holds(as_of):
            message = (
                f"it expired on {one.waiver.expires.text} and waives nothing any more; close the gap, or have it"
                " signed again"
            )
            yield Problem(Code.WAIVER_EXPIRED, one.at.child("expires"), message)
        elif index not in points:
            message = "there is no such gap here (what is not known yet is none), so it waives nothing; take it out"
            yield Problem(Code.WAIVER_UNUSED, one.at, message)
