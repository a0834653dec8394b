"""Characters that no profile needs and that hide, move or forge text. Knows nothing of YAML or of formats."""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls (NEL among them); line and paragraph separators, which end a comment unseen; bidirectional marks
# and overrides; zero-width and tag characters; surrogates and non-characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])


def may_hold_forbidden(text: str) -> bool:
    """A quick look: False for certain when the text is plain ASCII without controls, as nearly all files are."""
    return not text.isascii() or len(text.translate(_CONTROLS)) != len(text)


def find_forbidden(text: str) -> tuple[int, str] | None:
    """The first forbidden character of the text: its index and its name for a message; None when there is none."""
    found = _FORBIDDEN.search(text)
    return (found.start(), describe(found[0])) if found else None


def describe(character: str) -> str:
    """A character that cannot be shown, in words and by its number."""
    name = unicodedata.name(character, "a control character").lower()
    return f"{name} (U+{ord(character):04X})"


_COMMAND = re.compile(r"(?<!\S)::+|#(?=#\[)")
"""How a CI log knows a command: `::name::` at the beginning of a line, or `##[name]` anywhere."""


def visible(text: str) -> str:
    """The text on one line that a terminal can only show and a CI log takes for no command.

    Forbidden characters, line breaks and tabs are written as escapes, the marks of commands with a space inside.
    """
    if "::" in text or "##[" in text:
        text = _COMMAND.sub(lambda found: " ".join(found[0]) if found[0][0] == ":" else "# ", text)
    if text.isprintable() and (text.isascii() or not _FORBIDDEN.search(text)):
        return text
    return "".join(map(_escaped, text))


def _escaped(c: str) -> str:
    if c.isprintable() and not _FORBIDDEN.match(c):
        return c
    return repr(c)[1:-1] if ord(c) < 0x100 else f"\\u{{{ord(c):x}}}"
