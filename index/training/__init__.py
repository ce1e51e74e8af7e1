"""The recipe of the bundled model: `python -m index.training --help`."""
