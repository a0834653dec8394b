"""The questions of `new` at a terminal: lines in, prompts out, the profile saved whole after every answer."""

from __future__ import annotations

import os
import sys

import typer

from sanctuary_score.characters import visible
from sanctuary_score.cli.console import complain, say, say_problem
from sanctuary_score.cli.forms import PROFILES, profile_of
from sanctuary_score.cli.options import CANNOT_EVALUATE, today
from sanctuary_score.cli.profile_file import KeptError, as_argument, put, read_bytes, text_of
from sanctuary_score.cli.start import Start
from sanctuary_score.diagnostic import Code
from sanctuary_score.intake.interview import Setting, converse, interview
from sanctuary_score.intake.kept import holds_comments
from sanctuary_score.intake.laws_above import laws_above
from sanctuary_score.intake.profile_data import Data, profile_data
from sanctuary_score.intake.summary import summary
from sanctuary_score.load import MAX_BYTES, Document
from sanctuary_score.profile import Profile
from sanctuary_score.validate import parse_model

_LONGEST_LINE = 40_000
_ASKED_AGAIN = {
    Code.NO_SOURCE.number: "this law has no source yet",
    Code.UNDATED.number: "it is not known when this law began",
}
"""What is still missing of a law, in words of somebody who was asked."""


def talk(start: Start, path: str) -> None:
    """Ask for a profile, question by question, or go on with the one in the file."""
    if not path.lower().endswith(PROFILES):
        complain(f"a profile is a YAML file; give `{path}` a name that ends with .yaml")
        raise typer.Exit(CANNOT_EVALUATE)
    data = _begun(start, path)
    setting = Setting(start.rubric, laws_above(start.atlas), today().isoformat())
    saved = os.path.lexists(path)

    def keep(so_far: Data) -> None:
        nonlocal saved
        profile, _ = parse_model(Profile, Document(path, so_far))
        if profile is not None and so_far.get("operates"):
            put(path, text_of(profile_data(profile)))
            saved = True

    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    say("Answer with a number or in words. ? explains, b goes back, q stops and keeps what is answered.")
    try:
        converse(lambda data: interview(data, setting), data, _hear, _tell, keep)
    except KeyboardInterrupt:
        say("")
    except KeptError as error:
        complain(str(error))
        raise typer.Exit(CANNOT_EVALUATE) from None
    _sum_up(start, path, saved=saved)


def _begun(start: Start, path: str) -> Data:
    """The data of the file, or what the options say of a new place."""
    if not os.path.lexists(path):
        given = {"name": start.name, "kind": start.kind, "within": start.within}
        return {key: value for key, value in given.items() if value}
    data = profile_of(start, path)
    if holds_comments(read_bytes(path, MAX_BYTES).decode("utf-8-sig"), data) and not start.force:
        complain(f"`{path}` has comments, which would be lost; go on in an editor, or add --force to drop them")
        raise typer.Exit(CANNOT_EVALUATE)
    return data


def _hear(prompt: str) -> str | None:
    """The next line, or None when there is none."""
    _tell(prompt)
    line = sys.stdin.readline(_LONGEST_LINE)
    if not sys.stdin.isatty():
        _tell("\n")
    return line or None


def _tell(text: str) -> None:
    """Show text at once; what a rubric or a profile says has been made visible."""
    sys.stderr.write(text)
    sys.stderr.flush()


def _sum_up(start: Start, path: str, *, saved: bool) -> None:
    """Say what is kept, what its author should look at, and what to do next."""
    shown = visible(path)
    if not saved:
        say("Nothing is saved yet: the name of the place, its kind and what it runs come first.")
        return
    outcome = start.checker().check(path)
    for problem in outcome.problems:
        missing = _ASKED_AGAIN.get(problem.number)
        words = f"{missing}; `new` asks for it when you choose the law again"
        say_problem(problem._replace(message=words) if missing else problem)
    data = profile_data(outcome.report.jurisdiction.profile) if outcome.report else None
    say(f"{shown}: {summary(data, start.rubric)}." if data else f"{shown} is saved.")
    again = as_argument(path)
    say("Was a law suspended or replaced, or was one searched for in vain? Add it by hand; docs/profiles.md shows how.")
    say(f"Go on: sanctuary-score new {again}   Score it: sanctuary-score check {again}")
