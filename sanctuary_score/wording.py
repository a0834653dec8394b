"""What a report says, in words that every format for people shares. Lays nothing out and escapes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sanctuary_score.finding import Resolved
from sanctuary_score.kinds import AGENCIES, KINDS, Kind
from sanctuary_score.law import Barrier, Claim
from sanctuary_score.profile import Jurisdiction, Policy, Waiver, answer_text
from sanctuary_score.report import AGAINST, REASONS, Gap, Report
from sanctuary_score.rubric import Reason
from sanctuary_score.score import WHOLE
from sanctuary_score.sensitivity import DRAWS, SPREAD, Sensitivity

_BITS = 1e-9
"""What rounding may have taken from a sum."""
_TENTH = 0.05
"""Half of the last digit shown: ends that are closer read as one number."""
_ASIDE = re.compile(r"(?<=.) \([^()]*\)$")
_SEVERAL: Mapping[Kind, str] = {
    "state": "states",
    "county": "counties",
    "city": "cities",
    "city-county": "consolidated cities and counties",
    "transit-agency": "transit agencies",
    "school-district": "school districts",
    "federal-district": "federal districts",
}


def state_words(place: Jurisdiction) -> str:
    """What tells a place from others of its name: `, IL` in Illinois; empty for a state or what lies in no tree."""
    steps = place.id.split("/")
    return f", {steps[1].upper()}" if len(steps) > 2 else ""


def short_name(name: str) -> str:
    """The name without what it says once more in parentheses at its end."""
    return _ASIDE.sub("", name)


def kinds_words(counts: Mapping[Kind, int]) -> str:
    """How many places there are of each kind, the most frequent first: `12 cities, 3 counties and 1 state`."""
    ranked = sorted(counts, key=lambda kind: (-counts[kind], tuple(KINDS).index(kind)))
    words = [f"{counts[k]} {_SEVERAL[k] if counts[k] > 1 else KINDS[k].partition(' (')[0]}" for k in ranked]
    return listed(words)


def listed(words: Sequence[str]) -> str:
    """The words as a list in a sentence: `one, two and three`."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def score_words(low: float, high: float) -> str:
    """Two ends of a score or of points as words, with one digit: `61.2 to 78.4`, or one number when it is exact."""
    return f"{low:.1f}" if high - low < _TENTH else f"{low:.1f} to {high:.1f}"


def share_words(share: float) -> str:
    """A share from 0 to 1 as whole percent, rounded down, so that nothing reads as reached that is not."""
    percent = int(share * 100 + _BITS)
    return "1%" if percent == 0 and share > _BITS else f"{percent}%"


def letters(grade: tuple[str, str] | None) -> str:
    """The grade, or both when the score spans more than one; `none` while too little is known."""
    if grade is None:
        return "none"
    low, high = grade
    return low if low == high else f"{low} to {high}"


def grade_words(report: Report) -> str:
    """The grade and what it hangs on, or why there is none."""
    if report.grade is None:
        least = share_words(report.rubric.header.minimum_known)
        return f"none: a grade is given once {least} of the points are certain."
    low, high = report.grade
    letter = low if low == high else f"{low} to {high}, depending on what is not known yet"
    if not report.held_down_by:
        return f"{letter}."
    names = "; ".join(f'"{title}"' for title in report.held_down_by)
    return f"{letter}. It is held at {low} by core practices of which too little is certain: {names}."


def known_words(report: Report) -> str:
    """How much is certain, and what of it is owed to the law above."""
    certain = f"{share_words(report.known)} of the points are certain."
    granted = report.low - report.own
    if granted < _TENTH:
        return certain
    return f"{certain} Of the {report.low:.1f} at the low end, {granted:.1f} are owed to the law of {_givers(report)}."


def _givers(report: Report) -> str:
    """The places above whose law gives something for certain."""
    resolved = (one for line in report.lines for one in line.finding.questions)
    giving = {c.jurisdiction.id for one in resolved for c in one.claims if c.certain and c.worth > 0}
    return listed([place.profile.name for place in report.above if place.id in giving])


def reachable_words(report: Report) -> str:
    """The most that the law above leaves open, and how much of it is reached."""
    if not report.above and report.jurisdiction.profile.kind not in ("state", "federal-district"):
        return "not known: no profile of the law above was read."
    if report.reachable >= WHOLE - 1e-6:
        if not report.above:
            return "100 of 100: no state stands above it."
        names = listed([place.profile.name for place in report.above])
        return f"100 of 100: nothing that is known of the law of {names} bars any of it."
    words = f"{report.reachable:.1f} of 100: the law above bars the rest."
    if report.reachable <= 0:
        return words
    share = [share_words(end / report.reachable) for end in (report.low, report.high)]
    reached = share[0] if share[0] == share[1] else f"{share[0]} to {share[1]}"
    return f"{words} {reached} of what is reachable is reached."


