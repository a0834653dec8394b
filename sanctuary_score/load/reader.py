"""YAML text to plain data, on the parser's events, in one pass, without recursion: the only module that reads YAML.

Whatever is not a plain mapping, list or text is refused, and text stays text until a model says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from sanctuary_score.characters import find_forbidden
from sanctuary_score.diagnostic import Code, Pointer, Problem
from sanctuary_score.grammar import TAB, in_plain_words
from sanctuary_score.load.document import Block, Document, Mark, Spot
from sanctuary_score.load.frames import MAX_KEY, List, Mapping
from sanctuary_score.load.parsers import events, stray_tab

_SCALAR, _MAPPING, _LIST = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
_MAPPING_END, _LIST_END = yaml.MappingEndEvent, yaml.SequenceEndEvent

_LINE_END = re.compile("\r\n|\r|\n")

MAX_DEPTH = 32
MAX_VALUES = 100_000
MAX_PROBLEMS = 100
"""How many problems of one file are kept: whoever has a hundred to mend has enough to do."""


def read_yaml(path: str, text: str, *, libyaml: bool) -> Document:
    """The text as a document; `path` is only its name in messages."""
    reader = _Reader(path, text, stray_tab(text) if libyaml else None)
    return reader.read(events(text, libyaml=libyaml))


@dataclass(slots=True)
class _Reader:
    """Events to data, with a stack of its own: no input can make it recurse."""

    path: str
    text: str
    tab: Spot | None
    """Where a tab ends the reading, if the parser does not see it."""
    found: list[tuple[Code, str, Mark]] = field(default_factory=list)
    stack: list[List | Mapping] = field(default_factory=list)
    documents: int = 0

    def read(self, parser: Any) -> Document:
        top = List(Spot(0, 0))
        try:
            self._take(parser.get_event, top)
        except yaml.YAMLError as error:
            mark = _where(error)
            lines = _LINE_END.split(self.text.removeprefix("\ufeff"))
            rest = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
            if mark.line >= len(lines):
                # libyaml puts the end of a last line that is not finished at the beginning of the next one.
                mark = Spot(len(lines) - 1, len(lines[-1]))
            self.found.append((Code.NOT_YAML, in_plain_words(error, rest[:1], lines[mark.line]), mark))
        if self.tab is not None:
            # A key that the tab cuts in two is no second problem.
            self.found = [one for one in self.found if one[2].line < self.tab.line]
            self.found.append((Code.NOT_YAML, TAB, self.tab))
        if not self.found and top.data in ([], [""]):
            self.found.append((Code.EMPTY, "the file holds nothing; README shows what belongs in a profile", top.mark))
        if self.found:
            problems = tuple(
                Problem(code, Pointer(self.path, (i,)), text) for i, (code, text, _) in enumerate(self.found)
            )
            return Document(self.path, None, problems, Block(top.mark, [mark for _, _, mark in self.found]))
        return Document(self.path, top.data[0], (), top.marks[0])

    def _take(self, get_event: Any, top: List) -> None:
        """Read until the end, or until going on would make no sense."""
        frame: List | Mapping = top
        values = 0
        while len(self.found) < MAX_PROBLEMS:
            event = get_event()
            kind = event.__class__
            if kind is _SCALAR:
                values += 1
                value = event.value
                if event.tag is not None or event.anchor is not None:
                    self._refuse_tag_or_anchor(event)
                if event.style == '"' and not value.isprintable():
                    self._look_for_hidden(event)
                if not frame.add(value, event.start_mark):
                    self._refuse_key(frame, event)
            elif kind is _MAPPING or kind is _LIST:
                values += 1
                if not self._may_open(event, frame, values):
                    return
                self.stack.append(frame)
                frame = (Mapping if kind is _MAPPING else List)(event.start_mark)
            elif kind is _MAPPING_END or kind is _LIST_END:
                closed, frame = frame, self.stack.pop()
                frame.add(closed.data, Block(closed.mark, closed.marks))
            elif not self._goes_on(event, frame):
                break
        if values > MAX_VALUES:
            self._too_many(Spot(0, 0))

    def _goes_on(self, event: Any, frame: List | Mapping) -> bool:
        """Whether reading goes on after an event that is neither a value nor the end of a block."""
        if isinstance(event, yaml.AliasEvent):
            self._note(Code.ANCHOR, "an alias (`*name`) stands here; write the text out instead", event)
            frame.add("", event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            return self._may_begin(event)
        return not isinstance(event, yaml.StreamEndEvent)

    def _look_for_hidden(self, event: Any) -> None:
        """Refuse a text whose escapes stand for characters that could not have been typed."""
        if hidden := find_forbidden(event.value):
            self._note(Code.FORBIDDEN_CHARACTER, f"this text holds {hidden[1]}; delete the escape for it", event)

    def _may_open(self, event: Any, frame: List | Mapping, values: int) -> bool:
        """Whether reading goes on with the block that starts here."""
        if event.tag is not None or event.anchor is not None:
            self._refuse_tag_or_anchor(event)
        if frame.awaits_key:
            self._note(Code.ODD_KEY, "a block stands where a key belongs; write `key: value`", event)
            return False
        if len(self.stack) >= MAX_DEPTH:
            self._note(
                Code.TOO_DEEP,
                f"more than {MAX_DEPTH} blocks lie within one another (MAX_DEPTH); take some out",
                event,
            )
            return False
        if values > MAX_VALUES:
            self._too_many(event.start_mark)
            return False
        return True

    def _may_begin(self, event: Any) -> bool:
        if event.version is not None or event.tags:
            self._note(Code.TAG, "a directive (a line that starts with `%`) stands above; delete it", event)
        self.documents += 1
        if self.documents > 1:
            self._note(Code.SEVERAL_DOCUMENTS, "a second document starts here (`---`); write one place a file", event)
        return self.documents == 1

    def _refuse_tag_or_anchor(self, event: Any) -> None:
        if event.tag is not None:
            self._note(Code.TAG, "a tag (`!name`) stands here; delete it, or put the text in quotes", event)
        if event.anchor is not None:
            self._note(Code.ANCHOR, "an anchor (`&name`) stands here; delete it, or put the text in quotes", event)

    def _refuse_key(self, frame: Any, event: Any) -> None:
        key = event.value
        if key == "<<":
            self._note(Code.MERGE_KEY, "a merge key (`<<`) stands here; write the keys out", event)
        elif key in frame.data:
            first = frame.marks[key][0].line + 1
            self._note(Code.REPEATED_KEY, f"`{key}` is already written in line {first}; keep one of the two", event)
        else:
            shown = key if len(key) <= MAX_KEY else key[:MAX_KEY] + "..."
            message = (
                f"`{shown}` is no key: a key is one word of at most {MAX_KEY} letters, digits and hyphens (MAX_KEY);"
                " if it is text, put all of it in quotes"
            )
            self._note(Code.ODD_KEY, message, event)

    def _too_many(self, mark: Mark) -> None:
        message = f"the file holds more than {MAX_VALUES:,} values (MAX_VALUES); split it"
        self.found.append((Code.TOO_MANY_VALUES, message, mark))

    def _note(self, code: Code, message: str, event: Any) -> None:
        self.found.append((code, message, event.start_mark))


def _where(error: Any) -> Mark:
    """Where the parser gave up; for a text that is never closed, or has an unknown escape, where it begins."""
    inside = any(
        word in str(error.problem)
        for word in ("escape", "hexdecimal", "unexpected end of stream", "unexpected document")
    )
    mark: Mark | None = error.context_mark if inside else error.problem_mark or error.context_mark
    return mark or error.problem_mark or Spot(0, 0)
