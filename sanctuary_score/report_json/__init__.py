"""A report as a line of JSON, version 1, in the shape that `shape` lays down. Puts no documents together.

Plain dicts and the standard library's writer: validating what has just been computed would cost more than computing it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from sanctuary_score import __version__
from sanctuary_score.diagnostic import Placed
from sanctuary_score.finding import Finding
from sanctuary_score.report import Gap, Line, Peer, Report, state_of
from sanctuary_score.report_json.shape import SCHEMA, ModelV1, RubricV1, Tool
from sanctuary_score.report_json.values import (
    barred_of,
    harm_of,
    practice_of,
    problem_of,
    rounded,
    top_of,
    waivers_of,
)
from sanctuary_score.report_json.weaker import weaker_rule
from sanctuary_score.rubric import Rubric

_write = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(", ", ": ")).encode


def top_text(rubric: Rubric, as_of: date) -> str:
    """What a document says before its reports, without the closing brace."""
    header = rubric.header
    top = {
        "schema": SCHEMA,
        "tool": Tool(name="sanctuary-score", version=__version__),
        "rubric": RubricV1(id=header.id, version=header.version.text),
        "as_of": as_of.isoformat(),
    }
    return _write(top)[:-1]


def report_text(report: Report) -> str:
    """One report, on one line.

    What is the same for all places under the same laws is written once and kept as text: that is most of a report.
    """
    top = _write(top_of(report))[:-1]
    practices = ", ".join(map(_practice_text, report.lines))
    gaps = ", ".join(map(_gap_text, report.gaps))
    unknown = ", ".join(map(_unknown_text, report.unknown))
    harms = _write([harm_of(harm) for harm in report.harms])
    barred = _write([barred_of(barred) for barred in report.barred])
    waivers = _write(waivers_of(report)) if report.waivers else "[]"
    weaker = _write([weaker_rule(rule) for rule in report.weaker])
    rest = f'"gaps": [{gaps}], "harms": {harms}, "weaker": {weaker}, "barred": {barred}'
    rest += f', "unknown": [{unknown}], "waivers": {waivers}'
    return _defused(f'{top}, "practices": [{practices}], {rest}}}')


def problems_text(problems: Iterable[Placed]) -> str:
    """The problems, separated by commas."""
    return _defused(_write([problem_of(problem) for problem in problems])[1:-1])


def _defused(text: str) -> str:
    """The same JSON without the mark by which a CI log takes any line for a command."""
    return text.replace("##[", "#\\u0023[")


def _practice_text(line: Line) -> str:
    if line.finding.silent:
        return _shared_practice(line.finding, line.area, line.points)
    return _write(practice_of(line))


@lru_cache(maxsize=4096)
def _shared_practice(finding: Finding, area: str, points: float) -> str:
    return _write(practice_of(Line(finding, area, state_of(finding), points)))


def _gap_text(gap: Gap) -> str:
    """A gap as JSON, put together of texts that recur from report to report and are written once.

    No type holds this text to `GapV1`, nor the next one to `UnknownV1`: the test of the schema does.
    """
    loss = gap.loss
    path, line, column = gap.place
    return (
        f'{{"practice": {_text(loss.practice)}, "question": {_text(loss.question)}, "reason": {_text(loss.reason)},'
        f' "points": {rounded(gap.points)}, "agencies": {_text(loss.agencies)}, "next_step": {_text(gap.next_step)},'
        f' "models": {_peers(gap.models)}, "waived": {_flag(gap.waiver)},'
        f' "path": {_text(path)}, "line": {line}, "column": {column}}}'
    )


def _unknown_text(gap: Gap) -> str:
    """What is not known as JSON, put together like a gap."""
    loss = gap.loss
    path, line, column = gap.place
    return (
        f'{{"practice": {_text(loss.practice)}, "question": {_text(loss.question)}, "points": {rounded(gap.points)},'
        f' "agencies": {_text(loss.agencies)}, "path": {_text(path)}, "line": {line}, "column": {column}}}'
    )


def _flag(value: object) -> str:
    return "true" if value else "false"


@lru_cache(maxsize=8192)
def _text(words: str | tuple[str, ...]) -> str:
    return _write(words)


@lru_cache(maxsize=8192)
def _peers(models: tuple[Peer, ...]) -> str:
    return _write([ModelV1(jurisdiction=p.jurisdiction, name=p.name, citation=p.citation) for p in models])
