"""One run of `check`: what each file adds to the outputs, the problems and gates on standard error, the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import floor

from sanctuary_score.atlas import shown
from sanctuary_score.batch import Piece
from sanctuary_score.characters import visible
from sanctuary_score.cli.console import complain, say, say_problem
from sanctuary_score.cli.options import CANNOT_EVALUATE
from sanctuary_score.cli.output import Output
from sanctuary_score.diagnostic import Placed
from sanctuary_score.formats import Totals, Writer
from sanctuary_score.gates import OF_PROBLEMS, Stop
from sanctuary_score.score import WHOLE

GATE_FAILED, NOTHING_TO_CHECK = 1, 3
_SLACK = 1e-9
"""A gate may not fail on the last bit of a sum."""


@dataclass(slots=True)
class Run:
    """One run: passes on what each file adds to the outputs, says its problems, and keeps count."""

    outputs: Sequence[tuple[Writer, Output]]
    debug: bool
    scored: int = 0
    failed: int = 0
    stopped: list[Stop] = field(default_factory=list)
    problems: list[Placed] = field(default_factory=list)
    said: set[Placed] = field(default_factory=set)
    lowest: tuple[float, str] | None = None
    """The lowest low end of a score, and the file it is of."""
    lows: tuple[float, float] = (WHOLE, 0.0)
    highs: tuple[float, float] = (WHOLE, 0.0)

    def take(self, piece: Piece) -> None:
        """Say the problems of the piece, count it, and write what it adds."""
        # What is wrong with a law above is found again with every place below it, and worth saying once.
        new = [problem for problem in piece.problems if problem not in self.said]
        for problem in new:
            say_problem(problem)
        self.said.update(new)
        if self.debug and piece.trace:
            say(piece.trace)
        self.problems += new
        for stop in piece.stops:
            self.stop(stop)
        if piece.score is None:
            self.failed += any(problem.severity == "error" for problem in piece.problems)
            return
        self.scored += 1
        low, high = piece.score
        self.lows = min(self.lows[0], low), max(self.lows[1], low)
        self.highs = min(self.highs[0], high), max(self.highs[1], high)
        if piece.touched and (self.lowest is None or low < self.lowest[0]):
            self.lowest = low, piece.path
        for (writer, output), body in zip(self.outputs, piece.bodies, strict=True):
            if piece.touched or not writer.only_touched:
                output.write(writer.add(body))

    def stop(self, stop: Stop) -> None:
        """Say what a gate stops at."""
        self.stopped.append(stop)
        if stop.gate in OF_PROBLEMS:
            return
        path, line, column = stop.place
        say(f"{visible(shown(path))}:{line}:{column}: {stop.gate}: {visible(stop.message)}")

    def close(self, fail_under: float | None, gates: Sequence[str]) -> int:
        """Finish the outputs and say how the gates came out, as the last line; returns the exit code."""
        told = (stop for stop in self.stopped if stop.gate not in OF_PROBLEMS)
        stops = [Placed(stop.place, stop.gate, stop.message, "error") for stop in told]
        totals = Totals(self.scored, self.failed, self.lows, self.highs, self.problems, stops)
        unwritten = 0
        for writer, output in self.outputs:
            output.write(writer.end(totals))
            if error := output.finish():
                complain(error)
                unwritten += 1
        if self.failed:
            files = "1 file" if self.failed == 1 else f"{self.failed} files"
            say(f"{files} could not be scored; see the problems above.")
        if self.scored + self.failed == 0:
            say("Nothing to check: no profile (*.yaml) was found there.")
        passed = self._say_gates(fail_under, gates)
        if self.failed or unwritten:
            return CANNOT_EVALUATE
        if not self.scored:
            return NOTHING_TO_CHECK
        return 0 if passed else GATE_FAILED

    def _say_gates(self, fail_under: float | None, gates: Sequence[str]) -> bool:
        """Say how each gate came out; returns whether all passed."""
        passed = True
        if fail_under is None and not gates:
            say("Gate: none requested.")
        if fail_under is not None and self.lowest is None:
            why = "no place that was scored has changed" if self.scored else "nothing was scored"
            say(f"Gate: --fail-under {fail_under:g}: not reached, {why}.")
        elif fail_under is not None and self.lowest is not None:
            low, path = self.lowest
            passed = low + _SLACK >= fail_under
            word = "passed" if passed else "failed"
            shown = _beside(low, fail_under)
            say(f"Gate: --fail-under {fail_under:g}: {word}, the lowest low end is {shown} ({visible(path)}).")
        if gates:
            counts = {name: sum(stop.gate == name for stop in self.stopped) for name in gates}
            found = ", ".join(f"{count} of {name}" for name, count in counts.items() if count)
            say(f"Gate: --fail-on {','.join(gates)}: {f'failed, {found}' if found else 'passed'}.")
            passed = passed and not found
        return passed


def _beside(low: float, limit: float) -> str:
    """The low end with the digits of the limit, rounded down, so that what fails never reads as reached."""
    digits = max(1, len(f"{limit:g}".partition(".")[2]))
    return f"{floor((low + _SLACK) * 10**digits) / 10**digits:.{digits}f}"
