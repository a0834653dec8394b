"""Workbooks that are damaged, hostile or from other programs: one sentence, quickly, and never a wrong fact."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hostile.cases import everywhere
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner
from workbooks import ABOVE, BLANK, by_hand, cells_of, packed, small_form
from worlds import SMALL_RUBRIC, TESTS, small_rubric

from sanctuary_score.atlas import Atlas
from sanctuary_score.check import Checker
from sanctuary_score.cli.app import app
from sanctuary_score.intake.filled.checked import check_form
from sanctuary_score.intake.filled.form_data import read_form
from sanctuary_score.intake.form.pages import pages
from sanctuary_score.intake.profile_data import profile_data
from sanctuary_score.intake.spreadsheet import Cell, Sheet, Spot, WorkbookError, read_workbook
from sanctuary_score.intake.spreadsheet.archive import MAX_UNPACKED
from sanctuary_score.intake.spreadsheet.sheet import MAX_CELLS
from sanctuary_score.load import load, parse
from sanctuary_score.profile import Profile
from sanctuary_score.validate import parse_model

FIXED = ["--as-of", "2026-11-22", "--rubric", str(SMALL_RUBRIC), "--jurisdictions", str(TESTS / "tree")]
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><worksheet><sheetData>&c;</sheetData></worksheet>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><sst><si><t>&b;</t></si></sst>'
ROW = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Words</t></is></c></row></sheetData>'


def _archives() -> Iterator[tuple[str, bytes, str]]:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    good = by_hand({"One": ROW})
    yield "empty", b"", "no Excel workbook"
    yield "comma-separated", b"name,kind\nSpringfield,city\n", "not as CSV"
    yield "old-excel", ole, "old format"
    yield "password", ole + "EncryptedPackage".encode("utf-16-le"), "password"
    yield "cut-off", good[:-30], "damaged"
    yield "only-the-mark", b"PK\x03\x04", "damaged"
    yield "another-archive", packed({"mimetype": "application/vnd.oasis", "content.xml": "<a/>"}), "another program"
    yield "binary-workbook", packed(_main_at("xl/workbook.bin")), "another program"
    yield "main-part-missing", packed(_main_at("xl/nowhere.xml")), "another program"
    yield "no-sheet", by_hand({}), "no sheet"
    yield "laughs", by_hand({"One": ROW}, {"xl/s1.xml": LAUGHS}), "document type"
    yield "laughs-in-utf-16", by_hand({"One": ROW}, {"xl/s1.xml": LAUGHS.encode("utf-16")}), "document type"
    yield "file-of-ours", by_hand({"One": ROW}, {"xl/strings.xml": OUTSIDE}), "document type"
    yield "type-in-relations", by_hand({"One": ROW}, {"_rels/.rels": LAUGHS}), "document type"
    yield "not-xml", by_hand({"One": ROW}, {"xl/s1.xml": "<worksheet"}), "damaged"
    yield "odd-encoding", by_hand({"One": ROW}, {"xl/s1.xml": '<?xml version="1.0" encoding="utf-7"?><a/>'}), "damaged"
    yield "half-a-character", by_hand({"One": ROW}, {"xl/s1.xml": b"<a>\xff</a>"}), "damaged"
    yield "too-deep", by_hand({"One": "<a>" * 200 + "</a>" * 200}), "damaged"
    yield "bomb", by_hand({"One": " " * (MAX_UNPACKED + 1)}), "unpacks to more"
    yield "bomb-of-parts", packed(dict.fromkeys(map(str, range(2001)), "")), "parts"
    yield (
        "cells",
        by_hand({"One": "<sheetData><row>" + "<c><v>1</v></c>" * (MAX_CELLS + 1) + "</row></sheetData>"}),
        "cells",
    )
    yield "sheets", by_hand({str(number): ROW for number in range(201)}), "sheets"
    yield "size-that-lies", _lying(good), "damaged"
    yield "locked-part", _flagged(good), "damaged"
    yield "other-packing", _bzipped(), "damaged"


def _main_at(name: str) -> dict[str, str | bytes]:
    target = f'<Relationships><Relationship Id="a" Type="x/officeDocument" Target="{name}"/></Relationships>'
    return {"_rels/.rels": target, "xl/workbook.bin": b"\0\1"}


def _lying(raw: bytes) -> bytes:
    """Every part says that it unpacks to ten bytes."""
    at, found = raw.find(b"PK\x01\x02"), bytearray(raw)
    while at >= 0:
        found[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at = raw.find(b"PK\x01\x02", at + 1)
    return bytes(found)


def _flagged(raw: bytes) -> bytes:
    """Every part says that it has a password."""
    at, found = raw.find(b"PK\x01\x02"), bytearray(raw)
    while at >= 0:
        found[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 1)
    return bytes(found)


def _bzipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("_rels/.rels", "<a/>")
    return out.getvalue()


ARCHIVES = list(_archives())


@pytest.mark.parametrize(("raw", "said"), [case[1:] for case in ARCHIVES], ids=[case[0] for case in ARCHIVES])
def test_what_is_no_workbook_is_one_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(WorkbookError, match=said):
        read_workbook(raw)


def read_one(inside: str, **parts: str) -> dict[str, Cell]:
    (sheet,) = read_workbook(by_hand({"One": inside}, {f"xl/{name}.xml": text for name, text in parts.items()}))
    return {spot.name: cell for spot, cell in sheet.cells.items()}


def test_cells_of_every_kind() -> None:
    strings = (
        "<sst><si><t>plain</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></si>"
        "<si><t>a_x000D_b_x005F_x0041_</t></si><si><t xml:space='preserve'>  </t></si></sst>"
    )
    formats = {200: r"mmm\-yy;@", 201: "yyyy", 202: "0.0&quot; days&quot;", 203: "[Red]d/m/yyyy"}
    own = "".join(f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in formats.items())
    used = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 200, 201, 202, 203, 16, 20))
    styles = (
        f'<styleSheet><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f"<cellXfs>{used}</cellXfs></styleSheet>"
    )
    cells = [
        't="s"><v>0</v>', 't="s"><v>1</v>', 't="s"><v>2</v>', 't="s"><v>3</v>', 't="s"><v>99</v>', 't="s"><v>-1</v>',
        "><v>12.100000000000001</v>", "><v>5</v>", "><v>1E3</v>", "><v>nan</v>", "><v>1e300</v>", "><v></v>",
        's="1"><v>44223</v>', 's="2"><v>42491</v>', 's="3"><v>42370</v>', 's="4"><v>2.5</v>', 's="5"><v>44223.7</v>',
        's="6"><v>44223</v>', 's="7"><v>0.5</v>', 's="1"><v>1</v>', 's="1"><v>99999999</v>', 's="77"><v>5</v>',
        't="b"><v>1</v>', 't="b"><v>0</v>', 't="e"><v>#REF!</v>', 't="str"><f>A1</f><v>x</v>', 't="str"><v>said</v>',
        '><f aca="false">TRUE()</f><v>1</v>', 't="d"><v>2021-01-27T00:00:00</v>',
        't="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is>', ">", '><v xml:space="preserve"> 7 </v>',
    ]  # fmt: skip
    inside = "<sheetData><row>" + "".join(f"<c {cell}</c>" for cell in cells) + "</row></sheetData>"
    found = list(read_one(inside.replace("<c >", "<c>"), strings=strings, styles=styles).values())
    assert found == [
        ("text", "plain"), ("text", "rich"), ("text", "a\rb_x0041_"),
        ("number", "12.1"), ("number", "5"), ("number", "1000"), ("error", "nan"), ("error", "1e300"),
        ("day", "2021-01-27"), ("day", "2016-05"), ("day", "2016"), ("number", "2.5"), ("day", "2021-01-27"),
        ("day", ""), ("day", ""), ("day", ""), ("day", ""), ("number", "5"),
        ("yes-no", "yes"), ("yes-no", "no"), ("error", "#REF!"), ("formula", ""), ("text", "said"),
        ("yes-no", "yes"), ("day", "2021-01-27"), ("text", "inline"), ("number", "7"),
    ]  # fmt: skip


def test_cells_say_where_they_are_or_follow_one_another() -> None:
    cell = '<c r="{}" t="str"><v>x</v></c>'
    inside = f"<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row r='5'>{cell.format('C5')}<c><v>3</v></c></row>"
    assert list(read_one(f"{inside}</sheetData>")) == ["A1", "B1", "C5", "D5"]
    far = read_one(f"<sheetData><row r='1048576'>{cell.format('XFD1048576')}</row></sheetData>")
    assert list(far) == ["XFD1048576"]


def test_days_of_workbooks_that_count_from_1904() -> None:
    styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    inside = '<sheetData><row><c s="0"><v>42761</v></c></row></sheetData>'
    book = by_hand({"One": inside}, {"xl/styles.xml": styles})
    raw = {name: zipfile.ZipFile(io.BytesIO(book)).read(name) for name in zipfile.ZipFile(io.BytesIO(book)).namelist()}
    raw["xl/workbook.xml"] = raw["xl/workbook.xml"].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    (sheet,) = read_workbook(packed(dict(raw)))
    assert list(sheet.cells.values()) == [("day", "2021-01-27")]


def test_strict_workbooks_macros_and_links_are_no_obstacle() -> None:
    strict = by_hand({"One": ROW}, {"xl/vbaProject.bin": b"\0", "xl/externalLinks/l.xml": LAUGHS}, "urn:strict")
    (sheet,) = read_workbook(strict)
    assert list(sheet.cells.values()) == [("text", "Words")]


def test_parts_outside_the_archive_are_none_of_it() -> None:
    raw = by_hand({"One": ROW, "Two": ROW})
    parts = {name: zipfile.ZipFile(io.BytesIO(raw)).read(name) for name in zipfile.ZipFile(io.BytesIO(raw)).namelist()}
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b'Target="s2.xml"', b'Target="../../../etc/passwd" TargetMode="External"')
    assert [sheet.name for sheet in read_workbook(packed(dict(parts)))] == ["One"]


def test_what_strangers_write_is_shown_and_never_acts(tmp_path: Path) -> None:
    heading = "".join(
        f'<c t="inlineStr"><is><t>{words}</t></is></c>' for words in ("Your answer", "Code", "::error::forged")
    )
    answer = (
        '<c t="inlineStr"><is><t>city\n::error::forged \x9b31m</t></is></c><c t="inlineStr"><is><t>kind</t></is></c>'
    )
    inside = f"<sheetData><row>{heading}</row><row>{answer}</row></sheetData>"
    (tmp_path / "city.xlsx").write_bytes(by_hand({"One\n::error::forged": inside}))
    ended = CliRunner().invoke(app, ["new", "--from", str(tmp_path / "city.xlsx"), *FIXED])
    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert "forged" in ended.stderr
    assert not any(line.startswith("::") for line in ended.stderr.splitlines())
    assert "\x9b" not in ended.stderr


HOSTILE = sorted((TESTS / "hostile").glob("*-in-every-text.yaml"))


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_hostile_profiles_come_through_their_forms_unchanged(path: Path) -> None:
    profile, problems = parse_model(Profile, load(str(path)))
    assert profile is not None, problems
    _there_and_back(profile)


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", '=HYPERLINK("http://x.org")', "@SUM(1)", "+1", "-1", "\t=1", "_x003D_1"]
)
def test_formulas_stay_texts(text: str) -> None:
    profile, problems = parse_model(Profile, parse("x.yaml", everywhere(text)))
    assert profile is not None, problems
    _there_and_back(profile)


def _there_and_back(profile: Profile) -> None:
    data = profile_data(profile)
    found = read_form(read_workbook(small_form(data)), small_rubric(), ABOVE)
    assert not [problem for problem in found.problems if problem.severity == "error"]
    assert found.data == data


PARTS = {
    name: zipfile.ZipFile(io.BytesIO(by_hand({"Place": ROW, "Two": ROW}))).read(name)
    for name in zipfile.ZipFile(io.BytesIO(by_hand({"Place": ROW, "Two": ROW}))).namelist()
}


@settings(max_examples=150)
@given(st.sampled_from(sorted(PARTS)), st.integers(0, 400), st.binary(max_size=6), st.integers(0, 40))
def test_damage_is_told_or_harmless(name: str, at: int, junk: bytes, cut: int) -> None:
    part = PARTS[name]
    raw = packed({**PARTS, name: part[:at] + junk + part[at + cut :]})
    try:
        sheets = read_workbook(raw)
    except WorkbookError:
        return
    assert all(isinstance(sheet, Sheet) for sheet in sheets)


CELLS = st.builds(
    Cell,
    st.sampled_from(["text", "number", "day", "yes-no", "formula", "error"]),
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(["", "yes", "judge", "holds/requires", "a", "2021-13-45", "12.1", "none, any", "Laws", "city"]),
    ),
)


@settings(max_examples=150)
@given(st.dictionaries(st.tuples(st.integers(0, 8), st.integers(1, 12), st.integers(1, 11)), CELLS, max_size=60))
def test_any_cells_make_a_profile_or_problems(cells: dict[tuple[int, int, int], Cell]) -> None:
    """Whatever stands in the cells, also of the headings: what is said to be sound is a valid profile."""
    sheets: list[Any] = cells_of(pages(BLANK, small_rubric()))
    for (number, row, column), cell in cells.items():
        sheet = sheets[number % len(sheets)]
        sheets[number % len(sheets)] = Sheet(sheet.name, False, {**sheet.cells, Spot(row, column): cell}, ())
    checker = Checker(small_rubric(), date(2026, 11, 22), Atlas(str(TESTS / "tree")), chosen=True)
    checked = check_form(read_form(sheets, small_rubric(), ABOVE), checker, "city.yaml")
    if checked.sound:
        from sanctuary_score.cli.profile_file import text_of

        profile, problems = parse_model(Profile, parse("city.yaml", text_of(checked.data).encode()))
        assert profile is not None, problems
    else:
        assert [problem.line("city.xlsx") for problem in checked.problems]
