"""Names of columns that stand one space apart: which words of a header are one name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.tables_values import is_period

# No column is called by these alone: they stand before the word that they describe ...
_BEFORE = re.compile(
    r"(?:총|연|연간|월|월간|일|월?평균|연평균|최[대소고저]|누적|전년|전년도|전년동기|주요|신규|최종|최초|세부|"
    r"예상|실제|(?:\d+\S{0,3}|호|가구|건|인|명|개|대|면적|인구|단위|호기|업체|시설)당|및|대비|향후|기타|순)"
)
# ... or behind the word that they count.
_BEHIND = re.compile(
    r"(?:수|수량|건수|인원|인원수|금액|대비|및|비율|비중|한도|능력|규모|현황|여부|기준|면적|비용|단가|예정일|"
    r"보유국|실적|기간|방법|대상|증감률?|증가율|증감액)(?:\([^()]*\))?"
)
# Columns of words: behind the name of the row stands where or what it is.
_WORDY = re.compile(
    r"(?:(?:소재|발원|원산|생산)지|위치|(?:관할)?지역|권역|국가|국적|나라|도시|시[·ㆍ]?도|시[·ㆍ]?군[·ㆍ]?구|주소|장소|노선|"
    r"(?:담당|소관|주관|관리|시행|운영|주무)?(?:부서|부처|기관|업체|기업|회사)명?|소속|대표자?|성명|이름|담당자|책임자|직위|"
    r"직책|직급|품[목명종]|종류|유형|(?:세부)?분야|부문|업종|구분|분류|용도|규격|등급|형태|방식|제품명?|모델명?|코드|학과|전공|"
    r"상태|사업|시설|발주처|시행처|제조[사국]|성별|운영주체|사업명|시설명|비고|원료|재질|측정소)"
)
_NO_NAME = re.compile(r"(?:수|액|율|률|량|대비|및|총|순|별|당|기준|이상|이하|미만)(?:\([^()]*\))?")
_PLACES = re.compile(r"(?:소재지|위치|지역|주소|장소)$")
_SPOKEN = re.compile(r"[^\W_]")
# So often is a pair of words looked up in one document, and so many places of it are seen.
_ASKED_MAX = 600
_SEEN_MAX = 40


class Phrases:
    """Which pairs of words stand together in a document outside of rows of such words."""

    def __init__(self, text: str) -> None:
        """Keep the text; nothing is counted before it is asked for."""
        self._text = text
        self._asked = 0

    def hold(self, words: Sequence[str], at: int) -> bool:
        """Tell whether `words[at]` and the next are one phrase elsewhere in the text.

        A place where the neighbours of the two in `words` stand around them is another
        header of the same kind and tells nothing.
        """
        if self._asked >= _ASKED_MAX:
            return False
        self._asked += 1
        before = f"{words[at - 1]} " if at else "\n"
        after = f" {words[at + 2]}" if at + 2 < len(words) else "\n"
        pair = f"{words[at]} {words[at + 1]}"
        seen, start = 0, self._text.find(pair)
        while start >= 0 and seen < _SEEN_MAX:
            end = start + len(pair)
            ahead = self._text[max(0, start - len(before)) : start]
            inside = bool(ahead) and bool(_SPOKEN.match(ahead[-1]))
            if not inside and ahead != before and not self._text.startswith(after, end):
                return True
            seen += 1
            start = self._text.find(pair, end)
        glued = words[at] + words[at + 1]
        return len(glued) > 3 and not glued.isascii() and glued in self._text


def find_joints(words: Sequence[str], phrases: Phrases) -> tuple[frozenset[int], frozenset[int]]:
    """Return after which words no column ends: surely, and probably as well.

    Surely where a bracket is open or begins, where a year or noun comes by turns with others
    (`2023년 결산 2024년 예산`), where a year comes again with a noun (`2023년 2024년 2024년 예산`),
    and where the document uses two words as a phrase.
    """
    sure: set[int] = set()
    likely: set[int] = set()
    depth = 0
    for at, (word, following) in enumerate(zip(words, words[1:], strict=False)):
        depth = max(0, depth + word.count("(") - word.count(")"))
        if depth or following[0] in "([" or word[-1] in "·,/~" or following[0] in "·/~":
            sure.add(at)
        elif is_period(word) and is_period(following):
            continue
        elif is_period(word) and _stands_alone(words, at):
            # No two columns have one name: the second of that year is the year's something.
            sure.add(at)
        elif not is_period(word) and not is_period(following) and phrases.hold(words, at):
            sure.add(at)
        elif _BEFORE.fullmatch(word) or _BEHIND.fullmatch(following) and at:
            likely.add(at)
    sure |= _by_turns(words)
    return frozenset(sure), frozenset(sure | likely)


def _stands_alone(words: Sequence[str], at: int) -> bool:
    """Tell whether the period `words[at]` stands before already, another period behind it."""
    behind = zip(words[:at], words[1:], strict=False)
    return any(word == words[at] and is_period(following) for word, following in behind)


def _by_turns(words: Sequence[str]) -> set[int]:
    """Return the joints of years and nouns that come by turns, at least twice."""
    for first in range(min(4, len(words))):
        rest = words[first:]
        if len(rest) < 4 or len(rest) % 2:
            continue
        kinds = [is_period(word) for word in rest]
        if kinds == [True, False] * (len(rest) // 2):
            if len(set(rest[::2])) > 1:
                return set(range(first, len(words), 2))
        elif kinds == [False, True] * (len(rest) // 2) and len(set(rest[::2])) < len(rest) // 2:
            return set(range(first, len(words), 2))
    return set()


def group_words(words: Sequence[str], joints: frozenset[int]) -> list[list[str]]:
    """Return the words of a header, those that joints hold together in one group."""
    groups: list[list[str]] = []
    for at, word in enumerate(words):
        if at and at - 1 in joints:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def is_wordy(name: str) -> bool:
    """Tell the name of a column that holds words (`소재지`, `담당 부서`)."""
    return bool(_WORDY.fullmatch("".join(name.split())))


def is_no_name(name: str) -> bool:
    """Tell a word that no column is called by alone (`수` of `업체 수`)."""
    return bool(_NO_NAME.fullmatch(name))


def is_place(name: str) -> bool:
    """Tell the name of a column that holds places."""
    return bool(_PLACES.search(name))
