"""Papers as Word, Excel, PDF and HTML files: what other programs read back from them, and what may not be in them."""

from __future__ import annotations

import io
import pickle
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from browsing import check_page, open_browser
from docx.oxml.ns import qn
from papers_read import words_of
from pypdf import PdfReader
from typer.testing import CliRunner, Result
from worlds import DAY, SMALL_RUBRIC, TESTS, reports, small_rubric

from sanctuary_score.cli.app import app
from sanctuary_score.formats import FORMATS, find_format
from sanctuary_score.formats import Heading as Run
from sanctuary_score.papers.blocks import (
    Bar,
    Column,
    Heading,
    Items,
    Paper,
    Paragraph,
    Table,
    Terms,
    length,
    link,
    nested,
    runs,
    strong,
)
from sanctuary_score.papers.excel import Book
from sanctuary_score.papers.excel import Column as SheetColumn
from sanctuary_score.papers.excel import Link as SheetLink
from sanctuary_score.papers.html import as_html, style
from sanctuary_score.papers.pdf import as_pdf
from sanctuary_score.papers.word import as_docx
from sanctuary_score.report_paper.run import entry, paper

STORIES = TESTS / "stories"
KINDS = {"docx": as_docx, "pdf": as_pdf}


def with_everything(text: str = "Words") -> Paper:
    blocks = (
        Heading(1, text, "top"),
        Paragraph(runs("Plain, ", strong("strong"), ", ", link(text, "https://example.org/?q=(x)")), "lead"),
        Bar(0.25, 0.5, "25.0 to 50.0 of 100 points", "A bar: 25 are certain, 50 are possible."),
        Heading(2, text, "second"),
        Items((runs(text), runs(link("Up", "#top"))), "warning"),
        Terms((("Grade", runs(text)),)),
        Table(
            text,
            (Column("Practice", 3), Column("Points", number=True)),
            ((runs(text), Bar(0, 1, "0.0 to 1.0")), (runs("Other"), runs("1.0"))),
        ),
        Paragraph(runs(text), "small"),
    )
    return Paper(text, "All kinds of blocks", blocks)


# What another program reads back


def test_word_has_headings_marked_rows_language_and_title() -> None:
    document = docx.Document(io.BytesIO(as_docx(with_everything())))
    properties = document.core_properties
    assert (properties.title, properties.language, properties.author) == ("Words", "en-US", "sanctuary-score")
    languages = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-US"}
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name.startswith("Heading ")]
    assert headings == ["Words", "Words"]
    (table,) = document.tables
    marked = [row._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in table.rows]
    assert marked == [True, False, False]
    assert [cell.text for cell in table.rows[1].cells] == ["Words", "0.0 to 1.0"]
    addresses = [found.address for p in document.paragraphs for found in p.hyperlinks]
    assert addresses == ["https://example.org/?q=(x)", ""]
    assert [found.fragment for p in document.paragraphs for found in p.hyperlinks] == ["", "a_top"]
    assert 'w:name="a_top"' in document.element.xml


def test_a_pdf_is_tagged_and_says_so() -> None:
    reader = PdfReader(io.BytesIO(as_pdf(with_everything())))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Words", "sanctuary-score")
    xmp = root["/Metadata"].get_data().decode()
    assert re.search(r'pdfuaid:part(?:>|=")1', xmp)
    tags = list(structure(root["/StructTreeRoot"]))
    for tag in ("/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Link", "/Figure", "/Caption"):
        assert tag in [name for name, _ in tags], tag
    assert "A bar: 25 are certain, 50 are possible." in [alternative for _, alternative in tags]
    pages: list[Any] = list(reader.pages)
    links = [found.get_object() for page in pages for found in page["/Annots"]]
    assert "https://example.org/?q=(x)" in [a["/A"]["/URI"] for a in links if "/URI" in a.get("/A", {})]


def structure(element: Any) -> Iterator[tuple[str, str]]:
    """The tags of a PDF, each with its text alternative."""
    element = element.get_object()
    if not isinstance(element, dict):
        return
    if "/S" in element:
        yield str(element["/S"]), str(element.get("/Alt", ""))
    inner = element.get("/K", [])
    for child in inner if isinstance(inner, list) else [inner]:
        yield from structure(child)


