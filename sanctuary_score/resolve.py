"""What is known of each question in one place on one day, as an interval of credit, and what the law above leaves open.

Four small operations: the strongest policy in force that binds an agency; floors and ceilings of the laws above, the
nearest first; the hull over policies that may or may not be in force; the mean over agencies. No weights of practices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from operator import attrgetter

from sanctuary_score.finding import Finding, Resolved, Standing
from sanctuary_score.interval import ANYTHING, NOTHING, Interval
from sanctuary_score.kinds import Agency, Kind
from sanctuary_score.law import Barrier, Claim, Law
from sanctuary_score.questions import Fact, Scored
from sanctuary_score.rubric import Practice, Rubric

Value = Callable[[Claim], float]
_WORTH: Value = attrgetter("worth")
_CREDIT: Value = attrgetter("credit")
_FULL = Interval(1.0, 1.0)
_Claims = Mapping[str, tuple[Claim, ...]]
_NO_CLAIMS: _Claims = {}
MAX_DOUBTFUL = 6
"""Policies on one practice whose dates leave them in doubt; with more, their worlds are too many to look at."""


@dataclass(frozen=True, slots=True)
class _Level:
    """What the law of one place says on one practice."""

    claims: _Claims
    barriers: tuple[Barrier, ...] = ()

    def entries(self) -> Iterator[Claim | Barrier]:
        """Everything it says."""
        for claims in self.claims.values():
            yield from claims
        yield from self.barriers

    def without(self, policies: frozenset[int]) -> _Level:
        """What is left of it without these policies, told by their identity."""
        return self._kept(lambda entry: id(entry.policy) not in policies)

    def binding(self, agency: Agency | None) -> _Level:
        """The part of it that binds an agency."""
        return self._kept(lambda entry: entry.binds(agency))

    def _kept(self, wanted: Callable[[Claim | Barrier], bool]) -> _Level:
        claims = {question: kept for question, some in self.claims.items() if (kept := tuple(filter(wanted, some)))}
        return _Level(claims, tuple(filter(wanted, self.barriers)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A practice that is asked of the place, the agencies that count, and what the laws above say on it."""

    id: str
    practice: Practice
    agencies: tuple[Agency | None, ...]
    above: tuple[_Level, ...]
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
        levels = (_Level(law.claims.get(name, _NO_CLAIMS), law.barriers_to(name, agencies)) for law in self.above)
        return _Asked(name, practice, agencies, tuple(level for level in levels if level.claims or level.barriers))

    def findings(self, own: Law) -> list[Finding]:
        """One finding for each practice asked of the place whose own law this is, in the rubric's order."""
        return [self._finding(asked, own.claims.get(asked.id), asked.id in own.searched) for asked in self._asked]

    def _finding(self, asked: _Asked, mine: _Claims | None, searched: bool) -> Finding:
        if mine is not None:
            return _find(asked, mine, searched, silent=False)
        key = asked.id, searched
        if key not in self._silent:
            self._silent[key] = _find(asked, _NO_CLAIMS, searched, silent=True)
        return self._silent[key]


def resolve(own: Law, above: Sequence[Law], rubric: Rubric) -> list[Finding]:
    """The findings of one place: a setting used once."""
    profile = own.jurisdiction.profile
    return Setting(rubric, profile.kind, frozenset(profile.operates), tuple(above)).findings(own)


def _find(asked: _Asked, mine: _Claims, searched: bool, *, silent: bool) -> Finding:
    levels = (_Level(mine), *asked.above)
    agencies = _told_apart(levels, asked.agencies)
    worlds = [[_desk(asked, agency, *world) for world in _worlds(levels, searched)] for agency in agencies]
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


def _worlds(levels: Sequence[_Level], searched: bool) -> Iterator[tuple[Sequence[_Level], bool]]:
    """The laws in every case that is possible: each policy whose dates leave it in doubt is in force, or is not.

    With each case, whether more was searched for in vain. Where too many policies are in doubt, one case of which
    nothing is known but what is certainly forbidden: wider than the truth, and never wrong.
    """
    doubtful = {id(entry.policy) for level in levels for entry in level.entries() if not entry.certain}
    if not doubtful:
        yield levels, searched
    elif len(doubtful) > MAX_DOUBTFUL:
        yield [_Level({}, tuple(b for b in level.barriers if b.certain)) for level in levels], False
    else:
        for count in range(len(doubtful) + 1):
            for absent in combinations(sorted(doubtful), count):
                yield [level.without(frozenset(absent)) for level in levels], searched


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


