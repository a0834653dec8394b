"""Files to documents: the only place that opens files of facts, and says why one of them cannot be read."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from sanctuary_score.characters import find_forbidden, may_hold_forbidden
from sanctuary_score.diagnostic import Code, Place, Placed, Pointer, Problem
from sanctuary_score.load.document import Document, Mark, Spot
from sanctuary_score.load.frames import MAX_KEY
from sanctuary_score.load.reader import MAX_DEPTH, MAX_PROBLEMS, MAX_VALUES, read_yaml

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_KEY", "MAX_PROBLEMS", "MAX_VALUES", "Document", "load", "parse"]

MAX_BYTES = 1024 * 1024
_PACKED = b"PK\x03\x04"
"""How ZIP files begin, and so the workbooks and documents of office programs."""
_UTF_16 = codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE


def load(path: str, name: str | None = None) -> Document:
    """The document in a regular file, called `name` in messages; its problems say why it cannot be used."""
    name = name or path
    try:
        raw = _read(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the file cannot be read ({reason.lower()}); check its name and that it is a file you may open"
        return _refused(name, Code.UNREADABLE, message)
    return parse(name, raw)


def parse(path: str, raw: bytes, *, libyaml: bool = True) -> Document:
    """The bytes of a file as a document; `path` is only its name in messages.

    Without `libyaml`, or where it is not installed, the parser is pure Python: the same documents, many times slower.
    """
    if len(raw) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES:,} bytes (MAX_BYTES); shorten its texts or split it"
        return _refused(path, Code.TOO_LARGE, message)
    if raw.startswith(_PACKED):
        message = (
            "this is no text but a packed file, such as a workbook of Excel; a filled form becomes a profile with"
            " `sanctuary-score new --from FORM.xlsx -o PROFILE.yaml`, so check that"
        )
        return _refused(path, Code.NOT_UTF8, message)
    if raw.startswith(_UTF_16):
        message = "the file is saved as UTF-16, which Notepad calls `Unicode`; save it as UTF-8"
        return _refused(path, Code.NOT_UTF8, message)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _position(raw[: error.start].decode("utf-8", "replace"))
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8, not as ANSI or cp1252"
        return _refused(path, Code.NOT_UTF8, message, Spot(line, column))
    if may_hold_forbidden(text) and (found := find_forbidden(text)):
        index, name = found
        message = f"{name} stands here, which hides or moves text; delete it and type the words again"
        return _refused(path, Code.FORBIDDEN_CHARACTER, message, Spot(*_position(text[:index])))
    document = read_yaml(path, text, libyaml=libyaml)
    return replace(document, warnings=tuple(islice(_cut_texts(path, text), MAX_PROBLEMS))) if " #" in text else document


def _read(path: str) -> bytes:
    """The bytes of a regular file, one more than allowed at the most; never waits on a pipe or device."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ValueError("it is not a regular file")
        chunks = []
        left = MAX_BYTES + 1
        while left > 0 and (chunk := os.read(handle, left)):
            chunks.append(chunk)
            left -= len(chunk)
        return b"".join(chunks)
    finally:
        os.close(handle)


_VALUE = re.compile(r"\s*+(?:- )?[a-z_-]++: ++(?![\"'>|\[{&*!#])")
_COMMENT = re.compile(r"\s#[^\s#].*")


def _cut_texts(path: str, text: str) -> Iterator[Placed]:
    """Warnings where ` #` ends a text unseen, as in `citation: General Order #27`: to YAML the rest is a comment."""
    for number, line in enumerate(text.splitlines(), 1):
        value = _VALUE.match(line) if " #" in line else None
        found = _COMMENT.search(line, value.end()) if value else None
        if found:
            code = Code.CUT_TEXT
            message = f"`{found[0].strip()[:20]}` is taken for a comment and lost; put the whole text in quotes"
            yield Placed(Place(path, number, found.start() + 2), code.number, message, code.severity)


def _refused(path: str, code: Code, message: str, mark: Mark = Spot(0, 0)) -> Document:  # noqa: B008 (never changes)
    return Document(path, None, (Problem(code, Pointer(path), message),), mark)


def _position(before: str) -> tuple[int, int]:
    """Line and column, from 0, of the character that follows the text `before`."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines) - 1, len(lines[-1])
