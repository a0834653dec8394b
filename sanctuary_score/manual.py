"""The rubric's practices as text for people: what is recommended, why, and how answers earn credit. Knows no place."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.formats import Span
from sanctuary_score.formats.text.layout import share_words, title, wrapped
from sanctuary_score.kinds import AGENCIES, KINDS
from sanctuary_score.questions import AtLeast, AtMost, Exceptions, Fact, Levels, Scored, ShareOf, YesNo
from sanctuary_score.rubric import Practice, Rubric


def list_practices(rubric: Rubric, width: int) -> list[Span]:
    """All practices by area: id, weight, whether it is a core one, and title."""
    parts: list[Span] = []
    for area in rubric.header.areas:
        parts += title(area.title)
        for name, practice in rubric.practices.items():
            if rubric.areas[name] == area.id:
                core = "core, " if practice.core else ""
                parts.append(
                    (
                        wrapped(f"{name} ({core}weight {practice.weight:g}): {practice.title}", width, "  ", "      "),
                        "plain",
                    )
                )
    return parts


def explain_practice(name: str, rubric: Rubric, width: int) -> list[Span]:
    """One practice: why, whom it is asked of, its questions and their credit, legal limits, next steps, who does it."""
    practice = rubric.practices[name]
    area = next(area.title for area in rubric.header.areas if area.id == rubric.areas[name])
    core = "core practice, " if practice.core else ""
    parts: list[Span] = [
        (wrapped(f"{practice.title} ({name})", width), "title"),
        (
            wrapped(f"{area}; {core}weight {practice.weight:g}; {practice.effort} effort to close.", width),
            "plain",
        ),
        ("\n", "plain"),
        (wrapped(practice.why, width), "plain"),
        *title("Asked of"),
        (wrapped(_asked_of(practice), width, "  "), "plain"),
    ]
    for id_, question in practice.questions.items():
        parts += _question(id_, question, practice, width)
    parts += _durability(practice, rubric, width)
    parts += title("Legal limits")
    parts += [(wrapped(f"{limit.limit}: {limit.says}", width, "  * ", "    "), "plain") for limit in practice.law]
    parts += title("What to do next")
    steps = {
        "absent": practice.next_steps.absent,
        "weak": practice.next_steps.weak,
        "fragile": practice.next_steps.fragile,
        "partly-bound": practice.next_steps.partly_bound,
    }
    parts += [(wrapped(f"{reason}: {step}", width, "  * ", "    "), "plain") for reason, step in steps.items() if step]
    parts += title("Places that do it")
    parts += [(wrapped(f"{m.name}: {m.citation}", width, "  * ", "    "), "plain") for m in practice.models]
    parts += title("Sources")
    for source in practice.sources:
        date = f", {source.date.text}" if source.date else ""
        address = f": {source.url}" if source.url else ""
        words = f"{source.title}, {source.publisher}{date}{address}"
        parts.append((wrapped(words, width, "  * ", "    "), "plain"))
    return parts


def _asked_of(practice: Practice) -> str:
    kinds = ", ".join(KINDS[kind] for kind in practice.applies_to)
    if {"state", "city"}.intersection(practice.applies_to):
        kinds += ", the District of Columbia"
    if not practice.agencies:
        return f"{kinds}; as an act of the government as a whole."
    agencies = "; ".join(f"{agency} ({AGENCIES[agency]})" for agency in practice.agencies)
    return f"{kinds}. These agencies count, where the place operates them, each for an equal part: {agencies}."


def _question(id_: str, question: Scored | Fact, practice: Practice, width: int) -> Iterator[Span]:
    yield "\n", "plain"
    yield wrapped(f"{id_}: {question.ask}", width), "title"
    if question.help:
        yield wrapped(question.help, width, "  "), "plain"
    if isinstance(question, Fact):
        yield "  Printed, never scored.\n", "faint"
        return
    total = sum(other.points for _, other in practice.scored())
    yield f"  Worth {question.points:g} of the practice's {total:g} points.\n", "plain"
    for needed, answers in question.needs.items():
        words = f"Earns nothing unless {needed} is {' or '.join(answers)}."
        yield wrapped(words, width, "  "), "plain"
    for answer, credit, meaning in _answers(question):
        harm = " (works against residents)" if answer in question.adverse else ""
        yield (
            wrapped(f"{answer}: {credit}{harm}{'. ' + meaning if meaning else ''}", width, "    - "),
            "plain",
        )


def _answers(question: Scored) -> Iterator[tuple[str, str, str]]:
    """Each answer, what it earns in words, and what it means."""
    match question:
        case Levels():
            for name, credit in question.levels.items():
                yield name, share_words(credit), question.meanings.get(name, "")
        case YesNo():
            yield "yes", share_words(1.0), ""
            yield "no", share_words(0.0), ""
        case AtMost() | AtLeast():
            yield (
                f"a number of {question.unit}",
                f"{question.full:g} earns 100%, {question.none:g} earns 0%",
                "",
            )
        case ShareOf():
            for name in question.of:
                yield name, f"{share_words(1 / len(question.of))} for each", question.meanings.get(name, "")
        case Exceptions():
            for name, cost in question.costs.items():
                yield name, f"costs {share_words(cost)}", question.meanings.get(name, "")


def _durability(practice: Practice, rubric: Rubric, width: int) -> Iterator[Span]:
    yield from title("How much the instrument counts")
    for instrument in rubric.header.instruments:
        share = practice.durability.get(instrument.id, instrument.durability)
        special = "".join(
            f"; {share_words(value)} for a {KINDS[kind]}"
            for kind, value in instrument.kinds.items()
            if instrument.id not in practice.durability
        )
        words = f"{instrument.id}: {share_words(share)}{special}. Undone by {instrument.undone_by}."
        yield wrapped(words, width, "  * ", "    "), "plain"
