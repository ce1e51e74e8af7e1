"""What a file holds that could not be read: code -> (Korean, English).

Blanks: `{count}`; the page, where known, is put in front by `describe_loss`.
"""

LOSSES: dict[str, tuple[str, str]] = {}
