"""One line for one place among several."""

from __future__ import annotations

from sanctuary_score.characters import visible
from sanctuary_score.formats import Heading, Span
from sanctuary_score.report import Report
from sanctuary_score.wording import letters, score_words, share_words

_NAME = 36
_COLUMNS = "{:<36} {:<13} {:<7} {:<6} {}"


def header(heading: Heading) -> str:
    """What the columns mean."""
    header = heading.rubric.header
    intro = f"As of {heading.as_of.isoformat()}, rubric {header.id} of {header.version.text}; scores of 100.\n\n"
    return intro + _COLUMNS.format("place", "score", "grade", "known", "harms") + "\n"


def row(report: Report) -> list[Span]:
    """Id, score, grade, how much is known, how many harms."""
    name = visible(report.jurisdiction.id)
    shown = name if len(name) <= _NAME else "..." + name[3 - _NAME :]
    harms = str(len(report.harms)) if report.harms else "none"
    score = score_words(report.low, report.high)
    line = _COLUMNS.format(shown, score, letters(report.grade), share_words(report.known), harms)
    return [(line + "\n", "plain")]
