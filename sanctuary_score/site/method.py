"""The page on the method: the project's own text, in HTML. Takes no markup but Markdown's."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markupsafe import Markup

from sanctuary_score.site.frame import Page
from sanctuary_score.site.world import World

PATH = "method.html"
_SCROLLED = {
    "<table>": '<div class="wide" tabindex="0"><table>',
    "</table>": "</table></div>",
    "<pre>": '<pre tabindex="0">',
}
"""What may be wider than a phone scrolls by itself, also with a keyboard."""


def method_page(world: World) -> Page:
    """How a score is made."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    text = markdown.render(world.method)
    for plain, framed in _SCROLLED.items():
        text = text.replace(plain, framed)
    body = Markup(text)  # noqa: S704 (a file of ours, without HTML)
    subject = "How facts become a score, with the argument for every number that is a choice."
    return Page(PATH, "How a score is made", subject, body, world.as_of.isoformat())
