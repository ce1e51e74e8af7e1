"""Between two lines that belong together: a space, or the middle of a word?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.korean import Morpheme, analyze_many, glue_lines
from corpus.markup import ANCHOR, TAG
from corpus.structure_lines import Line

_HAN = "\u2e80-\u9fff\uf900-\ufaff"
_DOTS = "·ㆍ‧⋅・/"
_PARTICLE_START = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|에게|와|과|로|으로|도|만|부터|까지|라는|이라는|라고|이라고|"
    r"이며|이고|이나|인|임|이다|들|들이|들은|들의|들을)(?=[\s,.)]|$)"
)
_COUNTER = re.compile(
    r"(?:년|월|일|시|분|초|차|위|개|명|억|만|천|백|조|원|호|회|배|건|대|곳|종|세|살|기|단계|개국|개사|"
    r"여|가지|번|인|편|장|절|항|쪽|층|점|권|달러|위안|엔|유로|톤|포인트|퍼센트|주년|학년|평|%)"
)
VERBAL = re.compile(
    r"(?:하[였고여며는기면지도]|했|되[었어고며는기면지]|됐|된|될|됨|함|한다|할|해[서야]|"
    r"시[키켜켰킨킬킴]|당[하했한할함])"
)
# Suffixes and copula: with what stands before them they are one word.
_BOUND = frozenset({"XSV", "XSA", "XSN", "VCP"})
_NOMINAL = frozenset({"NNG", "NNP", "XSN", "XR", "SL"})
# One syllable that may be a word of its own, or a particle, says nothing of a broken word.
_LONE = frozenset(
    "은는이가을를의에와과도로만및등수것더때중그저한두세네각총약내외간전후본동제또곧꼭다안못잘할될된"
    "큰새첫옛양몇온볼든후듯채뿐줄데바라며고나"
)
# Particles and endings after which another word begins.
_CLOSING_TAGS = frozenset({"JKO", "JKG", "JC", "JKB", "JX", "JKS", "ETM"})
_NUMBERED = re.compile(r"(?:^|[\s(\[「『,·ㆍ조항])제$|\d조의$")
_ARTICLE_LEFT = re.compile(r"제\d+[조항](?:의\d+)?$")
_ARTICLE_RIGHT = re.compile(r"제\d+[조항호]")
_CLOSE_ARTICLES = re.compile(r"\d[조항]제\d")
_APART_ARTICLES = re.compile(r"\d[조항] 제\d")
_MARKS = "\"'“”‘’(),.「」"
_PARTICLES = re.compile(
    r"(?<=[가-힣]{2})(?:으로|에서|은|는|이|가|을|를|의|에|와|과|로|도|만|등|들)$"
)
_CONTEXT = 48
_TAIL = 40
_NEAR = 20
# What is written together this often, and never apart, is one word even after white space.
_SURE = 4
_MOSTLY = 3
_SPANNING_MIN = 4


class Words:
    """How the document itself writes words, away from line ends."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Count the words of the lines but for the outermost, which may be halves."""
        self._starts: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        close = apart = 0
        for line in lines:
            inner = [word.strip(_MARKS) for word in line.text.split()][1:-1]
            for word in inner:
                self._starts.update(word[:end] for end in range(2, min(len(word), 12) + 1))
            for first, second in zip(inner, inner[1:], strict=False):
                self._pairs.update(
                    (first, second[:end]) for end in range(1, min(len(second), 8) + 1)
                )
            close += len(_CLOSE_ARTICLES.findall(line.text))
            apart += len(_APART_ARTICLES.findall(line.text))
        # Laws write 제3조제1항 as one word, most others as two.
        self.article = "" if close > apart else " "

    def add(self, left: str, right: str) -> None:
        """Count the word that two lines share."""
        first, second = _edge(left, right)
        word = first + second
        if first and second:
            self._starts.update(word[:end] for end in range(2, min(len(word), 12) + 1))

    def joined(self, first: str, stem: str) -> int:
        """Count words that begin with `first` and `stem` written as one."""
        return self._starts[(first + stem)[:12]]

    def apart(self, first: str, stem: str) -> int:
        """Count where a word beginning with `stem` follows the word `first`."""
        return self._pairs[first, stem[:8]]


