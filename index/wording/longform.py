"""Where the name begins that brackets stand after: by morphemes, sounds and letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Morpheme
from index.letters import HAN, is_han
from index.readings import read_hanja
from index.wording.brackets import MAX_NAME, Part, initials_fit, is_abbreviation
from index.wording.sounds import likeness

# Sounds so alike are one name; chance seldom gives as much to names of this length.
_ALIKE = 0.7
_MAX_WORDS = 6

_NOUNS = frozenset("NNG NNP XPN XSN XR SL SH SN NR W_SERIAL SW SO".split())
_COUNTED = frozenset("NNG NNP XR SL SH".split())
_OPENING = "‘“「『《〈【[(（<\"'"
_CLOSING = {
    "’": "‘",
    "”": "“",
    "」": "「",
    "』": "『",
    "》": "《",
    "〉": "〈",
    "'": "‘'",
    '"': '“"',
}
# What ends a line's part before which no name goes on.
_BREAK = re.compile(
    r"[\t|,;:!?…※◎❍▶►▷○●□■◆◇▪▲△◦→∙•=*#]|(?<![0-9])[.](?![0-9])|\s[-–—·]\s|^[-–—·]\s?|[)）>]"
)
_WORD = re.compile(rf"[가-힣A-Za-z0-9&+.\-·/'’{HAN}]+")
_LATIN_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9&+.\-/'’]*")
_HAN_RUN = re.compile(f"[{HAN}][{HAN}0-9]*$")
_HANGUL = re.compile(r"[가-힣]")
# Syllables of foreign words: a long one is still one noun.
_FOREIGN = re.compile("[트티터테텐텔덴드디스즈츠크클플프브블르럴레렌렉켓킷랫렛컨콘케]")
_COUNTING = re.compile(
    r"^\d+(?:\.\d+)?(?:대|개|명|종|가지|곳|차|위|사|년|월|일|분기|인|세대|건|호|단계)?$"
)
# `전략적 양해각서`, `지점별 총인`: what is said of a name, mostly; not of `생물화학적 산소요구량`.
_ADJECTIVAL = frozenset("적 별 당".split())
_VAGUE = frozenset(
    "주요 각종 양대 등 및 관련 기타 이들 일부 여러 또는 또한 특히 이후 최근 현재 당시 중 내 간 외 "
    "국내 국외 해외 자료 출처 단위 가운데 예시 사례 표 그림".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be meant; only one that is `is_sure` is taken where it stands once."""

    text: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Suffix:
    """The last words of what stands before the brackets, and how many nouns they are."""

    text: str
    words: int
    nouns: int
    is_described: bool = False

    @property
    def syllables(self) -> int:
        return len(_HANGUL.findall(self.text))


def read_line(left: str) -> str:
    """Return the part of the line that a name before the brackets can lie in."""
    ends = [found.end() for found in _BREAK.finditer(left) if found.end() < len(left)]
    return left[ends[-1] if ends else 0 :].strip()


def find_candidates(line: str, part: Part, found: Sequence[Morpheme]) -> Iterator[Candidate]:
    """Yield the names that `part` may be another of, the likeliest first.

    `line` is what `read_line` gave, `found` its morphemes.
    """
    quoted = _quoted(line)
    if quoted is not None:
        last = quoted.rsplit(" ", 1)[-1]
        if part.script == "han" and last in read_hanja(part.text):
            quoted = last
        if _fits_quoted(quoted, part):
            yield Candidate(quoted, True)
        return
    last = line.rsplit(" ", 1)[-1]
    if not last:
        return
    if _HANGUL.search(last) or (last[0].isdigit() and _HANGUL.search(line)):
        yield from _before_korean(line, part, found)
    elif han := _HAN_RUN.search(line):
        yield from _before_han(han.group(), part)
    elif _LATIN_WORD.fullmatch(last):
        yield from _before_latin(line, part)


def abbreviates(short: str, long: str) -> bool:
    """Tell whether syllables of a long name, in their order, make a short one: 발개위."""
    bare = long.replace(" ", "")
    if not 2 <= len(short) <= len(bare) - 2 or short in bare or not is_drawn_from(short, bare):
        return False
    return any(word.startswith(short[0]) for word in (long.split())) or short[0] in bare[:5]


def is_drawn_from(short: str, long: str) -> bool:
    """Tell whether the characters of `short` stand in `long` in their order."""
    at = 0
    for char in short:
        at = long.find(char, at) + 1
        if not at:
            return False
    return True


