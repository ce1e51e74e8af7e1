"""Real files that may stand beside the project and are no part of it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
SEEDS = SHARED / "seeds"
FIXTURES = SHARED / "fixtures"

needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the real reports are not beside the project"
)


def real_files(kind):
    """The real files of a format, by its extension; none where they are not beside the project."""
    return sorted((FIXTURES / kind).glob(f"*.{kind}"))
