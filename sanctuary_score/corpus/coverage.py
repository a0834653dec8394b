"""How much of the rubric's questions the record answers, and what it rests on: counts over reports, and no words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sanctuary_score.atlas import above
from sanctuary_score.finding import NEARLY_NOTHING, Resolved
from sanctuary_score.profile import Policy
from sanctuary_score.report import Report
from sanctuary_score.source import Source

NO_DATE = ""
_RECENT = 2015
BEFORE = f"before {_RECENT}"
Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Questions asked of places, and how far they are answered on the day of the reports."""

    asked: int
    settled: int
    """Those whose credit is one number: an answer, a law above or a search in vain decides it."""
    partly: int
    """Those whose credit is narrowed and not settled, as where one of two agencies is known."""

    @property
    def share(self) -> float:
        """The settled ones among those asked, from 0 to 1."""
        return self.settled / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Size:
    """How much one profile, or several, hold: also what is no longer in force."""

    policies: int
    answers: int
    sources: int
    primary: int


def state_of(id_: str) -> str:
    """The id of the state that a place lies in, its own for a state; that of the country for an interstate agency."""
    return (id_, *above(id_))[-2]


def by(reports: Iterable[Report], group: Callable[[Report, str], Group]) -> Mapping[Group, Coverage]:
    """Coverage of the questions of each group, which is told by the report and the area of the practice; sorted."""
    counted: dict[Group, list[int]] = {}
    for report in reports:
        for line in report.lines:
            tally = counted.setdefault(group(report, line.area), [0, 0, 0])
            for resolved in line.finding.questions:
                tally[0] += 1
                tally[1] += _settled(resolved)
                tally[2] += not _settled(resolved) and resolved.credit.width < 1 - NEARLY_NOTHING
    return {key: Coverage(*counted[key]) for key in sorted(counted, key=str)}


def _settled(resolved: Resolved) -> bool:
    return resolved.credit.width <= NEARLY_NOTHING


def size(reports: Iterable[Report]) -> Size:
    """What the profiles of these reports hold."""
    policies = [policy for report in reports for policy in report.jurisdiction.profile.policies]
    found = list(_sources(policies))
    answers = sum(len(provision.answers) for policy in policies for provision in policy.provides.values())
    bars = sum(len(policy.forbids) for policy in policies)
    return Size(len(policies), answers + bars, len(found), sum(source.kind == "primary" for source in found))


def ages(reports: Iterable[Report]) -> Mapping[str, int]:
    """How many sources were published in each year, sorted; the old ones are counted together."""
    policies = [policy for report in reports for policy in report.jurisdiction.profile.policies]
    years = Counter(_year(source) for source in _sources(policies))
    return dict(sorted(years.items()))


def _year(source: Source) -> str:
    if source.date is None:
        return NO_DATE
    return str(source.date.first.year) if source.date.first.year >= _RECENT else BEFORE


def disputes(reports: Iterable[Report]) -> Sequence[tuple[Report, Policy, Source]]:
    """The sources that say otherwise than the entry they stand under, in order of place."""
    return [
        (report, policy, source)
        for report in reports
        for policy in report.jurisdiction.profile.policies
        for source in policy.sources
        if source.disputes
    ]


def _sources(policies: Iterable[Policy]) -> Iterator[Source]:
    for policy in policies:
        yield from policy.sources
