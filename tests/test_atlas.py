"""The tree of jurisdictions, where paths are those of Windows: simulated, with its own rules for drives and slashes."""

from __future__ import annotations

import ntpath
from types import SimpleNamespace

import pytest

from sanctuary_score import atlas


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths as Windows reads them, from a folder on its first drive."""
    path = SimpleNamespace(**{name: getattr(ntpath, name) for name in dir(ntpath) if not name.startswith("_")})
    path.abspath = lambda given: ntpath.normpath(ntpath.join("C:\\work", given))
    path.relpath = lambda given, start: ntpath.relpath(path.abspath(given), path.abspath(start))
    monkeypatch.setattr(atlas, "os", SimpleNamespace(path=path, sep="\\", getcwd=lambda: "C:\\work"))


TREE = "C:\\Python\\Lib\\site-packages\\sanctuary_score\\_shipped\\jurisdictions"


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    ("path", "id_"),
    [
        (f"{TREE}\\us\\il\\chicago.yaml", "us/il/chicago"),
        ("city.yaml", None),
        ("C:\\work\\city.yaml", None),
        ("D:\\work\\city.yaml", None),
        ("\\\\server\\share\\city.yaml", None),
    ],
)
def test_a_file_on_another_drive_lies_outside_the_tree(path: str, id_: str | None) -> None:
    assert atlas.Atlas(TREE).id_of(path) == id_


@pytest.mark.usefixtures("windows")
def test_a_file_on_another_drive_is_shown_as_it_is_named() -> None:
    assert atlas.shown("D:\\work\\city.yaml") == "D:\\work\\city.yaml"
    assert atlas.shown("C:\\work\\us\\city.yaml") == "us/city.yaml"
