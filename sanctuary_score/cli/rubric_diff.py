"""What `rubric diff` finds in a tree of profiles, and how it says it. Prints nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sanctuary_score.atlas import Atlas, shown
from sanctuary_score.check import Checker, Outcome
from sanctuary_score.formats import Span
from sanctuary_score.formats.text.layout import title, wrapped
from sanctuary_score.references import names_of
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_change import changes
from sanctuary_score.rubric_moves import MOVED, Moved, PlaceMove, move
from sanctuary_score.wording import letters, score_words


@dataclass(frozen=True, slots=True)
class Places:
    """What a change of the rubric does to the places of a tree."""

    moved: tuple[PlaceMove, ...]
    """Those that move, the farthest first."""
    still: int
    """How many do not."""
    of_one: tuple[str, ...]
    """Those that one rubric measures and the other does not, each with which one does."""
    unscored: tuple[str, ...]
    """Those that cannot be scored by both, each with the first problem."""


def places_between(old: Rubric, new: Rubric, day: date, atlas: Atlas, others: Sequence[Rubric] = ()) -> Places:
    """Every place of the tree by both rubrics, in the profiles as they are written today.

    `others` are rubrics whose questions profiles answer as well, so that these answers are no slips.
    """
    known: dict[str, frozenset[str]] = {}
    for rubric in (old, new, *others):
        for name, asked in names_of(rubric).items():
            known[name] = known.get(name, frozenset()) | asked
    before, after = (Checker(rubric, day, atlas, chosen=True, known=known) for rubric in (old, new))
    moved: list[PlaceMove] = []
    of_one: list[str] = []
    unscored: list[str] = []
    still = 0
    for id_ in atlas.ids():
        path = atlas.file_of(id_)
        assert path is not None
        one, other = before.check(path), after.check(path)
        if one.report is not None and other.report is not None:
            found = move(one.report, other.report)
            still += found.still
            moved += () if found.still else (found,)
        elif wrong := _first_problem(other, "new") or _first_problem(one, "old"):
            unscored.append(f"{id_}: {wrong}")
        elif one.report is not None or other.report is not None:
            of_one.append(f"{id_}: only the {'new' if other.report else 'old'} rubric measures it")
    moved.sort(key=lambda place: (-round(place.size, 6), place.id))
    return Places(tuple(moved), still, tuple(of_one), tuple(unscored))


def _first_problem(outcome: Outcome, which: str) -> str:
    """The first error of a file by one of the rubrics; empty when there is none."""
    error = next((problem for problem in outcome.problems if problem.severity == "error"), None)
    if error is None:
        return ""
    path, line, column = error.place
    return f"{shown(path)}:{line}:{column}: {error.number}, by the {which} rubric: {error.message}"


def diff_words(old: Rubric, new: Rubric, day: date, places: Places, width: int) -> Iterator[Span]:
    """The change of the rubric, then what it does to every place that moves, in lines of at most this width."""
    yield from title("What changed in the rubric")
    found = list(changes(old, new))
    for what, words in found:
        yield wrapped(f"{what}: {words}.", width, "  * ", "    "), "plain"
    if not found:
        yield "  Nothing.\n", "plain"
    yield from title(f"What it does to the scores on {day.isoformat()}")
    yield wrapped(_total(places), width, "  "), "plain"
    for place in places.moved:
        yield "\n", "plain"
        yield wrapped(_place(place), width, "  ", "    "), "title"
        for entry in place.practices:
            yield wrapped(_practice(entry), width, "      ", "        "), "plain"
        if place.others:
            yield wrapped(_others(place), width, "      ", "        "), "faint"
    for heading, lines in (("Measured by one of them", places.of_one), ("Not scored by both", places.unscored)):
        if lines:
            yield from title(heading)
        for line in lines:
            yield wrapped(line, width, "  ", "    "), "bad"


def _total(places: Places) -> str:
    count = len(places.moved)
    unmoved = "1 place does not move." if places.still == 1 else f"{places.still} places do not move."
    if not count:
        return unmoved
    regraded = sum(place.regraded for place in places.moved)
    grades = f", {regraded} to another grade" if regraded else ""
    first = places.moved[0]
    most = f", the farthest by {first.size:.1f} points: {first.id}" if count > 1 and first.size > MOVED else ""
    return f"{count} {'place moves' if count == 1 else 'places move'}{grades}{most}. {unmoved}"


def _place(place: PlaceMove) -> str:
    was, is_ = score_words(*place.old), score_words(*place.new)
    ends = f"{was} becomes {is_}" if was != is_ else f"stays at {is_}"
    if not place.regraded:
        return f"{place.id}: {ends}"
    grade = f"grade {letters(place.grades[0])} becomes {letters(place.grades[1])}"
    alone = "" if place.practices or place.others else ", by what a grade asks for alone"
    return f"{place.id}: {ends}; {grade}{alone}"


def _practice(entry: Moved) -> str:
    was, is_ = (score_words(*ends) if ends else "not asked" for ends in (entry.old, entry.new))
    causes = f" ({', '.join(entry.causes)})" if entry.causes else ""
    return f"{entry.practice}: {was} becomes {is_}{causes}"


def _others(place: PlaceMove) -> str:
    least, greatest = (f"{shift:+.1f}" for shift in place.shifts)
    by = least if least == greatest else f"{least} to {greatest}"
    name = ("other" if place.practices else "practice") + ("" if place.others == 1 else "s")
    which = f"{'and ' if place.practices else ''}{place.others} {name}"
    return f"{which} by the weights of others alone: {by}"
