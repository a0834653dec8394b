"""`rubric check` finds what coders and readers will miss, and says nothing of what is as it should be."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from worlds import SMALL_RUBRIC, TESTS, Golden

from sanctuary_score.atlas import shipped
from sanctuary_score.rubric import Practice, Rubric
from sanctuary_score.rubric_folder import read_rubric
from sanctuary_score.rubric_header import Header
from sanctuary_score.rubric_lint import lint

HEADER = yaml.load((SMALL_RUBRIC / "rubric.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
SOUND: dict[str, Any] = {
    "title": "Riders are not asked",
    "weight": "4",
    "applies_to": ["city", "transit-agency", "school-district"],
    "why": "A rider crosses many borders.",
    "questions": {
        "asked": {"ask": "A?", "kind": "levels", "points": "1", "levels": {"may": "0", "never": "1"}, "meanings": {}},
        "shown": {"ask": "B?", "kind": "yes_no", "points": "1"},
        "hours": {"ask": "For how many hours?", "kind": "at_most", "points": "1", "unit": "hours", "full": "0"},
    },
    "next_steps": {"absent": "A.", "weak": "B.", "fragile": "C.", "partly-bound": "D."},
    "effort": "low",
    "law": [{"limit": "A limit", "says": "No more."}],
    "models": [{"jurisdiction": "us/st/near", "name": "Near, St", "citation": "Near Code 2"}],
    "sources": [{"title": "A text", "publisher": "A house", "url": "https://example.org/a"}],
}
SOUND["questions"]["asked"]["meanings"] = {"may": "They may.", "never": "They may not."}
SOUND["questions"]["hours"]["none"] = "48"


def advice(*changes: tuple[str, Any], names: tuple[str, ...] = ("riders",), areas: int = 1) -> list[str]:
    """The advice on a rubric of sound practices in which what stands at these routes is changed; None takes it out."""
    data = yaml.safe_load(yaml.safe_dump(SOUND))
    for route, value in changes:
        *steps, last = route.split("/")
        entry = data
        for step in steps:
            entry = entry[step]
        if value is None:
            del entry[last]
        else:
            entry[last] = value
    header = Header.model_validate(HEADER | {"areas": HEADER["areas"][:areas]})
    practice = Practice.model_validate(data)
    rubric = Rubric(header, dict.fromkeys(names, practice), dict.fromkeys(names, "custody"))
    return [f"{file}: {words}" for file, words in lint(rubric)]


def test_a_sound_practice_gets_no_advice() -> None:
    assert advice() == []


NO_ZERO = ("questions/asked/levels", {"may": "0.2", "never": "1"})
EXTRA = {"ask": "C?", "kind": "yes_no", "points": "1"}
CASES: list[tuple[tuple[tuple[str, Any], ...], str]] = [
    ((("models", []),), "names no place that does it, so a reader has nobody to ask"),
    ((("law", []),), "says nothing of legal limits"),
    ((("questions/shown", None),), "asks 2 scored questions; 3 to 6 tell places apart and can still be answered"),
    (
        tuple((f"questions/more-{number}", EXTRA) for number in range(4)),
        "asks 7 scored questions; 3 to 6 tell places apart and can still be answered",
    ),
    (
        (("agencies", ["transit", "schools"]), ("next_steps/partly-bound", None)),
        "has no next step for agencies that are not bound (`partly-bound`)",
    ),
    (
        (("agencies", ["police", "schools"]),),
        "is asked of a transit agency, which as a rule runs none of its agencies; add `transit`, or take the kind out",
    ),
    (
        (("agencies", ["police", "transit"]),),
        "is asked of a school district, which as a rule runs none of its agencies; add `schools`, or take the kind out",
    ),
    (
        (("questions/hours/unit", "days"),),
        "`hours` does not name its unit in the question (days); coders will answer in another one",
    ),
    (
        (("questions/hours/unit", "hours per foreign-born resident"),),
        "`hours` does not name its unit in the question (hours per foreign-born resident); coders will answer in"
        " another one",
    ),
    ((("questions/asked/levels/never", "0.9"),), "`asked` has no answer that earns full credit"),
    ((NO_ZERO,), "`asked` has no answer that earns nothing"),
    ((("questions/asked/meanings/may", None),), "`asked` does not say what it means to answer may"),
    (
        (("questions/shown/needs", {"asked": ["may", "never"]}),),
        "`shown` needs any answer to `asked`, which is no need",
    ),
]


@pytest.mark.parametrize(("changes", "words"), CASES, ids=[words[:40] for _, words in CASES])
def test_each_weakness_is_told_once(changes: tuple[tuple[str, Any], ...], words: str) -> None:
    assert advice(*changes) == [f"custody/riders.yaml: {words}"]


def test_exceptions_that_cost_little_are_told() -> None:
    costs = {"ask": "D?", "kind": "exceptions", "points": "1", "costs": {"a": "0.1", "b": "0.3"}}
    told = advice(("questions/exceptions", costs | {"meanings": {"a": "A.", "b": "B."}}))
    assert told == ["custody/riders.yaml: `exceptions` takes less than half of its credit when every exception is made"]


def test_a_question_that_needs_another_has_its_zero_there() -> None:
    assert advice(NO_ZERO, ("questions/asked/needs", {"shown": ["yes"]})) == []


def test_a_kind_is_told_only_where_agencies_count() -> None:
    assert advice(("agencies", ["police"]), ("applies_to", ["city"])) == []


def test_a_source_without_an_address_is_told_once_for_all_practices() -> None:
    bare = ("sources", [{"title": "A text", "publisher": "A house"}])
    assert advice(bare) == ["custody/riders.yaml: has a source without an address: A text"]
    told = advice(bare, names=("guests", "riders"))
    assert told == ["custody/guests.yaml: has a source without an address: A text (named by 2 practices)"]


def test_an_area_without_practices_is_told() -> None:
    assert advice(areas=2) == ["rubric.yaml: the area `help` has no practice"]


def test_the_advice_on_the_rubric_that_ships_is_known(golden: Golden) -> None:
    """What stands in this list is meant; a new line is a slip, or is added to it knowingly."""
    rubric, problems = read_rubric(shipped("rubric"))
    assert rubric is not None, problems
    golden(TESTS / "golden" / "rubric-advice.txt", "".join(f"{file}: {words}\n" for file, words in lint(rubric)))
