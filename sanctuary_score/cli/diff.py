"""`diff`: what changed between two profiles, two folders, two days or a Git revision and now, and what that did."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from sanctuary_score.atlas import files_below
from sanctuary_score.base import open_base
from sanctuary_score.change import compare
from sanctuary_score.change_formats import CHANGE_FORMATS, Comparison, RubricEffect, find_change_format
from sanctuary_score.check import Checker, Outcome
from sanctuary_score.cli.console import complain, say_problem
from sanctuary_score.cli.options import (
    CANNOT_EVALUATE,
    AsOf,
    BaseRevision,
    Color,
    Debug,
    JurisdictionsFolder,
    OutputFile,
    RubricFolder,
    Since,
    one_of,
    open_checker,
    open_output,
    open_rubric,
)
from sanctuary_score.git import GitError
from sanctuary_score.paths import find_profiles
from sanctuary_score.references import names_of
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import find_rubric

_MOVED = 0.05
"""Points that are worth a line."""
Pair = tuple[Outcome | None, Outcome | None]


def diff(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="OLD NEW", help="Two profiles or two folders; with --base or --since, any number."),
    ],
    base: BaseRevision = None,
    since: Since = None,
    as_of: AsOf = None,
    rubric: RubricFolder = None,
    old_rubric: Annotated[
        str | None, typer.Option("--old-rubric", metavar="DIR", help="The rubric of then, to tell its effect apart.")
    ] = None,
    jurisdictions: JurisdictionsFolder = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format", "-f", parser=one_of(CHANGE_FORMATS), metavar="|".join(CHANGE_FORMATS), help="How to write it."
        ),
    ] = "text",
    output: OutputFile = None,
    color: Color = "auto",
    debug: Debug = False,  # noqa: ARG001 (read where errors end up)
) -> None:
    """Show what changed between two profiles, two days or two Git revisions, and what it did to the score."""
    if (base is not None) + (since is not None) + (base is None and since is None and len(paths) == 2) != 1:
        complain("name OLD and NEW, or --base REF, or --since DAY with the profiles: one of the three")
        raise typer.Exit(CANNOT_EVALUATE)
    checker = open_checker(rubric, jurisdictions, as_of)
    with _pairs(paths, base, since, checker, find_rubric(rubric)) as (old, new, pairs, then):
        found = list(pairs)
        effects = _effects(found, checker, open_rubric(old_rubric or then, past=True)) if old_rubric or then else []
    for problem in dict.fromkeys(p for pair in found for outcome in pair if outcome for p in outcome.problems):
        if problem.severity == "error":
            say_problem(problem)
    changes = [compare(*pair, same_tree=base is not None) for pair in found]
    told = [change for change in changes if not change.quiet or change.old is None or change.new is None]
    comparison = Comparison(old, new, told, len(changes) - len(told), effects)
    opened = open_output(output, color)
    opened.write(find_change_format(format_).document(comparison))
    if error := opened.finish():
        complain(error)
        raise typer.Exit(CANNOT_EVALUATE)
    if any(outcome and outcome.report is None for pair in found for outcome in pair):
        raise typer.Exit(CANNOT_EVALUATE)


@contextmanager
def _pairs(
    paths: Sequence[str], base: str | None, since: date | None, checker: Checker, rubric: str
) -> Iterator[tuple[str, str, Iterator[Pair], str | None]]:
    """What the two states are called, the outcomes of each place in both, and the folder of the rubric of then."""
    if base is None and since is None:
        yield paths[0], paths[1], _two(paths[0], paths[1], checker), None
        return
    files, missing = find_profiles(paths)
    for problem in missing:
        say_problem(problem)
    if any(problem.severity == "error" for problem in missing):
        raise typer.Exit(CANNOT_EVALUATE)
    if since is not None:
        then = replace(checker, as_of=since, _hierarchies={})
        yield since.isoformat(), checker.as_of.isoformat(), ((then.check(f), checker.check(f)) for f in files), None
        return
    assert base is not None
    try:
        with open_base(base, paths, files, checker, rubric) as opened:
            now = ((opened.before(f), checker.check(f)) for f in files)
            gone = ((opened.checker.check(old), None) for _, old in opened.gone)
            yield f"revision {base}", "now", (pair for some in (now, gone) for pair in some), opened.rubric
    except GitError as error:
        complain(str(error))
        raise typer.Exit(CANNOT_EVALUATE) from None


def _two(old: str, new: str, checker: Checker) -> Iterator[Pair]:
    """The outcomes of two files, or of the files of two folders that have the same path within them."""
    folders = [path for path in (old, new) if os.path.isdir(path)]
    missing = [path for path in (old, new) if not os.path.lexists(path)]
    if missing or len(folders) == 1:
        wrong = f"there is no `{missing[0]}`" if missing else f"`{folders[0]}` is a folder and the other one is not"
        complain(f"{wrong}; name two profiles, or two folders of them")
        raise typer.Exit(CANNOT_EVALUATE)
    if not folders:
        yield checker.check(old), checker.check(new)
        return
    inside = [{os.path.relpath(path, folder): path for path in files_below(folder)} for folder in (old, new)]
    for name in sorted({*inside[0], *inside[1]}):
        one, other = (checker.check(found[name]) if name in found else None for found in inside)
        yield one, other


def _effects(pairs: Sequence[Pair], checker: Checker, old_rubric: Rubric) -> list[RubricEffect]:
    """What the change of the rubric does to the places as they are written today."""
    if old_rubric == checker.rubric:
        return []
    known = dict(checker.known)
    for names in (names_of(old_rubric), names_of(checker.rubric)):
        known.update({name: asked | known.get(name, frozenset()) for name, asked in names.items()})
    before = replace(checker, rubric=old_rubric, known=known, _hierarchies={})
    found = []
    for _, outcome in pairs:
        now = outcome.report if outcome else None
        then = before.check(now.jurisdiction.path).report if now else None
        if now and then and max(abs(then.low - now.low), abs(then.high - now.high)) > _MOVED:
            found.append(RubricEffect(now.jurisdiction.id, (then.low, then.high), (now.low, now.high)))
    return found
