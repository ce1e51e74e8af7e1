"""How much of a stranger's file the readers are willing to take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file; past a bound the file is refused with a `ReadError`.

    `timeout_s` and `max_memory_bytes` hold in the worker process only: a thread
    cannot be stopped from outside. `max_memory_bytes` bounds the address space,
    which is about 1 GB larger than what a reader really uses. `max_depth` counts
    the folders below the root, `max_cells` the cells of one table after spans
    have been resolved (`colspan="99999"` costs its author five characters). Of a ZIP
    container, `max_unpacked_bytes` bounds all that is unpacked of it, `max_ratio` how much
    larger than packed a part may be once it is larger than 1 MB, `max_parts` its entries,
    and `max_nesting` archives inside archives. With `ocr`, pages without text are read by
    Tesseract if the machine has it; a file may take `ocr_timeout_s` longer for that.
    """

    max_bytes: int = 200_000_000
    max_pages: int = 5_000
    max_chars: int = 20_000_000
    max_cells: int = 200_000
    max_depth: int = 64
    max_unpacked_bytes: int = 1_000_000_000
    max_ratio: int = 400
    max_parts: int = 20_000
    max_nesting: int = 3
    timeout_s: float = 180.0
    max_memory_bytes: int = 4_000_000_000
    ocr: bool = False
    ocr_timeout_s: float = 3_600.0

    @property
    def patience_s(self) -> float:
        """Seconds after which the worker is killed."""
        return self.timeout_s + (self.ocr_timeout_s if self.ocr else 0.0)
