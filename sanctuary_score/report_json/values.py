"""The parts of a report as the values of its JSON, version 1. Writes no text."""

from __future__ import annotations

from typing import Any

from sanctuary_score.diagnostic import Placed
from sanctuary_score.finding import Resolved
from sanctuary_score.law import Claim
from sanctuary_score.report import Barred, Harm, Line, Report
from sanctuary_score.report_json.shape import (
    AreaV1,
    BarredV1,
    ClaimV1,
    GradeV1,
    HarmV1,
    JurisdictionV1,
    PracticeV1,
    ProblemV1,
    QuestionV1,
    RangeV1,
    ScoreV1,
    SensitivityV1,
    WaiverV1,
)
from sanctuary_score.score import AreaScore
from sanctuary_score.sensitivity import DRAWS, SPREAD, Sensitivity


def top_of(report: Report) -> dict[str, Any]:
    """What a report says of the place as a whole: its score, its grade, its areas."""
    place = report.jurisdiction
    return {
        "jurisdiction": JurisdictionV1(id=place.id, name=place.profile.name, kind=place.profile.kind, path=place.path),
        "above": [place.profile.name for place in report.above],
        "score": ScoreV1(
            low=rounded(report.low),
            high=rounded(report.high),
            reachable=rounded(report.reachable),
            own=rounded(report.own),
        ),
        "known": rounded(report.known),
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
        low=RangeV1(least=rounded(found.low[0]), greatest=rounded(found.low[1])),
        high=RangeV1(least=rounded(found.high[0]), greatest=rounded(found.high[1])),
        grade_kept=found.grade_kept,
    )


def _area(area: AreaScore) -> AreaV1:
    return AreaV1(
        id=area.id,
        title=area.title,
        low=rounded(area.earned[0]),
        high=rounded(area.earned[1]),
        points=rounded(area.points),
    )


def practice_of(line: Line) -> PracticeV1:
    """One practice with its questions, and the claims on each."""
    questions = line.finding.questions
    share = line.points / sum(resolved.question.points for resolved in questions)
    return PracticeV1(
        id=line.id,
        title=line.practice.title,
        area=line.area,
        core=line.practice.core,
        state=line.state,
        low=rounded(line.credit.low),
        high=rounded(line.credit.high),
        points=rounded(line.points),
        questions=[_question(resolved, share) for resolved in questions],
    )


def _question(resolved: Resolved, share: float) -> QuestionV1:
    return QuestionV1(
        id=resolved.id,
        low=rounded(resolved.credit.low),
        high=rounded(resolved.credit.high),
        points=rounded(resolved.question.points * share),
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
        url=next((source.url for source in claim.policy.sources if source.url), None),
        certain=claim.certain,
        path=path,
        line=line,
        column=column,
    )


def harm_of(harm: Harm) -> HarmV1:
    """One fact that works against residents."""
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


def barred_of(barred: Barred) -> BarredV1:
    """What one higher law forbids of a practice."""
    barrier = barred.barrier
    place = barrier.place
    return BarredV1(
        practice=barred.practice,
        questions=list(barred.questions),
        points=rounded(barred.points),
        jurisdiction=barrier.jurisdiction.id,
        policy=barrier.policy.id,
        citation=barrier.policy.citation,
        section=barrier.section,
        certain=barrier.certain,
        path=place.path,
        line=place.line,
        column=place.column,
    )


def waivers_of(report: Report) -> list[WaiverV1]:
    """All waivers, each with the points that it covers."""
    return [
        WaiverV1(
            practice=one.waiver.practice,
            question=one.waiver.question,
            reason=one.waiver.reason,
            approved_by=one.waiver.approved_by,
            expires=one.waiver.expires.text,
            points=rounded(report.waived_points.get(index, 0.0)),
            path=one.place.path,
            line=one.place.line,
            column=one.place.column,
        )
        for index, one in enumerate(report.waivers)
    ]


def problem_of(problem: Placed) -> ProblemV1:
    """One problem of a file."""
    path, line, column = problem.place
    return ProblemV1(
        code=problem.number,
        severity=problem.severity,
        message=problem.message,
        path=path,
        line=line,
        column=column,
    )


def rounded(number: float) -> float:
    """A number as the report writes it: rounding errors of sums end before the fourth digit."""
    return round(number, 4)
