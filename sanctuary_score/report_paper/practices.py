"""What stands behind a report on paper: every practice with its answers, their law, and where it can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sanctuary_score.answer_words import lapsed_words, open_words
from sanctuary_score.finding import Resolved
from sanctuary_score.law import Claim
from sanctuary_score.papers.blocks import Block, Heading, Items, Paragraph, Run, Runs, link, runs, strong
from sanctuary_score.report import STATES, Line, Report
from sanctuary_score.report_paper.summary import points_bar
from sanctuary_score.wording import said, share_words, without_claims


def practices(report: Report) -> Iterator[Block]:
    """Every practice in the rubric's order."""
    yield Heading(2, "Every practice, with the law behind it", "practices")
    for line in report.lines:
        yield from _practice(line, report)


def _practice(line: Line, report: Report) -> Iterator[Block]:
    core = ", core" if line.practice.core else ""
    yield Heading(3, line.practice.title, f"practice-{line.id}")
    yield Paragraph(runs(strong(line.state), f": {STATES[line.state]} ({line.id}{core})"))
    bar = points_bar(line)
    yield replace(bar, words=f"{bar.words} points")
    for resolved in line.finding.questions:
        yield from _question(resolved, line, report)
    for name, claims in line.finding.facts.items():
        yield Paragraph(runs(strong(line.practice.questions[name].ask)))
        yield Items(tuple(runs(said(claim), *_read_at(claim)) for claim in claims))


def _question(resolved: Resolved, line: Line, report: Report) -> Iterator[Block]:
    ends = [share_words(resolved.credit.low), share_words(resolved.credit.high)]
    earned = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    yield Paragraph(runs(strong(resolved.question.ask), f" Earns {earned}."))
    items = [_answer(claim, resolved) for claim in resolved.claims]
    if lapsed := lapsed_words(line.id, resolved.id, report):
        items.insert(0, runs(f"{lapsed}."))
    if open_ := open_words(resolved, report):
        items.append(runs(open_))
    yield Items(tuple(items or [runs(without_claims(resolved, line.finding.searched))]))
    if resolved.question.kind == "share_of" and len(resolved.claims) > 1:
        yield Paragraph(runs("What counts is the strongest single law, not the sum of them."), "small")


def _answer(claim: Claim, resolved: Resolved) -> Runs:
    unit = getattr(resolved.question, "unit", "")
    known: Mapping[str, str] = getattr(resolved.question, "meanings", {})
    answers = (claim.answer,) if isinstance(claim.answer, str) else claim.answer
    meaning = " ".join(f"{answer}: {known[answer]}" for answer in answers if answer in known)
    return runs(f"{said(claim, unit)}. ", *([f"{meaning} "] if meaning else []), *_read_at(claim))


def _read_at(claim: Claim) -> Iterator[str | Run]:
    """Where the law itself can be read, or else what reports on it, and the day it was."""
    if claim.policy.sources:
        source = min(claim.policy.sources, key=lambda source: source.kind != "primary")
        yield f"Read {source.read.text}: "
        yield link(source.title, source.address)
        yield "." if source.url else f", {source.where}."
