"""Memory that was needed for a moment goes back to the system, where its C library can."""

from __future__ import annotations

import ctypes
import gc
import sys

# glibc's: areas of memory that threads allocate from, each with its own leftovers.
_M_ARENA_MAX = -8
_ARENAS = 2


def bound_arenas() -> None:
    """Let the threads of a server share a few areas of memory instead of keeping one each."""
    library = _glibc()
    if library is not None:
        library.mallopt(_M_ARENA_MAX, _ARENAS)


def free_unused() -> None:
    """Give back what lies unused between what is used: after loading, more than 100 MB."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


def settle() -> None:
    """Free what is left over, and let what is there for good never be looked through again.

    Half a million objects of modules would else be, each time that garbage is collected.
    """
    gc.collect()
    gc.freeze()
    free_unused()


def _glibc() -> ctypes.CDLL | None:
    """Return the C library where it is glibc: others have no such calls."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
