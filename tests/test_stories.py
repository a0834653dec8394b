"""Every folder in stories/ is a small world; its reports stand beside it, to be read as reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from papers_read import words_of
from typer.testing import CliRunner
from worlds import SMALL_RUBRIC, TESTS, Golden

from sanctuary_score.cli.app import app
from sanctuary_score.formats import FORMATS
from sanctuary_score.papers.html import style

STORIES = sorted(folder for folder in (TESTS / "stories").iterdir() if folder.is_dir())
ENDINGS = {
    "text": "txt",
    "markdown": "md",
    "csv": "csv",
    "json": "json",
    "jsonl": "jsonl",
    "github": "github.txt",
    "sarif": "sarif",
    "junit": "xml",
    "html": "html",
    "docx": "docx.txt",
    "xlsx": "xlsx.txt",
    "pdf": "pdf.txt",
}


PAPERS = ("docx", "xlsx", "pdf")
"""Made of the same blocks as HTML, or of the same rows as CSV, and slow to make: one a story is enough."""


def test_every_format_has_an_ending() -> None:
    assert ENDINGS.keys() == FORMATS.keys()


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_story(story: Path, format_: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each profile alone, with details, and the folder as a whole."""
    monkeypatch.chdir(story)
    as_of = (story / "STORY").read_text(encoding="utf-8").split()[1]
    profiles = sorted(p for p in Path("jurisdictions").rglob("*.yaml") if not p.name.endswith(".waivers.yaml"))
    alone = [] if format_ in PAPERS else [(p.as_posix(), p.stem) for p in profiles]
    for target, name in [*alone, ("jurisdictions", "all")]:
        arguments = ["check", target, "--as-of", as_of, "--format", format_, "--rubric", str(SMALL_RUBRIC)]
        ended = CliRunner().invoke(app, arguments + (["--details"] if name != "all" or format_ in PAPERS else []))
        assert ended.exit_code == 0, ended.stderr
        raw = ended.stdout_bytes
        text = words_of(raw) if raw.startswith((b"PK", b"%PDF")) else raw.decode()
        if format_ in ("json", "sarif"):
            # One report is one line, which nobody can review.
            text = json.dumps(json.loads(text), indent=1) + "\n"
        if format_ == "html":
            text = text.replace(style(), "/* the stylesheet */\n")
        golden(story / "expected" / f"{name}.{ENDINGS[format_]}", text)
