"""Changes as JSON, version 1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sanctuary_score import __version__
from sanctuary_score.change import Change
from sanctuary_score.change_formats import Comparison
from sanctuary_score.formats import Span
from sanctuary_score.report import Gap, Harm, Report

SCHEMA = "sanctuary-score/change/v1"


def document(comparison: Comparison) -> Iterator[Span]:
    """One document."""
    found = {
        "schema": SCHEMA,
        "tool": {"name": "sanctuary-score", "version": __version__},
        "old": comparison.old,
        "new": comparison.new,
        "changes": [_change(change) for change in comparison.changes],
        "unchanged": comparison.still,
        "rubric": [
            {"jurisdiction": effect.id, "old": _ends(effect.old), "new": _ends(effect.new)}
            for effect in comparison.rubric
        ],
    }
    yield json.dumps(found, indent=1).replace("##[", "#\\u0023[") + "\n", "plain"


def _change(change: Change) -> dict[str, Any]:
    return {
        "jurisdiction": {"id": change.id, "name": change.name, "path": change.path},
        "old": _score(change.old),
        "new": _score(change.new),
        "facts": [
            {
                "kind": fact.kind,
                "what": fact.what,
                "answer": fact.answer,
                "old": fact.old,
                "new": fact.new,
                "line": fact.place.line,
                "column": fact.place.column,
            }
            for fact in change.facts
        ],
        "practices": [
            {"id": entry.practice, "old": _ends(entry.old), "new": _ends(entry.new), "points": round(entry.points, 4)}
            for entry in change.practices
        ],
        "new_gaps": _gaps(change.new_gaps),
        "closed_gaps": _gaps(change.closed_gaps),
        "new_harms": _harms(change.new_harms),
        "ended_harms": _harms(change.ended_harms),
    }


def _score(report: Report | None) -> dict[str, float] | None:
    return _ends((report.low, report.high)) if report else None


def _ends(ends: tuple[float, float] | None) -> dict[str, float] | None:
    return {"low": round(ends[0], 4), "high": round(ends[1], 4)} if ends else None


def _gaps(gaps: Sequence[Gap]) -> list[dict[str, Any]]:
    return [
        {"practice": gap.practice, "question": gap.question, "reason": gap.reason, "points": round(gap.points, 4)}
        for gap in gaps
    ]


def _harms(harms: Sequence[Harm]) -> list[dict[str, Any]]:
    return [
        {
            "practice": harm.practice,
            "question": harm.question,
            "jurisdiction": harm.claim.jurisdiction.id,
            "policy": harm.claim.policy.id,
        }
        for harm in harms
    ]
