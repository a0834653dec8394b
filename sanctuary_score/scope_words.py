"""What the rubric does not ask of a place, and why, in words. Scores nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sanctuary_score.kinds import AGENCIES, KINDS
from sanctuary_score.report import Report


def core_not_asked(report: Report) -> Iterator[tuple[str, str]]:
    """The core practices that are not asked of the place, each with the reason, in the rubric's order.

    Whoever has been told of all of them looks for them all.
    """
    asked = {line.id for line in report.lines}
    kind = report.jurisdiction.profile.kind
    for name, practice in report.rubric.practices.items():
        if practice.core and name not in asked:
            if kind not in report.rubric.kinds[name]:
                yield practice.title, f"it is not a matter for a {KINDS[kind].partition(' (')[0]}"
            else:
                agencies = " and no ".join(AGENCIES[agency].partition(",")[0] for agency in practice.agencies)
                yield practice.title, f"this place runs no {agencies}"