def _told_apart(levels: Sequence[_Level], agencies: tuple[Agency | None, ...]) -> tuple[Agency | None, ...]:
    """The agencies to look at one by one; a single one where no law tells any of them apart."""
    for level in levels:
        if any(barrier.agencies is not None for barrier in level.barriers):
            return agencies
        if any(claim.agencies is not None for claims in level.claims.values() for claim in claims):
            return agencies
    return agencies[:1]


def _desk(asked: _Asked, agency: Agency | None, levels: Sequence[_Level], searched: bool) -> _Desk:
    own, *above = [level.binding(agency) for level in levels]
    return _Desk(asked.practice, searched, own.claims, tuple(above))


def _bearing(levels: Sequence[_Level], question: str, agencies: Sequence[Agency | None]) -> tuple[Claim, ...]:
    """The claims on a question that bind at least one of the agencies: the place's own first, then those above."""
    return tuple(
        claim
        for level in levels
        for claim in level.claims.get(question, ())
        if claim.agencies is None or any(claim.binds(agency) for agency in agencies)
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """One agency before one practice in one world, or several that no law tells apart; all its claims bind."""

    practice: Practice
    searched: bool
    mine: _Claims
    above: tuple[_Level, ...]

    def standing(self, question: str, asked: Scored) -> Standing:
        """How the agency stands on a question."""
        alone = _strongest(self.mine.get(question, ()), self.searched, _WORTH)
        credit = self._credit(question, _WORTH)
        reachable = self._bounded(question, _FULL, _WORTH).high if self.above else 1.0
        best = self._best(question, credit.high)
        need = self._need(asked) if asked.needs else True
        if need is None:
            credit = Interval(0.0, credit.high)
        elif not need:
            credit = NOTHING
            if not self._could_be_met(asked):
                reachable = 0.0
        return Standing(credit, reachable, best, min(alone.low, credit.low), need)

    def _credit(self, question: str, value: Value) -> Interval:
        mine = self.mine.get(question, ())
        credit = _strongest(mine, self.searched, value)
        if not self.above or any(claim.adverse for claim in mine):
            # An adverse answer outranks a better one, and so it does the floor of a law above.
            return credit
        return self._bounded(question, credit, value)

    def _need(self, asked: Scored) -> bool | None:
        """Whether the answers that the question needs are given, and those that they need in turn."""
        met: bool | None = True
        for other, least in self._needs(asked):
            credit = self._credit(other, _CREDIT)
            if credit.high < least:
                return False
            if credit.low < least:
                met = None
        return met

    def _could_be_met(self, asked: Scored) -> bool:
        """Whether the law above leaves open what the question needs."""
        return all(self._bounded(other, _FULL, _CREDIT).high >= least for other, least in self._needs(asked))

    def _needs(self, asked: Scored) -> Iterator[tuple[str, float]]:
        """The questions needed, directly and in turn, each with the least credit that will do."""
        for other, answers in asked.needs.items():
            needed = self.practice.questions[other]
            assert not isinstance(needed, Fact), "validate lets through only needs on questions that are scored"
            yield other, min(needed.credit(answer) or 0.0 for answer in answers)
            yield from self._needs(needed)

    def _bounded(self, question: str, credit: Interval, value: Value) -> Interval:
        """The credit within the floors and ceilings of the laws above, the nearest first."""
        for level in self.above:
            claims = level.claims.get(question, ())
            if any(claim.adverse for claim in claims):
                return NOTHING
            if any(barrier.closes(question) for barrier in level.barriers):
                credit = NOTHING
            elif claims:
                credit = credit.at_least(max(map(value, claims)))
        return credit

    def _best(self, question: str, high: float) -> Claim | None:
        """The claim that the upper end rests on: an adverse one first, then the nearest of that worth."""
        claims = [*self.mine.get(question, ())]
        for level in self.above:
            claims += level.claims.get(question, ())
        adverse = next((claim for claim in claims if claim.adverse), None)
        return adverse or next((claim for claim in claims if claim.worth == high), None)


def _strongest(claims: Sequence[Claim], searched: bool, value: Value) -> Interval:
    """What the place's own policies earn: the strongest of them; an adverse one outranks them all."""
    if not claims:
        return NOTHING if searched else ANYTHING
    if any(claim.adverse for claim in claims):
        return NOTHING
    return Interval.exactly(max(map(value, claims)))
