"""What a text is searched by: the same function cuts passages and questions.

Character bigrams live in a field of their own (measured on KorQuAD dev, 964
paragraphs, nDCG@10: morphemes 0.948, with compounds 0.956, with bigrams in the
same field 0.958, with bigrams beside at weight 0.4 0.961).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus import Morpheme, analyze, analyze_many

# Raised whenever the same text would be cut into other terms.
TERMS_VERSION = 1

# Kiwi tags that carry meaning; particles, endings and punctuation carry none.
_CONTENT = frozenset(
    "NNG NNP NNB NR NP VV VV-I VV-R VA VA-I VA-R XR MAG MM SL SH SN "
    "W_SERIAL W_EMAIL W_URL W_HASHTAG W_MENTION".split()
)
_SPACED = frozenset("NNG NNP NNB NR XPN XSN XR SN".split())
_NOUN = _SPACED | {"SL", "SH"}

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

_SCRIPT_RUN = re.compile(r"[가-힣㐀-䶿一-鿿]+")
_ASCII_WORD = re.compile(r"[a-z]+")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Terms:
    """Search terms in the order of the text, repeats kept: a term has no white space.

    `words` are morphemes, compounds, figures and foreign words; `grams` the character
    bigrams of Hangul and Han runs.
    """

    words: tuple[str, ...]
    grams: tuple[str, ...]


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
    found = analyze(folded)
    kept = [m for m in found if f"{m.form}/{m.tag}" not in _ASKING]
    terms = _cut(folded, kept)
    words = tuple(word for word in terms.words if word not in _ENGLISH_STOP)
    return Terms(words, terms.grams) if words else _cut(folded, found)


def fold(text: str) -> str:
    """Return the text in the width and composition that keys are made from (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def term_key(form: str) -> str:
    """Return the key of a morpheme, figure or foreign word: case folded, English singular."""
    key = "".join(form.casefold().split())
    if _DIGITS.fullmatch(key):
        return key.replace(",", "")
    return _singular(key) if _ASCII_WORD.fullmatch(key) else key


def _cut(text: str, found: Sequence[Morpheme]) -> Terms:
    words = [term_key(m.form) for m in found if m.tag in _CONTENT]
    words += _compounds(found)
    words += _measures(found)
    for morpheme in found:
        if morpheme.tag == "SH":
            # A run of Chinese is a whole sentence to Kiwi.
            words += (run[i : i + 2] for run in [morpheme.form] for i in range(len(run) - 1))
    grams = [
        run[i : i + 2] for run in _SCRIPT_RUN.findall(text) for i in range(max(len(run) - 1, 0))
    ]
    return Terms(tuple(word for word in words if word), tuple(grams))


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
