"""Places side by side: what each does, as intervals, and what can be said for certain of which does more.

Light values made of reports; the reports themselves are let go, so that thousands of places can be compared. Lays out
nothing.
"""

from sanctuary_score.comparison.choice import Choice, lies_in, population_range
from sanctuary_score.comparison.make import compare_places, look_at
from sanctuary_score.comparison.values import Answered, Compared, Comparison, Said, Share

__all__ = [
    "Answered",
    "Choice",
    "Compared",
    "Comparison",
    "Said",
    "Share",
    "compare_places",
    "lies_in",
    "look_at",
    "population_range",
]
