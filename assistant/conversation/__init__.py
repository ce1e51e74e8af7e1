"""Follow-ups: an elliptic question completed from those before it, without a model."""

from assistant.conversation.completion import complete
from assistant.conversation.likeness import WordMeaning

__all__ = ["WordMeaning", "complete"]
