"""The pages of the practices: what each asks for, and which places do it by which law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanctuary_score.finding import NEARLY_NOTHING
from sanctuary_score.law import Claim
from sanctuary_score.manual import Block as Said
from sanctuary_score.manual import about_instruments, about_practice
from sanctuary_score.papers.blocks import Bar, Block, Cell, Column, Heading, Items, Paragraph, Runs, Table, link, runs
from sanctuary_score.papers.html import fragment
from sanctuary_score.report import STATES, Line, Report, State
from sanctuary_score.site.frame import Page, to
from sanctuary_score.site.world import World, place_path, practice_path
from sanctuary_score.wording import cite, share_words

_INDEX, INSTRUMENTS = "practices/index.html", "practices/instruments.html"
_LEVELS = {"page": 1, "section": 2, "question": 3}


def practice_pages(world: World) -> Iterator[Page]:
    """The index, the instruments, then one page a practice."""
    day = world.as_of.isoformat()
    yield Page(_INDEX, "All practices", "Every practice that is measured.", fragment(tuple(_index(world))), day)
    ladder = fragment(tuple(as_blocks(about_instruments(world.rubric))))
    yield Page(INSTRUMENTS, "Instruments", "How hard each kind of law is to undo.", ladder, day)
    for name, practice in world.rubric.practices.items():
        path = practice_path(name)
        asked = [(report, line) for report in world.reports for line in report.lines if line.id == name]
        parts = (*as_blocks(about_practice(name, world.rubric)), *_who(asked, path))
        yield Page(path, practice.title, practice.why, fragment(parts), day)


def _index(world: World) -> Iterator[Block]:
    header = world.rubric.header
    yield Heading(1, "All practices")
    yield Paragraph(
        runs(
            f"{header.title}, version {header.version.text}. What each kind of law counts for stands under ",
            to(INSTRUMENTS, "instruments", _INDEX),
            ".",
        )
    )
    columns = (Column("Practice", 5), Column("Weight", 1, number=True), Column("Done in full by", 2, number=True))
    for area in header.areas:
        yield Heading(2, area.title, area.id)
        rows = []
        for name, practice in world.rubric.practices.items():
            if world.rubric.areas[name] == area.id:
                met = sum(line.state == "met" for report in world.reports for line in report.lines if line.id == name)
                core = " (core)" if practice.core else ""
                title = to(practice_path(name), practice.title, _INDEX)
                rows.append((runs(title, core), runs(f"{practice.weight:g}"), runs(_places(met))))
        yield Table(area.title, columns, tuple(rows))


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def _who(asked: list[tuple[Report, Line]], path: str) -> Iterator[Block]:
    """The places that do some of it for certain by a law of their own, most of it first, and how many are not known."""
    yield Heading(2, "Who does it", "who")
    doing = [(report, line, claims) for report, line in asked if (claims := _own(report, line))]
    doing.sort(key=lambda entry: (-round(entry[1].finding.own, 6), entry[0].jurisdiction.id))
    counts = {state: sum(line.state == state for _, line in asked) for state in STATES}
    summary = "; ".join(f"{_state_words(state)}: {count}" for state, count in counts.items() if count)
    yield Paragraph(runs(f"Asked of {len(asked)} places. {summary}." if asked else "Asked of no place in the record."))
    if doing:
        columns = (Column("Place", 2), Column("Certain by its own law", 2), Column("Law", 5))
        rows = tuple(_row(report, line, claims, path) for report, line, claims in doing)
        yield Table("Places that do some of it by a law of their own", columns, rows)


def _state_words(state: State) -> str:
    return {"met": "in full", "partial": "in part", "unmet": "not", "unknown": "not known", "barred": "barred"}[state]


def _own(report: Report, line: Line) -> list[Claim]:
    """The place's own answers that earn something for certain."""
    return [
        claim
        for resolved in line.finding.questions
        for claim in resolved.claims
        if claim.jurisdiction.id == report.jurisdiction.id and claim.certain and claim.worth > NEARLY_NOTHING
    ]


def _row(report: Report, line: Line, claims: list[Claim], path: str) -> tuple[Cell, ...]:
    laws = {claim.policy.id: claim for claim in claims}
    words: list[Runs] = []
    for claim in laws.values():
        source = min(claim.policy.sources, key=lambda one: one.kind != "primary", default=None)
        cited = cite(claim)
        words.append(runs("; " if words else "", link(cited, source.address) if source else cited))
    place = report.jurisdiction
    own = line.finding.own
    name = runs(to(place_path(place.id), place.profile.name, path), f" ({place.id})")
    return name, Bar(own, own, share_words(own)), tuple(run for part in words for run in part)


def as_blocks(said: Iterable[Said]) -> Iterator[Block]:
    """The manual's blocks as those of a paper."""
    items: list[Runs] = []
    for kind, text, url in said:
        words = runs(link(text, url)) if url else runs(text)
        if kind in ("item", "answer"):
            items.append(words)
            continue
        if items:
            yield Items(tuple(items))
            items = []
        yield Heading(_LEVELS[kind], text) if kind in _LEVELS else Paragraph(words)
    if items:
        yield Items(tuple(items))
