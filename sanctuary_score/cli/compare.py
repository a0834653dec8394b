"""`compare`: places side by side, by area and by practice, as intervals with ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sanctuary_score.cli.console import complain, say, text_width
from sanctuary_score.cli.extras import extras
from sanctuary_score.cli.options import (
    CANNOT_EVALUATE,
    AsOf,
    Color,
    Debug,
    JurisdictionsFolder,
    OutputFile,
    RubricFolder,
    one_of,
    open_checker,
    open_output,
)
from sanctuary_score.cli.run import NOTHING_TO_CHECK
from sanctuary_score.comparison_formats import COMPARISON_FORMATS, find_comparison_format
from sanctuary_score.kinds import KINDS
from sanctuary_score.rubric import Rubric
from sanctuary_score.validate import did_you_mean, quoted

if TYPE_CHECKING:
    from sanctuary_score.comparison import Choice

_SORTS, _BY = ("score", "name", "known"), ("area", "practice")


def compare(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH...", help="Profiles, folders of them, or - for standard input; without any, all that ship."
        ),
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option("--state", metavar="ID", help="Only this state and its places, as il or us/il; may be repeated."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", parser=one_of(KINDS), metavar="KIND", help=f"Only places of this kind: {', '.join(KINDS)}."
        ),
    ] = None,
    population: Annotated[
        str | None,
        typer.Option(
            "--population",
            metavar="FROM..TO",
            help="Only places with so many people: 100000..500000, 100000.. or ..500000.",
        ),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort", metavar="|".join((*_SORTS, "AREA")), help="In which order, by score if not given; AREA is an id."
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", parser=one_of(_BY), metavar="|".join(_BY), help="What to show beside the score."),
    ] = None,
    practice: Annotated[
        str | None, typer.Option("--practice", metavar="ID", help="Show which law answers what on this practice.")
    ] = None,
    as_of: AsOf = None,
    rubric: RubricFolder = None,
    jurisdictions: JurisdictionsFolder = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            parser=one_of(COMPARISON_FORMATS),
            metavar="|".join(COMPARISON_FORMATS),
            help="How to write it.",
        ),
    ] = "text",
    output: OutputFile = None,
    color: Color = "auto",
    debug: Debug = False,  # noqa: ARG001 (read where errors end up)
) -> None:
    """Put places side by side: scores and ranks as ranges."""
    from sanctuary_score.cli.gather import gather
    from sanctuary_score.comparison import compare_places

    checker = open_checker(rubric, jurisdictions, as_of)
    measure, atlas = checker.rubric, checker.atlas
    _refuse_unknown(sort, practice, measure)
    choice = _choice(state or (), kind or (), population)
    with extras():
        writer = find_comparison_format(format_)
    found = gather(checker, paths or [atlas.root], choice, practice, color)
    if not found.places:
        what = " ".join(("no place", *choice.words()))
        places = "1 place" if found.left_out == 1 else f"{found.left_out} places"
        unknown = f"; the population of {places} is not known" if found.left_out else ""
        say(f"Nothing to compare: there is {what} that could be scored{unknown}.")
        raise typer.Exit(CANNOT_EVALUATE if found.failed else NOTHING_TO_CHECK)
    comparison = compare_places(
        found.places,
        measure,
        checker.as_of,
        choice,
        sort=sort,
        by=by,
        practice=practice,
        left_out=found.left_out,
        failed=found.failed,
    )
    opened = open_output(output, color)
    opened.write(writer.document(comparison, text_width()))
    if error := opened.finish():
        complain(error)
    if error or found.failed:
        raise typer.Exit(CANNOT_EVALUATE)


def _choice(states: Sequence[str], kinds: Sequence[str], population: str | None) -> Choice:
    from sanctuary_score.comparison import Choice, population_range

    try:
        people = population_range(population) if population is not None else None
    except ValueError as error:
        raise typer.BadParameter(f"--population: {error}") from None
    return Choice(tuple(states), tuple(kind for kind in KINDS if kind in kinds), people)


def _refuse_unknown(sort: str | None, practice: str | None, rubric: Rubric) -> None:
    """End the command when it asks for an area or a practice that the rubric does not have."""
    orders = [*_SORTS, *(area.id for area in rubric.header.areas)]
    if sort is not None and sort not in orders:
        raise typer.BadParameter(f"--sort: {quoted(sort)} is none of {', '.join(orders)}{did_you_mean(sort, orders)}")
    if practice is not None and practice not in rubric.practices:
        near = did_you_mean(practice, rubric.practices)
        raise typer.BadParameter(f"--practice: no practice is called {quoted(practice)}{near}")
