"""The sheets of the form, their columns and the words that explain them: what both ways, out and back, share."""

from __future__ import annotations

from collections.abc import Mapping

from sanctuary_score.intake.choices import AGENCY_WORDS, KIND_WORDS, Choices
from sanctuary_score.intake.form.layout import About, Column, Holds, Layout
from sanctuary_score.questions import NONE
from sanctuary_score.rubric import Rubric

DAY = "Write 2021-01-27; or 2021-01, or 2021, where the source knows no more."
_AGENCIES = Choices({**AGENCY_WORDS, NONE: "no agency at all, which is rare"})
_BOUND = "Only if the law binds some agencies alone: choose, or write several with commas. Empty: every agency."
_LAW = Column("law", "Law", 18, Holds.LAW, "Choose the law by its short name, from the sheet Laws.", needed=True)
_SECTION = Column("section", "Section", 13, Holds.NUMBERING, "The section that says so, as the law numbers it.")
_NOTE = Column("note", "Note", 22, Holds.TEXT, "What a reader has to know besides. Copy no sentence from the source.")
_ADDRESS = "Copy it from the browser: https://... Not on the web: leave it empty, and say under Held by who keeps it."
_BINDS = Column("binds", "Agencies bound", 12, Holds.SOME, _BOUND, choices=_AGENCIES)

PLACE = Layout(
    "place",
    "The place: fill in the column Your answer.",
    (
        Column("label", "About the place", 44, Holds.SHOWN),
        Column("value", "Your answer", 44, Holds.TEXT),
        Column("meaning", "What it means", 64, Holds.SHOWN),
        Column("code", "Code", 16, Holds.CODE),
    ),
    ("value", "code"),
)
SUSPENSIONS = Layout(
    "suspensions",
    "Suspended: only for laws that a court has kept from being applied, a row for each time. Mostly empty.",
    (
        _LAW,
        Column("from", "Suspended from", 20, Holds.DAY, DAY, needed=True),
        Column("until", "Until", 20, Holds.DAY, "The first day on which it was applied again. Empty: still suspended."),
    ),
    ("law", "from"),
)
SOURCES = Layout(
    "sources",
    "Sources: where each law can be read. One row a source; a law may have several, and should have one at least.",
    (
        _LAW,
        Column("title", "Title of the source", 36, Holds.TEXT, needed=True),
        Column("publisher", "Publisher", 22, Holds.TEXT, "The court, legislature, newspaper or site."),
        Column("date", "Published on", 13, Holds.DAY, DAY),
        Column("url", "Web address", 40, Holds.ADDRESS, _ADDRESS, needed=True, unless="held_by"),
        Column("read", "Read on", 13, Holds.DAY, "The day on which you opened it. " + DAY, needed=True),
        Column(
            "kind",
            "Kind of source",
            22,
            Holds.ONE,
            "primary: the law's own text or an official record. secondary: whatever reports on it.",
            needed=True,
            choices=Choices({"primary": "the law itself", "secondary": "a report on it"}),
        ),
        Column(
            "disputes", "Says otherwise", 24, Holds.TEXT, "Only where it contradicts what you entered: what it says."
        ),
        Column("held_by", "Held by", 18, Holds.TEXT, "Only if it is not on the web: who keeps it, as the city clerk."),
    ),
    ("law", "url"),
)


def layouts(rubric: Rubric) -> Mapping[About, Layout]:
    """All sheets of the form for this rubric, by what they are about; all areas share one."""
    practices = Choices({name: practice.title for name, practice in rubric.practices.items()})
    found = (PLACE, _laws(rubric), SOURCES, _AREA, SUSPENSIONS, _bans(practices), _searches(practices))
    return {layout.about: layout for layout in (*found, _waivers(practices))}


