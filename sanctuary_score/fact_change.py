"""What is written otherwise in two profiles of one place, or in force on one day and not on another. Scores nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sanctuary_score.day import Day
from sanctuary_score.diagnostic import Place, Pointer
from sanctuary_score.law import Barrier, Claim
from sanctuary_score.profile import Jurisdiction, Policy
from sanctuary_score.report import Report

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A difference of what is written: a policy, one of its parts, an answer, or something of the place itself."""

    kind: Kind
    what: str
    """`place`, the id of a policy, or policy, practice and question."""
    old: str
    """Empty when added."""
    new: str
    """Empty when removed."""
    place: Place
    """Where it stands now; for what is gone, the top of the file."""
    answer: bool = False
    """Whether it is an answer, which is what a score is made of."""
    turn: str = ""
    """What has become of a law between two days, as the end of a sentence; empty for what is written otherwise."""


def facts_between(old: Jurisdiction, new: Jurisdiction) -> Iterator[FactChange]:
    """Differences of the two profiles, in the order of the new one; what is gone comes last."""
    for key in ("name", "kind", "operates", "within", "population", "none_found", "waivers", "note"):
        yield from _between("place", key, getattr(old.profile, key), getattr(new.profile, key), _at(new, key))
    before = {policy.id: policy for policy in old.profile.policies}
    after = {policy.id for policy in new.profile.policies}
    for at, policy in new.policies():
        if policy.id in before:
            yield from _policy(before[policy.id], policy, new, at)
        else:
            yield FactChange("added", policy.id, "", f"{policy.title} ({policy.citation})", new.place(at))
    for id_, policy in before.items():
        if id_ not in after:
            yield FactChange("removed", id_, f"{policy.title} ({policy.citation})", "", Place(new.path))


def _at(place: Jurisdiction, key: str) -> Place:
    return place.place(place.source.child(key).key())


def laws_between(old: Report, new: Report) -> Iterator[FactChange]:
    """Laws, also those above, that are in force on the one day and not on the other, where the days differ."""
    if old.as_of == new.as_of:
        return
    was, is_ = _laws(old), _laws(new)
    for key, claim in is_.items():
        if key not in was:
            words = f"{claim.policy.title} ({claim.policy.citation})"
            turn = _come(claim.policy, old.as_of)
            yield FactChange("added", f"in force in {key[0]}: {key[1]}", "", words, claim.place, turn=turn)
    for key, claim in was.items():
        if key not in is_:
            words = f"{claim.policy.title} ({claim.policy.citation})"
            turn = _gone(claim.policy, new.as_of)
            yield FactChange("removed", f"in force in {key[0]}: {key[1]}", words, "", claim.place, turn=turn)


def _come(policy: Policy, before: date) -> str:
    begun = policy.effective is not None and policy.effective.reached(before)
    return "is no longer suspended" if begun and policy.suspended else "is new"


def _gone(policy: Policy, after: date) -> str:
    ended = policy.ended is not None and policy.ended.reached(after)
    return "is suspended" if policy.suspended and not ended else "is gone"


def _laws(report: Report) -> Mapping[tuple[str, str], Claim | Barrier]:
    """What is in force, or may be, and bears on the place: by whose it is and its id, in the order of the practices."""
    found: dict[tuple[str, str], Claim | Barrier] = {}
    for line in report.lines:
        told = [claim for resolved in line.finding.questions for claim in resolved.claims]
        facts = [claim for claims in line.finding.facts.values() for claim in claims]
        entries: list[Claim | Barrier] = [*told, *facts, *line.finding.barriers]
        for entry in entries:
            found.setdefault((entry.jurisdiction.id, entry.policy.id), entry)
    return found


def _policy(old: Policy, new: Policy, place: Jurisdiction, at: Pointer) -> Iterator[FactChange]:
    for key in type(new).model_fields:
        if key not in ("id", "provides"):
            yield from _between(new.id, key, getattr(old, key), getattr(new, key), place.place(at.child(key).key()))
    top = at.child("provides")
    for practice in dict.fromkeys((*new.provides, *old.provides)):
        was, is_ = old.provides.get(practice), new.provides.get(practice)
        for key in ("section", "binds", "note"):
            one, other = (getattr(part, key) if part else None for part in (was, is_))
            yield from _between(f"{new.id}, {practice}", key, one, other, place.place(top.child(practice)))
        said, says = was.answers if was else {}, is_.answers if is_ else {}
        for question in dict.fromkeys((*says, *said)):
            where = place.place(top.child(practice, question))
            for entry in _between(f"{new.id}, {practice}", question, said.get(question), says.get(question), where):
                yield FactChange(entry.kind, entry.what, entry.old, entry.new, entry.place, answer=True)


def _between(whose: str, key: str, old: object, new: object, place: Place) -> Iterator[FactChange]:
    if old != new:
        was, is_ = written(old), written(new)
        kind: Kind = "added" if not was else "removed" if not is_ else "changed"
        yield FactChange(kind, f"{whose}: {key}", was, is_, place)


def written(value: object) -> str:
    """A value as a reader knows it from the file; empty for none."""
    match value:
        case None | () | "":
            return ""
        case str() | int():
            return str(value)
        case Day():
            return value.text
        case tuple():
            return f"{len(value)} entries" if not all(isinstance(item, str) for item in value) else ", ".join(value)
        case Mapping():
            return ", ".join(f"{key} {written(item)}".strip() for key, item in value.items())
        case _:
            return "yes"
