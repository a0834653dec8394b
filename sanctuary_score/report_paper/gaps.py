"""The part of a report on paper that is about what is missing: gaps, what is barred, what is worth finding out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sanctuary_score.answer_words import asked_words, whom_words
from sanctuary_score.papers.blocks import Block, Column, Heading, Items, Paragraph, Runs, Table, Terms, runs
from sanctuary_score.report import Report, Shortfall
from sanctuary_score.wording import cite, cited, reasons_words, waived_total, waiver_words

_GAPS, _QUESTIONS, _MODELS = 10, 8, 3
"""How many of each are told without details; models are never more."""


def gaps(report: Report, details: bool) -> Iterator[Block]:
    """What is certainly not earned, most points first, each with the law today, the next step and who does it."""
    yield Heading(2, "Gaps to close, most points first", "gaps")
    if not report.shortfalls:
        yield Paragraph(runs("None that are certain."))
        return
    shown = told(report, details)
    for number, shortfall in enumerate(shown, 1):
        practice = shortfall.line.practice
        core = " (core)" if practice.core else ""
        yield Heading(3, f"{number}. {practice.title}{core}", f"gap-{shortfall.line.id}")
        yield Terms(tuple(_about(shortfall)))
    if rest := report.shortfalls[len(shown) :]:
        points = sum(shortfall.points for shortfall in rest)
        more = f"{len(rest)} more, worth {points:.1f} points, are not shown."
        yield Paragraph(runs(more), "small")
    if total := waived_total(report):
        yield Paragraph(runs(total))
        words = (f"{p:.1f} points {waiver_words(report.waivers[i].waiver)}" for i, p in report.waived_points.items())
        yield Items(tuple(map(runs, words)))


def told(report: Report, details: bool) -> Sequence[Shortfall]:
    """The gaps that the paper tells."""
    return report.shortfalls if details else report.shortfalls[:_GAPS]


def _about(shortfall: Shortfall) -> Iterator[tuple[str, Runs]]:
    yield "Lost", runs(f"{shortfall.points:.1f} points; {shortfall.line.practice.effort} effort to close")
    yield "Why", runs(f"{reasons_words(shortfall.gaps)}.")
    if whom := whom_words(shortfall):
        yield "For", runs(f"{whom}.")
    today = dict.fromkeys(cite(gap.loss.claim) for gap in shortfall.gaps if gap.loss.claim is not None)
    for law in today:
        yield "Law today", runs(law)
    for step in dict.fromkeys(gap.next_step for gap in shortfall.gaps):
        yield "Next", runs(step)
    if shortfall.models:
        places = "; ".join(f"{model.name} ({model.citation})" for model in shortfall.models[:_MODELS])
        yield "Done by", runs(f"{places}.")


def barred(report: Report) -> Iterator[Block]:
    """What the law above forbids: no to-do."""
    if not report.barred:
        return
    yield Heading(2, "Barred by the law above (no to-do)", "barred")
    items = []
    for bar in report.barred:
        what = f" (only: {', '.join(bar.questions)})" if bar.questions else ""
        points = f", {bar.points:.1f} points" if bar.points else ""
        items.append(runs(f"{bar.title}{what}{points}: {cited(bar.barrier)}"))
    yield Items(tuple(items))


def unknown(report: Report, details: bool) -> Iterator[Block]:
    """The questions that nobody has answered, those first on which most points hang."""
    if not report.unknown:
        return
    yield Heading(2, "Find out first: not known, and worth points", "unknown")
    shown = report.unknown if details else report.unknown[:_QUESTIONS]
    columns = (Column("Question", 5), Column("Practice", 4), Column("Points", 1, number=True))
    rows = ((runs(asked_words(gap, report)), runs(gap.line.practice.title), runs(f"{gap.points:.1f}")) for gap in shown)
    yield Table("Questions, with the points that hang on them", columns, tuple(rows))
    if rest := report.unknown[len(shown) :]:
        points = sum(gap.points for gap in rest)
        words = f"{len(rest)} more questions, worth {points:.1f} points, are not shown."
        yield Paragraph(runs(words), "small")
