"""A folder of files that takes the place of an older one only when it is whole. Never touches what it did not make."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable

MARKER = ".sanctuary-score-site"
"""A file by which a folder is known as one that this program made, and may replace."""


def why_not(folder: str) -> str:
    """Why the folder cannot be written, in words; empty when it can."""
    if not os.path.lexists(folder):
        parent = os.path.dirname(os.path.abspath(folder))
        return "" if os.path.isdir(parent) else f"there is no folder `{parent}` to put it in; make it first"
    if not os.path.isdir(folder) or os.path.islink(folder):
        return f"`{folder}` is no folder; name one that does not exist yet"
    if os.listdir(folder) and not os.path.exists(os.path.join(folder, MARKER)):
        return f"`{folder}` holds files that this program did not make; name an empty folder, or one that is new"
    return ""


def write_folder(folder: str, files: Iterable[tuple[str, str]], done: Callable[[], None]) -> int:
    """Write the files, by path and text, and put them in the place of the folder; returns how many there are.

    Raises OSError, and then leaves an older folder as it was. `done` is called after each file.
    """
    target = os.path.abspath(folder)
    waiting = tempfile.mkdtemp(dir=os.path.dirname(target), prefix=".sanctuary-score-", suffix=".part")
    count = 0
    try:
        for path, text in files:
            place = os.path.join(waiting, *path.split("/"))
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            count += 1
            done()
        with open(os.path.join(waiting, MARKER), "w", encoding="utf-8") as stream:
            stream.write("Made by sanctuary-score; replaced as a whole when the site is made again.\n")
        os.chmod(waiting, 0o755)  # noqa: S103 (a website is there to be read)
        _exchange(waiting, target)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    return count


def _exchange(waiting: str, target: str) -> None:
    """Put the new folder in the place of the old one, which comes back if that fails."""
    if not os.path.isdir(target):
        os.rename(waiting, target)
        return
    old = f"{waiting}.old"
    os.rename(target, old)
    try:
        os.rename(waiting, target)
    except OSError:
        os.rename(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)
