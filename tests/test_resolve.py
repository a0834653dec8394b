"""The resolver against brute force: what it says of a question must be the hull of all worlds that are possible.

A world settles what is not known: which of the policies with doubtful dates are in force, and, where nobody searched,
what the place's own law would have earned. Each world is scored with a few lines of plain arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import place, small_rubric

from sanctuary_score.interval import Interval
from sanctuary_score.law import read_law
from sanctuary_score.profile import Jurisdiction, Policy
from sanctuary_score.resolve import Setting, resolve
from sanctuary_score.resolve.cases import MAX_DOUBTFUL
from sanctuary_score.score import score

DAY = date(2026, 1, 1)
SLACK = 1e-9
LEVELS = {"must-hold": 0.0, "nothing": 0.0, "form": 0.25, "listed": 0.5, "judge": 1.0}
DURABILITY = {"ordinance": 1.0, "department-policy": 0.4, "resolution": 0.2}
COSTS = {"none": 1.0, "violent": 0.75, "charge": 0.25}


@st.composite
def policies(draw: st.DrawFn, name: str, *, above: bool) -> str:
    """A policy as YAML; doubtful, past, future and suspended ones among them."""
    lines = [
        f"  - id: {name}",
        "    title: T",
        f"    instrument: {draw(st.sampled_from(sorted(DURABILITY)))}",
        "    citation: C",
    ]
    lines += draw(
        st.sampled_from(
            [
                ["    effective: 2020-01-01"],
                ["    effective: 2020-01-01"],
                [],
                ["    effective: 2026"],
                ["    effective: 2027-01-01"],
                ["    effective: 2020-01-01", "    ended: 2025-01-01"],
                ["    effective: 2020-01-01", "    ended: 2026"],
                ["    effective: 2020-01-01", "    suspended: [{from: 2025-06-01}]"],
                ["    effective: 2020-01-01", "    suspended: [{from: 2025-06-01, until: 2025-12-01}]"],
                ["    in_force_by: 2020"],
                ["    effective: 2020-01-01", "    last_in_force: 2024"],
            ]
        )
    )
    if draw(st.booleans()):
        lines.append(f"    binds: [{draw(st.sampled_from(['jail', 'police', 'jail, police']))}]")
    if above:
        lines.append("    reaches: [county]")
    if above and draw(st.integers(0, 3)) == 0:
        only = draw(st.sampled_from(["{}", "{questions: [requires]}", "{questions: [carve-outs]}"]))
        return "\n".join([*lines, f"    forbids: {{holds: {only}}}"])
    answers = []
    if draw(st.integers(0, 4)):
        answers.append(f"requires: {draw(st.sampled_from(sorted(LEVELS)))}")
    if draw(st.booleans()):
        answers.append(f"carve-outs: {draw(st.sampled_from(sorted(COSTS)))}")
    return "\n".join([*lines, f"    provides: {{holds: {{{', '.join(answers)}}}}}"])


@st.composite
def places(draw: st.DrawFn, id_: str, kind: str, *, above: bool) -> Jurisdiction:
    """A county or a state with up to three policies."""
    laws = [draw(policies(f"p{number}", above=above)) for number in range(draw(st.integers(0, 3)))]
    text = f"name: X\nkind: {kind}\noperates: [jail, police]\npolicies:\n" + "\n".join(laws or ["  []"]) + "\n"
    if draw(st.booleans()):
        text += "none_found: {holds: 2025-01-01}\n"
    return place(id_, text)


@dataclass(frozen=True)
class Word:
    """What one policy says to one agency on one question, in one world."""

    level: str | None
    carve_out: str | None
    durability: float


def said(policy: Policy, agency: str) -> Word | None:
    """What the policy says on holds to the agency; None when it does not bind it or is silent."""
    if policy.binds is not None and agency not in policy.binds:
        return None
    provision = policy.provides.get("holds")
    if provision is None:
        return None
    level, carve = provision.answers.get("requires"), provision.answers.get("carve-outs")
    return Word(str(level) if level else None, str(carve) if carve else None, DURABILITY[policy.instrument])


def forbidden(policy: Policy, agency: str, question: str) -> bool:
    """Whether the policy forbids the question to the agency."""
    if policy.binds is not None and agency not in policy.binds:
        return False
    bar = policy.forbids.get("holds")
    return bar is not None and (bar.questions is None or question in bar.questions)


def settle(values: Sequence[float], unknown: float, *, searched: bool) -> float:
    """The strongest of the place's own policies; without any, nothing or whatever this world has in store."""
    if values:
        return max(values)
    return 0.0 if searched else unknown


