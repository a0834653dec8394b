"""`rubric list`, `rubric check` and `rubric diff`: the rubric's own tools."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from sanctuary_score.cli.console import complain, paint, say, wants_color
from sanctuary_score.cli.options import (
    CANNOT_EVALUATE,
    AsOf,
    Color,
    Debug,
    JurisdictionsFolder,
    open_atlas,
    open_rubric,
    today,
)
from sanctuary_score.formats import Span

rubric_app = typer.Typer(help="Look at rubrics: list, check, compare.", no_args_is_help=True, rich_markup_mode=None)
_WIDTH = 80
Folder = Annotated[str | None, typer.Argument(metavar="DIR", help="A rubric folder; the one that ships if not given.")]


@rubric_app.command("list")
def list_(folder: Folder = None, color: Color = "auto", debug: Debug = False) -> None:  # noqa: ARG001
    """List the practices of a rubric by area, with their weights."""
    from sanctuary_score.manual import list_practices
    from sanctuary_score.pages import as_text

    rubric = open_rubric(folder)
    spans = list(as_text(list_practices(rubric), _WIDTH))
    count = len(rubric.practices)
    asked = sum(len(list(practice.scored())) for practice in rubric.practices.values())
    spans.append((f"\n{count} practices, {asked} scored questions; version {rubric.header.version.text}.\n", "plain"))
    _print(iter(spans), color)


@rubric_app.command("check")
def check(folder: Folder = None, debug: Debug = False) -> None:  # noqa: ARG001
    """Check a rubric: errors as in any file, and advice on what coders and readers will miss."""
    from sanctuary_score.rubric_lint import lint

    rubric = open_rubric(folder)
    found = list(lint(rubric))
    for file, advice in found:
        sys.stdout.write(f"{file}: {advice}\n")
    pieces = "1 piece" if len(found) == 1 else f"{len(found)} pieces"
    say(f"{len(rubric.practices)} practices, no error, {pieces} of advice.")


@rubric_app.command("diff")
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The rubric folder as it was.")],
    new: Annotated[str | None, typer.Argument(metavar="NEW", help="As it is; the one that ships if not given.")] = None,
    as_of: AsOf = None,
    jurisdictions: JurisdictionsFolder = None,
    color: Color = "auto",
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Show what a change of the rubric does to the score of every profile, and which change did it."""
    from sanctuary_score.cli.rubric_diff import diff_words, places_between

    before, after = open_rubric(old, past=True), open_rubric(new, past=True)
    day = as_of or today()
    places = places_between(before, after, day, open_atlas(jurisdictions), [open_rubric(None)])
    _print(diff_words(before, after, day, places, _WIDTH), color)
    if places.unscored:
        count = len(places.unscored)
        complain(f"{'1 place' if count == 1 else f'{count} places'} could not be scored by both rubrics")
        raise typer.Exit(CANNOT_EVALUATE)


def _print(spans: Iterator[Span], color: str) -> None:
    if wants_color(color, sys.stdout):
        paint(spans, sys.stdout)
    else:
        sys.stdout.writelines(words for words, _ in spans)
