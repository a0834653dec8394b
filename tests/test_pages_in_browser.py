"""Pages of comparisons and histories in a real browser: nothing for axe to find, room on a phone, a quiet console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import check_page, open_browser
from typer.testing import CliRunner
from worlds import SMALL_RUBRIC, TESTS

from sanctuary_score.cli.app import app

FIXED = ["--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC), "--format", "html"]
TREE = TESTS / "comparisons" / "jurisdictions"
PAGES = {
    "many": ["compare", str(TREE)],
    "by-practice": ["compare", str(TREE), "--by", "practice"],
    "answers": ["compare", str(TREE), "--practice", "holds"],
    "two": ["compare", str(TREE / "us" / "st" / "near.yaml"), str(TREE / "us" / "st" / "far.yaml")],
    "history": ["history", str(TESTS / "traces" / "jurisdictions" / "us" / "st" / "town.yaml")],
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


@pytest.mark.parametrize("name", PAGES)
def test_a_page(name: str, browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    ended = CliRunner().invoke(app, [*PAGES[name], *FIXED, "--output", str(path)])
    assert ended.exit_code == 0, ended.output
    check_page(browser, path, 380)
