"""What a history says, in words that every format for people shares. Lays nothing out and escapes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.history.values import Ends, Event, History, Moved, Step
from sanctuary_score.wording import score_words, share_words, state_words

_NOTICED = 0.05
"""Points that one digit can show."""
_WIDE = 50.0
"""A band of so many points is mostly what nobody knows."""
TODAY = "What is drawn is the law of each day as it is known today, not what was known on that day."


def title_words(history: History) -> str:
    """Whose history it is, from when to when."""
    place = history.place
    days = f"{history.start.isoformat()} to {history.as_of.isoformat()}"
    return f"History of {place.profile.name}{state_words(place)}, {days}"


def rubric_words(history: History) -> str:
    """By which rubric every day is scored."""
    header = history.rubric.header
    return f"Every day is scored by the rubric {header.id} of {header.version.text}, from 0 to 100."


def event_words(event: Event, place: str) -> str:
    """What happened to a law; whose law, where it is not that of the place of this id."""
    if not event.policy:
        return f'A law on "{event.title}" {event.what}'
    whose = f"; law of {event.whose}" if event.jurisdiction != place else ""
    return f"{event.title} ({event.citation}; {event.instrument}{whose}) {event.what}"


def moved_words(moved: Moved) -> str:
    """How one practice moved, in percent of its points and in points of the score."""
    return f"{moved.title}: {_percent(moved.old)} becomes {_percent(moved.new)} ({gain_words(moved.gain)})"


def gain_words(gain: Ends) -> str:
    """By how many points both ends moved."""
    low, high = (f"{end:+.1f}" if abs(end) >= _NOTICED else "0" for end in gain)
    return f"{low} points certain, {high} possible"


def _percent(ends: Ends) -> str:
    low, high = map(share_words, ends)
    return low if low == high else f"{low.removesuffix('%')} to {high}"


def step_words(step: Step) -> str:
    """Both scores of a step."""
    return f"{score_words(*step.old)} becomes {score_words(*step.new)}"


def outcome_words(history: History) -> str:
    """From where to where the score went, and in how many steps."""
    last = history.steps[-1].new if history.steps else history.first
    count = "1 step" if len(history.steps) == 1 else f"{len(history.steps)} steps"
    if not history.steps:
        return f"The score stayed at {score_words(*history.first)}."
    return f"The score was {score_words(*history.first)} at first; after {count} it is {score_words(*last)}."


def notes(history: History) -> Iterator[str]:
    """What a reader might take for more than it is."""
    yield TODAY
    wide = history.first.high - history.first.low
    if history.begins is not None and wide > _WIDE:
        yield (
            f"The band is {wide:.0f} points wide before {history.begins.isoformat()}, the first day to which any fact"
            " is dated: that is what nobody has found out, not what the law was."
        )
    if history.undated:
        laws = "1 law" if history.undated == 1 else f"{history.undated} laws"
        yield (
            f"Nobody knows since when {laws} of today {'has' if history.undated == 1 else 'have'} been in force: before"
            " the day on which a source first shows it, that widens the band."
        )
    if not history.steps:
        yield "Nothing that is known of the place changes on any day of this time, or nothing of it is dated."
    if history.still:
        days = "1 more day" if history.still == 1 else f"{history.still} more days"
        yield f"On {days} a law began, ended or was searched for, and nothing moved; these are left out."
