"""The data of a profile as the rows of the form: nothing of it is left out, and every question has a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sanctuary_score.intake.choices import KIND_WORDS, Choices, as_shown, how_to_answer
from sanctuary_score.intake.form.layout import Layout
from sanctuary_score.intake.form.sheets import layouts
from sanctuary_score.intake.profile_data import Data
from sanctuary_score.kinds import AGENCIES, Kind
from sanctuary_score.questions import NONE, Fact, Scored
from sanctuary_score.rubric import Practice, Rubric

Row = Mapping[str, str]
"""What stands in a row, by the key of the column."""

RUN_BY: Mapping[Kind, tuple[str, ...]] = {
    "state": tuple(AGENCIES),
    "transit-agency": ("transit",),
    "school-district": ("schools",),
}
"""What places of a kind run by what they are; a state's law governs all agencies."""
_RUNS = "yes: it is the place's own (a state: its law governs it)."
LOCK_UP = "A lock-up, where people are kept for hours, is no jail: there they serve sentences or wait for trial."


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of the form with what stands on it."""

    name: str
    layout: Layout
    title: str
    rows: tuple[Row, ...]
    spare: int
    """How many empty rows follow."""
    codes: tuple[str, ...] = ()
    """The questions that a row may be about, where rows are about questions."""


def blank(kind: Kind, name: str, within: str) -> Data:
    """The data of a place of which nothing is known but this; texts may be empty."""
    return {"name": name, "kind": kind, "operates": list(RUN_BY.get(kind, ())), "within": within}


def pages(data: Data, rubric: Rubric) -> tuple[Page, ...]:
    """The sheets of the form in order. Every practice and question of the data must be one of the rubric's."""
    known = layouts(rubric)
    policies: Sequence[Data] = data.get("policies", [])
    laws = [{key: _text(key, value, known["laws"]) for key, value in policy.items()} for policy in policies]
    sources = [_of(policy, source, known["sources"]) for policy in policies for source in policy.get("sources", [])]
    pauses = [_of(policy, one, known["suspensions"]) for policy in policies for one in policy.get("suspended", [])]
    bans = [
        _of(policy, {"practice": name, **bar}, known["bans"])
        for policy in policies
        for name, bar in policy.get("forbids", {}).items()
    ]
    found = data.get("none_found", {})
    searches = [_row({"practice": name, "day": day}, known["searches"]) for name, day in found.items()]
    waivers = [_row(waiver, known["waivers"]) for waiver in data.get("waivers", [])]
    return (
        Page("Place", known["place"], known["place"].title, tuple(_place(data)), 0),
        _page("Laws", known["laws"], laws, 25),
        _page("Sources", known["sources"], sources, 40),
        *_areas(data, rubric, known["area"]),
        _page("Suspended", known["suspensions"], pauses, 10),
        _page("Forbids", known["bans"], bans, 15),
        _page("Searched in vain", known["searches"], searches, 15),
        _page("Waivers", known["waivers"], waivers, 10),
    )


def area_sheet(area: str) -> str:
    """The name of the sheet of an area: its id in words; Excel takes 31 characters."""
    return area.replace("-", " ").capitalize()[:31]


def code_of(practice: str, question: str) -> str:
    """A question as the form calls it."""
    return f"{practice}/{question}"


def _page(name: str, layout: Layout, rows: Sequence[Row], spare: int) -> Page:
    return Page(name, layout, layout.title, tuple(rows), spare)


def _row(entry: Data, layout: Layout) -> Row:
    return {key: _text(key, value, layout) for key, value in entry.items()}


def _of(policy: Data, entry: Data, layout: Layout) -> Row:
    return {"law": policy["id"], **_row(entry, layout)}


def _text(key: str, value: Any, layout: Layout) -> str:
    """A value as its cell shows it; empty for what stands on another sheet."""
    choices = next((column.choices for column in layout.columns if column.key == key), None)
    if isinstance(value, str):
        return choices.shown(value) if choices else value
    return words(value) if isinstance(value, list) and not any(isinstance(item, dict) for item in value) else ""


