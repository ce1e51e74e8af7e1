"""What a text is searched by: the same function cuts passages and questions.

Character bigrams live in a field of their own (measured on KorQuAD dev, 964
paragraphs, nDCG@10: morphemes 0.948, with compounds 0.956, with bigrams in the
same field 0.958, with bigrams beside at weight 0.4 0.961; `index.lexical.FieldBoosts`
has more).

Chinese characters are searched as they are read: of 40 Chinese questions on Korean
documents the words alone find 29 within the first five, where it was 1 before
(nDCG@10 0.025 to 0.60); Korean text with a few Hanja (KorQuAD) loses nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import Morpheme, analyze, analyze_many
from index.dates import date_keys, spell_years
from index.figures import figure_keys, spelt_keys
from index.letters import HAN, HAN_WORD
from index.readings import read_hanja

# Raised whenever the same text would be cut into other terms.
TERMS_VERSION = 2

# Kiwi tags that carry meaning; particles, endings and punctuation carry none.
_CONTENT = frozenset(
    "NNG NNP NNB NR NP VV VV-I VV-R VA VA-I VA-R XR MAG MM SL SH SN "
    "W_SERIAL W_EMAIL W_URL W_HASHTAG W_MENTION".split()
)
_SPACED = frozenset("NNG NNP NNB NR XPN XSN XR SN".split())
_NOUN = _SPACED | {"SL", "SH"}
_HANGUL_NOUN = frozenset(("NNG", "NNP", "XPN", "XSN", "XR"))

# Morphemes that ask rather than say what is asked about.
_ASKING = frozenset(
    "무엇/NP 뭐/NP 뭣/NP 누구/NP 어디/NP 언제/NP 언제/MAG 어느/MM 어떤/MM 어떻/VA-I 어떠하/VA "
    "어떡하/VV 얼마/NNG 얼마나/MAG 몇/MM 몇/NR 왜/MAG 어찌/MAG 무슨/MM 알리/VV 가르치/VV 말하/VV "
    "궁금/XR 것/NNB 하/VV 되/VV 있/VV 있/VA 대하/VV 관하/VV 따르/VV 이/MM 그/MM 좀/MAG".split()
)
# Function words of English; among Korean texts they are rare and would weigh much.
_ENGLISH_STOP = frozenset(
    "a an the of in on at to for from by with as and or nor not is are was were be been being am "
    "do does did has have had will would can could should may might shall must it its this that "
    "these those there here what which who whom whose when where why how i you he she we they me "
    "him her us them my your his our their if than then so such into about over per please tell "
    "much many".split()
)

# Words that ask and join in Chinese, where no spaces part them from what is asked about.
_CHINESE_STOP = re.compile(
    "为什么|什么样|什么|多少|哪些|哪个|哪里|哪|怎么样|怎么|怎样|如何|何时|请问|是否|有没有|"
    "的|了|是|吗|呢|吧|和|与|在|谁"
)
_HAN = re.compile(f"[{HAN}]")
# Longer runs are sentences: nobody searches for the whole of one.
_MAX_READ = 8
# Shorter names are written in one piece.
_SHORTEST_NAME = 3
_SCRIPT_RUN = re.compile(f"[가-힣{HAN}]+")
_ASCII_WORD = re.compile(r"[a-z]+")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LETTERED = re.compile(r"(?:[a-z]\.)+[a-z]\.?")
# What stands inside a foreign name in one writing of it and not in the other.
_INNER = frozenset("-&‐‑–.")


@dataclass(frozen=True, slots=True)
class Terms:
    """Search terms in the order of the text, repeats kept: a term has no white space.

    `words` are morphemes, compounds, figures and foreign words, and what is written in Chinese
    characters as it is read; `grams` the character bigrams of Hangul and Han runs; `keys`, each
    once, the one writing of figures, dates and foreign names (`index.figures`, `index.dates`).
    """

    words: tuple[str, ...]
    grams: tuple[str, ...]
    keys: tuple[str, ...] = ()


def extract_terms(text: str) -> Terms:
    """Cut one text."""
    folded = fold(text)
    return _cut(folded, analyze(folded))


def extract_terms_many(texts: Iterable[str]) -> Iterator[Terms]:
    """Cut many texts, in order; several times as fast as one by one."""
    folded = [fold(text) for text in texts]
    return (_cut(text, found) for text, found in zip(folded, analyze_many(folded), strict=True))


def extract_query_terms(text: str) -> Terms:
    """Cut a question: question words are left out unless nothing else remains."""
    folded = fold(text)
    if HAN_WORD.search(folded):
        folded = _CHINESE_STOP.sub(" ", folded).strip() or folded
    found = analyze(folded)
    kept = [m for m in found if f"{m.form}/{m.tag}" not in _ASKING]
    terms = _cut(folded, kept, is_query=True)
    words = tuple(word for word in terms.words if word not in _ENGLISH_STOP)
    return replace(terms, words=words) if words else _cut(folded, found, is_query=True)


def pack_words(words: Iterable[str], keys: Iterable[str]) -> str:
    """Return words and keys as they are stored: each joined by spaces, a tab between."""
    joined = " ".join(keys)
    return " ".join(words) + (f"\t{joined}" if joined else "")


def unpack_words(stored: str) -> tuple[str, str]:
    """Return the space-joined words and keys of what `pack_words` made."""
    words, _, keys = stored.partition("\t")
    return words, keys


def fold(text: str) -> str:
    """Return the text in the width and composition that keys are made from (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def term_key(form: str) -> str:
    """Return the key of a morpheme, figure or foreign word: case folded, English singular."""
    key = "".join(form.casefold().split())
    if _DIGITS.fullmatch(key):
        return key.replace(",", "")
    if _LETTERED.fullmatch(key) and (joined := key.replace(".", "")) not in _ENGLISH_STOP:
        return joined
    return _singular(key) if _ASCII_WORD.fullmatch(key) else key


def _cut(text: str, found: Sequence[Morpheme], *, is_query: bool = False) -> Terms:
    read = [reading for run in HAN_WORD.findall(text) for reading in _read_run(run)]
    read += _mixed(found)
    words = [term_key(m.form) for m in found if m.tag in _CONTENT]
    words += _compounds(found)
    words += _measures(found)
    for morpheme in found:
        if morpheme.tag == "SH":
            # A run of Chinese is a whole sentence to Kiwi.
            words += _pairs(morpheme.form)
    if is_query and read:
        # Read, they are found in either script; a library without Chinese misses nothing.
        words = [word for word in words if not HAN_WORD.search(word)]
    # Korean text often gives the characters beside a word that it writes in Hangul.
    words += _new(read, words)
    grams = [pair for run in _SCRIPT_RUN.findall(text) for pair in _pairs(run)]
    grams += _new((pair for word in read for pair in _pairs(word)), grams)
    keys = dict.fromkeys((*_written_keys(text), *spelt_keys(found), *_joined_names(found)))
    return Terms(tuple(word for word in words if word), tuple(grams), tuple(keys))


def _written_keys(text: str) -> Iterator[str]:
    text = spell_years(text)
    yield from figure_keys(text)
    yield from date_keys(text)


def _read_run(run: str) -> Iterator[str]:
    """Yield a run of Chinese characters read in Korean, whole and by two."""
    if 2 < len(run) <= _MAX_READ:
        yield from read_hanja(run)
    for pair in _pairs(run):
        yield from read_hanja(pair)


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def _new(terms: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the terms that are not among the known, each once."""
    held = set(known)
    return [term for term in dict.fromkeys(terms) if term not in held]


def _mixed(found: Sequence[Morpheme]) -> Iterator[str]:
    """Yield words of both scripts read in Korean: 신기술 for 新기술."""
    for left, right in zip(found, found[1:], strict=False):
        tags = {left.tag, right.tag}
        if "SH" in tags and tags & _HANGUL_NOUN and left.end == right.start:
            both = [(m.form, *read_hanja(m.form))[-1] for m in (left, right)]
            if not _HAN.search("".join(both)) and len("".join(both)) <= _MAX_READ:
                yield "".join(both)


def _joined_names(found: Sequence[Morpheme]) -> Iterator[str]:
    """Yield foreign names in one piece, however they are written: `cosmoplat` for Cosmo Plat."""
    for place, left in enumerate(found):
        if left.tag != "SL":
            continue
        names = [left.form.casefold().replace(".", "")]
        after = place + 1
        if after + 1 < len(found) and found[after].form in _INNER:
            # Either side touches the sign: G-20.
            after += left.end == found[after].start and found[after].end == found[after + 1].start
        right = found[after] if after < len(found) else None
        if right is not None and right.tag in ("SL", "SN") and right.start <= left.end + 1:
            names.append(names[0] + right.form.casefold().replace(".", ""))
            names = [] if right.form.casefold() in _ENGLISH_STOP else names
        if left.form.casefold() not in _ENGLISH_STOP:
            yield from (name for name in names if len(name) >= _SHORTEST_NAME)


def _compounds(found: Sequence[Morpheme]) -> Iterator[str]:
    """Yield neighbouring nouns as one term (`산업`+`인터넷`), and longer runs whole.

    A pair of Korean nouns may have one space between, because writers disagree on it.
    """
    terms: dict[tuple[int, str], None] = {}
    run: list[Morpheme] = []
    for left, right in zip(found, found[1:], strict=False):
        is_spaced = left.tag in _SPACED and right.tag in _SPACED - {"SN"}
        if left.tag in _NOUN and right.tag in _NOUN and right.start - left.end <= is_spaced:
            terms[left.start, term_key(_bare(left) + _bare(right))] = None
    for morpheme in (*found, None):
        if morpheme and morpheme.tag in _NOUN and (not run or morpheme.start == run[-1].end):
            run.append(morpheme)
            continue
        if len(run) > 2:
            terms[run[0].start, term_key("".join(map(_bare, run)))] = None
        run = [morpheme] if morpheme and morpheme.tag in _NOUN else []
    return (term for _, term in terms)


def _measures(found: Sequence[Morpheme]) -> Iterator[str]:
    """Yield figures with the sign that follows them: `3.5%`, `20℃`."""
    for figure, sign in zip(found, found[1:], strict=False):
        if figure.tag == "SN" and sign.tag == "SW" and sign.start == figure.end:
            yield _bare(figure) + sign.form.casefold()


def _bare(morpheme: Morpheme) -> str:
    """Return the form; a figure without its separators: `5,700` and `5700` are one."""
    return morpheme.form.replace(",", "") if morpheme.tag == "SN" else morpheme.form


def _singular(word: str) -> str:
    """Return an English word without its plural ending.

    Source: the S-stemmer, Harman, How effective is suffixing? (JASIS 1991).
    """
    if len(word) < 4:
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")):
        return word[:-1]
    return word
