"""What a plan is made of: target, steps, and why it cannot be reached. Computes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sanctuary_score.finding import Resolved
from sanctuary_score.report import Barred, Gap, Line, Peer, Report
from sanctuary_score.rubric_header import Grade

Effort = Literal["low", "medium", "high"]
EFFORTS: Mapping[Effort, int] = {"low": 1, "medium": 2, "high": 3}
"""What a step of each effort weighs when sets of steps are compared: two low ones are as much work as a medium one."""


@dataclass(frozen=True, slots=True)
class Target:
    """The score to reach for certain, from 0 to 100, and the grade that was asked for, if it was a grade."""

    score: float
    grade: Grade | None = None

    @property
    def name(self) -> str:
        """As the user wrote it."""
        return self.grade.name if self.grade else f"{self.score:g}"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a plan may use."""

    effort: Effort = "high"
    """No step of more effort."""
    areas: frozenset[str] = frozenset()
    """Steps of these areas alone; empty for all."""

    def allow(self, line: Line) -> bool:
        """Whether a step on this practice may be used."""
        small = EFFORTS[line.practice.effort] <= EFFORTS[self.effort]
        return small and (not self.areas or line.area in self.areas)


@dataclass(frozen=True, slots=True)
class Text:
    """What the law of a step has to say on one question."""

    resolved: Resolved
    gap: Gap | None
    """The weightiest gap that it closes; None where the question is only needed by another one."""
    unknown: bool
    """Whether nobody knows yet what the law says on it: it may be there already."""

    @property
    def question(self) -> str:
        return self.resolved.id


@dataclass(frozen=True, slots=True)
class Step:
    """One practice to put into law that is hard to undo, for every agency that counts; points from 0 to 100."""

    line: Line
    texts: tuple[Text, ...]
    """In the rubric's order; together the fewest that reach the target."""
    points: float
    """What they add to the low end of the score."""
    more: tuple[Text, ...]
    """What else the same law could say."""
    more_points: float
    models: tuple[Peer, ...]
    """Laws that may be copied, the nearest first."""

    @property
    def next_steps(self) -> tuple[str, ...]:
        """What to do, in the rubric's words, each once; what only repeats a question is left out."""
        known = [text for text in self.texts if text.gap and not text.unknown]
        if not known:
            return (self.line.practice.next_steps.absent,)
        steps = (t.gap.next_step for t in known if t.gap and not t.gap.next_step.startswith(t.resolved.question.ask))
        return tuple(dict.fromkeys(steps))

    @property
    def unknown(self) -> bool:
        """Whether all of it may be there already."""
        return all(text.unknown for text in self.texts)


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """Why no plan reaches the target; points and scores from 0 to 100."""

    most: float
    """The low end after every step that is allowed."""
    withheld: float
    """Points of steps that the limits of the plan leave out."""
    barred: tuple[Barred, ...]
    """What laws above take away, most points first."""
    core: tuple[Line, ...]
    """Core practices that cannot be raised to what the grade asks for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the place gets to the target, whatever the facts that are not known turn out to be."""

    report: Report
    target: Target
    limits: Limits
    steps: tuple[Step, ...]
    """Most points for the effort first; empty when nothing has to be done, or nothing can be."""
    reached: float
    """The low end after all steps, from 0 to 100."""
    at_best: tuple[int, int]
    """How many steps, and of how much effort together, if every fact not known turned out as recommended."""
    out_of_reach: OutOfReach | None

    @property
    def effort(self) -> int:
        """Of all steps, by the weights of EFFORTS."""
        return sum(EFFORTS[step.line.practice.effort] for step in self.steps)
