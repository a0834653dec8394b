"""What a change of the rubric does to real scores: the changes themselves, then every place that moves, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sanctuary_score.questions import Scored
from sanctuary_score.report import Report
from sanctuary_score.rubric import Practice, Rubric

_MOVED = 0.05
"""Points that are worth a line; less is what weights of other practices shift by a hair."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How one practice of a place moves: the points it earns at either end, and whether its own text changed."""

    practice: str
    old: tuple[float, float] | None
    """None where it was not asked."""
    new: tuple[float, float] | None
    changed: bool
    """False where it moves only because the weights of others do."""


def changes(old: Rubric, new: Rubric) -> Iterator[tuple[str, str]]:
    """Practice (empty for what all share) and what changed in it, in the new rubric's order, then what is gone."""
    for part in ("areas", "instruments", "grades", "minimum_known"):
        if getattr(old.header, part) != getattr(new.header, part):
            yield "", f"{part} changed"
    for name, practice in new.practices.items():
        if name not in old.practices:
            yield name, f"is new, weight {practice.weight:g}"
        else:
            yield from ((name, words) for words in _between(old.practices[name], practice))
    for name in old.practices:
        if name not in new.practices:
            yield name, "is gone"


def _between(old: Practice, new: Practice) -> Iterator[str]:
    """What changed in one practice, as far as it can move a score; where nothing can, that its texts did."""
    found = list(_moving(old, new))
    yield from found
    if old != new and not found:
        yield "its texts changed"


def _moving(old: Practice, new: Practice) -> Iterator[str]:
    if old.weight != new.weight:
        yield f"weight {old.weight:g} becomes {new.weight:g}"
    for part in ("core", "applies_to", "except_for", "agencies", "durability"):
        if getattr(old, part) != getattr(new, part):
            yield f"{part} changed"
    before, after = dict(old.scored()), dict(new.scored())
    for id_ in (*after, *(gone for gone in before if gone not in after)):
        if id_ not in before:
            yield f"question `{id_}` is new"
        elif id_ not in after:
            yield f"question `{id_}` is gone"
        elif _scoring(before[id_]) != _scoring(after[id_]):
            yield f"question `{id_}` earns differently"


def _scoring(question: Scored) -> object:
    """What of a question can move a score."""
    scored = [name for name in type(question).model_fields if name not in ("ask", "help", "meanings")]
    return type(question), [getattr(question, name) for name in scored]


def moved(old: Report, new: Report, texts: Mapping[str, Practice]) -> list[Moved]:
    """The practices of one place that move, most points first; `texts` are the old rubric's practices."""
    before = {line.id: line for line in old.lines}
    after = {line.id: line for line in new.lines}
    found = []
    for name in (*after, *(gone for gone in before if gone not in after)):
        ends = [
            (line.credit.low * line.points, line.credit.high * line.points) if line else None
            for line in (before.get(name), after.get(name))
        ]
        one, other = ends
        shift = max(abs(a - b) for a, b in zip(one or (0.0, 0.0), other or (0.0, 0.0), strict=True))
        same = name in before and name in after and texts[name] == after[name].practice
        if shift > _MOVED or one is None or other is None:
            found.append((shift, Moved(name, one, other, not same)))
    return [entry for _, entry in sorted(found, key=lambda pair: -round(pair[0], 6))]
