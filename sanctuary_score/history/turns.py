"""The days on which the law of a place turns: a policy begins, ends, is suspended or resumes, or a search is dated.

A date that is known to the month or the year turns twice: on its first day the thing may have happened, on its last it
has. Scores nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sanctuary_score.day import Day
from sanctuary_score.history.values import Event
from sanctuary_score.kinds import Kind
from sanctuary_score.profile import Jurisdiction, Policy
from sanctuary_score.rubric import Rubric

_DAY = timedelta(days=1)


def turns(place: Jurisdiction, rubric: Rubric, below: Kind | None = None) -> Mapping[date, tuple[Event, ...]]:
    """What turns on each day, in the order of the days: all its laws, or those that reach this kind of place below."""
    found: dict[date, list[Event]] = {}
    for policy in place.profile.policies:
        if below is None or below in policy.reaches:
            for day, what in _turns_of(policy):
                its = (policy.id, policy.title, policy.citation, policy.instrument)
                found.setdefault(day, []).append(Event(what, place.id, place.profile.name, *its))
    if below is None:
        for practice, searched in place.profile.none_found.items():
            if practice in rubric.practices:
                title = rubric.practices[practice].title
                some = f" (some day of {searched.text})" if searched.first != searched.last else ""
                event = Event(f"was searched for in vain{some}", place.id, place.profile.name, "", title, "", "")
                found.setdefault(searched.last, []).append(event)
    return {day: tuple(found[day]) for day in sorted(found)}


def undated(policy: Policy, as_of: date) -> bool:
    """Whether it is in force on that day, or may be, and nobody knows since when."""
    return policy.effective is None and policy.binding(as_of) is not False


def _turns_of(policy: Policy) -> Iterator[tuple[date, str]]:
    """The days on which it becomes another thing whether the policy binds, each with what happened, in words."""
    marks: dict[date, list[str]] = {}
    for day, what in _marks(policy):
        marks.setdefault(day, []).append(what)
    for day, words in marks.items():
        if day == date.min or policy.binding(day) != policy.binding(day - _DAY):
            yield day, " and ".join(words)


def _marks(policy: Policy) -> Iterator[tuple[date, str]]:
    """Every day that the policy's dates name, whether or not it matters."""
    if policy.effective is not None:
        yield from _either(policy.effective, "begins", "may have begun", "has begun for certain")
    elif policy.in_force_by is not None:
        yield policy.in_force_by.last, "is seen in force for the first time"
    if policy.ended is not None:
        yield from _either(policy.ended, "ends", "may have ended", "has ended for certain")
    elif policy.last_in_force is not None and policy.last_in_force.first < date.max:
        yield policy.last_in_force.first + _DAY, "may have ended, having been seen in force for the last time"
    for pause in policy.suspended:
        yield from _either(pause.start, "is suspended", "may be suspended", "is suspended for certain")
        if pause.until is not None:
            yield from _either(
                pause.until,
                "is no longer suspended",
                "may no longer be suspended",
                "is no longer suspended for certain",
            )


def _either(day: Day, exact: str, perhaps: str, certain: str) -> Iterator[tuple[date, str]]:
    if day.first == day.last:
        yield day.first, exact
    else:
        yield day.first, f"{perhaps} (some day of {day.text})"
        yield day.last, f"{certain} (some day of {day.text})"
