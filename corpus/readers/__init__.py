"""Readers: one module a format, and the door that picks one by content."""

from corpus.readers.reading import read_document

__all__ = ["read_document"]
