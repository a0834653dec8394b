"""The pages under docs/rubric are those of the rubric, and say what `explain` says."""

from __future__ import annotations

import re

import pytest
from worlds import ROOT, Golden

from sanctuary_score.atlas import shipped
from sanctuary_score.manual import Block, about_practice, percent
from sanctuary_score.pages import as_markdown, as_text, plain, rubric_pages
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import find_rubric, read_rubric

FOLDER = ROOT / "docs" / "rubric"


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    found, problems = read_rubric(shipped("rubric"))
    assert found is not None, problems
    return found


def test_pages_are_current(rubric: Rubric, golden: Golden) -> None:
    pages = dict(rubric_pages(rubric))
    for name, text in pages.items():
        golden(FOLDER / name, text)
    assert {path.name for path in FOLDER.iterdir()} == set(pages)


def test_links_of_the_index_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", (FOLDER / "README.md").read_text(encoding="utf-8")):
        assert (FOLDER / target).exists(), target


def test_explain_and_pages_say_the_same(rubric: Rubric) -> None:
    for name in rubric.practices:
        blocks = list(about_practice(name, rubric))
        shown = " ".join("".join(words for words, _ in as_text(blocks, 80)).split())
        page = as_markdown(blocks)
        for block in blocks:
            assert " ".join(block.text.split()) in shown, (name, block)
            assert re.sub(r"\W", "", block.text) in re.sub(r"\W", "", page), (name, block)


def test_what_counts_otherwise_here_is_argued(rubric: Rubric) -> None:
    """Both numbers and the argument stand on the practice's page, and once more on that of the instruments."""
    pages = dict(rubric_pages(rubric))
    special = [name for name, practice in rubric.practices.items() if practice.durability]
    assert len(special) > 5
    for name in special:
        practice = rubric.practices[name]
        blocks = [block.text for block in about_practice(name, rubric)]
        assert f"Why some count otherwise here: {practice.durability_why}" in blocks
        for instrument, share in practice.durability.items():
            numbers = (
                f"{instrument}: {percent(share)} here; elsewhere {percent(rubric.instruments[instrument].durability)}"
            )
            assert any(text.startswith(numbers) for text in blocks), (name, instrument)
            assert f"- {plain(numbers)}" in pages["instruments.md"]
        assert f"### [{plain(practice.title)}](<{name}.md>)" in pages["instruments.md"]
        assert plain(practice.durability_why or "?") in pages["instruments.md"]
    other = next(name for name in rubric.practices if name not in special)
    assert not any(
        "otherwise here" in block.text or "elsewhere" in block.text for block in about_practice(other, rubric)
    )


def test_a_ladder_of_one_rung_is_told_in_a_line() -> None:
    scale, problems = read_rubric(find_rubric("ilrc-county-scale"))
    assert scale is not None, problems
    texts = [block.text for block in about_practice("detainer-limits", scale)]
    assert "All instruments count alike (100%), however hard they are to undo." in texts
    assert not any("Undone by" in text for text in texts)


def test_markdown_escapes_what_a_rubric_says() -> None:
    page = as_markdown([Block("text", "a *b* [c](d) <e> `f` | #g"), Block("item", "h", "https://example.org/i")])
    assert page == "a \\*b\\* \\[c\\](d) \\<e\\> `f` \\| \\#g\n\n- [h](<https://example.org/i>)\n"
