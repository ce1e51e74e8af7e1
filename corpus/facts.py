"""When a document is from, who published it and who wrote it, where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.document import Block, Document
from corpus.view import Span

_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s{0,3}[.년/-]\s{0,3}(?P<month>0?[1-9]|1[0-2])(?!\d)"
    r"(?:\s{0,3}[.월/-]\s{0,3}(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)\s?[.일]?|\s?[.월])?"
)
# What may stand behind a date that has a line of its own.
_TAIL = re.compile(r"[\s)\]>）.,]*(?:\([월화수목금토일]\))?[\s)\]>）.]*(?:\d{1,2}:\d{2})?")
_DATE_LABEL = re.compile(
    r"(?:(?P<own>발\s?행\s?일|발\s?간\s?일|발행\s?연월일?|공고\s?일|발표\s?일|작성\s?일자?|게시\s?일)"
    r"|보도\s?시점|보도\s?일시|배포\s?일시|배포|등록\s?일)\s*(?:[:：|]|\t|\s)\s*"
)
_PUBLISHER_LABEL = re.compile(
    r"(?:발\s?행\s?처|발\s?간\s?처|펴\s?낸\s?곳|발행\s?기관|발간\s?기관|작성\s?기관)"
    r"(?:\s*[:：|]\s*|\t\s*|\s{2,})"
)
_AUTHOR_LABEL = re.compile(
    r"(?:저\s?자|글쓴이|지은이|작성자|집필자?|필\s?자|연구\s?책임자|책임\s?연구원|저자명)"
    r"(?:\s*[:：|]\s*|\t\s*|\s{2,})"
)
_OFFICE = (
    r"(?:연구원|연구소|연구센터|진흥원|개발원|정책원|정보원|위원회|공사|공단|재단|협회|은행|학회|"
    r"대학교|산업부|통상부|기업부|정보통신부|관광부|노동부|교통부|복지부|재정부|환경부|교육부|"
    r"국방부|통일부|법무부|외교부|여성가족부|해양수산부|행정안전부|식품부|통계청|특허청|조달청|"
    r"국세청|관세청|산림청|기상청|경찰청|소방청|병무청|방위사업청|시청|도청|구청|군청|교육청|"
    r"특별자치도|특별시|광역시|국무조정실|진흥회|연합회|센터)"
)
_OFFICE_LINE = re.compile(
    rf"(?:\((?:재|사|주)\)\s?)?[가-힣A-Za-z·&]{{1,20}}(?:\s[가-힣]{{1,12}}){{0,2}}?{_OFFICE}"
    r"|(?:[가-힣]{2,12}\s)?[가-힣]{1,12}(?:청장|시장|군수|도지사|장관|위원장)"
    r"|[가-힣]{1,12}(?:시|도|군|구|청|부|처|원)\s[가-힣·]{1,14}(?:국|실|과|본부|단|팀)"
    r"(?:\s[가-힣·]{1,14}(?:과|팀))?"
)
_LETTERHEAD = re.compile(
    rf"(?P<office>[가-힣·]{{1,14}}{_OFFICE})\s+(?:보도(?:참고|설명)?자료|공고.*)"
)
_NAME = r"[가-힣]{2,4}"
_RANK = (
    r"(?:(?:선임|책임|수석|전문|부|초빙)?\s?(?:연구위원|연구원|연구관|전문위원|전문연구원)|(?:조|부)?교수|박사|"
    r"사무관|서기관|주무관|과장|팀장|센터장|기자)"
)
_RANKED = re.compile(rf"(?P<name>{_NAME})\s{{1,2}}(?:\S{{2,14}}\s)?{_RANK}(?:\s?\(.*\))?")
_ROLE = re.compile(
    r"(?:연구\s?책임자?|책임\s?연구원?|작성자?|저자|글쓴이|글|집필자?|공동\s?연구|참여\s?연구원?|"
    r"연구진|발표자?|담당자?)(?:\s*[:：]\s*|\s+)"
)
_BARE_NAME = re.compile(_NAME)
_RANK_LINE = re.compile(rf"[^\n.]{{0,30}}{_RANK}")
_CHAPTER = re.compile(r"[\dⅠ-ⅫIVX가-하제第一二三]")
_FIRST_LINES = 60
_FIRST_CHARS = 3000
_LAST_CHARS = 2000
_LINE_MAX = 60
_VALUE_MAX = 60
_SENT = frozenset({"html", "mhtml", "epub", "eml"})


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known, and the span of `Document.text` that says so; none: the file's own data.

    A date is ISO 8601, as exact as the document has it: `2018`, `2018-05` or `2018-05-03`.
    """

    value: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Date, publisher and authors; what the document does not clearly say is missing."""

    date: Fact | None = None
    publisher: Fact | None = None
    authors: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int


def document_facts(document: Document, blocks: Sequence[Block]) -> DocumentFacts:
    """Return what the document says of its date, publisher and authors.

    Read are its first page, its end (the colophon) and, in formats where people and not
    programs fill them in, the file's metadata. Statements that disagree count as none.
    """
    opening = _opening(document, blocks)
    ends = _lines(document.text, max(0, len(document.text) - _LAST_CHARS), len(document.text))
    told = dict(document.metadata) if document.format in _SENT | {"markdown"} else {}
    return DocumentFacts(
        date=_find_date(opening, ends, told.get("date", "")),
        publisher=_find_publisher(opening, ends, told.get("publisher", "")),
        authors=_find_authors(opening, ends, told.get("author", "")),
    )


def _opening(document: Document, blocks: Sequence[Block]) -> list[_Line]:
    """Return the first lines up to the first numbered chapter."""
    end = min(document.pages[0].end if document.pages else 0, _FIRST_CHARS) or _FIRST_CHARS
    for block in blocks:
        numbered = bool(_CHAPTER.match(block.marker))
        if block.kind == "heading" and numbered and block.level == 1 and block.view.runs:
            end = min(end, max(block.view.runs[0].source, 1))
            break
    return _lines(document.text, 0, end)[:_FIRST_LINES]


def _lines(text: str, start: int, end: int) -> list[_Line]:
    found, at = [], start
    for raw in text[start:end].splitlines(keepends=True):
        stripped = raw.strip().strip("#*").strip()
        if stripped:
            found.append(_Line(stripped, at + raw.find(stripped)))
        at += len(raw)
    return found


def _iso(match: re.Match[str]) -> str:
    year, month = int(match["year"]), int(match["month"])
    if not match["day"]:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, int(match["day"])).isoformat()
    except ValueError:
        return ""


def _date_fact(line: _Line, match: re.Match[str]) -> Fact | None:
    value = _iso(match)
    start = line.start + match.start()
    return Fact(value, Span(start, start + len(match[0].rstrip()))) if value else None


def _find_date(opening: Sequence[_Line], ends: Sequence[_Line], told: str) -> Fact | None:
    labelled: list[Fact | None] = []
    for number, line in enumerate((*opening, *ends)):
        for label in _DATE_LABEL.finditer(line.text):
            # Elsewhere than on the first page only a colophon's own words count.
            found = _DATE.match(line.text, label.end())
            if found and (number < len(opening) or label["own"]):
                labelled.append(_date_fact(line, found))
    if labelled:
        return _agreed(labelled)
    alone: list[Fact | None] = []
    for line in opening:
        found = _DATE.search(line.text) if len(line.text) <= _LINE_MAX else None
        if found is None:
            continue
        before, after = line.text[: found.start()], line.text[found.end() :]
        own_line = not before.strip("([<（ ") and _TAIL.fullmatch(after)
        in_title = before.endswith("(") and after in (")", ".)") and _is_title_line(before)
        if own_line or in_title:
            alone.append(_date_fact(line, found))
    if alone:
        return _agreed(alone)
    found = _DATE.match(told)
    return Fact(_iso(found), None) if found and _iso(found) else None


def _is_title_line(before: str) -> bool:
    """Tell `공공데이터 제공 표준 (` from a sentence; one word is no title."""
    return len(before.split()) >= 2 and not re.search(r"다\.|\d\)", before)


def _agreed(found: Iterable[Fact | None]) -> Fact | None:
    """Return the most exact of dates that agree, else none."""
    facts = [fact for fact in found if fact is not None]
    if not facts:
        return None
    best = max(facts, key=lambda fact: len(fact.value))
    return best if all(best.value.startswith(fact.value) for fact in facts) else None


def _find_publisher(opening: Sequence[_Line], ends: Sequence[_Line], told: str) -> Fact | None:
    for line in (*opening, *ends):
        if (label := _PUBLISHER_LABEL.match(line.text)) and (fact := _value(line, label.end())):
            return fact
    for line in opening[:3]:
        if head := _LETTERHEAD.fullmatch(line.text):
            return Fact(head["office"], Span(line.start, line.start + len(head["office"])))
    # On a cover the publisher stands beside the date.
    for at, line in enumerate(opening):
        near = (*opening[max(0, at - 1) : at], *opening[at + 1 : at + 2])
        dated = any(len(n.text) <= 24 and _DATE.match(n.text.lstrip("([<")) for n in near)
        name = _closed_up(line.text)
        if dated and len(line.text) <= _LINE_MAX and _OFFICE_LINE.fullmatch(name):
            return Fact(name, Span(line.start, line.start + len(line.text)))
    return Fact(told.strip(), None) if told.strip() else None


def _closed_up(text: str) -> str:
    """Close up letters set wide apart (`강 북 구 청`)."""
    words = text.split()
    wide = len(words) > 2 and all(len(word) == 1 for word in words)
    return "".join(words) if wide else " ".join(words)


def _value(line: _Line, start: int) -> Fact | None:
    """Return what a label names on its line, up to the next cell."""
    rest = re.split(r"\t|\s{2,}|\s\|\s|[(\[]", line.text[start:], maxsplit=1)[0].strip(" ,.")
    if not 1 < len(rest) <= _VALUE_MAX or _DATE.search(rest) or rest.endswith("다"):
        return None
    at = line.start + line.text.index(rest, start)
    return Fact(rest, Span(at, at + len(rest)))


def _find_authors(opening: Sequence[_Line], ends: Sequence[_Line], told: str) -> tuple[Fact, ...]:
    for line in (*opening, *ends):
        if (label := _AUTHOR_LABEL.match(line.text)) and (fact := _value(line, label.end())):
            return tuple(_names(fact))
    found: list[Fact] = []
    for at, line in enumerate(opening):
        following = opening[at + 1].text if at + 1 < len(opening) else ""
        text = _ROLE.sub("", line.text.lstrip("-–• "), count=1)
        if ranked := _RANKED.fullmatch(text):
            found.append(_name_fact(line, ranked["name"]))
        elif _BARE_NAME.fullmatch(text) and _RANK_LINE.fullmatch(following):
            found.append(_name_fact(line, text))
    if found:
        return tuple(found) if len(found) <= 6 else ()
    name = told.strip()
    is_person = bool(_BARE_NAME.fullmatch(name)) and name not in ("관리자", "사용자", "운영자")
    return (Fact(name, None),) if is_person or re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", name) else ()


def _name_fact(line: _Line, name: str) -> Fact:
    at = line.start + line.text.index(name)
    return Fact(name, Span(at, at + len(name)))


def _names(fact: Fact) -> Iterable[Fact]:
    """Yield the names that commas or middle dots part."""
    for match in re.finditer(r"[^,·ㆍ/]+", fact.value):
        name = match[0].strip()
        if name and fact.span is not None:
            start = fact.span.start + match.start() + match[0].index(name)
            yield Fact(name, Span(start, start + len(name)))
