"""Forms: what is written, what is read back, what does not fit, and that nothing is ever lost on the way."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from openpyxl import load_workbook
from profiles import profiles
from typer.testing import CliRunner
from workbooks import ABOVE, BLANK, cells_of, filled, shown, small_form, typed
from worlds import ROOT, SMALL_RUBRIC, TESTS, Golden, small_rubric

from sanctuary_score.atlas import Atlas, shipped
from sanctuary_score.check import Checker
from sanctuary_score.cli.app import app
from sanctuary_score.intake.filled.checked import check_form
from sanctuary_score.intake.filled.form_data import read_form
from sanctuary_score.intake.form.pages import blank, pages, place_choices
from sanctuary_score.intake.form.workbook import form
from sanctuary_score.intake.profile_data import Data, profile_data
from sanctuary_score.intake.spreadsheet import Cell, Spot, read_workbook
from sanctuary_score.load import Document, load
from sanctuary_score.profile import Profile
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import read_rubric
from sanctuary_score.validate import parse_model

HERE = TESTS / "intake"
FIXED = ["--as-of", "2026-11-22", "--rubric", str(SMALL_RUBRIC), "--jurisdictions", str(TESTS / "tree")]
BAD = sorted((HERE / "bad").glob("*.cells"))


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["new", *arguments, *FIXED])


@cache
def real_rubric() -> Rubric:
    found, problems = read_rubric(shipped("rubric"))
    assert found is not None, problems
    return found


def test_the_form_is_as_we_read_it(golden: Golden) -> None:
    golden(HERE / "expected" / "form.txt", "\n".join(shown(small_form())) + "\n")


def test_equal_input_gives_equal_bytes() -> None:
    assert small_form() == small_form()


def test_nothing_in_a_form_is_a_formula_or_a_link() -> None:
    book: Any = load_workbook(io.BytesIO(small_form(BLANK | {"name": "=1+1", "note": "+1 -1 @x"})))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell
                assert cell.hyperlink is None
                if sheet.title not in ("Read me first", "Lists") and cell.row > 2:
                    assert cell.number_format == "@", (sheet.title, cell.coordinate)
    assert book["Place"]["B3"].value == "=1+1"
    assert book["Place"]["B3"].quotePrefix


def test_words_fit_into_what_excel_shows() -> None:
    book: Any = load_workbook(io.BytesIO(form(pages(BLANK, real_rubric()), {}, real_rubric(), "A form")))
    for sheet in book.worksheets:
        assert len(sheet.title) <= 31
        for one in sheet.data_validations.dataValidation:
            assert len(one.prompt or "") <= 255, one.prompt
            assert len(one.formula1 or "") <= 255, one.formula1
            assert len(one.promptTitle or "") <= 32


def test_a_filled_form_becomes_a_profile(golden: Golden, tmp_path: Path) -> None:
    (tmp_path / "springfield.xlsx").write_bytes(typed(HERE / "springfield.cells", small_form()))
    target = tmp_path / "springfield.yaml"
    ended = run("--from", str(tmp_path / "springfield.xlsx"), "-o", str(target))
    assert (ended.exit_code, ended.stdout) == (0, "")
    golden(HERE / "expected" / "springfield.yaml", target.read_text(encoding="utf-8"))
    golden(HERE / "expected" / "springfield.said", ended.stderr.replace(str(tmp_path), "here"))
    checked = CliRunner().invoke(app, ["check", str(target), *FIXED])
    assert checked.exit_code == 0
    assert checked.stdout.startswith("Springfield (city, us/il/springfield)")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_cell_that_does_not_fit_is_named(path: Path, golden: Golden, tmp_path: Path) -> None:
    (tmp_path / "city.xlsx").write_bytes(typed(path, small_form()))
    ended = run("--from", str(tmp_path / "city.xlsx"), "-o", str(tmp_path / "city.yaml"))
    golden(path.with_suffix(".out"), ended.stderr.replace(str(tmp_path), "here"))
    assert (tmp_path / "city.yaml").exists() == (ended.exit_code == 0)
    assert ended.stdout == ""
    assert ended.exit_code in (0, 2)


def read_back(raw: bytes, rubric: Rubric) -> Data:
    found = read_form(read_workbook(raw), rubric, ABOVE)
    assert not [problem for problem in found.problems if problem.severity == "error"]
    return found.data


@settings(max_examples=60)
@given(profiles())
def test_a_round_trip_loses_nothing(profile: Profile) -> None:
    data = profile_data(profile)
    found = filled(data, small_rubric())
    assert not [problem for problem in found.problems if problem.severity == "error"]
    again, problems = parse_model(Profile, Document("again", found.data))
    assert not problems
    assert again == profile


@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(profiles())
def test_nor_does_one_through_a_file(profile: Profile) -> None:
    data = profile_data(profile)
    assert read_back(small_form(data), small_rubric()) == data


def test_real_profiles_come_back_through_their_forms() -> None:
    atlas = Atlas(shipped("jurisdictions"))
    for id_ in atlas.ids():
        path = atlas.file_of(id_)
        assert path is not None
        profile, problems = parse_model(Profile, load(path))
        if profile is not None:
            found = filled(profile_data(profile), real_rubric())
            assert not [problem for problem in found.problems if problem.severity == "error"], id_
            again, problems = parse_model(Profile, Document(id_, found.data))
            assert again == profile, (id_, problems)


@pytest.mark.parametrize("id_", ["us/il/chicago", "us/tx", "us/ca", "us/wmata"])
def test_and_through_their_files(id_: str) -> None:
    profile, _ = parse_model(Profile, load(str(ROOT / "jurisdictions" / f"{id_}.yaml")))
    assert profile is not None
    data = profile_data(profile)
    raw = form(pages(data, real_rubric()), place_choices(ABOVE.meanings), real_rubric(), profile.name)
    assert read_back(raw, real_rubric()) == data


def test_rows_may_be_sorted_and_sheets_moved() -> None:
    profile, _ = parse_model(Profile, load(str(ROOT / "jurisdictions/us/tx.yaml")))
    assert profile is not None
    data = profile_data(profile)
    moved = []
    for sheet in reversed(cells_of(pages(data, real_rubric()))):
        last = max(spot.row for spot in sheet.cells)
        turned = {
            Spot(
                last + 3 - spot.row if spot.row > 2 and sheet.name not in ("Laws", "Sources") else spot.row,
                1 + spot.column,
            ): cell
            for spot, cell in sheet.cells.items()
        }
        turned[Spot(2, 1)] = Cell("text", "A column of my own")
        turned[Spot(3, 1)] = Cell("formula", "")
        moved.append(type(sheet)(f"My {sheet.name}", False, turned, ()))
    found = read_form(moved, real_rubric(), ABOVE)
    assert not found.problems, found.problems[:3]
    again, _ = parse_model(Profile, Document("again", found.data))
    assert again is not None
    assert sorted(again.operates) == sorted(profile.operates)
    assert again.model_copy(update={"operates": profile.operates}) == profile


def test_answers_are_what_the_drop_downs_offer() -> None:
    """Every word of every question comes back as itself: law by law, each answering all with its next word."""
    rubric = real_rubric()
    words = {(name, id_): q.words() for name, its in rubric.practices.items() for id_, q in its.questions.items()}
    policies: list[Data] = []
    for number in range(max(map(len, words.values()))):
        provides: Data = {}
        law: Data = {"id": f"law-{number}", "title": "A", "instrument": "ordinance", "citation": "A 1"}
        for (name, id_), offered in words.items():
            if number < len(offered):
                provides.setdefault(name, {})[id_] = offered[number]
        policies.append(law | {"provides": provides})
    found = filled(BLANK | {"operates": ["police"], "policies": policies}, rubric)
    assert not found.problems
    for meant, read in zip(policies, found.data["policies"], strict=True):
        for name, provision in meant["provides"].items():
            for id_, word in provision.items():
                assert read["provides"][name][id_] in (word, [word])


def test_texts_of_many_rows_may_be_too_long_together() -> None:
    provision = {"requires": "judge", "delay": "0", "section": "x" * 3000}
    law: Data = {
        "id": "a",
        "title": "A",
        "instrument": "ordinance",
        "citation": "A 1",
        "provides": {"holds": provision},
    }
    sheets = cells_of(pages(BLANK | {"operates": ["police"], "policies": [law]}, small_rubric()))
    custody = next(sheet for sheet in sheets if sheet.name == "Custody")
    cells = {**custody.cells, Spot(6, 6): Cell("text", "y" * 3000), Spot(6, 7): Cell("text", "z" * 5000)}
    found = read_form([*sheets, replace(custody, cells=cells)], small_rubric(), ABOVE)
    told = [problem.message for problem in found.problems if problem.severity == "error"]
    assert told == [
        "the rows of this law and practice have more than 4,000 letters together",
        "a text has at most 4,000 characters; this one has 5,000",
    ]


def test_problems_of_checks_point_at_cells() -> None:
    profile: Data = BLANK | {
        "operates": ["police"],
        "policies": [
            {
                "id": "a",
                "title": "A",
                "instrument": "ordinance",
                "citation": "A 1",
                "effective": "2021",
                "ended": "2020",
                "binds": ["jail"],
                "provides": {"holds": {"requires": "judge"}, "ban": {"banned": "yes", "binds": ["jail"]}},
                "forbids": {"riders": {}},
                "sources": [{"title": "A", "url": "https://example.org/", "read": "2026-01-01", "kind": "primary"}],
            }
        ],
    }
    checker = Checker(small_rubric(), date(2026, 11, 22), Atlas(str(TESTS / "tree")), chosen=True)
    checked = check_form(filled(profile, small_rubric()), checker, "city.yaml")
    told = [(problem.at.sheet, problem.at.spot.name) for problem in checked.problems if problem.at and problem.at.spot]
    assert told == [("Laws", "F3"), ("Laws", "G3"), ("Custody", "H7"), ("Forbids", "B3")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_what_another_program_saves_is_read_alike(tmp_path: Path) -> None:
    raw = typed(HERE / "springfield.cells", small_form())
    (tmp_path / "form.xlsx").write_bytes(raw)
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "form.xlsx")], check=False, capture_output=True, timeout=120)
    if not (tmp_path / "out" / "form.xlsx").exists():
        pytest.skip("LibreOffice is installed here without Calc")
    again = (tmp_path / "out" / "form.xlsx").read_bytes()
    assert again != raw
    one, other = (read_form(read_workbook(form), small_rubric(), ABOVE) for form in (raw, again))
    assert one == other
    assert one.data["policies"]


@pytest.mark.parametrize("kind", ["state", "county", "transit-agency", "school-district", "federal-district"])
def test_a_form_asks_what_is_asked_of_its_kind(kind: Any) -> None:
    rubric = real_rubric()
    asked = {
        row["code"] for page in pages(blank(kind, "", ""), rubric) if page.layout.about == "area" for row in page.rows
    }
    expected = {f"{n}/{q}" for n, its in rubric.practices.items() if kind in rubric.kinds[n] for q in its.questions}
    assert asked == expected
