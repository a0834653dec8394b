"""Which places of the record already do what a step asks for, the nearest first. Judges no place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf, log
from typing import NamedTuple

from sanctuary_score.finding import NEARLY_NOTHING
from sanctuary_score.law import Claim
from sanctuary_score.plan.values import Step
from sanctuary_score.profile import Jurisdiction
from sanctuary_score.report import Report


class Doer(NamedTuple):
    """A place whose own law gives the recommended answer for certain, and that answer."""

    jurisdiction: Jurisdiction
    claim: Claim


def doers(step: Step, place: Jurisdiction, record: Sequence[Report]) -> tuple[Doer, ...]:
    """The places that do what the step's first text asks for: those of the same state first, then of the same kind.

    Then by size, as the ratio of populations; where one is not known, last. Never the place itself.
    """
    found = [
        Doer(report.jurisdiction, claim)
        for report in record
        if report.jurisdiction.id != place.id and (claim := _full(report, step))
    ]
    return tuple(sorted(found, key=lambda doer: _distance(doer.jurisdiction, place)))


def _full(report: Report, step: Step) -> Claim | None:
    """The place's own answer that earns everything, in the strongest instrument; None when it has none."""
    question = step.texts[0].question
    claims: Iterable[Claim] = (
        claim
        for line in report.lines
        if line.id == step.line.id
        for resolved in line.finding.questions
        if resolved.id == question
        for claim in resolved.claims
        if claim.jurisdiction.id == report.jurisdiction.id and claim.certain and claim.worth >= 1 - NEARLY_NOTHING
    )
    return next(iter(claims), None)


def _distance(other: Jurisdiction, place: Jurisdiction) -> tuple[bool, bool, float, str]:
    one, two = other.profile.population, place.profile.population
    size = abs(log(one / two)) if one and two else inf
    return _state(other) != _state(place), other.profile.kind != place.profile.kind, size, other.id


def _state(place: Jurisdiction) -> str:
    return "/".join(place.id.split("/")[:2])
