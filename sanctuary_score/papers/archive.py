"""Office files as archives with nothing in them that changes from run to run: no clock, and properties of our own."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

from sanctuary_score.characters import visible
from sanctuary_score.papers import AUTHOR, LANGUAGE

_MIDNIGHT = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive knows."""
_PROPERTIES = "docProps/core.xml"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"


def sealed(raw: bytes, title: str, subject: str) -> bytes:
    """The same Office file with fixed times, and with title, subject, author and language as its only properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _MIDNIGHT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _properties(title, subject) if name == _PROPERTIES else old.read(name))
    return out.getvalue()


def _properties(title: str, subject: str) -> bytes:
    ET.register_namespace("cp", _CORE)
    ET.register_namespace("dc", _DUBLIN)
    root = ET.Element(f"{{{_CORE}}}coreProperties")
    for name, text in (("title", title), ("subject", subject), ("creator", AUTHOR), ("language", LANGUAGE)):
        ET.SubElement(root, f"{{{_DUBLIN}}}{name}").text = visible(text)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
