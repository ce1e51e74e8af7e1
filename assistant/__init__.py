"""What is the answer, and what proves it?"""

from assistant.answer import Answer, AnswerSentence, Citation, Outcome

__all__ = ["Answer", "AnswerSentence", "Citation", "Outcome"]
