"""A report as a line of JSON, version 1, in the shape that `shape` lays down. Puts no documents together.

Plain dicts and the standard library's writer: validating what has just been computed would cost more than computing it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from sanctuary_score import __version__
from sanctuary_score.diagnostic import Placed
from sanctuary_score.finding import Finding, Resolved
from sanctuary_score.law import Claim
from sanctuary_score.report import Barred, Gap, Harm, Line, Peer, Report, state_of
from sanctuary_score.report_json.shape import (
    SCHEMA,
    AreaV1,
    BarredV1,
    ClaimV1,
    GradeV1,
    HarmV1,
    JurisdictionV1,
    ModelV1,
    PracticeV1,
    ProblemV1,
    QuestionV1,
    RangeV1,
    RubricV1,
    ScoreV1,
    SensitivityV1,
    Tool,
    WaiverV1,
)
from sanctuary_score.rubric import Rubric
from sanctuary_score.score import AreaScore
from sanctuary_score.sensitivity import DRAWS, SPREAD, Sensitivity

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
    top = _write(_top(report))[:-1]
    practices = ", ".join(map(_practice_text, report.lines))
    gaps = ", ".join(map(_gap_text, report.gaps))
    unknown = ", ".join(map(_unknown_text, report.unknown))
    harms = _write([_harm(harm) for harm in report.harms])
    barred = _write([_barred(barred) for barred in report.barred])
    waivers = _write(_waivers(report)) if report.waivers else "[]"
    rest = f'"gaps": [{gaps}], "harms": {harms}, "barred": {barred}, "unknown": [{unknown}], "waivers": {waivers}'
    return _defused(f'{top}, "practices": [{practices}], {rest}}}')


def problems_text(problems: Iterable[Placed]) -> str:
    """The problems, separated by commas."""
    return _defused(_write([_problem(problem) for problem in problems])[1:-1])


def _defused(text: str) -> str:
    """The same JSON without the mark by which a CI log takes any line for a command."""
    return text.replace("##[", "#\\u0023[")


def _top(report: Report) -> dict[str, Any]:
    place = report.jurisdiction
    return {
        "jurisdiction": JurisdictionV1(id=place.id, name=place.profile.name, kind=place.profile.kind, path=place.path),
        "above": [place.profile.name for place in report.above],
        "score": ScoreV1(
            low=_round(report.low),
            high=_round(report.high),
            reachable=_round(report.reachable),
            own=_round(report.own),
        ),
        "known": _round(report.known),
        "grade": _grade(report),
        "sensitivity": _sensitivity(report.sensitivity),
        "core": [line.id for line in report.core],
        "areas": [_area(area) for area in report.areas],
    }


def _grade(report: Report) -> GradeV1 | None:
    if report.grade is None:
        return None
    low, high = report.grade
    return GradeV1(low=low, high=high, held_down_by=list(report.held_down_by))


def _sensitivity(found: Sensitivity | None) -> SensitivityV1 | None:
    if found is None:
        return None
    return SensitivityV1(
        draws=DRAWS,
        spread=SPREAD,
        low=RangeV1(least=_round(found.low[0]), greatest=_round(found.low[1])),
        high=RangeV1(least=_round(found.high[0]), greatest=_round(found.high[1])),
        grade_kept=found.grade_kept,
    )


def _practice_text(line: Line) -> str:
    if line.finding.silent:
        return _shared_practice(line.finding, line.area, line.points)
    return _write(_practice(line))


@lru_cache(maxsize=4096)
def _shared_practice(finding: Finding, area: str, points: float) -> str:
    return _write(_practice(Line(finding, area, state_of(finding), points)))


def _gap_text(gap: Gap) -> str:
    """A gap as JSON, put together of texts that recur from report to report and are written once."""
    loss = gap.loss
    path, line, column = gap.place
    return (
        f'{{"practice": {_text(loss.practice)}, "question": {_text(loss.question)}, "reason": {_text(loss.reason)},'
        f' "points": {_round(gap.points)}, "agencies": {_text(loss.agencies)}, "next_step": {_text(gap.next_step)},'
        f' "models": {_peers(gap.models)}, "waived": {_flag(gap.waiver)},'
        f' "path": {_text(path)}, "line": {line}, "column": {column}}}'
    )


def _unknown_text(gap: Gap) -> str:
    """What is not known as JSON, put together like a gap."""
    loss = gap.loss
    path, line, column = gap.place
    return (
        f'{{"practice": {_text(loss.practice)}, "question": {_text(loss.question)}, "points": {_round(gap.points)},'
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


def _round(number: float) -> float:
    return round(number, 4)


def _area(area: AreaScore) -> AreaV1:
    return AreaV1(
        id=area.id,
        title=area.title,
        low=_round(area.credit.low * area.points),
        high=_round(area.credit.high * area.points),
        points=_round(area.points),
    )


def _practice(line: Line) -> PracticeV1:
    questions = line.finding.questions
    share = line.points / sum(resolved.question.points for resolved in questions)
    return PracticeV1(
        id=line.id,
        title=line.practice.title,
        area=line.area,
        core=line.practice.core,
        state=line.state,
        low=_round(line.credit.low),
        high=_round(line.credit.high),
        points=_round(line.points),
        questions=[_question(resolved, share) for resolved in questions],
    )


def _question(resolved: Resolved, share: float) -> QuestionV1:
    return QuestionV1(
        id=resolved.id,
        low=_round(resolved.credit.low),
        high=_round(resolved.credit.high),
        points=_round(resolved.question.points * share),
        claims=[_claim(claim) for claim in resolved.claims],
    )


def _claim(claim: Claim) -> ClaimV1:
    path, line, column = claim.place
    return ClaimV1(
        jurisdiction=claim.jurisdiction.id,
        policy=claim.policy.id,
        answer=claim.answer if isinstance(claim.answer, str) else list(claim.answer),
        instrument=claim.policy.instrument,
        citation=claim.policy.citation,
        section=claim.section,
        url=claim.policy.sources[0].url if claim.policy.sources else None,
        certain=claim.certain,
        path=path,
        line=line,
        column=column,
    )


def _harm(harm: Harm) -> HarmV1:
    place = harm.claim.place
    return HarmV1(
        practice=harm.practice,
        question=harm.question,
        jurisdiction=harm.claim.jurisdiction.id,
        policy=harm.claim.policy.id,
        citation=harm.claim.policy.citation,
        certain=harm.claim.certain,
        path=place.path,
        line=place.line,
        column=place.column,
    )


def _barred(barred: Barred) -> BarredV1:
    barrier = barred.barrier
    place = barrier.place
    return BarredV1(
        practice=barred.practice,
        questions=list(barred.questions),
        points=_round(barred.points),
        jurisdiction=barrier.jurisdiction.id,
        policy=barrier.policy.id,
        citation=barrier.policy.citation,
        section=barrier.section,
        certain=barrier.certain,
        path=place.path,
        line=place.line,
        column=place.column,
    )


def _waivers(report: Report) -> list[WaiverV1]:
    return [
        WaiverV1(
            practice=one.waiver.practice,
            question=one.waiver.question,
            reason=one.waiver.reason,
            approved_by=one.waiver.approved_by,
            expires=one.waiver.expires.text,
            points=_round(report.waived_points.get(index, 0.0)),
            path=one.place.path,
            line=one.place.line,
            column=one.place.column,
        )
        for index, one in enumerate(report.waivers)
    ]


def _problem(problem: Placed) -> ProblemV1:
    path, line, column = problem.place
    return ProblemV1(
        code=problem.number,
        severity=problem.severity,
        message=problem.message,
        path=path,
        line=line,
        column=column,
    )
