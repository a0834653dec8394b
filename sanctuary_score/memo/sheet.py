"""A memo as a paper of one page. Every text has a room, in letters; together they fill a page and no more."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.memo.clip import Cut
from sanctuary_score.memo.content import HARMS, STRENGTHS, WEAKER
from sanctuary_score.memo.lines import PAGE, lines
from sanctuary_score.memo.values import Harm, Law, Memo, Question, Reading, Step, Strength, Weaker
from sanctuary_score.papers.blocks import Block, Heading, Items, Paper, Paragraph, Runs, Terms, link, runs, strong
from sanctuary_score.report import CAVEAT
from sanctuary_score.report_paper.summary import score_bar
from sanctuary_score.wording import in_doubt

NAME, RUBRIC, PRACTICE, MEANING, REASON, MODEL, ASK, SENTENCE = 60, 110, 80, 110, 80, 90, 120, 240
CITATION, SECTION, TITLE, PLACE, SOURCE, ADDRESS, ANSWER = 70, 35, 45, 25, 40, 60, 40
"""The rooms of texts in letters: with these the longest texts of all still fill no more than the page."""
BARRED, READINGS = 4, 4
"""How many barred practices and sources are named."""
_SCALES = (3.0, 2.5, 2.0, 1.6, 1.3, 1.0)
"""How much more room texts get where others are short, the most first."""


def sheet(memo: Memo) -> Paper:
    """The memo in the shape of an information memo: subject, date, summary, and what follows from it."""
    subject = f"Protection of immigrant residents in the law of {Cut()(memo.place, NAME)}"
    ways = [(scale, False) for scale in _SCALES] + [(_SCALES[-1], True)] * bool(memo.weaker)
    tried = (tuple(_Sheet(memo, Cut(scale), tight).blocks(subject)) for scale, tight in ways)
    blocks: tuple[Block, ...] = ()
    for blocks in tried:
        if lines(blocks) <= PAGE:
            break
    return Paper(f"Memo: {subject}", "A memo of one page, for information", blocks, "sheet")


class _Sheet:
    """The blocks of one memo, cut in one way."""

    def __init__(self, memo: Memo, cut: Cut, tight: bool) -> None:
        self._memo, self._cut = memo, cut
        # Where long texts fill the page without it, a weaker rule takes the room of a strength and of a source.
        counts = (2, 1, READINGS - 1) if tight else (STRENGTHS, WEAKER, READINGS)
        self._strengths, self._weaker_rules, self._readings = counts

    def blocks(self, subject: str) -> Iterator[Block]:
        memo = self._memo
        yield Heading(1, "Information memo", "top")
        yield Terms(
            (
                ("Subject", runs(f"{subject} ({memo.kind})")),
                ("Date", runs(f"{memo.as_of.isoformat()}; the law as it is known to stand on that day")),
                ("Action", runs("None; this is for information only")),
            )
        )
        yield Heading(2, "Summary", "summary")
        yield score_bar(memo.low, memo.high)
        yield Paragraph(runs(self._summary()))
        if memo.harms:
            more = f" ({len(memo.harms)} facts, the first {HARMS})" if len(memo.harms) > HARMS else ""
            yield Heading(2, f"Works against residents{more}", "harms")
            yield Items(tuple(map(self._harm, memo.harms[:HARMS])), "warning")
        if memo.weaker:
            named = self._weaker_rules
            more = f" ({len(memo.weaker)} rules, the first {named})" if len(memo.weaker) > named else ""
            yield Heading(2, f"Weaker than the law above, which counts{more}", "weaker")
            yield Items(tuple(map(self._weaker, memo.weaker[:named])), "warning")
        yield Heading(2, "Strengths", "strengths")
        yield _listed(tuple(map(self._strength, memo.strengths[: self._strengths])), "None is certain.")
        yield Heading(2, "Gaps most worth closing", "gaps")
        yield _listed(tuple(map(self._step, memo.steps)), "None is certain.")
        if memo.steps:
            words = "First by points for the effort to close them (low counts 1, medium 2, high 3)"
            all_ = "1 practice has gaps" if memo.gaps == 1 else f"{memo.gaps} practices have gaps"
            waived = f", {memo.waived} of them waived" if memo.waived else ""
            yield Paragraph(runs(f"{words}; {all_} in all{waived}."), "small")
        yield Heading(2, "What the law above bars", "barred")
        yield Paragraph(runs(self._barred()))
        yield Heading(2, "Not known, and worth finding out first", "unknown")
        yield _listed(tuple(map(self._question, memo.questions)), "Nothing is open.")
        count, points = memo.open
        if count > len(memo.questions):
            yield Paragraph(runs(f"{count} questions are open in all; {points:.1f} points hang on them."), "small")
        yield Heading(2, "Next step", "next")
        yield Paragraph(runs(self._cut.sentence(memo.next_step, SENTENCE)))
        if memo.readings:
            yield Heading(2, "Sources", "sources")
            yield Items(tuple(map(self._reading, memo.readings[: self._readings])), "small")
        yield Paragraph(runs(strong("What the score is not: "), CAVEAT), "small")

    def _summary(self) -> str:
        measured = self._cut.sentence(f"Measured against {self._memo.rubric}", RUBRIC)
        grade, known = (self._cut.sentence(words, SENTENCE) for words in (self._memo.grade, self._memo.known))
        return f"{measured} Grade: {grade} Known: {known}"

    def _law(self, law: Law) -> str:
        section = f", at {self._cut(law.section, SECTION)}" if law.section else ""
        place = f"; {self._cut(law.place, PLACE)}" if law.place else ""
        title = f"; {self._cut(law.title, TITLE)}" if law.title else ""
        return f"{self._cut(law.citation, CITATION)}{section}{title}{place}"

    def _harm(self, harm: Harm) -> Runs:
        return runs(
            strong(self._cut(harm.practice, PRACTICE)),
            f": {self._cut(harm.meaning, MEANING)} ({self._law(harm.law)}{in_doubt(harm.certain)})",
        )

    def _weaker(self, rule: Weaker) -> Runs:
        answer, above = (self._cut(text, ANSWER) for text in (rule.answer, rule.above))
        law = self._law(rule.law._replace(title=""))
        words = f" ({rule.question}): {answer} by {law}; {above} by the law of {self._cut(rule.whose, PLACE)}"
        return runs(strong(self._cut(rule.practice, PRACTICE)), words)

    def _strength(self, strength: Strength) -> Runs:
        whose = f"the law of {self._cut(strength.law.place, PLACE)}" if strength.law.place else "its own law"
        words = f": {'met' if strength.whole else 'partly met'} by {whose}, {strength.points}"
        law = self._law(strength.law._replace(place=""))
        return runs(strong(self._cut(strength.practice, PRACTICE)), f"{words} ({law})")

    def _step(self, step: Step) -> Runs:
        today = f" Today: {self._law(step.today)}." if step.today else ""
        model = f" Nearest model: {self._cut.sentence(step.model, MODEL)}" if step.model else ""
        words = (
            f": {step.points:.1f} points, {step.effort} effort; {self._cut.sentence(step.reason, REASON)}{today}{model}"
        )
        return runs(strong(self._cut(step.practice, PRACTICE)), words)

    def _barred(self) -> str:
        """What is barred and by which law, as far as there is room, and what can be reached."""
        reachable = f"Reachable: {self._cut.sentence(self._memo.reachable, SENTENCE)}"
        if not self._memo.barred:
            return reachable
        first, *others = self._memo.barred
        named = [self._cut(practice, PRACTICE) for practice in first.practices[:BARRED]]
        rest = len(first.practices) - len(named)
        more = f" and {rest} more" if rest else ""
        laws = f" Other practices are barred by {len(others)} more laws." if others else ""
        return f"{'; '.join(named)}{more}: barred by {self._law(first.law)}{in_doubt(first.certain)}.{laws} {reachable}"

    def _question(self, question: Question) -> Runs:
        words = (
            f"{self._cut(question.ask, ASK)} ({self._cut(question.practice, PRACTICE)}: {question.points:.1f} points)"
        )
        return runs(words)

    def _reading(self, reading: Reading) -> Runs:
        return runs(
            link(self._cut(reading.citation, SOURCE), reading.url),
            f": {self._cut(reading.where, ADDRESS)}, read {reading.read}",
        )


def _listed(items: tuple[Runs, ...], nothing: str) -> Block:
    return Items(items) if items else Paragraph(runs(nothing))
