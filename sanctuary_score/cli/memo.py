"""`memo`: one page for a council member, as a Word document, a web page or a PDF."""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer

from sanctuary_score.characters import visible
from sanctuary_score.cli.console import complain, say, say_problem
from sanctuary_score.cli.extras import extras
from sanctuary_score.cli.options import (
    CANNOT_EVALUATE,
    AsOf,
    Debug,
    JurisdictionsFolder,
    RubricFolder,
    one_of,
    open_checker,
    open_output,
)
from sanctuary_score.cli.places import named
from sanctuary_score.load import MAX_BYTES, parse
from sanctuary_score.memo import KINDS, written
from sanctuary_score.memo import memo as make_memo
from sanctuary_score.paths import STANDARD_INPUT

_USUAL = "docx"
"""What staff put into their own template."""
_STANDARD_OUTPUT = "-"


def memo(
    path: Annotated[str, typer.Argument(metavar="PATH", help="The profile of the place, or - for standard input.")],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the memo to this file (- for standard output); NAME-memo.docx if not given.",
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            parser=one_of(KINDS),
            metavar="|".join(KINDS),
            help="How; by the file's ending if not given.",
        ),
    ] = None,
    as_of: AsOf = None,
    rubric: RubricFolder = None,
    jurisdictions: JurisdictionsFolder = None,
    debug: Debug = False,  # noqa: ARG001 (read where errors end up)
) -> None:
    """Write a memo of one page: score, strengths, gaps most worth closing, what to find out, next step, sources."""
    (path,) = named([path])
    if os.path.isdir(path):
        _give_up(f"`{path}` is a folder; name the profile of one place")
    kind = _kind(output, format_)
    if output and os.path.exists(output) and os.path.exists(path) and os.path.samefile(output, path):
        _give_up(f"`{output}` is the profile; name another file for the memo")
    checker = open_checker(rubric, jurisdictions, as_of)
    if path == STANDARD_INPUT:
        outcome = checker.check_document(parse("<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1)))
    else:
        outcome = checker.check(path)
    for problem in outcome.problems:
        say_problem(problem)
    if outcome.report is None:
        raise typer.Exit(CANNOT_EVALUATE)
    place = outcome.report.jurisdiction
    target = output or _beside(place.id, kind)
    with extras():
        document = written(make_memo(outcome.report), kind)
    opened = open_output(None if target == _STANDARD_OUTPUT else target, "never")
    opened.write([document])
    if error := opened.finish():
        _give_up(error)
    if target != _STANDARD_OUTPUT:
        say(f"{visible(target)}: a memo of one page about {visible(place.profile.name)}.")


def _kind(output: str | None, wanted: str | None) -> str:
    """The kind of file that is asked for, by its ending or by name; ends the command when these differ."""
    ending = os.path.splitext(output or "")[1].lower().removeprefix(".")
    if wanted is None and output is not None and ending not in KINDS:
        _give_up(f"`{output}` does not say what to write; give it the ending .{', .'.join(KINDS)}, or add --format")
    if wanted is not None and ending in KINDS and ending != wanted:
        _give_up(f"`{output}` ends with .{ending}, and --format asks for {wanted}; leave one of the two out")
    return wanted or ending or _USUAL


def _beside(id_: str, kind: str) -> str:
    """The name of a memo that was given none; ends the command when somebody may have worked on such a file."""
    name = f"{id_.rpartition('/')[2]}-memo.{kind}"
    if os.path.lexists(name):
        _give_up(f"`{name}` exists, and may have been edited; name a file with --output (the same one to replace it)")
    return name


def _give_up(message: str) -> NoReturn:
    complain(message)
    raise typer.Exit(CANNOT_EVALUATE)
