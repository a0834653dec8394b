"""Advice on a rubric that is valid: what a coder could not answer, or a reader not follow. Knows no place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sanctuary_score.kinds import KINDS, Agency, Kind
from sanctuary_score.questions import AtLeast, AtMost, Exceptions, Levels, Scored, ShareOf
from sanctuary_score.rubric import Practice, Rubric

_HALF = 0.5
_FEWEST, _MOST = 3, 6
"""Scored questions of a practice: fewer tell places hardly apart, more are hard to answer and to read."""
_WORD = re.compile(r"[a-z-]{4,}")
"""A word of a unit that means something: not `per` or `a`."""
_RUNS: Mapping[Kind, Agency] = {"transit-agency": "transit", "school-district": "schools"}
"""The agency that a body of this kind is; others it runs only now and then."""


def lint(rubric: Rubric) -> Iterator[tuple[str, str]]:
    """File, from the rubric's folder, and advice on it: what all practices share, then each in the rubric's order."""
    for area in rubric.header.areas:
        if area.id not in rubric.areas.values():
            yield "rubric.yaml", f"the area `{area.id}` has no practice"
    bare = _without_address(rubric)
    for name, practice in rubric.practices.items():
        file = f"{rubric.areas[name]}/{name}.yaml"
        whom = _asked_in_vain(practice, rubric.kinds[name])
        for advice in (*_about_practice(practice), *whom, *_about_questions(practice)):
            yield file, advice
        for title, names in bare.items():
            if names[0] == name:
                more = f" (named by {len(names)} practices)" if len(names) > 1 else ""
                yield file, f"has a source without an address: {title}{more}"


def _without_address(rubric: Rubric) -> Mapping[str, list[str]]:
    """The titles of sources without an address, each once, with the practices that name them."""
    found: dict[str, list[str]] = {}
    for name, practice in rubric.practices.items():
        for source in practice.sources:
            if source.url is None:
                found.setdefault(source.title, []).append(name)
    return found


def _about_practice(practice: Practice) -> Iterator[str]:
    if not practice.models:
        yield "names no place that does it, so a reader has nobody to ask"
    if not practice.law:
        yield "says nothing of legal limits"
    if practice.agencies and practice.next_steps.partly_bound is None:
        yield "has no next step for agencies that are not bound (`partly-bound`)"
    count = len(list(practice.scored()))
    if not _FEWEST <= count <= _MOST:
        number = "1 scored question" if count == 1 else f"{count} scored questions"
        yield f"asks {number}; {_FEWEST} to {_MOST} tell places apart and can still be answered"


def _asked_in_vain(practice: Practice, kinds: frozenset[Kind]) -> Iterator[str]:
    """Kinds of places that are said to be asked, though as a rule they run none of the agencies that count."""
    for kind, agency in _RUNS.items():
        if kind in kinds and practice.agencies and agency not in practice.agencies:
            whom = f"is asked of a {KINDS[kind]}, which as a rule runs none of its agencies"
            yield f"{whom}; add `{agency}`, or take the kind out"


def _about_questions(practice: Practice) -> Iterator[str]:
    for id_, question in practice.scored():
        yield from (f"`{id_}` {advice}" for advice in _about_question(question))
        for needed, answers in question.needs.items():
            other = practice.questions[needed]
            if isinstance(other, Levels) and set(answers) == set(other.levels):
                yield f"`{id_}` needs any answer to `{needed}`, which is no need"


def _about_question(question: Scored) -> Iterator[str]:
    if isinstance(question, Levels):
        if max(question.levels.values()) < 1:
            yield "has no answer that earns full credit"
        # A question that needs another one has its zero there: where the need is not met, it earns nothing.
        if min(question.levels.values()) > 0 and not question.needs:
            yield "has no answer that earns nothing"
    if isinstance(question, AtMost | AtLeast):
        missing = [word for word in _WORD.findall(question.unit.lower()) if word not in question.ask.lower()]
        if missing:
            yield f"does not name its unit in the question ({question.unit}); coders will answer in another one"
    if isinstance(question, Levels | ShareOf | Exceptions):
        words = [word for word in question.words() if word != "none"]
        missing = [word for word in words if word not in question.meanings]
        if missing:
            yield f"does not say what it means to answer {', '.join(missing)}"
    if isinstance(question, Exceptions) and sum(question.costs.values()) < _HALF:
        yield "takes less than half of its credit when every exception is made"
