"""Where reports go: standard output, and files that take the place of older ones only when they are whole."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import IO, Protocol

from sanctuary_score.cli.console import make_way, paint, wants_color
from sanctuary_score.formats import Part


class Output(Protocol):
    """A place to write one document."""

    def write(self, parts: Iterable[Part]) -> None:
        """Write more of it."""

    def finish(self) -> str:
        """Put it in its place; returns why that did not work, in words, or nothing when it did."""

    def drop(self) -> None:
        """Leave everything as it was, if it is not finished."""


class Screen:
    """Standard output. What cannot be written there ends the whole run, so no error is kept."""

    def __init__(self, color: str) -> None:
        self._painted = wants_color(color, sys.stdout)
        self._seen = sys.stdout.isatty()
        self._error = ""

    def write(self, parts: Iterable[Part]) -> None:
        for binary, run in groupby(parts, lambda part: isinstance(part, bytes)):
            if self._seen:
                make_way()
            if binary and self._seen:
                self._error = "this kind of document cannot be shown on a screen; name a file for it with --output"
            elif binary:
                sys.stdout.flush()
                sys.stdout.buffer.writelines(_encoded(part) for part in run)
            elif self._painted:
                paint((part for part in run if not isinstance(part, bytes)), sys.stdout)
            else:
                sys.stdout.writelines(part[0] for part in run if not isinstance(part, bytes))

    def finish(self) -> str:
        sys.stdout.flush()
        return self._error

    def drop(self) -> None:
        """What is printed is printed."""


class WholeFile:
    """A file beside the one to replace, until all is written; another kind of file (a pipe) is written as it is."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._target = os.path.realpath(path)
        self._waiting = ""
        self._stream: IO[bytes] | None = None
        self._error = ""
        self._attempt(self._open)

    def write(self, parts: Iterable[Part]) -> None:
        stream = self._stream
        if stream is not None:
            self._attempt(lambda: stream.writelines(_encoded(part) for part in parts))

    def finish(self) -> str:
        if self._stream is not None:
            self._attempt(self._close)
        return self._error

    def drop(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
        if self._waiting:
            with contextlib.suppress(OSError):
                os.unlink(self._waiting)
            self._waiting = ""

    def _attempt(self, step: Callable[[], None]) -> None:
        try:
            step()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            older = os.path.isfile(self._target)
            left = "the older file there is as it was" if older else "nothing was written, so check its folder and name"
            self._error = f"`{self.path}` could not be written ({reason}); {left}"
            self.drop()

    def _open(self) -> None:
        if os.path.exists(self._target) and not stat.S_ISREG(os.stat(self._target).st_mode):
            self._stream = open(self._target, "wb")  # noqa: SIM115 (closed in `_close`)
            return
        handle, self._waiting = tempfile.mkstemp(
            dir=os.path.dirname(self._target), prefix=".sanctuary-score-", suffix=".part"
        )
        self._stream = open(handle, "wb")  # noqa: SIM115 (closed in `_close`)

    def _close(self) -> None:
        assert self._stream is not None
        self._stream.flush()
        if self._waiting:
            os.fsync(self._stream.fileno())
        self._stream.close()
        self._stream = None
        if self._waiting:
            os.chmod(self._waiting, _usual_mode(self._target))
            os.replace(self._waiting, self._target)
            self._waiting = ""


def _encoded(part: Part) -> bytes:
    return part if isinstance(part, bytes) else part[0].encode("utf-8")


def _usual_mode(path: str) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    try:
        return os.stat(path).st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
