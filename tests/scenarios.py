"""Scenario files: given these policies in force on this day, a practice earns so much. Lawyers write them, in YAML."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from sanctuary_score.law import Law, read_law
from sanctuary_score.load import parse
from sanctuary_score.profile import Jurisdiction, Profile
from sanctuary_score.resolve import resolve
from sanctuary_score.rubric import Rubric
from sanctuary_score.validate import parse_model


@dataclass(frozen=True)
class Scenario:
    """One scenario, as its file states it."""

    practice: str
    name: str
    because: str
    misreading: bool
    earns: str
    place: dict[str, Any]
    above: list[dict[str, Any]]


def read_scenarios(path: str | Path) -> list[Scenario]:
    """The scenarios of one file, in its order; all values are text, as in profiles."""
    data = yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [
        Scenario(
            data["practice"],
            entry["name"],
            entry["because"],
            entry.get("misreading") == "true",
            words(*(float(end) for end in entry["earns"].split(" to "))),
            entry,
            entry.get("above", []),
        )
        for entry in data["scenarios"]
    ]


def words(low: float, high: float | None = None) -> str:
    """Credit as scenarios state it: one number, or both ends; the fourth digit may be off by rounding."""
    return f"{low:.4f}" if high is None or f"{low:.4f}" == f"{high:.4f}" else f"{low:.4f} to {high:.4f}"


def outcome_of(scenario: Scenario, rubric: Rubric) -> str:
    """What the practice earns in the scenario, in the same words."""
    entry = scenario.place
    day = date.fromisoformat(entry.get("as_of", "2026-01-01"))
    own = _law("us/st/place", entry["kind"], entry["operates"], entry["policies"] or [], scenario, rubric, day, ())
    operated = ["police", "jail", "prosecutor", "probation", "courts", "transit", "schools", "health", "administration"]
    state = _law("us/st", "state", operated, scenario.above, scenario, rubric, day, (entry["kind"],))
    above = [] if entry["kind"] in ("state", "federal-district") else [state.below(entry["kind"])]
    findings = resolve(own, above, rubric)
    credit = next(finding.credit for finding in findings if finding.id == scenario.practice)
    return words(credit.low, credit.high)


def _law(
    id_: str,
    kind: str,
    operates: list[str],
    policies: list[dict[str, Any]],
    scenario: Scenario,
    rubric: Rubric,
    day: date,
    reaches: tuple[str, ...],
) -> Law:
    profile: dict[str, Any] = {"name": "X", "kind": kind, "operates": operates, "policies": []}
    for number, policy in enumerate(policies):
        full = {key: value for key, value in policy.items() if key not in ("answers", "forbids")}
        full |= {"id": f"p{number}", "title": "T", "citation": "C", "reaches": list(reaches)}
        if "answers" in policy:
            full["provides"] = {scenario.practice: policy["answers"]}
        if "forbids" in policy:
            full["forbids"] = {scenario.practice: policy["forbids"]}
        profile["policies"].append(full)
    if not reaches and scenario.place.get("none_found") == "true":
        profile["none_found"] = {scenario.practice: "2000-01-01"}
    document = parse(f"{id_}.yaml", json.dumps(profile).encode())
    model, problems = parse_model(Profile, document)
    assert model is not None, problems
    return read_law(Jurisdiction(id_, model, document), rubric, day)
