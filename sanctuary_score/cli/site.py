"""`site`: a static website of all profiles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sanctuary_score.atlas import shipped
from sanctuary_score.cli.console import complain, say, say_problem
from sanctuary_score.cli.folder import why_not, write_folder
from sanctuary_score.cli.options import (
    CANNOT_EVALUATE,
    AsOf,
    Color,
    Debug,
    JurisdictionsFolder,
    RubricFolder,
    open_checker,
)
from sanctuary_score.cli.progress import progress


def site(
    out: Annotated[str, typer.Argument(metavar="OUT", help="The folder to write it to.")],
    as_of: AsOf = None,
    rubric: RubricFolder = None,
    jurisdictions: JurisdictionsFolder = None,
    color: Color = "auto",
    debug: Debug = False,  # noqa: ARG001 (read where errors end up)
) -> None:
    """Write a static website of all profiles: a map, a table, a page a place and a practice, the method, the data."""
    from sanctuary_score.site import World, site_files

    if wrong := why_not(out):
        complain(wrong)
        raise typer.Exit(CANNOT_EVALUATE)
    checker = open_checker(rubric, jurisdictions, as_of)
    measure, day, atlas = checker.rubric, checker.as_of, checker.atlas
    reports, failed = [], 0
    for id_ in atlas.ids():
        outcome = checker.check(atlas.file_of(id_) or "")
        for problem in outcome.problems:
            say_problem(problem)
        if outcome.report is not None:
            reports.append(outcome.report)
        failed += any(problem.severity == "error" for problem in outcome.problems)
    if not reports:
        complain("there is no profile that can be scored, so there is nothing to show")
        raise typer.Exit(CANNOT_EVALUATE)
    names = {report.jurisdiction.id: report.jurisdiction.profile.name for report in reports}
    method = (Path(shipped("docs")) / "method.md").read_text(encoding="utf-8")
    world = World(tuple(reports), measure, day, method, names=names)
    try:
        with progress(len(reports) + len(measure.practices), "Writing", color) as done:
            count = write_folder(out, site_files(world), done)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        complain(f"`{out}` could not be written ({reason}); what was there before is as it was")
        raise typer.Exit(CANNOT_EVALUATE) from None
    say(f"{count} files, {len(reports)} places. Open {Path(out) / 'index.html'}")
    if failed:
        say(f"{failed} profiles could not be scored and are left out; see the problems above.")
        raise typer.Exit(CANNOT_EVALUATE)
