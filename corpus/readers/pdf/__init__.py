"""PDF: printed pages as text in reading order, and where on its page each character stands."""

from corpus.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
