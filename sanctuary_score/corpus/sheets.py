"""Sheets for the second reading: every drawn question with its law and sources, and no answer. Reads no answer aloud.

`python -m sanctuary_score.corpus.sheets us/or us/wa` prints the sheet of these places and of those below them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from sanctuary_score.atlas import Atlas, shipped
from sanctuary_score.corpus.review import BARS, Drawn, drawn
from sanctuary_score.load import load
from sanctuary_score.profile import Jurisdiction, Policy, Profile
from sanctuary_score.rubric import Rubric
from sanctuary_score.rubric_folder import read_rubric
from sanctuary_score.validate import parse_model


def sheet(places: Iterable[Jurisdiction], rubric: Rubric) -> Iterator[str]:
    """The sheet of these places, in pieces: each law once, then what the second coder is asked about it."""
    last: tuple[str, str] | None = None
    for answer in drawn(places):
        if last != (answer.place, answer.policy.id):
            yield from _law(answer.place, answer.policy)
            last = answer.place, answer.policy.id
        yield from _question(answer, rubric)


def _law(place: str, policy: Policy) -> Iterator[str]:
    yield f"\n## {place}: {policy.id}\n\n"
    yield f"{policy.title} ({policy.instrument}, {policy.citation})\n"
    begun = policy.effective or policy.in_force_by
    ended = policy.ended or policy.last_in_force
    yield f"In force: from {begun.text if begun else 'a day not known'} to {ended.text if ended else 'now'}\n"
    for source in policy.sources:
        yield f"- {source.kind}: {source.title}, {source.publisher or ''} <{source.where}>\n"


def _question(answer: Drawn, rubric: Rubric) -> Iterator[str]:
    practice = rubric.practices[answer.practice]
    if answer.question == BARS:
        names = ", ".join(practice.questions)
        yield f"\n- `{answer.practice}` / `{BARS}`: {practice.title}. Which of its questions may places below not"
        yield f" settle as recommended, because this law forbids it? `all`, `none`, or some of: {names}\n"
        return
    section = answer.policy.provides[answer.practice].section or "not named"
    question = practice.questions[answer.question]
    yield f"\n- `{answer.practice}` / `{answer.question}` (section {section}): {question.ask}\n"


def _places(wanted: Iterable[str]) -> Iterator[Jurisdiction]:
    atlas = Atlas(shipped("jurisdictions"))
    prefixes = tuple(wanted)
    for id_ in atlas.ids():
        if any(id_ == prefix or id_.startswith(f"{prefix}/") for prefix in prefixes):
            document = load(str(atlas.file_of(id_)))
            profile, _ = parse_model(Profile, document)
            if profile is not None:
                yield Jurisdiction(id_, profile, document)


def _main() -> None:
    rubric, _ = read_rubric(shipped("rubric"))
    assert rubric is not None, "the rubric that ships is valid"
    sys.stdout.writelines(sheet(_places(sys.argv[1:] or ["us"]), rubric))


if __name__ == "__main__":
    _main()
