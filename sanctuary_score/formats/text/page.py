"""The gap report of one place as a page: what a council member reads in five minutes, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.answer_words import WEAKER, WEAKER_MEANS, asked_words, weaker_words, whom_words
from sanctuary_score.characters import visible
from sanctuary_score.formats import Heading, Span, Style
from sanctuary_score.formats.text.layout import bar, title, wrapped
from sanctuary_score.interval import Interval
from sanctuary_score.kinds import KINDS
from sanctuary_score.report import CAVEAT, Report, Shortfall, State
from sanctuary_score.scope_words import core_not_asked
from sanctuary_score.score import WHOLE
from sanctuary_score.wording import (
    cited,
    grade_words,
    known_words,
    reachable_words,
    reasons_words,
    score_words,
    waived_total,
    waiver_words,
    weights_words,
)

_GAPS, _QUESTIONS, _MODELS = 10, 8, 3
"""How many of each a page shows; `--details` shows all."""

STYLES: dict[State, Style] = {
    "met": "good",
    "partial": "unsure",
    "unmet": "bad",
    "unknown": "unsure",
    "barred": "bad",
}


def page(report: Report, heading: Heading) -> list[Span]:
    """The whole page."""
    return [
        span
        for part in (_top, _harms, _core, _areas, _gaps, _weaker, _barred, _find_out, _bottom)
        for span in part(report, heading)
    ]


def _top(report: Report, heading: Heading) -> Iterator[Span]:
    width = heading.width
    place, header = report.jurisdiction, report.rubric.header
    kind = KINDS[place.profile.kind].partition(":")[0]
    yield wrapped(f"{place.profile.name} ({kind}, {place.id})", width), "title"
    day = f"As of {report.as_of.isoformat()}, measured against the rubric {header.id}, version {header.version.text}."
    yield wrapped(day, width), "plain"
    yield "\n", "plain"
    yield f"Score      {score_words(report.low, report.high)} of 100\n", "title"
    total = Interval(report.low / WHOLE, report.high / WHOLE)
    yield f"           {bar(total, 50)}\n", "plain"
    yield "           # is certain, - is possible, . is not earned\n", "faint"
    yield wrapped(grade_words(report), width, "Grade      "), "plain"
    yield wrapped(known_words(report), width, "Known      "), "plain"
    yield wrapped(reachable_words(report), width, "Reachable  "), "plain"
    if report.sensitivity is not None:
        yield wrapped(weights_words(report.sensitivity), width, "Weights    "), "plain"


def _harms(report: Report, heading: Heading) -> Iterator[Span]:
    if not report.harms:
        return
    yield from title("Works against residents")
    for harm in report.harms:
        words = f"{harm.title}: {harm.meaning} ({cited(harm.claim)})"
        yield wrapped(words, heading.width, "  * ", "    "), "bad"


def _weaker(report: Report, heading: Heading) -> Iterator[Span]:
    if not report.weaker:
        return
    yield from title(WEAKER)
    yield wrapped(WEAKER_MEANS, heading.width, "  "), "plain"
    for rule in report.weaker:
        yield wrapped(rule.title + weaker_words(rule), heading.width, "  * ", "    "), "unsure"


def _core(report: Report, heading: Heading) -> Iterator[Span]:
    if not report.core:
        return
    yield from title("The core practices")
    for line in report.core:
        points = score_words(*line.earned)
        words = f"{line.practice.title}: {points} of {line.points:.1f} points"
        yield wrapped(words, heading.width, f"  {line.state:<10}"), STYLES[line.state]
    for name, why in core_not_asked(report):
        yield wrapped(f"{name}: {why}", heading.width, "  not asked "), "faint"


def _areas(report: Report, heading: Heading) -> Iterator[Span]:  # noqa: ARG001 (every part takes both)
    yield from title("By area, in points")
    for area in report.areas:
        name = visible(area.title)
        yield f"  {name:<40} {bar(area.credit, 12)} {score_words(*area.earned)} of {area.points:.1f}\n", "plain"


def _gaps(report: Report, heading: Heading) -> Iterator[Span]:
    yield from title("Gaps to close, most points first")
    if not report.shortfalls:
        yield "  None that are certain.\n", "plain"
        return
    shown = report.shortfalls if heading.details else report.shortfalls[:_GAPS]
    for number, shortfall in enumerate(shown, 1):
        yield from _gap(number, shortfall, heading)
    if rest := report.shortfalls[len(shown) :]:
        points = sum(shortfall.points for shortfall in rest)
        yield f"  {len(rest)} more, worth {points:.1f} points: add --details to see them.\n", "faint"
    if total := waived_total(report):
        yield wrapped(total, heading.width, "  "), "unsure"
    for index in report.waived_points:
        words = waiver_words(report.waivers[index].waiver)
        yield wrapped(f"{report.waived_points[index]:.1f} points {words}", heading.width, "  * ", "    "), "unsure"


def _gap(number: int, shortfall: Shortfall, heading: Heading) -> Iterator[Span]:
    width, practice = heading.width, shortfall.line.practice
    core = ", core" if practice.core else ""
    yield wrapped(f"{practice.title} ({shortfall.line.id}{core})", width, f"{number:>3}. "), "title"
    lost = f"{shortfall.points:.1f} points, {practice.effort} effort. "
    yield wrapped(lost + reasons_words(shortfall.gaps) + ".", width, "     "), "plain"
    if whom := whom_words(shortfall):
        yield wrapped(f"For: {whom}.", width, "     "), "plain"
    for step in dict.fromkeys(gap.next_step for gap in shortfall.gaps):
        yield wrapped(f"Next: {step}", width, "     "), "plain"
    if shortfall.models:
        places = "; ".join(f"{model.name} ({model.citation})" for model in shortfall.models[:_MODELS])
        yield wrapped(f"Done by: {places}.", width, "     "), "faint"


def _barred(report: Report, heading: Heading) -> Iterator[Span]:
    if not report.barred:
        return
    yield from title("Barred by the law above (no to-do)")
    for barred in report.barred:
        what = f" (only: {', '.join(barred.questions)})" if barred.questions else ""
        points = f", {barred.points:.1f} points" if barred.points else ""
        words = f"{barred.title}{what}{points}: {cited(barred.barrier)}"
        yield wrapped(words, heading.width, "  * ", "    "), "plain"


def _find_out(report: Report, heading: Heading) -> Iterator[Span]:
    if not report.unknown:
        return
    yield from title("Find out first: not known, and worth points")
    shown = report.unknown if heading.details else report.unknown[:_QUESTIONS]
    for question in shown:
        words = f"{asked_words(question, report)} ({question.practice}, {question.question})"
        yield wrapped(words, heading.width, f"  {question.points:>4.1f}  "), "plain"
    if rest := report.unknown[len(shown) :]:
        points = sum(question.points for question in rest)
        yield (
            f"  {len(rest)} more questions, worth {points:.1f} points: add --details to see them.\n",
            "faint",
        )


def _bottom(report: Report, heading: Heading) -> Iterator[Span]:
    yield "\n", "plain"
    if report.jurisdiction.profile.note:
        yield wrapped(f"Note: {report.jurisdiction.profile.note}", heading.width), "plain"
        yield "\n", "plain"
    yield wrapped(CAVEAT, heading.width), "faint"
