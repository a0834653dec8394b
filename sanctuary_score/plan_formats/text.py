"""A plan as text for a terminal: the facts to find out first, then the steps."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.formats import Span
from sanctuary_score.formats.text.layout import title, wrapped
from sanctuary_score.plan import Step
from sanctuary_score.plan_formats import Draft, words
from sanctuary_score.report import CAVEAT

_LABEL = 11


def document(draft: Draft) -> Iterator[Span]:
    """The whole page."""
    plan, width = draft.plan, draft.width
    place, header = plan.report.jurisdiction, plan.report.rubric.header
    yield wrapped(f"{place.profile.name} ({place.id}): a plan to {plan.target.name}", width), "title"
    day, version = plan.report.as_of.isoformat(), header.version.text
    yield wrapped(f"As of {day}, measured against the rubric {header.id}, version {version}.", width), "plain"
    yield "\n", "plain"
    for label, sentence in words.top(plan):
        yield wrapped(sentence, width, f"{label:<{_LABEL}}"), "plain"
    yield from _in_the_way(draft)
    yield from _facts(draft)
    if plan.steps:
        yield from title("Then put into law, most points for the effort first")
    for number, step in enumerate(plan.steps, 1):
        yield from _step(number, step, draft)
    yield "\n", "plain"
    yield wrapped(CAVEAT, width), "faint"


def _in_the_way(draft: Draft) -> Iterator[Span]:
    found = words.in_the_way(draft.plan)
    if found:
        yield from title("In the way: laws above, which no local step can change")
    for line in found:
        yield wrapped(line, draft.width, "  * ", "    "), "bad"


def _facts(draft: Draft) -> Iterator[Span]:
    facts = words.facts(draft.plan)
    if not facts or (not draft.plan.steps and draft.plan.out_of_reach is None):
        return
    total = sum(gap.points for gap in facts)
    yield from title(f"First find out: {len(facts)} questions, {total:.1f} points, and no vote")
    shown = facts if draft.details else facts[: words.MOST_FACTS]
    for gap in shown:
        yield wrapped(words.fact_words(gap), draft.width, "  * ", "    "), "plain"
    if rest := len(facts) - len(shown):
        yield f"  {rest} more: add --details to see them.\n", "faint"


def _step(number: int, step: Step, draft: Draft) -> Iterator[Span]:
    width = draft.width
    yield wrapped(words.step_head(step), width, f"{number:>3}. "), "title"
    yield wrapped(words.step_worth(step), width, "     "), "unsure" if step.unknown else "plain"
    for sentence in step.next_steps:
        yield wrapped(f"Next: {sentence}", width, "     "), "plain"
    for text in step.texts:
        yield wrapped(words.text_words(text, draft.plan.report.jurisdiction.id), width, "     - ", "       "), "plain"
    for label, sentence in (
        ("", words.more_words(step)),
        ("To copy from: ", words.models_words(step)),
        ("Done by: ", words.doers_words(draft.doers.get(step.line.id, ()))),
    ):
        if sentence:
            yield wrapped(f"{label}{sentence}", width, "     "), "faint"
