"""What difference between two systems a gold set of n questions can show.

The formula is the evaluation's own (`assistant.evaluation.power`), so that what a gold set is
said to show does not depend on who says it.
"""

from assistant.evaluation.power import DISAGREEMENT, detectable_difference

__all__ = ["DISAGREEMENT", "detectable_difference"]
