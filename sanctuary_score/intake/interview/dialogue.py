"""How an interview goes: a line for each question, `?` explains, `b` goes back, `q` stops. Knows no terminal.

Going back asks everything anew from the beginning, with the replies that were given, and so undoes exactly one.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Literal

from sanctuary_score.formats.text.layout import wrapped
from sanctuary_score.intake.cell_value import UnfitError
from sanctuary_score.intake.interview.ask import Ask, Reply, Script, chosen
from sanctuary_score.intake.profile_data import Data
from sanctuary_score.intake.spreadsheet import Cell

_WIDTH = 80
Ended = Literal["done", "stopped", "no more input"]


def converse(
    script: Callable[[Data], Script],
    start: Data,
    hear: Callable[[str], str | None],
    tell: Callable[[str], None],
    keep: Callable[[Data], None],
) -> Ended:
    """Ask until the script ends or somebody stops.

    `hear` shows a prompt and gives the next line, or None when there is none; `tell` shows text of some lines; `keep`
    is given the data after every reply.
    """
    replies: list[Reply] = []
    data, asking, ask = _begin(script, start, replies)
    while ask is not None:
        tell(_shown(ask))
        while True:
            line = hear(_prompt(ask))
            if line is None:
                return "no more input"
            word = line.strip().lower()
            if word == "q":
                return "stopped"
            if word == "b" and replies:
                replies.pop()
                data, asking, ask = _begin(script, start, replies)
                keep(data)
                break
            if word == "?" or (word == "b" and not replies):
                tell(_help(ask) if word == "?" else "This is the first question.\n")
                continue
            try:
                reply = _reply(ask, line, tell)
            except UnfitError as error:
                tell(wrapped(_sentence(str(error)), _WIDTH))
                continue
            replies.append(reply)
            ask = _next(asking, reply)
            keep(data)
            break
    return "done"


def _begin(script: Callable[[Data], Script], start: Data, replies: list[Reply]) -> tuple[Data, Script, Ask | None]:
    """A new interview, after these replies."""
    data = copy.deepcopy(start)
    asking = script(data)
    ask: Ask | None = next(asking, None)
    for reply in replies:
        ask = _next(asking, reply)
    return data, asking, ask


def _next(asking: Script, reply: Reply) -> Ask | None:
    try:
        return asking.send(reply)
    except StopIteration:
        return None


def _reply(ask: Ask, line: str, tell: Callable[[str], None]) -> Reply:
    text = line.strip()
    if not text:
        if not ask.enter:
            raise UnfitError("an answer is needed here")
        return None
    value = ask.read(Cell("text", chosen(text, ask.choices) if ask.choices else text))
    if value is None:
        return None
    if value.doubt:
        tell(wrapped(f"Note: {value.doubt}.", _WIDTH))
    return value.value


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith("?") else ".")


def _shown(ask: Ask) -> str:
    """The question and its numbered choices."""
    return "\n" + wrapped(ask.text, _WIDTH) + ("" if ask.brief else "".join(_numbered(ask)))


def _numbered(ask: Ask) -> Iterator[str]:
    if ask.choices is not None:
        for number, word in enumerate(ask.choices.meanings, 1):
            yield wrapped(ask.choices.shown(word), _WIDTH, f"  {number}. ")


def _prompt(ask: Ask) -> str:
    parts = []
    if ask.choices is not None and ask.brief:
        parts.append(", ".join(f"{number} {word}" for number, word in enumerate(ask.choices.meanings, 1)))
    elif ask.choices is not None:
        parts.append("numbers, with commas" if ask.choices.many else "a number")
    if ask.enter:
        parts.append(f"Enter: {ask.enter}")
    return f"({'; '.join([*parts, '?, b, q'])}) "


def _help(ask: Ask) -> str:
    """What there is to explain: the help, and meanings that were cut."""
    told = [wrapped(ask.help, _WIDTH)] if ask.help else []
    if ask.choices is not None:
        whole = {word: f"{word}: {meaning}" for word, meaning in ask.choices.meanings.items() if meaning}
        cut = [words for word, words in whole.items() if ask.brief or words != ask.choices.shown(word)]
        told += [wrapped(words, _WIDTH, "  ") for words in cut]
    keys = "? explains, b goes back one question, q stops; what is answered is kept."
    return "".join([*told, wrapped(keys, _WIDTH)])
