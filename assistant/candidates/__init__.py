"""Which piece of a sentence or table row could be the answer itself?"""

from assistant.candidates.candidate import Candidate
from assistant.candidates.finding import find_candidates
from assistant.candidates.nearness import best_candidate, nearest, nearest_of_all

__all__ = ["Candidate", "best_candidate", "find_candidates", "nearest", "nearest_of_all"]
