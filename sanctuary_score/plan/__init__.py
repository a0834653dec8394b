"""The least work to a target: facts to find out first, then the smallest set of practices to put into law.

Asks the resolver what each text would earn and never counts by itself; prints nothing.
"""

from sanctuary_score.plan.doers import Doer, doers
from sanctuary_score.plan.make import make_plan
from sanctuary_score.plan.values import EFFORTS, Limits, OutOfReach, Plan, Step, Target, Text

__all__ = ["EFFORTS", "Doer", "Limits", "OutOfReach", "Plan", "Step", "Target", "Text", "doers", "make_plan"]
