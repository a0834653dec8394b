"""One practice as text: how every place stands on it, and, question by question, which law answers what."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.comparison import Compared, Comparison
from sanctuary_score.comparison.words import percent_words, said_words
from sanctuary_score.formats import Span
from sanctuary_score.formats.text.layout import bar, labels, wrapped
from sanctuary_score.interval import Interval

_ROOM, _BAR = 24, 20


def answers(comparison: Comparison, practice: str, width: int) -> Iterator[Span]:
    """The places in their order, then a part a question."""
    its = comparison.rubric.practices[practice]
    yield "\n", "plain"
    yield wrapped(f"{its.title} ({practice}{', core' if its.core else ''})", width), "title"
    yield "# is certain, - is possible, . is not earned\n\n", "faint"
    names = labels([(place.name, place.state, place.id) for place in comparison.places], _ROOM)
    named = list(zip(names, comparison.places, strict=True))
    for name, place in named:
        share = place.practices.get(practice)
        if share is None:
            yield f"  {name:<{_ROOM}} not asked of it\n", "plain"
        else:
            words = f"{bar(Interval(*share[:2]), _BAR)} {percent_words(*share[:2]):<11} {share.state}"
            yield f"  {name:<{_ROOM}} {words}\n", "plain"
    for question, asked in its.scored():
        yield "\n", "plain"
        yield wrapped(f"{question}: {asked.ask}", width), "title"
        silent: dict[str, list[str]] = {}
        for name, place in named:
            answer = place.answers.get(question)
            if answer is not None and answer.said:
                yield from _said(name, place, question, width)
            elif answer is not None:
                silent.setdefault(answer.nothing, []).append(name)
        for nothing, places in silent.items():
            yield wrapped(f"{'; '.join(places)}: {nothing}", width, "  ", "    "), "faint"


def _said(name: str, place: Compared, question: str, width: int) -> Iterator[Span]:
    answer = place.answers[question]
    first = f"  {name:<{_ROOM}} "
    for said in answer.said:
        yield wrapped(said_words(said, place.id), width, first, " " * len(first)), "plain"
        first = " " * len(first)
