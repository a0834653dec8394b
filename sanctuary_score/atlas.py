"""The tree of jurisdictions and the files the program ships with: ids, parents, folders. Reads no YAML."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_STEP = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SUFFIXES = (".yaml", ".yml")
BESIDE = tuple(f".waivers{suffix}" for suffix in SUFFIXES)
"""Files beside a profile that hold its waivers, and are no profiles themselves."""
TREE = "jurisdictions"
"""A file below a folder of this name belongs to that tree, wherever it lies."""

COUNTRY = "us"
"""The folder of the states in a tree."""


def shipped(folder: str) -> str:
    """The path of `rubric` or `jurisdictions` as the program ships it: in the wheel, or beside the source."""
    here = os.path.dirname(os.path.abspath(__file__))
    packaged = os.path.join(here, "_shipped", folder)
    return packaged if os.path.isdir(packaged) else os.path.join(os.path.dirname(here), folder)


@dataclass(frozen=True, slots=True)
class Atlas:
    """A folder of profiles. The path of a file below it is the id; the file named as its folder is the law above."""

    root: str

    def id_of(self, path: str) -> str | None:
        """The id of a file of this tree; None for a file outside it, or whose path is no id."""
        if not _same_drive(path, self.root):
            return None
        inside = os.path.relpath(os.path.abspath(path), os.path.abspath(self.root)).replace(os.sep, "/")
        name, suffix = os.path.splitext(inside)
        steps = name.split("/")
        return name if suffix in SUFFIXES and all(map(_STEP.fullmatch, steps)) else None

    def holds(self, path: str) -> bool:
        """Whether the file lies in the folder of this tree, by its name; links are not followed."""
        return os.path.abspath(path).startswith(os.path.abspath(self.root) + os.sep)

    def file_of(self, id_: str) -> str | None:
        """The profile of this id; None when the tree has none."""
        if not all(map(_STEP.fullmatch, id_.split("/"))):
            return None
        for suffix in SUFFIXES:
            path = os.path.join(self.root, *id_.split("/")) + suffix
            if os.path.isfile(path):
                return path
        return None

    def ids(self) -> list[str]:
        """Every id of the tree, in order."""
        return sorted(id_ for path in files_below(self.root) if (id_ := self.id_of(path)))


def shown(path: str) -> str:
    """The path of a file as readers may see it: from the folder they are in, or from the program's own tree.

    A report must not tell where on a machine the program is installed, and must be the same on every machine.
    """
    if not path:
        return "."
    for root, prefix in ((_here(), ""), (shipped(TREE), TREE + "/")):
        inside = os.path.relpath(path, root).replace(os.sep, "/") if _same_drive(path, root) else ".."
        if not inside.startswith(".."):
            return prefix + inside
    return path


def _here() -> str:
    """The folder we are in; the top of the file system when that has been deleted under us."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return os.sep


def _same_drive(path: str, root: str) -> bool:
    return os.path.splitdrive(os.path.abspath(path))[0] == os.path.splitdrive(os.path.abspath(root))[0]


def above(id_: str) -> tuple[str, ...]:
    """The ids of the places that this one lies in, the nearest first."""
    steps = id_.split("/")
    return tuple("/".join(steps[:count]) for count in range(len(steps) - 1, 0, -1))


def atlas_of(path: str, default: Atlas) -> Atlas:
    """The tree a file belongs to: the nearest folder named `jurisdictions` above it, or the default one."""
    return _atlas_above(os.path.dirname(os.path.abspath(path)), default)


@lru_cache(maxsize=1024)
def _atlas_above(folder: str, default: Atlas) -> Atlas:
    while folder != os.path.dirname(folder):
        if os.path.basename(folder) == TREE:
            return Atlas(folder)
        folder = os.path.dirname(folder)
    return default


def profile_beside(path: str) -> str | None:
    """The profile whose waivers a file holds, by its name, whether or not it is there; None for any other file."""
    ending = next((ending for ending in BESIDE if path.endswith(ending)), None)
    if ending is None:
        return None
    stem = path.removesuffix(ending)
    return next((stem + suffix for suffix in SUFFIXES if os.path.lexists(stem + suffix)), stem + SUFFIXES[0])


def files_below(folder: str, errors: list[OSError] | None = None) -> Iterator[str]:
    """The profiles below a folder, in order; links to folders are not followed."""
    return (path for path in _yaml_below(folder, errors) if profile_beside(path) is None)


def waivers_alone(folder: str) -> Iterator[str]:
    """The files of waivers below a folder that have no profile beside them, in order."""
    for path in _yaml_below(folder):
        profile = profile_beside(path)
        if profile is not None and not os.path.lexists(profile):
            yield path


def _yaml_below(folder: str, errors: list[OSError] | None = None) -> Iterator[str]:
    for here, folders, files in os.walk(folder, onerror=None if errors is None else errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield os.path.join(here, name)
