"""What stands behind the page: every practice with its questions, the answers that count, and their citations."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.answer_words import lapsed_words, open_words
from sanctuary_score.finding import Resolved
from sanctuary_score.formats import Heading, Span
from sanctuary_score.formats.text.layout import title, wrapped
from sanctuary_score.formats.text.page import STYLES
from sanctuary_score.report import Line, Report
from sanctuary_score.wording import said, score_words, share_words, without_claims


def details(report: Report, heading: Heading) -> list[Span]:
    """All practices in the rubric's order, then the sources of every policy that was used."""
    spans = list(title("Every practice, with the law behind it"))
    for line in report.lines:
        spans += _practice(line, report, heading)
    return spans + list(_sources(report, heading))


def _practice(line: Line, report: Report, heading: Heading) -> Iterator[Span]:
    points = score_words(*line.earned)
    words = f"{line.practice.title} ({line.id}): {points} of {line.points:.1f} points"
    yield "\n", "plain"
    yield wrapped(words, heading.width, f"{line.state:<9}"), STYLES[line.state]
    for resolved in line.finding.questions:
        yield from _question(resolved, line, report, heading)
    for name, claims in line.finding.facts.items():
        for claim in claims:
            yield wrapped(f"{name}: {said(claim)}", heading.width, "    "), "plain"


def _question(resolved: Resolved, line: Line, report: Report, heading: Heading) -> Iterator[Span]:
    credit = resolved.credit
    ends = [share_words(credit.low), share_words(credit.high)]
    earned = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    yield wrapped(f"{resolved.id}: {earned}. {resolved.question.ask}", heading.width, "    "), "plain"
    if lapsed := lapsed_words(line.id, resolved.id, report):
        yield wrapped(f"{lapsed}.", heading.width, "      - "), "faint"
    elif not resolved.claims:
        yield wrapped(without_claims(resolved, line.finding.searched), heading.width, "      - "), "faint"
    unit = getattr(resolved.question, "unit", "")
    for claim in resolved.claims:
        yield wrapped(said(claim, unit), heading.width, "      - "), "faint"
    if open_ := open_words(resolved, report):
        yield wrapped(open_, heading.width, "      - "), "faint"
    if resolved.question.kind == "share_of" and len(resolved.claims) > 1:
        yield "      (What counts is the strongest single law, not the sum of them.)\n", "faint"


def _sources(report: Report, heading: Heading) -> Iterator[Span]:
    used = {
        (claim.jurisdiction.id, claim.policy.id): claim
        for line in report.lines
        for claims in (*(r.claims for r in line.finding.questions), *line.finding.facts.values())
        for claim in claims
    }
    yield from title("Sources of these laws")
    for claim in used.values():
        policy = claim.policy
        yield (
            wrapped(f"{policy.citation}: {policy.title} ({claim.jurisdiction.profile.name})", heading.width, "  "),
            "plain",
        )
        if policy.note:
            yield wrapped(f"Note: {policy.note}", heading.width, "    "), "plain"
        for source in policy.sources:
            words = f"{source.title}, {source.kind} source, read {source.read.text}: {source.where}"
            yield wrapped(words, heading.width, "    - "), "faint"
