"""Notes on how an answer came about: code -> (Korean, English)."""

NOTES: dict[str, tuple[str, str]] = {}
