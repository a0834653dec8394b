"""The worked examples of docs/profiles.md are what the profiles say."""

from __future__ import annotations

import re
from typing import Any

import pytest
from test_corpus import ATLAS
from worlds import ROOT

from sanctuary_score.load import load, parse

_EXAMPLE = re.compile(r"<!-- from (\S+): (\S+) -->\n```yaml\n(.*?)```", re.DOTALL)
EXAMPLES = _EXAMPLE.findall((ROOT / "docs" / "profiles.md").read_text(encoding="utf-8"))


def holds(whole: Any, part: Any) -> bool:
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and holds(whole[key], part[key]) for key in part)
    return bool(whole == part)


@pytest.mark.parametrize(("id_", "policy", "text"), EXAMPLES, ids=lambda value: value[:30])
def test_an_example_is_in_the_profile(id_: str, policy: str, text: str) -> None:
    profile = load(str(ATLAS.file_of(id_))).data
    (entry,) = (entry for entry in profile["policies"] if entry["id"] == policy)
    example = parse("example.yaml", text.encode()).data
    assert example
    assert holds(entry, example)


def test_there_is_a_reversal_and_a_pre_emption() -> None:
    assert len(EXAMPLES) == 5
    assert sum("forbids" in text for _, _, text in EXAMPLES) == 2
    assert any("ended" in text for _, _, text in EXAMPLES)
