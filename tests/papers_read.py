"""Word, Excel and PDF files as the text that other programs read back from them, with what stands where."""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Iterator

import docx
import openpyxl
from docx.table import Table
from pypdf import PdfReader

_OUTSIDE = re.compile(rb'<Relationship [^>]*TargetMode="External"[^>]*>')
_FOOTER = re.compile(r"\n\d+ of \d+\s*$")


def words_of(raw: bytes) -> str:
    """The text of the file, of whichever kind it is; fails when anything in it could act or lead elsewhere."""
    if raw.startswith(b"%PDF"):
        return _pdf(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        links = [found for name in names if name.endswith(".rels") for found in _OUTSIDE.findall(archive.read(name))]
        assert all(b'Target="http' in link for link in links), links
        assert not any(name.endswith((".bin", ".vbs")) for name in names), names
    return "".join(_word(raw) if "word/document.xml" in names else _excel(raw))


def _pdf(raw: bytes) -> str:
    """The words in lines of their own length: where typst breaks a line or a page is no matter of ours."""
    reader = PdfReader(io.BytesIO(raw))
    assert "/OpenAction" not in reader.root_object
    assert b"/JavaScript" not in raw
    for page in reader.pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get_object().get("/A", {})
            assert action.get("/S", "/GoTo") in ("/GoTo", "/URI"), action
            assert action.get("/URI", "https://").startswith("http"), action
    pages = [_FOOTER.sub("", page.extract_text()) for page in reader.pages]
    return textwrap.fill(" ".join(" ".join(pages).split()), 100, break_long_words=False, break_on_hyphens=False) + "\n"


def _word(raw: bytes) -> Iterator[str]:
    for block in docx.Document(io.BytesIO(raw)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "| " + " | ".join(cell.text for cell in row.cells) + " |\n"
        elif block.text:
            assert block.style is not None
            yield f"[{block.style.name}] {block.text}\n"


def _excel(raw: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(raw), read_only=True).worksheets:
        yield f"== {sheet.title}\n"
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row), "a formula"
            yield "\t".join("" if cell.value is None else str(cell.value) for cell in row).rstrip("\t") + "\n"