def _laws(rubric: Rubric) -> Layout:
    instruments = Choices({instrument.id: instrument.title for instrument in rubric.header.instruments})
    seen = "Only if the day {} is not known: a day on which a source shows it in force."
    return Layout(
        "laws",
        "Laws: one row a law. Where a law was amended, end the old version and begin a row for the new one.",
        (
            Column(
                "id",
                "Short name",
                20,
                Holds.SHORT_NAME,
                "A short name of your own, such as welcoming-2021. The other sheets call the law by it.",
                needed=True,
            ),
            Column("title", "Title of the law", 30, Holds.TEXT, needed=True),
            Column(
                "instrument",
                "Kind of law",
                22,
                Holds.ONE,
                "Choose from the list. It matters: some kinds are harder to undo than others.",
                needed=True,
                choices=instruments,
            ),
            Column("citation", "Citation", 24, Holds.NUMBERING, "As a lawyer cites it.", needed=True),
            Column("effective", "Began on", 13, Holds.DAY, "The day from which it binds. " + DAY),
            Column("ended", "Ended on", 13, Holds.DAY, "The first day on which it no longer bound. Empty: it stands."),
            _BINDS,
            Column(
                "reaches",
                "Places bound",
                16,
                Holds.SOME,
                "Only for the law of a state: the kinds of places below that it binds, with commas between them.",
                choices=Choices(KIND_WORDS),
            ),
            Column("in_force_by", "In force by", 13, Holds.DAY, seen.format("it began")),
            Column("last_in_force", "Last in force", 13, Holds.DAY, seen.format("it ended")),
            _NOTE,
        ),
        ("id", "instrument"),
    )


_AREA = Layout(
    "area",
    "One row a question.",
    (
        Column("practice", "Practice", 16, Holds.SHOWN),
        Column("ask", "Question", 30, Holds.SHOWN),
        Column("help", "Why it matters, how to tell", 50, Holds.SHOWN),
        Column(
            "answer",
            "Answer",
            36,
            Holds.ANSWER,
            "Choose from the list (the sheet Meanings has it in full), or type. Several: with commas, where the"
            " question allows it. Nobody knows: leave it empty, or unknown.",
        ),
        _LAW,
        _SECTION,
        _NOTE,
        _BINDS,
        Column(
            "code",
            "Code",
            18,
            Holds.CODE,
            "Which question the row answers. For a second law on the same question, take an empty row at the end of"
            " the sheet and choose the code there.",
        ),
    ),
    ("answer", "law", "code"),
)


def _bans(practices: Choices) -> Layout:
    return Layout(
        "bans",
        "Forbids: only for the law of a state or county that bars places below from a practice. Mostly empty.",
        (
            _LAW,
            Column("practice", "Forbidden practice", 40, Holds.ONE, "Choose it.", needed=True, choices=practices),
            Column(
                "questions",
                "Only these questions",
                30,
                Holds.QUESTIONS,
                "If the rest of the practice stays open: the second half of the codes, with commas. Empty: all of it.",
            ),
            _SECTION,
            _NOTE,
        ),
        ("law", "practice"),
    )


def _searches(practices: Choices) -> Layout:
    says = "The day of the search. It turns every open question of the practice into a no."
    return Layout(
        "searches",
        "Searched in vain: only where you have read the whole of the law and are sure that there is nothing.",
        (
            Column("practice", "Practice searched for", 60, Holds.ONE, "Choose it.", needed=True, choices=practices),
            Column("day", "Day of the search", 20, Holds.DAY, says, needed=True),
        ),
        ("practice", "day"),
    )


def _waivers(practices: Choices) -> Layout:
    return Layout(
        "waivers",
        "Waivers: only for gaps that somebody has accepted for a while. They add no point. Mostly empty.",
        (
            Column("practice", "Practice waived", 40, Holds.ONE, "Choose it.", needed=True, choices=practices),
            Column("question", "Only this question", 20, Holds.QUESTION, "The second half of its code. Empty: all."),
            Column("reason", "Reason", 40, Holds.TEXT, needed=True),
            Column("approved_by", "Approved by", 24, Holds.TEXT, needed=True),
            Column("expires", "Expires on", 16, Holds.DAY, "The first day on which it no longer counts.", needed=True),
        ),
        ("practice", "approved_by"),
    )
