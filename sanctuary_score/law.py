"""What the policies of one place say on one day, credited by the rubric. Looks at no place above or below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sanctuary_score.diagnostic import Place, Pointer
from sanctuary_score.kinds import Agency, Kind
from sanctuary_score.profile import Answer, Jurisdiction, Policy
from sanctuary_score.questions import Fact
from sanctuary_score.rubric import Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One thing that a policy does which is in force, or may be."""

    jurisdiction: Jurisdiction
    policy: Policy
    at: Pointer
    """Where it is written."""
    section: str | None
    certain: bool
    """False when the dates of the policy do not tell whether it is in force."""
    agencies: frozenset[Agency] | None
    """Those it binds; None for all."""

    @property
    def place(self) -> Place:
        """File, line and column of what is written."""
        return self.jurisdiction.place(self.at)

    def binds(self, agency: Agency | None) -> bool:
        """Whether it binds this agency; an act of the whole government (None) is bound by every policy."""
        return agency is None or self.agencies is None or agency in self.agencies


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Effect):
    """One answer, and what it earns."""

    answer: Answer
    credit: float
    """What the answer earns, from 0 to 1."""
    worth: float
    """The credit times the durability of the policy's instrument."""
    adverse: bool

    @property
    def question(self) -> str:
        """The question that it answers."""
        return str(self.at.route[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier(Effect):
    """A practice that is forbidden to places below."""

    practice: str
    questions: frozenset[str] | None
    """None for the whole practice."""

    def closes(self, question: str) -> bool:
        """Whether it forbids what this question asks."""
        return self.questions is None or question in self.questions


@dataclass(frozen=True, slots=True)
class Law:
    """The law of one place on one day."""

    jurisdiction: Jurisdiction
    claims: Mapping[str, Mapping[str, tuple[Claim, ...]]]
    """By practice and question, in the order of the policies; facts that earn nothing among them."""
    barriers: tuple[Barrier, ...]
    searched: frozenset[str]
    """Practices that had been searched for in vain by that day."""

    def barriers_to(self, practice: str, agencies: Iterable[Agency | None]) -> tuple[Barrier, ...]:
        """What it forbids of one practice to any of these agencies."""
        on_it = (barrier for barrier in self.barriers if barrier.practice == practice)
        return tuple(barrier for barrier in on_it if any(barrier.binds(agency) for agency in agencies))

    def below(self, kind: Kind) -> Law:
        """The part of it that reaches places of this kind below."""
        claims = {
            practice: kept
            for practice, questions in self.claims.items()
            if (kept := {q: some for q, all_ in questions.items() if (some := _reaching(all_, kind))})
        }
        barriers = tuple(barrier for barrier in self.barriers if kind in barrier.policy.reaches)
        return Law(self.jurisdiction, claims, barriers, frozenset())


def _reaching(claims: tuple[Claim, ...], kind: Kind) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if kind in claim.policy.reaches)


def read_law(jurisdiction: Jurisdiction, rubric: Rubric, as_of: date) -> Law:
    """What the place's policies say on that day. The profile must have passed `validate`."""
    profile = jurisdiction.profile
    claims: dict[str, dict[str, list[Claim]]] = {}
    barriers: list[Barrier] = []
    for at, policy in jurisdiction.policies():
        binding = policy.binding(as_of)
        if binding is False:
            continue
        bound = frozenset(policy.binds) if policy.binds is not None else None
        for name, provision in policy.provides.items():
            if name not in rubric.practices:
                # Another rubric asks it; `references` has made sure that it is no slip.
                continue
            practice = rubric.practices[name]
            durability = rubric.durability(name, policy.instrument, profile.kind)
            agencies = frozenset(provision.binds) if provision.binds is not None else bound
            for question, answer in provision.answers.items():
                if question not in practice.questions:
                    continue
                asked = practice.questions[question]
                credit = 0.0 if isinstance(asked, Fact) else asked.credit(answer)
                assert credit is not None, "validate lets through only answers that fit their question"
                claims.setdefault(name, {}).setdefault(question, []).append(
                    Claim(
                        jurisdiction=jurisdiction,
                        policy=policy,
                        at=at.child("provides", name, question),
                        section=provision.section,
                        certain=binding is True,
                        agencies=agencies,
                        answer=answer,
                        credit=credit,
                        worth=credit * durability,
                        adverse=not isinstance(asked, Fact) and answer in asked.adverse,
                    )
                )
        for name, bar in policy.forbids.items():
            barriers.append(
                Barrier(
                    jurisdiction=jurisdiction,
                    policy=policy,
                    at=at.child("forbids", name),
                    section=bar.section,
                    certain=binding is True,
                    agencies=bound,
                    practice=name,
                    questions=frozenset(bar.questions) if bar.questions is not None else None,
                )
            )
    searched = frozenset(name for name, day in profile.none_found.items() if day.reached(as_of) is True)
    frozen = {name: {q: tuple(found) for q, found in questions.items()} for name, questions in claims.items()}
    return Law(jurisdiction, frozen, tuple(barriers), searched)
