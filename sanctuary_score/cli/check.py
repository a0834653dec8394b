"""`check`: score profiles and print the gap report."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

import typer

from sanctuary_score.batch import STANDARD_INPUT, Job, Piece, find_profiles, pieces
from sanctuary_score.characters import visible
from sanctuary_score.check import Checker
from sanctuary_score.cli.console import complain, say, say_problem
from sanctuary_score.cli.options import (
    CANNOT_EVALUATE,
    AsOf,
    Color,
    Debug,
    FormatName,
    JurisdictionsFolder,
    OutputFile,
    Reports,
    RubricFolder,
    open_atlas,
    open_output,
    open_rubric,
    today,
)
from sanctuary_score.cli.output import Output
from sanctuary_score.diagnostic import Placed
from sanctuary_score.formats import Heading, Totals, Writer, find_format
from sanctuary_score.load import MAX_BYTES
from sanctuary_score.references import NO_NAMES, names_of
from sanctuary_score.score import WHOLE

GATE_FAILED, NOTHING_TO_CHECK = 1, 3
_NARROW, _WIDE = 80, 100
_SLACK = 1e-9
"""A gate may not fail on the last bit of a sum."""


def check(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Profiles, folders of them, or - for standard input."),
    ],
    format_: FormatName = "text",
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
    color: Color = "auto",
    jobs: Annotated[int, typer.Option("--jobs", min=1, metavar="N", help="How many processes to use.")] = 1,
    debug: Debug = False,
) -> None:
    """Score profiles and print the gap report."""
    files, missing = find_profiles(paths)
    wanted = [(format_, output), *((more.kind, more.path) for more in reports or ())]
    _refuse_targets(files, [path for _, path in wanted])
    many = len(files) + len(missing) > 1 or os.path.isdir(paths[0])
    heading = Heading(open_rubric(rubric), as_of or today(), many, details, _width())
    checker = Checker(
        heading.rubric,
        heading.as_of,
        open_atlas(jurisdictions),
        chosen=jurisdictions is not None,
        known=names_of(open_rubric(None)) if rubric is not None else NO_NAMES,
        today=today(),
        weigh_anew=weigh_anew,
    )
    text = sys.stdin.buffer.read(MAX_BYTES + 1) if STANDARD_INPUT in files else b""
    job = Job(checker, tuple(kind for kind, _ in wanted), heading, text)
    outputs = [(find_format(kind).writer(heading), open_output(path, color)) for kind, path in wanted]
    run = _Run(outputs, debug)
    try:
        for problem in missing:
            run.take(Piece(problem.place.path, (), None, (problem,)))
        for piece in pieces(files, job, jobs):
            run.take(piece)
        raise typer.Exit(run.close(fail_under))
    finally:
        for _, opened in outputs:
            opened.drop()


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


@dataclass(slots=True)
class _Run:
    """One run: passes on what each file adds to the outputs, says its problems, and keeps count."""

    outputs: Sequence[tuple[Writer, Output]]
    debug: bool
    scored: int = 0
    failed: int = 0
    problems: list[Placed] = field(default_factory=list)
    said: set[Placed] = field(default_factory=set)
    lowest: tuple[float, str] | None = None
    """The lowest low end of a score, and the file it is of."""
    lows: tuple[float, float] = (WHOLE, 0.0)
    highs: tuple[float, float] = (WHOLE, 0.0)

    def take(self, piece: Piece) -> None:
        """Say the problems of the piece, count it, and write what it adds."""
        # What is wrong with a law above is found again with every place below it, and worth saying once.
        new = [problem for problem in piece.problems if problem not in self.said]
        for problem in new:
            say_problem(problem)
        self.said.update(new)
        if self.debug and piece.trace:
            say(piece.trace)
        self.problems += new
        if piece.score is None:
            self.failed += any(problem.severity == "error" for problem in piece.problems)
            return
        self.scored += 1
        low, high = piece.score
        self.lows = min(self.lows[0], low), max(self.lows[1], low)
        self.highs = min(self.highs[0], high), max(self.highs[1], high)
        if self.lowest is None or low < self.lowest[0]:
            self.lowest = low, piece.path
        for (writer, output), body in zip(self.outputs, piece.bodies, strict=True):
            output.write(writer.add(body))

    def close(self, fail_under: float | None) -> int:
        """Finish the outputs and say how the gates came out, as the last line; returns the exit code."""
        totals = Totals(self.scored, self.failed, self.lows, self.highs, self.problems)
        unwritten = 0
        for writer, output in self.outputs:
            output.write(writer.end(totals))
            if error := output.finish():
                complain(error)
                unwritten += 1
        passed = True
        if self.failed:
            files = "1 file" if self.failed == 1 else f"{self.failed} files"
            say(f"{files} could not be scored; see the problems above.")
        if self.scored + self.failed == 0:
            say("Nothing to check: no profile (*.yaml) was found there.")
        if fail_under is None:
            say("Gate: none requested.")
        elif self.lowest is None:
            say(f"Gate: --fail-under {fail_under:g}: not reached, nothing was scored.")
        else:
            low, path = self.lowest
            passed = low + _SLACK >= fail_under
            word = "passed" if passed else "failed"
            say(f"Gate: --fail-under {fail_under:g}: {word}, the lowest low end is {low:.1f} ({visible(path)}).")
        if self.failed or unwritten:
            return CANNOT_EVALUATE
        if not self.scored:
            return NOTHING_TO_CHECK
        return 0 if passed else GATE_FAILED


def _same_file(one: str, other: str) -> bool:
    return os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)


def _width() -> int:
    """Columns to fill: those of the terminal, within reason; eighty where there is none."""
    columns = shutil.get_terminal_size((_NARROW, 24)).columns if sys.stdout.isatty() else _NARROW
    return max(_NARROW, min(columns, _WIDE))
