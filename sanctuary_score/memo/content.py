"""From a report to what a council member has to know of it. Chooses and counts; words come from the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sanctuary_score.answer_words import answer_words
from sanctuary_score.finding import NEARLY_NOTHING
from sanctuary_score.kinds import KINDS
from sanctuary_score.law import Barrier, Claim
from sanctuary_score.memo.values import Bars, Harm, Law, Memo, Question, Reading, Step, Strength, Weaker
from sanctuary_score.plan import EFFORTS
from sanctuary_score.report import Line, Report, Shortfall
from sanctuary_score.report import Weaker as Rule
from sanctuary_score.wording import grade_words, known_words, reachable_words, reasons_words, score_words

HARMS, WEAKER, STRENGTHS, STEPS, QUESTIONS = 2, 2, 3, 3, 3
"""How many of each a memo names; of harms and weaker rules, of which it holds all, those it names with sources."""


def memo(report: Report) -> Memo:
    """The memo about the place of this report."""
    place, header = report.jurisdiction, report.rubric.header
    strong = _strongest(report.lines)
    worth = worth_closing(report.shortfalls)[:STEPS]
    causes: list[Claim | Barrier] = [harm.claim for harm in report.harms[:HARMS]]
    causes += [rule.own for rule in report.weaker[:WEAKER]]
    causes += [_leading(line) for line in strong]
    causes += [gap.loss.claim for shortfall in worth for gap in shortfall.gaps[:1] if gap.loss.claim]
    causes += [barred.barrier for barred in report.barred]
    return Memo(
        place.profile.name,
        KINDS[place.profile.kind].partition(":")[0],
        report.as_of,
        f"{header.title}, rubric of {header.version.text}",
        report.low,
        report.high,
        grade_words(report),
        known_words(report),
        reachable_words(report),
        tuple(Harm(h.title, h.meaning, _law(h.claim, place.id), h.claim.certain) for h in report.harms),
        tuple(_weaker(rule, place.id) for rule in report.weaker),
        tuple(_strength(line, place.id) for line in strong),
        tuple(_step(shortfall, place.id) for shortfall in worth),
        len(report.shortfalls),
        sum(all(gap.waiver for gap in shortfall.gaps) for shortfall in report.shortfalls),
        tuple(_barred(report)),
        tuple(_questions(report)),
        (len(report.unknown), sum(gap.points for gap in report.unknown)),
        _next_step(report, worth),
        tuple(_readings(causes)),
    )


def worth_closing(shortfalls: Iterable[Shortfall]) -> list[Shortfall]:
    """The gaps by points for the effort, most first, where low effort counts 1, medium 2 and high 3.

    What somebody has signed a waiver for is left out; equal ones keep the order of the report.
    """
    unwaived = (shortfall for shortfall in shortfalls if any(gap.waiver is None for gap in shortfall.gaps))
    return sorted(unwaived, key=lambda shortfall: -round(shortfall.points / EFFORTS[shortfall.line.practice.effort], 6))


def _strongest(lines: Iterable[Line]) -> Sequence[Line]:
    """The practices that earn most points for certain."""
    earning = [line for line in lines if line.credit.low > NEARLY_NOTHING]
    return sorted(earning, key=lambda line: -round(line.earned[0], 6))[:STRENGTHS]


def _claims(line: Line) -> Iterator[Claim]:
    return (claim for resolved in line.finding.questions for claim in resolved.claims)


def _leading(line: Line) -> Claim:
    """The law that does most for the practice; of equal ones the first, which is the place's own."""
    return max((claim for claim in _claims(line) if claim.certain), key=lambda claim: claim.worth)


def _law(cause: Claim | Barrier, place: str) -> Law:
    policy, section = cause.policy, cause.section or ""
    told = section.casefold() in policy.citation.casefold()
    whose = "" if cause.jurisdiction.id == place else cause.jurisdiction.profile.name
    return Law(policy.citation, "" if told else section, policy.title, whose)


def _strength(line: Line, place: str) -> Strength:
    points = f"{score_words(*line.earned)} of {line.points:.1f} points"
    return Strength(line.practice.title, points, _law(_leading(line), place), line.state == "met")


def _weaker(rule: Rule, place: str) -> Weaker:
    own, above = (answer_words(claim, rule.unit) for claim in (rule.own, rule.above))
    whose = rule.above.jurisdiction.profile.name
    return Weaker(rule.title, rule.question, own, _law(rule.own, place), above, whose)


def _step(shortfall: Shortfall, place: str) -> Step:
    first = shortfall.gaps[0]
    reason = reasons_words((first,)).partition(": ")[2]
    today = _law(first.loss.claim, place) if first.loss.claim else None
    model = f"{shortfall.models[0].name} ({shortfall.models[0].citation})" if shortfall.models else ""
    practice = shortfall.line.practice
    return Step(practice.title, shortfall.points, practice.effort, reason, today, model)


def _barred(report: Report) -> Iterator[Bars]:
    """What each law above forbids, the law that forbids most first."""
    by_law: dict[tuple[str, str], tuple[list[str], Claim | Barrier]] = {}
    for barred in report.barred:
        key = barred.barrier.jurisdiction.id, barred.barrier.policy.id
        titles, _ = by_law.setdefault(key, ([], barred.barrier))
        if barred.title not in titles:
            titles.append(barred.title)
    for titles, barrier in sorted(by_law.values(), key=lambda found: -len(found[0])):
        yield Bars(tuple(titles), _law(barrier, report.jurisdiction.id)._replace(section=""), barrier.certain)


def _questions(report: Report) -> Iterator[Question]:
    for gap in report.unknown[:QUESTIONS]:
        yield Question(gap.line.practice.questions[gap.question].ask, gap.line.practice.title, gap.points)


def _next_step(report: Report, worth: Sequence[Shortfall]) -> str:
    """What to do about the gap most worth closing; else about the place's own harms, and then about open questions.

    While too little is known for a grade, finding out comes first, because it takes no vote.
    """
    if worth and report.known < report.rubric.header.minimum_known:
        points = sum(gap.points for gap in report.unknown)
        return (
            f"Find out first: {len(report.unknown)} questions are open, and {points:.1f} points hang on them. Then"
            f' close the first gap, "{worth[0].line.practice.title}".'
        )
    if worth:
        return f'Close the first gap, "{worth[0].line.practice.title}": {worth[0].gaps[0].next_step}'
    own = [harm.claim.policy for harm in report.harms if harm.claim.jurisdiction.id == report.jurisdiction.id]
    if own:
        return f"End what works against residents: repeal or amend {own[0].citation} ({own[0].title})."
    if report.unknown:
        return "Find out what the law says on the questions above: nothing is missing for certain before that."
    return "Keep what is in force: nothing is missing that the place could add."


def _readings(causes: Iterable[Claim | Barrier]) -> Iterator[Reading]:
    seen = set()
    for cause in causes:
        key = cause.jurisdiction.id, cause.policy.id
        if key in seen or not cause.policy.sources:
            continue
        seen.add(key)
        source = min(cause.policy.sources, key=lambda source: source.kind != "primary")
        yield Reading(cause.policy.citation, source.title, source.address, source.where, source.read.text)
