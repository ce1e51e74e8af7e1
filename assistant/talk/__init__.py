"""What is said to the assistant that asks the documents nothing, and what is said of an answer."""

from assistant.talk.chatter import Declined, why_declined
from assistant.talk.commands import Command, read_command
from assistant.talk.reply import Talk
from assistant.talk.turns import Standing, questions_of, read_turns

__all__ = [
    "Command",
    "Declined",
    "Standing",
    "Talk",
    "questions_of",
    "read_command",
    "read_turns",
    "why_declined",
]
