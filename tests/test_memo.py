"""Memos: what they choose and say, that they fit one page whatever a profile holds, and that anybody can read them."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from browsing import check_page, open_browser, pages_printed
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from papers_read import words_of
from pypdf import PdfReader
from typer.testing import CliRunner, Result
from worlds import ROOT, SMALL_RUBRIC, TESTS, Golden, reports

from sanctuary_score.atlas import Atlas
from sanctuary_score.characters import visible
from sanctuary_score.check import Checker
from sanctuary_score.cli.app import app
from sanctuary_score.kinds import Agency
from sanctuary_score.load import parse
from sanctuary_score.memo import KINDS, memo, sheet, written
from sanctuary_score.memo.clip import Cut, width
from sanctuary_score.memo.content import worth_closing
from sanctuary_score.memo.lines import PAGE, lines
from sanctuary_score.papers.blocks import Heading
from sanctuary_score.plan import EFFORTS
from sanctuary_score.questions import Exceptions, Levels, ShareOf, YesNo
from sanctuary_score.report import CAVEAT, Report
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import find_rubric, read_rubric

STORIES = TESTS / "stories"
AS_OF = date(2026, 11, 22)
SAMPLE = ("us/il/chicago", "us/tx", "us/ca/san-francisco", "us/ms", "us/tx/houston")


@cache
def rubric() -> Rubric:
    found, problems = read_rubric(find_rubric(None))
    assert found is not None, problems
    return found


@cache
def real(place: str) -> Report:
    path = ROOT / "jurisdictions" / f"{place}.yaml"
    found = Checker(rubric(), AS_OF, Atlas(str(ROOT / "jurisdictions"))).check(str(path)).report
    assert found is not None
    return found


# What it says


@pytest.mark.parametrize("story", ["harm", "forbidden", "waived", "nothing-known", "state-floor", "fragile"])
def test_memos(story: str, golden: Golden) -> None:
    """Of every place of the story, as Word has it."""
    for id_, report in reports(STORIES / story / "jurisdictions").items():
        name = id_.rpartition("/")[2]
        golden(TESTS / "golden" / "memos" / f"{story}-{name}.txt", words_of(written(memo(report), "docx")))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_the_same(kind: str) -> None:
    raw = written(memo(real("us/tx")), kind)
    found = " ".join((raw.decode() if kind == "html" else words_of(raw)).replace("&#39;", "'").split())
    for words in (
        "Information memo",
        "Works against residents (",
        "Strengths",
        "Gaps most worth closing",
        "What the law above bars",
        "Not known, and worth finding out first",
        "Next step",
        "Sources",
        CAVEAT,
    ):
        assert words in found, words


def test_gaps_are_ranked_by_points_for_the_effort() -> None:
    ranked = worth_closing(real("us/ca/san-francisco").shortfalls)
    worth = [round(one.points / EFFORTS[one.line.practice.effort], 6) for one in ranked]
    assert worth == sorted(worth, reverse=True)
    assert {one.line.id for one in ranked} == {one.line.id for one in real("us/ca/san-francisco").shortfalls}
    by_points = [one.line.id for one in real("us/ca/san-francisco").shortfalls]
    assert [one.line.id for one in ranked] != by_points


def test_a_waived_gap_is_not_worth_closing() -> None:
    report = reports(STORIES / "waived" / "jurisdictions")["us/st/town"]
    waived = {gap.practice for gap in report.gaps if gap.waiver}
    open_ = {gap.practice for gap in report.gaps if not gap.waiver}
    assert waived - open_
    assert {one.line.id for one in worth_closing(report.shortfalls)} == open_


def test_every_number_and_law_of_a_memo_is_in_its_report() -> None:
    report = real("us/il/chicago")
    made = memo(report)
    policies = {policy.citation: policy for policy in report.jurisdiction.profile.policies}
    for strength in made.strengths:
        assert strength.law.citation in policies
    earned = [round(line.credit.low * line.points, 1) for line in report.lines]
    assert [float(one.points.split()[0]) for one in made.strengths] == sorted(earned, reverse=True)[:3]
    for reading in made.readings:
        assert reading.url in {source.url for policy in policies.values() for source in policy.sources}
        assert reading.read
    assert made.open == (len(report.unknown), sum(gap.points for gap in report.unknown))
    assert [one.points for one in made.questions] == [gap.points for gap in report.unknown[:3]]
    for step in made.steps:
        assert step.model
        assert "Chicago" not in step.model
    count, points = made.open
    assert made.next_step == (
        f"Find out first: {count} questions are open, and {points:.1f} points hang on them. Then close the first gap,"
        f' "{made.steps[0].practice}".'
    )


def test_what_the_state_bars_is_no_gap_and_no_next_step() -> None:
    made = memo(real("us/tx/houston"))
    barred = {practice for bars in made.barred for practice in bars.practices}
    assert len(barred) > 3
    assert barred.isdisjoint(step.practice for step in made.steps)
    assert not any(practice in made.next_step for practice in barred)
    assert {bars.law.place for bars in made.barred} == {"Texas"}


def test_harms_come_before_strengths() -> None:
    titles = [block.text for block in sheet(memo(real("us/tx"))).blocks if isinstance(block, Heading)]
    harms = next(title for title in titles if title.startswith("Works against residents"))
    assert titles.index(harms) < titles.index("Strengths")
    without = replace(memo(real("us/tx")), harms=())
    assert not any("Works against" in b.text for b in sheet(without).blocks if isinstance(b, Heading))


# One page


@given(st.text(max_size=80), st.integers(5, 60), st.sampled_from([1.0, 1.3, 3.0]))
def test_a_cut_text_has_room_and_ends_at_a_word(text: str, room: int, scale: float) -> None:
    cut = Cut(scale)(text, room)
    assert width(cut) <= room * scale + 1
    if cut != visible(text):
        assert cut.endswith("…")
        assert visible(text).startswith(cut[:-1])


@pytest.mark.parametrize(
    ("text", "room", "cut"),
    [
        ("one fine day", 12, "one fine day"),
        ("one fine day", 11, "one fine…"),
        ("one fine day", 9, "one fine…"),
        ("one fine day", 8, "one…"),
        ("one fine, day", 12, "one fine…"),
        ("one fine (day)", 12, "one fine…"),
        ("a long-unbroken-text", 12, "a…"),
        ("a no-word-of-any-language-at-all", 24, "a no-word-of-any-langu…"),
        ("ONE ONE", 10, "ONE ONE"),
        ("ONE ONE ONE", 14, "ONE ONE…"),
        ("", 5, ""),
        ("a\nb", 9, "a\\nb"),
    ],
)
def test_cuts(text: str, room: int, cut: str) -> None:
    assert Cut()(text, room) == cut


def test_a_sentence_ends_once() -> None:
    cut = Cut()
    texts = ("A fine day", "A fine day.", "Fine?", "A fine day indeed")
    assert [cut.sentence(text, 12) for text in texts] == ["A fine day.", "A fine day.", "Fine?", "A fine day…"]


HOSTILE = {
    "letters": "x" * 1_900,
    "wide": "W" * 1_900,
    "words": ("Some words of a Law " * 100)[:1_900],
    "capitals": ("SOME WORDS OF A LAW " * 100)[:1_900],
    "signs": "\"'<&>%@—" * 230,
    "foreign": "中文" * 900,
    "no font has it": "\u0fff" * 900,
}


def hostile(text: str) -> Report:
    """The report of a county in Texas with harms, strengths, gaps and bars, of which every text is this one."""
    agencies: list[Agency] = ["police", "jail", "administration", "health", "prosecutor", "probation"]
    policies = []
    for number, (name, practice) in enumerate(rubric().asked_of("county", frozenset(agencies))):
        answers = {id_: answer for id_, q in practice.scored() if (answer := extreme(q, good=number % 3 == 0))}
        if number % 3 < 2 and answers:
            policies.append(
                {
                    "id": name,
                    "title": text,
                    "instrument": "ordinance",
                    "citation": text,
                    "effective": "2020-01-01",
                    "provides": {name: {"section": text} | answers},
                    "sources": [
                        {
                            "title": text,
                            "url": f"https://example.org/{'a' * 1_800}",
                            "read": "2025-01-01",
                            "kind": "primary",
                        }
                    ],
                }
            )
    profile = {"name": text, "kind": "county", "within": "us/tx", "operates": agencies, "policies": policies}
    document = parse("county.yaml", json.dumps(profile, ensure_ascii=False).encode())
    outcome = Checker(rubric(), AS_OF, Atlas(str(ROOT / "jurisdictions"))).check_document(document)
    assert outcome.report is not None, outcome.problems[:3]
    return outcome.report


def extreme(question: object, good: bool) -> Any:
    """The best answer to a question, or one that earns nothing and works against residents where any does."""
    match question:
        case Levels():
            best = max(question.levels, key=lambda name: question.levels[name])
            worst = min(question.levels, key=lambda name: question.levels[name])
            return best if good else next(iter(question.adverse), worst)
        case YesNo():
            return "yes" if good else "no"
        case ShareOf():
            return list(question.of) if good else "none"
        case Exceptions():
            return "none" if good else list(question.costs)
        case _:
            return None


@cache
def worst() -> Mapping[str, Report]:
    return {name: hostile(text) for name, text in HOSTILE.items()}


def test_the_hostile_reports_fill_every_part_of_a_memo() -> None:
    for report in worst().values():
        made = memo(report)
        assert len(made.harms) > 3
        assert (len(made.strengths), len(made.steps), len(made.questions)) == (3, 3, 3)
        assert made.barred
        assert len(made.readings) > 4


@pytest.mark.parametrize("name", [*SAMPLE, *HOSTILE])
def test_a_pdf_has_one_page(name: str) -> None:
    report = worst()[name] if name in HOSTILE else real(name)
    raw = written(memo(report), "pdf")
    assert len(PdfReader(io.BytesIO(raw)).pages) == 1
    assert CAVEAT.split(".")[0] in words_of(raw).replace("\n", " ")


def test_a_word_document_has_one_page(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice, which would count the pages of a Word document, is not installed")
    (tmp_path / "in").mkdir()
    for name in (*SAMPLE, *HOSTILE):
        report = worst()[name] if name in HOSTILE else real(name)
        (tmp_path / "in" / f"{name.replace('/', '-')}.docx").write_bytes(written(memo(report), "docx"))
    files = sorted(map(str, (tmp_path / "in").iterdir()))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    words = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "out"), *files]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
    counted = {path.stem: len(PdfReader(path).pages) for path in (tmp_path / "out").iterdir()}
    assert counted == dict.fromkeys((Path(file).stem for file in files), 1)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


def test_a_printed_page_is_one_page(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "memo.html"
    for name in (*SAMPLE, *HOSTILE):
        report = worst()[name] if name in HOSTILE else real(name)
        path.write_bytes(written(memo(report), "html"))
        assert len(PdfReader(io.BytesIO(pages_printed(browser, path))).pages) == 1, name


def test_texts_are_cut_only_where_the_page_is_full() -> None:
    blocks = sheet(memo(real("us/il/chicago"))).blocks
    assert lines(blocks) <= PAGE
    whole = words_of(written(memo(real("us/il/chicago")), "docx"))
    assert "…" not in whole
    assert "…" in words_of(written(memo(worst()["words"]), "docx"))


# Anybody can read it


@pytest.mark.parametrize("width_", [400, 1200])
@pytest.mark.parametrize("name", ["us/il/chicago", "us/tx", "us/ms", "letters"])
def test_axe_finds_nothing(name: str, width_: int, browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "memo.html"
    path.write_bytes(written(memo(worst()[name] if name in HOSTILE else real(name)), "html"))
    check_page(browser, path, width_)


def test_word_and_pdf_have_title_language_and_headings() -> None:
    made = memo(real("us/ms"))
    title = "Memo: Protection of immigrant residents in the law of Mississippi"
    document = docx.Document(io.BytesIO(written(made, "docx")))
    assert (document.core_properties.title, document.core_properties.language) == (title, "en-US")
    names = [p.style.name for p in document.paragraphs if p.style is not None]
    assert names.count("Heading 1") == 1
    assert names.count("Heading 2") >= 7
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-US"}
    reader = PdfReader(io.BytesIO(written(made, "pdf")))
    root: Any = reader.root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-US", True)
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert reader.metadata is not None
    assert reader.metadata.title == title


@pytest.mark.parametrize("kind", KINDS)
def test_equal_input_gives_equal_bytes(kind: str) -> None:
    made = memo(real("us/tx"))
    assert written(made, kind) == written(made, kind)


# The command


TOWN = str(STORIES / "waived" / "jurisdictions" / "us" / "st" / "town.yaml")


def run(*arguments: str, given: bytes = b"") -> Result:
    fixed = ["--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC)]
    return CliRunner().invoke(app, ["memo", *arguments, *fixed], input=given)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_writes_word_beside_the_reader_and_says_so(folder: Path) -> None:
    ended = run(TOWN)
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert ended.stderr.endswith("town-memo.docx: a memo of one page about Town.\n")
    assert words_of((folder / "town-memo.docx").read_bytes()).startswith("[Heading 1] Information memo\n")
    (folder / "town-memo.docx").write_text("edited", encoding="utf-8")
    again = run(TOWN)
    assert again.exit_code == 2
    assert "`town-memo.docx` exists, and may have been edited; name a file with --output" in again.stderr
    assert (folder / "town-memo.docx").read_text(encoding="utf-8") == "edited"
    assert run(TOWN, "-o", "town-memo.docx").exit_code == 0


@pytest.mark.parametrize(("name", "start"), [("m.pdf", b"%PDF"), ("m.HTML", b"<!DOCTYPE"), ("m.docx", b"PK")])
def test_the_ending_of_the_file_says_what_is_written(name: str, start: bytes, folder: Path) -> None:
    assert run(TOWN, "-o", name).exit_code == 0
    assert (folder / name).read_bytes().startswith(start)


def test_standard_input_and_output(folder: Path) -> None:
    ended = run("-", "-o", "-", "--format", "html", given=Path(TOWN).read_bytes())
    assert ended.exit_code == 0, ended.stderr
    assert "<title>Memo: Protection of immigrant residents in the law of Town</title>" in ended.stdout
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((TOWN, "-o", "m.txt"), "`m.txt` does not say what to write; give it the ending .docx, .html, .pdf"),
        ((TOWN, "-o", "m.pdf", "-f", "html"), "`m.pdf` ends with .pdf, and --format asks for html; leave one"),
        (("here",), "`here` is a folder; name the profile of one place"),
        (("own.yaml", "-o", "own.yaml", "-f", "pdf"), "`own.yaml` is the profile; name another file for the memo"),
        (("nix.yaml",), "SS101 error: the file cannot be read"),
        ((TOWN, "-o", "nix/m.pdf"), "`nix/m.pdf` could not be written"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(arguments: tuple[str, ...], sentence: str, folder: Path) -> None:
    (folder / "here").mkdir()
    shutil.copy(TOWN, folder / "own.yaml")
    before = sorted(folder.iterdir())
    ended = run(*arguments)
    assert ended.exit_code == 2
    assert sentence in ended.stderr
    assert sorted(folder.iterdir()) == before
    assert (folder / "own.yaml").read_bytes() == Path(TOWN).read_bytes()


def test_a_missing_package_is_one_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sanctuary_score.papers.pdf", raising=False)
    monkeypatch.setitem(sys.modules, "typst", None)
    ended = run(TOWN, "-o", "m.pdf")
    assert ended.exit_code == 2
    assert ended.stderr.endswith(f"PDF files need one more package; run `{sys.executable} -m pip install typst`\n")
    assert list(folder.iterdir()) == []
