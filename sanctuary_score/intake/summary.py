"""How far a profile is: its laws, its answers, and the questions that are still open, in one sentence."""

from __future__ import annotations

from sanctuary_score.intake.profile_data import Data
from sanctuary_score.rubric import Rubric


def summary(data: Data, rubric: Rubric) -> str:
    """What the profile holds, and how many of the questions that are asked of the place no law of its own answers."""
    told = {
        (name, id_)
        for policy in data.get("policies", [])
        for name, provision in policy.get("provides", {}).items()
        for id_ in provision
    }
    practices = rubric.asked_of(data["kind"], frozenset(data["operates"]))
    asked = {(name, id_) for name, practice in practices for id_ in practice.questions}
    laws = _count(len(data.get("policies", [])), "law")
    return f"{laws}; {len(asked & told)} of {_count(len(asked), 'question')} answered, {len(asked - told)} open"


def unasked(data: Data, rubric: Rubric) -> tuple[str, ...]:
    """The practices and questions of a profile that the rubric does not ask, and that a form of it cannot hold."""
    found: dict[str, None] = {}
    for policy in data.get("policies", []):
        for name, provision in policy.get("provides", {}).items():
            practice = rubric.practices.get(name)
            if practice is None:
                found[name] = None
            else:
                strange = (id_ for id_ in provision if id_ not in (*practice.questions, "section", "binds", "note"))
                found |= dict.fromkeys(f"{name}/{id_}" for id_ in strange)
        found |= dict.fromkeys(name for name in policy.get("forbids", {}) if name not in rubric.practices)
    return tuple(found | dict.fromkeys(name for name in data.get("none_found", {}) if name not in rubric.practices))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
