"""A scorecard as a reader wants it: states in words, gaps with reasons and next steps, harms, bars, unknowns.

The only thing a format ever sees; nothing is worded for one format, and nothing is computed anew in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sanctuary_score.finding import NEARLY_NOTHING, Finding, Resolved
from sanctuary_score.law import Claim, Law
from sanctuary_score.profile import answer_text
from sanctuary_score.questions import Levels
from sanctuary_score.report.gaps import by_points, does_not_arise, gaps_of, nearest, shortfalls_of
from sanctuary_score.report.values import (
    AGAINST,
    CAVEAT,
    REASONS,
    STATES,
    Barred,
    Gap,
    Harm,
    Line,
    Peer,
    Report,
    Shortfall,
    State,
)
from sanctuary_score.report.weaker import Weaker, weaker_rules
from sanctuary_score.rubric import Rubric
from sanctuary_score.score import WHOLE, Scorecard
from sanctuary_score.waiver import Signed

__all__ = [
    "AGAINST",
    "CAVEAT",
    "REASONS",
    "STATES",
    "Barred",
    "Gap",
    "Harm",
    "Line",
    "Peer",
    "Report",
    "Shortfall",
    "State",
    "Weaker",
    "does_not_arise",
    "nearest",
    "report",
    "state_of",
]


def report(
    own: Law, above: Sequence[Law], card: Scorecard, rubric: Rubric, as_of: date, waivers: tuple[Signed, ...] = ()
) -> Report:
    """The report of the place whose own law is given, with the laws above it, the nearest first, and its waivers."""
    place = own.jurisdiction
    lines = tuple(
        Line(finding, rubric.areas[finding.id], state_of(finding), card.points[finding.id]) for finding in card.findings
    )
    nowhere = place.place(place.source.child("policies").key())
    every = sorted((gap for line in lines for gap in gaps_of(line, place, nowhere)), key=by_points)
    gaps, waived = _waive(tuple(gap for gap in every if gap.reason != "unknown"), waivers, as_of)
    grades = card.grades
    return Report(
        place,
        rubric,
        as_of,
        card.total.low * WHOLE,
        card.total.high * WHOLE,
        card.reachable * WHOLE,
        card.known,
        (grades[0].name, grades[1].name) if grades else None,
        tuple(rubric.practices[name].title for name in card.held_down_by),
        card.own * WHOLE,
        tuple(law.jurisdiction for law in above),
        lines,
        card.areas,
        tuple(shortfalls_of(lines, gaps)),
        gaps,
        tuple(gap for gap in every if gap.reason == "unknown"),
        tuple(_harms(lines, own)),
        tuple(entry for line in lines for entry in _barred(line, place.id)),
        waivers,
        waived,
        weaker=tuple(weaker_rules(card.findings, place.id)),
    )


def state_of(finding: Finding) -> State:
    """A practice's state in a word."""
    if finding.reachable <= NEARLY_NOTHING:
        return "barred"
    if finding.credit.low >= 1 - NEARLY_NOTHING:
        return "met"
    if finding.credit.low > NEARLY_NOTHING:
        return "partial"
    harmed = any(claim.adverse and claim.certain for resolved in finding.questions for claim in resolved.claims)
    return "unmet" if harmed or finding.credit.high <= NEARLY_NOTHING else "unknown"


def _waive(
    gaps: tuple[Gap, ...], waivers: tuple[Signed, ...], as_of: date
) -> tuple[tuple[Gap, ...], Mapping[int, float]]:
    """The gaps, with the first waiver that covers each and has not expired, and the points of each waiver."""
    points: dict[int, float] = {}
    found = []
    for gap in gaps:
        covering = (i for i, one in enumerate(waivers) if one.covers(gap.practice, gap.question) and one.holds(as_of))
        index = next(covering, None)
        if index is None:
            found.append(gap)
        else:
            points[index] = points.get(index, 0.0) + gap.points
            found.append(replace(gap, waiver=waivers[index].waiver))
    return tuple(found), points


def _harms(lines: tuple[Line, ...], own: Law) -> Iterator[Harm]:
    for line in lines:
        for resolved in line.finding.questions:
            for claim in resolved.claims:
                if claim.adverse:
                    yield Harm(line.id, line.practice.title, resolved.id, _meaning(resolved, claim), claim)
    titles = {line.id: line.practice.title for line in lines}
    for barrier in own.barriers:
        if barrier.policy.reaches:
            title = titles.get(barrier.practice, barrier.practice)
            only = f" (only: {', '.join(sorted(barrier.questions))})" if barrier.questions else ""
            yield Harm(barrier.practice, title, None, f"forbids this to the places below{only}", barrier)


def _meaning(resolved: Resolved, claim: Claim) -> str:
    """The adverse answer in the rubric's words; the bare answer where it has none."""
    answer = answer_text(claim.answer)
    known = resolved.question.meanings if isinstance(resolved.question, Levels) else {}
    return known.get(answer, f"{resolved.id} is {answer}").rstrip(".")


def _barred(line: Line, place: str) -> Iterator[Barred]:
    """One entry a practice and law above that forbids it, or whose adverse answer no place below can outdo.

    The points go to the nearest of them, so that they are counted once.
    """
    points = line.points * (1.0 - line.finding.reachable)
    told = set()
    for barrier in line.finding.barriers:
        yield Barred(line.id, line.practice.title, points, tuple(sorted(barrier.questions or ())), barrier)
        told.add((barrier.jurisdiction.id, barrier.policy.id))
        points = 0.0
    for resolved in line.finding.questions:
        for claim in resolved.claims:
            law = claim.jurisdiction.id, claim.policy.id
            if claim.adverse and claim.jurisdiction.id != place and law not in told:
                yield Barred(line.id, line.practice.title, points, (resolved.id,), claim)
                told.add(law)
                points = 0.0
