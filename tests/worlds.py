"""What tests speak of: the small rubric, worlds made of YAML text, golden files, runs of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

from papers_read import words_of

from sanctuary_score.atlas import Atlas
from sanctuary_score.check import Checker
from sanctuary_score.formats import Part
from sanctuary_score.load import parse
from sanctuary_score.profile import Jurisdiction, Profile
from sanctuary_score.report import Report
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import read_rubric
from sanctuary_score.validate import parse_model

TESTS = Path(__file__).parent
ROOT = TESTS.parent
SMALL_RUBRIC = TESTS / "rubric"
DAY = date(2026, 1, 1)

Golden = Callable[[Path, str], None]


@dataclass(frozen=True)
class Ended:
    """A run of the program that has ended."""

    code: int
    out: str
    err: str


class Program(Protocol):
    """Run the program in a process of its own; other keywords are environment variables."""

    def __call__(self, *arguments: str, cwd: Path = ROOT, given: bytes = b"", **environment: str) -> Ended: ...


@cache
def small_rubric() -> Rubric:
    """The rubric of the tests: four practices with a question of every kind."""
    rubric, problems = read_rubric(str(SMALL_RUBRIC))
    assert rubric is not None, problems
    return rubric


def text_of(parts: Iterable[Part]) -> str:
    """The words of a document; of one that is no text, those that another program reads back from it."""
    return "".join(words_of(part) if isinstance(part, bytes) else part[0] for part in parts)


def place(id_: str, text: str) -> Jurisdiction:
    """A jurisdiction from the text of its profile, which must be valid."""
    document = parse(f"{id_}.yaml", text.encode())
    profile, problems = parse_model(Profile, document)
    assert profile is not None, problems
    return Jurisdiction(id_, profile, document)


def reports(folder: Path, as_of: date = DAY) -> dict[str, Report]:
    """The reports of all profiles of a tree, by id, against the small rubric."""
    atlas = Atlas(str(folder))
    checker = Checker(small_rubric(), as_of, atlas, chosen=True)
    found = {}
    for id_ in atlas.ids():
        path = atlas.file_of(id_)
        assert path is not None
        outcome = checker.check(path)
        assert outcome.report is not None, outcome.problems
        found[id_] = outcome.report
    return found
