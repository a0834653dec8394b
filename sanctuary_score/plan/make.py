"""From a report to the plan: what may be done, what has to be, and the least of it that reaches the target."""

from __future__ import annotations

from collections.abc import Sequence

from sanctuary_score.check import Case
from sanctuary_score.finding import NEARLY_NOTHING
from sanctuary_score.plan.search import Item, Part, fewest_texts, least_effort
from sanctuary_score.plan.values import EFFORTS, Limits, OutOfReach, Plan, Step, Target, Text
from sanctuary_score.plan.what_if import Option, after, improvable, parts, whole
from sanctuary_score.report import Gap, Line, Report, nearest
from sanctuary_score.score import WHOLE

_EXACT = 1e-7
"""Points by which a sum may miss its target: the same sum in another order differs in its last bits."""


def make_plan(report: Report, case: Case, target: Target, limits: Limits) -> Plan:
    """The plan of least effort to the target, if everything that is not known turned out to be missing."""
    allowed = [line for line in report.lines if limits.allow(line) and improvable(line.finding)]
    options = {line.id: whole(case, line) for line in allowed}
    need = target.score - report.low
    too_low = tuple(line for line in report.core if _needs(line, target))
    stuck = tuple(line for line in too_low if _least(target) > _credit(line, options) + NEARLY_NOTHING)
    forced = {line.id for line in too_low}
    items = [
        Item(
            EFFORTS[line.practice.effort],
            _gain(line, options[line.id], line.credit.low),
            _gain(line, options[line.id], line.credit.high),
            line.id in forced,
        )
        for line in allowed
    ]
    chosen = None if stuck else least_effort(items, need - _EXACT)
    if chosen is None:
        reason = _out_of_reach(report, case, items, limits, stuck)
        return Plan(report, target, limits, (), reason.most, (0, 0), reason)
    lines = [allowed[index] for index in chosen]
    taken = _fewest(case, lines, need, target)
    steps = [_step(report, case, line, option) for line, option in zip(lines, taken, strict=True)]
    done = after(case, zip(lines, taken, strict=True))
    reached = sum(f.credit.low * line.points for f, line in zip(done.findings, report.lines, strict=True))
    ordered = sorted(steps, key=lambda step: -round(step.points / EFFORTS[step.line.practice.effort], 6))
    return Plan(report, target, limits, tuple(ordered), reached, _at_best(report, options, allowed, target), None)


def _least(target: Target) -> float:
    return target.grade.lowest_core if target.grade else 0.0


def _needs(line: Line, target: Target) -> bool:
    """Whether the grade asks for more of a core practice than is certain."""
    return line.credit.low + NEARLY_NOTHING < _least(target)


def _credit(line: Line, options: dict[str, Option]) -> float:
    """The most that a practice can be raised to."""
    return options[line.id].credit if line.id in options else line.credit.low


def _gain(line: Line, option: Option, start: float) -> float:
    return max(option.credit - start, 0.0) * line.points


def _fewest(case: Case, lines: Sequence[Line], need: float, target: Target) -> list[Option]:
    """For each practice of the plan the texts to write: the fewest that still reach the target together."""
    choices = []
    for line in lines:
        least = _least(target) if line.practice.core else 0.0
        every = [option for option in parts(case, line) if option.credit + NEARLY_NOTHING >= least]
        choices.append(every)
    sizes = [
        [Part(len(o.questions), _gain(li, o, li.credit.low)) for o in every]
        for li, every in zip(lines, choices, strict=True)
    ]
    picked = fewest_texts(sizes, need - _EXACT)
    assert picked is not None, "all texts together reach the target, so some choice does"
    return [every[index] for every, index in zip(choices, picked, strict=True)]


def _step(report: Report, case: Case, line: Line, option: Option) -> Step:
    full = whole(case, line)
    texts = [_text(report, line, resolved.id) for resolved in improvable(line.finding)]
    chosen = tuple(text for text in texts if text.question in option.questions)
    more = tuple(text for text in texts if text.question not in option.questions)
    points = _gain(line, option, line.credit.low)
    rest = _gain(line, full, option.credit)
    models = nearest(line.practice.models, report.jurisdiction.id)
    return Step(line, chosen, points, more if rest > NEARLY_NOTHING else (), rest, models)


def _text(report: Report, line: Line, question: str) -> Text:
    resolved = next(r for r in line.finding.questions if r.id == question)
    mine = [g for g in (*report.gaps, *report.unknown) if g.practice == line.id and g.question == question]
    gap: Gap | None = max(mine, key=lambda g: g.points, default=None)
    sure = sum(g.points for g in mine if g.reason != "unknown")
    return Text(resolved, gap, gap is not None and sure <= NEARLY_NOTHING)


def _at_best(report: Report, options: dict[str, Option], allowed: Sequence[Line], target: Target) -> tuple[int, int]:
    """Steps and effort if every fact that is not known turned out as recommended."""
    items = [
        Item(
            EFFORTS[line.practice.effort],
            _gain(line, options[line.id], line.credit.high),
            0.0,
            line.practice.core and line.credit.high + NEARLY_NOTHING < _least(target),
        )
        for line in allowed
    ]
    chosen = least_effort(items, target.score - report.high - _EXACT) or ()
    return len(chosen), sum(items[index].effort for index in chosen)


def _out_of_reach(
    report: Report, case: Case, items: Sequence[Item], limits: Limits, stuck: tuple[Line, ...]
) -> OutOfReach:
    most = min(report.low + sum(item.points for item in items), WHOLE)
    others = [line for line in report.lines if not limits.allow(line) and improvable(line.finding)]
    withheld = sum(_gain(line, whole(case, line), line.credit.low) for line in others)
    barred = sorted((entry for entry in report.barred if entry.points > _EXACT), key=lambda b: -round(b.points, 6))
    return OutOfReach(most, withheld, tuple(barred), stuck)