def world(
    own: Sequence[Policy], above: Sequence[Policy], agency: str, unknown: Sequence[float], *, searched: bool
) -> tuple[float, float]:
    """Credit of `requires` and of `carve-outs` for one agency where just these policies are in force."""
    words = [word for policy in own if (word := said(policy, agency))]
    floors = [word for policy in above if (word := said(policy, agency))]
    harmed = [any(word.level == "must-hold" for word in some) for some in (words, floors)]

    def bounded(value: float, floor: Sequence[float], question: str, *, harm: bool) -> float:
        if (
            harm
            or (harmed[0] and question == "requires")
            or any(forbidden(policy, agency, question) for policy in above)
        ):
            return 0.0
        return max([value, *floor])

    def level(word: Word, durable: bool) -> float:
        return LEVELS[str(word.level)] * (word.durability if durable else 1.0)

    results = []
    for durable in (True, False):
        mine = [level(word, durable) for word in words if word.level]
        value = 0.0 if harmed[0] else settle(mine, unknown[0 if durable else 1], searched=searched)
        floor = [level(word, durable) for word in floors if word.level and word.level != "must-hold"]
        results.append(bounded(value, floor, "requires", harm=harmed[1]))
    credit, bare = results
    mine = [COSTS[word.carve_out] * word.durability for word in words if word.carve_out]
    floor = [COSTS[word.carve_out] * word.durability for word in floors if word.carve_out]
    carve = bounded(settle(mine, unknown[2], searched=searched), floor, "carve-outs", harm=False)
    return credit, carve if bare >= 0.5 else 0.0


def worlds(county: Jurisdiction, state: Jurisdiction, agency: str) -> Iterator[tuple[float, float]]:
    """Both credits in every world; what nobody searched is tried at both ends: all rules are monotone."""
    every = [(county, policy) for policy in county.profile.policies] + [
        (state, policy) for policy in state.profile.policies
    ]
    doubtful = [index for index, (_, policy) in enumerate(every) if policy.binding(DAY) is None]
    for choice in product([False, True], repeat=len(doubtful)):
        picked = dict(zip(doubtful, choice, strict=True))
        live = [entry for index, entry in enumerate(every) if picked.get(index, entry[1].binding(DAY) is True)]
        own = [policy for whose, policy in live if whose is county]
        above = [policy for whose, policy in live if whose is state]
        for unknown in product([0.0, 1.0], repeat=3):
            yield world(own, above, agency, unknown, searched=bool(county.profile.none_found))


@settings(max_examples=400)
@given(places("us/st/county", "county", above=False), places("us/st", "state", above=True))
def test_a_question_is_the_hull_of_all_possible_worlds(county: Jurisdiction, state: Jurisdiction) -> None:
    rubric = small_rubric()
    findings = resolve(read_law(county, rubric, DAY), [read_law(state, rubric, DAY).below("county")], rubric)
    holds = next(finding for finding in findings if finding.id == "holds")
    for index, question in enumerate(("requires", "carve-outs")):
        resolved = next(found for found in holds.questions if found.id == question)
        for agency, standing in zip(resolved.agencies, resolved.standings, strict=True):
            possible = [earned[index] for earned in worlds(county, state, str(agency))]
            assert standing.credit == Interval(min(possible), max(possible)), (question, agency)


def test_too_many_doubts_are_wide_and_not_slow() -> None:
    """Twenty undated policies would be a million worlds; the answer is then that nothing is known."""
    law = "  - {id: p%d, title: T, instrument: ordinance, citation: C, provides: {holds: {requires: judge}}}\n"
    text = "name: X\nkind: county\noperates: [jail]\nnone_found: {holds: 2025-01-01}\npolicies:\n"
    county = place("us/st/county", text + "".join(law % number for number in range(20)))
    holds = resolve(read_law(county, small_rubric(), DAY), [], small_rubric())[0]
    assert holds.credit == Interval(0.0, 1.0)


