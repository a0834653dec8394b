"""`plan`: the smallest set of steps to a target, and the facts to find out first."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from sanctuary_score.check import Checker
from sanctuary_score.cli.console import complain, say_problem, text_width
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
from sanctuary_score.cli.places import named
from sanctuary_score.plan import EFFORTS, Doer, Limits, Plan, Target, doers, make_plan
from sanctuary_score.plan_formats import PLAN_FORMATS, Draft, find_plan_format
from sanctuary_score.report import Report
from sanctuary_score.rubric import Rubric
from sanctuary_score.score import WHOLE
from sanctuary_score.validate import did_you_mean, quoted


def plan(
    path: Annotated[str, typer.Argument(metavar="PATH", help="The profile of the place.")],
    to: Annotated[str, typer.Option("--to", metavar="N|GRADE", help="The score or the grade to reach for certain.")],
    max_effort: Annotated[
        str,
        typer.Option(
            "--max-effort", parser=one_of(EFFORTS), metavar="|".join(EFFORTS), help="No step of more effort than this."
        ),
    ] = "high",
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="AREA", help="Steps of this area alone; may be repeated.")
    ] = None,
    as_of: AsOf = None,
    rubric: RubricFolder = None,
    jurisdictions: JurisdictionsFolder = None,
    format_: Annotated[
        str,
        typer.Option("--format", "-f", parser=one_of(PLAN_FORMATS), metavar="|".join(PLAN_FORMATS), help="How."),
    ] = "text",
    output: OutputFile = None,
    details: Annotated[bool, typer.Option("--details", help="Show every fact to find out.")] = False,
    color: Color = "auto",
    debug: Debug = False,  # noqa: ARG001 (read where errors end up)
) -> None:
    """Find the smallest set of steps to a score or grade: what to find out first, then what to put into law."""
    checker = open_checker(rubric, jurisdictions, as_of)
    target, limits = _target(to, checker.rubric), _limits(max_effort, only or (), checker.rubric)
    outcome = checker.check(*named([path]))
    for problem in outcome.problems:
        say_problem(problem)
    if outcome.report is None or outcome.case is None:
        raise typer.Exit(CANNOT_EVALUATE)
    made = make_plan(outcome.report, outcome.case, target, limits)
    draft = Draft(made, {}, details, text_width())
    if made.steps:
        record = _record(checker)
        draft = replace(draft, doers=_who_does(made, record))
    opened = open_output(output, color)
    opened.write(find_plan_format(format_).document(draft))
    if error := opened.finish():
        complain(error)
        raise typer.Exit(CANNOT_EVALUATE)


def _who_does(made: Plan, record: list[Report]) -> dict[str, tuple[Doer, ...]]:
    return {step.line.id: doers(step, made.report.jurisdiction, record) for step in made.steps}


def _record(checker: Checker) -> list[Report]:
    """The reports of all places of the tree that can be scored; what is wrong with others is not this run's affair."""
    paths = (checker.atlas.file_of(id_) for id_ in checker.atlas.ids())
    outcomes = (checker.check(path) for path in paths if path)
    return [outcome.report for outcome in outcomes if outcome.report]


def _target(text: str, rubric: Rubric) -> Target:
    grade = next((grade for grade in rubric.header.grades if grade.name.casefold() == text.strip().casefold()), None)
    if grade is not None:
        return Target(grade.lowest_score, grade)
    try:
        score = float(text)
    except ValueError:
        score = -1.0
    if not 0 < score <= WHOLE:
        names = ", ".join(grade.name for grade in rubric.header.grades)
        raise typer.BadParameter(f"{quoted(text)} is neither a score from 1 to 100 nor a grade ({names})")
    return Target(score)


def _limits(effort: str, only: tuple[str, ...] | list[str], rubric: Rubric) -> Limits:
    areas = [area.id for area in rubric.header.areas]
    for name in only:
        if name not in areas:
            raise typer.BadParameter(f"no area is called {quoted(name)}{did_you_mean(name, areas)}")
    found = next(name for name in EFFORTS if name == effort)
    return Limits(found, frozenset(only))
