"""The two parsers of PyYAML, made to refuse alike: a file that one of them reads, the other reads the same.

What either refuses is refused, such as a tab outside quotes and half a character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from importlib import import_module
from typing import Any

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

from sanctuary_score.load.document import Spot

try:
    _LIBYAML: Any = import_module("yaml.cyaml").CParser
except ImportError:
    # PyYAML was built without libyaml.
    _LIBYAML = None

_BLANK = "\0 \t\r\n\x85\u2028\u2029"
_COMMENT = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)
_LINE_END = re.compile("\r\n|\r|\n")


def events(text: str, *, libyaml: bool) -> Any:
    """PyYAML's parser over the text: its method `get_event` gives one event after the other."""
    return _LIBYAML(text.encode()) if libyaml and _LIBYAML else _Pure(text)


class _Pure(yaml.SafeLoader):
    """The parser in Python, where it reads more than libyaml, or says worse what is wrong."""

    def scan_plain(self) -> Any:
        """A text without quotes: inside brackets it may hold a `?`, as for libyaml, and `a:[` is refused."""
        ends = _BLANK + (",[]{}" if self.flow_level else "")
        start, indent = self.get_mark(), self.indent + 1
        end, parts = start, []
        spaces: Any = []
        while self.peek() != "#":
            length = 0
            while (ch := self.peek(length)) not in ends and not (ch == ":" and self.peek(length + 1) in ends):
                length += 1
            if not length:
                break
            self.allow_simple_key = False
            parts += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        if self.flow_level and self.peek() == ":" and self.peek(1) in ",[]{}":
            raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", end)
        return ScalarToken("".join(parts), True, start, end)

    def scan_flow_scalar(self, style: str) -> Any:
        """A text in quotes; libyaml refuses escapes for half a character, and for one beyond Unicode."""
        start = self.get_mark()
        try:
            token = super().scan_flow_scalar(style)
        except (ValueError, OverflowError):
            raise ScannerError("while scanning a quoted scalar", start, "escape beyond Unicode", start) from None
        if any("\ud800" <= character <= "\udfff" for character in token.value):
            raise ScannerError("while scanning a quoted scalar", start, "escape for half a character", start)
        return token

    def scan_block_scalar_indicators(self, start_mark: Any) -> Any:
        """What follows `|` or `>`; libyaml takes a comment there without a blank before it."""
        return (None, None) if self.peek() == "#" else super().scan_block_scalar_indicators(start_mark)

    def scan_block_scalar_indentation(self) -> Any:
        """The blanks before a block of text; libyaml refuses a tab among them."""
        found = super().scan_block_scalar_indentation()
        return self._without_tab(found, inside=True)

    def scan_block_scalar_breaks(self, indent: int) -> Any:
        """The empty lines within it, and the blanks before the next one."""
        found = super().scan_block_scalar_breaks(indent)
        return self._without_tab(found, inside=self.column < indent)

    def _without_tab(self, found: Any, *, inside: bool) -> Any:
        if inside and self.peek() == "\t":
            raise ScannerError("while scanning a block scalar", None, "found a tab character", self.get_mark())
        return found

    def scan_directive(self) -> Any:
        """A line that starts with `%`; libyaml refuses those that nobody knows."""
        start = self.get_mark()
        token = super().scan_directive()
        if token.name not in ("YAML", "TAG"):
            raise ScannerError("while scanning a directive", start, "found unknown directive name", start)
        return token


def stray_tab(text: str) -> Spot | None:
    """Where the first tab stands that is in no quotes, block of text or comment; libyaml reads it as a blank.

    The parser in Python stops there by itself.
    """
    if "\t" not in text or _LIBYAML is None:
        return None
    spans = _spans(text)
    starts = [start for start, _ in spans]

    def inside(index: int) -> bool:
        place = bisect_right(starts, index) - 1
        return place >= 0 and index < spans[place][1]

    at = text.find("\t")
    while at >= 0:
        begin = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        comments = (begin + found.start() for found in _COMMENT.finditer(text[begin:at]))
        if not inside(at) and all(map(inside, comments)):
            return _spot(text, at)
        at = text.find("\t", at + 1)
    return None


def _spans(text: str) -> list[tuple[int, int]]:
    """From where to where the texts in quotes and in blocks reach, as far as the file can be read."""
    found = []
    parser = _LIBYAML(text.encode())
    try:
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.ScalarEvent) and event.style:
                start, end = event.start_mark, event.end_mark
                assert start is not None
                assert end is not None
                found.append((start.index, end.index))
    except yaml.YAMLError:
        pass
    return found


def _spot(text: str, index: int) -> Spot:
    """Line and column, from 0, of a position in the text."""
    lines = _LINE_END.split(text[:index])
    return Spot(len(lines) - 1, len(lines[-1]))
