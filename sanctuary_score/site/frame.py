"""The frame of every page: head, navigation, foot; and links from one page to another. Knows no report."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from sanctuary_score import __version__
from sanctuary_score.papers.blocks import Run
from sanctuary_score.papers.html import environment
from sanctuary_score.report import CAVEAT

_HOME = "sanctuary_score.site"
NAVIGATION = (("index.html", "Places"), ("practices/index.html", "Practices"), ("method.html", "Method"))


@cache
def _text(name: str) -> str:
    return (files(_HOME) / "templates" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = environment(_HOME)
    script = _text("tables.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    made.globals |= {
        "site_style": Markup(_text("site.css")),  # noqa: S704 (a file of ours)
        "script": Markup(script),  # noqa: S704 (a file of ours)
        "script_hash": digest,
        "navigation": NAVIGATION,
        "caveat": CAVEAT,
        "version": __version__,
    }
    return made


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it lies, what it is called, what stands on it."""

    path: str
    title: str
    subject: str
    """What it is about, in a sentence."""
    body: Markup
    day: str
    """The day that it tells of."""
    tables: bool = False
    """Whether it has a table that can be sorted and filtered, and needs the room for it."""

    def text(self) -> str:
        """The whole page."""
        template = _environment().get_template("frame.html")
        return template.render(page=self, root=root_of(self.path))


def rendered(template: str, path: str, **values: Any) -> Markup:
    """The body of the page at a path, by a template that escapes every value."""
    made = _environment().get_template(template).render(root=root_of(path), **values)
    return Markup(made)  # noqa: S704 (escaped by the template)


def root_of(path: str) -> str:
    """The way from a page up to the start of the site."""
    return "../" * path.count("/")


def to(page: str, words: str, path: str) -> Run:
    """Words that lead from the page at `path` to another page of the site."""
    return Run(words, root_of(path) + page)
