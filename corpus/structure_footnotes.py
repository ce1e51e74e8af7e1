"""Which lines are footnotes: those whose number stands raised or glued to a word above."""

from __future__ import annotations

import re

from corpus.markup import ANCHOR, anchor_number
from corpus.structure_lines import Line

NOTE = re.compile(
    r"(?:<sup>\s*)?(?P<number>\d{1,3})\)(?:\s*</sup>)?\s*\S|\[\^(?P<mark>\w{1,20})\]:\s*\S"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}⁾?)\s*\S|<sup>\s*(?P<sup>\d{1,3})\s*</sup>\s*\S"
)
_NOTE_SIGN = re.compile(
    r"(?:<sup>\s*)?\d{1,3}\)?(?:\s*</sup>)?\)?\s*|\[\^\w{1,20}\]:\s*"
    r"|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}⁾?\s*|\*{1,3}\s*"
)
_STARS = re.compile(r"\*{2,3}\s?(?=[^*\s])")


def mark_footnotes(lines: list[Line]) -> frozenset[str]:
    """Notes are the numbered lines whose number stands raised or glued in the text above."""
    raised: set[str] = set()
    numbers: set[str] = set()
    previous = ""
    for line in lines:
        if line.marked and line.role == "footnote":
            if found := NOTE.match(line.text):
                numbers.add(_note_number(found))
                _take_number(line)
            continue
        found = NOTE.match(line.text) if line.role == "text" else None
        if found and "\t" not in line.text:
            number = _note_number(found)
            follows = previous.isdigit() and number.isdigit() and int(number) == int(previous) + 1
            if number in raised or found["mark"] or follows and line.gap <= 1:
                line.role = "footnote"
                _take_number(line)
                numbers.add(number)
                raised.discard(number)
                previous = number
                continue
        elif _STARS.match(line.text) and line.role == "text" and not line.text.endswith("**"):
            line.role = "footnote"
            _take_number(line)
            continue
        if line.role != "furniture":
            previous = ""
        open_brackets = at = 0
        for anchor in ANCHOR.finditer(line.text):
            open_brackets += line.text.count("(", at, anchor.start())
            open_brackets -= line.text.count(")", at, anchor.start())
            at = anchor.start()
            if not anchor["plain"] or open_brackets <= 0:
                raised.add(anchor_number(anchor))
    _mark_star_notes(lines)
    return frozenset(numbers)


def _take_number(line: Line) -> None:
    found = _NOTE_SIGN.match(line.text)
    if found:
        raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁾", "0123456789)")
        line.marker = re.sub(r"<[^>]*>|\s", "", found[0]).translate(raised)
        line.body = line.start + found.end()


def _note_number(found: re.Match[str]) -> str:
    raw = found["number"] or found["mark"] or found["sup"] or found["raised"]
    return raw.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")).rstrip("⁾")


def _mark_star_notes(lines: list[Line]) -> None:
    for at, line in enumerate(lines[:-1]):
        following = lines[at + 1]
        above = following.role == "footnote" and following.text.startswith("**")
        if above and line.role == "text" and line.text.startswith("* "):
            line.role = "footnote"
            _take_number(line)
