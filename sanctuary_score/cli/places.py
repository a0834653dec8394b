"""Places that are named by their id and not by a file: those that ship with the program, wherever it is installed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from sanctuary_score.atlas import TREE, Atlas, shipped, shown
from sanctuary_score.characters import visible
from sanctuary_score.cli.console import say
from sanctuary_score.paths import STANDARD_INPUT

_MOST = 4
"""How many ids are told where several places have one name."""


def named(paths: Iterable[str]) -> list[str]:
    """The paths; where one is no file but the id or the name of a place that ships, the file of that, and says so."""
    return [path if path == STANDARD_INPUT or os.path.lexists(path) else _of_place(path) for path in paths]


def _of_place(path: str) -> str:
    atlas = Atlas(shipped(TREE))
    wanted = re.sub(r"[\s_]+", "-", path.strip().lower())
    file = atlas.file_of(wanted)
    if file is None and "/" not in wanted:
        ids = [id_ for id_ in atlas.ids() if id_.rpartition("/")[2] == wanted]
        if len(ids) > 1:
            more = " and more" if len(ids) > _MOST else ""
            say(f"{visible(path)}: several places that ship are called so: {', '.join(ids[:_MOST])}{more}; name one")
        file = atlas.file_of(ids[0]) if len(ids) == 1 else None
    if file is None:
        return path
    say(f"{visible(path)}: no file of this name is here; the place of this name that ships is used, {shown(file)}.")
    return file
