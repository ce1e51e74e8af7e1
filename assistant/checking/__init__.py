"""Whether what is shown as an answer stands in what it is cited from."""

from assistant.checking.claims import Cited, Claim, find_quoted, find_said, unproved_claims
from assistant.checking.proof import find_support, proves
from assistant.checking.quantities import Quantity, read_quantities
from assistant.checking.statement import Statement, read_statement

__all__ = [
    "Quantity",
    "read_quantities",
    "Cited",
    "Claim",
    "Statement",
    "find_quoted",
    "find_said",
    "find_support",
    "proves",
    "read_statement",
    "unproved_claims",
]
