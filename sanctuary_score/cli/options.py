"""Options that mean the same in every command, and how their words become values."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any

import typer

from sanctuary_score.atlas import COUNTRY, TREE, Atlas, shipped
from sanctuary_score.check import Checker
from sanctuary_score.cli.console import complain, say_problem
from sanctuary_score.cli.output import Output, Screen, WholeFile
from sanctuary_score.day import read_day
from sanctuary_score.formats import FORMATS
from sanctuary_score.gates import GATES
from sanctuary_score.references import NO_NAMES, names_of
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import find_rubric, read_rubric, rubric_names

CANNOT_EVALUATE = 2


def _exact_day(text: str) -> dt.date:
    try:
        day = read_day(text)
    except ValueError as error:
        raise typer.BadParameter(str(error).partition(" (")[0]) from None
    if day.first != day.last:
        raise typer.BadParameter(f"`{text}` is not one day; write it as YYYY-MM-DD")
    return day.first


def one_of(names: Any) -> Any:
    """A parser that takes one of these names."""

    def parse(text: str) -> str:
        if text not in names:
            raise typer.BadParameter(f"`{text}` is none of {', '.join(names)}")
        return text

    return parse


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report that is asked for besides the main one."""

    kind: str
    path: str | None
    """None for standard output."""


def _kind_and_file(text: str) -> ReportFile:
    kind, colon, path = text.partition(":")
    if kind not in FORMATS or not colon or not path:
        raise typer.BadParameter(f"`{text}` is not KIND:FILE, with a kind of {', '.join(FORMATS)}")
    return ReportFile(kind, None if path == "-" else path)


COLORS = ("auto", "always", "never")

AsOf = Annotated[
    dt.date | None,
    typer.Option(
        "--as-of", parser=_exact_day, metavar="DATE", help="The day to judge, YYYY-MM-DD; today if not given."
    ),
]
Since = Annotated[
    dt.date | None,
    typer.Option(
        "--since", parser=_exact_day, metavar="DATE", help="The earlier day, to compare or begin with, YYYY-MM-DD."
    ),
]
RubricFolder = Annotated[
    str | None,
    typer.Option("--rubric", metavar="DIR", help="Another rubric: its folder, or the name of one that ships."),
]
JurisdictionsFolder = Annotated[
    str | None,
    typer.Option("--jurisdictions", metavar="DIR", help="Another tree of profiles, for the laws above."),
]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        parser=one_of(FORMATS),
        metavar="|".join(FORMATS),
        help="How to write the report; by the ending of --output if not given.",
    ),
]
OutputFile = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report to this file instead.")
]
Reports = Annotated[
    list[ReportFile] | None,
    typer.Option(
        "--report",
        parser=_kind_and_file,
        metavar="KIND:FILE",
        help="Write another report, of this format, to this file (- for standard output); may be repeated.",
    ),
]
Color = Annotated[
    str,
    typer.Option("--color", parser=one_of(COLORS), metavar="|".join(COLORS), help="Whether to use colours."),
]


def _gates(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names or any(name not in GATES for name in names):
        raise typer.BadParameter(f"`{text}` is no list of gates; there are {', '.join(GATES)}")
    return names


@dataclass(frozen=True, slots=True)
class Gates:
    """The gates that are asked for."""

    names: tuple[str, ...]


FailOn = Annotated[
    Gates | None,
    typer.Option(
        "--fail-on",
        parser=lambda text: Gates(_gates(text)),
        metavar="GATE,...",
        help=f"Exit with 1 when one of these gates stops a file: {', '.join(GATES)}.",
    ),
]
BaseRevision = Annotated[
    str | None,
    typer.Option(
        "--base", metavar="REF", help="Compare with this Git revision: gates then count only what the change did."
    ),
]
Advice = Annotated[bool, typer.Option("--advice", help="Add advice for the authors of the files.")]
StaleAfter = Annotated[
    int, typer.Option("--stale-after", min=1, metavar="MONTHS", help="How old a source may be before it is stale.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show where the program failed, if it does.")]


def today() -> dt.date:
    """The user's own date; only the command line asks the clock."""
    return dt.datetime.now().astimezone().date()


def open_rubric(folder: str | None, past: bool = False) -> Rubric:
    """The rubric in the folder, or the one that ships; ends the command with its problems when it cannot be used."""
    _refuse_no_rubric(folder)
    rubric, problems = read_rubric(find_rubric(folder), past)
    for problem in problems:
        say_problem(problem)
    if rubric is None:
        raise typer.Exit(CANNOT_EVALUATE)
    return rubric


def _refuse_no_rubric(folder: str | None) -> None:
    """End the command when no folder and no rubric that ships has this name, or it cannot be opened."""
    if folder is None:
        return
    found = find_rubric(folder) if folder else ""
    if not os.path.isdir(found):
        complain(f"--rubric: no folder and no rubric that ships is called `{folder}`{_one_of(folder, rubric_names())}")
        raise typer.Exit(CANNOT_EVALUATE)
    if not os.access(found, os.R_OK | os.X_OK):
        complain(f"--rubric: the folder `{folder}` cannot be opened; ask whoever owns it, or name another")
        raise typer.Exit(CANNOT_EVALUATE)


def _one_of(word: str, names: Sequence[str]) -> str:
    """The names there are, and the one that was perhaps meant."""
    close = get_close_matches(word.casefold(), names, 1)
    return f"; there are {', '.join(names)}" + (f"; did you mean `{close[0]}`?" if close else "")


def open_output(path: str | None, color: str) -> Output:
    """The file of this name, or standard output, which `-` means too."""
    return Screen(color) if path is None or path == "-" else WholeFile(path)


def open_atlas(folder: str | None) -> Atlas:
    """The tree of profiles in the folder, or the one that ships."""
    if folder is not None and not os.path.isdir(folder):
        complain(f"--jurisdictions: `{folder}` is no folder; name the one that holds `us`")
        raise typer.Exit(CANNOT_EVALUATE)
    if folder is not None and not os.path.isdir(os.path.join(folder, COUNTRY)):
        # Without it every place would seem to lie below no law, and its file would be blamed for that.
        near = (os.path.join(folder, TREE), os.path.dirname(os.path.normpath(folder)))
        meant = next((one for one in near if os.path.isdir(os.path.join(one, COUNTRY))), None)
        hint = f"; did you mean `{meant}`?" if meant else "; name the folder that holds it"
        complain(f"--jurisdictions: `{folder}` holds no folder `{COUNTRY}` with the profiles of the states{hint}")
        raise typer.Exit(CANNOT_EVALUATE)
    return Atlas(folder or shipped(TREE))


def open_checker(rubric: str | None, jurisdictions: str | None, as_of: dt.date | None) -> Checker:
    """What checks profiles as the options say; ends the command when a folder cannot be used."""
    return Checker(
        open_rubric(rubric),
        as_of or today(),
        open_atlas(jurisdictions),
        chosen=jurisdictions is not None,
        known=names_of(open_rubric(None)) if rubric is not None else NO_NAMES,
        today=today(),
    )
