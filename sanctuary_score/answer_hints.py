"""Why an answer does not fit its question, and what its author may have meant: a bad hint makes a wrong law."""

from __future__ import annotations

import re
from difflib import get_close_matches

from sanctuary_score.profile import Answer, answer_text
from sanctuary_score.questions import NONE, AtLeast, AtMost, Exceptions, Fact, Scored, ShareOf
from sanctuary_score.validate import did_you_mean, quoted

_NUMBER = re.compile(r"[0-9]+([.][0-9]+)?")
_BETWEEN = re.compile(r"[,;\s]+")


def misfit(name: str, answer: Answer, question: Scored | Fact) -> str:
    """One sentence about an answer that the question of this name does not accept."""
    said = answer_text(answer)
    wrong = f"{quoted(said)} is no answer to `{name}`"
    if said.lower() in ("unknown", "n/a", "?", "-"):
        return f"{wrong}; what is not known is left out: delete the line"
    if isinstance(question, ShareOf | Exceptions):
        return wrong + _of_a_list(answer, question)
    number = _NUMBER.match(said)
    if number and isinstance(question, AtMost | AtLeast):
        return f"{wrong}; write the number of {question.unit} alone, such as `{number[0]}`"
    close = get_close_matches(said, question.words(), 1)
    return wrong + (f"; did you mean `{close[0]}`?" if close else f"; expected {question.expects()}")


def _of_a_list(answer: Answer, question: ShareOf | Exceptions) -> str:
    """The end of the sentence where several words may be named: never a hint that drops one of them."""
    words = question.words()
    parts = [part for part in _BETWEEN.split(answer.strip(" []")) if part] if isinstance(answer, str) else list(answer)
    strange = [part for part in parts if part not in words]
    if strange:
        hint = did_you_mean(strange[0], words) if get_close_matches(strange[0], words, 1) else ""
        if len(parts) == 1:
            return hint or f"; expected {question.expects()}"
        many = "; several answers are a list, such as `[one, two]`" if isinstance(answer, str) else ""
        return f"{many}; {quoted(strange[0])} is none of its words{hint or f'; expected {question.expects()}'}"
    if NONE in parts and len(parts) > 1:
        return f"; `{NONE}` stands alone: keep it, or the other words"
    if len(set(parts)) < len(parts):
        return "; a word is named twice: name each once"
    return f"; several answers are a list: write `[{', '.join(parts)}]`"
