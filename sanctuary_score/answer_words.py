"""Answers in words: whose they are, whom they bind, what counts of them, and what has ended. Lays nothing out."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.finding import NEARLY_NOTHING, Resolved
from sanctuary_score.kinds import AGENCIES, Agency
from sanctuary_score.law import Claim
from sanctuary_score.profile import answer_text
from sanctuary_score.report import Gap, Report, Shortfall, Weaker
from sanctuary_score.wording import listed, pinpoint

WEAKER = "Weaker than the law above"
WEAKER_MEANS = (
    "These rules of the place itself allow more than the law above. That law counts, so they cost no points;"
    " bring them into line with it."
)


def answer_words(claim: Claim, unit: str = "") -> str:
    """The answer as it was written, a list with commas."""
    answer = answer_text(claim.answer)
    return f"{answer} {unit}" if unit else answer


def weaker_words(weaker: Weaker) -> str:
    """What follows the practice: a rule of the place, and the answer of the law above that counts instead."""
    own, above = weaker.own, weaker.above
    whom = f", {listed([AGENCIES[agency] for agency in weaker.agencies])}" if weaker.agencies else ""
    return (
        f" ({weaker.question}{whom}): {answer_words(own, weaker.unit)} by {pinpoint(own)};"
        f" {answer_words(above, weaker.unit)} by the law of {above.jurisdiction.profile.name} ({pinpoint(above)})"
    )


def now_words(resolved: Resolved, place: str) -> str:
    """What is law today on a question: one answer, or one for the agencies that each binds; `nothing` without any."""
    by_answer: dict[str, list[Agency]] = {}
    for agency, best in _best(resolved):
        named = by_answer.setdefault(_whose(best, place) if best else "nothing", [])
        if agency is not None:
            named.append(agency)
    if len(by_answer) == 1:
        return next(iter(by_answer))
    return "; ".join(f"{listed([AGENCIES[a] for a in agencies])}: {said}" for said, agencies in by_answer.items())


def _best(resolved: Resolved) -> Iterator[tuple[Agency | None, Claim | None]]:
    """For each agency the answer that counts of those that are certain."""
    for agency, standing in zip(resolved.agencies, resolved.standings, strict=True):
        binding = [claim for claim in resolved.claims if claim.certain and claim.binds(agency)]
        counts = standing.best if standing.best in binding else None
        yield agency, counts or max(binding, key=lambda claim: claim.worth, default=None)


def _whose(claim: Claim, place: str) -> str:
    of = "" if claim.jurisdiction.id == place else f" of {claim.jurisdiction.profile.name}"
    return f"{answer_words(claim)} ({claim.policy.instrument}{of})"


def whom_words(shortfall: Shortfall) -> str:
    """The agencies that a gap is about, where others that count have none; else empty."""
    lacking = [agency for gap in shortfall.gaps for agency in gap.agencies]
    if not lacking or all(gap.reason == "partly-bound" for gap in shortfall.gaps):
        return ""
    asked = {agency for resolved in shortfall.line.finding.questions for agency in resolved.agencies}
    if not asked.difference(lacking):
        return ""
    return listed([AGENCIES[agency] for agency in AGENCIES if agency in lacking])


def open_words(resolved: Resolved, report: Report) -> str:
    """Why credit is open beside answers that are certain: they are the law above, and a floor; else empty."""
    place, claims = report.jurisdiction, resolved.claims
    if not claims or resolved.credit.width <= NEARLY_NOTHING or not all(claim.certain for claim in claims):
        return ""
    if any(claim.jurisdiction.id == place.id for claim in claims):
        return ""
    names = listed(list(dict.fromkeys(claim.jurisdiction.profile.name for claim in claims)))
    return f"this is the law of {names} alone; what {place.profile.name} itself says is not known."


def lapsed_words(practice: str, question: str, report: Report) -> str:
    """The own law on a question that has ended and was followed by none, the latest; empty where there is none."""
    found = ""
    for policy in report.jurisdiction.profile.policies:
        provision = policy.provides.get(practice)
        if provision is None or question not in provision.answers:
            continue
        if policy.binding(report.as_of) is not False:
            return ""
        if policy.ended is not None and policy.ended.reached(report.as_of):
            answer = provision.answers[question]
            words = answer_text(answer)
            found = f"until {policy.ended.text}: {words} ({policy.citation}); nothing is entered since"
    return found


def asked_words(gap: Gap, report: Report) -> str:
    """A question that nobody has answered, and the answer that it had by a law that has ended."""
    lapsed = lapsed_words(gap.practice, gap.question, report)
    ask = gap.next_step.partition(": ")[2]
    return f"{ask} ({lapsed})" if lapsed else ask
