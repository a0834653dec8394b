"""`check`: score profiles and print the gap report."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

import typer

from sanctuary_score.advice import STALE_AFTER
from sanctuary_score.base import Base, open_base
from sanctuary_score.batch import Job, Piece, gone, pieces
from sanctuary_score.check import Checker
from sanctuary_score.cli.console import complain, text_width
from sanctuary_score.cli.extras import extras
from sanctuary_score.cli.options import (
    CANNOT_EVALUATE,
    Advice,
    AsOf,
    BaseRevision,
    Color,
    Debug,
    FailOn,
    FormatName,
    JurisdictionsFolder,
    OutputFile,
    Reports,
    RubricFolder,
    StaleAfter,
    open_checker,
    open_output,
)
from sanctuary_score.cli.places import named
from sanctuary_score.cli.progress import progress
from sanctuary_score.cli.run import Run
from sanctuary_score.formats import Changed, Heading, by_ending, find_format
from sanctuary_score.gates import NEED_BASE
from sanctuary_score.git import GitError
from sanctuary_score.load import MAX_BYTES
from sanctuary_score.paths import STANDARD_INPUT, find_profiles


def check(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Profiles, folders of them, or - for standard input."),
    ],
    format_: FormatName = None,
    output: OutputFile = None,
    as_of: AsOf = None,
    rubric: RubricFolder = None,
    jurisdictions: JurisdictionsFolder = None,
    details: Annotated[
        bool, typer.Option("--details", help="Add every practice with its answers and citations.")
    ] = False,
    weigh_anew: Annotated[
        bool, typer.Option("--sensitivity", help="Say how far the score hangs on the weights, by 1,000 other ones.")
    ] = False,
    reports: Reports = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under", min=0, max=100, metavar="N", help="Exit with 1 when a score's low end is below N."
        ),
    ] = None,
    fail_on: FailOn = None,
    base: BaseRevision = None,
    advice: Advice = False,
    stale_after: StaleAfter = STALE_AFTER,
    color: Color = "auto",
    jobs: Annotated[int, typer.Option("--jobs", min=1, metavar="N", help="How many processes to use.")] = 1,
    debug: Debug = False,
) -> None:
    """Score profiles and print the gap report."""
    paths = named(paths)
    files, missing = find_profiles(paths)
    wanted = [
        (format_ or by_ending(output or ""), None if output == "-" else output),
        *((more.kind, more.path) for more in reports or ()),
    ]
    _refuse_targets(files, [path for _, path in wanted])
    with extras():
        formats = [find_format(kind) for kind, _ in wanted]
    many = len(files) + len(missing) > 1 or os.path.isdir(paths[0])
    checker = replace(
        open_checker(rubric, jurisdictions, as_of),
        stale_after=stale_after if advice or fail_on is not None else None,
        weigh_anew=weigh_anew,
    )
    heading = Heading(checker.rubric, checker.as_of, many, details, width=text_width())
    gates = fail_on.names if fail_on else ()
    if base is None and (alone := sorted(NEED_BASE.intersection(gates))):
        complain(f"--fail-on {','.join(alone)} asks what changed; add --base REF, the Git revision to compare with")
        raise typer.Exit(CANNOT_EVALUATE)
    text = sys.stdin.buffer.read(MAX_BYTES + 1) if STANDARD_INPUT in files else b""
    with _compared(base, paths, files, checker) as (compared, changed):
        heading = replace(heading, changed=changed)
        job = Job(checker, tuple(kind for kind, _ in wanted), heading, text, gates, compared)
        outputs = [(f.writer(heading), open_output(path, color)) for f, (_, path) in zip(formats, wanted, strict=True)]
        run = Run(outputs, debug)
        try:
            for problem in missing:
                run.take(Piece(problem.place.path, (), None, (problem,)))
            with progress(len(files), "Checking", color) as step:
                for piece in pieces(files, job, jobs):
                    run.take(piece)
                    step()
            for stop in gone(job):
                run.stop(stop)
            raise typer.Exit(run.close(fail_under, gates))
        finally:
            for _, opened in outputs:
                opened.drop()


@contextmanager
def _compared(
    revision: str | None, paths: Sequence[str], files: Sequence[str], checker: Checker
) -> Iterator[tuple[Base | None, Changed | None]]:
    """The base to compare with, and the lines that changed since; neither when no revision is named."""
    if revision is None:
        yield None, None
        return
    named = [path for path in paths if path != STANDARD_INPUT and os.path.lexists(path)]
    try:
        if not named:
            raise GitError("--base compares files; name files or folders of a Git repository")
        kept = [path for path in files if path != STANDARD_INPUT]
        with open_base(revision, named, kept, checker) as found:
            yield found, found.changed
    except GitError as error:
        complain(str(error))
        raise typer.Exit(CANNOT_EVALUATE) from None


def _refuse_targets(files: Sequence[str], targets: Sequence[str | None]) -> None:
    """End the command when a report would overwrite a profile, or two reports one another."""
    if targets.count(None) > 1:
        complain("two reports would be written to standard output; use --format for one, and a file for the other")
        raise typer.Exit(CANNOT_EVALUATE)
    for index, target in enumerate(targets):
        if target is None:
            continue
        if any(_same_file(target, path) for path in files):
            complain(f"`{target}` is one of the profiles to check; name another file for the report")
            raise typer.Exit(CANNOT_EVALUATE)
        if any(other and os.path.realpath(target) == os.path.realpath(other) for other in targets[:index]):
            complain(f"two reports would be written to `{target}`; name a file for each")
            raise typer.Exit(CANNOT_EVALUATE)


def _same_file(one: str, other: str) -> bool:
    return os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)
