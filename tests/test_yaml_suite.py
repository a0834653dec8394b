"""The yaml-test-suite: each of its texts is refused with a code, or read as a strict reader of YAML reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hostile.oracle import check_loaded
from worlds import TESTS

from sanctuary_score.load import Document, parse

CASES: dict[str, Any] = {
    case["id"]: case
    for case in map(json.loads, (TESTS / "yaml-test-suite" / "cases.jsonl").read_text("utf-8").splitlines())
}
LENIENT = {"9C9N", "9JBA", "CVW2", "DK95-1", "G5U8", "QB6E", "SU5Z", "X4QW", "YJV2"}
"""No valid YAML, and read all the same, as it looks: a `#` without a space before it, a line of a list not indented."""
MISREAD = {"652Z", "HM87-1", "L24T-1"}
"""Texts that begin with `?` within brackets lose it; spaces after the last line of a block text lose a line break."""


def read(id_: str, *, libyaml: bool = True) -> Document:
    raw = CASES[id_]["yaml"].encode("utf-8", "surrogatepass")
    document = parse("x.yaml", raw, libyaml=libyaml)
    check_loaded(document, raw)
    return document


def says_the_same(expected: Any, data: Any) -> bool:
    """Whether the data is what JSON says; numbers, flags and nothing are texts to us, of whatever wording."""
    if isinstance(expected, dict):
        return (
            isinstance(data, dict)
            and expected.keys() == data.keys()
            and all(says_the_same(value, data[key]) for key, value in expected.items())
        )
    if isinstance(expected, list):
        return isinstance(data, list) and len(data) == len(expected) and all(map(says_the_same, expected, data))
    return data == expected if isinstance(expected, str) else isinstance(data, str)


@pytest.mark.parametrize("id_", CASES)
def test_a_case_is_refused_or_read_as_both_parsers_read_it(id_: str) -> None:
    fast, slow = read(id_), read(id_, libyaml=False)
    assert fast.data == slow.data
    if fast.data is not None and id_ != "X4QW":
        # What PyYAML itself says, but for a comment behind `>` that only libyaml takes for one.
        assert fast.data == yaml.load(CASES[id_]["yaml"], yaml.BaseLoader)


@pytest.mark.parametrize(
    "id_",
    [
        pytest.param(id_, marks=pytest.mark.xfail(strict=True, reason="the parsers of PyYAML read it so"))
        if id_ in MISREAD
        else id_
        for id_, case in CASES.items()
        if case["json"] is not None and not case["fail"]
    ],
)
def test_what_is_read_is_what_the_suite_says(id_: str) -> None:
    data = read(id_).data
    if data is not None:
        assert says_the_same(json.loads(CASES[id_]["json"]), data)


@pytest.mark.parametrize("id_", [id_ for id_, case in CASES.items() if case["fail"]])
def test_what_is_no_yaml_is_refused(id_: str) -> None:
    assert (read(id_).data is not None) == (id_ in LENIENT)
