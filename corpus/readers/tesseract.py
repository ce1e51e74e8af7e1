"""Whether this machine can read pictures of Korean text."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

# With English beside it, Hangul it is unsure of turns into Latin letters; Korean knows both.
OCR_LANGUAGE = "kor"
_LIST_SECONDS = 20.0


@cache
def find_tesseract() -> str:
    """Return the path of a Tesseract that reads Korean, "" where there is none."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, "--list-langs"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LIST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    names = done.stdout.decode("utf-8", "replace").split()
    return program if OCR_LANGUAGE in names else ""
