"""Programs and fonts of the machine, with which tests write and print real files."""

import shutil
import subprocess
import sys
from functools import cache

import pytest


def convert(source, kind, folder, *options):
    """Let LibreOffice convert a file, in a profile of its own; return where the new one lies.

    `kind` is an extension, if need be with the filter that writes it behind a colon. Without
    LibreOffice the test is skipped; one that cannot convert fails it.
    """
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", *options]
    command += ["--convert-to", kind, "--outdir", str(folder), str(source)]
    done = subprocess.run(command, check=True, capture_output=True, timeout=300)
    made = folder / f"{source.stem}.{kind.partition(':')[0]}"
    # It ends well without having written anything, too.
    assert made.exists(), done.stderr[-200:]
    return made


@cache
def has_korean_font():
    """What the system says of its fonts, whatever a reader makes of what is printed with them."""
    if sys.platform in ("darwin", "win32"):
        return True
    asked = shutil.which("fc-list")
    if asked is None:
        return False
    done = subprocess.run([asked, ":lang=ko", "family"], capture_output=True, timeout=60)
    return bool(done.stdout.strip())


def require_korean_font():
    """Skip the test where nothing could print Hangul."""
    if not has_korean_font():
        pytest.skip("no Korean font is installed")
