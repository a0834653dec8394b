"""What a change says, in words that every format for people shares. Lays nothing out and escapes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sanctuary_score.change import NOTICED, Change, PracticeChange
from sanctuary_score.fact_change import FactChange
from sanctuary_score.report import Gap, Harm
from sanctuary_score.wording import in_doubt, score_words, share_words

_SHORT = 200
"""Characters of a text that is quoted: whoever wants all of it opens the file."""


def score_change(old: tuple[float, float] | None, new: tuple[float, float] | None) -> str:
    """Both scores, or that the place is new or gone."""
    if old is None:
        return f"new, {score_words(*new)}" if new else "not scored"
    if new is None:
        return f"{score_words(*old)} before, and gone now"
    if max(abs(a - b) for a, b in zip(old, new, strict=True)) <= NOTICED:
        return f"stays at {score_words(*new)}"
    return f"{score_words(*old)} becomes {score_words(*new)}"


def report_change(change: Change) -> str:
    """Both scores of one place."""
    old, new = ((r.low, r.high) if r else None for r in (change.old, change.new))
    return score_change(old, new)


def credit_words(ends: tuple[float, float] | None) -> str:
    """Credit from 0 to 1 at both ends as percent."""
    if ends is None:
        return "not asked"
    low, high = map(share_words, ends)
    return low if low == high else f"{low} to {high}"


def fact_words(fact: FactChange) -> str:
    """One difference of what is written."""
    old, new = (text if len(text) <= _SHORT else text[:_SHORT] + "..." for text in (fact.old, fact.new))
    if fact.turn:
        return f"{fact.what} {fact.turn}: {new or old}"
    where = f"line {fact.place.line}: "
    match fact.kind:
        case "added":
            return f"{where}{fact.what} is new: {new}"
        case "removed":
            return f"{fact.what} is gone: {old}"
        case "changed":
            return f"{where}{fact.what}: {old} becomes {new}"


def moved_words(entry: PracticeChange) -> str:
    """How one practice moves, and by how many points at the low end."""
    low = ((entry.new[0] if entry.new else 0.0) - (entry.old[0] if entry.old else 0.0)) * entry.points
    points = f", {low:+.1f} points for certain" if abs(low) >= 0.05 else ""
    return f"{entry.title} ({entry.practice}): {credit_words(entry.old)} becomes {credit_words(entry.new)}{points}"


def gap_words(gap: Gap) -> str:
    """One gap in a line."""
    return f"{gap.line.practice.title} ({gap.practice}, {gap.question}): {gap.reason}, {gap.points:.1f} points"


def harm_words(harm: Harm) -> str:
    """One harm in a line."""
    return f"{harm.title}: {harm.meaning}{in_doubt(harm.claim.certain)}"


def parts_of(change: Change) -> Sequence[tuple[str, Sequence[str]]]:
    """The parts of one place in the order of a page, each with its title and its lines; empty ones are left out."""
    unknown = {(gap.practice, gap.question) for gap in change.new.unknown} if change.new else set()
    forgotten = [gap for gap in change.closed_gaps if (gap.practice, gap.question) in unknown]
    gone = [gap for gap in change.closed_gaps if gap not in forgotten]
    parts = (
        ("Answers", [fact_words(fact) for fact in change.facts if fact.answer]),
        ("Policies and other facts", [fact_words(fact) for fact in change.facts if not fact.answer]),
        ("Practices that move", [moved_words(entry) for entry in change.practices]),
        ("New gaps", [gap_words(gap) for gap in change.new_gaps]),
        ("Gaps that are gone: closed or barred", [gap_words(gap) for gap in gone]),
        ("No longer known whether they are gaps", [gap_words(gap) for gap in forgotten]),
        ("New harms", list(map(harm_words, change.new_harms))),
        ("Ended harms", list(map(harm_words, change.ended_harms))),
    )
    return [part for part in parts if part[1]]


def change_total(changes: Sequence[Change], still: int) -> str:
    """All places together."""
    changed = "1 place changes" if len(changes) == 1 else f"{len(changes)} places change"
    both = [(c.old, c.new) for c in changes if c.old and c.new]
    up = sum(new.low > old.low + NOTICED for old, new in both)
    down = sum(new.low < old.low - NOTICED for old, new in both)
    answers = sum(fact.answer for change in changes for fact in change.facts)
    new_gaps = sum(len(change.new_gaps) for change in changes)
    closed = sum(len(change.closed_gaps) for change in changes)
    harms = sum(len(change.new_harms) for change in changes)
    return (
        f"{changed}, {still} stay as they are. {answers} answers are edited. The low end rises in {up} and falls in"
        f" {down}. {new_gaps} new gaps, {closed} that are gone, {harms} new harms."
    )
