"""What a new profile begins with, as `new` was told, and how it is checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sanctuary_score.atlas import Atlas
from sanctuary_score.check import Checker
from sanctuary_score.cli.options import today
from sanctuary_score.kinds import Kind
from sanctuary_score.references import Names
from sanctuary_score.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Start:
    """What the options of `new` say."""

    rubric: Rubric
    known: Names
    """What other rubrics ask."""
    atlas: Atlas
    chosen: bool
    """Whether the user named the tree."""
    as_of: dt.date
    kind: Kind | None
    """None when it was not said."""
    name: str
    within: str
    force: bool

    def checker(self) -> Checker:
        """What checks a profile as `check` does."""
        return Checker(self.rubric, self.as_of, self.atlas, chosen=self.chosen, known=self.known, today=today())
