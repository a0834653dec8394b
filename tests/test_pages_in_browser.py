"""Pages of comparisons and histories in a real browser: nothing for axe to find, room on a phone, a quiet console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_site import CHROMIUM
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
    sync_api = pytest.importorskip("playwright.sync_api", reason="the extra `browser` is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page(name: str, browser: Any, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the extra `browser` is not installed")
    path = tmp_path / "page.html"
    ended = CliRunner().invoke(app, [*PAGES[name], *FIXED, "--output", str(path)])
    assert ended.exit_code == 0, ended.output
    context = browser.new_context(bypass_csp=True, viewport={"width": 380, "height": 800})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()
