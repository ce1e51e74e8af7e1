"""Opening the library as the settings say: what reads its files, and by which model."""

from __future__ import annotations

from corpus import ConfigError, Limits, find_tesseract
from index import CorpusPipeline, Encoder, Library
from ui.config import Settings


def reading_limits(settings: Settings) -> Limits:
    """Return the bounds under which files are read.

    Raises:
        ConfigError: `ocr-missing`.
    """
    if settings.ocr and not find_tesseract():
        raise ConfigError("ocr-missing")
    return Limits(ocr=settings.ocr)


def open_library(
    settings: Settings, encoder: Encoder, *, create: bool = False, adopt: bool = False
) -> Library:
    """Open the library that is set with this model; see `Library.open`."""
    pipeline = CorpusPipeline(reading_limits(settings))
    return Library.open(settings.library, encoder, create=create, adopt=adopt, pipeline=pipeline)
