"""The data of a profile as YAML text that people like to read, and that is read back as the same data.

Made for this one shape: blocks with plain words as keys, lists, and texts. It quotes whatever another reader of YAML
could take for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_WIDTH = 120
_PLAIN = re.compile(r"[^\W_](?:[^:#]|:(?!\s|$)|(?<!\s)#)*")
"""Begins with a letter or digit; no colon ends a word, no `#` begins one."""
_TAKEN = re.compile(
    r"true|false|null|on|off|y|n|inf|nan|0[xob][0-9a-f_]+|[0-9][.0-9_:]*(?:e[-+]?[0-9]+)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
    re.IGNORECASE | re.DOTALL,
)
"""What some reader of YAML takes for a truth, a number or a time."""
_CLEAR = re.compile(r"yes|no|0|[1-9][0-9]{0,11}|[0-9]{4}(-[0-9]{2}){0,2}(\.\.[0-9]{4}(-[0-9]{2}){0,2})?")
"""Answers, whole numbers and days: however they are read, the schema of profiles takes them."""
_SIMPLE = re.compile(r"[\w .-]*")
"""What needs no quotes in a list on one line: no sign that could end it there, for any parser."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def yaml_text(data: Mapping[str, Any]) -> str:
    """The data as text that ends with a line break. Keys are plain words; texts hold no forbidden character."""
    return "".join(f"{line}\n" for line in _block(data, ""))


def scalar(text: str, *, in_list: bool = False) -> str:
    """The text as one value on one line, in quotes where it could be misread."""
    plain = _PLAIN.fullmatch(text) and text.isprintable() and text == text.rstrip() and not _TAKEN.fullmatch(text)
    if _CLEAR.fullmatch(text) or (plain and (_SIMPLE.fullmatch(text) or not in_list)):
        return text
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


def _block(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        start = f"{indent}{key}:"
        match value:
            case Mapping():
                yield start if value else f"{start} {{}}"
                yield from _block(value, indent + "  ")
            case str():
                yield from _text(start, value, indent + "  ")
            case _:
                yield from _list(start, value, indent + "  ")


def _list(start: str, items: Sequence[Any], indent: str) -> Iterator[str]:
    if all(isinstance(item, str) for item in items):
        line = f"{start} [{', '.join(scalar(item, in_list=True) for item in items)}]"
        if not items or len(line) <= _WIDTH:
            yield line
            return
    yield start
    for item in items:
        if isinstance(item, str):
            yield from _text(f"{indent}-", item, indent + "  ")
        else:
            first, *others = _block(item, indent + "  ")
            yield f"{indent}- {first.lstrip(' ')}"
            yield from others


def _text(start: str, text: str, indent: str) -> Iterator[str]:
    """A text behind its key: on the same line where it fits, else folded, or as the lines that it is made of."""
    line = f"{start} {scalar(text)}"
    lines = text.split("\n")
    fits = len(lines) == 1 and (len(line) <= _WIDTH or " " not in text)
    if fits or not all(map(_may_stand_alone, lines)) or "" in (lines[0], lines[-1]):
        yield line
    elif len(lines) > 1:
        yield f"{start} |-"
        yield from (indent + line if line else "" for line in lines)
    else:
        yield f"{start} >-"
        yield from _folded(text.split(" "), indent)


def _may_stand_alone(line: str) -> bool:
    """Whether a line may stand without quotes: no blanks that folding would eat, nothing that looks like a comment."""
    return line == line.strip() and not any(mark in line for mark in ("  ", " #", "\t", "\r"))


def _folded(words: Sequence[str], indent: str) -> Iterator[str]:
    line = indent + words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > _WIDTH:
            yield line
            line = indent + word
        else:
            line += " " + word
    yield line
