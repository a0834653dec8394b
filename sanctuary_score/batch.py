"""A loop around `check`: many files, in one process or several, each file on its own."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sanctuary_score.base import Base
from sanctuary_score.change import compare
from sanctuary_score.check import Checker, Outcome
from sanctuary_score.diagnostic import Code, Place, Placed
from sanctuary_score.formats import Format, Heading, find_format
from sanctuary_score.gates import Judged, Stop, not_before, stops
from sanctuary_score.load import MAX_BYTES, parse
from sanctuary_score.paths import STANDARD_INPUT

_CHUNK = 64
"""Files a worker takes at a time: few enough to keep all busy, enough to make the message to it cheap."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one file adds to the output: its bodies and score, or neither and the problems that stand in the way."""

    path: str
    bodies: tuple[Any, ...]
    """One for each format of the job."""
    score: tuple[float, float] | None
    """Low and high end, from 0 to 100."""
    problems: tuple[Placed, ...]
    stops: tuple[Stop, ...] = ()
    """What the gates of the job stop at."""
    touched: bool = True
    """With a base, whether anything about the place changed."""
    trace: str = ""
    """Where the program itself failed, for `--debug`."""


@dataclass(frozen=True, slots=True)
class Job:
    """Everything a worker needs to know but the files."""

    checker: Checker
    formats: tuple[str, ...]
    heading: Heading
    standard_input: bytes = b""
    gates: tuple[str, ...] = ()
    base: Base | None = None
    """What to compare with, so that the gates count only what the change did."""


def pieces(files: Sequence[str], job: Job, jobs: int) -> Iterator[Piece]:
    """The piece of every file, in the order of the files, whatever the number of processes."""
    if jobs <= 1 or len(files) <= _CHUNK:
        work = _worker(job)
        yield from map(work, files)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
    done = 0
    with ProcessPoolExecutor(max_workers=min(jobs, len(chunks)), initializer=_heed_the_parent) as pool:
        try:
            for batch in pool.map(partial(_chunk, job), chunks):
                yield from batch
                done += 1
        except BrokenProcessPool:
            for path in (path for chunk in chunks[done:] for path in chunk):
                yield _failed(path, "a worker process ended before this file was done; try again with --jobs 1")
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _heed_the_parent() -> None:
    """Leave an interrupt to the process that started the workers: it is sent to all of them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def gone(job: Job) -> Iterator[Stop]:
    """What the gates stop at because a place was there before and is no more."""
    for change in job.base.changes_of_the_gone() if job.base else ():
        yield from stops(job.gates, Judged(Outcome(change.path, None, ()), (), change))


def _chunk(job: Job, files: Sequence[str]) -> list[Piece]:
    return list(map(_worker(job), files))


def _worker(job: Job) -> partial[Piece]:
    return partial(_piece, job, tuple(map(find_format, job.formats)))


def _piece(job: Job, formats: tuple[Format, ...], path: str) -> Piece:
    """One file, on its own: whatever happens here is a problem of this file."""
    try:
        outcome = _outcome(job, path)
        judged = _judge(job, path, outcome)
        stopped = stops(job.gates, judged)
        touched = judged.change is None or not judged.change.quiet
        # With a base, advice is for what the change did: whoever mends one answer is not told of all the others.
        problems = tuple(p for p in outcome.problems if p.severity != "advice" or p in judged.problems)
        if outcome.report is None:
            return Piece(path, (), None, problems, stopped)
        bodies = tuple(format_.body(outcome.report, job.heading) for format_ in formats)
        return Piece(path, bodies, (outcome.report.low, outcome.report.high), problems, stopped, touched)
    except Exception as error:  # noqa: BLE001 (the other files of the run must still be reported)
        return _failed(
            path,
            f"the program failed here ({type(error).__name__}); please report it",
            traceback.format_exc(),
        )


def _judge(job: Job, path: str, outcome: Outcome) -> Judged:
    if job.base is None or path == STANDARD_INPUT:
        return Judged(outcome, outcome.problems, None)
    before = job.base.before(path)
    new = not_before(outcome.problems, before.problems if before else ())
    return Judged(outcome, new, compare(before, outcome, same_tree=True), before)


def _outcome(job: Job, path: str) -> Outcome:
    if path != STANDARD_INPUT:
        return job.checker.check(path)
    return job.checker.check_document(parse("<stdin>", job.standard_input[: MAX_BYTES + 1]))


def _failed(path: str, message: str, trace: str = "") -> Piece:
    problem = Placed(Place(path), Code.INTERNAL.number, message, Code.INTERNAL.severity)
    return Piece(path, (), None, (problem,), trace=trace)
