"""What changed between two states of a rubric, as far as it can move a score or a grade. Knows no place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from sanctuary_score.kinds import KINDS
from sanctuary_score.question_change import question_changes
from sanctuary_score.rubric import Practice, Rubric
from sanctuary_score.rubric_header import Header, Instrument

T = TypeVar("T")


def changes(old: Rubric, new: Rubric) -> Iterator[tuple[str, str]]:
    """What changed, and in what: what all practices share first, then the new rubric's practices, then what is gone."""
    yield from _shared(old.header, new.header)
    reworded = []
    for name, practice in new.practices.items():
        if name not in old.practices:
            yield name, f"is new, weight {practice.weight:g}"
            continue
        if old.areas[name] != new.areas[name]:
            yield name, f"moves from the area {old.areas[name]} to {new.areas[name]}"
        was = old.practices[name]
        found = [*weight_changes(was, practice), *_asked(old, new, name), *_own_rungs(was, practice)]
        found += [*agency_changes(was, practice), *rule_changes(was, practice)]
        if was != practice and not found:
            reworded.append(name)
        yield from ((name, words) for words in found)
    for name in old.practices:
        if name not in new.practices:
            yield name, "is gone"
    if reworded:
        yield "only texts, which move no score", ", ".join(reworded)


def weight_changes(old: Practice, new: Practice) -> Iterator[str]:
    """How the weight of a practice changed."""
    if old.weight != new.weight:
        yield f"weight {old.weight:g} becomes {new.weight:g}"


def agency_changes(old: Practice, new: Practice) -> Iterator[str]:
    """Whose conduct counts now, and whose no longer does."""
    yield from (f"the agency {agency} counts" for agency in new.agencies if agency not in old.agencies)
    yield from (f"the agency {agency} no longer counts" for agency in old.agencies if agency not in new.agencies)


def rule_changes(old: Practice, new: Practice) -> Iterator[str]:
    """What changed in the questions of a practice and in what their answers earn."""
    before, after = dict(old.scored()), dict(new.scored())
    for id_, question in after.items():
        if id_ not in before:
            yield f"question `{id_}` is new, worth {question.points:g} of the practice's points"
        else:
            yield from (f"question `{id_}`: {words}" for words in question_changes(before[id_], question))
    yield from (f"question `{id_}` is gone" for id_ in before if id_ not in after)


def _asked(old: Rubric, new: Rubric, name: str) -> Iterator[str]:
    """Whom a practice asks now, and whether it is a core one."""
    for kind, title in KINDS.items():
        if (kind in old.kinds[name]) != (kind in new.kinds[name]):
            asked = "is asked" if kind in new.kinds[name] else "is no longer asked"
            yield f"{asked} of a {title.partition(' (')[0]}"
    if old.practices[name].core != new.practices[name].core:
        yield "becomes a core practice" if new.practices[name].core else "is a core practice no longer"


def _own_rungs(old: Practice, new: Practice) -> Iterator[str]:
    """Instruments that count otherwise here than elsewhere, or no longer do."""
    for id_ in dict.fromkeys((*new.durability, *old.durability)):
        was, is_ = old.durability.get(id_), new.durability.get(id_)
        if was is None:
            yield f"instrument `{id_}` has a durability of its own here, {is_:g}"
        elif is_ is None:
            yield f"instrument `{id_}` has no durability of its own here any longer, was {was:g}"
        elif was != is_:
            yield f"instrument `{id_}`: its durability here {was:g} becomes {is_:g}"


def _shared(old: Header, new: Header) -> Iterator[tuple[str, str]]:
    if old.minimum_known != new.minimum_known:
        yield "minimum_known", f"{old.minimum_known:g} becomes {new.minimum_known:g}"
    grades = [{grade.name: grade for grade in header.grades} for header in (old, new)]
    for name, was, is_ in _paired(*grades):
        if was is None or is_ is None:
            asks = f"lowest score {is_.lowest_score:g}, lowest core credit {is_.lowest_core:g}" if is_ else ""
            yield f"grade {name}", f"is new, {asks}" if asks else "is gone"
            continue
        if was.lowest_score != is_.lowest_score:
            yield f"grade {name}", f"lowest score {was.lowest_score:g} becomes {is_.lowest_score:g}"
        if was.lowest_core != is_.lowest_core:
            yield f"grade {name}", f"lowest core credit {was.lowest_core:g} becomes {is_.lowest_core:g}"
    ladders = [{each.id: each for each in header.instruments} for header in (old, new)]
    for id_, one, other in _paired(*ladders):
        if one is None or other is None:
            yield f"instrument `{id_}`", f"is new, durability {other.durability:g}" if other else "is gone"
        else:
            yield from ((f"instrument `{id_}`", words) for words in _rungs(one, other))
    for id_, area, area_now in _paired(*({area.id: area for area in header.areas} for header in (old, new))):
        if area is None or area_now is None:
            yield f"area {id_}", "is new" if area_now else "is gone"


def _rungs(old: Instrument, new: Instrument) -> Iterator[str]:
    if old.durability != new.durability:
        yield f"durability {old.durability:g} becomes {new.durability:g}"
    for kind, title in KINDS.items():
        was, is_ = (each.kinds.get(kind, each.durability) for each in (old, new))
        if (kind in old.kinds or kind in new.kinds) and was != is_:
            yield f"durability for a {title.partition(' (')[0]} {was:g} becomes {is_:g}"


def _paired(old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[tuple[str, T | None, T | None]]:
    """Every name with what it means in both, in the new order, then what is gone."""
    for name in dict.fromkeys((*new, *old)):
        yield name, old.get(name), new.get(name)
