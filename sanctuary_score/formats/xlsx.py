"""Reports as an Excel workbook (the extra `office`): a table each of places, harms, practices, gaps and answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sanctuary_score.formats import Heading, Part, Totals, Writer
from sanctuary_score.law import Claim
from sanctuary_score.papers.excel import Book, Column, Link, Value
from sanctuary_score.profile import answer_text
from sanctuary_score.rank import ranks
from sanctuary_score.report import CAVEAT, STATES, Line, Report
from sanctuary_score.report_paper.ranking import Row, order, row
from sanctuary_score.score import WHOLE
from sanctuary_score.source import Source
from sanctuary_score.wording import cite, reasons_words

_MODELS = 3
_BITS = 1e-9
"""What rounding may have taken from a share."""
_PLACE, _AREA, _PRACTICE, _POINTS = Column("Place", 24), Column("Area", 24), Column("Practice", 40), Column("Points", 9)
_LAW = Column("Law", 50)
SHEETS: Mapping[str, tuple[Column, ...]] = {
    "Places": (
        Column("Rank", 8),
        _PLACE,
        Column("Id", 24),
        Column("Kind", 14),
        Column("Lowest score", 13),
        Column("Highest score", 13),
        Column("Grade", 9),
        Column("Known, %", 9),
        Column("Harms", 9),
    ),
    "Harms": (_PLACE, _PRACTICE, Column("What it does", 50), _LAW, Column("In force", 12)),
    "Practices": (
        _PLACE,
        _AREA,
        _PRACTICE,
        Column("Core", 7),
        Column("State", 12),
        Column("What that means", 34),
        Column("Certain points", 10),
        Column("Possible points", 10),
        Column("Of points", 9),
    ),
    "Gaps": (
        _PLACE,
        _PRACTICE,
        Column("Question", 50),
        _POINTS,
        Column("Effort", 10),
        Column("Reason", 14),
        Column("What that means", 34),
        Column("Law today", 50),
        Column("Next step", 60),
        Column("Done by", 60),
        Column("Waived until", 14),
    ),
    "Barred": (_PLACE, _PRACTICE, Column("Only these questions", 30), _POINTS, Column("Law above", 50)),
    "Find out": (_PLACE, _PRACTICE, Column("Question", 60), _POINTS),
    "Answers": (
        _PLACE,
        _PRACTICE,
        Column("Question", 50),
        Column("Answer", 30),
        _LAW,
        Column("Instrument", 18),
        Column("Since", 12),
        Column("In force", 12),
        Column("Read at", 50),
        Column("Read on", 12),
    ),
}


class Rows(NamedTuple):
    """What one place adds."""

    row: Row
    rows: Mapping[str, Sequence[Sequence[Value]]]
    """By sheet, all but the first."""


def body(report: Report, heading: Heading) -> Rows:  # noqa: ARG001 (every format takes both)
    """The rows of one place."""
    its = row(report)
    parts = {
        "Harms": _harms,
        "Practices": _practices,
        "Gaps": _gaps,
        "Barred": _barred,
        "Find out": _unknown,
        "Answers": _answers,
    }
    return Rows(its, {name: [(its.name, *cells) for cells in part(report)] for name, part in parts.items()})


def writer(heading: Heading) -> Writer:
    """Writes the rows as they come, and the ranking when all places are there."""
    return _Workbook(heading)


class _Workbook:
    only_touched = False

    def __init__(self, heading: Heading) -> None:
        self._heading = heading
        self._places: list[Row] = []
        subject = "Scores, gaps and sources as tables"
        self._book = Book(f"Gap report of {heading.as_of.isoformat()}", subject, SHEETS)

    def add(self, body: Rows) -> Iterator[Part]:
        self._places.append(body.row)
        for name, rows in body.rows.items():
            for cells in rows:
                self._book.add(name, cells)
        return iter(())

    def end(self, totals: Totals) -> Iterator[Part]:
        self._about(totals)
        places = sorted(self._places, key=order)
        found = ranks([(place.low, place.high) for place in places], WHOLE)
        for rank, its in zip(found, places, strict=True):
            score: tuple[Value, ...] = (its.low, its.high, its.grade, int(its.known * WHOLE + _BITS), its.harms)
            self._book.add("Places", (rank.words, its.name, its.id, its.kind, *score))
        yield self._book.close()

    def _about(self, totals: Totals) -> None:
        header, say = self._heading.rubric.header, self._book.say
        say(f"Gap report of {self._heading.as_of.isoformat()}", title=True)
        say(f"Measured against the rubric {header.id}, version {header.version.text}.")
        say(
            "A score says how many of 100 points are certain (lowest) and how many are possible (highest). What nobody"
            " has found out is never counted as no."
        )
        say(CAVEAT)
        say("The sheets: " + "; ".join(SHEETS) + ". The first row of each names its columns and can be filtered.")
        for problem in totals.problems:
            if problem.severity == "error":
                place = problem.place
                say(f"Could not be scored: {place.path}, line {place.line}: {problem.message} ({problem.number})")


def _harms(report: Report) -> Iterator[tuple[Value, ...]]:
    for harm in report.harms:
        yield harm.title, harm.meaning, cite(harm.claim), _certainty(harm.claim.certain)


def _certainty(certain: bool) -> str:
    return "yes" if certain else "perhaps"


def _practices(report: Report) -> Iterator[tuple[Value, ...]]:
    areas = {area.id: area.title for area in report.rubric.header.areas}
    for line in report.lines:
        core = "yes" if line.practice.core else "no"
        points = *line.earned, line.points
        yield areas[line.area], line.practice.title, core, line.state, STATES[line.state], *points


def _gaps(report: Report) -> Iterator[tuple[Value, ...]]:
    for gap in report.gaps:
        practice = gap.line.practice
        today = cite(gap.loss.claim) if gap.loss.claim else ""
        models = "; ".join(f"{model.name} ({model.citation})" for model in gap.models[:_MODELS])
        waived = gap.waiver.expires.text if gap.waiver else ""
        what: tuple[Value, ...] = (practice.title, practice.questions[gap.question].ask, gap.points, practice.effort)
        means = reasons_words((gap,)).partition(": ")[2]
        yield *what, gap.reason, means, today, gap.next_step, models, waived


def _barred(report: Report) -> Iterator[tuple[Value, ...]]:
    for barred in report.barred:
        yield barred.title, ", ".join(barred.questions), barred.points, cite(barred.barrier)


def _unknown(report: Report) -> Iterator[tuple[Value, ...]]:
    for gap in report.unknown:
        yield gap.line.practice.title, gap.line.practice.questions[gap.question].ask, gap.points


def _answers(report: Report) -> Iterator[tuple[Value, ...]]:
    for line in report.lines:
        for resolved in line.finding.questions:
            for claim in resolved.claims:
                yield _answer(line, resolved.question.ask, getattr(resolved.question, "unit", ""), claim)
        for name, claims in line.finding.facts.items():
            for claim in claims:
                yield _answer(line, line.practice.questions[name].ask, "", claim)


def _answer(line: Line, ask: str, unit: str, claim: Claim) -> tuple[Value, ...]:
    answer = answer_text(claim.answer)
    since = claim.policy.effective.text if claim.policy.effective else "not known"
    law = (cite(claim), claim.policy.instrument, since, _certainty(claim.certain))
    source = min(claim.policy.sources, key=lambda source: source.kind != "primary", default=None)
    read: tuple[Value, ...] = (_source(source), source.read.text) if source else ("none given", "")
    return line.practice.title, ask, f"{answer} {unit}".strip(), *law, *read


def _source(source: Source) -> Value:
    return Link(source.title, source.url) if source.url else f"{source.title} ({source.where})"
