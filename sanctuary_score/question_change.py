"""What changed in one question of a rubric, as far as it can move a score. Knows no practice and no place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sanctuary_score.questions import AtLeast, AtMost, Exceptions, Levels, Scored, ShareOf


def question_changes(old: Scored, new: Scored) -> Iterator[str]:
    """Every change of what answers earn, in words that follow the question's name and a colon."""
    if old.points != new.points:
        yield f"worth {new.points:g} of the practice's points, was {old.points:g}"
    if old.needs != new.needs:
        yield f"needs {_needs(new)}, needed {_needs(old)}"
    if old.kind != new.kind:
        yield f"is of the kind {new.kind}, was {old.kind}"
    else:
        yield from _answers(old, new)
    for answer in new.adverse:
        if answer not in old.adverse:
            yield f"`{answer}` counts as a harm"
    for answer in old.adverse:
        if answer not in new.adverse:
            yield f"`{answer}` no longer counts as a harm"


def _needs(question: Scored) -> str:
    return " and ".join(f"{name} to be {' or '.join(answers)}" for name, answers in question.needs.items()) or "nothing"


def _answers(old: Scored, new: Scored) -> Iterator[str]:
    match old, new:
        case Levels(levels=before), Levels(levels=after):
            yield from _credits(before, after, "earns")
        case Exceptions(costs=before), Exceptions(costs=after):
            yield from _credits(before, after, "costs")
        case ShareOf(of=was), ShareOf(of=now):
            yield from _credits(dict.fromkeys(was, 1 / len(was)), dict.fromkeys(now, 1 / len(now)), "earns")
        case (AtMost() as one, AtMost() as other) | (AtLeast() as one, AtLeast() as other):
            yield from _scale(one, other)
        case _:
            pass  # yes or no, which earn what they always do; other pairs are told by their kinds


def _scale(old: AtMost | AtLeast, new: AtMost | AtLeast) -> Iterator[str]:
    ends = (old.full, new.full, "everything"), (old.none, new.none, "nothing")
    for was, now, earned in ends:
        if was != now or old.unit != new.unit:
            yield f"{now:g} {new.unit} earns {earned}, was {was:g} {old.unit}"


def _credits(old: Mapping[str, float], new: Mapping[str, float], verb: str) -> Iterator[str]:
    for answer, credit in new.items():
        if answer not in old:
            yield f"the answer `{answer}` is new and {verb} {credit:.3g}"
        elif credit != old[answer]:
            yield f"`{answer}` {verb} {credit:.3g}, was {old[answer]:.3g}"
    for answer in old:
        if answer not in new:
            yield f"the answer `{answer}` is gone"
