"""What a practice would earn if the place's own law said more: asked of the resolver, for every set of questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from sanctuary_score.check import Case
from sanctuary_score.finding import NEARLY_NOTHING, Finding, Resolved
from sanctuary_score.law import Claim
from sanctuary_score.profile import Policy
from sanctuary_score.report import Line

_LAW = Policy.model_construct(id="plan", title="The law of the plan", instrument="ordinance", citation="", reaches=())


@dataclass(frozen=True, slots=True)
class Option:
    """Texts on one practice, and what it earns for certain with them: credit from 0 to 1."""

    questions: tuple[str, ...]
    credit: float


def improvable(finding: Finding) -> tuple[Resolved, ...]:
    """The questions on which the law above leaves open more than is certain, in the rubric's order."""
    return tuple(r for r in finding.questions if r.reachable - r.credit.low > NEARLY_NOTHING)


def whole(case: Case, line: Line) -> Option:
    """Everything that may be said on the practice, said as recommended."""
    return _option(case, line, [resolved.id for resolved in improvable(line.finding)])


def parts(case: Case, line: Line) -> Iterator[Option]:
    """For each number of texts the best choice of them, the fewest first; only where one more earns more."""
    names = [resolved.id for resolved in improvable(line.finding)]
    most = line.credit.low
    for size in range(1, len(names) + 1):
        found = max((_option(case, line, chosen) for chosen in combinations(names, size)), key=_credit)
        if found.credit > most + NEARLY_NOTHING:
            yield found
            most = found.credit


def after(case: Case, options: Iterable[tuple[Line, Option]]) -> Case:
    """The case as it would be with these texts in force."""
    own = case.own
    for line, option in options:
        own = replace(own, claims={**own.claims, line.id: _claims(case, line, option.questions)})
    return replace(case, own=own, findings=tuple(case.setting.findings(own)))


def _credit(option: Option) -> float:
    return round(option.credit, 9)


def _option(case: Case, line: Line, questions: Sequence[str]) -> Option:
    own = replace(case.own, claims={**case.own.claims, line.id: _claims(case, line, questions)})
    return Option(tuple(questions), case.setting.finding(line.id, own).credit.low)


def _claims(case: Case, line: Line, questions: Sequence[str]) -> dict[str, tuple[Claim, ...]]:
    """The place's own law on the practice, where a law that is hard to undo now says these things as recommended.

    It takes the place of what was said on the same questions, also of answers that worked against residents.
    """
    place = case.own.jurisdiction
    said = Claim(
        jurisdiction=place,
        policy=_LAW,
        at=place.source,
        section=None,
        certain=True,
        agencies=None,
        answer="",
        credit=1.0,
        worth=1.0,
        adverse=False,
    )
    return {**case.own.claims.get(line.id, {}), **dict.fromkeys(questions, (said,))}
