"""From bytes to text: strict trials in a fixed order, each checked for plausibility."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from corpus.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The syllables and characters that carry running text. Half of all syllables of Korean
# prose are among these; of text in another encoding read as Korean, hardly any.
_COMMON_KOREAN = frozenset(
    "이다는의에을를가고은하한지로서도사기자인시리대어나해정있과들전그부수일것보제만라장적원"
    "상여스주관게소요마공조업산국신동구유성안화연비경중아세방개발학년위선회술용물입니습거치행"
)
_COMMON_CHINESE = frozenset(
    "的一是不了在人有这上大来和国个到说们为子中你地出道也时年得就那要下以生会自着去之过家学"
    "对可她里后小多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公"
    "同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情"
    "部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信"
    "北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活"
)
_HANGUL = re.compile("[가-힣ㄱ-ㅣ]")
_CJK = re.compile("[\u4e00-\u9fff]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_STRANGE = re.compile(
    "[\x00-\x08\x0b\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffe\uffff]"
)
# Ways to write names and string literals; what is long costs the square of its length.
_NO_CHARACTER_SETS = frozenset(("idna", "punycode", "unicode-escape", "raw-unicode-escape"))
# Enough to judge by; a whole book says nothing more.
_SAMPLE = 200_000
_FEW = 30


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte order mark, the encoding it came in, and bytes that made no sense."""

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes, source: str, declared: str = "") -> Decoded:
    """Decode a text file.

    A byte order mark is believed; then come UTF-16 without one (where there are zero
    bytes), the `declared` encoding, UTF-8, CP949 (the superset of EUC-KR), GB18030 and
    Windows-1252: the first one under which every byte is legal and the outcome is
    plausible. If none is, a few words of Hangul pass as CP949, and then the first one
    under which no more than one character in 500 is broken; these become U+FFFD and are
    counted.

    Raises:
        ReadError: `file-encoding-unknown`, with the encodings tried.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            found = _strictly(body, name) or _with_gaps(body, name)
            if found is None:
                raise ReadError("file-encoding-unknown", file=source, tried=name)
            return found
    candidates = _candidates(data, declared)
    for name in candidates:
        found = _strictly(data, name)
        if found is not None and _is_plausible(found.text, name):
            return found
    if "cp949" in candidates and (found := _strictly(data, "cp949")) is not None:
        hangul = len(_HANGUL.findall(found.text))
        # Too few words to hold a common syllable, and nothing else they could be.
        if 0 < hangul < _FEW and hangul * 2 >= len(_NON_ASCII.findall(found.text)):
            return found
    for name in candidates:
        found = _with_gaps(data, name)
        if found is not None and _is_plausible(found.text.replace("\ufffd", ""), name):
            return found
    raise ReadError("file-encoding-unknown", file=source, tried=", ".join(candidates))


def _candidates(data: bytes, declared: str) -> list[str]:
    if 0 in data[:_SAMPLE]:
        even, odd = data[0:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
        return ["utf-16-be", "utf-16-le"] if even > odd else ["utf-16-le", "utf-16-be"]
    # UTF-8 goes first whatever is declared: text that is legal in it is nothing else.
    known = _python_name(declared)
    names = ["utf-8", *([known] if known else []), "cp949", "gb18030", "cp1252"]
    if len(data) % 2 == 0:
        # A few words of UTF-16 may hold no Latin letter and no space to show it.
        names += ["utf-16-le", "utf-16-be"]
    return list(dict.fromkeys(names))


def _python_name(declared: str) -> str:
    """Return Python's name for a declared character set, or "" if it has none that is text."""
    label = declared.strip().strip("\"'").lower()
    # What is labelled EUC-KR or KS_C_5601 is CP949, GB2312 is GB18030, Latin-1 is Windows-1252
    # (WHATWG Encoding Standard, 4.2).
    label = {
        "euc-kr": "cp949",
        "ks_c_5601-1987": "cp949",
        "ksc5601": "cp949",
        "ms949": "cp949",
        "uhc": "cp949",
        "windows-949": "cp949",
        "x-windows-949": "cp949",
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "iso-8859-1": "cp1252",
        "latin1": "cp1252",
        "ascii": "cp1252",
        "us-ascii": "cp1252",
        "utf8": "utf-8",
    }.get(label, label)
    if not re.fullmatch(r"[a-z0-9_\-]{2,30}", label) or label.startswith("utf-16"):
        return ""
    try:
        # Python also lists codecs that are no character sets ("zlib", "rot13").
        "".encode(label)
        if codecs.lookup(label).name.replace("_", "-") in _NO_CHARACTER_SETS:
            return ""
        return label if isinstance(b"a".decode(label), str) else ""
    except (LookupError, UnicodeError, ValueError, TypeError, AttributeError):
        return ""


def looks_like_utf16(head: bytes) -> bool:
    """Tell whether bytes with zeros among them are UTF-16 without a byte order mark."""
    even = head[: len(head) // 2 * 2]
    for name in ("utf-16-le", "utf-16-be"):
        text = even.decode(name, errors="replace")
        # The last pair may be half of a surrogate that the cut left alone.
        if text.count("\ufffd") <= 1 and _is_plausible(text.removesuffix("\ufffd"), name):
            return True
    return False


def _strictly(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeError:
        return None


def _with_gaps(data: bytes, name: str) -> Decoded | None:
    text = data.decode(name, errors="replace")
    broken = text.count("\ufffd")
    return Decoded(text, name, broken) if broken <= max(1, len(text) // 500) and text[1:] else None


def _is_plausible(text: str, name: str) -> bool:
    """Tell whether the text reads like one in a language that is written in this encoding."""
    sample = text[:_SAMPLE]
    if not sample:
        return False
    if len(_STRANGE.findall(sample)) * 50 > len(sample):
        return False
    foreign = len(_NON_ASCII.findall(sample))
    if name == "utf-8" or foreign == 0:
        # Bytes that happen to be legal UTF-8 are UTF-8: the odds against four
        # such characters in a row are already a thousand to one.
        return True
    if name == "cp949":
        hangul = _HANGUL.findall(sample)
        common = sum(1 for syllable in hangul if syllable in _COMMON_KOREAN)
        return len(hangul) * 2 >= foreign and common * 5 >= len(hangul)
    if name == "gb18030":
        ideographs = _CJK.findall(sample)
        common = sum(1 for sign in ideographs if sign in _COMMON_CHINESE)
        return len(ideographs) * 2 >= foreign and common * 8 >= len(ideographs)
    if name == "cp1252":
        letters = len(re.findall("[À-ÖØ-öø-ÿ‘’“”–—…•«»°§©®€£·½¿¡\xa0]", sample))
        return letters * 10 >= foreign * 9 and foreign * 3 <= len(sample)
    if name.startswith("utf-16"):
        usual = len(re.findall("[\t\n\r\x0c -~가-힣ㄱ-ㆎ\u3000-\u303f\u2010-\u2027]", sample))
        return usual * 10 >= len(sample) * 6
    return True
