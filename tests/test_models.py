"""The places that a practice names as models are places whose own profile bears it out, so that a reader can follow."""

from __future__ import annotations

import re

import pytest
from test_corpus import places

from sanctuary_score.atlas import shipped
from sanctuary_score.rubric import Model
from sanctuary_score.rubric_folder import read_rubric

RUBRIC, _ = read_rubric(shipped("rubric"))
assert RUBRIC is not None
MODELS = [(name, model) for name, practice in RUBRIC.practices.items() for model in practice.models]
YEAR = re.compile(r"\b(19|20)\d\d\b")


@pytest.mark.parametrize(("practice", "model"), MODELS, ids=lambda value: getattr(value, "jurisdiction", value))
def test_a_model_stands_in_the_profile_of_its_place(practice: str, model: Model) -> None:
    place = places().get(model.jurisdiction)
    assert place is not None, f"{model.jurisdiction} has no profile"
    laws = [policy for policy in place.profile.policies if practice in policy.provides]
    assert laws, f"{model.jurisdiction} says nothing on {practice}"
    if all(policy.ended is not None or policy.last_in_force is not None for policy in laws):
        assert YEAR.search(model.citation), f"{model.citation} is over, or was last seen long ago: name its year"
