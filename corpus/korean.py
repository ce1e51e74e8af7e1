"""Korean morphology: the one module that imports Kiwi."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import version
from threading import Lock

from kiwipiepy import Kiwi

from corpus.view import Span

# Words to keep whole, sorted, each with its Kiwi tag.
UserWords = tuple[tuple[str, str], ...]

# A question is understood, mended and searched: the last short texts are cut once.
_MOST_REMEMBERED, _SHORT = 256, 300
# Half a pair of UTF-16, which is no character: Kiwi and encoders refuse it.
_LONE = re.compile("[\ud800-\udfff]")

_lock = Lock()
_kept: ContextVar[UserWords] = ContextVar("kept", default=())


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A morpheme with its Kiwi tag; `start` and `end` are offsets into the analysed text.

    Contracted morphemes share characters, and a dropped one (`이` of `뭐야`) has none. One
    that stands in no dictionary `is_guessed`.
    """

    form: str
    tag: str
    start: int
    end: int
    is_guessed: bool = field(default=False, compare=False)


def kiwi_version() -> str:
    """Return the version that decides how text is cut into terms."""
    return version("kiwipiepy_model")


@contextmanager
def keeping(words: UserWords) -> Iterator[None]:
    """Let `analyze` and `analyze_many` keep these words whole, in this thread, for a while."""
    token = _kept.set(words)
    try:
        yield
    finally:
        _kept.reset(token)


def analyze(text: str) -> tuple[Morpheme, ...]:
    """Cut a text into morphemes."""
    words, text = _kept.get(), replace_lone(text)
    if len(text) > _SHORT:
        return _morphemes(_kiwi(words).tokenize(text))
    found = _recent.find(text, words)
    if found is None:
        found = _morphemes(_kiwi(words).tokenize(text))
        _recent.remember(text, words, found)
    return found


def analyze_many(texts: Iterable[str]) -> Iterator[tuple[Morpheme, ...]]:
    """Cut many texts, in order."""
    clean = map(replace_lone, texts)
    return (_morphemes(tokens) for tokens in _kiwi(_kept.get()).tokenize(clean))


def replace_lone(text: str) -> str:
    """Return a text as long whose lone surrogates are U+FFFD."""
    return _LONE.sub("\ufffd", text)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text as spans, in order.

    Line ends are not taken as sentence ends: split lines first where they are.
    """
    return tuple(Span(s.start, s.end) for s in _kiwi().split_into_sents(text))


def glue_lines(lines: Sequence[str]) -> tuple[bool, ...]:
    """Tell for each of the `len(lines) - 1` line ends whether a space belongs there."""
    if len(lines) < 2:
        return ()
    _, spaces = _kiwi().glue(list(lines), return_space_insertions=True)
    return tuple(spaces)


def measure_likelihoods(texts: Iterable[str]) -> tuple[float, ...]:
    """Return of each text how likely its best reading is: a natural logarithm, below 0.

    Only the likelihoods of texts that differ in a word or a space compare.
    """
    kiwi = _kiwi()
    return tuple(float(kiwi.analyze(replace_lone(text))[0][1]) for text in texts)


def _morphemes(tokens: Iterable[object]) -> tuple[Morpheme, ...]:
    return tuple(
        Morpheme(t.form, t.tag, t.start, t.start + t.len, t.oov)  # type: ignore[attr-defined]
        for t in tokens
    )


@lru_cache(maxsize=1)
def _load() -> Kiwi:
    # The dictionary of multi-word titles doubles load time and memory and merges
    # names that are searched by their parts; one worker thread costs nothing idle.
    return Kiwi(num_workers=1, load_multi_dict=False)


class _Own:
    """The analyser with a library's words, the latest: texts are structured without them."""

    def __init__(self) -> None:
        self._words: UserWords = ()
        self._kiwi: Kiwi | None = None

    def load(self, words: UserWords) -> Kiwi:
        # By identity first: thousands of words are not compared at every call.
        if self._kiwi is None or (self._words is not words and self._words != words):
            self._kiwi = Kiwi(num_workers=1, load_multi_dict=False)
            for word, tag in words:
                self._kiwi.add_user_word(word, tag)
        self._words = words
        return self._kiwi


_own = _Own()


class _Recent:
    """What the last short texts were cut into, with the words that were kept whole."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[str, tuple[UserWords, tuple[Morpheme, ...]]] = OrderedDict()

    def find(self, text: str, words: UserWords) -> tuple[Morpheme, ...] | None:
        with self._lock:
            kept, found = self._found.get(text, ((), None))
            return found if kept is words else None

    def remember(self, text: str, words: UserWords, found: tuple[Morpheme, ...]) -> None:
        with self._lock:
            self._found[text] = (words, found)
            if len(self._found) > _MOST_REMEMBERED:
                self._found.popitem(last=False)


_recent = _Recent()


def _kiwi(words: UserWords = ()) -> Kiwi:
    with _lock:
        return _own.load(words) if words else _load()
