"""A file as plain data, and where every key and value of it stands. Opens nothing and parses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from sanctuary_score.diagnostic import Place, Placed, Pointer, Problem


class Mark(Protocol):
    """Where something stands; counts from 0, as the parser does."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Spot(NamedTuple):
    """A mark that does not come from the parser."""

    line: int
    column: int


class Block(NamedTuple):
    """Where a mapping or list stands, and what it holds.

    A mapping's children are pairs of the key's mark and the value's, by key; a list's are the values', in order. A
    value's mark is a `Block` again when the value is a mapping or list.
    """

    mark: Mark
    children: Any


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its plain data (dict, list and str only), its problems, and where everything stands.

    `data` is None when there are problems: nothing may be concluded from a file that was misread.
    """

    path: str
    data: Any
    problems: tuple[Problem, ...] = ()
    marks: Any = None
    warnings: tuple[Placed, ...] = ()

    def place(self, pointer: Pointer) -> Place:
        """Line and column of the value at the pointer's route, or of its key.

        A step that leads nowhere ends the walk: a missing key thus points at the block that lacks it.
        """
        mark, key_mark = self.marks, None
        for step in pointer.route:
            child = _child(mark, step)
            if child is None:
                break
            key_mark, mark = child
        found = key_mark if pointer.on_key and key_mark is not None else mark
        if found is None:
            return Place(self.path)
        spot: Mark = found.mark if isinstance(found, Block) else found
        return Place(self.path, spot.line + 1, spot.column + 1)

    def placed(self, problems: Iterable[Problem]) -> tuple[Placed, ...]:
        """The problems with their lines and columns, in the order of the file."""
        return tuple(sorted(Placed(self.place(p.at), p.code.number, p.message, p.code.severity) for p in problems))


def _child(mark: Any, step: str | int) -> tuple[Mark | None, Any] | None:
    """The marks of key and value at `step` of a block; a list's items have no key."""
    if mark.__class__ is not Block:
        return None
    children = mark.children
    if children.__class__ is dict:
        pair: tuple[Mark, Any] | None = children.get(step)
        return pair
    return (None, children[step]) if step.__class__ is int and 0 <= step < len(children) else None
