"""What would be lost or changed if one profile took the place of another, fact by fact. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sanctuary_score.intake.profile_data import Data


class Differences(NamedTuple):
    """How a newer profile differs from an older one, each fact by what it is called."""

    gone: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]


def differences(old: Data, new: Data) -> Differences:
    """The facts that the newer one lacks, has otherwise, and has besides."""
    before, after = dict(_facts(old)), dict(_facts(new))
    return Differences(
        tuple(name for name in before if name not in after),
        tuple(name for name, said in before.items() if after.get(name, said) != said),
        tuple(name for name in after if name not in before),
    )


def holds_comments(text: str, data: Data) -> bool:
    """Whether the text of a profile says more than its data: the number signs that are not part of a value."""
    return text.count("#") > sum(said.count("#") for said in _texts(data))


def _facts(data: Data) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        match key:
            case "operates":
                yield from ((f"place: runs {agency}", "") for agency in value)
            case "policies":
                for policy in value:
                    yield from _entry(policy["id"], policy)
            case "waivers":
                yield from _entries("waiver", value, ("practice", "question"))
            case _:
                yield from _fact(f"place: {key}", value)


_NAMED_BY: Mapping[str, tuple[str, ...]] = {"sources": ("url", "held_by"), "suspended": ("from",)}
"""What tells the entries of a list apart."""


def _entry(name: str, entry: Data) -> Iterator[tuple[str, str]]:
    for key, value in entry.items():
        if key in _NAMED_BY:
            yield from _entries(f"{name}: {key}", value, _NAMED_BY[key])
        else:
            yield from _fact(f"{name}: {key}", value)


def _entries(name: str, entries: list[Data], keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    count: dict[str, int] = {}
    for entry in entries:
        called = " ".join([name, *(entry[key] for key in keys if key in entry)])
        count[called] = count.get(called, 0) + 1
        yield from _entry(called if count[called] == 1 else f"{called} ({count[called]})", entry)


def _fact(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        yield name, ""
        for key, item in value.items():
            yield from _fact(f"{name}: {key}", item)
    else:
        yield name, value if isinstance(value, str) else ", ".join(value)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
