"""What a plan says, in words that its formats for people share. Lays nothing out and escapes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sanctuary_score.answer_words import now_words
from sanctuary_score.plan import Doer, OutOfReach, Plan, Step, Text
from sanctuary_score.report import Gap, does_not_arise
from sanctuary_score.wording import cite, letters, pinpoint, score_words, share_words

MOST_FACTS, MOST_PEERS = 10, 3
"""How many of each are shown where the reader did not ask for all."""


def top(plan: Plan) -> Iterator[tuple[str, str]]:
    """Where the place stands, where it wants to go, and what that takes: a label and a sentence each."""
    report = plan.report
    yield "Score", f"{score_words(report.low, report.high)} of 100, grade {letters(report.grade)}."
    yield "Target", _target(plan)
    yield "Plan", _summary(plan)
    if plan.steps:
        yield "At best", _at_best(plan)
    if plan.target.grade is not None and report.known < report.rubric.header.minimum_known:
        least, known = (share_words(share) for share in (report.rubric.header.minimum_known, report.known))
        yield "Grade", f"None is given before {least} of the points are certain; now it is {known}, so find out first."


def _target(plan: Plan) -> str:
    grade = plan.target.grade
    if grade is None:
        return f"{plan.target.score:g} of 100 for certain, whatever the facts that are not known turn out to be."
    core = f", and at least {share_words(grade.lowest_core)} of every core practice" if grade.lowest_core else ""
    return f"the grade {grade.name}: {grade.lowest_score:g} of 100 for certain{core}."


def _summary(plan: Plan) -> str:
    if plan.out_of_reach is not None:
        return _too_far(plan, plan.out_of_reach)
    if not plan.steps:
        return "nothing has to be done: the target is reached for certain."
    if len(plan.steps) == 1:
        (step,) = plan.steps
        words = f"1 step of {step.line.practice.effort} effort, which brings"
    else:
        words = f"{len(plan.steps)} steps, {_efforts(plan.steps)}, which bring"
    return f"{words} the certain part to {plan.reached:.1f}. No set of steps takes less effort."


def _at_best(plan: Plan) -> str:
    count, _ = plan.at_best
    if not count:
        return (
            f"no step at all, if everything that is not known turned out as recommended: then {plan.report.high:.1f} of"
            " 100 are reached today. So find out first."
        )
    return f"{_steps(count)}, if everything that is not known turned out as recommended."


def _too_far(plan: Plan, why: OutOfReach) -> str:
    missing = plan.target.score - why.most
    words = f"out of reach. All steps together bring the certain part to {why.most:.1f}"
    words += f", {missing:.1f} points short." if missing > 0 else "."
    if why.core:
        names = "; ".join(f'"{line.practice.title}"' for line in why.core)
        words += f" The grade asks for more of these core practices than the law above leaves open: {names}."
    if why.withheld > 0:
        words += f" The limits of this plan leave out steps worth {why.withheld:.1f} points."
    return words


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"


def _efforts(steps: Sequence[Step]) -> str:
    counts = [(sum(step.line.practice.effort == name for step in steps), name) for name in ("low", "medium", "high")]
    return ", ".join(f"{count} of {name} effort" for count, name in counts if count)


def in_the_way(plan: Plan) -> list[str]:
    """The laws above that bar a practice, with the points that they take away."""
    if plan.out_of_reach is None:
        return []
    return [
        f"{entry.points:.1f} points: {entry.title}, barred by {cite(entry.barrier)}"
        for entry in plan.out_of_reach.barred
    ]


def facts(plan: Plan) -> Sequence[Gap]:
    """What nobody knows yet, most points first: those that the plan builds on before all others."""
    within = {(step.line.id, text.question) for step in plan.steps for text in step.texts}
    return sorted(plan.report.unknown, key=lambda gap: (gap.practice, gap.question) not in within)


def fact_words(gap: Gap) -> str:
    """One question to find out, and what hangs on it."""
    return f"{gap.points:.1f} points: {gap.next_step.partition(': ')[2]} ({gap.practice}, {gap.question})"


def step_head(step: Step) -> str:
    """The practice."""
    core = ", core" if step.line.practice.core else ""
    return f"{step.line.practice.title} ({step.line.id}{core})"


def step_worth(step: Step) -> str:
    """What the step adds, and what it takes."""
    words = f"{step.points:.1f} points, {step.line.practice.effort} effort."
    if step.unknown:
        words += " It may be law already: find out first."
    return words


def text_words(text: Text, place: str) -> str:
    """What the law has to say on one question, and what is known of it now, in the place of this id."""
    asked = text.resolved.question
    waits = does_not_arise(text.gap.loss) if text.gap else ""
    now = "not known" if text.unknown else waits or now_words(text.resolved, place)
    return f"{asked.ask} Recommended: {asked.recommends()}. Now: {now}."


def more_words(step: Step) -> str:
    """What else the same law could say; empty when it says everything."""
    if not step.more:
        return ""
    names = ", ".join(text.question for text in step.more)
    return f"While at it: {names} ({step.more_points:.1f} points more)."


def models_words(step: Step) -> str:
    """Laws to copy from; empty when the rubric names none."""
    return "; ".join(f"{model.name} ({model.citation})" for model in step.models[:MOST_PEERS])


def doers_words(doers: Sequence[Doer]) -> str:
    """The places of the record that do it; empty when none does for certain."""
    shown = "; ".join(f"{doer.jurisdiction.profile.name} ({pinpoint(doer.claim)})" for doer in doers[:MOST_PEERS])
    left = len(doers) - MOST_PEERS
    return shown + (f"; and {left} more" if left > 0 else "")
