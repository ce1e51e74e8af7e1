"""Reports as files: whole or not at all, and never over another unless that is asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from corpus import ConfigError
from ui.exporting.markdown import render_markdown_report
from ui.exporting.outline import Outline
from ui.exporting.page import render_html_report
from ui.exporting.word import render_docx_report
from ui.whole_files import write_whole

_RENDERERS: dict[str, Callable[[Outline], bytes]] = {
    ".md": lambda outline: render_markdown_report(outline).encode("utf-8"),
    ".html": lambda outline: render_html_report(outline).encode("utf-8"),
    ".docx": render_docx_report,
}
FORMATS = tuple(_RENDERERS)


def render(outline: Outline, suffix: str) -> bytes:
    """Return the file that an outline is in the format of `suffix`, one of `FORMATS`."""
    return _RENDERERS[suffix](outline)


def require_targets(targets: Sequence[str], *, is_overwriting: bool) -> None:
    """Refuse, before anything is asked, files that could not be written in the end.

    Raises:
        ConfigError: `export-unknown-format`, `export-exists`, or `file-not-written` where there
            is no folder to write to.
    """
    for target in targets:
        path = Path(target)
        if path.suffix.lower() not in FORMATS:
            raise ConfigError("export-unknown-format", file=target, known=", ".join(FORMATS))
        try:
            if path.is_dir() or not path.parent.is_dir():
                is_folder = "is a folder" if path.is_dir() else "no such folder"
                raise ConfigError("file-not-written", file=target, reason=is_folder)
            if not is_overwriting and os.path.lexists(path):
                raise ConfigError("export-exists", file=target)
        except (OSError, ValueError) as error:
            raise _refused(target, error) from error


def write_files(contents: Mapping[str, bytes], *, is_overwriting: bool) -> None:
    """Write each file whole or not at all; a failure leaves those before it.

    Raises:
        ConfigError: `export-exists` or `file-not-written`.
    """
    for target, content in contents.items():
        path = Path(target)
        try:
            write_whole(path, content, is_overwriting=is_overwriting)
        except FileExistsError:
            raise ConfigError("export-exists", file=target) from None
        except (OSError, ValueError) as error:
            raise _refused(target, error) from error


def _refused(target: str, error: OSError | ValueError) -> ConfigError:
    reason = getattr(error, "strerror", None) or str(error)
    return ConfigError("file-not-written", file=target, reason=reason)
