"""What is asked of a law before its answers: what it is, from when to when it binds and whom, where it can be read."""

from __future__ import annotations

from sanctuary_score.intake.cell_value import day_value, keeper_of, one_value, some_values, text_value, where_value
from sanctuary_score.intake.choices import KIND_WORDS, Choices, word_of
from sanctuary_score.intake.form.sheets import DAY
from sanctuary_score.intake.interview.ask import Ask, Script
from sanctuary_score.intake.profile_data import Data
from sanctuary_score.kinds import AGENCIES
from sanctuary_score.rubric import Rubric

_LONGEST_NAME = 40
_HELD = "For a paper that is not on the web: held by City Clerk."
_SOURCE_KINDS = Choices({"primary": "the law's own text, or an official record", "secondary": "a report on it"})


def a_law(law: Data, data: Data, rubric: Rubric, today: str) -> Script:
    """Ask what is not known of the law yet; a new one joins the profile as soon as it is complete enough for it."""
    new = "title" not in law
    if new:
        yield from _what_it_is(law, data, rubric)
    if "effective" not in law and "in_force_by" not in law:
        began = yield Ask("On which day did it begin to bind?", day_value, "not known", help=DAY)
        if began is not None:
            law["effective"] = began
        else:
            seen = yield Ask("On which day does a source show it in force?", day_value, "not known", help=DAY)
            law |= {"in_force_by": seen} if seen else {}
    if new:
        yield from _end_and_reach(law, data)
    if not law.get("sources"):
        yield from _sources(law, today)


def _what_it_is(law: Data, data: Data, rubric: Rubric) -> Script:
    instruments = Choices({instrument.id: instrument.title for instrument in rubric.header.instruments})
    title = yield Ask("What is the law called?", text_value, "", help="Its title, such as Welcoming Ordinance.")
    citation = yield Ask("How is it cited?", text_value, "", help="As a lawyer does, such as Municipal Code 2-173.")
    kind = yield Ask(
        "What kind of law is it?",
        lambda cell: one_value(cell, instruments),
        "",
        instruments,
        help="It matters: some kinds are harder to undo than others.",
    )
    id_ = _free_name(str(title), data)
    law |= {"id": id_, "title": title, "instrument": kind, "citation": citation}
    data.setdefault("policies", []).append(law)


def _end_and_reach(law: Data, data: Data) -> Script:
    ended = yield Ask("On which day did it end?", day_value, "it still stands", help="The first day without it. " + DAY)
    law |= {"ended": ended} if ended else {}
    runs = Choices({name: AGENCIES[name] for name in data["operates"]}, many=True)
    if len(data["operates"]) > 1:
        binds = yield Ask("Which agencies does it bind?", lambda cell: some_values(cell, runs), "all", runs)
        law |= {"binds": list(binds)} if binds else {}
    if data["kind"] in ("state", "county"):
        below = Choices(KIND_WORDS, many=True)
        reaches = yield Ask(
            "Which kinds of places below does it bind as well?", lambda cell: some_values(cell, below), "none", below
        )
        law |= {"reaches": list(reaches)} if reaches else {}


def _free_name(title: str, data: Data) -> str:
    """A short name made of the title that no other law of the place has."""
    stem = word_of(title)[:_LONGEST_NAME].strip("-") or "law"
    taken = {policy["id"] for policy in data.get("policies", [])}
    names = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _sources(law: Data, today: str) -> Script:
    words = "Where can it be read? Copy the web address, or write `held by` and who keeps the paper."
    while True:
        where = yield Ask(words, where_value, "no more sources" if law.get("sources") else "no source yet", help=_HELD)
        if where is None:
            return
        keeper = keeper_of(str(where))
        title = yield Ask(f"What is the {'paper' if keeper else 'page'} called?", text_value, law["title"])
        publisher = yield Ask("Who publishes it?", text_value, "not known")
        read = yield Ask("On which day did you read it?", day_value, f"today, {today}", help=DAY)
        kind = yield Ask("Which is it?", lambda cell: one_value(cell, _SOURCE_KINDS), "", _SOURCE_KINDS)
        source = {
            "title": title or law["title"],
            "publisher": publisher,
            "url": None if keeper else where,
            "held_by": keeper,
            "read": read or today,
            "kind": kind,
        }
        law.setdefault("sources", []).append({key: value for key, value in source.items() if value is not None})
        words = "Is there another source? Copy the web address, or write `held by` and who keeps the paper."
