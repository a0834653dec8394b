"""Questions in a terminal, one after the other: what is asked (`script`), and how people answer (`dialogue`)."""

from __future__ import annotations

from sanctuary_score.intake.interview.ask import Ask, Reply
from sanctuary_score.intake.interview.dialogue import Ended, converse
from sanctuary_score.intake.interview.script import Setting, interview

__all__ = ["Ask", "Ended", "Reply", "Setting", "converse", "interview"]
