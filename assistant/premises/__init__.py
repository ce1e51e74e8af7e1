"""What a question takes for granted, held against what the documents say."""

from assistant.premises.correcting import NOTE, find_false, lead_with
from assistant.premises.finding import Premise, find_premise

__all__ = ["NOTE", "Premise", "find_false", "find_premise", "lead_with"]