def joiners(pairs: Sequence[tuple[Line, Line]], words: Words) -> list[str]:
    """Return for each pair of lines that belong together a space or nothing."""
    found: list[str | None] = []
    for left, right in pairs:
        decided = _by_signs(left, right)
        if decided is None:
            decided = _by_document(left, right, words)
        if decided is None:
            decided = _by_script(left, right, words)
        found.append(decided)
    asked = [at for at, decided in enumerate(found) if decided is None]
    spaces = _by_language([pairs[at] for at in asked])
    for at, space in zip(asked, spaces, strict=True):
        found[at] = " " if space else ""
    for left, right in (pair for pair, between in zip(pairs, found, strict=True) if not between):
        words.add(left.text, right.text)
    # A word broken at two line ends is known from the other one.
    for at in asked:
        if found[at] and _by_document(*pairs[at], words) == "":
            found[at] = ""
    return [decided or "" for decided in found]


def _by_signs(left: Line, right: Line) -> str | None:
    """Decide where a bracket, quote, dot or other sign stands at the line's end."""
    shown = TAG.sub("", ANCHOR.sub("", left.text)).rstrip()
    a, b = shown[-1:] or left.text[-1], right.text[0]
    if a in "%℃㎡㎥)]’”」』》〉>" and _PARTICLE_START.match(right.text):
        return ""
    if len(shown) < len(left.text) and _PARTICLE_START.match(right.text):
        return ""
    if a in "([{<〈《「『【〔‘“~" or b in ")]}>〉》」』】〕’”,.;:!?%~、。，）；：！？":
        return ""
    if a in "\"'" and shown.count(a) % 2 or b in "\"'" and shown.count(b) % 2:
        return ""
    if a in "，。、；：！？" or re.match(rf"[{_HAN}\d]", a) and re.match(rf"[{_HAN}]", b):
        return ""
    if b in "([（":
        return " " if left.trailing else ""
    if a in _DOTS or b in _DOTS:
        return " " if left.trailing and b in "/" else ""
    if re.search(r"\d,$", shown) and re.match(r"\d{3}(?!\d)", right.text):
        return " " if re.search(r"\d,\s\d+,$", shown[-_TAIL:]) else ""
    if a in ",.;:!?)]’”」』>〉\"'" and not re.match("[가-힣]", b):
        return " "
    if a in ",.;:!?→+=&" or b in "‘“「『《〈<①②③④⑤⑥⑦⑧⑨⑩▲△▶→+=&*※-–\"'":
        return " "
    if a == "-":
        return "" if re.match("[a-z]", b) else " "
    return None


def _by_document(left: Line, right: Line, words: Words) -> str | None:
    """Decide as the document writes the same words elsewhere; the longest part known counts."""
    first, stem = _edge(left.text, right.text)
    if not first or not stem or len(first + stem) < 3:
        return None
    if len(stem) == 1 and (stem in _LONE or len(first) < 2):
        return None
    # The first syllables of a word tell as much as the whole of it, where two are known.
    for end in range(len(stem), 0, -1):
        part = stem[:end]
        if end == 1 and len(stem) > 1:
            break
        joined, apart = words.joined(first, part), words.apart(first, part)
        if joined and not apart:
            # White space at the line's end speaks against a broken word.
            return "" if not left.trailing or joined >= _SURE else None
        if apart and not joined:
            return " "
        if joined > _MOSTLY * apart and not left.trailing:
            return ""
        if apart > _MOSTLY * joined:
            return " "
        if joined or apart:
            return None
    return None


