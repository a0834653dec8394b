"""What the drop-downs of the form show, on a hidden sheet: Excel takes 255 characters of a list in the cell itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter

from sanctuary_score.intake.choices import NOT_KNOWN, Choices, choices_of
from sanctuary_score.intake.form.layout import LISTS, Column
from sanctuary_score.intake.form.pages import Page, code_of
from sanctuary_score.rubric import Rubric

FIRST_WORD = 3
"""The row of the first word of a list, below its name and its length."""


class Lists:
    """All lists by name: of a question by its code, of a column by sheet and key, of the codes of an area by sheet."""

    def __init__(self, pages: Sequence[Page], place: Mapping[str, Choices], rubric: Rubric) -> None:
        found: dict[str, list[str]] = {}
        for name, practice in rubric.practices.items():
            for id_, question in practice.questions.items():
                found[code_of(name, id_)] = [*_shown(choices_of(question)), NOT_KNOWN]
        found |= {code: _shown(choices) for code, choices in place.items()}
        found |= {page.name: list(page.codes) for page in pages if page.codes}
        for page in pages:
            for column in page.layout.columns:
                if column.choices is not None:
                    found[name_of(page, column)] = _shown(column.choices)
        self.words: Mapping[str, Sequence[str]] = {name: words for name, words in found.items() if words}
        self._letters = {name: get_column_letter(index) for index, name in enumerate(self.words, 1)}

    def range_of(self, name: str) -> str | None:
        """Where the words of a list stand, as a formula; None when there is no such list."""
        if name not in self.words:
            return None
        letter = self._letters[name]
        return f"{LISTS}!${letter}${FIRST_WORD}:${letter}${FIRST_WORD - 1 + len(self.words[name])}"


def name_of(page: Page, column: Column) -> str:
    """What the list of a column is called."""
    return f"{page.layout.about}.{column.key}"


def list_named_in(cell: str) -> str:
    """The list whose name stands in a cell, as a formula: Excel sorts the rows of a sheet, but not its drop-downs."""
    where = f"MATCH({cell},{LISTS}!$1:$1,0)"
    return f"OFFSET({LISTS}!$A${FIRST_WORD},0,{where}-1,INDEX({LISTS}!$2:$2,{where}),1)"


def _shown(choices: Choices | None) -> list[str]:
    return [choices.shown(word) for word in choices.meanings] if choices else []