@st.composite
def with_many_doubts(draw: st.DrawFn, id_: str, kind: str, *, above: bool) -> Jurisdiction:
    """A place with a law that is certain, and more undated ones beside it than would be looked at; none can matter."""
    reaches = ", reaches: [county]" if above else ""
    answered, barred = "provides: {holds: {requires: judge, carve-outs: none}}", "forbids: {holds: {}}"
    sure = draw(st.sampled_from([answered, barred])) if above else answered
    lines = [f"  - {{id: sure, title: T, instrument: ordinance, citation: C, effective: 2020-01-01{reaches}, {sure}}}"]
    for number in range(MAX_DOUBTFUL + 1):
        says = f"requires: {draw(st.sampled_from(sorted(LEVELS.keys() - {'must-hold'})))}"
        says += draw(st.sampled_from(["", ", carve-outs: none", ", carve-outs: charge"]))
        only = draw(st.sampled_from(["{}", "{questions: [carve-outs]}"]))
        effect = f"forbids: {{holds: {only}}}" if sure == barred else f"provides: {{holds: {{{says}}}}}"
        binds = draw(st.sampled_from(["", ", binds: [jail]", ", binds: [police]"]))
        instrument = draw(st.sampled_from(sorted(DURABILITY)))
        lines.append(
            f"  - {{id: p{number}, title: T, instrument: {instrument}, citation: C{binds}{reaches}, {effect}}}"
        )
    return place(id_, f"name: X\nkind: {kind}\noperates: [jail, police]\npolicies:\n" + "\n".join(lines) + "\n")


@settings(max_examples=30)
@given(
    st.one_of(
        st.tuples(with_many_doubts("us/st/county", "county", above=False), places("us/st", "state", above=True)),
        st.tuples(places("us/st/county", "county", above=False), with_many_doubts("us/st", "state", above=True)),
    )
)
def test_doubts_that_cannot_matter_are_never_too_many(both: tuple[Jurisdiction, Jurisdiction]) -> None:
    """However many undated laws stand beside one that settles the matter, the hull is exact."""
    county, state = both
    rubric = small_rubric()
    findings = resolve(read_law(county, rubric, DAY), [read_law(state, rubric, DAY).below("county")], rubric)
    holds = next(finding for finding in findings if finding.id == "holds")
    for position, agency in enumerate(holds.questions[0].agencies):
        possible = list(worlds(county, state, str(agency)))
        for index, question in enumerate(("requires", "carve-outs")):
            resolved = next(found for found in holds.questions if found.id == question)
            earned = [one[index] for one in possible]
            assert resolved.standings[position].credit == Interval(min(earned), max(earned)), (question, agency)


def test_seven_undated_laws_take_nothing_from_one_in_force() -> None:
    sure = "  - {id: s, title: T, instrument: ordinance, citation: C, effective: 2016, provides: {holds: {%s}}}\n"
    undated = "  - {id: p%d, title: T, instrument: resolution, citation: C, provides: {holds: {requires: judge}}}\n"
    rubric = small_rubric()
    text = "name: X\nkind: county\noperates: [jail]\npolicies:\n" + sure % "requires: judge, carve-outs: none"
    counties = [place("us/st/county", text + "".join(undated % n for n in range(count))) for count in (0, 6, 7, 20)]
    alone, *beside = [resolve(read_law(county, rubric, DAY), [], rubric)[0].credit for county in counties]
    assert beside == [alone] * 3


@pytest.mark.parametrize(
    ("certain", "undated", "requires", "carve_outs"),
    [
        (("department-policy", "judge"), ("ordinance", "judge"), (0.4, 1.0), (0.4, 0.4)),
        (("ordinance", "form"), ("resolution", "judge"), (0.25, 0.25), (0.0, 1.0)),
    ],
)
def test_a_doubt_that_matters_is_kept(
    certain: tuple[str, str],
    undated: tuple[str, str],
    requires: tuple[float, float],
    carve_outs: tuple[float, float],
) -> None:
    """An instrument that is harder to undo, or a better answer on which another question hangs."""
    law = "  - {id: %s, title: T, citation: C%s, instrument: %s, provides: {holds: {requires: %s%s}}}\n"
    text = "name: X\nkind: county\noperates: [jail]\npolicies:\n"
    text += law % ("a", ", effective: 2016", *certain, ", carve-outs: none") + law % ("b", "", *undated, "")
    county = place("us/st/county", text)
    found = resolve(read_law(county, small_rubric(), DAY), [], small_rubric())[0].questions
    earned = {one.id: (one.credit.low, one.credit.high) for one in found}
    assert (earned["requires"], earned["carve-outs"]) == (requires, carve_outs)


