"""`schema`: the JSON Schemas of profiles, of the rubric, and of what commands write."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from sanctuary_score.cli.console import complain
from sanctuary_score.cli.options import CANNOT_EVALUATE, Debug, OutputFile, RubricFolder, open_output, open_rubric


def schema(
    what: Annotated[
        str, typer.Argument(metavar="profile|rubric|report|comparison|history", help="Which schema to print.")
    ],
    output: OutputFile = None,
    rubric: RubricFolder = None,
    debug: Debug = False,  # noqa: ARG001 (read where errors end up)
) -> None:
    """Print a JSON Schema: of profiles (for editors), of the rubric's practice files, or of a JSON output."""
    from sanctuary_score.schemas import SCHEMAS

    if what not in SCHEMAS:
        complain(f"`{what}` has no schema; there is one of {', '.join(SCHEMAS)}")
        raise typer.Exit(CANNOT_EVALUATE)
    text = json.dumps(SCHEMAS[what](open_rubric(rubric)), indent=2) + "\n"
    opened = open_output(output, "never")
    opened.write([(text, "plain")])
    if error := opened.finish():
        complain(error)
        raise typer.Exit(CANNOT_EVALUATE)
