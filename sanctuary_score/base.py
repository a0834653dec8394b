"""What was there before a change: the files of a Git revision, and which of them each file of today was."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sanctuary_score.atlas import SUFFIXES, TREE, Atlas, files_below, shown
from sanctuary_score.change import Change, compare
from sanctuary_score.check import Checker, Outcome
from sanctuary_score.git import GitError, Repository, common_folder


@dataclass(frozen=True, slots=True)
class Base:
    """The state that a run compares with."""

    checker: Checker
    """Reads the old tree by the rubric of today, so that what it finds is owed to the facts."""
    old_paths: Mapping[str, str]
    """Where the old version of each file of today lies; those that are new are missing."""
    gone: tuple[tuple[str, str], ...]
    """Files of then that are no more: their names, and where the old versions lie."""
    rubric: str | None
    """The folder of the rubric as it was then; None when the rubric does not lie in the repository."""
    changed: Mapping[str, frozenset[int] | None]
    """The lines that differ, by the path of the file as reports show it; None for new files."""

    def before(self, path: str) -> Outcome | None:
        """What came of a file then; None for a file that is new."""
        old = self.old_paths.get(path)
        return self.checker.check(old) if old else None

    def changes_of_the_gone(self) -> Iterator[Change]:
        """One change for each place that is no more."""
        for name, old in self.gone:
            yield replace(compare(self.checker.check(old), None), path=name)


@contextmanager
def open_base(
    revision: str, paths: Sequence[str], files: Sequence[str], checker: Checker, rubric: str | None = None
) -> Iterator[Base]:
    """The state in which a revision left the files that the paths name, and a rubric's folder. Raises GitError.

    The old files lie in a folder of their own while the base is open.
    """
    repository = Repository(common_folder(paths))
    commit = repository.commit(revision)
    renamed = repository.old_names(commit)
    with TemporaryDirectory(prefix="sanctuary-score-") as kept:
        target = Path(os.path.realpath(kept))
        atlas = checker.atlas
        roots = dict.fromkeys(_root(path) for path in paths)
        if checker.chosen:
            roots[checker.atlas.root] = None
            atlas = Atlas(str(target / repository.inside(checker.atlas.root)))
        for root in roots:
            repository.export(commit, root, target, SUFFIXES)
        old_paths = {}
        for path in files:
            inside = repository.inside(path)
            old = target / renamed.get(inside, inside)
            if old.is_file():
                old_paths[path] = str(old)
        then = [old for path in paths for old in _then(target / repository.inside(path))]
        known = set(old_paths.values())
        # What a link of today leads to is compared under its own name.
        still = (old for old in then if old.is_symlink() and os.path.lexists(repository.top / old.relative_to(target)))
        known.update(map(str, still))
        gone = tuple((old.relative_to(target).as_posix(), str(old)) for old in then if str(old) not in known)
        lines = {
            shown(os.path.join(repository.top, path)): found for path, found in repository.changed_lines(commit).items()
        }
        old_rubric = _export_rubric(repository, commit, rubric, target) if rubric else None
        yield Base(replace(checker, atlas=atlas, _hierarchies={}), old_paths, gone, old_rubric, lines)


def _export_rubric(repository: Repository, commit: str, folder: str, target: Path) -> str | None:
    """Where the folder of the rubric lies as it was then, if it lies in the repository and was there."""
    try:
        inside = repository.inside(folder)
    except GitError:
        return None
    repository.export(commit, folder, target, SUFFIXES)
    old = target / inside
    return str(old) if (old / "rubric.yaml").is_file() else None


def _root(path: str) -> str:
    """The tree that a path lies in, or else its folder: what has to be there for it to be scored as it was."""
    folder = os.path.abspath(path)
    folder = folder if os.path.isdir(folder) else os.path.dirname(folder)
    above = folder
    while above != os.path.dirname(above):
        if os.path.basename(above) == TREE:
            return above
        above = os.path.dirname(above)
    return folder


def _then(old: Path) -> list[Path]:
    """The profiles that a path named then."""
    if old.is_dir():
        return [Path(path) for path in files_below(str(old))]
    return [old] if old.is_file() else []
