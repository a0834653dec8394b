"""A rule that is weaker than the law above, as JSON, version 1."""

from __future__ import annotations

from sanctuary_score.law import Claim
from sanctuary_score.report import Weaker
from sanctuary_score.report_json.shape import AboveV1, WeakerV1


def weaker_rule(rule: Weaker) -> WeakerV1:
    """The rule of the place, and the answer of the law above that counts in its place."""
    own, above = rule.own, rule.above
    path, line, column = own.place
    return WeakerV1(
        practice=rule.practice,
        question=rule.question,
        agencies=list(rule.agencies),
        policy=own.policy.id,
        answer=_answer(own),
        citation=own.policy.citation,
        section=own.section,
        above=AboveV1(
            jurisdiction=above.jurisdiction.id,
            policy=above.policy.id,
            answer=_answer(above),
            citation=above.policy.citation,
            section=above.section,
        ),
        path=path,
        line=line,
        column=column,
    )


def _answer(claim: Claim) -> str | list[str]:
    return claim.answer if isinstance(claim.answer, str) else list(claim.answer)
