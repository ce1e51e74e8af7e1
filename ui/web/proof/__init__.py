"""The evidence beside the answer: cards, pages as they look, tables, reasons."""