COUNTIES = places("us/st/county", "county", above=False)
STATES = places("us/st", "state", above=True)


def total(county: Jurisdiction, state: Jurisdiction) -> Interval:
    rubric = small_rubric()
    card = score(resolve(read_law(county, rubric, DAY), [read_law(state, rubric, DAY).below("county")], rubric), rubric)
    assert card is not None
    return card.total


@settings(max_examples=150)
@given(COUNTIES, STATES, st.randoms())
def test_the_order_of_policies_never_matters(county: Jurisdiction, state: Jurisdiction, dice: object) -> None:
    shuffled = list(county.profile.policies)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    again = Jurisdiction(county.id, county.profile.model_copy(update={"policies": tuple(shuffled)}), county.document)
    assert total(county, state) == total(again, state)


@settings(max_examples=150)
@given(COUNTIES, STATES, st.sampled_from(["2020-01-01", "2027-01-01"]))
def test_learning_a_date_never_widens(county: Jurisdiction, state: Jurisdiction, start: str) -> None:
    from sanctuary_score.day import read_day

    learned = tuple(
        policy if policy.effective or policy.in_force_by else policy.model_copy(update={"effective": read_day(start)})
        for policy in county.profile.policies
    )
    known = Jurisdiction(county.id, county.profile.model_copy(update={"policies": learned}), county.document)
    assert total(county, state).holds(total(known, state), SLACK)


@settings(max_examples=150)
@given(COUNTIES, STATES)
def test_searching_in_vain_never_widens(county: Jurisdiction, state: Jurisdiction) -> None:
    searched = place("x", "name: X\nkind: county\noperates: [jail]\nnone_found: {holds: 2025-01-01, ban: 2025-01-01}\n")
    update = {"none_found": searched.profile.none_found}
    known = Jurisdiction(county.id, county.profile.model_copy(update=update), county.document)
    assert total(county, state).holds(total(known, state), SLACK)


@settings(max_examples=150)
@given(COUNTIES, STATES)
def test_losses_account_for_every_point(county: Jurisdiction, state: Jurisdiction) -> None:
    """What is earned for certain, what is lost or not known, and what is barred add up to the whole practice."""
    rubric = small_rubric()
    for finding in resolve(read_law(county, rubric, DAY), [read_law(state, rubric, DAY).below("county")], rubric):
        lost = sum(loss.share for loss in finding.losses)
        assert finding.credit.low + lost + (1 - finding.reachable) == pytest.approx(1)
        assert all(loss.share > 0 for loss in finding.losses)
        assert finding.credit.high <= finding.reachable + SLACK


def test_places_that_say_nothing_share_a_finding_and_others_do_not() -> None:
    """What formats cache by a finding must be the finding of every such place, and of no other."""
    setting = Setting(small_rubric(), "city", frozenset({"police"}), ())
    speaking = place(
        "us/st/a",
        "name: A\nkind: city\noperates: [police]\npolicies:\n  - {id: a, title: t, instrument: ordinance, citation: c,"
        " effective: 2020-01-01, provides: {ban: {banned: yes}}}\n",
    )
    silent = place("us/st/b", "name: B\nkind: city\noperates: [police]\n")
    day = date(2026, 1, 1)
    by_name = [
        {finding.id: finding for finding in setting.findings(read_law(one, small_rubric(), day))}
        for one in (speaking, silent, silent)
    ]
    assert [found["ban"].silent for found in by_name] == [False, True, True]
    assert [found["holds"].silent for found in by_name] == [True, True, True]
    assert by_name[0]["holds"] is by_name[1]["holds"]
    assert by_name[1]["ban"] is by_name[2]["ban"]
    assert by_name[0]["ban"] is not by_name[1]["ban"]
