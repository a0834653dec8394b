"""The parts of a workbook's archive, within limits, as events of XML without document types: nothing can blow up."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

MAX_BYTES = 10 * 1024 * 1024
"""Of the file."""
MAX_UNPACKED = 40 * 1024 * 1024
"""Of all the parts that are read, unpacked."""
MAX_PARTS = 2000
MAX_DEPTH = 100
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file begins that old Excel saved, and one with a password."""
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "open it in Excel, and save it as an Excel workbook (.xlsx)"


class WorkbookError(ValueError):
    """Why a file cannot be read as a workbook, as one sentence for people."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a handler of XML events is told."""

    start: Callable[[str, Mapping[str, str]], None]
    """Name without its namespace, attributes without theirs."""
    end: Callable[[str], None]
    text: Callable[[str], None]


class Archive:
    """The parts of a workbook by name."""

    def __init__(self, raw: bytes) -> None:
        if len(raw) > MAX_BYTES:
            raise WorkbookError(f"the file has more than {MAX_BYTES:,} bytes (MAX_BYTES); take pictures out of it")
        if raw.startswith(_OLE):
            if _PASSWORD in raw:
                raise WorkbookError(f"the file is protected by a password; {_SAVE_AS} without one")
            raise WorkbookError(f"the file was saved in the old format of Excel (.xls); {_SAVE_AS}")
        if not raw.startswith(b"PK"):
            raise WorkbookError(f"the file is no Excel workbook; {_SAVE_AS}, not as CSV or text")
        self._left = MAX_UNPACKED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise _damaged() from error
        self._names = {name.lower(): name for name in self._zip.namelist()}
        if len(self._zip.namelist()) > MAX_PARTS:
            raise WorkbookError(f"the file holds more than {MAX_PARTS:,} parts (MAX_PARTS); {_SAVE_AS} anew")

    def holds(self, name: str) -> bool:
        """Whether there is such a part; names are the same in any case."""
        return name.lower() in self._names

    def read(self, name: str, part: Part) -> None:
        """Tell `part` what stands in the part of this name, which must be there."""
        _parse(self._unpacked(name), part)

    def _unpacked(self, name: str) -> bytes:
        info = self._zip.getinfo(self._names[name.lower()])
        if info.file_size > self._left:
            raise WorkbookError(f"the file unpacks to more than {MAX_UNPACKED:,} bytes (MAX_UNPACKED); {_SAVE_AS} anew")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _damaged()
        try:
            with self._zip.open(info) as stream:
                # Whatever the archive says of its size.
                raw = stream.read(self._left + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError) as error:
            raise _damaged() from error
        self._left -= len(raw)
        return raw


def resolved(source: str, target: str) -> str:
    """The name of the part that a relation of another part leads to; it cannot lead out of the archive."""
    joined = target if target.startswith("/") else posixpath.join("/", posixpath.dirname(source), target)
    return posixpath.normpath(joined).lstrip("/")


def _damaged() -> WorkbookError:
    return WorkbookError(f"the file is damaged, or no Excel workbook; {_SAVE_AS} anew")


def _parse(raw: bytes, part: Part) -> None:
    """Parse a part; one with a document type is refused, as the format demands, so no entity can be declared."""
    parser: Any = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise _damaged()
        part.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        part.end(_local(name))

    def refuse(*_: object) -> None:
        raise WorkbookError(f"the file holds a document type, as no program writes it; {_SAVE_AS} anew")

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, part.text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(raw, True)
    except WorkbookError:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:
        # The last two for encodings that nobody knows, or that are none of texts.
        raise _damaged() from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
