"""`new`: a profile without YAML: a form in Excel and back, questions in the terminal, or a commented skeleton."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, cast

import typer

from sanctuary_score.cli.console import complain, say
from sanctuary_score.cli.options import (
    CANNOT_EVALUATE,
    AsOf,
    Debug,
    JurisdictionsFolder,
    RubricFolder,
    one_of,
    open_atlas,
    open_output,
    open_rubric,
    today,
)
from sanctuary_score.kinds import KINDS, Kind
from sanctuary_score.references import NO_NAMES, names_of

if TYPE_CHECKING:
    from sanctuary_score.cli.start import Start

_HOW = (
    "say what to make: --form FILE.xlsx for a form, --from FILE.xlsx for the profile of a filled one, --skeleton for a"
    " file to edit, or the name of a profile to be asked for it"
)


def _id(text: str) -> str:
    """The id of the law above, as it may be written in a form too."""
    from sanctuary_score.intake.cell_value import UnfitError, within_value
    from sanctuary_score.intake.choices import Choices
    from sanctuary_score.intake.spreadsheet import Cell

    try:
        return str(within_value(Cell("text", text), Choices({})).value) if text else ""
    except UnfitError as error:
        raise typer.BadParameter(str(error)) from None


def new(
    profile: Annotated[
        str | None,
        typer.Argument(metavar="PROFILE", help="Ask question by question, and save the answers in this file."),
    ] = None,
    form: Annotated[
        str | None, typer.Option("--form", metavar="FILE.xlsx", help="Write a form to fill in with Excel.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FILE", help="Turn a filled form into a profile; or fill --form from a profile."
        ),
    ] = None,
    skeleton: Annotated[
        bool, typer.Option("--skeleton", help="Write a profile to edit: every question as a comment.")
    ] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the profile to this file.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", parser=one_of(KINDS), metavar="KIND", help=f"The kind of place: {', '.join(KINDS)}."),
    ] = None,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What the place is called.")] = "",
    within: Annotated[
        str, typer.Option("--within", parser=_id, metavar="ID", help="The law above it, such as us/il.")
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file also where something in it would be lost.")
    ] = False,
    as_of: AsOf = None,
    rubric: RubricFolder = None,
    jurisdictions: JurisdictionsFolder = None,
    debug: Debug = False,  # noqa: ARG001 (read where errors end up)
) -> None:
    """Make a profile without writing YAML: by a form in Excel, by questions in the terminal, or from a skeleton."""
    _refuse_mixtures(profile, form, source, skeleton, output)
    from sanctuary_score.cli.forms import form_to_profile, write_form
    from sanctuary_score.cli.interview import talk
    from sanctuary_score.cli.start import Start

    known = open_rubric(rubric)
    names = names_of(open_rubric(None)) if rubric is not None else NO_NAMES
    chosen = cast("Kind | None", kind)
    atlas = open_atlas(jurisdictions)
    start = Start(known, names, atlas, jurisdictions is not None, as_of or today(), chosen, name, within, force)
    if form is not None:
        write_form(start, form, source)
    elif source is not None:
        form_to_profile(start, source, output)
    elif profile is not None:
        talk(start, profile)
    else:
        _write_skeleton(start, output)


def _refuse_mixtures(
    profile: str | None, form: str | None, source: str | None, skeleton: bool, output: str | None
) -> None:
    """End the command when it is not clear what to make, or where."""
    if sum((profile is not None, form is not None or source is not None, skeleton)) != 1:
        complain(_HOW)
        raise typer.Exit(CANNOT_EVALUATE)
    if output is not None and (form is not None or profile is not None):
        complain(f"the file is named already; leave --output `{output}` out")
        raise typer.Exit(CANNOT_EVALUATE)


def _write_skeleton(start: Start, output: str | None) -> None:
    from sanctuary_score.cli.profile_file import as_argument
    from sanctuary_score.intake.skeleton import skeleton

    if output is not None and os.path.lexists(output) and not start.force:
        complain(f"`{output}` exists; name another file, or add --force to replace it")
        raise typer.Exit(CANNOT_EVALUATE)
    text = skeleton(start.rubric, start.kind or "city", start.name, start.within, start.as_of.isoformat())
    opened = open_output(output, "never")
    opened.write([(text, "plain")])
    if error := opened.finish():
        complain(error)
        raise typer.Exit(CANNOT_EVALUATE)
    if output is not None:
        say(f"Edit it, and run: sanctuary-score check {as_argument(output)}")
