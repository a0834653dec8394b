"""Where the laws of a report on paper can be read: a paper that is printed has nothing but its text to follow."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.law import Barrier, Claim
from sanctuary_score.papers.blocks import Block, Heading, Items, Paragraph, Runs, link, runs, strong
from sanctuary_score.report import Line, Report
from sanctuary_score.report_paper.gaps import told
from sanctuary_score.source import Source


def sources(report: Report, details: bool) -> Iterator[Block]:
    """Every law that the paper speaks of, with all its sources: those of all practices where all are told."""
    used = {(entry.jurisdiction.id, entry.policy.id): entry for entry in _told(report, details)}
    if not used:
        return
    yield Heading(2, "Sources of these laws", "sources")
    for entry in used.values():
        policy = entry.policy
        words = f": {policy.title} ({entry.jurisdiction.profile.name})"
        yield Paragraph(runs(strong(policy.citation), words, *([f" Note: {policy.note}"] if policy.note else [])))
        if policy.sources:
            yield Items(tuple(map(_source, policy.sources)))


def _told(report: Report, details: bool) -> Iterator[Claim | Barrier]:
    """The laws in the order in which the paper speaks of them."""
    yield from (harm.claim for harm in report.harms)
    for rule in report.weaker:
        yield rule.own
        yield rule.above
    for line in report.lines if details else report.core:
        yield from _of_practice(line)
    for shortfall in told(report, details):
        yield from (gap.loss.claim for gap in shortfall.gaps if gap.loss.claim is not None)
    yield from (barred.barrier for barred in report.barred)


def _of_practice(line: Line) -> Iterator[Claim]:
    for resolved in line.finding.questions:
        yield from resolved.claims
    for claims in line.finding.facts.values():
        yield from claims


def _source(source: Source) -> Runs:
    about = f", {source.publisher}" if source.publisher else ""
    where = link(source.where, source.address)
    return runs(f"{source.title}{about}: {source.kind} source, read {source.read.text}: ", where)
