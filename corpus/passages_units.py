"""Sentences of a paragraph, and the pieces of a table's row that can be quoted alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.korean import split_sentences
from corpus.view import Span, View

_STOP = re.compile(
    r"(?:(?<![.?!])[.?!]+|(?<![。！？…])[。！？…]+)[\"'”’」』)\]}〉》】]*(?=\s)|[。！？]+[”’」』）]*|다\.(?=[가-힣])"
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st vs etc e.g i.e al no nos fig vol pp inc co ltd corp jr sr u.s approx "
    "dept est p tel ver".split()
)
_QUOTING = re.compile(
    r"\s?(?:라고|라는|라며|고\s|며\s|이라고|이라는|하고|는\s|은\s|을\s|를\s|의\s|에\s|와\s|과\s|란\s)"
)
_PAIRS = {"(": ")", "[": "]", "「": "」", "『": "』", "《": "》", "〈": "〉", "“": "”", "‘": "’"}
_CLOSING = frozenset(_PAIRS.values())
# Past this a stretch without a full stop is looked at word by word.
_LONG = 240
# What is longer still is no language.
_TOO_LONG = 8000
_PIECE = re.compile(
    r"(?<=\s)(?=[■□▪◦○●◎•∙·※▶][^\s]?\s?|[-–]\s|\d{1,2}[.)]\s|\(\d{1,2}\)\s?|[①-⑳]|/\s)"
)
_PIECE_TARGET = 160


def sentence_spans(text: str) -> list[Span]:
    """Return the sentences of one paragraph, in order, without the white space between."""
    inside = _inside_brackets(text)
    cuts = [
        match.end()
        for match in _STOP.finditer(text)
        if not inside[match.end() - 1] and _is_end(text, match)
    ]
    spans: list[Span] = []
    at = 0
    for cut in [*cuts, len(text)]:
        spans.extend(_trim(text, at, cut))
        at = cut
    out: list[Span] = []
    for span in spans:
        is_odd = not _LONG < len(span) <= _TOO_LONG
        out.extend([span] if is_odd else _split_long(text, span, inside))
    return out


def _split_long(text: str, span: Span, inside: Sequence[bool]) -> list[Span]:
    """Part sentences that were written without full stops."""
    found = split_sentences(text[span.start : span.end])
    cuts = [span.start + sentence.end for sentence in found[:-1]]
    kept = [
        cut
        for cut in cuts
        if not inside[cut - 1]
        and re.match(r"\s", text[cut : cut + 1])
        and re.search(r"(?:[다요까음함임됨]|[.?!])[\"'”’)\]]*$", text[:cut])
    ]
    spans: list[Span] = []
    at = span.start
    for cut in [*kept, span.end]:
        spans.extend(_trim(text, at, cut))
        at = cut
    return spans


def _trim(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    low = start + len(piece) - len(piece.lstrip())
    high = end - (len(piece) - len(piece.rstrip()))
    return [Span(low, high)] if low < high else []


def _is_end(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    after = text[match.end() : match.end() + 20].lstrip()
    if not after:
        return True
    if match[0][0] == ".":
        if before[-1:].isdigit() and (after[0].isdigit() or re.match(r"[월일분기]", after)):
            return False
        word = re.search(r"[A-Za-z.]+$", before)
        if word and (word[0].lower() in _ABBREVIATIONS or re.fullmatch(r"[A-Z]", word[0])):
            return False
        if re.search(r"(?:^|\s)(?:\d{1,2}|[가-하])$", before[-4:]):
            return False
        if re.search(r"\d{4}\.\s?\d{1,2}(?:\.\s?\d{1,2})?$", before):
            return False
    return not (match[0][-1] in "\"'”’」』)" and _QUOTING.match(text, match.end()))


def _inside_brackets(text: str) -> list[bool]:
    """Tell for each character whether it stands inside a bracket or quote that is closed."""
    depth = [0] * (len(text) + 1)
    stack: list[tuple[str, int]] = []
    for at, letter in enumerate(text):
        if letter in _PAIRS:
            stack.append((_PAIRS[letter], at))
        elif letter in _CLOSING and any(close == letter for close, _ in stack[-6:]):
            while stack[-1][0] != letter:
                stack.pop()
            _, start = stack.pop()
            depth[start] += 1
            depth[at] -= 1
    inside, now = [], 0
    for step in depth[: len(text)]:
        now += step
        inside.append(now > 0)
    return inside


def cell_pieces(cell: View) -> list[View]:
    """Return a long cell in the pieces that its list or its sentences allow."""
    text = cell.text
    if len(text) <= _PIECE_TARGET:
        return [cell]
    cuts = [match.start() for match in _PIECE.finditer(text)]
    if not cuts:
        cuts = [span.start for span in sentence_spans(text)[1:]]
    if not cuts:
        return [cell]
    pieces: list[View] = []
    at, size = 0, 0
    for cut, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        size = cut - at
        if size and size + (following - cut) > _PIECE_TARGET:
            pieces.append(cell.slice(at, cut).strip())
            at = cut
    pieces.append(cell.slice(at, len(text)).strip())
    return [piece for piece in pieces if piece.text]
