"""The guide for staff is what the program does: its commands run in order, with the form that its tables fill."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner
from worlds import ROOT

from sanctuary_score.cli.app import app

PAGE = ROOT / "docs" / "staff.md"
GUIDE = PAGE.read_text(encoding="utf-8")
DOWNLOADED = "$HOME/Downloads/sanctuary-score"
SPEC = "./sanctuary-score[office,pdf]"
DAY = ["--as-of", "2026-11-22"]

# What installs the program or moves between folders: it needs a network or a home, and is tried by hand.
NOT_THE_PROGRAM = [
    "winget install --id=astral-sh.uv -e",
    "python3 -m pip install --user uv",
    f'cd ~/Downloads; uv tool install "{SPEC}"',
    "uv tool update-shell",
    f'cd ~/Downloads; pipx install "{SPEC}"; pipx ensurepath',
    "cd ~/Documents; mkdir scores; cd scores",
]
# What other programs say when something goes wrong.
MESSAGES_OF_OTHERS = [
    "command not found",
    "is not recognized",
    "Distribution not found",
    "Unable to parse package spec",
    "invalid peer certificate: UnknownIssuer",
]
SLIPS = {
    "cannot be read (there is no such file)": "sanctuary-score new --from sampel.xlsx -o sample.yaml",
    "this is no text but a packed file": "sanctuary-score check sample.xlsx",
    "exists, and may be filled in": 'sanctuary-score new --form sample.xlsx --name "Sample City" --within us/il',
}

# A block of commands, a row of a table about a cell or a question, or a cell that a sentence tells to type in.
_STEP = re.compile(
    r"(?P<refused><!-- refused -->\n)?```(?P<language>\w+)\n(?P<text>.*?)```"
    r"|^\| (?P<sheet>\w+) \| (?P<cell>[A-Z]\d+) \| (?P<heading>.+?) \| `(?P<value>.+?)` \|$"
    r"|^\| (?P<area>\w+) \| (?P<row>\d+) \| (?P<question>.+?) \| `(?P<answer>.+?)` \| `(?P<law>.+?)`"
    r" \| `(?P<part>.+?)` \|$"
    r"|type `(?P<typed>\S+)` in cell (?P<at>[A-Z]\d+) of the\s+sheet\s+(?P<on>\w+)",
    re.DOTALL | re.MULTILINE,
)


def run(command: str) -> tuple[int, str]:
    """The exit code and all that is said, out and error in turn."""
    program, *arguments = shlex.split(command.replace(DOWNLOADED, str(ROOT)))
    assert program == "sanctuary-score"
    ended = CliRunner().invoke(app, arguments if arguments == ["--version"] else [*arguments, *DAY])
    return ended.exit_code, ended.output


def commands() -> list[str]:
    return [
        line
        for step in _STEP.finditer(GUIDE)
        if step["language"] in ("sh", "powershell")
        for line in step["text"].splitlines()
    ]


class Typed(NamedTuple):
    """What a person types into one row of a sheet, and what stands beside it, or above it, in the form."""

    sheet: str
    cells: Mapping[str, str]
    label: str


def typed_in(step: re.Match[str]) -> Typed:
    if step["heading"]:
        return Typed(step["sheet"], {step["cell"]: step["value"]}, step["heading"])
    if step["question"]:
        texts = zip("DEF", (step["answer"], step["law"], step["part"]), strict=True)
        return Typed(step["area"], {column + step["row"]: text for column, text in texts}, step["question"])
    return Typed(step["on"], {step["at"]: step["typed"]}, "")


def chosen(book: Workbook, sheet: str, cell: str, text: str) -> str:
    """The text; or the line of the list that begins with it, where Excel lets nobody type."""
    for rule in book[sheet].data_validations.dataValidation:
        if cell in rule.sqref and rule.type == "list" and rule.showErrorMessage:
            name, _, cells = rule.formula1.replace("$", "").partition("!")
            lines = [str(one.value) for row in book[name][cells] for one in row]
            (line,) = (line for line in lines if line.partition(":")[0] == text)
            return line
    return text


def save(form: Path, rows: list[Typed]) -> None:
    """Fill the form in; each row must be the one that the guide speaks of."""
    book = load_workbook(form)
    for sheet, cells, label in rows:
        number = next(iter(cells)).lstrip("ABCDEFGHI")
        labels = [str(cell.value) for row in (number, "2") for cell in book[sheet][row]]
        assert any(text.startswith(label) for text in labels), (sheet, cells, label)
        for cell, text in cells.items():
            book[sheet][cell] = chosen(book, sheet, cell, text)
    book.save(form)


def figures_apart(text: str) -> str:
    """The words alone: every new fact on Illinois moves the figures, and the guide says that they are of one day."""
    return re.sub(r"\d+(\.\d+)?", "9", text)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of somebody who has done all that the guide says, in its order."""
    folder = tmp_path_factory.mktemp("scores")
    unsaved: list[Typed] = []
    said = ""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for step in _STEP.finditer(GUIDE):
            if not step["language"]:
                unsaved.append(typed_in(step))
            elif step["language"] == "text":
                for line in step["text"].splitlines():
                    assert figures_apart(line) in figures_apart(said), line
                said = ""
            else:
                if unsaved:
                    save(folder / "sample.xlsx", unsaved)
                    unsaved = []
                for command in step["text"].splitlines():
                    if command not in NOT_THE_PROGRAM:
                        code, text = run(command)
                        assert code == (2 if step["refused"] else 0), (command, text)
                        said += text
    assert not unsaved
    return folder


