"""The manual's blocks as a terminal shows them, and as Markdown pages. Words nothing itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sanctuary_score.formats import Span
from sanctuary_score.formats.text.layout import title, wrapped
from sanctuary_score.manual import Block, about_instruments, about_practice
from sanctuary_score.rubric import Rubric

_SPECIAL = re.compile(r"([\\*_{}\[\]<>#|~])")


def as_text(blocks: Iterable[Block], width: int) -> Iterator[Span]:
    """The blocks in lines of at most this width."""
    for kind, text, url in blocks:
        words = f"{text}: {url}" if url else text
        match kind:
            case "page":
                yield wrapped(words, width), "title"
            case "section":
                yield from title(words)
            case "question":
                yield "\n", "plain"
                yield wrapped(words, width), "title"
            case "text":
                yield "\n", "plain"
                yield wrapped(words, width), "plain"
            case "under":
                yield wrapped(words, width, "  "), "plain"
            case "item":
                yield wrapped(words, width, "  * ", "    "), "plain"
            case "answer":
                yield wrapped(words, width, "    - "), "plain"


def plain(text: str) -> str:
    """The text as Markdown that means nothing but itself."""
    return _SPECIAL.sub(r"\\\1", text)


def as_markdown(blocks: Iterable[Block]) -> str:
    """The blocks as a page of Markdown; what they say is text and never markup."""
    lines: list[str] = []
    last = ""
    for kind, text, url in blocks:
        words = plain(text)
        words = f"[{words}](<{url}>)" if url else words
        mark = {"page": "# ", "section": "## ", "question": "### ", "item": "- ", "answer": "- "}.get(kind, "")
        if kind not in ("item", "answer") or last != kind:
            lines.append("")
        lines.append(mark + words)
        last = kind
    return "\n".join(lines[1:]) + "\n"


def rubric_pages(rubric: Rubric) -> Iterator[tuple[str, str]]:
    """File name and text of every page under docs/rubric: the index, the instruments, one page a practice."""
    yield "README.md", _index(rubric)
    yield "instruments.md", _GENERATED + as_markdown(about_instruments(rubric, ".md"))
    for name in rubric.practices:
        yield f"{name}.md", _GENERATED + as_markdown(about_practice(name, rubric))


_GENERATED = "<!-- Made from rubric/ by `pytest --accept`; change the rubric, not this page. -->\n\n"


def _index(rubric: Rubric) -> str:
    header = rubric.header
    lines = [
        _GENERATED + f"# {header.title}",
        "",
        f"Version {header.version.text}: {len(rubric.practices)} practices. How answers become a score is told in"
        " [the method](../method.md); [instruments](instruments.md) shows what each kind of law counts for.",
    ]
    for area in header.areas:
        lines += ["", f"## {area.title}", "", "| practice | weight | |", "|---|---|---|"]
        for name, practice in rubric.practices.items():
            if rubric.areas[name] == area.id:
                core = "core" if practice.core else ""
                lines.append(f"| [{practice.title}]({name}.md) | {practice.weight:g} | {core} |")
    return "\n".join(lines) + "\n"
