"""The profiles that paths on a command line name: files, folders of them, each once. Opens none of them."""

from __future__ import annotations

import os
from collections.abc import Iterable

from sanctuary_score.atlas import SUFFIXES, files_below, profile_beside, waivers_alone
from sanctuary_score.diagnostic import Code, Place, Placed

STANDARD_INPUT = "-"


def find_profiles(paths: Iterable[str]) -> tuple[list[str], list[Placed]]:
    """The files that the paths name, each once, in the order given, folders sorted; and the paths that name nothing.

    A file of waivers stands for the profile beside it, so that whoever names the files that changed need not know.
    """
    named: list[str] = []
    problems = []
    paths = list(paths)
    for path in paths:
        if os.path.isdir(path):
            files, wrong = _files_in(path)
            named += files
            problems += wrong
            if not files and not wrong and len(paths) > 1:
                # Alone it leaves nothing to check, which is said anyway; beside others nobody would see it.
                message = "no profile (*.yaml) was found in this folder; check its name"
                problems.append(Placed(Place(path), Code.UNREADABLE.number, message, "warning"))
        elif path == STANDARD_INPUT or os.path.lexists(path):
            profile = profile_beside(path) or path
            if profile == STANDARD_INPUT or os.path.lexists(profile):
                named.append(profile)
            else:
                problems.append(_alone(path))
        else:
            message = "there is no such file or folder; check its name, and the folder you are in"
            problems.append(Placed(Place(path), Code.UNREADABLE.number, message, "error"))
    files, clashes = _places_of(named)
    return files, problems + clashes


def _places_of(files: Iterable[str]) -> tuple[list[str], list[Placed]]:
    """Each file once, however often and in whatever way it is named; and those that would be a place once more."""
    once: dict[str, str] = {}
    for path in files:
        once.setdefault(path if path == STANDARD_INPUT else os.path.abspath(path), path)
    kept: dict[str, str] = {}
    problems = []
    for whole, path in once.items():
        stem, ending = os.path.splitext(whole.casefold())
        first = kept.setdefault(stem if ending in SUFFIXES else whole.casefold(), path)
        if first != path:
            what = "capitals" if first.casefold().endswith(ending) else "its ending"
            message = f"`{first}` differs from this name only in {what}, and would be the same place; rename one"
            problems.append(Placed(Place(path), Code.CASE_CLASH.number, message, "error"))
    return list(kept.values()), problems


def _files_in(folder: str) -> tuple[list[str], list[Placed]]:
    """The profiles of a folder, and what in it cannot be read: links that lead out of it, folders that are closed."""
    inside = os.path.realpath(folder) + os.sep
    closed: list[OSError] = []
    found, problems = [], []
    for file in files_below(folder, closed):
        if os.path.islink(file) and not os.path.realpath(file).startswith(inside):
            message = "the link leads out of the folder; put the file itself there"
            problems.append(Placed(Place(file), Code.UNREADABLE.number, message, "error"))
        else:
            found.append(file)
    problems += map(_alone, waivers_alone(folder))
    for error in closed:
        message = f"the folder cannot be read ({(error.strerror or str(error)).lower()}); open it, or leave it out"
        problems.append(Placed(Place(str(error.filename)), Code.UNREADABLE.number, message, "error"))
    return found, problems


def _alone(path: str) -> Placed:
    profile = os.path.basename(profile_beside(path) or path)
    message = f"there is no `{profile}` beside it, so it waives nothing; rename it as its profile is, or take it out"
    return Placed(Place(path), Code.WAIVERS_ALONE.number, message, Code.WAIVERS_ALONE.severity)
