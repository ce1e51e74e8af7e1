"""Readers: one module a format, and the door that picks one by content."""

from corpus.readers.reading import read_document
from corpus.readers.worker import read_in_worker

__all__ = ["read_document", "read_in_worker"]
