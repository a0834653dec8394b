"""Where a fact can be read: a page on the web, or a paper that somebody keeps. Judges no source."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from sanctuary_score.fields import Entry, MaybeDay, SomeDay, Text, Url


def _somewhere(url: str | None, info: ValidationInfo) -> str | None:
    if url is None and info.data.get("held_by") is None:
        raise PydanticCustomError(
            "nowhere",
            "`url` is missing here; add its web address as `url: ...`, or who keeps the paper as `held_by: City Clerk`",
        )
    return url


class Source(Entry):
    """Where a fact can be read."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["url"]}, {"required": ["held_by"]}]})

    title: Text
    publisher: Text | None = None
    date: MaybeDay = None
    """When it was published."""
    held_by: Text | None = None
    """Who keeps it and shows it to whoever asks, where it is not on the web: a clerk, an archive."""
    url: Annotated[Url | None, Field(validate_default=True), AfterValidator(_somewhere)] = None
    read: SomeDay
    """When it was last opened, by us or by the research the fact comes from."""
    kind: Literal["primary", "secondary"]
    """`primary` is the law's own text or the official record; everything that reports on it is `secondary`."""
    disputes: Text | None = None
    """What it says otherwise than the entry, which then follows another source and says why in its note."""

    @property
    def address(self) -> str:
        """Its web address; empty where it has none."""
        return self.url or ""

    @property
    def where(self) -> str:
        """Its web address, or else who keeps it."""
        return self.url or f"held by {self.held_by}"
