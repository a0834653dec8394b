"""Places side by side: golden documents of a small tree, ranks against brute force, filters, and hostile texts."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from papers_read import words_of
from test_formats import HOSTILE, commands, read_csv, read_html, read_markdown, report_of
from typer.testing import CliRunner, Result
from worlds import DAY, ROOT, SMALL_RUBRIC, TESTS, Golden, Program, place, small_rubric, text_of

from sanctuary_score.atlas import Atlas
from sanctuary_score.check import Checker
from sanctuary_score.cli.app import app
from sanctuary_score.comparison import (
    Choice,
    Compared,
    Comparison,
    compare_places,
    lies_in,
    look_at,
    population_range,
)
from sanctuary_score.comparison.certain import difference, versus
from sanctuary_score.comparison.choice import Population
from sanctuary_score.comparison_formats import COMPARISON_FORMATS, find_comparison_format
from sanctuary_score.rank import certain_pairs, ranks
from sanctuary_score.rubric_folder import find_rubric, read_rubric
from sanctuary_score.schemas import SCHEMAS

WORLD = TESTS / "comparisons"
TREE = "jurisdictions"
NEAR, FAR, BARRED = (f"{TREE}/us/{name}.yaml" for name in ("st/near", "st/far", "xx/barred"))
FIXED = ["--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC)]
ENDINGS = {"text": "txt", "markdown": "md", "csv": "csv", "xlsx": "xlsx.txt", "html": "", "json": "json"}
STORIES = {
    "many": [TREE],
    "many-by-practice": [TREE, "--by", "practice"],
    "many-one-practice": [TREE, "--practice", "holds"],
    "by-help": [TREE, "--sort", "help"],
    "two": [NEAR, FAR],
    "three": [NEAR, FAR, BARRED],
    "chosen": [TREE, "--state", "st", "--kind", "city", "--population", "100000.."],
    "one": [NEAR],
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["compare", *arguments, *FIXED])


def ids(*arguments: str) -> list[str]:
    """The places that are compared, in their order."""
    ended = run(*arguments, "--format", "json")
    assert ended.exit_code == 0, ended.output
    return [found["id"] for found in json.loads(ended.stdout)["places"]]


@pytest.fixture(autouse=True)
def _in_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(WORLD)


def test_every_format_has_an_ending() -> None:
    assert ENDINGS.keys() == COMPARISON_FORMATS.keys()


@pytest.mark.parametrize("format_", COMPARISON_FORMATS)
@pytest.mark.parametrize("story", STORIES)
def test_a_comparison(story: str, format_: str, golden: Golden) -> None:
    ended = run(*STORIES[story], "--format", format_)
    assert ended.exit_code == 0, ended.output
    raw = ended.stdout_bytes
    text = words_of(raw) if raw.startswith(b"PK") else raw.decode()
    if format_ == "html":
        read_page(text, run(*STORIES[story], "--format", "markdown").stdout)
    else:
        golden(WORLD / "expected" / f"{story}.{ENDINGS[format_]}", text)


@pytest.mark.parametrize("format_", COMPARISON_FORMATS)
def test_equal_input_gives_equal_bytes(format_: str) -> None:
    one, other = (run(*STORIES["many-one-practice"], "--format", format_).stdout_bytes for _ in range(2))
    assert one == other


def read_page(text: str, markdown: str) -> None:
    """The page says what the Markdown says, which is made of the same blocks and stands in a golden file."""
    read_html(text)
    body = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", text[text.index("<main>") :], flags=re.DOTALL)
    said, plain = (set(re.findall(r"[A-Za-z0-9]+", unescape(some))) for some in (body, markdown.replace("\\", "")))
    assert plain - said == set()
    assert text.count('scope="col"') == sum(
        line.count("|") - 1 for line in markdown.splitlines() if line.startswith("|--")
    )


def test_json_fits_its_schema() -> None:
    schema = SCHEMAS["comparison"](small_rubric())
    Draft202012Validator.check_schema(schema)
    for story in STORIES.values():
        document = json.loads(run(*story, "--format", "json").stdout)
        assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []
        document["places"][0]["score"].pop("low")
        assert not Draft202012Validator(schema).is_valid(document)


def test_a_workbook_holds_numbers_and_marked_headings(tmp_path: Path) -> None:
    path = tmp_path / "places.xlsx"
    assert run(TREE, "--practice", "holds", "--format", "xlsx", "--output", str(path)).exit_code == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Read me", "Ranking", "By area", "By practice", "Answers"]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        (table,) = sheet.tables.values()
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
        assert all(cell.font.bold for cell in sheet[1])
    ranking = book["Ranking"]
    assert {cell.data_type for name in ("Lowest score", "Harms", "Best rank") for cell in column(ranking, name)} == {
        "n"
    }


def column(sheet: Any, name: str) -> list[Any]:
    index = [cell.value for cell in sheet[1]].index(name)
    return [row[index] for row in sheet.iter_rows(min_row=2)]


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for name in [name for name in sys.modules if name.endswith(("papers.excel", "comparison_formats.xlsx"))]:
        monkeypatch.delitem(sys.modules, name)
    ended = run(TREE, "--format", "xlsx")
    assert ended.exit_code == 2
    assert f"{sys.executable} -m pip install openpyxl python-docx" in ended.stderr
    assert ended.stderr.count("\n") == 1


# Ranks and what is certain


ENDS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda pair: (min(pair), max(pair))), max_size=7)


@given(ENDS)
def test_ranks_are_those_of_the_definition(ends: list[tuple[int, int]]) -> None:
    for (low, high), rank in zip(ends, ranks(ends), strict=True):
        assert rank.best == 1 + sum(other[0] > high for other in ends)
        assert rank.worst == len(ends) - sum(other[1] < low for other in ends)
    certain = sum(one[0] > other[1] for one in ends for other in ends)
    assert certain_pairs(ranks(ends)) == (certain, len(ends) * (len(ends) - 1) // 2)


@given(ENDS, st.randoms(use_true_random=False))
def test_a_rank_holds_whatever_the_truth_is(ends: list[tuple[int, int]], dice: Any) -> None:
    truth = [dice.uniform(*pair) for pair in ends]
    for value, rank in zip(truth, ranks(ends), strict=True):
        assert rank.best <= 1 + sum(other > value for other in truth) <= rank.worst


def test_ends_that_differ_by_rounding_alone_are_equal() -> None:
    third = 100 / 3
    assert [rank.words for rank in ranks([(third, third), (third + 1e-12, third + 1e-12)], 100)] == ["1-2", "1-2"]


@cache
def compared() -> dict[str, Compared]:
    """The places of the small tree."""
    atlas = Atlas(str(WORLD / TREE))
    checker = Checker(small_rubric(), DAY, atlas, chosen=True)
    found = {}
    for id_ in atlas.ids():
        report = checker.check(atlas.file_of(id_) or "").report
        assert report is not None
        found[id_] = look_at(report, "holds")
    return found


def test_versus_looks_the_same_from_both_sides() -> None:
    places = compared()
    for one in places.values():
        for other in places.values():
            there, back = versus(one, other), versus(other, one)
            assert (there.more, there.less) == (back.less, back.more)
            for name in ("same", "open", "apart"):
                assert sorted(getattr(there, name)) == sorted(getattr(back, name))
            told = [name for names in there for name in names]
            assert sorted(told) == sorted({*one.practices, *other.practices})


def test_what_differs() -> None:
    near, far, dark = (compared()[f"us/st/{name}"].practices for name in ("near", "far", "dark"))
    assert difference([near["ban"], far["ban"]]) == "certain"
    assert difference([near["ban"], dark["ban"]]) == "possible"
    assert difference([far["ban"], far["lawyers"]]) == "none"
    assert difference([dark["ban"], dark["lawyers"]]) == "nothing known"


def test_what_the_law_above_bars_is_said() -> None:
    text = " ".join(run(NEAR, BARRED).stdout.split())
    assert "In 1 of those where Barred, XX does less, the law above bars it." in text
    assert "Holds need a judge [##########] 100% barred" in text


# Which places, in which order


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("100000..500000", 100_000, 500_000), ("100,000..", 100_000, None), ("..5", None, 5), (" 1..1 ", 1, 1)],
)
def test_a_range_of_people(text: str, least: int | None, most: int | None) -> None:
    assert population_range(text) == Population(least, most)


@pytest.mark.parametrize("text", ["", "..", "5", "5..1", "1...2", "a..b", "1,0..2", "-1..2", "1..2..3", "1.5..2"])
def test_what_is_no_range_of_people(text: str) -> None:
    with pytest.raises(ValueError, match="no range of people"):
        population_range(text)


@pytest.mark.parametrize(
    ("id_", "state", "lies"),
    [
        ("us/il/chicago", "il", True),
        ("us/il/chicago", "IL", True),
        ("us/il/chicago", "us/il", True),
        ("us/il", "il", True),
        ("us/in/il", "il", False),
        ("us/il/chicago", "us/i", False),
        ("us/il", "us", False),
        ("town", "town", False),
    ],
)
def test_which_state_a_place_lies_in(id_: str, state: str, lies: bool) -> None:
    assert lies_in(id_, state) is lies


def test_an_unknown_population_is_neither_in_nor_out() -> None:
    town = place("us/st/town", "{name: Town, kind: city, operates: [police]}")
    city = place("us/st/city", "{name: City, kind: city, operates: [police], population: 100000}")
    wide, narrow = Choice(population=Population(100_000, None)), Choice(("xx",), population=Population(1, None))
    assert (wide.wants(town), wide.wants(city), narrow.wants(town)) == (None, True, False)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--state", "xx"], ["us/xx/barred", "us/xx"]),
        (["--state", "us/xx", "--state", "ST", "--kind", "state"], ["us/st", "us/xx"]),
        (["--kind", "county"], ["us/st/shire"]),
        (["--kind", "county", "--kind", "state", "--sort", "name"], ["us/st/shire", "us/st", "us/xx"]),
        (["--population", "100000..700000"], ["us/st/near", "us/st/shire", "us/xx/barred"]),
        (["--population", "..100000"], ["us/xx/barred", "us/st/far"]),
        (["--population", "700001.."], ["us/st", "us/xx"]),
        (["--kind", "city", "--sort", "known"], ["us/st/near", "us/st/far", "us/xx/barred", "us/st/dark"]),
        (["--kind", "city", "--sort", "help"], ["us/st/near", "us/xx/barred", "us/st/dark", "us/st/far"]),
        (["--kind", "city", "--practice", "riders"], ["us/xx/barred", "us/st/near", "us/st/dark", "us/st/far"]),
        (
            ["--kind", "city", "--practice", "riders", "--sort", "score"],
            ["us/st/near", "us/xx/barred", "us/st/dark", "us/st/far"],
        ),
    ],
)
def test_choice_and_order(arguments: list[str], found: list[str]) -> None:
    assert ids(TREE, *arguments) == found


def test_places_of_unknown_population_are_counted() -> None:
    assert "1 place is left out because the population is not known." in run(TREE, "--population", "1..").stdout


def test_a_rank_in_an_area_is_among_those_that_are_asked() -> None:
    places = {p["id"]: p["rank"] for p in json.loads(run(TREE, "--sort", "help", "--format", "json").stdout)["places"]}
    assert places["us/st/shire"] is None
    assert max(rank["worst"] for rank in places.values() if rank) == 6


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere.yaml"], 2, "there is no such file"),
        ([TREE, "--state", "zz"], 2, "no place here lies in `zz`; there are st, xx"),
        ([TREE, "--kind", "school-district"], 3, "there is no place of the kind school district"),
        ([TREE, "--population", "1..2"], 3, "the population of 1 place is not known"),
        ([TREE, "--population", "many"], 2, "`many` is no range of people; write it as 100000..500000"),
        ([TREE, "--kind", "town"], 2, "`town` is none of state, county"),
        ([TREE, "--sort", "custdy"], 2, "did you mean `custody`?"),
        ([TREE, "--practice", "hold"], 2, "no practice is called `hold`; did you mean `holds`?"),
        ([TREE, "--by", "answer"], 2, "none of area, practice"),
    ],
)
def test_wrong_use(arguments: list[str], code: int, said: str) -> None:
    ended = run(*arguments)
    assert ended.exit_code == code
    assert said in " ".join(ended.stderr.split())
    assert ended.stdout == ""


def test_what_cannot_be_scored_is_said_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("name: Bad\n", encoding="utf-8")
    ended = run(NEAR, FAR, str(tmp_path / "bad.yaml"))
    assert ended.exit_code == 2
    assert "1 file could not be scored and is not in it." in ended.stdout
    assert "bad.yaml:1:1: SS" in ended.stderr


def test_a_profile_from_standard_input_beside_one_of_the_tree(program: Program) -> None:
    given = Path(NEAR).read_bytes().replace(b"name: Near", b"name: Nearer")
    ended = program("compare", "-", FAR, *FIXED, cwd=WORLD, given=given)
    assert ended.code == 0, ended.err
    assert "Nearer" in ended.out


# The real corpus


@cache
def corpus() -> tuple[Compared, ...]:
    rubric, _ = read_rubric(find_rubric(None))
    assert rubric is not None
    atlas = Atlas(str(ROOT / "jurisdictions"))
    checker = Checker(rubric, date(2026, 11, 22), atlas)
    reports = (checker.check(atlas.file_of(id_) or "").report for id_ in atlas.ids())
    return tuple(look_at(report, "detainer-limits") for report in reports if report)


def of_the_corpus(places: Sequence[Compared], **more: Any) -> Comparison:
    rubric, _ = read_rubric(find_rubric(None))
    assert rubric is not None
    return compare_places(places, rubric, date(2026, 11, 22), Choice(), **more)


@pytest.mark.parametrize("more", [{}, {"by": "practice"}, {"practice": "detainer-limits"}, {"sort": "legal-help"}])
@pytest.mark.parametrize("count", [1, 2, 3, None])
def test_text_fits_eighty_columns_and_is_ascii_of_our_own(count: int | None, more: dict[str, Any]) -> None:
    comparison = of_the_corpus(corpus()[:count], **more)
    text = text_of(find_comparison_format("text").document(comparison, 80))
    assert max(map(len, text.splitlines())) <= 80
    names = "".join(place.name for place in comparison.places)
    assert not [c for c in text if not c.isascii() and c not in names + "§¶–—‘’“”"] or more.get("practice")


def test_all_that_ship_are_compared_when_none_is_named(program: Program) -> None:
    ended = program("compare", "--state", "il", "--kind", "city", "--as-of", "2026-11-22", cwd=WORLD)
    assert ended.code == 0, ended.err
    assert "Comparison of 2 places in IL, of the kind city" in ended.out
    assert "Chicago, IL" in ended.out


# Hostile texts


@cache
def hostile(text: str) -> Comparison:
    report, _ = report_of(text)
    two = [look_at(report, "holds"), compared()["us/st/near"]]
    return compare_places(two, small_rubric(), DAY, Choice((text,)), practice="holds")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20].encode("ascii", "replace").decode())
def test_hostile_texts_stay_text(text: str) -> None:
    readers: dict[str, Callable[[str], object]] = {
        "markdown": read_markdown,
        "csv": read_csv,
        "html": read_html,
        "json": json.loads,
    }
    for more in ({}, {"practice": None}):
        comparison = hostile(text)
        if more:
            comparison = compare_places(comparison.places, small_rubric(), DAY, Choice((text,)))
        for format_ in COMPARISON_FORMATS:
            written = text_of(find_comparison_format(format_).document(comparison, 80))
            readers.get(format_, len)(written)
            assert commands(written) == []


def test_csv_keeps_numbers_as_numbers() -> None:
    rows = list(csv.DictReader(io.StringIO(run(TREE, "--format", "csv").stdout[1:])))
    assert rows[0]["jurisdiction"] == "us/st/near"
    assert all(float(row["score_low"]) <= float(row["score_high"]) for row in rows)
    assert [row["population"] for row in rows if row["name"] == "Dark"] == [""]
