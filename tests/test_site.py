"""The website: golden pages of a small world, what must hold of every page, and a real browser that uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import pytest
from browsing import open_browser
from typer.testing import CliRunner, Result
from worlds import ROOT, SMALL_RUBRIC, TESTS, Golden

from sanctuary_score.cli.app import app

STORY = TESTS / "stories" / "forbidden"
SMALL = ("--as-of", "2026-01-01", "--rubric", str(SMALL_RUBRIC))
EMPTY = frozenset({"meta", "link", "input", "br", "hr", "img", "rect", "line", "path", "circle", "use"})


def build(out: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["site", str(out), *options])


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The site of a state that forbids, and of its town."""
    out = tmp_path_factory.mktemp("small") / "site"
    ended = build(out, *SMALL, "--jurisdictions", str(STORY / "jurisdictions"))
    assert ended.exit_code == 0, ended.stderr
    return texts(out)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of all places."""
    out = tmp_path_factory.mktemp("whole") / "site"
    ended = build(out, "--as-of", "2026-11-22")
    assert ended.exit_code == 0, ended.stderr
    return out


def texts(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("page", ["index.html", "places/us/st.html", "places/us/st/town.html", "practices/holds.html"])
def test_a_page_reads_as_it_should(page: str, small: dict[str, str], golden: Golden) -> None:
    text = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", small[page], flags=re.DOTALL)
    golden(TESTS / "pages" / page.replace("/", "-"), text)


def test_a_second_time_gives_the_same_bytes(small: dict[str, str], tmp_path: Path) -> None:
    build(tmp_path / "again", *SMALL, "--jurisdictions", str(STORY / "jurisdictions"))
    assert texts(tmp_path / "again") == small


# Every page


class Reader(HTMLParser):
    """What a page holds; fails where tags do not close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.headings: list[int] = []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag not in EMPTY:
            self.open.append(tag)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found.get("href", ""))
        elif "href" in found:
            self.loads.append(found["href"])
        if "src" in found:
            self.loads.append(found["src"])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        assert not any(name.startswith("on") for name in found), found

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag


def sound(files: dict[str, str]) -> None:
    """Tags close, ids are unique, headings leave no level out, every link leads somewhere, nothing is fetched."""
    pages = {path: Reader(text) for path, text in files.items() if path.endswith(".html")}
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        assert page.headings[0] == 1, path
        assert all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:], strict=False)), (path, page.headings)
        assert page.loads == ["data:,"], path
        for link in page.links:
            if link.startswith(("https://", "http://")):
                continue
            target, _, anchor = link.partition("#")
            found = normpath(join(dirname(path), target)) if target else path
            assert found in files, (path, link)
            assert not anchor or anchor in pages[found].ids, (path, link)


def test_every_page_of_a_small_site_is_sound(small: dict[str, str]) -> None:
    sound(small)
    assert "index.html" in small


def test_every_page_of_the_whole_site_is_sound(whole: Path) -> None:
    files = texts(whole)
    sound(files)
    profiles = list((ROOT / "jurisdictions").rglob("*.yaml"))
    assert sum(path.startswith("places/") for path in files) == len(profiles)


def test_what_profiles_say_is_text(tmp_path: Path) -> None:
    hostile = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{ 7*7 }} [a](javascript:x) \u202e'
    tree = tmp_path / "jurisdictions" / "us"
    tree.mkdir(parents=True)
    text = (STORY / "jurisdictions" / "us" / "st.yaml").read_text(encoding="utf-8")
    quoted = hostile.replace("\u202e", "").replace('"', '\\"')
    (tree / "st.yaml").write_text(re.sub(r"name: .*", f'name: "{quoted}"', text, count=1), encoding="utf-8")
    out = tmp_path / "site"
    ended = build(out, *SMALL, "--jurisdictions", str(tree.parent))
    assert ended.exit_code == 0, ended.stderr
    files = texts(out)
    sound(files)
    pages = "".join(text for path, text in files.items() if path.endswith(".html"))
    assert "<script>alert" not in pages
    assert "<img" not in pages
    assert "{{ 7*7 }}" in pages


# The folder


