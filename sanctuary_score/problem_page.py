"""The page on problems, `docs/problems.md`: every code with what it means, an example and its message. Finds none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sanctuary_score.diagnostic import Code

_GENERATED = "<!-- Made from sanctuary_score/diagnostic.py and tests/bad/ by `pytest --accept`. -->\n\n"
_GROUPS: Mapping[str, str] = {
    "SS1": "The file itself",
    "SS2": "Keys and values",
    "SS3": "Names and references",
    "SS4": "What an author should look at",
    "SS9": "The program",
}
_SEVERITIES = {
    "error": "error: no score is given until it is mended",
    "warning": "warning: the score is given",
    "advice": "advice for authors: printed with `--advice`, and stops a run that asks for its gate",
}
_MOST = 60
"""Lines of an example that are shown."""


class Example(NamedTuple):
    """A file that has the problem, and what `check` says of it."""

    text: str
    said: str


def problem_page(examples: Mapping[str, Example]) -> str:
    """The page in Markdown, by the number of each code; codes without an example are shown without one."""
    return _GENERATED + "\n".join(_lines(examples)) + "\n"


def _lines(examples: Mapping[str, Example]) -> Iterator[str]:
    yield "# What the messages mean"
    yield ""
    yield (
        "A message names the file, the line and the column (both from 1), a code, and what to do. Codes are never"
        " used again for something else. The examples are measured against a small rubric made up for tests, so their"
        " practices and answers are not those of a real profile."
    )
    for start, title in _GROUPS.items():
        yield from ("", f"## {title}")
        for code in sorted((code for code in Code if code.number.startswith(start)), key=lambda code: code.number):
            yield from ("", f"### {code.number}", "", f"{code.sentence} *({_SEVERITIES[code.severity]})*")
            if code.number in examples:
                yield from _example(examples[code.number])


def _example(example: Example) -> Iterator[str]:
    fence = "~~~~"
    lines = example.text.rstrip("\n").split("\n")
    left = [f"(and {len(lines) - _MOST} lines more)"] if len(lines) > _MOST else []
    yield from ("", f"{fence}yaml", *lines[:_MOST], *left, fence)
    yield from ("", f"{fence}text", *example.said.rstrip("\n").split("\n"), fence)
