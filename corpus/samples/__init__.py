"""Documents written for the project, so that the first question has an answer.

`documents/` holds them, `gold.jsonl` asks about them; `README.md` says what they are.
"""

from pathlib import Path

_HERE = Path(__file__).parent


def sample_folder() -> Path:
    """Return the folder of the sample documents, to be indexed as it is."""
    return _HERE / "documents"


def sample_gold() -> Path:
    """Return the gold questions on the sample documents (JSON Lines)."""
    return _HERE / "gold.jsonl"
