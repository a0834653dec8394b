"""The start page: the map of the states and the table of all places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from sanctuary_score.atlas import above
from sanctuary_score.corpus.tile_map import Tile, tile_map, words
from sanctuary_score.kinds import KINDS
from sanctuary_score.papers.blocks import Bar
from sanctuary_score.report import Report
from sanctuary_score.score import WHOLE
from sanctuary_score.site.frame import Page, rendered
from sanctuary_score.site.world import World, place_path
from sanctuary_score.wording import score_words, share_words

PATH = "index.html"


def start_page(world: World) -> Page:
    """The page that opens first."""
    names = {report.jurisdiction.id: report.jurisdiction.profile.name for report in _states(world)}
    rows = [_row(report, names) for report in world.reports]
    body = rendered(
        "start.html",
        PATH,
        map=_map(world),
        rows=rows,
        day=world.as_of.isoformat(),
        rubric=world.rubric.header,
        practices=len(world.rubric.practices),
    )
    subject = f"What {len(rows)} places in the United States do in law for their immigrant residents."
    return Page(PATH, "What the law does for immigrant residents", subject, body, world.as_of.isoformat(), tables=True)


def _short(kind: str) -> str:
    return kind.partition(":")[0]


def _row(report: Report, states: Mapping[str, str]) -> dict[str, Any]:
    place, profile = report.jurisdiction, report.jurisdiction.profile
    return {
        "name": profile.name,
        "url": place_path(place.id),
        "state": next((states[id_] for id_ in (place.id, *above(place.id)) if id_ in states), ""),
        "kind": _short(KINDS[profile.kind]),
        "population": profile.population,
        "low": report.low,
        "high": report.high,
        "bar": Bar(report.low / WHOLE, report.high / WHOLE, score_words(report.low, report.high)),
        "known": report.known,
        "known_words": share_words(report.known),
        "harms": len(report.harms),
    }


def _states(world: World) -> list[Report]:
    return [r for r in world.reports if r.jurisdiction.profile.kind in ("state", "federal-district")]


def _map(world: World) -> Markup:
    tiles = [
        Tile(
            r.jurisdiction.id.split("/")[-1],
            r.jurisdiction.profile.name,
            r.low,
            r.high,
            len(r.harms),
            place_path(r.jurisdiction.id),
        )
        for r in _states(world)
    ]
    title = f"What the law of each state earns, {world.as_of.isoformat()}"
    summary = "One tile a state, with the lowest and the highest score that the known facts leave possible. "
    return Markup(tile_map(tiles, title, summary + ". ".join(map(words, tiles)) + "."))  # noqa: S704 (made by ElementTree)
