"""Advice for authors of profiles: what a reviewer would ask about. Nothing here stands in the way of a score."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sanctuary_score.diagnostic import Code, Pointer, Problem
from sanctuary_score.finding import NEARLY_NOTHING
from sanctuary_score.law import Claim
from sanctuary_score.profile import Jurisdiction, Policy
from sanctuary_score.report import Report

STALE_AFTER = 24
"""Months after which a source of a law in force should be opened again; codes are amended every year or two."""
_NUMBER = re.compile(r"([0-9]+)\.([0-9]+)")


def advise(report: Report, today: date | None, stale_after: int = STALE_AFTER) -> Iterator[Problem]:
    """The advice on the profile of a report, in the order of its policies; `stale_after` counts months."""
    place = report.jurisdiction
    shortened = dict(_lost_zeros(place))
    for at, policy in place.policies():
        in_force = policy.binding(report.as_of) is not False
        if policy.sources and all(source.kind == "secondary" for source in policy.sources):
            message = "every source is secondary; look for the law's own text or an official record"
            yield Problem(Code.SECONDARY_ONLY, at.child("sources").key(), message)
        if today is not None and in_force and (last := _last_read(policy)) and _months(last, today) >= stale_after:
            message = (
                f"no source of this law has been read since {last.isoformat()}, {_months(last, today)} months ago;"
                " open one again and set its `read` day"
            )
            yield Problem(Code.STALE, at.child("sources").key(), message)
        yield from (problem for spot, problem in shortened.items() if spot.route[:2] == at.route)
    yield from _lapsed(report)
    yield from _outdone(report)


def _last_read(policy: Policy) -> date | None:
    return max((source.read.last for source in policy.sources), default=None)


def _months(day: date, today: date) -> int:
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)


def _lost_zeros(place: Jurisdiction) -> Iterator[tuple[Pointer, Problem]]:
    """Sections such as `12.1` beside `12.11`: a spreadsheet writes 12.10 that way."""
    sections: list[tuple[Pointer, str]] = []
    for at, policy in place.policies():
        sections.append((at.child("citation"), policy.citation))
        for name, provision in policy.provides.items():
            if provision.section:
                sections.append((at.child("provides", name, "section"), provision.section))
    numbers = {found for _, text in sections for found in _NUMBER.findall(text)}
    for at, text in sections:
        found = _NUMBER.fullmatch(text)
        if found and len(found[2]) == 1 and any(a == found[1] and b[0] == found[2] and len(b) == 2 for a, b in numbers):
            message = f"`{text}` may be `{text}0` with its zero lost in a spreadsheet; look it up"
            yield at, Problem(Code.LOST_ZERO, at, message)


def _lapsed(report: Report) -> Iterator[Problem]:
    """Practices that had a law of the place, and have none since it ended: a reader sees a law vanish."""
    place = report.jurisdiction
    open_ = {
        line.id
        for line in report.lines
        if line.credit.width > NEARLY_NOTHING
        and not any(claim.jurisdiction.id == place.id for asked in line.finding.questions for claim in asked.claims)
    }
    last = {
        name: (at, policy.ended)
        for at, policy in place.policies()
        for name in policy.provides
        if name in open_ and policy.ended is not None and policy.ended.reached(report.as_of)
    }
    for name, (at, ended) in last.items():
        message = (
            f"the only law on `{name}` ended on {ended.text}; enter what follows it, or, when there is nothing,"
            f" `none_found` with the day on which you searched"
        )
        yield Problem(Code.LAPSED, at.child("ended"), message)


def _outdone(report: Report) -> Iterator[Problem]:
    """Policies of which every answer earns no more than the law above gives to the same agencies."""
    place = report.jurisdiction
    useful: set[str] = set()
    beaten: dict[str, Claim] = {}
    for line in report.lines:
        for resolved in line.finding.questions:
            own = [claim for claim in resolved.claims if claim.jurisdiction.id == place.id]
            above = [c for c in resolved.claims if c.jurisdiction.id != place.id and c.certain and not c.adverse]
            for claim in own:
                better = next((other for other in above if _covers(other, claim)), None)
                if better is None or claim.adverse:
                    useful.add(claim.policy.id)
                else:
                    beaten.setdefault(claim.policy.id, better)
    for at, policy in place.policies():
        if policy.id in beaten and policy.id not in useful and not policy.reaches:
            better = beaten[policy.id]
            message = (
                f"the law above already gives all that this gives ({better.policy.citation},"
                f" {better.jurisdiction.profile.name}); it moves no score while that stands"
            )
            yield Problem(Code.OUTDONE, at, message)


def _covers(other: Claim, claim: Claim) -> bool:
    bound = other.agencies is None or (claim.agencies is not None and claim.agencies <= other.agencies)
    return bound and other.worth + NEARLY_NOTHING >= claim.worth
