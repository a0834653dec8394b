"""Reports as Markdown for a comment or the summary of a CI run: whole sections, escaped, and never too long to post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sanctuary_score.answer_words import WEAKER, WEAKER_MEANS, asked_words, weaker_words, whom_words
from sanctuary_score.atlas import shown
from sanctuary_score.characters import visible
from sanctuary_score.diagnostic import Placed
from sanctuary_score.formats import Heading, Span, Totals, Writer
from sanctuary_score.kinds import KINDS
from sanctuary_score.report import CAVEAT, Report, Shortfall
from sanctuary_score.scope_words import core_not_asked
from sanctuary_score.wording import (
    cited,
    grade_words,
    known_words,
    letters,
    reachable_words,
    reasons_words,
    score_words,
    share_words,
    waived_total,
    waiver_words,
    weights_words,
)

MAX_LENGTH = 60_000
"""Characters: a comment takes 65,536, a summary many more."""
MARKER = "<!-- sanctuary-score -->"
"""By which a program finds the comment again that it is to replace."""
_GAPS, _QUESTIONS, _MODELS = 10, 8, 3
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$^={}]")
_BREAKS = re.compile(
    r"[@#](?=\w)|\b(?:GH-|gh-)(?=\d)|\b(?=[0-9a-f]{7,40}\b)[0-9a-f]|:(?=//)|\bwww(?=\.)|:(?=[\w+-]+:)|&(?=[\w#]+;)"
)
"""Where a site would make a mention, an issue, a commit, an address, a picture or a character out of plain text."""
_LEADING = re.compile(r"^(\s*\d*)([-+#>.)])")
"""What would make a list, a heading or a quotation of a line."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part that is shown whole or not at all."""

    row: str
    """The line of the table of places; empty for a part of a page."""
    text: str


def plain(text: str) -> str:
    """The text on one line as Markdown that means nothing but itself."""
    text = _SPECIAL.sub(lambda found: "\\" + found[0], visible(text))
    text = _BREAKS.sub(lambda found: f"{found[0]}<!-- -->", text)
    return _LEADING.sub(r"\1\\\2", text)


def body(report: Report, heading: Heading) -> list[Section]:
    """The sections of one place, the most important first."""
    place = report.jurisdiction
    score = score_words(report.low, report.high)
    known, harms = share_words(report.known), len(report.harms) or "none"
    row = (
        f"| {plain(place.profile.name)} | {plain(place.id)} | {score} | {letters(report.grade)} | {known} | {harms} |\n"
    )
    parts = (_top, _harms, _core, _gaps, _weaker, _barred, _find_out)
    found = [Section("", text) for part in parts if (text := "".join(part(report, heading)))]
    return [Section(row, found[0].text), *found[1:]]


def writer(heading: Heading) -> Writer:
    """Keeps the sections until the end, as far as there is room for them."""
    return _Page(heading)


class _Page:
    only_touched = True

    def __init__(self, heading: Heading) -> None:
        self._heading = heading
        self._rows: list[str] = []
        self._sections: list[str] = []
        self._length = 0
        self._left_rows = self._left_sections = 0

    def add(self, body: Sequence[Section]) -> Iterator[Span]:
        # Rows come first: a reader of many places wants the table before any page.
        for section in body:
            if section.row and self._heading.many:
                self._left_rows += not self._keep(self._rows, section.row)
        for section in body:
            self._left_sections += not self._keep(self._sections, section.text)
        return iter(())

    def end(self, totals: Totals) -> Iterator[Span]:
        header = self._heading.rubric.header
        day = self._heading.as_of.isoformat()
        yield f"{MARKER}\n# Gap report\n\n", "plain"
        yield f"As of {day}, measured against the rubric {plain(header.id)}, version {header.version.text}.\n", "plain"
        if totals.stops:
            yield from self._list("What stopped this run", totals.stops)
        yield from self._problems(totals)
        if self._rows:
            yield "\n| place | id | score | grade | known | harms |\n|---|---|---|---|---|---|\n", "plain"
            yield from ((row, "plain") for row in self._rows)
        if self._heading.changed is not None:
            some = "These are the places" if self._sections else "There is no place"
            yield f"\n{some} of which the change moves or edits anything.\n", "plain"
        yield from ((section, "plain") for section in self._sections)
        if self._left_rows or self._left_sections:
            words = f"{_count(self._left_rows, 'place')} and {_count(self._left_sections, 'section')}"
            yield f"\n**Left out for want of room: {words}.** `sanctuary-score check` prints them all.\n", "plain"
        yield f"\n{plain(CAVEAT)}\n", "plain"

    def _keep(self, kept: list[str], text: str) -> bool:
        room = self._length + len(text) <= MAX_LENGTH
        if room:
            kept.append(text)
            self._length += len(text)
        return room

    def _problems(self, totals: Totals) -> Iterator[Span]:
        if totals.failed:
            yield f"\n**{_count(totals.failed, 'file')} could not be scored.**\n", "plain"
        if totals.problems:
            yield from self._list("Problems with files", totals.problems)

    def _list(self, title: str, problems: Sequence[Placed]) -> Iterator[Span]:
        lines: list[str] = []
        left = 0
        for p in problems:
            where = f"{plain(shown(p.place.path))}:{p.place.line}:{p.place.column}"
            line = f"- {where}: {p.number} {p.severity}: {plain(p.message)}\n"
            left += not self._keep(lines, line)
        more = f"- and {left} more\n" if left else ""
        yield f"\n## {title}\n\n{''.join(lines)}{more}", "plain"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _top(report: Report, heading: Heading) -> Iterator[str]:  # noqa: ARG001 (every part takes both)
    place = report.jurisdiction
    yield f"\n## {plain(place.profile.name)} ({KINDS[place.profile.kind].partition(':')[0]}, {plain(place.id)})\n\n"
    yield f"**Score: {score_words(report.low, report.high)} of 100**\n\n"
    yield f"- Grade: {plain(grade_words(report))}\n- Known: {plain(known_words(report))}\n"
    yield f"- Reachable: {plain(reachable_words(report))}\n"
    if report.sensitivity is not None:
        yield f"- Weights: {plain(weights_words(report.sensitivity))}\n"