def test_a_reader_ends_with_what_the_guide_promises(desk: Path) -> None:
    made = {path.name: path.read_bytes()[:4] for path in desk.iterdir()}
    office = b"PK\x03\x04"
    assert made.pop("sample.yaml") == b"name"
    assert made == {"sample.xlsx": office, "sample-report.docx": office, "sample.docx": office, "sample.pdf": b"%PDF"}


@pytest.mark.parametrize("message", SLIPS)
def test_the_slips_of_the_guide_say_what_it_shows(desk: Path, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    code, said = run(SLIPS[message])
    assert code == 2
    assert message in said


def test_every_message_and_command_of_the_guide_is_tried_or_named_here() -> None:
    rows = re.search(r"\| You see \|.*?\n\n", GUIDE, re.DOTALL)
    assert rows
    told = [text for row in rows[0].strip().splitlines()[2:] for text in re.findall(r"`(.+?)`", row.split("|")[1])]
    assert told == [*MESSAGES_OF_OTHERS, *SLIPS]
    assert [command for command in commands() if not command.startswith("sanctuary-score ")] == NOT_THE_PROGRAM
    assert len(commands()) - len(NOT_THE_PROGRAM) >= 10


def test_the_extras_that_it_installs_exist() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(SPEC.partition("[")[2].rstrip("]").split(",")) <= set(extras)


def test_there_is_one_score_in_words_and_pictures() -> None:
    """When it moves, the page says another one, and the pictures are made again as its last comment tells."""
    assert len(set(re.findall(r"\d+\.\d to \d+\.\d", GUIDE))) == 1


def test_pictures_have_words_and_are_small_and_links_lead_somewhere() -> None:
    pictures = re.findall(r"!\[(.*?)\]\((\S+)\)", GUIDE)
    assert len(pictures) == 2
    assert all(len(words) > 60 for words, _ in pictures)
    assert sum((PAGE.parent / path).stat().st_size for _, path in pictures) < 150_000
    headings = {
        re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
        for line in re.findall(r"^#+ (.+)", GUIDE, re.MULTILINE)
    }
    for path in re.findall(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)", GUIDE):
        assert path[1:] in headings if path.startswith("#") else (PAGE.parent / path).exists(), path


def test_the_steps_are_numbered_and_take_fifteen_minutes_at_most() -> None:
    steps = [
        (int(number), int(minutes))
        for number, minutes in re.findall(r"^## (\d+)\. .*\((\d+) minutes?\)", GUIDE, re.MULTILINE)
    ]
    assert all(after[0] == before[0] + 1 for before, after in pairwise(steps))
    assert 10 <= sum(minutes for _, minutes in steps) <= 15
