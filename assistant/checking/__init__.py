"""Whether what is shown as an answer stands in what it is cited from."""

from assistant.checking.proof import find_support, proves
from assistant.checking.statement import Statement, read_statement

__all__ = ["Statement", "find_support", "proves", "read_statement"]
