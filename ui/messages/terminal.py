"""What the command line says: key -> (Korean, English)."""

TERMINAL: dict[str, tuple[str, str]] = {}
