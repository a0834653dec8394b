"""Whole profiles, made from the model and the small rubric: what must hold of a check, whatever the profile says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import yaml
from hostile.oracle import check_formats, check_outcome, checker
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import small_rubric

from sanctuary_score.check import Outcome
from sanctuary_score.diagnostic import Place
from sanctuary_score.kinds import AGENCIES, KINDS
from sanctuary_score.load import parse
from sanctuary_score.questions import AtLeast, AtMost, Exceptions, Levels, ShareOf, YesNo
from sanctuary_score.report import Report

SLACK = 1e-9
WORDS = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,3})?", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20) | st.sampled_from(
    ["::error::x", "a #b", "=1+1", "<b>", "[red]x", "a: b", "@x #1", "- x", "no", "a | b", "%0A"]
)
DAYS = st.sampled_from(["2019", "2020-02", "2020-02-29", "2025..2027", "2026", "2026-01-01", "2030-01-01"])
AGENCY, KIND = st.sampled_from(sorted(AGENCIES)), st.sampled_from(sorted(KINDS))
ODD = st.sampled_from(["", "x", "-1", "2020-13", "null", [], {}, ["x", "x"], {"x": "y"}, [["x"]], "judge", "9" * 40])


def answers(question: object) -> st.SearchStrategy[Any]:
    """Answers that the question accepts."""
    match question:
        case Levels():
            return st.sampled_from(list(question.levels))
        case YesNo():
            return st.sampled_from(["yes", "no"])
        case AtMost() | AtLeast():
            return st.integers(0, 60).map(str)
        case ShareOf() | Exceptions():
            names = st.sampled_from(list(question.words())[:-1])
            return st.just("none") | st.lists(names, min_size=1, unique=True)
        case _:
            return TEXTS


def provisions() -> st.SearchStrategy[dict[str, Any]]:
    """What a policy provides: some practices, some questions of each."""
    return st.fixed_dictionaries(
        {},
        optional={
            name: st.fixed_dictionaries(
                {},
                optional={id_: answers(question) for id_, question in practice.questions.items()}
                | {"section": TEXTS, "note": TEXTS},
            )
            for name, practice in small_rubric().practices.items()
        },
    )


SOURCES = st.fixed_dictionaries(
    {
        "title": TEXTS,
        "url": st.sampled_from(["https://example.org/a", "http://example.org/?q=(x)&y=::z"]),
        "read": DAYS,
        "kind": st.sampled_from(["primary", "secondary"]),
    },
    optional={"publisher": TEXTS, "date": DAYS, "disputes": TEXTS},
)
TIMES = st.sampled_from(
    [
        {},
        {"effective": "2020-01-01"},
        {"effective": "2020-01-01"},
        {"effective": "2026"},
        {"effective": "2026", "ended": "2027"},
        {"effective": "2020-01-01", "ended": "2025-06-01"},
        {"effective": "2020-01-01", "last_in_force": "2024"},
        {"in_force_by": "2021", "ended": "2026"},
    ]
)


@st.composite
def policies(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A policy whose dates are in order."""
    made = draw(
        st.fixed_dictionaries(
            {
                "title": TEXTS,
                "instrument": st.sampled_from([instrument.id for instrument in small_rubric().header.instruments]),
                "citation": TEXTS,
                "provides": provisions(),
            },
            optional={
                "sources": st.lists(SOURCES, max_size=2),
                "note": TEXTS,
                "suspended": st.just([{"from": "2024-01-01", "until": "2025"}]),
                "binds": st.sampled_from([["jail"], ["police"], ["jail", "police"]]),
                "reaches": st.lists(KIND, min_size=1, max_size=2, unique=True),
            },
        )
    )
    return {"id": f"p{number}", **made, **draw(TIMES)}


@st.composite
def profiles(draw: st.DrawFn) -> dict[str, Any]:
    """A profile that fits the model and the small rubric."""
    made = draw(
        st.fixed_dictionaries(
            {"name": TEXTS, "kind": st.sampled_from(["county", "city"]), "within": st.just("us/il")},
            optional={
                "population": st.integers(0, 10**7).map(str),
                "note": TEXTS,
                "none_found": st.dictionaries(st.sampled_from(sorted(small_rubric().practices)), DAYS, max_size=2),
            },
        )
    )
    laws = [draw(policies(number)) for number in range(draw(st.integers(0, 4)))]
    return {**made, "operates": ["jail", "police"], "policies": laws}


def blocks(data: Any) -> Iterator[Any]:
    """Every mapping and list in the data that holds something."""
    if isinstance(data, dict | list) and data:
        yield data
        for value in data.values() if isinstance(data, dict) else data:
            yield from blocks(value)


@st.composite
def half_valid(draw: st.DrawFn) -> dict[str, Any]:
    """A profile of which one to three values are gone, odd, or under another key."""
    made = json.loads(json.dumps(draw(profiles())))
    for _ in range(draw(st.integers(1, 3))):
        block = draw(st.sampled_from(list(blocks(made))))
        step = draw(st.sampled_from(list(block) if isinstance(block, dict) else range(len(block))))
        what = draw(st.sampled_from(["odd", "odd", "gone", "renamed"]))
        if what == "gone" and len(block) > 1:
            del block[step]
        elif what == "renamed" and isinstance(block, dict):
            block[draw(WORDS)] = block.pop(step)
        else:
            block[step] = deepcopy(draw(ODD))  # a later step may alter what stands here
    assert isinstance(made, dict)
    return made


