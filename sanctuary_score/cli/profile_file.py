"""Profiles that the program writes itself: read back before they count, and never in place of one that says more."""

from __future__ import annotations

import os

from sanctuary_score.characters import visible
from sanctuary_score.cli.console import say
from sanctuary_score.cli.output import WholeFile
from sanctuary_score.intake.kept import Differences, differences, holds_comments
from sanctuary_score.intake.profile_data import Data, profile_data
from sanctuary_score.intake.yaml_text import yaml_text
from sanctuary_score.load import MAX_BYTES, Document, parse
from sanctuary_score.profile import Profile
from sanctuary_score.validate import parse_model

_TOLD = 12
"""How many facts are named one by one."""


class KeptError(Exception):
    """Why a file was left as it is, as one sentence."""


def as_argument(path: str) -> str:
    """The path as somebody can type it into a command."""
    return f'"{visible(path)}"' if " " in path else visible(path)


def read_bytes(path: str, most: int) -> bytes:
    """The bytes of a regular file, one more than the most at the most. Raises OSError."""
    if not os.path.isfile(path):
        raise OSError(None, "there is no such file" if not os.path.lexists(path) else "it is not a regular file")
    with open(path, "rb") as stream:
        return stream.read(most + 1)


def text_of(data: Data) -> str:
    """The profile as text, which has been read back and is the same; raises KeptError if it ever is not."""
    meant, _ = parse_model(Profile, Document("profile", data))
    text = yaml_text(profile_data(meant)) if meant is not None else ""
    profile, _ = parse_model(Profile, parse("profile", text.encode()))
    if profile is None or profile != meant:
        raise KeptError("the profile could not be written so that it reads back the same; please report it")
    return text


def refuse_loss(path: str, data: Data) -> Differences | None:
    """How the profile differs from that in the file; None when there is none. Raises KeptError if anything is lost."""
    if not os.path.lexists(path):
        return None
    again = "; name another file, or add --force to replace it"
    try:
        raw = read_bytes(path, MAX_BYTES)
    except OSError as error:
        raise KeptError(
            f"`{path}` exists and cannot be read ({(error.strerror or str(error)).lower()}){again}"
        ) from None
    old, _ = parse_model(Profile, parse(path, raw))
    if old is None:
        raise KeptError(f"`{path}` exists and is no valid profile, so nobody can tell what would be lost{again}")
    found = differences(profile_data(old), data)
    if found.gone:
        _list("Only in the old file", found.gone)
        raise KeptError(f"`{path}` exists and says what would be lost{again}")
    if (found.changed or found.added) and holds_comments(raw.decode("utf-8-sig"), profile_data(old)):
        raise KeptError(f"`{path}` exists and has comments, which would be lost{again}")
    return found


def write_profile(path: str, data: Data, *, force: bool) -> None:
    """Put the profile in its place, and say what that changes; raises KeptError when it is left as it is."""
    text = text_of(data)
    found = None if force else refuse_loss(path, data)
    if found is not None and not found.changed and not found.added:
        say(f"{visible(path)} says all of it already, and is left as it is.")
        return
    put(path, text)
    if found is not None:
        _list("Changed", found.changed)
        _list("New", found.added)


def put(path: str, content: str | bytes) -> None:
    """Write a file, whole or not at all; raises KeptError."""
    file = WholeFile(path)
    file.write([content if isinstance(content, bytes) else (content, "plain")])
    if error := file.finish():
        raise KeptError(error)


def _list(title: str, facts: tuple[str, ...]) -> None:
    for fact in facts[:_TOLD]:
        say(f"{title}: {visible(fact)}")
    if len(facts) > _TOLD:
        say(f"{title}: and {len(facts) - _TOLD} more")
