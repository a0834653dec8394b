"""The two sheets of the form that are only read: what to do, in ten lines, and what every answer means."""

from __future__ import annotations

from collections.abc import Sequence

from sanctuary_score.intake.choices import choices_of
from sanctuary_score.intake.form.layout import MEANINGS, Column, Holds, Layout
from sanctuary_score.intake.form.pages import Page, code_of
from sanctuary_score.rubric import Rubric


def read_me(pages: Sequence[Page], rubric: Rubric) -> tuple[str, ...]:
    """The lines of the first sheet, the heading first."""
    areas = [page.name for page in pages if page.layout.about == "area"]
    return (
        "What the law of one place says: a form",
        f"It asks what the rubric {rubric.header.id}, version {rubric.header.version.text}, wants to know. Filled in,"
        " it becomes a profile, and the profile a report. You write in the columns with a pale ground.",
        "1. Place: say what place it is, and what it runs itself: police, a jail, schools.",
        "2. Laws: a row for each ordinance, order, policy or statute that you have read. Give it a short name.",
        "3. Sources: for each law, where it can be read, and the day on which you read it.",
        f"4. The sheets {areas[0]} to {areas[-1]} ask the questions. Where your law settles one, choose the answer and"
        " the law. A list opens in the cell (Alt and arrow down); the sheet Meanings says what each answer means.",
        "5. What nobody knows stays empty. A law that is silent does not say no. Answer what the text says, not what"
        " officers do, and nothing from memory.",
        "6. Section, note and agencies bound belong to the law and the practice: once is enough, in any of its rows.",
        "7. A second law on the same question (an older version of it, say) takes one of the empty rows at"
        " the end of the sheet: choose the code of the question there. You may sort and filter.",
        "8. The last sheets (Suspended, Forbids, Searched in vain, Waivers) are for rare cases. Leave them empty.",
        "9. Headings are locked without a password. To get more rows, choose Review, then Unprotect Sheet.",
        "10. Save as an Excel workbook (.xlsx) and run: sanctuary-score new --from FILE.xlsx -o city.yaml. It names"
        " every cell that does not fit, by sheet and cell, and writes nothing before all fit.",
    )


_MEANINGS = Layout(
    "area",
    "What every answer means. This sheet is only read.",
    (
        Column("practice", "Practice", 24, Holds.SHOWN),
        Column("ask", "Question", 40, Holds.SHOWN),
        Column("word", "The answer", 24, Holds.SHOWN),
        Column("meaning", "Means", 70, Holds.SHOWN),
        Column("code", "Code of the question", 30, Holds.SHOWN),
    ),
    (),
)


def meanings(rubric: Rubric) -> Page:
    """Every answer with its full meaning, in the order of the rubric."""
    rows = []
    for name, practice in rubric.practices.items():
        for id_, question in practice.questions.items():
            choices = choices_of(question)
            shown = {"practice": practice.title, "ask": question.ask, "code": code_of(name, id_)}
            for word, meaning in choices.meanings.items() if choices else ():
                rows.append(shown | {"word": word, "meaning": meaning or word})
    return Page(MEANINGS, _MEANINGS, _MEANINGS.title, tuple(rows), 0)
