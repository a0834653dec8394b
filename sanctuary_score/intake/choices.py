"""Words to choose from, as a drop-down shows them with their meaning, and back from what people made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sanctuary_score.kinds import AGENCIES, KINDS
from sanctuary_score.questions import NONE, AtLeast, AtMost, Exceptions, Fact, Levels, Scored, ShareOf, YesNo

KIND_WORDS: Mapping[str, str] = dict(KINDS.items())
AGENCY_WORDS: Mapping[str, str] = dict(AGENCIES.items())
UNKNOWN = "unknown"
"""What stands in a list for: nobody has found out yet. It never gets into a profile."""
NOT_KNOWN = f"{UNKNOWN}: nobody has found out yet"
_SAID_UNKNOWN = frozenset({"", UNKNOWN, "not known", "?", "n/a", "-", NOT_KNOWN})
_SHOWN = 160
"""Characters of a meaning in a drop-down; the sheet of meanings has them all."""
_BETWEEN = re.compile(r"[,;\n]")


def is_unknown(text: str) -> bool:
    """Whether somebody says so that they do not know."""
    return text.strip().lower() in _SAID_UNKNOWN


def word_of(text: str) -> str:
    """The text as a word of a profile: lower case, hyphens for whatever is no letter or digit."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


@dataclass(frozen=True, slots=True)
class Choices:
    """A closed list of words, each with its meaning, or with an empty one."""

    meanings: Mapping[str, str]
    many: bool = False
    """Whether several may hold at once."""

    def shown(self, word: str) -> str:
        """The word as a drop-down shows it: `judge: A warrant that a judge signed.`."""
        meaning = self.meanings.get(word, "")
        if not meaning or meaning == word:
            return word
        return f"{word}: {meaning if len(meaning) <= _SHOWN else meaning[:_SHOWN].rstrip() + '...'}"

    def one(self, text: str) -> str | None:
        """The word that somebody chose or typed, with its meaning or without, in any case; None for none of them."""
        given = text.strip().lower()
        if not given:
            return None
        named = {spelled.lower(): word for word in self.meanings for spelled in (self.meanings[word], self.shown(word))}
        tries = (given, word_of(given.partition(":")[0]), word_of(given))
        found = next((one for one in tries if one in self.meanings), None)
        return found if found is not None else named.get(given)

    def several(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of a text with commas, semicolons or lines between them, and the parts that are none of them."""
        for word in sorted(self.meanings, key=lambda word: -len(self.shown(word))):
            # A meaning may hold commas itself.
            text = text.replace(self.shown(word), word)
        parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
        found = [(part, self.one(part)) for part in parts]
        known = dict.fromkeys(word for _, word in found if word is not None)
        return tuple(known), tuple(part for part, word in found if word is None)


def choices_of(question: Scored | Fact) -> Choices | None:
    """What may be answered; None where a number or a text belongs."""
    match question:
        case Levels():
            return Choices({word: question.meanings.get(word, "") for word in question.levels})
        case YesNo():
            return Choices({"yes": "", "no": ""})
        case ShareOf():
            none = {NONE: "none of these, and the rule was read to its end"}
            return Choices({word: question.meanings.get(word, "") for word in question.of} | none, many=True)
        case Exceptions():
            none = {NONE: "no exception, and the rule was read to its end"}
            return Choices({word: question.meanings.get(word, "") for word in question.costs} | none, many=True)
        case AtMost() | AtLeast() | Fact():
            return None


def as_shown(answer: str | Sequence[str], question: Scored | Fact) -> str:
    """An answer of a profile as a cell or a person shows it; `as_answered` reads it back."""
    choices = choices_of(question)
    words = [answer] if isinstance(answer, str) else list(answer)
    if choices is None:
        text = ", ".join(words)
        return f'"{text}"' if is_unknown(text) or (text[:1] == text[-1:] == '"') else text
    return choices.shown(words[0]) if len(words) == 1 else ", ".join(words)


def as_answered(text: str) -> str:
    """The text of a number or fact, without the quotes that keep the word `unknown` a word."""
    given = text.strip()
    return given[1:-1] if len(given) > 1 and given[0] == given[-1] == '"' else given


def how_to_answer(question: Scored | Fact) -> str:
    """One sentence for whoever stands before the question; empty where the list says it all."""
    match question:
        case ShareOf() | Exceptions():
            return "Several can hold: name all, with commas between them; or `none`."
        case AtMost() | AtLeast():
            return f"Answer with a number of {question.unit}."
        case Fact():
            return "Answer with a few words; this earns nothing."
        case Levels() | YesNo():
            return ""
