"""The second reading: which answers are drawn for it, and how often two coders agreed. Judges no answer."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sanctuary_score.profile import Answer, Jurisdiction, Policy

Outcome = Literal["equal", "mended", "withdrawn", "kept", "unsettled"]
Read = Literal["page", "notes", "nothing"]
OUTCOMES: Mapping[Outcome, str] = {
    "equal": "both coders gave the same answer",
    "mended": "they differed, and the answer was changed",
    "withdrawn": "they differed, and the answer was taken out",
    "kept": "they differed, and a third look at the source kept the first answer",
    "unsettled": "the second coder could not open a source, or it did not settle the answer",
}
READ: Mapping[Read, str] = {
    "page": "in the source itself or another page with its words, mostly in long excerpts",
    "notes": "in the notes that the project's research took of the source",
    "nothing": "nowhere: no page of it could be opened",
}
COLUMNS = ("place", "policy", "practice", "question", "first", "second", "outcome", "read", "why")
BARS = "forbids"
"""Stands for a question where a law bars the practice to places below."""
ONE_IN = 3
"""A third of all answers is read a second time."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One answer, by where it stands."""

    place: str
    policy: Policy
    practice: str
    question: str
    answer: Answer

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Place, policy, practice and question."""
        return self.place, self.policy.id, self.practice, self.question


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the second reading came out."""

    read: int
    """Answers that were drawn and looked at."""
    outcomes: Mapping[Outcome, int]
    places: Mapping[Read, int]
    """Where the second coder read."""

    @property
    def compared(self) -> int:
        """Those that both coders could settle."""
        return self.read - self.outcomes["unsettled"]

    @property
    def before(self) -> float:
        """Equal answers among those compared, from 0 to 1."""
        return self.outcomes["equal"] / self.compared if self.compared else 0.0

    @property
    def after(self) -> float:
        """The same after mending: all but those where the coders still differ."""
        return 1 - self.outcomes["kept"] / self.compared if self.compared else 0.0


def answers(places: Iterable[Jurisdiction]) -> Iterator[Drawn]:
    """Every answer of the places, in order; what a law forbids to places below is one, to the question `forbids`."""
    for place in places:
        for policy in place.profile.policies:
            for practice, provision in policy.provides.items():
                for question, answer in provision.answers.items():
                    yield Drawn(place.id, policy, practice, question, answer)
            for practice, bar in policy.forbids.items():
                yield Drawn(place.id, policy, practice, BARS, bar.questions or "all")


def drawn(places: Iterable[Jurisdiction]) -> Iterator[Drawn]:
    """A third of all answers, as chance has it: by a checksum of where they stand, so that anybody draws the same."""
    for answer in answers(places):
        digest = hashlib.sha256(" ".join(answer.key).encode()).digest()
        if int.from_bytes(digest[:8]) % ONE_IN == 0:
            yield answer


def same(one: str, other: str) -> bool:
    """Whether two answers as written say the same: lists in any order, separated by `;` or `,`."""
    return _words(one) == _words(other)


def _words(answer: str) -> frozenset[str]:
    return frozenset(word.strip().lower() for word in answer.replace(";", ",").split(","))


def read_review(text: str) -> Sequence[Mapping[str, str]]:
    """The rows of the record of the second reading, in its order. Raises ValueError for a row that is none."""
    table = csv.DictReader(text.splitlines())
    rows = list(table)
    if tuple(table.fieldnames or ()) != COLUMNS:
        raise ValueError(f"the columns are {', '.join(COLUMNS)}")
    for number, row in enumerate(rows, 2):
        if row["outcome"] not in get_args(Outcome):
            raise ValueError(f"row {number}: `{row['outcome']}` is none of {', '.join(OUTCOMES)}")
        if row["read"] not in READ:
            raise ValueError(f"row {number}: `{row['read']}` is none of {', '.join(READ)}")
    return rows


def agreement(rows: Sequence[Mapping[str, str]]) -> Agreement:
    """How the second reading came out."""
    outcomes = {name: sum(row["outcome"] == name for row in rows) for name in OUTCOMES}
    return Agreement(len(rows), outcomes, {name: sum(row["read"] == name for row in rows) for name in READ})
