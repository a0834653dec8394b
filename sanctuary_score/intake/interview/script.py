"""What is asked, in which order: the place, then law by law, the practices with the core ones first.

It changes the data it is given, and leaves it a valid profile after every reply once the place is known.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial

from sanctuary_score.intake.cell_value import (
    answer_value,
    one_value,
    some_values,
    text_value,
    whole_value,
    within_value,
)
from sanctuary_score.intake.choices import AGENCY_WORDS, KIND_WORDS, Choices, choices_of, how_to_answer
from sanctuary_score.intake.form.layout import Holds
from sanctuary_score.intake.form.pages import LOCK_UP, RUN_BY
from sanctuary_score.intake.interview.ask import Ask, Reply, Script
from sanctuary_score.intake.interview.law import a_law
from sanctuary_score.intake.profile_data import Data
from sanctuary_score.questions import Fact, Scored
from sanctuary_score.rubric import Practice, Rubric

_ANOTHER, _YES, _NO, _ENOUGH = "another", "yes", "no", "enough"
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Setting:
    """What an interview needs to know besides the data."""

    rubric: Rubric
    above: Choices
    """The laws above, by id, with the names of the places."""
    today: str
    """The day, as a profile writes it."""


def interview(data: Data, setting: Setting) -> Script:
    """Ask for what the data does not say yet."""
    if not data.get("operates"):
        yield from _place(data, setting)
    while True:
        law: Data | None = yield from _which_law(data, setting)
        if law is None:
            return
        yield from _practices(law, data, setting)


def _place(data: Data, setting: Setting) -> Script:
    runs = Choices(AGENCY_WORDS, many=True)
    if not data.get("name"):
        name = yield Ask("What is the place called?", text_value, "", help="As people call it, such as Springfield.")
        data["name"] = name
    kinds = Choices(KIND_WORDS)
    if not data.get("kind"):
        kind = yield Ask("What kind of place is it?", lambda cell: one_value(cell, kinds), "", kinds)
        data["kind"] = kind
    if not data.get("within") and data["kind"] not in ("state", "federal-district"):
        above = setting.above
        within = yield Ask(
            "In which state does it lie? Write its two letters.",
            lambda cell: within_value(cell, above),
            "not known",
            help="Two letters, such as il, or the id of the law above, such as us/il. State law counts for its places.",
        )
        data |= {"within": within} if within else {}
    population = yield Ask("How many people live there?", whole_value, "not known", help="A whole number.")
    data |= {"population": population} if population else {}
    usual = RUN_BY.get(data["kind"], ())
    agencies = yield Ask(
        "What does it run itself? For a state: what does its law govern?",
        lambda cell: some_values(cell, runs),
        "all" if len(usual) == len(runs.meanings) else ", ".join(usual),
        runs,
        help="Only the practices of these are asked. Name police, jail and administration where they are its own."
        f" {LOCK_UP}",
    )
    data["operates"] = list(agencies or usual)


def _which_law(data: Data, setting: Setting) -> Generator[Ask, Reply, Data | None]:
    """The law to answer for, perhaps a new one; None when nobody has another."""
    policies: list[Data] = data.setdefault("policies", [])
    if policies:
        laws = Choices({policy["id"]: policy["title"] for policy in policies} | {_ANOTHER: "a law not named yet"})
        reply = yield Ask("Which law do you have before you?", lambda cell: one_value(cell, laws), "no more laws", laws)
        if reply is None:
            return None
        named = next((policy for policy in policies if policy["id"] == reply), None)
        if named is not None:
            yield from a_law(named, data, setting.rubric, setting.today)
            return named
    law: Data = {}
    yield from a_law(law, data, setting.rubric, setting.today)
    return law


def _practices(law: Data, data: Data, setting: Setting) -> Script:
    """Everything that may be asked of one law."""
    rubric = setting.rubric
    asked = dict(rubric.asked_of(data["kind"], frozenset(data["operates"])))
    titles = {area.id: area.title for area in rubric.header.areas if area.id in {rubric.areas[name] for name in asked}}
    parts = Choices({_ALL: "everything, the core practices first"} | titles)
    part = yield Ask("Which part do you want to answer?", lambda cell: one_value(cell, parts), "all", parts)
    named = [name for name in asked if part in (None, _ALL, rubric.areas[name])]
    for name in sorted(named, key=lambda name: not asked[name].core):
        enough: bool = yield from _practice(name, asked[name], law)
        if enough:
            return


def _practice(name: str, practice: Practice, law: Data) -> Generator[Ask, Reply, bool]:
    """One practice; True when somebody has had enough of the law."""
    provision: Data = law.get("provides", {}).get(name, {})
    open_ = [id_ for id_ in practice.questions if id_ not in provision]
    if not open_:
        return False
    gate = Choices({_YES: "ask its questions", _NO: "go to the next practice", _ENOUGH: "no more of this law"})
    begun = f" ({len(practice.questions) - len(open_)} of {len(practice.questions)} answered)" if provision else ""
    reply = yield Ask(
        f"{practice.title}{begun}: does {law['title']} say anything about it?",
        lambda cell: one_value(cell, gate),
        "no",
        gate,
        practice.why,
        brief=True,
    )
    if reply != _YES:
        return reply == _ENOUGH
    for id_ in open_:
        question = practice.questions[id_]
        if _asked(question, provision):
            answer = yield _question(question)
            if answer is not None:
                provision[id_] = list(answer) if isinstance(answer, tuple) else answer
                law.setdefault("provides", {})[name] = provision
    if provision:
        yield from _around(provision)
    return False


def _asked(question: Scored | Fact, provision: Data) -> bool:
    """Whether an answer would count, as far as is known of the others that it needs."""
    needs = {} if isinstance(question, Fact) else question.needs
    return all(provision[other] in answers for other, answers in needs.items() if isinstance(provision.get(other), str))


def _question(question: Scored | Fact) -> Ask:
    words = " ".join(part for part in (question.ask, how_to_answer(question)) if part)
    return Ask(words, lambda cell: answer_value(cell, question), "not known", choices_of(question), question.help or "")


def _around(provision: Data) -> Script:
    """Section and note, which belong to all answers of the practice."""
    texts = (
        ("section", "In which section does it say so?", Holds.NUMBERING),
        ("note", "Is there anything a reader has to know besides?", Holds.TEXT),
    )
    for key, words, holds in texts:
        if key not in provision:
            reply = yield Ask(words, partial(text_value, holds=holds), "none")
            if reply is not None:
                provision[key] = reply
