"""What the site offers to download: the same reports as a table and as JSON, by the formats of `check`."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.formats import Heading, Totals, find_format
from sanctuary_score.site.world import World

FILES = {
    "csv": ("data/places.csv", "a row a practice of a place, for Excel"),
    "json": ("data/reports.json", "everything, for programs"),
}
"""By format: where it lies, and what it is for."""


def data_files(world: World) -> Iterator[tuple[str, str]]:
    """Path and text of each."""
    heading = Heading(world.rubric, world.as_of, many=True)
    lows, highs = [r.low for r in world.reports], [r.high for r in world.reports]
    ends = (min(lows), max(lows)), (min(highs), max(highs))
    totals = Totals(len(world.reports), 0, *ends, problems=())
    for name, (path, _) in FILES.items():
        found = find_format(name)
        writer = found.writer(heading)
        parts = [part for report in world.reports for part in writer.add(found.body(report, heading))]
        parts += writer.end(totals)
        yield path, "".join(part[0] for part in parts if not isinstance(part, bytes))
