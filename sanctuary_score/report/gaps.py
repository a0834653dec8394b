"""From what a practice does not earn to gaps a reader can close: next steps, models near by, order. Scores nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from sanctuary_score.diagnostic import Place
from sanctuary_score.finding import Loss
from sanctuary_score.kinds import AGENCIES
from sanctuary_score.law import Claim
from sanctuary_score.profile import Jurisdiction, answer_text
from sanctuary_score.questions import Fact, Scored
from sanctuary_score.report.values import Gap, Line, Peer, Shortfall
from sanctuary_score.rubric import Model, Practice


def by_points(entry: Gap | Shortfall) -> float:
    """Most points first; equal ones keep the rubric's order, whatever the last bits say."""
    return -round(entry.points, 6)


def gaps_of(line: Line, place: Jurisdiction, nowhere: Place) -> Iterator[Gap]:
    """The gaps of one practice; one without an answer lies where the profile says that it was searched for."""
    finding = line.finding
    if finding.searched:
        nowhere = place.place(place.source.child("none_found", line.id).key())
    models: tuple[Peer, ...] | None = None
    for loss in finding.losses:
        at = loss.claim.place if loss.claim else nowhere
        if loss.reason == "unknown":
            yield Gap(line, loss, loss.share * line.points, at, _next_step(line.practice, loss), ())
            continue
        if models is None:
            models = nearest(line.practice.models, place.id)
        yield Gap(line, loss, loss.share * line.points, at, _next_step(line.practice, loss), models)


def _next_step(practice: Practice, loss: Loss) -> str:
    """What to do about a loss. The practice's own words are about its leading question; others speak for themselves."""
    steps = practice.next_steps
    question = practice.questions[loss.question]
    match loss.reason:
        case "unknown":
            return f"Find out: {question.ask}"
        case "partly-bound":
            return steps.partly_bound or f"Extend the rule to: {', '.join(AGENCIES[a] for a in loss.agencies)}."
        case "fragile":
            return steps.fragile
        case "absent":
            return steps.absent
        case _:
            return _strengthen(practice, question, loss)


def _strengthen(practice: Practice, question: Scored | Fact, loss: Loss) -> str:
    steps, claim = practice.next_steps, loss.claim
    if claim is not None and claim.adverse:
        return f"First end what works against residents ({claim.policy.citation}). Then: {steps.absent}"
    leading = next(name for name, _ in practice.scored())
    if claim is None or loss.question == leading or isinstance(question, Fact):
        return steps.absent if claim is not None and claim.credit == 0 else steps.weak
    now = does_not_arise(loss) or _written(claim)
    return f"{question.ask} Now: {now}. Recommended: {question.recommends()}."


def does_not_arise(loss: Loss) -> str:
    """Why a question earns nothing whatever its own answer is; empty where its own answer decides."""
    if loss.needed is None:
        return ""
    question, claim = loss.needed
    return f"does not arise ({question}: {_written(claim)})"


def _written(claim: Claim) -> str:
    return answer_text(claim.answer)


def shortfalls_of(lines: tuple[Line, ...], gaps: tuple[Gap, ...]) -> list[Shortfall]:
    """The gaps of each practice together, most points first."""
    by_practice: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_practice.setdefault(gap.practice, []).append(gap)
    found = [
        Shortfall(line, sum(gap.points for gap in mine), tuple(mine))
        for line in lines
        if (mine := by_practice.get(line.id))
    ]
    return sorted(found, key=by_points)


def nearest(models: tuple[Model, ...], place: str) -> tuple[Peer, ...]:
    """The models without the place itself, those that share most of its path first."""
    steps = place.split("/")

    def distance(peer: Peer) -> int:
        pairs = zip(steps, peer.jurisdiction.split("/"), strict=False)
        return -sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

    others = (Peer(m.jurisdiction, m.name, m.citation) for m in models if m.jurisdiction != place)
    return tuple(sorted(others, key=distance))
