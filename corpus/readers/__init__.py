"""Readers: one module a format, and the door that picks one by content."""

from corpus.readers.drawing import DrawLimits, PageDrawer, PageImage
from corpus.readers.members import split_member
from corpus.readers.reading import hash_file, load_file, read_document
from corpus.readers.repacking import drop_member
from corpus.readers.worker import read_in_worker

__all__ = [
    "DrawLimits",
    "PageDrawer",
    "PageImage",
    "drop_member",
    "hash_file",
    "load_file",
    "read_document",
    "read_in_worker",
    "split_member",
]
