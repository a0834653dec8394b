"""What a comparison says, in words that every format for people shares. Lays nothing out and escapes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sanctuary_score.comparison.certain import Versus, pairs, told_apart, versus
from sanctuary_score.comparison.values import SIDE_BY_SIDE, Compared, Comparison, Said
from sanctuary_score.rank import above, certain_pairs
from sanctuary_score.score import WHOLE
from sanctuary_score.wording import kinds_words, letters, listed, score_words, share_words

_TELLING = 3
"""How many of the practices that tell most places apart are named."""


def percent_words(low: float, high: float, between: str = " to ") -> str:
    """Credit from 0 to 1 at both ends as whole percent: `36 to 91%`, or one number when they are the same."""
    first, last = share_words(low), share_words(high)
    return first if first == last else f"{first.removesuffix('%')}{between}{last}"


def title_words(comparison: Comparison) -> str:
    """What is compared, in a line."""
    count = len(comparison.places)
    places = "1 place" if count == 1 else f"{count} places"
    only = f" {', '.join(comparison.only)}" if comparison.only else ""
    return f"Comparison of {places}{only}"


def measure_words(comparison: Comparison) -> str:
    """By what the places are ranked."""
    area = comparison.area
    return f"the area {area_title(comparison, area)}" if area else "the score"


def area_title(comparison: Comparison, area: str) -> str:
    """The title of an area."""
    return next(its.title for its in comparison.rubric.header.areas if its.id == area)


def day_words(comparison: Comparison) -> str:
    """Of what day it is, and by which rubric."""
    header = comparison.rubric.header
    return f"As of {comparison.as_of.isoformat()}, rubric {header.id} of {header.version.text}."


def order_words(comparison: Comparison) -> str:
    """In which order the places stand."""
    match comparison.sort:
        case "score":
            return "most certain points first"
        case "name":
            return "by name"
        case "known":
            return "those of which most is known first"
        case "practice":
            return f"most that is certain on {comparison.practice} first"
        case _:
            return "most that is certain there first"


def certain_words(comparison: Comparison) -> Iterator[str]:
    """What can be said for certain, a sentence or two each."""
    places = comparison.places
    if len(places) < 2:
        yield "One place alone is compared with nothing; name another one."
    elif len(places) <= SIDE_BY_SIDE:
        for one, other in pairs(places):
            yield f"{_in_all(one, other)} {_by_practice(one, other, versus(one, other))}"
    else:
        yield from _of_many(comparison)


def _in_all(one: Compared, other: Compared) -> str:
    ends = [(place.low, place.high) for place in (one, other)]
    for first, second, (a, b) in ((one, other, ends), (other, one, ends[::-1])):
        if above(a, b, WHOLE):
            return (
                f"{first.short} does more in all than {second.short}, for certain: at least {a[0]:.1f} points,"
                f" against {b[1]:.1f} at most."
            )
    both = f"{score_words(*ends[0])} and {score_words(*ends[1])}"
    return f"Whether {one.short} or {other.short} does more in all cannot be said: their scores overlap ({both})."


def _by_practice(one: Compared, other: Compared, found: Versus) -> str:
    words = (
        f"{one.short} certainly does more in {_practices(found.more)}, {other.short} in {len(found.less)}; both"
        f" certainly do the same in {len(found.same)}; in {len(found.open)} it cannot be said."
    )
    for place, behind in ((other, found.more), (one, found.less)):
        if barred := sum(place.practices[name].state == "barred" for name in behind):
            words += f" In {barred} of those where {place.short} does less, the law above bars it."
    if found.apart:
        words += f" {_practices(found.apart)} {'is' if len(found.apart) == 1 else 'are'} asked of one of them alone."
    return words


def _practices(names: tuple[str, ...]) -> str:
    return "1 practice" if len(names) == 1 else f"{len(names)} practices"


def _of_many(comparison: Comparison) -> Iterator[str]:
    ranked = [rank for rank in comparison.ranks if rank is not None]
    certain, every = certain_pairs(ranked)
    yield (
        f"In {measure_words(comparison)}, the order is certain for {certain} of {every} pairs of places: those whose"
        " ranges do not overlap."
    )
    first = sum(rank.best == 1 for rank in ranked)
    last = sum(rank.worst == len(ranked) for rank in ranked)
    words = f"{_some(first, len(ranked))} could be the first, {_some(last, len(ranked))} could be the last."
    yield words[0].upper() + words[1:]
    rubric = comparison.rubric
    apart = {name: told_apart(comparison.places, name) for name in rubric.practices}
    telling = sorted((name for name in apart if apart[name][0]), key=lambda name: -apart[name][0])[:_TELLING]
    if telling:
        named = [f'"{rubric.practices[n].title}" ({apart[n][0]} of {apart[n][1]} pairs)' for n in telling]
        yield f"These practices tell most places apart: {listed(named)}."


def _some(count: int, every: int) -> str:
    return f"any of the {every} places" if count == every else _places(count)


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def caution_words(comparison: Comparison) -> Iterator[str]:
    """What a reader might take for more than it is."""
    places = comparison.places
    kinds = Counter(place.kind for place in places)
    if len(kinds) > 1:
        yield f"These are {kinds_words(kinds)}. Each kind is asked other questions, so compare like with like."
    asked = {len(place.practices) for place in places}
    if len({tuple(place.practices) for place in places}) > 1:
        some = f"from {min(asked)} to {max(asked)}" if len(asked) > 1 else f"{min(asked)}, not the same ones,"
        yield (
            f"Not every place is asked everything: {some} of the {len(comparison.rubric.practices)} practices, by its"
            " kind and the agencies it runs. What it is asked adds up to 100."
        )
    least = comparison.rubric.header.minimum_known
    thin = sum(place.grade is None for place in places)
    if thin:
        yield (
            f"Less than {share_words(least)} of the points are certain for {thin} of {_places(len(places))}. A wide"
            " range says that little is known, not that little is done: a thin profile is not a bad place."
        )
    if comparison.left_out:
        what = "1 place is" if comparison.left_out == 1 else f"{comparison.left_out} places are"
        yield f"{what} left out because the population is not known."
    if comparison.failed:
        what = "1 file" if comparison.failed == 1 else f"{comparison.failed} files"
        yield f"{what} could not be scored and {'is' if comparison.failed == 1 else 'are'} not in it."


def grade_cell(place: Compared) -> str:
    """The grade, or both, or `none`."""
    return letters(place.grade)


def said_words(said: Said, own: str) -> str:
    """The answer, with the law behind it; whose law, where it is not that of the place itself (`own`, by id)."""
    told = not said.section or said.section.casefold() in said.citation.casefold()
    section = "" if told else f", {said.section}"
    whose = f"; law of {said.whose}" if said.jurisdiction != own else ""
    doubt = "" if said.certain else "; perhaps in force"
    return f"{said.answer} ({said.citation}{section}; {said.title}{whose}; {said.instrument} {said.since}{doubt})"
