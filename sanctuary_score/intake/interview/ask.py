"""One thing that is asked, and what a line of somebody's answer means to it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import NamedTuple

from sanctuary_score.intake.cell_value import Value
from sanctuary_score.intake.choices import Choices
from sanctuary_score.intake.spreadsheet import Cell

Reply = str | tuple[str, ...] | None
"""What was answered; None when the question was passed over."""
Script = Generator["Ask", Reply, None]
"""What is asked, one after the other; it is sent the replies."""


class Ask(NamedTuple):
    """A question to somebody at a terminal."""

    text: str
    read: Callable[[Cell], Value | None]
    """Makes a value of the line, which is a cell to it; raises `UnfitError`. None passes the question over."""
    enter: str
    """What it means to press Enter alone; empty where an answer is needed."""
    choices: Choices | None = None
    """What is numbered, where there is something to choose from."""
    help: str = ""
    """What `?` explains."""
    brief: bool = False
    """Whether the choices stand in the prompt, and not in lines of their own."""


def chosen(line: str, choices: Choices) -> str:
    """The line with the numbers of choices made their words; what is no such number stays as it is."""
    numbered = {str(number): word for number, word in enumerate(choices.meanings, 1)}
    return ", ".join(numbered.get(part.strip(), part.strip()) for part in line.split(","))
