"""Which words a footnote explains: the noun phrase its anchor is attached to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence, Set

from corpus.korean import Morpheme, analyze_many
from corpus.markup import ANCHOR, anchor_number, clean_markup, is_note_anchor
from corpus.structure_lines import Line

_BEFORE = 80
_LABEL_MAX = 40
# Shorter words (`계획`, `시장`) say nothing on their own.
_LABEL_MIN = 3
_NOMINAL = frozenset(
    {"NNG", "NNP", "NNB", "NR", "SL", "SH", "SN", "XPN", "XSN", "SW", "SO", "SSO", "SSC", "SS"}
)
_NUMBER = re.compile(r"(?:<sup>\s*)?(?:\[\^)?(\d{1,3}|\w{1,20}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_TERM = re.compile(r"\S{1,6}\s?[^:：\n.]{1,24}[:：]\s")
# Quotation marks and bullets around a term are none of it.
_AROUND = " \"'“”‘’·,-–—◎○●□■❏❑❍▶◆◇❖※•∙"
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def note_number(line: Line) -> str:
    """Return the number of a footnote's line, as its anchor has it."""
    found = _NUMBER.match(line.text)
    return found[1].translate(_DIGITS) if found else ""


def note_labels(text: str, lines: Sequence[Line], notes: Set[str]) -> dict[int, str]:
    """Return for footnotes, by the start of their line, the words they explain.

    A note whose anchor closes a sentence names its source and gets no label.
    """
    anchors: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for line in lines:
        if line.role in ("footnote", "furniture"):
            continue
        for match in ANCHOR.finditer(text, line.start, line.end):
            if is_note_anchor(match, notes):
                anchors[anchor_number(match)].append((match.start(), line))
    wanted: list[tuple[Line, str]] = []
    for line in lines:
        if line.role != "footnote":
            continue
        found = anchors.get(note_number(line), [])
        at = bisect_left(found, line.start, key=lambda anchor: anchor[0])
        if not found:
            continue
        position, place = found[max(0, at - 1)]
        low = max(place.start, position - _BEFORE)
        before = clean_markup(text, low, position, notes).text
        if before and not before.rstrip("\"'”’").endswith((".", "?", "!", "다")):
            wanted.append((line, before))
    labels = {}
    analyses = analyze_many(before for _, before in wanted)
    for (line, before), morphemes in zip(wanted, analyses, strict=True):
        label = _phrase(before, morphemes)
        # Many a note begins with its term (behind its number: `[^1]: ` is none).
        first = line.body
        says_itself = _TERM.match(text, first) or label and text.find(label, first, first + 60) >= 0
        if _LABEL_MIN <= len(label) <= _LABEL_MAX and not says_itself:
            labels[line.start] = label
    return labels


def _phrase(before: str, morphemes: Sequence[Morpheme]) -> str:
    end = len(morphemes)
    while end and morphemes[end - 1].tag.startswith("J"):
        end -= 1
    first = end
    while first and morphemes[first - 1].tag in _NOMINAL:
        first -= 1
    if first == end:
        return ""
    start = morphemes[first].start
    # A word that Kiwi does not know (`저상` as `저` and `상`) is named whole.
    while start and "가" <= before[start - 1] <= "힣":
        start -= 1
    phrase = before[start : morphemes[end - 1].end].strip(_AROUND)
    while phrase.startswith("(") and (phrase.endswith(")") or ")" not in phrase):
        phrase = phrase[1:-1] if phrase.endswith(")") else phrase[1:]
    while phrase.count(")") > phrase.count("(") and phrase.endswith(")"):
        phrase = phrase[:-1]
    return phrase.lstrip(") ").strip()
