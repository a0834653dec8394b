"""The form of `new`: written as an Excel workbook, empty or filled, and read back into a profile."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import typer

from sanctuary_score.characters import visible
from sanctuary_score.cli.console import complain, say, say_problem
from sanctuary_score.cli.options import CANNOT_EVALUATE
from sanctuary_score.cli.profile_file import KeptError, as_argument, put, read_bytes, text_of, write_profile
from sanctuary_score.cli.start import Start
from sanctuary_score.intake.filled.checked import check_form
from sanctuary_score.intake.filled.form_data import read_form
from sanctuary_score.intake.form.pages import blank, pages, place_choices
from sanctuary_score.intake.laws_above import laws_above
from sanctuary_score.intake.profile_data import Data, profile_data
from sanctuary_score.intake.spreadsheet import WorkbookError, read_workbook
from sanctuary_score.intake.spreadsheet.archive import MAX_BYTES
from sanctuary_score.intake.summary import summary, unasked
from sanctuary_score.load import MAX_PROBLEMS

PROFILES = (".yaml", ".yml")


def write_form(start: Start, target: str, source: str | None) -> None:
    """Write a form, filled from a profile or another form where one is named; ends the command when that cannot be."""
    try:
        from sanctuary_score.intake.form.look import TooLongError
        from sanctuary_score.intake.form.workbook import form
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] != "openpyxl":
            raise
        complain(f"a form is written by openpyxl; it is not installed: run `{sys.executable} -m pip install openpyxl`")
        raise typer.Exit(CANNOT_EVALUATE) from None
    if not target.lower().endswith(".xlsx"):
        _give_up(f"a form is an Excel workbook; give `{target}` a name that ends with .xlsx")
    if os.path.lexists(target) and not start.force:
        _give_up(f"`{target}` exists, and may be filled in; name another file, or add --force to replace it")
    data = blank(start.kind or "city", start.name, start.within) if source is None else _filled(start, source)
    if lost := unasked(data, start.rubric):
        _give_up(
            f"this rubric does not ask `{'`, `'.join(lost[:5])}`, which the form would lose; use the rubric that does"
        )
    choices = place_choices(laws_above(start.atlas).meanings)
    title = f"What the law says: {data['name'] or 'form'}"
    try:
        put(target, form(pages(data, start.rubric), choices, start.rubric, title))
    except (TooLongError, KeptError) as error:
        _give_up(str(error))
    holds = summary(data, start.rubric) if source else f"a form for a {data['kind']}"
    say(f"{visible(target)}: {holds}.")
    profile = as_argument(_yaml_beside(target))
    say(f"Fill it in, save it, and run: sanctuary-score new --from {as_argument(target)} -o {profile}")


def form_to_profile(start: Start, source: str, output: str | None) -> None:
    """Turn a filled form into a profile; ends the command, with every cell that does not fit, when that cannot be."""
    if source.lower().endswith(PROFILES):
        _give_up(f"`{source}` is a profile already; add --form FILE.xlsx to make a form of it")
    if output is not None and output.lower().endswith((".xlsx", ".xlsm", ".xls")):
        _give_up(f"`{output}` is the name of a workbook; end the name of the profile with .yaml")
    data = _read(start, source, output or _yaml_beside(source))
    try:
        if output is None:
            sys.stdout.write(text_of(data))
        else:
            write_profile(output, data, force=start.force)
    except KeptError as error:
        _give_up(str(error))
    say(f"{visible(output or 'The profile')}: {summary(data, start.rubric)}.")
    if output is not None:
        say(f"Next: sanctuary-score check {as_argument(output)}")


def profile_of(start: Start, path: str) -> Data:
    """The data of a valid profile; ends the command with its problems when it is none."""
    outcome = start.checker().check(path)
    if outcome.report is None:
        for problem in outcome.problems:
            say_problem(problem)
        raise typer.Exit(CANNOT_EVALUATE)
    return profile_data(outcome.report.jurisdiction.profile)


def _filled(start: Start, source: str) -> Data:
    return (
        profile_of(start, source) if source.lower().endswith(PROFILES) else _read(start, source, _yaml_beside(source))
    )


def _read(start: Start, source: str, target: str) -> Data:
    """The data of a filled form, as the profile `target`; says what does not fit, and ends the command for an error."""
    try:
        sheets = read_workbook(read_bytes(source, MAX_BYTES))
    except WorkbookError as error:
        _give_up(f"`{source}`: {error}")
    except OSError as error:
        _give_up(f"`{source}` cannot be read ({(error.strerror or str(error)).lower()})")
    checked = check_form(read_form(sheets, start.rubric, laws_above(start.atlas)), start.checker(), target)
    for problem in checked.problems[:MAX_PROBLEMS]:
        say(visible(problem.line(source)))
    if len(checked.problems) > MAX_PROBLEMS:
        say(f"{visible(source)}: and {len(checked.problems) - MAX_PROBLEMS} more")
    if not checked.sound:
        say("Nothing was written: mend these cells, save the form, and run the command again.")
        raise typer.Exit(CANNOT_EVALUATE)
    return checked.data


def _yaml_beside(path: str) -> str:
    return os.path.splitext(path)[0] + PROFILES[0]


def _give_up(message: str) -> NoReturn:
    complain(message)
    raise typer.Exit(CANNOT_EVALUATE)