LAYOUTS = st.sampled_from([False, True, None])


def text_of(data: Any, flow: bool | None) -> str:
    """The profile as YAML, in blocks, in brackets, or in both; every text in quotes, nothing shared by an anchor."""
    return yaml.safe_dump(
        json.loads(json.dumps(data)),
        default_style='"',
        default_flow_style=flow,
        allow_unicode=True,
        sort_keys=False,
        width=60,
    )


CHECKER = cache(checker)


def checked(text: str) -> Outcome:
    return CHECKER().check_document(parse("x.yaml", text.encode()))


def report_of(data: dict[str, Any]) -> Report:
    outcome = checked(text_of(data, flow=False))
    assert outcome.report is not None, outcome.problems
    return outcome.report


def spots(text: str) -> set[tuple[int, int]]:
    """Line and column, from 1, of every key and value, by PyYAML's own reading."""
    waiting: list[Any] = [yaml.compose(text, yaml.SafeLoader)]
    found = {(1, 1)}
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.Node):
            found.add((node.start_mark.line + 1, node.start_mark.column + 1))
            waiting += node.value if isinstance(node.value, list) else []
        else:
            waiting += node
    return found


def places_in(report: Report) -> Iterator[Place]:
    yield from (gap.place for gap in (*report.gaps, *report.unknown))
    yield from (harm.claim.place for harm in report.harms)
    yield from (barred.barrier.place for barred in report.barred)


@settings(max_examples=60, deadline=None)
@given(profiles() | half_valid(), LAYOUTS)
def test_whatever_is_said_stands_at_a_key_or_value(data: dict[str, Any], flow: bool | None) -> None:
    text = text_of(data, flow)
    outcome = checked(text)
    check_outcome(outcome, text.encode())
    allowed = spots(text)
    said = [problem.place for problem in outcome.problems if problem.number != "SS406"]
    said += places_in(outcome.report) if outcome.report is not None else []
    for place in said:
        if place.path == "x.yaml":
            assert place[1:] in allowed, (place, text)


@settings(max_examples=60, deadline=None)
@given(profiles() | half_valid(), LAYOUTS)
def test_every_writer_survives_and_both_parsers_agree(data: dict[str, Any], flow: bool | None) -> None:
    text = text_of(data, flow)
    fast, slow = parse("x.yaml", text.encode()), parse("x.yaml", text.encode(), libyaml=False)
    assert fast.data == slow.data == data
    by = CHECKER()
    outcome = by.check_document(fast)
    assert outcome.problems == by.check_document(slow).problems
    check_formats(outcome)


@settings(max_examples=60, deadline=None)
@given(profiles())
def test_what_is_made_from_the_model_is_scored(data: dict[str, Any]) -> None:
    report = report_of(data)
    assert -SLACK <= report.low <= report.high <= 100 + SLACK


@settings(max_examples=60, deadline=None)
@given(profiles(), st.randoms(use_true_random=False))
def test_the_order_of_policies_and_keys_changes_no_number(data: dict[str, Any], dice: Any) -> None:
    again = json.loads(json.dumps(data))
    dice.shuffle(again["policies"])
    for block in blocks(again):
        if isinstance(block, dict):
            items = list(block.items())
            dice.shuffle(items)
            block.clear()
            block.update(items)
    one, other = report_of(data), report_of(again)
    assert (one.low, one.high) == (other.low, other.high)
    assert [(line.id, line.credit) for line in one.lines] == [(line.id, line.credit) for line in other.lines]


@settings(max_examples=100, deadline=None)
@given(profiles(), st.data())
def test_learning_what_a_law_says_never_widens(data: dict[str, Any], more: st.DataObject) -> None:
    """Where nobody has looked yet, a law in force that answers everything brings the score into what was possible."""
    told = {name for law in data["policies"] for name in law["provides"]} | set(data.get("none_found", {}))
    open_ = [name for name in small_rubric().practices if name not in told]
    if not open_:
        return
    name = more.draw(st.sampled_from(open_))
    questions = small_rubric().practices[name].questions
    law = {
        "id": "found",
        "title": "T",
        "instrument": more.draw(st.sampled_from(["ordinance", "resolution", "department-policy"])),
        "citation": "C",
        "effective": "2020-01-01",
        "provides": {name: {id_: more.draw(answers(question)) for id_, question in questions.items()}},
    }
    before, after = report_of(data), report_of({**data, "policies": [*data["policies"], law]})
    assert before.low - SLACK <= after.low
    assert after.high <= before.high + SLACK


@settings(max_examples=60, deadline=None)
@given(profiles(), st.data())
def test_a_more_exact_day_never_widens(data: dict[str, Any], more: st.DataObject) -> None:
    vague = [law for law in data["policies"] if law.get("effective") == "2026"]
    if not vague:
        return
    before = report_of(data)
    exact = json.loads(json.dumps(data))
    law = exact["policies"][data["policies"].index(more.draw(st.sampled_from(vague)))]
    law["effective"] = more.draw(st.sampled_from(["2026-01-01", "2026-01", "2026-01-02", "2026-12-31"]))
    after = report_of(exact)
    assert before.low - SLACK <= after.low
    assert after.high <= before.high + SLACK
