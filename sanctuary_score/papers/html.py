"""Papers as HTML: one file that asks nothing of any other place, readable on a phone and ready to print."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sanctuary_score.characters import visible
from sanctuary_score.papers import AUTHOR, LANGUAGE
from sanctuary_score.papers.blocks import LEGEND, Blocks, Paper

_HOME = "sanctuary_score.papers"


@cache
def style() -> str:
    """The stylesheet that all papers and pages share."""
    return (files(_HOME) / "templates" / "style.css").read_text(encoding="utf-8")


@cache
def environment(*packages: str) -> Environment:
    """Jinja2 for templates of these packages (each in its folder `templates`), which may use those of papers.

    Everything that is printed is escaped, and what could hide or forge text is made visible first; a name that nobody
    gave is an error.
    """
    loaders = [PackageLoader(package) for package in (*packages, _HOME)]
    made = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    made.filters["kind"] = lambda block: type(block).__name__.lower()
    made.globals |= {"style": Markup(style()), "language": LANGUAGE, "author": AUTHOR, "legend": LEGEND}  # noqa: S704 (a file of ours)
    return made


def _shown(value: Any) -> Any:
    """The value as it may be printed; markup was escaped where it was made."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def fragment(blocks: Blocks) -> Markup:
    """The blocks as HTML, to stand within a page."""
    made: Any = environment().get_template("blocks.html").module
    return Markup(made.blocks(blocks))  # noqa: S704 (escaped by the template)


def page(title: str, subject: str, body: Markup, layout: str = "report") -> str:
    """A whole page around a body that has been escaped."""
    return environment().get_template("page.html").render(title=title, subject=subject, body=body, layout=layout)


def as_html(paper: Paper) -> str:
    """The paper as a page."""
    return page(paper.title, paper.subject, fragment(paper.blocks), paper.layout)
