"""Where documents give different values for the same thing, and which of them is newer."""

from assistant.disagreement.finding import NOTE, add_others, find_others, show_others

__all__ = ["NOTE", "add_others", "find_others", "show_others"]