def _harms(report: Report, heading: Heading) -> Iterator[str]:  # noqa: ARG001 (every part takes both)
    if report.harms:
        yield "\n### Works against residents\n\n"
    for harm in report.harms:
        yield f"- {plain(f'{harm.title}: {harm.meaning} ({cited(harm.claim)})')}\n"


def _weaker(report: Report, heading: Heading) -> Iterator[str]:  # noqa: ARG001 (every part takes both)
    if report.weaker:
        yield f"\n### {WEAKER}\n\n{plain(WEAKER_MEANS)}\n\n"
    for rule in report.weaker:
        yield f"- {plain(rule.title + weaker_words(rule))}\n"


def _core(report: Report, heading: Heading) -> Iterator[str]:  # noqa: ARG001 (every part takes both)
    if report.core:
        yield "\n### The core practices\n\n| | practice | points |\n|---|---|---|\n"
    for line in report.core:
        points = score_words(*line.earned)
        yield f"| {line.state} | {plain(line.practice.title)} | {points} of {line.points:.1f} |\n"
    for name, why in core_not_asked(report) if report.core else ():
        yield f"| not asked | {plain(name)} | {plain(why)} |\n"


def _gaps(report: Report, heading: Heading) -> Iterator[str]:
    yield "\n### Gaps to close, most points first\n\n"
    if not report.shortfalls:
        yield "None that are certain.\n"
        return
    shown = report.shortfalls if heading.details else report.shortfalls[:_GAPS]
    for number, shortfall in enumerate(shown, 1):
        yield from _gap(number, shortfall)
    if total := waived_total(report):
        yield f"\n{plain(total)}\n\n"
    for index, points in report.waived_points.items():
        yield f"- {points:.1f} points {plain(waiver_words(report.waivers[index].waiver))}\n"
    if rest := report.shortfalls[len(shown) :]:
        yield f"\n{len(rest)} more, worth {sum(shortfall.points for shortfall in rest):.1f} points.\n"


def _gap(number: int, shortfall: Shortfall) -> Iterator[str]:
    practice = shortfall.line.practice
    core = ", core" if practice.core else ""
    yield f"{number}. **{plain(practice.title)}** ({plain(shortfall.line.id)}{core}): {shortfall.points:.1f} points,"
    yield f" {practice.effort} effort. {plain(reasons_words(shortfall.gaps))}.\n"
    if whom := whom_words(shortfall):
        yield f"    - For: {plain(whom)}\n"
    for step in dict.fromkeys(gap.next_step for gap in shortfall.gaps):
        yield f"    - Next: {plain(step)}\n"
    if shortfall.models:
        places = "; ".join(f"{model.name} ({model.citation})" for model in shortfall.models[:_MODELS])
        yield f"    - Done by: {plain(places)}.\n"


def _barred(report: Report, heading: Heading) -> Iterator[str]:  # noqa: ARG001 (every part takes both)
    if report.barred:
        yield "\n### Barred by the law above (no to-do)\n\n"
    for barred in report.barred:
        what = f" (only: {', '.join(barred.questions)})" if barred.questions else ""
        points = f", {barred.points:.1f} points" if barred.points else ""
        yield f"- {plain(f'{barred.title}{what}{points}: {cited(barred.barrier)}')}\n"


def _find_out(report: Report, heading: Heading) -> Iterator[str]:
    if report.unknown:
        yield "\n### Find out first: not known, and worth points\n\n| points | question | |\n|---|---|---|\n"
    shown = report.unknown if heading.details else report.unknown[:_QUESTIONS]
    for gap in shown:
        yield f"| {gap.points:.1f} | {plain(asked_words(gap, report))} | {plain(f'{gap.practice}, {gap.question}')} |\n"
    if rest := report.unknown[len(shown) :]:
        yield f"\n{len(rest)} more questions, worth {sum(gap.points for gap in rest):.1f} points.\n"
