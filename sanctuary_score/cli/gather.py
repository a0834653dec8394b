"""What `compare` compares: the places among the files that are wanted, and what stood in the way of others."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

import typer

from sanctuary_score.check import Checker, Outcome
from sanctuary_score.cli.console import complain, say_problem
from sanctuary_score.cli.options import CANNOT_EVALUATE
from sanctuary_score.cli.places import named
from sanctuary_score.cli.progress import progress
from sanctuary_score.comparison import Choice, Compared, lies_in, look_at
from sanctuary_score.diagnostic import Placed
from sanctuary_score.load import MAX_BYTES, parse
from sanctuary_score.paths import STANDARD_INPUT, find_profiles
from sanctuary_score.validate import quoted


@dataclass(slots=True)
class Gathered:
    """The places that are wanted, and counts of the rest."""

    places: list[Compared] = field(default_factory=list)
    left_out: int = 0
    """Places that might be wanted, if their population were known."""
    failed: int = 0
    """Files that could not be scored."""
    ids: set[str] = field(default_factory=set)
    """Of all places that were scored, wanted or not."""
    _said: set[Placed] = field(default_factory=set)

    def say(self, problems: Sequence[Placed]) -> bool:
        """Say the errors among the problems, each once; returns whether there are any. Warnings are for `check`."""
        errors = [problem for problem in problems if problem.severity == "error"]
        for problem in errors:
            if problem not in self._said:
                say_problem(problem)
        self._said.update(errors)
        return bool(errors)


def gather(checker: Checker, paths: Sequence[str], choice: Choice, practice: str | None, color: str) -> Gathered:
    """The places of the files that are wanted, in the order of the files, with their answers on the practice.

    Ends the command when a state is wanted in which none of them lies.
    """
    files, missing = find_profiles(named(paths))
    found = Gathered()
    found.failed = sum(found.say([problem]) for problem in missing)
    with progress(len(files), "Comparing", color) as step:
        for path in files:
            outcome = _check(checker, path)
            wrong = found.say(outcome.problems)
            if outcome.report is None:
                found.failed += wrong
            else:
                place = outcome.report.jurisdiction
                found.ids.add(place.id)
                wanted = choice.wants(place)
                found.left_out += wanted is None
                if wanted:
                    found.places.append(look_at(outcome.report, practice))
            step()
    _refuse_elsewhere(choice.states, found.ids)
    return found


def _check(checker: Checker, path: str) -> Outcome:
    if path == STANDARD_INPUT:
        return checker.check_document(parse("<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1)))
    return checker.check(path)


def _refuse_elsewhere(states: Sequence[str], ids: set[str]) -> None:
    for state in states:
        if not any(lies_in(id_, state) for id_ in ids):
            known = sorted({steps[1] for id_ in ids if len(steps := id_.split("/")) > 1})
            complain(f"--state: no place here lies in {quoted(state)}; there are {', '.join(known) or 'none'}")
            raise typer.Exit(CANNOT_EVALUATE)
