"""How the score of one place has moved: every day on which a law began or ended, and what that did. Lays nothing out.

What is traced is the law of each day as it is known today, not what was known on that day.
"""

from sanctuary_score.history.trace import trace
from sanctuary_score.history.values import Ends, Event, History, Moved, Step

__all__ = ["Ends", "Event", "History", "Moved", "Step", "trace"]
