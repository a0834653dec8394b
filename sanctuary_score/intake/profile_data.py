"""A profile as the plain data that its file would hold: blocks, lists and texts, in the order in which people read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from sanctuary_score.day import Day
from sanctuary_score.profile import Profile, Provision

Data = dict[str, Any]
"""Keys to texts, lists of them, and blocks of the same."""


def profile_data(profile: Profile) -> Data:
    """The profile as data that would be read as the same profile; what is not known or empty is left out."""
    return {"name": "", "kind": "", "operates": [], **_block(profile)}


def _block(model: BaseModel) -> Data:
    if isinstance(model, Provision):
        return _provision(model)
    fields = type(model).model_fields
    found = {(fields[key].alias or key): getattr(model, key) for key in fields}
    # What is empty says as little as what is left out.
    return {key: _plain(value) for key, value in found.items() if value not in (None, (), {})}


def _provision(provision: Provision) -> Data:
    """Where it stands first, then the answers, then what there is to add."""
    head = {"section": provision.section, "binds": provision.binds}
    found = {**head, **provision.answers, "note": provision.note}
    return {key: _plain(value) for key, value in found.items() if value is not None}


def _plain(value: object) -> Any:
    match value:
        case BaseModel():
            return _block(value)
        case Day():
            return value.text
        case int():
            return str(value)
        case Mapping():
            return {key: _plain(item) for key, item in value.items()}
        case str():
            return value
        case Sequence():
            return [_plain(item) for item in value]
        case _:
            raise TypeError(f"no value of a profile: {type(value).__name__}")
