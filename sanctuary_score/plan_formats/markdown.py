"""A plan as Markdown: everything that comes from a profile is escaped."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.formats import Span
from sanctuary_score.formats.markdown import plain
from sanctuary_score.plan import Step
from sanctuary_score.plan_formats import Draft, words
from sanctuary_score.report import CAVEAT


def document(draft: Draft) -> Iterator[Span]:
    """The whole page."""
    yield "\n".join(_lines(draft)) + "\n", "plain"


def _lines(draft: Draft) -> Iterator[str]:
    plan = draft.plan
    place, header = plan.report.jurisdiction, plan.report.rubric.header
    yield f"# {plain(place.profile.name)}: a plan to {plain(plan.target.name)}"
    yield ""
    yield (
        f"{plain(place.id)}, as of {plan.report.as_of.isoformat()}, measured against the rubric {plain(header.id)},"
        f" version {header.version.text}."
    )
    yield ""
    for label, sentence in words.top(plan):
        yield f"- **{label}:** {plain(sentence)}"
    if found := words.in_the_way(plan):
        yield from ("", "## In the way: laws above, which no local step can change", "")
        yield from (f"- {plain(line)}" for line in found)
    facts = words.facts(plan)
    if facts and (plan.steps or plan.out_of_reach):
        total = sum(gap.points for gap in facts)
        shown = facts if draft.details else facts[: words.MOST_FACTS]
        yield from ("", f"## First find out: {len(facts)} questions, {total:.1f} points, and no vote", "")
        yield from (f"- {plain(words.fact_words(gap))}" for gap in shown)
        if len(shown) < len(facts):
            yield f"- {len(facts) - len(shown)} more, with `--details`"
    if plan.steps:
        yield from ("", "## Then put into law, most points for the effort first")
    for number, step in enumerate(plan.steps, 1):
        yield from _step(number, step, draft)
    yield from ("", f"*{CAVEAT}*")


def _step(number: int, step: Step, draft: Draft) -> Iterator[str]:
    yield from ("", f"### {number}. {plain(words.step_head(step))}", "", plain(words.step_worth(step)))
    for sentence in step.next_steps:
        yield from ("", f"Next: {plain(sentence)}")
    yield ""
    yield from (f"- {plain(words.text_words(text, draft.plan.report.jurisdiction.id))}" for text in step.texts)
    for label, sentence in (
        ("", words.more_words(step)),
        ("To copy from: ", words.models_words(step)),
        ("Done by: ", words.doers_words(draft.doers.get(step.line.id, ()))),
    ):
        if sentence:
            yield from ("", f"{label}{plain(sentence)}")