def _by_script(left: Line, right: Line, words: Words) -> str | None:
    """Decide where digits or Latin letters meet Hangul."""
    a, b = left.text[-1], right.text[0]
    if b.isdigit() and _NUMBERED.search(left.text[-_TAIL:]):
        return ""
    if _ARTICLE_LEFT.search(left.text[-_TAIL:]) and _ARTICLE_RIGHT.match(right.text):
        return words.article
    if re.match("[A-Za-z]", a) and re.match("[가-힣]", b):
        return "" if _PARTICLE_START.match(right.text) else " "
    if a.isdigit() and re.match("[가-힣]", b):
        return "" if _COUNTER.match(right.text) or _PARTICLE_START.match(right.text) else " "
    if a.isascii() and a.isalnum() and b.isascii():
        return " "
    if re.match("[가-힣]", a) and b.isascii() and b.isalnum():
        return " "
    return None


def _edge(left: str, right: str) -> tuple[str, str]:
    """Return the last word of the left line and the first of the right without its particle."""
    first = re.search(r"[0-9A-Za-z가-힣]+$", left[-_TAIL:])
    second = re.match(r"[0-9A-Za-z가-힣]+", right[:_TAIL])
    return (first[0] if first else "", _PARTICLES.sub("", second[0]) if second else "")


def _by_language(pairs: Sequence[tuple[Line, Line]]) -> list[bool]:
    """Tell for each pair whether a space belongs there, by the language model and grammar."""
    spaces = _glue(pairs)
    tails = [left.text[-_NEAR:] for left, _ in pairs]
    heads = [right.text[:_NEAR] for _, right in pairs]
    together = analyze_many(tail + head for tail, head in zip(tails, heads, strict=True))
    alone = analyze_many(tails)
    found: list[bool] = []
    for at, (whole, before) in enumerate(zip(together, alone, strict=True)):
        left, right = pairs[at]
        space = spaces[at]
        if space and not left.trailing:
            if VERBAL.match(right.text):
                space = not _is_verbal(len(tails[at]), whole, before)
            elif before and before[-1].tag == "NNG" and _spans(len(tails[at]), whole):
                space = False
        elif not space and _needs_space(len(tails[at]), whole, before):
            space = True
        found.append(space)
    return found


def _is_verbal(place: int, whole: Sequence[Morpheme], before: Sequence[Morpheme]) -> bool:
    """Tell `평가` + `함` (one word) from `나가야` + `한다` (two)."""
    after = next((m for m in whole if m.start >= place), None)
    last = before[-1].tag if before else ""
    return last in _NOMINAL and after is not None and (after.tag in _BOUND or after.form == "당하")


def _spans(place: int, whole: Sequence[Morpheme]) -> bool:
    """Tell whether a long word of the dictionary stands across the line's end."""
    return any(
        m.start < place < m.end and m.end - m.start >= _SPANNING_MIN and m.tag == "NNG"
        for m in whole
    )


def _needs_space(place: int, whole: Sequence[Morpheme], before: Sequence[Morpheme]) -> bool:
    """Tell a word that its particle or ending closes: `바이두와` + `텐센트`, `해야` + `한다`.

    Both readings, of the line alone and of the two lines as one, must say so.
    """
    last = before[-1] if before else None
    left = next((m for m in reversed(whole) if m.start < place), None)
    after = next((m for m in whole if m.start >= place), None)
    if last is None or left is None or after is None or left.end > place:
        return False
    if left.tag[:2] != last.tag[:2] or after.tag.startswith(("J", "E", "XS", "VCP")):
        return False
    closes = last.tag == "EC" and last.form.endswith(("야", "고자", "려고", "도록"))
    return closes or last.tag in _CLOSING_TAGS


def _glue(pairs: Sequence[tuple[Line, Line]]) -> list[bool]:
    chunks: list[str] = []
    places: list[int] = []
    previous: Line | None = None
    for left, right in pairs:
        if previous is left and len(left.text) <= 2 * _CONTEXT:
            places.append(len(chunks) - 1)
        else:
            chunks.append(left.text[-_CONTEXT:])
            places.append(len(chunks) - 1)
        chunks.append(right.text if len(right.text) <= 2 * _CONTEXT else right.text[:_CONTEXT])
        previous = right
    spaces = glue_lines(chunks)
    return [spaces[place] for place in places]