def test_a_workbook_has_tables_with_headings_and_no_formula() -> None:
    book = Book("A title", "A subject", {"Find out": (SheetColumn("Place", 20), SheetColumn("Points", 9))})
    book.say("=1+1", title=True)
    book.add("Find out", ("=HYPERLINK(1)", 1.23456))
    book.add("Find out", (SheetLink("A law", "https://example.org/"), 7))
    raw = book.close()
    read = openpyxl.load_workbook(io.BytesIO(raw))
    assert (read.properties.title, read.properties.language, read.properties.creator) == (
        "A title",
        "en-US",
        "sanctuary-score",
    )
    sheet = read["Find out"]
    assert sheet.freeze_panes == "A2"
    (table,) = sheet.tables.values()
    assert (table.ref, [column.name for column in table.tableColumns]) == ("A1:B3", ["Place", "Points"])
    assert sheet.column_dimensions["A"].width == 20
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert (sheet["B2"].value, sheet["B2"].number_format, sheet["B3"].number_format) == (1.2346, "0.0", "0")
    assert sheet["A3"].hyperlink.target == "https://example.org/"
    assert "= 1+1" not in words_of(raw)


def test_a_table_without_rows_says_none_and_long_texts_are_cut() -> None:
    book = Book("T", "S", {"Gaps": (SheetColumn("Place", 20), SheetColumn("Why", 9))})
    book.say("x" * 40_000)
    read = openpyxl.load_workbook(io.BytesIO(book.close()))
    assert [[cell.value for cell in row] for row in read["Gaps"]] == [["Place", "Why"], ["none", None]]
    assert len(str(read["Read me"]["A1"].value)) == 32_000
    heights = [dimension.height for dimension in read["Read me"].row_dimensions.values()]
    assert max(height for height in heights if height) <= 409


@pytest.mark.parametrize("kind", KINDS)
def test_equal_input_gives_equal_bytes(kind: str) -> None:
    assert KINDS[kind](with_everything()) == KINDS[kind](with_everything())


def test_no_clock_is_in_an_office_file() -> None:
    book = Book("T", "S", {"Gaps": (SheetColumn("Place", 20),)})
    for raw in (as_docx(with_everything()), book.close()):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b"dcterms" not in archive.read("docProps/core.xml")


def test_a_page_asks_for_nothing_and_says_its_language() -> None:
    page = as_html(with_everything("<script>alert(1)</script>"))
    assert '<html lang="en-US">' in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import|src=", page)


