"""A model's words as they come in, cut into whole sentences without the model's own marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus import GeneratorError, split_sentences

# An answer is a few sentences; with a model's thoughts before it, a page or two.
MAX_ANSWER_CHARS = 12_000
# What runs on for longer is cut here: it is held against the source as it stands.
MAX_SENTENCE_CHARS = 1_000
# Only behind such an end a sentence can be finished; it is looked for at each piece.
_MAY_END = re.compile(r"[.?!。！？…][\"'”’)\]]*\s+\S")
MAX_MARK_CHARS = 90
# `[1]`, `[1, 2]`, `[^1]`, `【3†source】`, `(발췌 2)`: the model's own citations.
_MARKS = re.compile(
    r"\s*(?:\[\^?\d+(?:\s*[,\-–]\s*\d+)*\]|【[^】\n]{0,40}】"
    r"|[\[(<〈]/?\s*(?:발췌문?|출처|근거|source|excerpt)\s*\d[\d,\s]*[^\])>〉\n]{0,20}[\])>〉])",
    re.IGNORECASE,
)
_THINKS = re.compile(r"\s*<think(?:ing)?>")
_MAY_THINK = re.compile(r"\s*(?:<(?:t(?:h(?:i(?:n(?:k(?:i(?:n(?:g)?)?)?)?)?)?)?)?)?$")
_THOUGHT = re.compile(r"</think(?:ing)?>")
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{0,200})\]\([^)\n]{0,2000}\)")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")
# A mark, a link or a tag that is still being written.
_OPEN = re.compile(r"[\[【(<〈][^\]】)>〉\n]{0,80}$|\][ ]?$")
_LEAD = re.compile(r"^(?:[\s\-*•·#>\t]+|\d{1,2}[.)]\s+)+")
_DECORATION = re.compile(r"\*\*|__|`")


def read_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Yield each sentence as soon as it is finished, the last one at the end.

    A sentence is finished when another begins behind it, or its line ends.

    Raises:
        GeneratorError: `llm-too-long`, when the text is longer than an answer can be, and
            whatever `pieces` raise.
    """
    text = ""
    for piece in _speak(_limit(pieces)):
        *lines, text = (text + piece).split("\n")
        for line in lines:
            yield from _sentences_of(line)
        while len(text) > MAX_SENTENCE_CHARS:
            yield from _sentences_of(text[:MAX_SENTENCE_CHARS])
            text = text[MAX_SENTENCE_CHARS:]
        if not _MAY_END.search(text) or _OPEN.search(text[-MAX_MARK_CHARS:]):
            continue
        text = clean(text)
        spans = split_sentences(text)
        if len(spans) > 1:
            yield from _sentences_of(text[: spans[-1].start])
            text = text[spans[-1].start :]
    yield from _sentences_of(text)


def _limit(pieces: Iterable[str]) -> Iterator[str]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_ANSWER_CHARS:
            raise GeneratorError("llm-too-long", limit=MAX_ANSWER_CHARS)
        yield _tame(piece)


def _tame(piece: str) -> str:
    """Return a piece without what cannot be seen: controls, marks that turn the writing round."""
    return "".join(filter(None, map(_seen, piece)))


def _seen(character: str) -> str:
    if character.isprintable() or character == "\n":
        return character
    return " " if character.isspace() else ""


def _speak(pieces: Iterable[str]) -> Iterator[str]:
    """Yield what a model says, without the thoughts that some put before it."""
    held, is_thinking = "", False
    pieces = iter(pieces)
    for piece in pieces:
        held += piece
        if not is_thinking and (begun := _THINKS.match(held)):
            is_thinking, held = True, held[begun.end() :]
        if is_thinking:
            end = _THOUGHT.search(held)
            if end is None:
                held = held[-MAX_MARK_CHARS:]
                continue
            held = held[end.end() :]
        elif _MAY_THINK.match(held):
            continue
        yield held
        yield from pieces
        return
    if not is_thinking:
        yield held


def _sentences_of(line: str) -> Iterator[str]:
    line = _LEAD.sub("", clean(line)).strip()
    for span in split_sentences(line) if line else ():
        sentence = line[span.start : span.end].strip(" -*•\t")
        if any(character.isalnum() for character in sentence):
            yield sentence


def clean(text: str) -> str:
    """Return a model's text without its marks, its Markdown, and its tags."""
    for pattern, instead in (
        (_IMAGE, ""),
        (_LINK, r"\1"),
        (_MARKS, ""),
        (_TAG, ""),
        (_DECORATION, ""),
    ):
        text = pattern.sub(instead, text)
    return text
