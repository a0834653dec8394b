"""A static website of all profiles: pages as text, by their paths. Opens no file, asks no clock, needs no server.

Every page stands alone: style within, links relative, no request to anybody; scripts only make tables easier to use.
"""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.site.data import data_files
from sanctuary_score.site.frame import Page
from sanctuary_score.site.method import method_page
from sanctuary_score.site.place import place_page
from sanctuary_score.site.practice import practice_pages
from sanctuary_score.site.start import start_page
from sanctuary_score.site.world import World

__all__ = ["Page", "World", "site_files"]


def site_files(world: World) -> Iterator[tuple[str, str]]:
    """Path and text of every file, the start page first, in an order that never changes."""
    for page in (start_page(world), *practice_pages(world), method_page(world)):
        yield page.path, page.text()
    for report in world.reports:
        page = place_page(report, world)
        yield page.path, page.text()
    yield from data_files(world)
