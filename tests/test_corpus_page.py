"""The page on the record and its map are those of the profiles; the map needs neither eyes nor colour."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from test_corpus import ATLAS, TODAY, places, reports, rubric
from worlds import ROOT, Golden

from sanctuary_score.corpus.coverage import Coverage, by, state_of
from sanctuary_score.corpus.page import corpus_map, corpus_page
from sanctuary_score.corpus.review import COLUMNS, agreement, answers, drawn, read_review, same
from sanctuary_score.corpus.sheets import sheet
from sanctuary_score.corpus.tile_map import GRID, Tile, tile_map

STATES = ("state", "federal-district")
DOCS = ROOT / "docs"
SVG = "{http://www.w3.org/2000/svg}"


def review() -> str:
    return (DOCS / "review.csv").read_text(encoding="utf-8")


def test_the_page_is_current(golden: Golden) -> None:
    found = list(reports(TODAY).values())
    golden(DOCS / "corpus.md", corpus_page(found, rubric(), agreement(read_review(review()))))
    golden(DOCS / "corpus.svg", corpus_map(found))
    assert len(ATLAS.ids()) == len(found)


def test_every_state_has_one_tile() -> None:
    assert len(GRID) == len(set(GRID.values())) == 51
    found = {place.id for place in (r.jurisdiction for r in reports(TODAY).values()) if place.profile.kind in STATES}
    assert found == {f"us/{code}" for code in GRID}


def test_the_map_is_told_in_words_and_lengths() -> None:
    root = ET.fromstring(tile_map([Tile("il", "Illinois & <Co>", 25.0, 75.0, 1)], "A title", "A description"))
    assert [child.text for child in root if child.tag in (f"{SVG}title", f"{SVG}desc")] == ["A title", "A description"]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "map-title map-description"
    tile = next(g for g in root.iter(f"{SVG}g") if "Illinois" in (g.findtext(f"{SVG}title") or ""))
    assert tile.findtext(f"{SVG}title") == "Illinois & <Co>: 25 to 75; one of its laws works against residents"
    assert [text.text for text in tile.iter(f"{SVG}text")] == ["IL", "25 to 75"]
    outline, certain, possible, track = tile.iter(f"{SVG}rect")
    assert outline.get("stroke-dasharray")
    widths = [float(box.get("width", 0)) for box in (certain, possible, track)]
    assert widths[0] / widths[2] == pytest.approx(0.25)
    assert widths[1] / widths[2] == pytest.approx(0.5)
    assert possible.get("fill") != certain.get("fill")


def test_coverage_counts_each_question_once() -> None:
    found = reports(TODAY)
    whole = by(found.values(), lambda _, __: "all")["all"]
    parts = by(found.values(), lambda report, area: (state_of(report.jurisdiction.id), area)).values()
    assert Coverage(*(sum(getattr(p, name) for p in parts) for name in ("asked", "settled", "partly"))) == whole
    assert whole.asked == sum(len(line.finding.questions) for r in found.values() for line in r.lines)


def test_states_of_places() -> None:
    assert [state_of(id_) for id_ in ("us/il", "us/il/chicago", "us/wmata")] == ["us/il", "us/il", "us/wmata"]


def test_the_second_reading_drew_what_the_checksum_draws() -> None:
    """The answers on record were drawn and not chosen: each of them is one that the checksum still draws."""
    rows = read_review(review())
    places = [report.jurisdiction for report in reports(TODAY).values()]
    keys = {answer.key for answer in drawn(places)}
    there = {answer.key for answer in answers(places)}
    for row in rows:
        key = row["place"], row["policy"], row["practice"], row["question"]
        assert key in keys or (key not in there and row["outcome"] in ("withdrawn", "mended")), key


def test_a_sheet_asks_and_does_not_answer() -> None:
    chicago = places()["us/il/chicago"]
    text = "".join(sheet([chicago], rubric()))
    found = list(drawn([chicago]))
    assert text.count("\n- `") == len(found)
    for answer in found:
        assert rubric().practices[answer.practice].title
        assert f"## us/il/chicago: {answer.policy.id}\n" in text
    assert "never-holds" not in text


def test_about_a_third_is_drawn() -> None:
    everything = list(answers(places().values()))
    share = len(list(drawn(places().values()))) / len(everything)
    assert 0.3 < share < 0.37


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [("yes", "Yes ", True), ("a; b", "b, a", True), ("a", "a; b", False), ("none", "no", False)],
)
def test_answers_that_say_the_same(one: str, other: str, equal: bool) -> None:
    assert same(one, other) is equal


def test_a_record_that_is_none() -> None:
    head = ",".join(COLUMNS)
    assert agreement(read_review(head)).before == 0
    with pytest.raises(ValueError, match="the columns are place"):
        read_review("place,policy\n")
    with pytest.raises(ValueError, match="row 2: `same` is none of equal, mended"):
        read_review(f"{head}\nus/il,a,b,c,yes,yes,same,page,\n")
    with pytest.raises(ValueError, match="row 2: `book` is none of page, notes, nothing"):
        read_review(f"{head}\nus/il,a,b,c,yes,yes,equal,book,\n")


def test_how_agreement_is_counted() -> None:
    outcomes = ("equal", "equal", "mended", "withdrawn", "kept", "unsettled")
    rows = [{"outcome": word, "read": "page" if word != "unsettled" else "nothing"} for word in outcomes]
    found = agreement(rows)
    assert (found.read, found.compared) == (6, 5)
    assert found.before == pytest.approx(0.4)
    assert found.after == pytest.approx(0.8)
    assert found.places == {"page": 5, "notes": 0, "nothing": 1}
