"""References inside a rubric lead somewhere: instruments, needs of questions, names with a meaning of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sanctuary_score.diagnostic import Code, Pointer, Problem
from sanctuary_score.profile import RESERVED
from sanctuary_score.questions import Scored
from sanctuary_score.rubric import Practice, Rubric
from sanctuary_score.validate import did_you_mean, quoted


def check_rubric(rubric: Rubric, name: str, at: Pointer) -> Iterator[Problem]:
    """References of one practice that lead nowhere."""
    practice = rubric.practices[name]
    for instrument in practice.durability:
        if instrument not in rubric.instruments:
            hint = did_you_mean(instrument, rubric.instruments)
            message = f"no instrument is called {quoted(instrument)}{hint}"
            yield Problem(Code.RUBRIC_REFERENCE, at.child("durability", instrument).key(), message)
    for id_ in practice.questions:
        if id_ in RESERVED:
            message = f"`{id_}` has a meaning of its own in profiles; call the question something else"
            yield Problem(Code.RUBRIC_REFERENCE, at.child("questions", id_).key(), message)
    scored = dict(practice.scored())
    if not scored:
        message = "no question earns points; add one that is not of the kind `fact`"
        yield Problem(Code.RUBRIC_REFERENCE, at.child("questions"), message)
    for id_, question in scored.items():
        for needed, answers in question.needs.items():
            if message := _wrong_need(scored, id_, needed, answers):
                yield Problem(Code.RUBRIC_REFERENCE, at.child("questions", id_, "needs", needed), message)


def check_argument(practice: Practice, at: Pointer) -> Iterator[Problem]:
    """Rungs of a practice's own without the argument for them, or the argument without the rungs."""
    if practice.durability and practice.durability_why is None:
        message = "`durability_why` is missing; say there why the rubric's own durability would misjudge this practice"
        yield Problem(Code.MISSING_KEY, at.child("durability").key(), message)
    if practice.durability_why is not None and not practice.durability:
        message = "this argues for a `durability` that is not here; add it, or take this out"
        yield Problem(Code.RUBRIC_REFERENCE, at.child("durability_why").key(), message)


def _wrong_need(scored: Mapping[str, Scored], question: str, needed: str, answers: tuple[str, ...]) -> str:
    """What is wrong with a need; empty when nothing is."""
    other = scored.get(needed)
    if other is None or other.kind not in ("levels", "yes_no"):
        fit = [name for name, question in scored.items() if question.kind in ("levels", "yes_no")]
        return f"{quoted(needed)} is no question of the kinds levels or yes_no{did_you_mean(needed, fit)}"
    if _leads_to(scored, needed, question):
        return f"{quoted(needed)} needs this question in turn; let one of the two stand alone"
    earned = {word: other.credit(word) or 0.0 for word in other.words()}
    if stray := [answer for answer in answers if answer not in earned]:
        return f"{quoted(stray[0])} is no answer to `{needed}`{did_you_mean(stray[0], earned)}"
    least = min((earned[answer] for answer in answers), default=0.0)
    if missing := [word for word, credit in earned.items() if credit >= least and word not in answers]:
        return f"list every answer to `{needed}` that earns at least as much; {', '.join(missing)} is missing"
    return ""


def _leads_to(scored: Mapping[str, Scored], start: str, goal: str) -> bool:
    """Whether the needs of one question lead to another, directly or in turn."""
    todo, seen = [start], set[str]()
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            todo.extend(scored[here].needs if here in scored else ())
    return False
