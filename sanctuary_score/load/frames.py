"""Lists and mappings while they are being read: what each takes next, and which keys a mapping takes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sanctuary_score.load.document import Mark

MAX_KEY = 80


class List:
    """A list being read."""

    __slots__ = ("data", "mark", "marks")

    def __init__(self, mark: Mark) -> None:
        self.data: list[Any] = []
        self.marks: list[Any] = []
        self.mark = mark

    awaits_key = False

    def add(self, value: Any, mark: Any) -> bool:
        self.data.append(value)
        self.marks.append(mark)
        return True


class Mapping:
    """A mapping being read: keys and values come in turn."""

    __slots__ = ("data", "key", "key_mark", "mark", "marks")

    def __init__(self, mark: Mark) -> None:
        self.data: dict[str, Any] = {}
        self.marks: dict[str, tuple[Mark, Any]] = {}
        self.mark = mark
        self.key: str | None = None
        self.key_mark: Mark = mark

    @property
    def awaits_key(self) -> bool:
        return self.key is None

    def add(self, value: Any, mark: Any) -> bool:
        """Take the next key or value; False for a key that is repeated or no plain word."""
        key = self.key
        if key is None:
            self.key, self.key_mark = value, mark
            return len(value) <= MAX_KEY and _is_plain_word(value) and value not in self.data
        self.data[key] = value
        self.marks[key] = (self.key_mark, mark)
        self.key = None
        return True


@lru_cache(maxsize=4096)
def _is_plain_word(key: str) -> bool:
    bare = key.replace("-", "").replace("_", "")
    return bare.isascii() and bare.isalnum()
