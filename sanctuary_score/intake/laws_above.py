"""The places whose law can stand above another: what people choose from when they say where a place lies."""

from __future__ import annotations

from sanctuary_score.atlas import Atlas, above
from sanctuary_score.intake.choices import Choices
from sanctuary_score.load import load


def laws_above(atlas: Atlas) -> Choices:
    """The states of the tree by id, with their names; a file that cannot be read has none."""
    found = {}
    for id_ in atlas.ids():
        path = atlas.file_of(id_) if len(above(id_)) == 1 else None
        data = load(path).data if path else None
        if data is not None:
            name = data.get("name") if isinstance(data, dict) else None
            found[id_] = name if isinstance(name, str) else ""
    return Choices(found)
