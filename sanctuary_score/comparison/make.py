"""From reports to a comparison: what of each place counts, their order, and their ranks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from sanctuary_score.comparison.choice import Choice
from sanctuary_score.comparison.values import Answered, Compared, Comparison, Said, Share
from sanctuary_score.finding import Finding
from sanctuary_score.law import Claim
from sanctuary_score.profile import answer_text
from sanctuary_score.rank import Rank, ranks
from sanctuary_score.report import Report
from sanctuary_score.rubric import Rubric
from sanctuary_score.score import WHOLE
from sanctuary_score.wording import since_words, state_words, without_claims


def look_at(report: Report, practice: str | None = None) -> Compared:
    """What a comparison needs of one place, with its answers on this practice."""
    place = report.jurisdiction
    line = next((line for line in report.lines if line.id == practice), None)
    return Compared(
        place.id,
        place.profile.name,
        state_words(place),
        place.profile.kind,
        place.profile.population,
        report.low,
        report.high,
        report.reachable,
        report.known,
        report.grade,
        len(report.harms),
        {area.id: Share(area.credit.low, area.credit.high, area.points) for area in report.areas},
        {line.id: Share(line.credit.low, line.credit.high, line.points, line.state) for line in report.lines},
        _answers(line.finding) if line else {},
    )


def _answers(finding: Finding) -> dict[str, Answered]:
    found = {}
    for resolved in finding.questions:
        unit = getattr(resolved.question, "unit", "")
        said = tuple(_said(claim, unit) for claim in resolved.claims)
        nothing = "" if said else without_claims(resolved, finding.searched)
        found[resolved.id] = Answered(resolved.credit.low, resolved.credit.high, said, nothing)
    return found


def _said(claim: Claim, unit: str) -> Said:
    answer = answer_text(claim.answer)
    policy = claim.policy
    return Said(
        f"{answer} {unit}" if unit else answer,
        claim.jurisdiction.id,
        claim.jurisdiction.profile.name,
        policy.title,
        policy.citation,
        claim.section or "",
        policy.instrument,
        since_words(policy),
        next((source.url for source in policy.sources if source.url), ""),
        claim.certain,
    )


def compare_places(
    places: Iterable[Compared],
    rubric: Rubric,
    as_of: date,
    choice: Choice,
    *,
    sort: str | None = None,
    by: str | None = None,
    practice: str | None = None,
    left_out: int = 0,
    failed: int = 0,
) -> Comparison:
    """The comparison of places that have been chosen.

    `sort` is `score`, `name`, `known` or the id of an area; None for the practice that is looked at, or else the score.
    `by` is `area` or `practice`: what to show beside it; None for what fits the number of places.
    """
    order = sort or ("practice" if practice else "score")
    ranked = tuple(sorted(places, key=_key(order, practice)))
    return Comparison(
        rubric,
        as_of,
        ranked,
        _ranks(ranked, order if order in {area.id for area in rubric.header.areas} else None),
        order,
        by,
        practice,
        tuple(choice.words()),
        left_out,
        failed,
    )


def _ranks(places: Sequence[Compared], area: str | None) -> tuple[Rank | None, ...]:
    measured = [place for place in places if area is None or area in place.areas]
    if area is None:
        found = iter(ranks([(place.low, place.high) for place in measured], WHOLE))
    else:
        found = iter(ranks([place.areas[area][:2] for place in measured]))
    return tuple(next(found) if area is None or area in place.areas else None for place in places)


def _key(sort: str, practice: str | None) -> Callable[[Compared], Any]:
    """What to order places by: the higher low end first, then the higher high end, then by id."""
    match sort:
        case "score":
            return lambda place: (-place.low, -place.high, place.id)
        case "name":
            return lambda place: (place.called.casefold(), place.id)
        case "known":
            return lambda place: (-place.known, -place.low, place.id)
        case "practice":
            return lambda place: (*_down(place.practices.get(practice or "")), place.id)
        case area:
            return lambda place: (*_down(place.areas.get(area)), place.id)


def _down(share: Share | None) -> tuple[float, float]:
    """The share, so that the greatest comes first and what is not asked last."""
    return (-share.low, -share.high) if share else (1.0, 1.0)
