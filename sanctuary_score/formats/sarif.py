"""Reports as SARIF 2.1.0 for code scanning: a result a gap, on the one line that causes it.

What GitHub asks for is in its page on SARIF support; what it does not read (baselines, suppressions) is left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from sanctuary_score import __version__
from sanctuary_score.atlas import shown
from sanctuary_score.characters import visible
from sanctuary_score.diagnostic import Code, Place, Placed, Severity
from sanctuary_score.formats import Heading, Span, Totals, Writer
from sanctuary_score.report import REASONS, Gap, Harm, Report
from sanctuary_score.rubric import Practice, Rubric
from sanctuary_score.wording import cited

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "advice": "note"}
_SEVERITIES: Mapping[Severity, str] = {"error": "error", "warning": "warning", "advice": "recommendation"}
_MAX_TEXT = 1024
"""What GitHub takes of a rule's descriptions."""


def body(report: Report, heading: Heading) -> list[str]:  # noqa: ARG001 (every format takes both)
    """The results of one place, each on a line."""
    found = [_gap(gap, report) for gap in report.gaps if gap.waiver is None]
    harms = [_harm(harm, report) for harm in report.harms]
    unknown = [_gap(gap, report) for gap in report.unknown]
    return [_write(result) for result in (*harms, *found, *unknown)]


def writer(heading: Heading) -> Writer:
    """One run: all practices and all problems as rules, then the results as they come."""
    return _Run(heading.rubric)


class _Run:
    only_touched = False

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._begun = False

    def add(self, body: list[str]) -> Iterator[Span]:
        for result in body:
            yield self._before() + result, "plain"

    def end(self, totals: Totals) -> Iterator[Span]:
        yield from self.add([_write(_problem(problem)) for problem in totals.problems])
        if not self._begun:
            yield _head(self._rubric), "plain"
        yield "\n]}]}\n", "plain"

    def _before(self) -> str:
        words = ",\n" if self._begun else _head(self._rubric) + "\n"
        self._begun = True
        return words


def _head(rubric: Rubric) -> str:
    rules = [_rule(name, practice) for name, practice in rubric.practices.items()]
    rules += [_problem_rule(code) for code in Code]
    driver = {
        "name": "sanctuary-score",
        "semanticVersion": __version__,
        "properties": {"rubric": rubric.header.id, "rubricVersion": rubric.header.version.text},
        "rules": rules,
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "sanctuary-score/"},
        "columnKind": "unicodeCodePoints",
    }
    top = {"$schema": _SCHEMA, "version": "2.1.0"}
    return f'{_write(top)[:-1]}, "runs": [{_write(run)[:-1]}, "results": ['


def _rule(name: str, practice: Practice) -> dict[str, Any]:
    return {
        "id": name,
        "shortDescription": {"text": _short(practice.title)},
        "fullDescription": {"text": _short(practice.why)},
        "help": {"text": f"{practice.why}\nSee: sanctuary-score explain {name}"},
        "defaultConfiguration": {"level": "warning" if practice.core else "note"},
        "properties": {
            "tags": ["policy", *(["core"] if practice.core else [])],
            "precision": "high",
            "problem.severity": "warning" if practice.core else "recommendation",
        },
    }


def _problem_rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.number,
        "shortDescription": {"text": code.sentence},
        "fullDescription": {"text": code.sentence},
        "help": {"text": code.sentence},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
        "properties": {"tags": ["file"], "precision": "very-high", "problem.severity": _SEVERITIES[code.severity]},
    }


def _gap(gap: Gap, report: Report) -> dict[str, Any]:
    unknown = gap.reason == "unknown"
    level = "note" if unknown or not gap.line.practice.core else "warning"
    points = f"{gap.points:.1f} points"
    message = f"{gap.line.practice.title}: {REASONS[gap.reason]} ({points}). {gap.next_step}"
    key = (report.jurisdiction.id, gap.practice, gap.question, gap.reason)
    return _result(gap.practice, level, message, gap.place, key)


def _harm(harm: Harm, report: Report) -> dict[str, Any]:
    message = f"Works against residents. {harm.title}: {harm.meaning} ({cited(harm.claim)})"
    level = "error" if harm.claim.certain else "warning"
    key = (report.jurisdiction.id, harm.practice, harm.question or "", "harm", harm.claim.policy.id)
    return _result(harm.practice, level, message, harm.claim.place, key)


def _problem(problem: Placed) -> dict[str, Any]:
    key = (shown(problem.place.path), problem.number, problem.message)
    return _result(problem.number, _LEVELS[problem.severity], problem.message, problem.place, key)


def _result(rule: str, level: str, message: str, place: Place, key: tuple[str, ...]) -> dict[str, Any]:
    """A result; what it is known by again holds no line, so that it stays itself when lines move."""
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line,
        "endColumn": place.column + 1,
    }
    digest = hashlib.sha256("\0".join(key).encode("utf-8", "replace")).hexdigest()[:32]
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": visible(message)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(place.path)}, "region": region}}],
        "partialFingerprints": {"primaryLocationLineHash": f"{digest}:1"},
    }


def _uri(path: str) -> str:
    """The path relative to the folder we are in, with `/`, percent-encoded."""
    return quote(shown(path).replace("\\", "/").lstrip("/"), safe="/", errors="replace")


def _short(text: str) -> str:
    return text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 3] + "..."


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=True).replace("##[", "#\\u0023[")
