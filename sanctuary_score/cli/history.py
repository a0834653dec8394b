"""`history`: the score of one place on every day on which a law began or ended."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from sanctuary_score.cli.console import complain, say_problem, text_width
from sanctuary_score.cli.options import (
    CANNOT_EVALUATE,
    AsOf,
    Color,
    Debug,
    JurisdictionsFolder,
    OutputFile,
    RubricFolder,
    Since,
    one_of,
    open_checker,
    open_output,
)
from sanctuary_score.cli.places import named
from sanctuary_score.history_formats import HISTORY_FORMATS, find_history_format
from sanctuary_score.load import MAX_BYTES, parse
from sanctuary_score.paths import STANDARD_INPUT


def history(
    path: Annotated[str, typer.Argument(metavar="PATH", help="The profile of the place, or - for standard input.")],
    since: Since = None,
    as_of: AsOf = None,
    rubric: RubricFolder = None,
    jurisdictions: JurisdictionsFolder = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format", "-f", parser=one_of(HISTORY_FORMATS), metavar="|".join(HISTORY_FORMATS), help="How to write it."
        ),
    ] = "text",
    output: OutputFile = None,
    details: Annotated[bool, typer.Option("--details", help="Name every practice that moved.")] = False,
    color: Color = "auto",
    debug: Debug = False,  # noqa: ARG001 (read where errors end up)
) -> None:
    """Tell how the score of a place has moved, and by which laws."""
    (path,) = named([path])
    if os.path.isdir(path):
        complain(f"`{path}` is a folder; name the profile of one place")
        raise typer.Exit(CANNOT_EVALUATE)
    checker = open_checker(rubric, jurisdictions, as_of)
    if path == STANDARD_INPUT:
        outcome = checker.check_document(parse("<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1)))
    else:
        outcome = checker.check(path)
    for problem in outcome.problems:
        say_problem(problem)
    if outcome.report is None:
        raise typer.Exit(CANNOT_EVALUATE)
    from sanctuary_score.history import trace

    try:
        traced = trace(outcome.report, since)
    except ValueError as error:
        complain(f"--since: {error}")
        raise typer.Exit(CANNOT_EVALUATE) from None
    opened = open_output(output, color)
    opened.write(find_history_format(format_).document(traced, text_width(), details))
    if wrong := opened.finish():
        complain(wrong)
        raise typer.Exit(CANNOT_EVALUATE)