def weights_words(found: Sensitivity) -> str:
    """How far the score hangs on the weights."""
    low, high = score_words(*found.low), score_words(*found.high)
    words = (
        f"under {DRAWS:,} other weightings, each weight up to {share_words(SPREAD)} lower or higher, the low end stays"
        f" within {low} and the high end within {high}"
    )
    if found.grade_kept is None:
        return f"{words}."
    return f"{words}; the grade stays what it is in {share_words(found.grade_kept)} of them."


def reasons_words(gaps: tuple[Gap, ...]) -> str:
    """The reasons of the gaps, each with its points and what it means, the weightiest first."""
    points: dict[Reason, float] = {}
    agencies: dict[Reason, list[str]] = {}
    for gap in gaps:
        points[gap.reason] = points.get(gap.reason, 0.0) + gap.points
        named = agencies.setdefault(gap.reason, [])
        named += [AGENCIES[agency] for agency in gap.agencies if AGENCIES[agency] not in named]
    ranked = sorted(points, key=lambda reason: -points[reason])
    words = []
    for reason in ranked:
        whom = f" (missing: {', '.join(agencies[reason])})" if reason == "partly-bound" else ""
        meaning = _meaning(reason, gaps)
        words.append(f"{reason} {points[reason]:.1f}: {meaning}{whom}")
    return "; ".join(words)


def _meaning(reason: Reason, gaps: tuple[Gap, ...]) -> str:
    adverse = any(gap.loss.claim is not None and gap.loss.claim.adverse for gap in gaps)
    return AGAINST if reason == "weak" and adverse else REASONS[reason]


def waiver_words(waiver: Waiver) -> str:
    """Who accepts a gap, until when, and why."""
    what = waiver.practice + (f", {waiver.question}" if waiver.question else "")
    return f"waived ({what}) until {waiver.expires.text} by {waiver.approved_by}: {waiver.reason}"


def waived_total(report: Report) -> str:
    """How many gaps are waived and what they are worth; empty when none is."""
    waived = [gap for gap in report.gaps if gap.waiver is not None]
    if not waived:
        return ""
    count = "1 gap is waived" if len(waived) == 1 else f"{len(waived)} gaps are waived"
    return f"{count}, worth {sum(gap.points for gap in waived):.1f} points; a waiver adds nothing to the score."


def cite(cause: Claim | Barrier) -> str:
    """The law behind a statement: citation with section, title, and whose it is."""
    return f"{pinpoint(cause)}; {cause.policy.title}; {cause.jurisdiction.profile.name}"


def pinpoint(cause: Claim | Barrier) -> str:
    """The citation and the place in it: `Code 7, at 7(b)`, which no lawyer reads as a list of two sections."""
    told = cause.section is None or cause.section.casefold() in cause.policy.citation.casefold()
    return cause.policy.citation if told else f"{cause.policy.citation}, at {cause.section}"


def in_doubt(certain: bool) -> str:
    """What follows a statement about a law whose dates do not tell whether it is in force; else nothing."""
    return "" if certain else ", perhaps in force"


def cited(cause: Claim | Barrier) -> str:
    """The law behind a statement, with the doubt about it: what the file leaves open may not be told as a fact."""
    return cite(cause) + in_doubt(cause.certain)


def without_claims(resolved: Resolved, searched: bool) -> str:
    """Why there is nothing to show for a question."""
    if resolved.reachable == 0:
        return "barred by the law above."
    if searched:
        return "searched for in vain."
    return (
        "nothing is known."
        if resolved.credit.high > 0
        else "not credited: it depends on an answer above that the law does not give."
    )


def said(claim: Claim, unit: str = "") -> str:
    """An answer with the law that gives it, its dates and whom it binds."""
    answer = answer_text(claim.answer)
    answer += f" {unit}" if unit else ""
    dates = since_words(claim.policy)
    whom = f"; binds {', '.join(sorted(claim.agencies))}" if claim.agencies is not None else ""
    doubt = "" if claim.certain else "; perhaps in force"
    return f"{answer} ({cite(claim)}; {claim.policy.instrument} {dates}{whom}{doubt})"


def since_words(policy: Policy) -> str:
    """When it began, as well as that is known."""
    seen = f", last seen in force on {policy.last_in_force.text}" if policy.last_in_force else ""
    if policy.effective:
        return f"since {policy.effective.text}{seen}"
    start = f"seen in force by {policy.in_force_by.text}" if policy.in_force_by else "start not known"
    return start + seen
