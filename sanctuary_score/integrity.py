"""Facts of one profile that cannot all be true: answers at odds, days that have not come. Warns, refuses nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from sanctuary_score.day import Day
from sanctuary_score.diagnostic import Code, Pointer, Problem
from sanctuary_score.kinds import Agency
from sanctuary_score.load import MAX_PROBLEMS
from sanctuary_score.profile import Jurisdiction, Policy
from sanctuary_score.rubric import Rubric

_AHEAD = 5
"""Years after which a law that was passed has begun, as a rule."""
PLACEHOLDERS = frozenset(
    {
        "The title of the law",
        "Municipal Code 1-23",
        "1-23-4",
        "The page on which it can be read",
        "https://example.org/code/1-23",
    }
)
"""What the skeleton of `new` holds until somebody writes over it."""
_PAIRS = 100
"""How many are compared with one: no place has as many, and a file made to have thousands must not take minutes."""


def check_integrity(place: Jurisdiction, rubric: Rubric, today: date | None) -> Iterator[Problem]:
    """What an author should look at again; with no day for `today`, days in the future are not told."""
    yield from islice(_contradictions(place, rubric), MAX_PROBLEMS)
    yield from islice(_of_the_example(place), MAX_PROBLEMS)
    for at, policy in place.policies():
        yield from islice(_sources_at_odds(policy, at), MAX_PROBLEMS)
        if today is not None:
            yield from _not_yet(policy, at, today)
    if today is not None:
        for name, day in place.profile.none_found.items():
            if day.first > today:
                yield _future(place.source.child("none_found", name), day, "the day of a search")
            elif day.last > today:
                message = (
                    f"{day.text} is not over, so this search counts for nothing before {day.last.isoformat()};"
                    " write the day of the search"
                )
                yield Problem(Code.NOT_YET, place.source.child("none_found", name), message)


def _of_the_example(place: Jurisdiction) -> Iterator[Problem]:
    """Texts that nobody has written over."""
    for at, policy in place.policies():
        texts = [(at.child("title"), policy.title), (at.child("citation"), policy.citation)]
        texts += [(at.child("provides", name, "section"), its.section or "") for name, its in policy.provides.items()]
        for index, source in enumerate(policy.sources):
            here = at.child("sources", index)
            texts += [(here.child("title"), source.title), (here.child("url"), source.address)]
        for where, text in texts:
            if text in PLACEHOLDERS:
                message = f"`{text}` is still the text of the example; write what your law has, or take the line out"
                yield Problem(Code.PLACEHOLDER, where, message)


def _contradictions(place: Jurisdiction, rubric: Rubric) -> Iterator[Problem]:
    """Pairs of policies of which one is adverse where the other gives all that is asked, on one day, for one agency."""
    against: dict[tuple[str, str], list[Policy]] = {}
    full: list[tuple[str, str, Pointer, Policy]] = []
    for at, policy in place.policies():
        for name, provision in policy.provides.items():
            for id_, question in rubric.harmful.get(name, {}).items():
                answer = provision.answers.get(id_)
                if answer in question.adverse:
                    against.setdefault((name, id_), []).append(policy)
                elif answer is not None and question.credit(answer) == 1:
                    full.append((name, id_, at, policy))
    for name, id_, at, policy in full if against else ():
        for other in against.get((name, id_), ())[:_PAIRS]:
            agencies = rubric.practices[name].agencies
            yield from _opposite(policy, other, name, agencies, at.child("provides", name, id_))


def _opposite(policy: Policy, other: Policy, name: str, asked: Sequence[Agency], at: Pointer) -> Iterator[Problem]:
    day = _together(policy, other)
    bound = [one.provides[name].binds or one.binds or asked for one in (policy, other)]
    shared = not asked or set(asked).intersection(*bound)
    explained = policy.provides[name].note or other.provides[name].note
    if day is not None and shared and not explained:
        message = (
            f"`{other.id}` says the opposite for the same agency, and both are in force on {day.isoformat()};"
            " end one of the two, or explain it in a `note` beside one of the answers"
        )
        yield Problem(Code.CONTRADICTION, at, message)


def _together(one: Policy, other: Policy) -> date | None:
    """The first day on which both are certainly in force; None when there is none."""
    days = {
        day.last
        for policy in (one, other)
        for day in (policy.effective or policy.in_force_by, *(pause.until for pause in policy.suspended))
        if day is not None
    }
    return next((day for day in sorted(days)[:_PAIRS] if one.binding(day) and other.binding(day)), None)


def _sources_at_odds(policy: Policy, at: Pointer) -> Iterator[Problem]:
    for index, source in enumerate(policy.sources):
        here = at.child("sources", index)
        if source.disputes and policy.note is None:
            message = "this source says otherwise; say in the policy's `note` which source the entry follows, and why"
            yield Problem(Code.SOURCES_AT_ODDS, here.child("disputes"), message)
        if source.date is not None and source.date.first > source.read.last:
            message = f"it was read on {source.read.text}, before its own date of {source.date.text}; mend one of them"
            yield Problem(Code.SOURCES_AT_ODDS, here.child("date"), message)
    seen: set[str] = set()
    for index, source in enumerate(policy.sources):
        if source.url is None:
            continue
        if source.url in seen:
            message = "the same address is cited twice for this policy; make one source of the two"
            yield Problem(Code.SOURCES_AT_ODDS, at.child("sources", index, "url"), message)
        seen.add(source.url)


def _not_yet(policy: Policy, at: Pointer, today: date) -> Iterator[Problem]:
    if policy.effective is not None and policy.effective.first.year > today.year + _AHEAD:
        message = f"it is to begin in {policy.effective.first.year}, and counts for nothing before; mend the year"
        yield Problem(Code.NOT_YET, at.child("effective"), message)
    for key, seen in (("in_force_by", policy.in_force_by), ("last_in_force", policy.last_in_force)):
        if seen is not None and seen.first > today:
            yield _future(at.child(key), seen, "a day on which it was seen in force")
    for index, source in enumerate(policy.sources):
        if source.read.first > today:
            yield _future(at.child("sources", index, "read"), source.read, "the day on which it was read")


def _future(at: Pointer, day: Day, meaning: str) -> Problem:
    return Problem(Code.NOT_YET, at, f"{day.text} has not come yet, and this is {meaning}; mend the day")
