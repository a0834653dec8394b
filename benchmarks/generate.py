"""Write seeded, valid profiles of about 4 KB each, shaped like the real ones: a tree of states and places below them.

python benchmarks/generate.py FOLDER COUNT [SEED]
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from sanctuary_score.atlas import shipped
from sanctuary_score.kinds import AGENCIES
from sanctuary_score.questions import AtLeast, AtMost, Exceptions, Levels, ShareOf, YesNo
from sanctuary_score.rubric import Practice, Rubric
from sanctuary_score.rubric_folder import read_rubric

SEED = 20261121
_WORDS = (
    "ordinance county board policy detainer release notice warrant council chapter section sheriff department",
    "officers immigration status agencies residents shall custody records services amended general order title",
)

_VOCABULARY = " ".join(_WORDS).split()


def answer(question: object, dice: random.Random) -> str:
    """A random answer that the question accepts, as YAML."""
    match question:
        case Levels():
            return dice.choice(list(question.levels))
        case YesNo():
            return dice.choice(["yes", "no"])
        case AtMost() | AtLeast():
            return str(dice.randint(0, 60))
        case ShareOf() | Exceptions():
            names = list(question.words())[:-1]
            chosen = [name for name in names if dice.random() < 0.4]
            return "[" + ", ".join(chosen) + "]" if chosen else "none"
        case _:
            return '"' + sentence(dice, 6) + '"'


def sentence(dice: random.Random, length: int) -> str:
    """Some words in a row."""
    return " ".join(dice.choice(_VOCABULARY) for _ in range(length)).capitalize()


def policy(number: int, asked: list[tuple[str, Practice]], reaches: str, dice: random.Random) -> Iterator[str]:
    """The lines of one policy that provides a few of the practices."""
    yield f"  - id: policy-{number}"
    yield f"    title: {sentence(dice, 5)}"
    instrument = dice.choice(["statute", "ordinance", "executive-order", "department-policy", "resolution"])
    yield f"    instrument: {instrument}"
    yield f"    citation: Code {dice.randint(1, 99)}-{dice.randint(100, 999)}"
    if dice.random() < 0.9:
        yield f"    effective: {dice.randint(1989, 2025)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    if dice.random() < 0.1:
        yield "    ended: 2026-10-01"
    if reaches:
        yield f"    reaches: [{reaches}]"
    yield "    provides:"
    for name, practice in dice.sample(asked, k=min(len(asked), dice.randint(1, 4))):
        yield f"      {name}:"
        yield f"        section: {dice.randint(1, 40)}.{dice.randint(1, 90)}({dice.choice('abcd')})"
        for question_id, question in practice.questions.items():
            if dice.random() < 0.75:
                yield f"        {question_id}: {answer(question, dice)}"
    yield "    sources:"
    for _ in range(dice.randint(1, 2)):
        yield f"      - title: {sentence(dice, 7)}"
        yield f"        publisher: {sentence(dice, 2)}"
        yield f"        url: https://example.org/{dice.randint(1, 10**6)}/law.html"
        yield "        read: 2026-11-21"
        yield f"        kind: {dice.choice(['primary', 'secondary'])}"
    if dice.random() < 0.3:
        yield "    note: >-"
        yield f"      {sentence(dice, 12)}"
        yield f"      {sentence(dice, 10)}"


def profile(name: str, kind: str, rubric: Rubric, dice: random.Random) -> str:
    """One profile as YAML."""
    operates = ["police", "jail", "administration"] if kind != "transit-agency" else ["transit"]
    asked = [
        (id_, practice)
        for id_, practice in rubric.practices.items()
        if kind in rubric.kinds[id_] and (not practice.agencies or set(operates) & set(practice.agencies))
    ]
    assert set(operates) <= set(AGENCIES)
    reaches = "county, city, city-county" if kind == "state" else ""
    lines = [f"name: {name}", f"kind: {kind}", f"operates: [{', '.join(operates)}]", "policies:"]
    for number in range(dice.randint(2, 5)):
        lines += policy(number, asked, reaches, dice)
    missing = [id_ for id_, _ in asked if dice.random() < 0.15]
    if missing:
        lines += ["none_found:", *(f"  {id_}: 2026-11-{dice.randint(1, 20):02}" for id_ in missing)]
    return "\n".join(lines) + "\n"


def write_tree(folder: Path, count: int, seed: int = SEED) -> list[Path]:
    """Write `count` profiles below `folder/jurisdictions/us`, a fiftieth of them states; returns their paths."""
    rubric, problems = read_rubric(shipped("rubric"))
    assert rubric is not None, problems
    dice = random.Random(seed)
    states = max(1, min(50, count // 50))
    paths = []
    for number in range(count):
        state = f"s{number % states:02}"
        if number < states:
            path, kind = folder / "jurisdictions" / "us" / f"{state}.yaml", "state"
        else:
            path = folder / "jurisdictions" / "us" / state / f"place-{number:06}.yaml"
            kind = dice.choice(["city", "city", "county", "city-county"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(profile(f"Place {number}", kind, rubric, dice), encoding="utf-8")
        paths.append(path)
    return sorted(paths)


if __name__ == "__main__":
    written = write_tree(Path(sys.argv[1]), int(sys.argv[2]), *map(int, sys.argv[3:4]))
    size = sum(path.stat().st_size for path in written)
    print(f"{len(written)} profiles, {size / len(written):.0f} bytes each on average")
