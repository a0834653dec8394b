"""What the rubric says, as blocks of text for people: one source for `explain` and for the pages under docs/rubric."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from sanctuary_score.kinds import AGENCIES, KINDS, asked_kinds
from sanctuary_score.questions import AtLeast, AtMost, Exceptions, Fact, Levels, Scored, ShareOf, YesNo
from sanctuary_score.rubric import Practice, Rubric
from sanctuary_score.rubric_header import Instrument

Kind = Literal["page", "section", "question", "text", "under", "item", "answer"]


class Block(NamedTuple):
    """A heading or paragraph; `under` and `answer` belong to the question above them."""

    kind: Kind
    text: str
    url: str | None = None
    """An address that ends the text."""


def about_practice(name: str, rubric: Rubric) -> Iterator[Block]:
    """One practice: why, whom it is asked of, its questions and their credit, legal limits, next steps, who does it."""
    practice = rubric.practices[name]
    area = next(area.title for area in rubric.header.areas if area.id == rubric.areas[name])
    core = "core practice, " if practice.core else ""
    yield Block("page", f"{practice.title} ({name})")
    yield Block("text", f"{area}; {core}weight {practice.weight:g}; {practice.effort} effort to close.")
    yield Block("text", practice.why)
    yield Block("section", "Asked of")
    yield Block("text", _asked_of(practice))
    yield Block("section", "Questions")
    for id_, question in practice.questions.items():
        yield from _about_question(id_, question, practice)
    yield Block("section", "How much the instrument counts")
    yield from _ladder(practice, rubric)
    yield from _around(practice)


def _ladder(practice: Practice, rubric: Rubric) -> Iterator[Block]:
    """What each instrument counts for here, and why that is not what it counts for elsewhere."""
    instruments = rubric.header.instruments
    if not practice.durability and len({(each.durability, *each.kinds.items()) for each in instruments}) == 1:
        yield Block("text", f"All instruments count alike ({_rungs(instruments[0])}), however hard they are to undo.")
        return
    for instrument in instruments:
        yield Block("item", _rung(instrument, practice))
    if practice.durability_why:
        yield Block("text", f"Why some count otherwise here: {practice.durability_why}")


def _around(practice: Practice) -> Iterator[Block]:
    """What stands around the questions: limits, next steps, models, sources."""
    if practice.law:
        yield Block("section", "Legal limits")
    for limit in practice.law:
        yield Block("item", f"{limit.limit}: {limit.says}")
    yield Block("section", "What to do next")
    steps = {
        "absent": practice.next_steps.absent,
        "weak": practice.next_steps.weak,
        "fragile": practice.next_steps.fragile,
        "partly-bound": practice.next_steps.partly_bound,
    }
    for reason, step in steps.items():
        if step:
            yield Block("item", f"{reason}: {step}")
    if practice.models:
        yield Block("section", "Places that do it, or have done it")
    for model in practice.models:
        yield Block("item", f"{model.name}: {model.citation}")
    yield Block("section", "Sources")
    for source in practice.sources:
        date = f", {source.date.text}" if source.date else ""
        yield Block("item", f"{source.title}, {source.publisher}{date}", source.url)


def about_instruments(rubric: Rubric, ending: str = "") -> Iterator[Block]:
    """The ladder of instruments: how much each counts, and who can undo it.

    `ending` is that of the practices' pages in the same folder, to which the text leads; without one it leads nowhere.
    """
    yield Block("page", "Instruments and how hard they are to undo")
    yield Block(
        "text",
        "Credit is multiplied by the durability of the instrument that a rule stands in. A practice may override a"
        " rung where it asks for that very instrument.",
    )
    for instrument in rubric.header.instruments:
        why = f" {instrument.why}" if instrument.why else ""
        yield Block("item", f"{instrument.title} (`{instrument.id}`): {_rung(instrument, None)}{why}")
    special = {name: practice for name, practice in rubric.practices.items() if practice.durability}
    if special:
        yield Block("section", "Practices with rungs of their own")
    for name, practice in special.items():
        yield Block("question", practice.title, f"{name}{ending}" if ending else None)
        for id_ in practice.durability:
            yield Block("item", f"{id_}: {_rungs(rubric.instruments[id_], practice)}.")
        yield Block("under", practice.durability_why or "")


def list_practices(rubric: Rubric) -> Iterator[Block]:
    """All practices by area: id, weight, whether it is a core one, and title."""
    for area in rubric.header.areas:
        yield Block("section", area.title)
        for name, practice in rubric.practices.items():
            if rubric.areas[name] == area.id:
                core = "core, " if practice.core else ""
                yield Block("item", f"{name} ({core}weight {practice.weight:g}): {practice.title}")


def percent(share: float) -> str:
    """A share that a rubric states, as percent."""
    return f"{share * 100:.3g}%"


def _asked_of(practice: Practice) -> str:
    kinds = ", ".join(KINDS[kind] for kind in practice.applies_to)
    if "federal-district" in asked_kinds(practice.applies_to, practice.except_for).difference(practice.applies_to):
        kinds += ", the District of Columbia"
    if not practice.agencies:
        return f"{kinds}; as an act of the government as a whole."
    agencies = "; ".join(f"{agency} ({AGENCIES[agency]})" for agency in practice.agencies)
    return f"{kinds}. These agencies count, where the place operates them, each for an equal part: {agencies}."


def _about_question(id_: str, question: Scored | Fact, practice: Practice) -> Iterator[Block]:
    yield Block("question", f"{id_}: {question.ask}")
    if question.help:
        yield Block("under", question.help)
    if isinstance(question, Fact):
        yield Block("under", "Printed, never scored.")
        return
    total = sum(other.points for _, other in practice.scored())
    yield Block("under", f"Worth {question.points:g} of the practice's {total:g} points.")
    for needed, answers in question.needs.items():
        yield Block("under", f"Earns nothing unless {needed} is {' or '.join(answers)}.")
    for answer, earns, meaning in _answers(question):
        harm = " (works against residents)" if answer in question.adverse else ""
        yield Block("answer", f"{answer}: {earns}{harm}{'. ' + meaning if meaning else ''}")


def _answers(question: Scored) -> Iterator[tuple[str, str, str]]:
    """Each answer, what it earns in words, and what it means."""
    match question:
        case Levels():
            for name, credit in question.levels.items():
                yield name, percent(credit), question.meanings.get(name, "")
        case YesNo():
            yield "yes", percent(1.0), ""
            yield "no", percent(0.0), ""
        case AtMost() | AtLeast():
            yield f"a number of {question.unit}", f"{question.full:g} earns 100%, {question.none:g} earns 0%", ""
        case ShareOf():
            for name in question.of:
                yield name, f"{percent(1 / len(question.of))} for each", question.meanings.get(name, "")
        case Exceptions():
            for name, cost in question.costs.items():
                yield name, f"costs {percent(cost)}", question.meanings.get(name, "")


def _rung(instrument: Instrument, practice: Practice | None) -> str:
    """What an instrument counts for, everywhere or in one practice, and who can undo it."""
    name = f"{instrument.id}: " if practice is not None else ""
    return f"{name}{_rungs(instrument, practice)}. Undone by {instrument.undone_by}."


def _rungs(instrument: Instrument, practice: Practice | None = None) -> str:
    """What an instrument counts for; where a practice departs from that, both numbers."""
    kinds = (f"{percent(value)} for a {KINDS[kind]}" for kind, value in instrument.kinds.items())
    common = [percent(instrument.durability), *kinds]
    if practice is None or instrument.id not in practice.durability:
        return "; ".join(common)
    return f"{percent(practice.durability[instrument.id])} here; elsewhere {', '.join(common)}"
