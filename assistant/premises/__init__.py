"""What a question takes for granted, held against what the documents say."""

from assistant.premises.correcting import NOTE, find_false, lead_with
from assistant.premises.events import find_events
from assistant.premises.finding import Premise, find_premise
from assistant.premises.subject import content_words, words_held

__all__ = [
    "NOTE",
    "Premise",
    "content_words",
    "find_events",
    "find_false",
    "find_premise",
    "lead_with",
    "words_held",
]
