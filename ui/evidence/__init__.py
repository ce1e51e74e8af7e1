"""What proves a citation: its document, its pages, its file."""
