"""Rules of the place itself that ask for less than the law above already gives: what a council can mend at once.

They cost no points, because the law above counts in their place; whoever reads the rule alone is misled all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sanctuary_score.finding import NEARLY_NOTHING, Finding, Resolved
from sanctuary_score.kinds import Agency
from sanctuary_score.law import Claim
from sanctuary_score.questions import ShareOf, YesNo


@dataclass(frozen=True, slots=True)
class Weaker:
    """One answer of the place's own law that earns less than the law above guarantees to the same agencies."""

    practice: str
    title: str
    question: str
    agencies: tuple[Agency, ...]
    """Those of which this is told; empty where it is of all that the question counts."""
    own: Claim
    """The best that the place's own law gives them."""
    above: Claim
    """The answer of the law above that counts instead."""
    unit: str = ""
    """What the answers count, where they are numbers."""


def weaker_rules(findings: Iterable[Finding], place: str) -> Iterator[Weaker]:
    """The answers of the place that are weaker than a law above that certainly binds, in the rubric's order."""
    for finding in findings:
        if finding.silent:
            continue
        for resolved in finding.questions:
            pairs: dict[object, tuple[Claim, Claim, list[Agency]]] = {}
            for own, above, agency in _pairs(resolved, place):
                key = id(own), above.jurisdiction.id, above.answer
                _, _, agencies = pairs.setdefault(key, (own, above, []))
                if agency is not None:
                    agencies.append(agency)
            for own, above, agencies in pairs.values():
                whom = () if len(agencies) == len(resolved.agencies) else tuple(agencies)
                unit = getattr(resolved.question, "unit", "")
                yield Weaker(finding.id, finding.practice.title, resolved.id, whom, own, above, unit)


def _pairs(resolved: Resolved, place: str) -> Iterator[tuple[Claim, Claim, Agency | None]]:
    """For each agency that has both: the best answer of the place and the better one above, where it is better.

    A rule that leaves out what another law names (a shorter list, a plain no) says nothing against it and misleads
    nobody; a rule that opens what another law closes does.
    """
    if isinstance(resolved.question, ShareOf | YesNo) or resolved.question.of_each_law:
        return
    mine = [claim for claim in resolved.claims if claim.jurisdiction.id == place and claim.certain]
    higher = [claim for claim in resolved.claims if claim.jurisdiction.id != place and claim.certain]
    if not mine or not higher:
        return
    for agency, standing in zip(resolved.agencies, resolved.standings, strict=True):
        own = [claim for claim in mine if claim.binds(agency)]
        above = [claim for claim in higher if claim.binds(agency)]
        # What is barred cannot be mended, and an adverse answer is told as a harm.
        if not own or not above or standing.reachable <= NEARLY_NOTHING or any(claim.adverse for claim in own):
            continue
        floor = max(above, key=lambda claim: claim.worth)
        if all(_less(claim, floor) for claim in own):
            yield max(own, key=lambda claim: claim.worth), floor, agency


def _less(claim: Claim, floor: Claim) -> bool:
    """Whether the rule itself is weaker, and not only easier to undo; and counts for less than the law above."""
    return claim.credit < floor.credit - NEARLY_NOTHING and claim.worth < floor.worth - NEARLY_NOTHING
