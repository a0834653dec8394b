"""Every scenario earns what its author says, and every practice has its most tempting misreading."""

from __future__ import annotations

import pytest
from scenarios import Scenario, outcome_of, read_scenarios
from worlds import TESTS

from sanctuary_score.atlas import shipped
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import read_rubric

FILES = sorted((TESTS / "scenarios").glob("*.yaml"))
SCENARIOS = [scenario for path in FILES for scenario in read_scenarios(path)]


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    found, problems = read_rubric(shipped("rubric"))
    assert found is not None, problems
    return found


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: f"{s.practice}: {s.name}")
def test_scenario(scenario: Scenario, rubric: Rubric) -> None:
    assert outcome_of(scenario, rubric) == scenario.earns
    assert len(scenario.because) > 60


def test_every_practice_has_two_and_a_misreading(rubric: Rubric) -> None:
    for name in rubric.practices:
        mine = [scenario for scenario in SCENARIOS if scenario.practice == name]
        assert len(mine) >= 2, name
        assert any(scenario.misreading for scenario in mine), name
        assert len({scenario.name for scenario in mine}) == len(mine), name


def test_every_file_is_about_the_practice_it_is_named_for() -> None:
    for path in FILES:
        assert {scenario.practice for scenario in read_scenarios(path)} == {path.stem}
