"""Advice on a rubric that is valid: what a coder could not answer, or a reader not follow. Knows no place."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.questions import Exceptions, Levels, Scored, ShareOf
from sanctuary_score.rubric import Practice, Rubric


def lint(rubric: Rubric) -> Iterator[tuple[str, str]]:
    """Practice and advice, in the rubric's order."""
    for name, practice in rubric.practices.items():
        for advice in (*_about_practice(practice), *_about_questions(practice)):
            yield name, advice


def _about_practice(practice: Practice) -> Iterator[str]:
    if not practice.models:
        yield "names no place that does it, so a reader has nobody to ask"
    if not practice.law:
        yield "says nothing of legal limits"
    if practice.agencies and practice.next_steps.partly_bound is None:
        yield "has no next step for agencies that are not bound (`partly-bound`)"
    for source in practice.sources:
        if source.url is None:
            yield f"has a source without an address: {source.title}"
    if len(list(practice.scored())) > 6:
        yield "asks more than six scored questions; three to five are plenty"


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
        if min(question.levels.values()) > 0:
            yield "has no answer that earns nothing"
    if isinstance(question, Levels | ShareOf | Exceptions):
        words = [word for word in question.words() if word != "none"]
        missing = [word for word in words if word not in question.meanings]
        if missing:
            yield f"does not say what it means to answer {', '.join(missing)}"
    if isinstance(question, Exceptions) and sum(question.costs.values()) < _HALF:
        yield "takes less than half of its credit when every exception is made"


_HALF = 0.5
