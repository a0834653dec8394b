"""Documents to models, and the checks that need more than one value: every reference leads somewhere. Collects, never stops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sanctuary_score.atlas import above
from sanctuary_score.characters import visible
from sanctuary_score.day import Day
from sanctuary_score.diagnostic import Code, Pointer, Problem
from sanctuary_score.kinds import applies
from sanctuary_score.load import MAX_PROBLEMS, Document
from sanctuary_score.profile import Bar, Jurisdiction, Policy, Profile, Provision, Source, Suspension
from sanctuary_score.questions import Question
from sanctuary_score.rubric import Practice, Rubric

Model = TypeVar("Model", bound=BaseModel)

_SHOWN = 60


def parse_model(model: type[Model], document: Document) -> tuple[Model | None, list[Problem]]:
    """The document as this model, or every way in which it does not fit."""
    if document.problems:
        return None, list(document.problems)
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        found = error.errors(include_url=False)[:MAX_PROBLEMS]
        return None, [_misfit(document.path, details, model) for details in found]


def quoted(word: str) -> str:
    """The user's own word, as a message shows it: cut, made visible, in backticks."""
    shown = visible(word)
    return f"`{shown if len(shown) <= _SHOWN else shown[:_SHOWN] + '...'}`"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about a word that is not known: the nearest ones that are, or all when they are few."""
    names = list(known)
    close = get_close_matches(word, names, n=2, cutoff=0.6)
    if close:
        return "; did you mean " + " or ".join(f"`{name}`" for name in close) + "?"
    if not names:
        return ""
    listed = ", ".join(f"`{name}`" for name in names[:12])
    return f"; known are {listed}" + (" and more" if len(names) > len(names[:12]) else "")


def _misfit(path: str, details: Any, model: type[BaseModel]) -> Problem:
    route = tuple(details["loc"])
    kind = details["type"]
    name = str(route[-1]) if route else ""
    if kind == "missing":
        return Problem(Code.MISSING_KEY, Pointer(path, route), f"`{name}` is missing here; add the line `{name}: ...`")
    if kind == "extra_forbidden":
        hint = did_you_mean(name, _keys_of(model, route[:-1]))
        return Problem(Code.UNKNOWN_KEY, Pointer(path, route, on_key=True), f"{quoted(name)} is no key here{hint}")
    return Problem(Code.WRONG_VALUE, Pointer(path, route), _expected(details))


_SHAPES = {
    "dict_type": "a block of `key: value` lines belongs here",
    "mapping_type": "a block of `key: value` lines belongs here",
    "model_type": "a block of `key: value` lines belongs here",
    "model_attributes_type": "a block of `key: value` lines belongs here",
    "tuple_type": "a list belongs here: `[one, two]`, or a line `- one` for each",
    "list_type": "a list belongs here: `[one, two]`, or a line `- one` for each",
    "too_short": "at least one entry belongs here",
}


def _expected(details: Any) -> str:
    value = details["input"]
    said = f"{quoted(value)}: " if isinstance(value, str) and value else ""
    context = details.get("ctx", {})
    kind = details["type"]
    if kind == "literal_error":
        allowed = str(context["expected"]).replace("'", "`")
        hint = get_close_matches(value, allowed.replace("`", "").replace(" or ", ", ").split(", "), n=1) if said else []
        return f"{said}one of {allowed} belongs here" + (f"; did you mean `{hint[0]}`?" if hint else "")
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        word = {"greater_than": "above", "greater_than_equal": "at least", "less_than": "below", "less_than_equal": "at most"}
        bound = next(context[key] for key in ("gt", "ge", "lt", "le") if key in context)
        return f"{said}a number {word[kind]} {bound:g} belongs here"
    if kind in _SHAPES:
        return said + _SHAPES[kind]
    message = str(details["msg"])
    return message if said and message.startswith(said[:-2]) else said + message


_INSIDE_PROFILE: dict[str, type[BaseModel]] = {
    "policies": Policy,
    "sources": Source,
    "suspended": Suspension,
    "provides": Provision,
    "forbids": Bar,
}


def _keys_of(model: type[BaseModel], route: tuple[str | int, ...]) -> list[str]:
    """The keys that are known in the block at the route."""
    for step in route:
        if isinstance(step, str) and step in _INSIDE_PROFILE and model in (Profile, *_INSIDE_PROFILE.values()):
            model = _INSIDE_PROFILE[step]
        elif step in model.model_fields:
            model = _entry_in(model.model_fields[step].annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _entry_in(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation such as `tuple[Source, ...]` is about."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_entry_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)


def check_rubric(rubric: Rubric, paths: dict[str, str]) -> Iterator[Problem]:
    """References inside the rubric that lead nowhere; `paths` are the files of the practices."""
    for name, practice in rubric.practices.items():
        at = Pointer(paths[name])
        for instrument in practice.durability:
            if instrument not in rubric.instruments:
                hint = did_you_mean(instrument, rubric.instruments)
                yield Problem(
                    Code.RUBRIC_REFERENCE,
                    at.child("durability", instrument)._replace(on_key=True),
                    f"no instrument is called {quoted(instrument)}{hint}",
                )
        for id_, question in practice.scored():
            for needed, answers in question.needs.items():
                where = at.child("questions", id_, "needs", needed)
                message = _wrong_need(practice, id_, needed, answers)
                if message:
                    yield Problem(Code.RUBRIC_REFERENCE, where, message)
        if not list(practice.scored()):
            yield Problem(Code.RUBRIC_REFERENCE, at.child("questions"), "no question earns points; add one that is not of the kind `fact`")


def _wrong_need(practice: Practice, question: str, needed: str, answers: tuple[str, ...]) -> str | None:
    scored = dict(practice.scored())
    other = scored.get(needed)
    if other is None or other.kind not in ("levels", "yes_no"):
        return f"{quoted(needed)} is no question of the kinds levels or yes_no{did_you_mean(needed, scored)}"
    if _reaches(scored, needed, question):
        return f"{quoted(needed)} needs this question in turn; let one of the two stand alone"
    credits = {word: other.credit(word) or 0.0 for word in other.words()}
    if stray := [answer for answer in answers if answer not in credits]:
        return f"{quoted(stray[0])} is no answer to `{needed}`{did_you_mean(stray[0], credits)}"
    least = min(credits[answer] for answer in answers) if answers else 0.0
    missing = [word for word, credit in credits.items() if credit >= least and word not in answers]
    if missing or not answers:
        return f"list every answer to `{needed}` that earns at least as much: {', '.join(missing)} is missing"
    return None


def _reaches(scored: dict[str, Any], start: str, goal: str) -> bool:
    todo, seen = [start], set()
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            todo.extend(scored[here].needs if here in scored else ())
    return False


def check_jurisdiction(place: Jurisdiction, rubric: Rubric) -> Iterator[Problem]:
    """References of a profile that lead nowhere, answers that fit no question, dates that cannot be."""
    profile = place.profile
    seen: set[str] = set()
    for at, policy in place.policies():
        if policy.id in seen:
            yield Problem(Code.REPEATED_ID, at.child("id"), f"two policies are called {quoted(policy.id)}; rename one")
        seen.add(policy.id)
        yield from _check_policy(place, policy, at, rubric)
    for name in profile.none_found:
        if name not in rubric.practices:
            yield _no_practice(place.source.child("none_found", name), name, rubric)
    yield from _check_position(place)


def _check_policy(place: Jurisdiction, policy: Policy, at: Pointer, rubric: Rubric) -> Iterator[Problem]:
    if policy.instrument not in rubric.instruments:
        hint = did_you_mean(policy.instrument, rubric.instruments)
        yield Problem(Code.UNKNOWN_INSTRUMENT, at.child("instrument"), f"no instrument is called {quoted(policy.instrument)}{hint}")
    yield from _check_dates(policy, at)
    yield from _check_agencies(place, policy, at)
    for name, provision in policy.provides.items():
        where = at.child("provides", name)
        practice = rubric.practices.get(name)
        if practice is None:
            yield _no_practice(where, name, rubric)
            continue
        for question, answer in provision.answers.items():
            here = where.child(question)
            asked: Question | None = practice.questions.get(question)
            if asked is None:
                hint = did_you_mean(question, (*practice.questions, "section", "note", "binds"))
                message = f"`{name}` asks no question called {quoted(question)}{hint}"
                yield Problem(Code.UNKNOWN_QUESTION, here._replace(on_key=True), message)
            elif asked.kind != "fact" and asked.credit(answer) is None:
                said = answer if isinstance(answer, str) else ", ".join(answer)
                hint = did_you_mean(said, asked.words()) if get_close_matches(said, asked.words(), 1) else ""
                message = f"{quoted(said)} is no answer to `{question}`{hint or '; expected ' + asked.expects()}"
                yield Problem(Code.WRONG_ANSWER, here, message)
        kinds = {place.profile.kind, *policy.reaches}
        if not any(applies(kind, frozenset(practice.applies_to)) for kind in kinds):
            message = f"`{name}` is not asked of a {place.profile.kind}, and the policy reaches no place of which it is; it has no effect"
            yield Problem(Code.NOT_ASKED, where._replace(on_key=True), message)
    for name, bar in policy.forbids.items():
        where = at.child("forbids", name)
        if name not in rubric.practices:
            yield _no_practice(where, name, rubric)
            continue
        for index, question in enumerate(bar.questions or ()):
            if question not in rubric.practices[name].questions:
                hint = did_you_mean(question, rubric.practices[name].questions)
                message = f"`{name}` asks no question called {quoted(question)}{hint}"
                yield Problem(Code.UNKNOWN_QUESTION, where.child("questions", index), message)
    if policy.forbids and not policy.reaches:
        message = "it forbids something and reaches nobody; name the kinds of places below under `reaches`"
        yield Problem(Code.WITHOUT_EFFECT, at.child("forbids"), message)
    if not policy.provides and not policy.forbids:
        message = "it provides and forbids nothing; add what it says, or take it out"
        yield Problem(Code.WITHOUT_EFFECT, at, message)
    if not policy.sources:
        yield Problem(Code.NO_SOURCE, at, "no source is named; add `sources` with title, url, read and kind")


def _no_practice(at: Pointer, name: str, rubric: Rubric) -> Problem:
    hint = did_you_mean(name, rubric.practices)
    return Problem(Code.UNKNOWN_PRACTICE, at._replace(on_key=True), f"no practice is called {quoted(name)}{hint}")


def _check_dates(policy: Policy, at: Pointer) -> Iterator[Problem]:
    starts = {"effective": policy.effective, "in_force_by": policy.in_force_by}
    for key, start in starts.items():
        if start is not None and policy.ended is not None and _before(policy.ended, start):
            message = f"it ends on {policy.ended.text}, before its `{key}` of {start.text}; mend one of the two"
            yield Problem(Code.DATES_REVERSED, at.child("ended"), message)
    if policy.effective is not None and policy.in_force_by is not None:
        message = "`in_force_by` is for a policy whose start is not known; keep `effective` alone"
        yield Problem(Code.WRONG_VALUE, at.child("in_force_by"), message)
    for index, pause in enumerate(policy.suspended):
        if pause.until is not None and _before(pause.until, pause.start):
            message = f"it is suspended until {pause.until.text}, before {pause.start.text}; mend one of the two"
            yield Problem(Code.DATES_REVERSED, at.child("suspended", index, "until"), message)
    if policy.effective is None and policy.in_force_by is None:
        message = "no `effective` day: it may or may not bind; if the day is not known, say `in_force_by` when it was seen in force"
        yield Problem(Code.UNDATED, at, message)


def _before(one: Day, other: Day) -> bool:
    return one.last < other.first


def _check_agencies(place: Jurisdiction, policy: Policy, at: Pointer) -> Iterator[Problem]:
    operated = place.profile.operates
    bound = [(at.child("binds", i), agency) for i, agency in enumerate(policy.binds or ())]
    for name, provision in policy.provides.items():
        inner = at.child("provides", name, "binds")
        bound += [(inner.child(i), agency) for i, agency in enumerate(provision.binds or ())]
    for where, agency in bound:
        if agency not in operated:
            message = f"`{agency}` is not among the agencies under `operates`; add it there, or take it out here"
            yield Problem(Code.NOT_OPERATED, where, message)


def _check_position(place: Jurisdiction) -> Iterator[Problem]:
    """Whether the kind of the place agrees with where it lies: states right below the country, all else below a state."""
    top = place.profile.kind in ("state", "federal-district")
    depth = len(above(place.id))
    if top and depth > 1:
        message = f"a {place.profile.kind} lies right below the country, as in us/il; this is {quoted(place.id)}"
        yield Problem(Code.MISFILED, place.source.child("kind"), message)
    if not top and depth == 0:
        message = "no law above is named, so state law is left out; add the line `within: us/..` with your state"
        yield Problem(Code.NOWHERE, place.source.child("within"), message)
