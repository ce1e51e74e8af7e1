"""What stands for the library while the server runs: another may take its place."""

from __future__ import annotations

from typing import Any, cast

from index import Library


class CurrentLibrary:
    """Passes every call on to the library that answers `now`.

    So whoever holds it sees the next one as well. A call is one library's from start to end;
    what needs several to be of one takes `now` itself.
    """

    def __init__(self, library: Library) -> None:
        """Stand for `library`."""
        self.now = library

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the library has
        """Return what the library has under this name."""
        if name == "now" or name.startswith("__"):
            # A copy that is being made stands for nothing yet.
            raise AttributeError(name)
        return getattr(self.now, name)

    def as_library(self) -> Library:
        """Return itself, as what it can be used for."""
        return cast("Library", self)
