"""A profile to fill in with an editor: every question that is asked, with a line for each answer, as comments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from sanctuary_score.characters import visible
from sanctuary_score.intake.choices import choices_of
from sanctuary_score.intake.form.pages import RUN_BY
from sanctuary_score.intake.yaml_text import scalar
from sanctuary_score.kinds import AGENCIES, KINDS, Kind
from sanctuary_score.questions import NONE, AtLeast, AtMost, Exceptions, Fact, Levels, Scored, ShareOf, YesNo
from sanctuary_score.rubric import Practice, Rubric

SCHEMA_LINE = "# yaml-language-server: $schema=./profile.schema.json"
"""Makes editors that know it complete and explain what is typed."""
_WIDTH = 110
_LAW, _PRACTICE, _ANSWER = " " * 4, " " * 6, " " * 8


def skeleton(rubric: Rubric, kind: Kind, name: str, within: str, today: str) -> str:
    """The text of a profile of this kind that says nothing of any law yet; `name` and `within` may be empty.

    A line with `##` explains. A line with `# ` counts as soon as these two characters are gone.
    """
    runs = RUN_BY.get(kind, ("police", "administration"))
    lines = [
        SCHEMA_LINE,
        *_said(
            "A profile. Lines that begin with ## explain. Lines that begin with one # are examples: take the # and the"
        ),
        *_said(
            "blank behind it away to make one count, and write in it what you have read. Of the lines that answer one"
        ),
        *_said("question keep one; of a list keep the words that hold. What nobody knows stays a comment."),
        *_said("`sanctuary-score schema profile -o profile.schema.json` makes the words known to editors,"),
        *_said(
            "`sanctuary-score check FILE` names every slip, and `sanctuary-score explain PRACTICE` says what counts."
        ),
        f"name: {scalar(name or 'Example City')}",
        *_said(f"One of {', '.join(KINDS)}."),
        f"kind: {kind}",
        *_above(kind, within),
        *_said(f"What the place runs itself, of {', '.join(AGENCIES)}."),
        f"operates: [{', '.join(runs)}]",
        *_said("A whole number."),
        "# population: 52000",
        *_said("A law, in one version; begin another entry, with another id, for the next one."),
        "# policies:",
        "#   - id: first-law",
        f"# {_LAW}title: The title of the law",
        *_said("What kind of law it is: keep one.", _LAW),
        *(f"# {_LAW}instrument: {instrument}" for instrument in rubric.instruments),
        f"# {_LAW}citation: Municipal Code 1-23",
        *_said("The day from which it binds; 2021-01 or 2021 if the source knows no more.", _LAW),
        f"# {_LAW}effective: 2021-01-27",
        *_said("Only if it binds some of the agencies alone.", _LAW),
        f"# {_LAW}binds: [{runs[0]}]",
        f"# {_LAW}sources:",
        f"# {_PRACTICE}- title: The page on which it can be read",
        f"# {_ANSWER}url: https://example.org/code/1-23",
        *_said("In place of url, if it is not on the web: held_by: City Clerk", _ANSWER),
        f"# {_ANSWER}read: {today}",
        *_said("primary is the law itself or an official record, secondary whatever reports on it.", _ANSWER),
        f"# {_ANSWER}kind: primary",
        f"# {_LAW}provides:",
    ]
    for id_, practice in rubric.practices.items():
        if kind in rubric.kinds[id_]:
            lines += _practice(id_, practice)
    lines += [
        *_said("Searched for in vain, and when: only after all of the governing law was read."),
        "# none_found:",
        f"#   {next(iter(rubric.practices))}: {today}",
    ]
    return "\n".join(lines) + "\n"


def _above(kind: Kind, within: str) -> Iterator[str]:
    if kind not in ("state", "federal-district"):
        yield from _said("The law above, by its id; not needed for a file below jurisdictions/us/il/.")
        yield f"within: {within}" if within else "# within: us/il"


def _practice(id_: str, practice: Practice) -> Iterator[str]:
    core = "core practice: " if practice.core else ""
    yield from _said(f"{core}{practice.title}.", _PRACTICE)
    yield f"# {_PRACTICE}{id_}:"
    yield f"# {_ANSWER}section: 1-23-4"
    for name, question in practice.questions.items():
        yield from _said(question.ask, _ANSWER)
        for answer in _answers(question):
            yield answer if answer.startswith("##") else f"# {_ANSWER}{name}: {answer}"


def _answers(question: Scored | Fact) -> Iterator[str]:
    """The answers, each as it is written behind its question, and lines that explain them."""
    choices = choices_of(question)
    meanings = choices.meanings if choices else {}
    match question:
        case Levels() | YesNo():
            for word, meaning in meanings.items():
                yield from _said(meaning, _ANSWER + "  ") if meaning else ()
                yield word
        case ShareOf() | Exceptions():
            for word, meaning in meanings.items():
                yield from _said(f"{word}: {meaning}" if meaning else word, _ANSWER + "  ")
            yield f"[{', '.join(word for word in meanings if word != NONE)}]"
            yield NONE
        case AtMost() | AtLeast():
            yield from _said(f"A number of {question.unit}.", _ANSWER + "  ")
            yield f"{question.full:g}"
        case Fact():
            yield from _said("A few words; this earns nothing.", _ANSWER + "  ")
            yield "A few words"


def _said(text: str, indent: str = "") -> Iterator[str]:
    yield from textwrap.wrap(visible(text), _WIDTH, initial_indent=f"## {indent}", subsequent_indent=f"## {indent}")
