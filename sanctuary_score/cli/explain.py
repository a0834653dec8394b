"""`explain`: one practice in full."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from sanctuary_score.cli.console import complain, paint, wants_color
from sanctuary_score.cli.options import CANNOT_EVALUATE, Color, Debug, RubricFolder, open_rubric

_WIDTH = 80


def explain(
    practice: Annotated[
        str | None, typer.Argument(metavar="PRACTICE", help="The id of a practice, such as detainer-limits.")
    ] = None,
    rubric: RubricFolder = None,
    color: Color = "auto",
    debug: Debug = False,  # noqa: ARG001 (read where errors end up)
) -> None:
    """Explain a practice: why, its questions and what answers earn, next steps, who does it; without one, list them."""
    from sanctuary_score.manual import about_practice, list_practices
    from sanctuary_score.pages import as_text
    from sanctuary_score.validate import did_you_mean, quoted

    known = open_rubric(rubric)
    if practice is not None and practice not in known.practices:
        complain(f"no practice is called {quoted(practice)}{did_you_mean(practice, known.practices)}")
        raise typer.Exit(CANNOT_EVALUATE)
    spans = as_text(about_practice(practice, known) if practice else list_practices(known), _WIDTH)
    if wants_color(color, sys.stdout):
        paint(spans, sys.stdout)
    else:
        sys.stdout.writelines(words for words, _ in spans)
