"""The first part of a report on paper: the score in words and as a bar, harms, core practices, areas."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.answer_words import WEAKER, WEAKER_MEANS, weaker_words
from sanctuary_score.papers.blocks import (
    Bar,
    Block,
    Column,
    Heading,
    Items,
    Paragraph,
    Runs,
    Table,
    Terms,
    runs,
    strong,
)
from sanctuary_score.report import STATES, Line, Report
from sanctuary_score.scope_words import core_not_asked
from sanctuary_score.score import WHOLE, AreaScore
from sanctuary_score.wording import cited, grade_words, known_words, reachable_words, score_words, weights_words


def score(report: Report) -> Iterator[Block]:
    """The score, and what it hangs on."""
    yield Heading(2, "Score", "score")
    yield score_bar(report.low, report.high)
    pairs = [
        ("Grade", runs(grade_words(report))),
        ("Known", runs(known_words(report))),
        ("Reachable", runs(reachable_words(report))),
    ]
    if report.sensitivity is not None:
        pairs.append(("Weights", runs(weights_words(report.sensitivity))))
    yield Terms(tuple(pairs))


def score_bar(low: float, high: float) -> Bar:
    """A score of 100 points as a bar, and in words for those who cannot see it."""
    words = f"{score_words(low, high)} of {WHOLE:g} points"
    said = f"A bar: {low:.1f} of {WHOLE:g} points are certain, {high:.1f} are possible."
    return Bar(low / WHOLE, high / WHOLE, words, said)


def harms(report: Report) -> Iterator[Block]:
    """What works against residents, if anything does."""
    if not report.harms:
        return
    yield Heading(2, "Works against residents", "harms")
    told = (runs(strong(harm.title), f": {harm.meaning} ({cited(harm.claim)})") for harm in report.harms)
    yield Items(tuple(told), "warning")


def weaker(report: Report) -> Iterator[Block]:
    """The place's own rules that give less than the law above, if there are any."""
    if not report.weaker:
        return
    yield Heading(2, WEAKER, "weaker")
    yield Paragraph(runs(WEAKER_MEANS))
    yield Items(tuple(runs(strong(rule.title), weaker_words(rule)) for rule in report.weaker), "warning")


def core(report: Report) -> Iterator[Block]:
    """The practices that the project is named for."""
    if not report.core:
        return
    yield Heading(2, "The core practices", "core")
    columns = (Column("Practice", 4), Column("State", 3), Column("Points", 2))
    others = ((runs(name), runs(strong("not asked"), f": {why}"), runs("")) for name, why in core_not_asked(report))
    rows: list[tuple[Runs | Bar, ...]] = [*map(_core_row, report.core), *others]
    yield Table("Each core practice, and what of it is in force", columns, tuple(rows))


def _core_row(line: Line) -> tuple[Runs | Bar, ...]:
    state = runs(strong(line.state), f": {STATES[line.state]}")
    return runs(line.practice.title), state, points_bar(line)


def points_bar(line: Line) -> Bar:
    """What one practice earns, of what it is worth here."""
    words = f"{score_words(*line.earned)} of {line.points:.1f}"
    return Bar(line.credit.low, line.credit.high, words)


def areas(report: Report) -> Iterator[Block]:
    """The points by area."""
    yield Heading(2, "By area, in points", "areas")
    columns = (Column("Area", 3), Column("Points", 2))
    yield Table("Points by area", columns, tuple(map(_area_row, report.areas)))


def _area_row(area: AreaScore) -> tuple[Runs | Bar, ...]:
    words = f"{score_words(*area.earned)} of {area.points:.1f}"
    return runs(area.title), Bar(area.credit.low, area.credit.high, words)