def _before_korean(line: str, part: Part, found: Sequence[Morpheme]) -> Iterator[Candidate]:
    suffixes = list(_suffixes(line, found))
    if not suffixes:
        return
    if part.script == "latin":
        yield from _latin_fits(suffixes, part)
    elif part.script == "han":
        yield from _han_fits(suffixes, part)
    else:
        short = part.text
        drawn = [one for one in suffixes if abbreviates(short.replace(" ", ""), one.text)]
        if drawn:
            yield Candidate(drawn[0].text, True)
        elif part.is_said:
            yield Candidate(suffixes[-1].text, True)


def _latin_fits(suffixes: list[_Suffix], part: Part) -> Iterator[Candidate]:
    name = part.text
    alike = [(likeness(one.text, name), -one.words, one) for one in suffixes]
    best = max(alike, key=lambda row: row[:2])
    if best[0] >= _ALIKE and _is_as_long(best[2], name):
        # A name of two words beside one: perhaps the other was not seen as a noun.
        count = len(name.split())
        is_whole = best[0] >= 0.9 or best[2].words >= count - (count > 2)
        yield Candidate(best[2].text, is_whole)
        return
    if is_abbreviation(name) or part.is_said:
        letters = sum(char.isalnum() for char in name)
        fits = [one for one in suffixes if max(2, (letters + 1) // 2) <= one.nouns <= letters + 1]
        # Few words that have a noun for each letter, or come near to it.
        fits.sort(key=lambda one: max(letters - one.nouns, 0) + 0.6 * one.words)
        for at, one in enumerate(fits):
            yield Candidate(one.text, at == 0 and not one.is_described)
        if not fits and suffixes[0].syllables >= 3:
            yield Candidate(suffixes[0].text, False)
        return
    words = re.findall(r"[A-Za-z]{2,}", name)
    asked = sum(word.casefold() not in ("of", "the", "and", "for", "in") for word in words)
    if asked == 1 and not name.islower():
        # A proper name that does not sound like it.
        return
    fits = [
        one for one in suffixes if one.words <= asked and asked <= max(one.nouns, 1) <= 2 * asked
    ]
    fits.sort(key=lambda one: (abs(asked - one.nouns), one.words))
    for at, one in enumerate(fits):
        # `TICS LAB` is the name of one, not a word for it.
        is_word = not name.isupper() and (asked > 1 or len(suffixes) == 1)
        yield Candidate(one.text, at == 0 and is_word)


def _han_fits(suffixes: list[_Suffix], part: Part) -> Iterator[Candidate]:
    characters = "".join(filter(is_han, part.text))
    length = len(characters)
    bare = suffixes[0].text.rsplit("·", 1)[-1]
    if len(bare) == length and bare != suffixes[0].text:
        suffixes = [_Suffix(bare, 1, 1), *suffixes]
    read = {way for way in read_hanja(characters)}
    for one in suffixes:
        if one.text.replace(" ", "") in read:
            yield Candidate(one.text, True)
            return
    # As many syllables as characters: perhaps read otherwise, or a given name alone.
    same = [one for one in suffixes if one.syllables == length]
    for one in same:
        yield Candidate(one.text, len(suffixes) == 1)
    for one in suffixes:
        if one not in same and length <= 3 * one.syllables and one.syllables <= 4 * length:
            yield Candidate(one.text, len(suffixes) == 1 and not same)


def _before_han(name: str, part: Part) -> Iterator[Candidate]:
    syllables = len(_HANGUL.findall(part.text))
    if part.script == "latin" or (syllables and syllables <= 2 * len(name) <= 6 * syllables):
        yield Candidate(name, part.script == "hangul" and syllables == len(name))


def _before_latin(line: str, part: Part) -> Iterator[Candidate]:
    words: list[str] = []
    for word in reversed(line.split(" ")):
        if not _LATIN_WORD.fullmatch(word) or len(words) > _MAX_WORDS:
            break
        words.insert(0, word)
    if part.script == "latin":
        if is_abbreviation(part.text):
            for size in range(2, len(words) + 1):
                if initials_fit(part.text, words[-size:]):
                    yield Candidate(" ".join(words[-size:]), True)
                    return
        elif is_abbreviation(words[-1]) and initials_fit(words[-1], re.split("[ -]", part.text)):
            yield Candidate(words[-1], True)
        return
    for size in range(1, len(words) + 1):
        name = " ".join(words[-size:])
        if part.script == "hangul" and likeness(part.text, name) >= _ALIKE:
            yield Candidate(name, True)
            return
    if part.script == "han" and len(words[-1]) > 3:
        yield Candidate(words[-1], len(words) == 1)
    elif part.script == "hangul" and is_abbreviation(words[-1]):
        letters = sum(char.isalnum() for char in words[-1])
        bare = part.text.split()
        syllables = len(_HANGUL.findall(part.text))
        # A noun a letter: two syllables each, one at least.
        is_whole = len(bare) == 1 and 4 <= syllables <= 3 * letters and syllables >= letters
        yield Candidate(words[-1], is_whole or len(bare) == letters)


def _suffixes(line: str, found: Sequence[Morpheme]) -> Iterator[_Suffix]:
    """Yield the last word of a line, the last two and so on, as far as all are nouns."""
    end = len(line)
    words = nouns = 0
    start = end
    while words < _MAX_WORDS and start > 0:
        gap = line.rfind(" ", 0, start - 1 if start < end else end)
        begin = gap + 1
        word = line[begin:start].strip()
        opened = max(word.rfind(char) for char in _OPENING)
        begin, word = begin + opened + 1, word[opened + 1 :]
        inside = [m for m in found if begin <= m.start < start]
        if words and inside and inside[-1].tag == "XSN" and inside[-1].form in _ADJECTIVAL:
            return
        if (
            not word
            or not _WORD.fullmatch(word)
            or not _is_noun(word, inside, is_last=start == end)
        ):
            return
        words += 1
        nouns += _count_nouns(inside)
        text = line[begin:end].strip()
        if len(text) > MAX_NAME:
            return
        if not _COUNTING.match(word) and len(text) >= 2:
            before = line[: max(begin - 1, 0)].rsplit(" ", 1)[-1]
            is_group = bool(re.fullmatch(r"\d+(?:대|개|종|가지|곳|사|개사|개국)|양대", before))
            if not is_group:
                yield _Suffix(text.lstrip("·-+. "), words, nouns, before.endswith("적"))
        if opened >= 0 or _COUNTING.match(word) and not line[:begin].strip():
            return
        start = gap
        if gap < 0:
            return


def _is_noun(word: str, found: Sequence[Morpheme], *, is_last: bool) -> bool:
    if not found or word in _VAGUE:
        return False
    tags = [m.tag for m in found]
    if is_last:
        # A foreign name may be cut oddly; what ends in a particle is no name.
        return tags[-1] in _NOUNS or tags[-1] in ("NNB", "NP", "MAG", "IC", "UNK")
    return all(tag in _NOUNS for tag in tags) and not _COUNTING.match(word)


def _count_nouns(found: Sequence[Morpheme]) -> int:
    """Return how many nouns words are; a long one is a compound that the dictionary knows."""
    return sum(_count_parts(m) for m in found if m.tag in _COUNTED)


def _count_parts(noun: Morpheme) -> int:
    size = len(noun.form)
    if noun.tag == "SL" or size < 4:
        return 1
    return 1 + (size >= 6) if _FOREIGN.search(noun.form) else size // 2


def _count_han(text: str) -> int:
    return sum(map(is_han, text))


def _is_as_long(suffix: _Suffix, name: str) -> bool:
    letters = sum(char.isalpha() for char in name)
    return letters <= 5 * max(suffix.syllables, 1) and suffix.syllables <= 2 * letters


def _quoted(line: str) -> str | None:
    """Return what stands in quotes at the end of a line, closed before the brackets or not."""
    closing = line[-1:]
    if closing in _CLOSING:
        begin = max(line[:-1].rfind(char) for char in _CLOSING[closing])
        name = line[begin + 1 : -1].strip(" ,.")
        return name if begin >= 0 and 2 <= len(name) <= MAX_NAME else ""
    begin = max(line.rfind(char) for char in "‘“「『《〈")
    name = line[begin + 1 :].strip(" ,.")
    is_open = begin >= 0 and not any(char in name for char in "’”」』》〉")
    return name if is_open and 2 <= len(name) <= MAX_NAME else None


def _fits_quoted(name: str, part: Part) -> bool:
    if not name:
        return False
    if part.script == "hangul":
        return abbreviates(part.text, name) or part.is_said
    syllables = len(_HANGUL.findall(name))
    if part.script == "han":
        length = _count_han(part.text)
        return syllables > 0 and length <= 3 * syllables and syllables <= 3 * length
    if is_abbreviation(part.text):
        letters = sum(char.isalnum() for char in part.text)
        return letters <= syllables <= 4 * letters
    words = len(part.text.split())
    return likeness(name, part.text) >= _ALIKE or (words > 1 and words <= syllables <= 6 * words)
