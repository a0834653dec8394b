"""The pages under docs/rubric are those of the rubric, and say what `explain` says."""

from __future__ import annotations

import re

import pytest
from worlds import ROOT, Golden

from sanctuary_score.atlas import shipped
from sanctuary_score.manual import Block, about_practice
from sanctuary_score.pages import as_markdown, as_text, rubric_pages
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import read_rubric

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


def test_markdown_escapes_what_a_rubric_says() -> None:
    page = as_markdown([Block("text", "a *b* [c](d) <e> `f` | #g"), Block("item", "h", "https://example.org/i")])
    assert page == "a \\*b\\* \\[c\\](d) \\<e\\> `f` \\| \\#g\n\n- [h](<https://example.org/i>)\n"
