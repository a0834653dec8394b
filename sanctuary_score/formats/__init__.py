"""Ways to write reports. To add one: a module with `body` and `writer`, and a line in FORMATS.

A report becomes a body where it is made, perhaps in a process of its own; the writer puts the bodies of a run together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import Any, Literal, Protocol, cast

from sanctuary_score.diagnostic import Placed
from sanctuary_score.report import Report
from sanctuary_score.rubric import Rubric

Style = Literal["plain", "title", "good", "bad", "unsure", "faint"]
"""What a part of a text is; only the command line knows what that looks like, and only on a terminal."""

Span = tuple[str, Style]
Part = Span | bytes
"""What is written as it comes: words with their style, or the bytes of a document that is no text."""

Changed = Mapping[str, frozenset[int] | None]
"""The lines that a change touches, by file; None for all lines of a new one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What all reports of one run share."""

    rubric: Rubric
    as_of: date
    many: bool
    """Whether the run is about several files, even if only one of them can be scored."""
    details: bool = False
    changed: Changed | None = None
    """None when no base is known."""
    width: int = 80


@dataclass(frozen=True, slots=True)
class Totals:
    """What came of all files together."""

    scored: int
    failed: int
    lows: tuple[float, float]
    """The least and the greatest low end of a score; without meaning when nothing was scored."""
    highs: tuple[float, float]
    problems: Sequence[Placed]
    stops: Sequence[Placed] = ()
    """What the gates of the run stopped at, each under the name of its gate."""


class Writer(Protocol):
    """Puts the bodies of one run together, in the order of the files; what it gives is written as it comes."""

    def add(self, body: Any) -> Iterable[Part]:
        """One more report."""

    def end(self, totals: Totals) -> Iterable[Part]:
        """What is left to write when all reports are there."""

    @property
    def only_touched(self) -> bool:
        """Whether, when a base is known, it wants the places alone that the change touches."""


class Format(Protocol):
    """What a module of this package offers."""

    def body(self, report: Report, heading: Heading) -> Any:
        """What its writer takes of one report; it may have to travel between processes."""

    def writer(self, heading: Heading) -> Writer:
        """The writer of one run."""


@dataclass(slots=True)
class Stream:
    """A writer that keeps nothing: the head, the bodies with the joint between them, and the tail."""

    head: str
    joint: str
    tail: Callable[[Totals], str]
    only_touched: bool = False
    _begun: bool = False

    def add(self, body: Iterable[Span]) -> Iterator[Span]:
        """One more body, after the head or the joint."""
        yield (self.joint if self._begun else self.head), "plain"
        self._begun = True
        yield from body

    def end(self, totals: Totals) -> Iterator[Span]:
        """The tail, after the head when there was no report."""
        if not self._begun:
            yield self.head, "plain"
        yield self.tail(totals), "plain"


@dataclass(slots=True)
class Gathered:
    """A writer that keeps all bodies, for a document that is made as a whole."""

    made: Callable[[Sequence[Any], Totals], Part]
    only_touched: bool = False
    _bodies: list[Any] = field(default_factory=list)

    def add(self, body: Any) -> Iterator[Part]:
        """Keeps it."""
        self._bodies.append(body)
        return iter(())

    def end(self, totals: Totals) -> Iterator[Part]:
        """The document."""
        yield self.made(self._bodies, totals)


FORMATS: Mapping[str, tuple[str, str]] = {
    "text": ("sanctuary_score.formats.text", "for people, in a terminal"),
    "markdown": ("sanctuary_score.formats.markdown", "for a comment or the summary of a CI run"),
    "csv": ("sanctuary_score.formats.csv", "for Excel: a row a practice"),
    "json": ("sanctuary_score.formats.json", "for programs; its schema: `sanctuary-score schema report`"),
    "jsonl": ("sanctuary_score.formats.jsonl", "for programs that read many: a report a line"),
    "github": ("sanctuary_score.formats.github", "for GitHub: marks beside the lines of a pull request"),
    "sarif": ("sanctuary_score.formats.sarif", "for code scanning: SARIF 2.1.0"),
    "junit": ("sanctuary_score.formats.junit", "for CI servers: a test a practice"),
    "html": ("sanctuary_score.formats.html", "a web page in one file, to read on any screen or to print"),
    "docx": ("sanctuary_score.formats.docx", "a Word document; needs the extra `office`"),
    "xlsx": ("sanctuary_score.formats.xlsx", "an Excel workbook of practices, gaps and sources; needs `office`"),
    "pdf": ("sanctuary_score.formats.pdf", "a tagged PDF; needs the extra `pdf`"),
}
"""By name: the module, imported only when it is asked for, and what it is for."""


_ENDINGS = {"md": "markdown", "htm": "html"} | {
    name: name for name in ("docx", "xlsx", "pdf", "html", "csv", "json", "jsonl", "sarif")
}
"""The formats that the ending of a file's name tells; `.txt`, `.xml` and all others do not."""


def by_ending(path: str) -> str:
    """The format that fits the name of a file; `text` when its ending tells none."""
    return _ENDINGS.get(path.rpartition(".")[2].lower(), "text")


def find_format(name: str) -> Format:
    """The format of this name; KeyError when there is none."""
    return cast("Format", import_module(FORMATS[name][0]))
