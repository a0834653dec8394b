"""A plan as JSON, version 1. Points and scores from 0 to 100."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sanctuary_score import __version__
from sanctuary_score.formats import Span
from sanctuary_score.plan import Doer, OutOfReach, Step, Text
from sanctuary_score.plan_formats import Draft
from sanctuary_score.plan_formats.words import facts

SCHEMA = "sanctuary-score/plan/v1"


def document(draft: Draft) -> Iterator[Span]:
    """One document."""
    plan = draft.plan
    report = plan.report
    found = {
        "schema": SCHEMA,
        "tool": {"name": "sanctuary-score", "version": __version__},
        "rubric": {"id": report.rubric.header.id, "version": report.rubric.header.version.text},
        "as_of": report.as_of.isoformat(),
        "jurisdiction": {"id": report.jurisdiction.id, "name": report.jurisdiction.profile.name},
        "score": {"low": _round(report.low), "high": _round(report.high), "reachable": _round(report.reachable)},
        "target": {"score": plan.target.score, "grade": plan.target.grade.name if plan.target.grade else None},
        "reached": _round(plan.reached),
        "effort": plan.effort,
        "at_best": {"steps": plan.at_best[0], "effort": plan.at_best[1]},
        "find_out": [
            {"practice": gap.practice, "question": gap.question, "points": _round(gap.points)} for gap in facts(plan)
        ],
        "steps": [_step(step, draft.doers.get(step.line.id, ())) for step in plan.steps],
        "out_of_reach": _out_of_reach(plan.out_of_reach),
    }
    yield json.dumps(found, indent=1).replace("##[", "#\\u0023[") + "\n", "plain"


def _step(step: Step, doers: Sequence[Doer]) -> dict[str, Any]:
    return {
        "practice": step.line.id,
        "title": step.line.practice.title,
        "area": step.line.area,
        "core": step.line.practice.core,
        "effort": step.line.practice.effort,
        "points": _round(step.points),
        "perhaps_done": step.unknown,
        "texts": [_text(text) for text in step.texts],
        "more": [_text(text) for text in step.more],
        "more_points": _round(step.more_points),
        "next_steps": list(step.next_steps),
        "models": [model._asdict() for model in step.models],
        "done_by": [
            {
                "jurisdiction": doer.jurisdiction.id,
                "name": doer.jurisdiction.profile.name,
                "policy": doer.claim.policy.id,
                "citation": doer.claim.policy.citation,
                "section": doer.claim.section,
            }
            for doer in doers
        ],
    }


def _text(text: Text) -> dict[str, Any]:
    asked = text.resolved.question
    return {
        "question": text.question,
        "ask": asked.ask,
        "recommended": asked.recommends(),
        "known": not text.unknown,
    }


def _out_of_reach(why: OutOfReach | None) -> dict[str, Any] | None:
    if why is None:
        return None
    return {
        "most": _round(why.most),
        "withheld": _round(why.withheld),
        "core": [line.id for line in why.core],
        "barred": [
            {
                "practice": entry.practice,
                "points": _round(entry.points),
                "jurisdiction": entry.barrier.jurisdiction.id,
                "policy": entry.barrier.policy.id,
                "citation": entry.barrier.policy.citation,
            }
            for entry in why.barred
        ],
    }


def _round(number: float) -> float:
    return round(number, 4)
