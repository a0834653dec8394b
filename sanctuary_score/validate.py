"""Documents to models, and the wording of every way in which they do not fit. Collects problems, never stops at one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sanctuary_score.characters import visible
from sanctuary_score.diagnostic import Code, Pointer, Problem
from sanctuary_score.load import MAX_PROBLEMS, Document
from sanctuary_score.profile import Bar, Policy, Profile, Provision, Suspension
from sanctuary_score.source import Source

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
    if kind == "nowhere":
        return Problem(Code.MISSING_KEY, Pointer(path, route), str(details["msg"]))
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


_CITY, _COUNTY = "; a {} is a `city` here", "; a {} is a `county` here"
_CALLED = {name: _CITY.format(name) for name in ("town", "village", "borough", "township", "municipality")} | {
    "parish": _COUNTY.format("parish")
}
"""What places are called that are of a kind with another name."""


def _expected(details: Any) -> str:
    value = details["input"]
    said = f"{quoted(value)}: " if isinstance(value, str) and value else ""
    context = details.get("ctx", {})
    kind = details["type"]
    if kind == "literal_error":
        allowed = str(context["expected"]).replace("'", "`")
        hint = get_close_matches(value, allowed.replace("`", "").replace(" or ", ", ").split(", "), n=1) if said else []
        meant = _CALLED.get(value.casefold(), "") if said else ""
        return f"{said}one of {allowed} belongs here" + (meant or (f"; did you mean `{hint[0]}`?" if hint else ""))
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        word = {
            "greater_than": "above",
            "greater_than_equal": "at least",
            "less_than": "below",
            "less_than_equal": "at most",
        }
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
