"""Where documents give different values for the same thing, and which of them is newer."""

from assistant.disagreement.finding import NOTE, find_others, show_others

__all__ = ["NOTE", "find_others", "show_others"]
