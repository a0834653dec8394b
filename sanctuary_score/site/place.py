"""The page of one place: its report, its history, its neighbours, and every source with the day it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctuary_score.atlas import above
from sanctuary_score.history import trace
from sanctuary_score.history_formats.html import section
from sanctuary_score.papers.blocks import Block, Column, Heading, Paragraph, Run, Table, link, runs
from sanctuary_score.papers.html import fragment
from sanctuary_score.profile import Policy
from sanctuary_score.report import Report
from sanctuary_score.report_paper import blocks
from sanctuary_score.site.frame import Page, rendered, to
from sanctuary_score.site.world import World, place_path, practice_path

_SECTION, _HISTORY = 2, "history"
"""The level of the headings that a reader is led to, and the anchor of the plot."""


def place_page(report: Report, world: World) -> Page:
    """Everything there is to say of one place."""
    place = report.jurisdiction
    path = place_path(place.id)
    told, rest = tuple(_linked(report, path)), (*_below(report, world, path), *_sources(report))
    sections = [*_sections(told), (_HISTORY, "How the score has moved"), *_sections(rest)]
    body = rendered(
        "place.html",
        path,
        sections=sections,
        ways=[(place_path(id_), world.names[id_]) for id_ in reversed(above(place.id)) if world.known(id_)],
        name=place.profile.name,
        report=fragment(told),
        plot=section(trace(report)),
        rest=fragment(rest),
    )
    day = world.as_of.isoformat()
    subject = f"What the law of {place.profile.name} does for immigrant residents, as of {day}."
    return Page(path, place.profile.name, subject, body, day)


def _sections(blocks_: Iterable[Block]) -> list[tuple[str, str]]:
    """Anchor and title of each section, for a way to it from the top of a long page."""
    return [(b.anchor, b.text) for b in blocks_ if isinstance(b, Heading) and b.level == _SECTION and b.anchor]


def _linked(report: Report, path: str) -> Iterator[Block]:
    """The report, with the way from every practice to its own page."""
    pages = {f"practice-{line.id}": practice_path(line.id) for line in report.lines}
    for block in blocks(report, details=True):
        yield block
        if isinstance(block, Heading) and block.anchor in pages:
            yield Paragraph(runs(to(pages[block.anchor], "What it asks for, and who does it", path)), "small")


def _below(report: Report, world: World, path: str) -> Iterator[Block]:
    below = [id_ for id_ in world.names if above(id_)[:1] == (report.jurisdiction.id,)]
    if below:
        yield Heading(2, f"Places in {report.jurisdiction.profile.name}", "below")
        words: list[str | Run] = []
        for id_ in below:
            words += [", "] if words else []
            words.append(to(place_path(id_), world.names[id_], path))
        yield Paragraph(runs(*words, "."))


def _sources(report: Report) -> Iterator[Block]:
    """All laws of the profile, also those no longer in force, with their sources."""
    policies = report.jurisdiction.profile.policies
    if not policies:
        return
    yield Heading(2, "All laws in the record, and when their sources were read", "record")
    rows = []
    for policy in policies:
        words: list[str | Run] = []
        for source in policy.sources:
            words += ["; "] if words else []
            kept = "" if source.url else f", {source.where}"
            words += [link(source.title, source.address), f" ({source.kind}{kept}, read {source.read.text})"]
        rows.append((runs(f"{policy.title} ({policy.citation})"), runs(_span(policy)), runs(*words)))
    columns = (Column("Law", 4), Column("In force", 2), Column("Sources", 6))
    yield Table("All laws of the profile, those no longer in force among them", columns, tuple(rows))


def _span(policy: Policy) -> str:
    begun, ended = policy.effective, policy.ended
    start = begun.text if begun else f"by {policy.in_force_by.text}" if policy.in_force_by else "from a day not known"
    if ended:
        return f"{start} until {ended.text}"
    if policy.last_in_force:
        return f"{start}, last seen {policy.last_in_force.text}"
    return f"since {start}" if begun else start
