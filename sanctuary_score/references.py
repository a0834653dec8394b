"""The checks that need more than one value: every reference leads somewhere, every answer fits, dates are in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sanctuary_score.answer_hints import misfit
from sanctuary_score.atlas import above
from sanctuary_score.day import Day
from sanctuary_score.diagnostic import Code, Pointer, Problem
from sanctuary_score.profile import RESERVED, Bar, Jurisdiction, Policy, Provision
from sanctuary_score.questions import Fact
from sanctuary_score.rubric import Practice, Rubric
from sanctuary_score.validate import did_you_mean, quoted

Names = Mapping[str, frozenset[str]]
"""Names of practices, and of the questions of each."""
NO_NAMES: Names = {}


def names_of(rubric: Rubric) -> Names:
    """The names that a rubric knows."""
    return {name: frozenset(practice.questions) for name, practice in rubric.practices.items()}


def check_jurisdiction(place: Jurisdiction, rubric: Rubric, known: Names = NO_NAMES) -> Iterator[Problem]:
    """References of a profile that lead nowhere, answers that fit no question, dates that cannot be.

    What the rubric does not ask and another one does, by the names under `known`, is passed over.
    """
    seen: set[str] = set()
    for at, policy in place.policies():
        if policy.id in seen:
            message = f"two policies are called {quoted(policy.id)}; rename one"
            yield Problem(Code.REPEATED_ID, at.child("id"), message)
        seen.add(policy.id)
        yield from _check_policy(place, policy, at, rubric, known)
    for name in place.profile.none_found:
        if name not in rubric.practices and name not in known:
            yield _no_practice(place.source.child("none_found", name), name, rubric)
    yield from _check_position(place)


def _check_policy(place: Jurisdiction, policy: Policy, at: Pointer, rubric: Rubric, known: Names) -> Iterator[Problem]:
    if policy.instrument not in rubric.instruments:
        hint = did_you_mean(policy.instrument, rubric.instruments)
        message = f"no instrument is called {quoted(policy.instrument)}{hint}"
        yield Problem(Code.UNKNOWN_INSTRUMENT, at.child("instrument"), message)
    yield from _check_dates(policy, at)
    yield from _check_agencies(place, policy, at)
    kinds = {place.profile.kind, *policy.reaches}
    for name, provision in policy.provides.items():
        where = at.child("provides", name)
        practice = rubric.practices.get(name)
        if practice is None:
            if name not in known:
                yield _no_practice(where, name, rubric)
            continue
        yield from _check_answers(name, practice, provision, where, known.get(name, frozenset()))
        if name in known:
            continue
        if rubric.kinds[name].isdisjoint(kinds):
            message = f"`{name}` is not asked of a {place.profile.kind}, nor of a place that the policy reaches"
            yield Problem(Code.NOT_ASKED, where.key(), message)
        elif practice.agencies and not policy.reaches and not set(practice.agencies) & set(place.profile.operates):
            message = f"`{name}` is about {', '.join(practice.agencies)}, of which nothing stands under `operates`"
            yield Problem(Code.NOT_ASKED, where.key(), message)
    for name, bar in policy.forbids.items():
        yield from _check_bar(name, bar, at.child("forbids", name), rubric, known)
    yield from _check_effect(policy, at, rubric)
    if not policy.sources:
        yield Problem(Code.NO_SOURCE, at, "no source is named; add `sources` with title, url, read and kind")


def _check_effect(policy: Policy, at: Pointer, rubric: Rubric) -> Iterator[Problem]:
    if policy.forbids and not policy.reaches:
        message = "it forbids something and reaches nobody; name the kinds of places below under `reaches`"
        yield Problem(Code.WITHOUT_EFFECT, at.child("forbids"), message)
    named = {*policy.provides, *policy.forbids}
    asked = frozenset[str]().union(*(rubric.kinds.get(name, policy.reaches) for name in named))
    if named and policy.reaches and asked.isdisjoint(policy.reaches):
        message = "nothing that it provides or forbids is asked of the places it reaches; take `reaches` out"
        yield Problem(Code.WITHOUT_EFFECT, at.child("reaches"), message)
    if not policy.provides and not policy.forbids:
        message = "it provides and forbids nothing; add what it says, or take it out"
        yield Problem(Code.WITHOUT_EFFECT, at, message)


def _check_answers(
    name: str, practice: Practice, provision: Provision, at: Pointer, known: frozenset[str]
) -> Iterator[Problem]:
    for question, answer in provision.answers.items():
        here = at.child(question)
        asked = practice.questions.get(question)
        if asked is None:
            if question in known:
                continue
            hint = did_you_mean(question, (*practice.questions, *sorted(RESERVED)))
            message = f"`{name}` asks no question called {quoted(question)}{hint}"
            yield Problem(Code.UNKNOWN_QUESTION, here.key(), message)
        elif not isinstance(asked, Fact) and asked.credit(answer) is None:
            yield Problem(Code.WRONG_ANSWER, here, misfit(question, answer, asked))


def _check_bar(name: str, bar: Bar, at: Pointer, rubric: Rubric, known: Names) -> Iterator[Problem]:
    practice = rubric.practices.get(name)
    if practice is None:
        if name not in known:
            yield _no_practice(at, name, rubric)
        return
    for index, question in enumerate(bar.questions or ()):
        if question not in practice.questions and question not in known.get(name, ()):
            message = f"`{name}` asks no question called {quoted(question)}{did_you_mean(question, practice.questions)}"
            yield Problem(Code.UNKNOWN_QUESTION, at.child("questions", index), message)


def _no_practice(at: Pointer, name: str, rubric: Rubric) -> Problem:
    message = f"no practice is called {quoted(name)}{did_you_mean(name, rubric.practices)}"
    return Problem(Code.UNKNOWN_PRACTICE, at.key(), message)


def _check_dates(policy: Policy, at: Pointer) -> Iterator[Problem]:
    for key, start in (("effective", policy.effective), ("in_force_by", policy.in_force_by)):
        if start is not None and policy.ended is not None and _before(policy.ended, start):
            message = f"it ends on {policy.ended.text}, before its `{key}` of {start.text}; mend one of the two"
            yield Problem(Code.DATES_REVERSED, at.child("ended"), message)
        if start is not None and policy.last_in_force is not None and _before(policy.last_in_force, start):
            message = f"it is last seen on {policy.last_in_force.text}, before its `{key}` of {start.text}; mend one"
            yield Problem(Code.DATES_REVERSED, at.child("last_in_force"), message)
    if policy.effective is not None and policy.in_force_by is not None:
        message = "`in_force_by` is for a policy whose start is not known; keep `effective` alone"
        yield Problem(Code.WRONG_VALUE, at.child("in_force_by"), message)
    if policy.ended is not None and policy.last_in_force is not None:
        message = "`last_in_force` is for a policy whose end is not known; keep `ended` alone"
        yield Problem(Code.WRONG_VALUE, at.child("last_in_force"), message)
    for index, pause in enumerate(policy.suspended):
        if pause.until is not None and _before(pause.until, pause.start):
            message = f"it is suspended until {pause.until.text}, before {pause.start.text}; mend one of the two"
            yield Problem(Code.DATES_REVERSED, at.child("suspended", index, "until"), message)
    if policy.effective is None and policy.in_force_by is None:
        message = (
            "no `effective` day, so it may or may not bind; where the day is not known, write under `in_force_by`"
            " a day on which a source shows it in force"
        )
        yield Problem(Code.UNDATED, at, message)


def _before(one: Day, other: Day) -> bool:
    return one.last < other.first


def _check_agencies(place: Jurisdiction, policy: Policy, at: Pointer) -> Iterator[Problem]:
    bound = [(at.child("binds", index), agency) for index, agency in enumerate(policy.binds or ())]
    inner = []
    for name, provision in policy.provides.items():
        where = at.child("provides", name, "binds")
        inner += [(where.child(index), agency) for index, agency in enumerate(provision.binds or ())]
    for where, agency in (*bound, *inner):
        if agency not in place.profile.operates:
            message = f"`{agency}` is not among the agencies under `operates`; add it there, or take it out here"
            yield Problem(Code.NOT_OPERATED, where, message)
    for where, agency in inner:
        if policy.binds is not None and agency not in policy.binds and agency in place.profile.operates:
            message = f"`{agency}` is not among those the policy binds; add it to its `binds`, or take it out here"
            yield Problem(Code.NOT_OPERATED, where, message)


def _check_position(place: Jurisdiction) -> Iterator[Problem]:
    """Whether kind and folder agree: states lie right below the country, everything else below a state.

    A transit agency that several states have founded lies below none of them, and so right below the country.
    """
    kind, depth = place.profile.kind, len(above(place.id))
    top = kind in ("state", "federal-district")
    if depth == 1 and not top and kind != "transit-agency":
        message = f"a {kind} lies below its state, as us/il/chicago does; this is {quoted(place.id)}"
        yield Problem(Code.MISFILED, place.source.child("kind"), message)
    if top and depth > 1:
        message = f"a {kind} lies right below the country, as us/il does; this is {quoted(place.id)}"
        yield Problem(Code.MISFILED, place.source.child("kind"), message)
    if not top and depth == 0:
        message = (
            "no law above is named, so state law is not counted; if there is a profile of your state,"
            " add a line such as `within: us/il`"
        )
        yield Problem(Code.NOWHERE, place.source.child("within"), message)