def words(listed: Sequence[str]) -> str:
    """A list of words as a cell shows it; `none` for an empty one, since an empty cell says nothing."""
    return ", ".join(listed) or NONE


def _place(data: Data) -> Iterator[Row]:
    yield _about("name", "Name of the place", "As people call it, such as Springfield.", data)
    yield _about("kind", "Kind of place", "It decides what is asked.", data)
    yield _about("within", "The law above", "Such as us/il, for a place in Illinois. A state has none.", data)
    yield _about("population", "Population", "A whole number. It helps to find places of the same size.", data)
    operates: Sequence[str] = data["operates"]
    for agency in (*operates, *(name for name in AGENCIES if name not in operates)):
        answer = "yes" if agency in operates else ""
        runs = _RUNS + (f" {LOCK_UP}" if agency == "jail" else "")
        row = {"label": f"Runs: {AGENCIES[agency]}", "value": answer, "meaning": runs, "code": agency}  # type: ignore[index]
        yield row
    yield _about("note", "Note", "What a reader has to know besides.", data)


def _about(code: str, label: str, meaning: str, data: Data) -> Row:
    return {"label": label, "value": data.get(code, ""), "meaning": meaning, "code": code}


def _areas(data: Data, rubric: Rubric, layout: Layout) -> Iterator[Page]:
    taken = {"place", "laws", "sources"}
    for area in rubric.header.areas:
        practices = {name: its for name, its in rubric.practices.items() if rubric.areas[name] == area.id}
        kinds = rubric.kinds
        rows = [
            row for name, its in practices.items() for row in _practice(name, its, data, data["kind"] in kinds[name])
        ]
        codes = tuple(code_of(name, id_) for name, its in practices.items() for id_ in its.questions)
        name = area_sheet(area.id)
        name = name if name.lower() not in taken else f"Area {name}"[:31]
        taken.add(name.lower())
        title = f"{area.title}. One row a question; what nobody knows stays empty, and silence is not no."
        yield Page(name, layout, title, tuple(rows), 15, codes)


def _practice(name: str, practice: Practice, data: Data, asked: bool) -> Iterator[Row]:
    """A row for each question and each law that answers it; what belongs to the law stands in its first row."""
    policies = [policy for policy in data.get("policies", []) if name in policy.get("provides", {})]
    said = [(policy["id"], policy["provides"][name]) for policy in policies]
    if not said and not asked:
        return
    told: set[str] = set()
    for index, (id_, question) in enumerate(practice.questions.items()):
        laws = [law for law in said if id_ in law[1] or (index == 0 and not practice.questions.keys() & law[1])]
        head = _head(practice, code_of(name, id_), question, first=index == 0)
        if not laws:
            yield head
        for number, (law, provision) in enumerate(laws):
            # What is said of the question is said once.
            row = head | {"law": law} | ({"help": ""} if number else {})
            if id_ in provision:
                row |= {"answer": as_shown(provision[id_], question)}
            if law not in told:
                row |= {key: provision[key] for key in ("section", "note") if key in provision}
                row |= {"binds": words(provision["binds"])} if "binds" in provision else {}
            told.add(law)
            yield row


def _head(practice: Practice, code: str, question: Scored | Fact, *, first: bool) -> dict[str, str]:
    runs = "; ".join(AGENCIES[agency] for agency in practice.agencies)
    why = [practice.why, f"Asked where the place runs: {runs}." if runs else ""] if first else []
    help_ = " ".join(part for part in (question.help or "", how_to_answer(question)) if part)
    return {
        "practice": practice.title,
        "ask": question.ask,
        "help": "\n".join(part for part in (*why, help_) if part),
        "code": code,
    }


def place_choices(laws_above: Mapping[str, str]) -> Mapping[str, Choices]:
    """What may be chosen on the sheet of the place, by code; `laws_above` are ids with the names of the places."""
    runs = Choices({"yes": "", "no": ""})
    return {"kind": Choices(KIND_WORDS), "within": Choices(laws_above), **dict.fromkeys(AGENCIES, runs)}
