"""What is known of each question in one place on one day, as an interval of credit, and what the law above leaves open.

Four small operations: the strongest policy in force that binds an agency; floors and ceilings of the laws above, the
nearest first; the hull over policies that may or may not be in force; the mean over agencies. No weights of practices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce

from sanctuary_score.finding import Finding, Resolved, Standing
from sanctuary_score.interval import Interval
from sanctuary_score.kinds import Agency, Kind
from sanctuary_score.law import Claim, Law
from sanctuary_score.questions import Fact, Scored
from sanctuary_score.resolve.cases import cases, that_matter
from sanctuary_score.resolve.standing import NO_CLAIMS, Claims, Desk, Level
from sanctuary_score.rubric import Practice, Rubric


@dataclass(frozen=True, slots=True)
class _Asked:
    """A practice that is asked of the place, the agencies that count, and what the laws above say on it."""

    id: str
    practice: Practice
    agencies: tuple[Agency | None, ...]
    above: tuple[Level, ...]
    """The nearest first; laws that say nothing on the practice are left out."""


@dataclass(slots=True)
class Setting:
    """What is the same for all places of one kind that operate the same agencies under the same laws.

    `above` are the parts of higher laws that reach such places, the nearest first.
    """

    rubric: Rubric
    kind: Kind
    operates: frozenset[Agency]
    above: tuple[Law, ...]
    _asked: tuple[_Asked, ...] = ()
    _silent: dict[tuple[str, bool], Finding] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._asked = tuple(
            self._ask(name, practice) for name, practice in self.rubric.asked_of(self.kind, self.operates)
        )

    def _ask(self, name: str, practice: Practice) -> _Asked:
        agencies: tuple[Agency | None, ...] = tuple(a for a in practice.agencies if a in self.operates) or (None,)
        levels = (Level(law.claims.get(name, NO_CLAIMS), law.barriers_to(name, agencies)) for law in self.above)
        return _Asked(name, practice, agencies, tuple(level for level in levels if level.claims or level.barriers))

    def findings(self, own: Law) -> list[Finding]:
        """One finding for each practice asked of the place whose own law this is, in the rubric's order."""
        return [self._finding(asked, own.claims.get(asked.id), asked.id in own.searched) for asked in self._asked]

    def finding(self, practice: str, own: Law) -> Finding:
        """The finding on one practice that is asked of the place. Raises KeyError for any other."""
        asked = next((asked for asked in self._asked if asked.id == practice), None)
        if asked is None:
            raise KeyError(practice)
        return self._finding(asked, own.claims.get(practice), practice in own.searched)

    def _finding(self, asked: _Asked, mine: Claims | None, searched: bool) -> Finding:
        if mine is not None:
            return _find(asked, mine, searched, silent=False)
        key = asked.id, searched
        if key not in self._silent:
            self._silent[key] = _find(asked, NO_CLAIMS, searched, silent=True)
        return self._silent[key]


def resolve(own: Law, above: Sequence[Law], rubric: Rubric) -> list[Finding]:
    """The findings of one place: a setting used once."""
    profile = own.jurisdiction.profile
    return Setting(rubric, profile.kind, frozenset(profile.operates), tuple(above)).findings(own)


def _find(asked: _Asked, mine: Claims, searched: bool, *, silent: bool) -> Finding:
    levels = (Level(mine), *asked.above)
    bearing = that_matter(levels, asked.agencies)
    agencies = _told_apart(bearing, asked.agencies)
    possible = list(cases(bearing, searched))
    worlds = [[_desk(asked, agency, *case) for case in possible] for agency in agencies]
    questions = []
    facts = {}
    points = low = high = reachable = own = 0.0
    for question_id, question in asked.practice.questions.items():
        claims = _bearing(levels, question_id, asked.agencies)
        if isinstance(question, Fact):
            if claims:
                facts[question_id] = claims
            continue
        standings = [_hull([desk.standing(question_id, question) for desk in desks]) for desks in worlds]
        resolved = _resolved(question_id, question, asked.agencies, standings, claims)
        questions.append(resolved)
        points += question.points
        low += resolved.credit.low * question.points
        high += resolved.credit.high * question.points
        reachable += resolved.reachable * question.points
        own += resolved.own * question.points
    return Finding(
        asked.id,
        asked.practice,
        _between(low / points, high / points),
        reachable / points,
        own / points,
        tuple(questions),
        facts,
        tuple(barrier for level in asked.above for barrier in level.barriers),
        searched,
        silent,
    )


def _hull(standings: Sequence[Standing]) -> Standing:
    """One standing for several worlds, of which one is true."""
    if len(standings) == 1:
        return standings[0]
    highest = max(standings, key=lambda standing: standing.credit.high)
    needs = {standing.need for standing in standings}
    return Standing(
        reduce(Interval.hull, (standing.credit for standing in standings)),
        max(standing.reachable for standing in standings),
        highest.best,
        min(standing.own for standing in standings),
        needs.pop() if len(needs) == 1 else None,
    )


def _resolved(
    id_: str,
    question: Scored,
    agencies: tuple[Agency | None, ...],
    standings: list[Standing],
    claims: tuple[Claim, ...],
) -> Resolved:
    """The mean over the agencies; one standing alone is that of all of them."""
    if len(standings) == 1:
        one = standings[0]
        alone = (one,) * len(agencies)
        return Resolved(id_, question, one.credit, one.reachable, one.own, agencies, alone, claims)
    count = len(standings)
    credit = _between(sum(s.credit.low for s in standings) / count, sum(s.credit.high for s in standings) / count)
    reachable = sum(s.reachable for s in standings) / count
    own = sum(s.own for s in standings) / count
    return Resolved(id_, question, credit, reachable, own, agencies, tuple(standings), claims)


def _between(low: float, high: float) -> Interval:
    """The interval, where rounding may have carried an end a hair above one."""
    return Interval(min(low, 1.0), min(max(low, high), 1.0))


def _told_apart(levels: Sequence[Level], agencies: tuple[Agency | None, ...]) -> tuple[Agency | None, ...]:
    """The agencies to look at one by one; a single one where no law tells any of them apart."""
    for level in levels:
        if any(barrier.agencies is not None for barrier in level.barriers):
            return agencies
        if any(claim.agencies is not None for claims in level.claims.values() for claim in claims):
            return agencies
    return agencies[:1]


def _desk(asked: _Asked, agency: Agency | None, levels: Sequence[Level], searched: bool) -> Desk:
    own, *above = [level.binding(agency) for level in levels]
    return Desk(asked.practice, searched, own.claims, tuple(above))


def _bearing(levels: Sequence[Level], question: str, agencies: Sequence[Agency | None]) -> tuple[Claim, ...]:
    """The claims on a question that bind at least one of the agencies: the place's own first, then those above."""
    return tuple(
        claim
        for level in levels
        for claim in level.claims.get(question, ())
        if claim.agencies is None or any(claim.binds(agency) for agency in agencies)
    )
