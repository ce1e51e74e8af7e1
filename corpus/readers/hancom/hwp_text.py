"""The text of a paragraph of HWP 5: characters of UTF-16 with controls among them.

Source: Hancom, "HWP Document File Formats 5.0", revision 1.3, section 3.2.3 and table 6
(control characters): a control takes the room of 1 or of 8 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TAB = 9
_LINE_END, _PARA_END, _HYPHEN, _BOUND_SPACE, _FIXED_SPACE = 10, 13, 24, 30, 31
# Those with room for parameters that stand in the text itself.
_INLINE = frozenset((4, 5, 6, 7, 8, TAB, 19, 20))
# Those that refer to a control record.
_EXTENDED = frozenset((1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23))
_CONTROL = re.compile("[\x00-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHOWN = {
    TAB: "\t",
    _LINE_END: "\n",
    _HYPHEN: "-",
    _BOUND_SPACE: " ",
    _FIXED_SPACE: " ",
}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that begin at a place of the paragraph, or a control that stands there.

    `control` is the four letters of a control's id (`tbl `), empty for characters.
    """

    at: int
    text: str
    control: str = ""


def read_units(raw: bytes) -> str:
    """Return the code units of UTF-16 as a string of the same length, surrogates apart.

    Places in a paragraph count code units, and parameters of controls are no text.
    """
    size = len(raw) // 2
    wide = bytearray(4 * size)
    wide[0::4] = raw[0 : 2 * size : 2]
    wide[1::4] = raw[1 : 2 * size : 2]
    return wide.decode("utf-32-le", "surrogatepass")


def split_runs(units: str) -> Iterator[Run]:
    """Yield characters and controls in order; controls that show as a character are text."""
    at, size = 0, len(units)
    while at < size:
        found = _CONTROL.search(units, at)
        if found is None:
            yield Run(at, join_surrogates(units[at:]))
            return
        place = found.start()
        if place > at:
            yield Run(at, join_surrogates(units[at:place]))
        code = ord(units[place])
        shown = _SHOWN.get(code)
        if shown is not None:
            yield Run(place, shown)
        elif code in _EXTENDED:
            yield Run(place, "", control_id(units[place + 1 : place + 3]))
        elif code == _PARA_END:
            return
        at = place + (8 if code in _EXTENDED or code in _INLINE else 1)


def control_id(units: str) -> str:
    """Return the four letters of a control's id from the two units that hold it."""
    letters: list[str] = []
    for unit in units:
        letters += (chr(ord(unit) & 0xFF), chr(ord(unit) >> 8))
    return "".join(reversed(letters))


def join_surrogates(units: str) -> str:
    """Join the halves of characters beyond the basic plane; a lone half becomes `�`."""
    if _SURROGATE.search(units) is None:
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def change_stretches(
    units: str, stretches: Sequence[tuple[int, int]], table: dict[int, int]
) -> str:
    """Translate the characters of some stretches; the length stays."""
    parts: list[str] = []
    last = 0
    for start, end in stretches:
        start, end = max(start, last), min(end, len(units))
        if start < end:
            parts += (units[last:start], units[start:end].translate(table))
            last = end
    return "".join((*parts, units[last:]))