def test_the_site_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    out = tmp_path / "site"
    tree = ("--jurisdictions", str(STORY / "jurisdictions"))
    assert build(out, *SMALL, *tree).exit_code == 0
    (out / "places" / "old.html").write_text("old")
    assert build(out, *SMALL, *tree).exit_code == 0
    assert not (out / "places" / "old.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"], "nothing is left beside it"


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("ten years")
    ended = build(tmp_path, *SMALL, "--jurisdictions", str(STORY / "jurisdictions"))
    assert ended.exit_code == 2
    assert "holds files that this program did not make" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]
    assert build(tmp_path / "thesis.docx", *SMALL).exit_code == 2
    assert "make it first" in build(tmp_path / "a" / "b", *SMALL).stderr


def test_a_failure_leaves_the_older_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    tree = ("--jurisdictions", str(STORY / "jurisdictions"))
    build(out, *SMALL, *tree)
    before = texts(out)

    def full(*_: object) -> Iterator[tuple[str, str]]:
        yield "index.html", "half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sanctuary_score.site.site_files", full)
    ended = build(out, *SMALL, *tree)
    assert ended.exit_code == 2
    assert "no space left on device" in ended.stderr
    assert texts(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_profile_that_cannot_be_scored_is_told_and_left_out(tmp_path: Path) -> None:
    tree = tmp_path / "jurisdictions"
    (tree / "us").mkdir(parents=True)
    (tree / "us" / "st.yaml").write_bytes((STORY / "jurisdictions" / "us" / "st.yaml").read_bytes())
    (tree / "us" / "bad.yaml").write_text("name: [")
    ended = build(tmp_path / "site", *SMALL, "--jurisdictions", str(tree))
    assert ended.exit_code == 2
    assert "SS105" in ended.stderr
    assert "1 profiles could not be scored" in ended.stderr
    assert (tmp_path / "site" / "places" / "us" / "st.html").exists()


# A real browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A tab in which nothing may go wrong unheard, and nothing may be asked of the network."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request", lambda request: said.append(request.url) if not request.url.startswith(("file:", "data:")) else None
    )
    yield page
    context.close()
    assert said == []


def address(site: Path, path: str) -> str:
    return (site / path).as_uri()


def names(tab: Any) -> list[str]:
    shown: list[str] = tab.locator("table.sortable tbody tr:visible th").all_inner_texts()
    return shown


def test_the_table_is_sorted_and_filtered(tab: Any, whole: Path) -> None:
    tab.goto(address(whole, "index.html"))
    first = names(tab)
    head = tab.get_by_role("button", name="Certain", exact=True)
    head.click()
    numbers = [float(text) for text in tab.locator("table.sortable tbody tr td:nth-child(5)").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    assert tab.locator("th[aria-sort=descending]").inner_text().startswith("Certain")
    head.press("Enter")
    assert tab.locator("th[aria-sort=ascending]").count() == 1
    tab.locator("form.filter select").nth(0).select_option("Illinois")
    tab.locator("form.filter select").nth(1).select_option("city")
    assert sorted(names(tab)) == ["Chicago", "Evanston"]
    tab.get_by_label("Name").fill("evan")
    assert names(tab) == ["Evanston"]
    assert tab.get_by_role("status").inner_text() == f"1 of {len(first)} places"


def test_one_finds_the_way(tab: Any, whole: Path) -> None:
    tab.goto(address(whole, "index.html"))
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the content"
    tab.keyboard.press("Enter")
    tab.locator("svg a").first.click()
    assert "/places/us/" in tab.url
    tab.get_by_role("link", name="What it asks for, and who does it").first.click()
    assert "/practices/" in tab.url
    tab.get_by_role("link", name="Places", exact=True).click()
    tab.get_by_role("link", name="Chicago", exact=True).click()
    assert tab.title().startswith("Chicago")


def test_it_prints_and_fits_a_phone(browser: Any, whole: Path) -> None:
    context = browser.new_context(viewport={"width": 380, "height": 800})
    page = context.new_page()
    for path in ("index.html", "places/us/il/chicago.html", "practices/detainer-limits.html", "method.html"):
        page.goto(address(whole, path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 380, path
        assert page.pdf().startswith(b"%PDF")
    context.close()


def test_without_scripts_everything_is_there(browser: Any, whole: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(whole, "index.html"))
    assert len(names(page)) > 100
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "places/us/il/chicago.html",
        "places/us/tx.html",
        "practices/index.html",
        "practices/instruments.html",
        "practices/detainer-limits.html",
        "method.html",
    ],
)
def test_axe_finds_nothing(path: str, browser: Any, whole: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the extra `browser` is not installed")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(address(whole, path))
    found = axe.Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()