def test_colours_are_far_enough_from_the_paper() -> None:
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]+);", style()))
    for name in ("ink", "faint", "link", "harm"):
        assert contrast(colours[name], colours["paper"]) >= 4.5, name
        assert contrast(colours[name], colours["band"]) >= 4.5, name
    assert contrast(colours["line"], colours["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """As WCAG 2.1 defines it."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# What a stranger may write


HOSTILE = ["#panic() $x$ *b* `c` <l> @ref /*c*/", "&amp; <b>x</b> ]]>", "a\tb", "\\u{41}", '{"kind": "bar"}']


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_printed_as_it_is(text: str) -> None:
    shown = text.replace("\t", "\\t")
    for kind, write in KINDS.items():
        found = words_of(write(with_everything(text)))
        assert found.count(shown) >= 7, (kind, found)


@pytest.mark.parametrize("text", ["Hawaiʻi", "中文", "مرحبا", "\u0fff", "ﷺ", "\U0001f600", "Ñandú – § 4 “x” ½ ™"])
def test_a_pdf_shows_every_character_or_its_number(text: str) -> None:
    found = words_of(as_pdf(with_everything(text)))
    number = "".join(f"\\u{{{ord(c):x}}}" for c in text)
    assert text in found or number in found or text[::-1] in found, found


def test_a_pdf_of_latin_letters_needs_no_font_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    compile_ = typst.compile
    asked: list[bool] = []

    def compiled(*given: Any, **more: Any) -> Any:
        asked.append(more["ignore_system_fonts"])
        return compile_(*given, **more)

    monkeypatch.setattr(typst, "compile", compiled)
    known = range(0x20, 0x7F), range(0xA0, 0x250), range(0x2B0, 0x300), range(0x370, 0x460), range(0x1E00, 0x1F00)
    ranges = (*known, range(0x2010, 0x2041), range(0x20A0, 0x20C0), range(0x2190, 0x2300))
    every = "".join(chr(c) for some in ranges for c in some if chr(c).isprintable())
    assert "ʻ" in words_of(as_pdf(with_everything(every)))
    as_pdf(with_everything("中"))
    assert asked == [True, False]


def test_a_long_word_stays_on_the_page() -> None:
    reader = PdfReader(io.BytesIO(as_pdf(with_everything("x" * 1_900))))
    right: list[float] = []
    reader.pages[0].extract_text(
        visitor_text=lambda text, _, matrix, *__: right.append(matrix[4]) if text.strip() else None
    )
    assert len(reader.pages) > 1
    assert max(right) < 612


def test_a_link_leads_to_the_web_or_nowhere() -> None:
    assert link("x", "javascript:alert(1)").url == ""
    assert link("x", "https://example.org/").url == "https://example.org/"
    assert link("x", "#top").url == "#top"
    assert link("x", "").url == ""


# Reports


def test_blocks_within_a_greater_paper_keep_their_order_and_change_their_names() -> None:
    blocks = with_everything().blocks
    inner = nested(blocks, 1, "p-")
    assert [(b.level, b.anchor, b.new_page) for b in inner if isinstance(b, Heading)] == [
        (2, "p-top", True),
        (3, "p-second", False),
    ]
    assert length(blocks) == length(inner) - 2 * len("p-")


def test_what_there_is_no_room_for_is_counted() -> None:
    found = reports(STORIES / "forbidden" / "jurisdictions")
    entries = [entry(report, details=True) for report in found.values()]
    first = max(entries, key=lambda one: (one.row.low, one.row.high))
    whole = paper(entries, small_rubric(), DAY, True, ())
    cut = paper(entries, small_rubric(), DAY, True, (), room=length(first.blocks))
    for made, places in ((whole, len(entries)), (cut, 1)):
        tops = [b.anchor for b in made.blocks if isinstance(b, Heading) and b.anchor.endswith("-top")]
        assert tops == [f"place-{number}-top" for number in range(1, places + 1)]
        words = " ".join(words_of(as_pdf(made)).split())
        for one in entries:
            assert one.row.name in words
        assert ("Left out for want of room: the pages of 1 place." in words) == (places == 1)


def test_every_body_travels_between_processes() -> None:
    (report,) = reports(STORIES / "harm" / "jurisdictions").values()
    heading = Run(small_rubric(), DAY, many=False, details=True)
    for name in FORMATS:
        body = find_format(name).body(report, heading)
        assert pickle.loads(pickle.dumps(body)) == body


def check(*arguments: str) -> Result:
    fixed = ["--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC)]
    return CliRunner().invoke(app, ["check", str(STORIES / "harm" / "jurisdictions"), *fixed, *arguments])


OFFICE = f"{sys.executable} -m pip install openpyxl python-docx"


@pytest.mark.parametrize(
    ("kind", "module", "sentence"),
    [
        ("docx", "docx", f"Word documents need one more package; run `{OFFICE}`"),
        ("xlsx", "openpyxl", f"Excel workbooks need one more package; run `{OFFICE}`"),
        ("pdf", "typst", f"PDF files need one more package; run `{sys.executable} -m pip install typst`"),
    ],
)
def test_a_missing_package_is_one_sentence(
    kind: str, module: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [
        name for name in sys.modules if name.startswith(("sanctuary_score.papers.", "sanctuary_score.formats."))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    ended = check("--format", kind, "-o", str(tmp_path / "report"), "--report", f"html:{tmp_path / 'page'}")
    assert ended.exit_code == 2
    assert ended.stderr == f"sanctuary-score: {sentence}\n"
    assert list(tmp_path.iterdir()) == []


def test_text_formats_need_no_package() -> None:
    """Nothing that only some documents need is imported for others."""
    code = "import sys; from sanctuary_score.cli.app import run; run(); print(sorted(sys.modules), file=sys.stderr)"
    words = [
        sys.executable,
        "-c",
        code,
        "check",
        str(STORIES / "harm" / "jurisdictions"),
        "--rubric",
        str(SMALL_RUBRIC),
    ]
    ended = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    for name in ("'jinja2'", "'docx'", "'openpyxl'", "'typst'"):
        assert name not in ended.stderr


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


@pytest.mark.parametrize("width", [400, 1200])
@pytest.mark.parametrize("story", ["harm", "forbidden", "waived", "two-agencies"])
def test_axe_finds_nothing_in_a_page(story: str, width: int, browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    fixed = ["--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC), "--details", "--format", "html"]
    ended = CliRunner().invoke(app, ["check", str(STORIES / story / "jurisdictions"), *fixed, "-o", str(path)])
    assert ended.exit_code == 0, ended.stderr
    check_page(browser, path, width)


@pytest.mark.parametrize("place", ["us/il/chicago", "us/tx"])
def test_axe_finds_nothing_in_a_real_page(place: str, browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    file = f"jurisdictions/{place}.yaml"
    ended = CliRunner().invoke(
        app, ["check", str(TESTS.parent / file), "--as-of", "2026-11-22", "--details", "-f", "html", "-o", str(path)]
    )
    assert ended.exit_code == 0, ended.stderr
    check_page(browser, path, 400)
