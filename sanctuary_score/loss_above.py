"""Why a place loses by a change that is not its own: the answer or the bar of the law above. Compares no files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sanctuary_score.change import NOTICED, Change, policy_place
from sanctuary_score.diagnostic import Place
from sanctuary_score.fact_change import written
from sanctuary_score.law import Barrier, Claim
from sanctuary_score.report import Report


class LostAbove(NamedTuple):
    """What a place loses by a change of the law above it: where that stands now, and the end of a sentence on it."""

    place: Place
    message: str


def lost_above(change: Change, practice: str) -> LostAbove | None:
    """The answer of a law above that counted for this practice and counts for less now; None when there is none."""
    assert change.old is not None
    assert change.new is not None
    before, after = (_claims_above(report, practice) for report in (change.old, change.new))
    for key, was in before.items():
        is_ = after.get(key)
        if is_ is not None and is_.worth + NOTICED >= was.worth:
            continue
        home = f"{was.policy.id} of {was.jurisdiction.id}"
        if is_ is not None:
            words = f"; in {home}, `{key[2]}` was `{written(was.answer)}` and is `{written(is_.answer)}`"
            return LostAbove(is_.place, words)
        above = next((place for place in change.new.above if place.id == was.jurisdiction.id), None)
        place = policy_place(above, was.policy.id) if above else Place(change.path)
        return LostAbove(place, f"; {home} gave `{key[2]}: {written(was.answer)}`, and does no longer")
    known = {_law_of(barrier) for barrier in _against(change.old, practice)}
    for against in _against(change.new, practice):
        if _law_of(against) not in known:
            home = f"{against.policy.id} of {against.jurisdiction.id}"
            return LostAbove(against.place, f"; {home} stands against it now")
    return None


def _law_of(entry: Claim | Barrier) -> tuple[str, str]:
    return entry.jurisdiction.id, entry.policy.id


def _against(report: Report, practice: str) -> Iterator[Claim | Barrier]:
    """What laws above forbid of a practice, or order against it."""
    for line in report.lines:
        if line.id == practice:
            yield from line.finding.barriers
            for resolved in line.finding.questions:
                yield from (c for c in resolved.claims if c.adverse and c.jurisdiction.id != report.jurisdiction.id)


def _claims_above(report: Report, practice: str) -> Mapping[tuple[str, str, str], Claim]:
    """What certainly counts for a practice by the laws above, by whose law, policy and question."""
    return {
        (claim.jurisdiction.id, claim.policy.id, resolved.id): claim
        for line in report.lines
        if line.id == practice
        for resolved in line.finding.questions
        for claim in resolved.claims
        if claim.certain and not claim.adverse and claim.jurisdiction.id != report.jurisdiction.id
    }
