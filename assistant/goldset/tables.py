"""Questions that a cell of a table answers, by its row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.goldset.candidates import Candidate, Style
from assistant.goldset.figures import ask_for
from assistant.particles import attach
from corpus import CellPlace, Document, Passage, Span, analyze

_NUMBER_OF_ROW = re.compile(r"^\d{1,3}\s+(?=\S)")
_TOTAL = re.compile(r"(?:^|\s)(?:합\s?계|소\s?계|총\s?계|계|누계|평균|기타)$")
_LABELS = re.compile(
    r"(?:순위|번호|연번|No\.?|구분|비고|단위|항목|내용|주요 내용|참고|산출\s?내역|코드|전화|연락처)"
)
_EMPTY = re.compile(r"[-–—·.×xXoO○●△☆\s]*|해당\s?없음|없음|미정|N/?A")
_CAPTION_MARK = re.compile(
    r"^\s*[<〈《\[【〔(]?\s*(?:표|그림|Table)\s?[\d.\-–]*\s*[>〉》\]】〕)]?[.:]?\s*", re.IGNORECASE
)
_UNIT_NOTE = re.compile(r"\s*[(\[]\s*단위\s*[:：]\s*(?P<unit>[^)\]]+)[)\]]")
_SOURCE_NOTE = re.compile(r"[.,]?\s*(?:자료|출처|주)\s?[:：].*$")
_NUMBERING = re.compile(r"^\s*(?:제?\d+(?:[.\-]\d+)*[장절.)]?|[IVXⅠ-Ⅻ]+\.?|[가-하]\.|Q\d+\.?)\s+")
_BRACKET_END = re.compile(r"\s*\((?P<inside>[^()]*)\)$")
_UNIT = re.compile(
    r"(?:[천만억조백십]+\s?)*(?:원|달러|위안|유로)(?:/\S+)?|%p?|퍼센트|개소|개사|개월|개|명|인|곳|건|대|톤|회|배|년|시간|분|일|"
    r"km|m|㎡|kg|점|장|종|호|가구|세대|MW|GWh|kWh|kW|지수|표|마리"
)
_FIGURE = re.compile(
    r"[△▲▽▼+\-−]?\s?(?P<number>[\d,]+(?:\.\d+)?)\s?(?P<unit>%p|%|[가-힣㎡A-Za-z]{1,3})?"
)
_DAY = re.compile(r"(?:19|20)\d{2}\s?[.년/-]\s?\d{1,2}.*|\d{1,2}월.*")
_PERIOD = re.compile(
    r"(?:(?:19|20)\d{2}년?(?:\s?(?:말|상반기|하반기|[1-4]분기))?|\d{1,2}월)(?:\s?\([^)]*\))?"
)
_BY = re.compile(r"^(?:.*\S별)\s+(?P<measure>[^,()]{2,16})$")
_PLACE = re.compile(
    r"(?:곳|본사|본부|소재지|장소|지역|위치|기관|부서|구|시|도|국가|회사|업체|기업|소관|주관|발주처)$"
)
_PERSON = re.compile(r"(?:이름|성명|담당자|사람|대표|위원장|책임자)$")
_TIME = re.compile(r"(?:기한|일자|날짜|시기|기간|확정일|시행일|마감|착공|준공|완공)$")
_LONGEST_NAME, _LONGEST_VALUE, _LONGEST_TOPIC = 34, 40, 34
# Between two cells of one row there stand only what parts them.
_HANGUL = re.compile("[가-힣]")
_SHARE = re.compile(r"(?:율|률|비율|비중|점유율)$")
_NOT_MEASURED = re.compile(r"(?:추이|현황|변화|비교|내역|결과|여건|목표|규모|효과|실적)$")
_STATE = re.compile(r"(?:뒤|전|후|조건|이상|이하|이전|이후|미만|초과|권|때|가구)$")
_BODY = re.compile(r"[가-힣](?:과|국|부|팀|실|청|구|군|시|도)$")
_PARTED = re.compile(r"[\s|:\-]*")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as it is asked for."""

    topic: str
    row: str
    column: str
    value: str
    unit: str


def draft_tables(passage: Passage, document: Document) -> Iterator[Candidate]:
    """Yield a question for each cell of a passage's table that its names tell apart."""
    topic = topic_of(passage)
    units = _UNIT_NOTE.search(passage.caption)
    unit = units["unit"].strip() if units else ""
    whole = "" if re.search(r"[,·/]\s", unit) or "," in unit else unit
    rows: dict[int, list[CellPlace]] = {}
    for cell in passage.cells:
        rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        of_row = next((_shown(passage, c) for c in cells if c.column_name == "단위"), "")
        for cell in cells:
            asked = _ask(passage, cell, topic, of_row or whole)
            if asked is not None and _source(passage, cell):
                start, end = _row_of(passage, document, cells, cell)
                yield from _candidate(passage, asked, start, end)


def topic_of(passage: Passage) -> str:
    """Return what a table or list is about: its caption, else the last of its headings."""
    caption = _UNIT_NOTE.sub("", _CAPTION_MARK.sub("", passage.caption))
    caption = _SOURCE_NOTE.sub("", caption).strip(" .:")
    if caption:
        return caption
    return plain_heading(passage.heading[-1]) if passage.heading else ""


def plain_heading(heading: str) -> str:
    """Return a heading without its number."""
    return _NUMBERING.sub("", _UNIT_NOTE.sub("", heading)).strip(" .:")


def _ask(passage: Passage, cell: CellPlace, topic: str, table_unit: str) -> _Cell | None:
    value = _shown(passage, cell)
    row, row_unit = _column(_NUMBERING.sub("", _NUMBER_OF_ROW.sub("", cell.row_name)))
    column, unit = _column(cell.column_name)
    unit = unit or row_unit
    if not row or not column or not value or not topic:
        return None
    if not _HANGUL.search(topic) or not _HANGUL.search(row + column):
        return None
    if _LABELS.fullmatch(column) or _EMPTY.fullmatch(value) or _TOTAL.search(row):
        return None
    if value in cell.row_name or row == column or row.isdigit():
        return None
    if len(row) > _LONGEST_NAME or len(column) > _LONGEST_NAME or len(value) > _LONGEST_VALUE:
        return None
    if len(topic) > _LONGEST_TOPIC:
        topic = ""
    figure = _FIGURE.fullmatch(value)
    if figure:
        own = figure["unit"] or ""
        unit = own or unit or ("" if "%" in table_unit and "율" not in column else table_unit)
        unit = "" if unit == "지수" else unit
        if own:
            value = value.removesuffix(own).strip()
        if (
            not unit
            and _SHARE.search(column)
            and float(figure["number"].replace(",", "") or 101) <= 100
        ):
            unit = "%"
    else:
        unit = ""
    return _Cell(topic, row, column, value, unit)


def _column(name: str) -> tuple[str, str]:
    """Return a column's name and the unit that stands behind it in brackets."""
    match = _BRACKET_END.search(name)
    if match and _UNIT.fullmatch(match["inside"].strip()):
        return name[: match.start()].strip(), match["inside"].strip()
    return " ".join(name.split()), ""


def _candidate(passage: Passage, cell: _Cell, start: int, end: int) -> Iterator[Candidate]:
    by = _BY.match(cell.topic)
    column = cell.column
    inside = f"{cell.topic}에서 " if cell.topic else ""
    if _PERIOD.fullmatch(column):
        # A column of a year says nothing of what is measured; the caption does.
        if by is None and not cell.topic:
            return
        measure = by["measure"] if by and not re.search("[과와] ", by["measure"]) else ""
        measure = "" if _NOT_MEASURED.search(measure) else measure
        column = f"{column} {measure}".strip()
        inside = "" if measure else inside
        if not measure:
            beginning = f"{cell.topic}에서 {attach(cell.row, '은')} {cell.column}에"
            polite, casual = (
                f"{beginning} {_how_much(cell)}인가요?",
                f"{beginning} {_casually(cell)}?",
            )
            keyword = f"{cell.topic} {cell.row} {cell.column}"
            yield _made(passage, cell, start, end, polite, casual, keyword, 0.8)
            return
    named = inside + _named(cell.row, column)
    asked = _how_much(cell)
    polite = f"{attach(named, '은')} {asked}인가요?"
    casual = f"{named} {_casually(cell)}?"
    if asked == "얼마" and re.search(r"\s수$|[업개장교원]\s?수$|인원$|인구$", column):
        polite, casual = f"{attach(named, '은')} 얼마나 되나요?", f"{named} 얼마나 돼?"
    keyword = f"{cell.topic if inside else ''} {cell.row} {column}"
    yield _made(passage, cell, start, end, polite, casual, keyword, 1.0)


def _made(
    passage: Passage, cell: _Cell, start: int, end: int, polite: str, casual: str, keyword: str,
    score: float,
) -> Candidate:  # fmt: skip
    answers = [f"{cell.value}{cell.unit}"] if cell.unit else []
    phrasings: tuple[tuple[Style, str], ...] = (
        ("polite", " ".join(polite.split())),
        ("casual", " ".join(casual.split())),
        ("keyword", " ".join(keyword.split())),
    )
    return Candidate(
        passage.document_id,
        "table-cell",
        phrasings,
        start,
        end,
        tuple(dict.fromkeys((*answers, cell.value))),
        score=score,
    )


def _named(row: str, column: str) -> str:
    """Return what a cell is: `니켈의 회수율`, `시작을 맡은 곳`, `구축 뒤의 불량률`."""
    told = analyze(column)
    if re.match(r"\S+한\s\S", column) or told[0].tag == "VV" and told[1:2] and told[1].tag == "ETM":
        return f"{attach(row, '을')} {column}"
    is_state = _STATE.search(column) and not _BODY.search(row)
    return f"{column}의 {row}" if is_state else f"{row}의 {column}"


def _how_much(cell: _Cell) -> str:
    """Return the words that ask for what a cell holds."""
    if _FIGURE.fullmatch(cell.value) and not _DAY.fullmatch(cell.value):
        simple = re.fullmatch(r"[가-힣%㎡]{1,3}|[A-Za-z%]{1,3}", cell.unit)
        if cell.unit and simple and "원" not in cell.unit:
            return ask_for(cell.unit)
        return "얼마"
    if _DAY.fullmatch(cell.value) or _TIME.search(cell.column):
        return "언제"
    if _PERSON.search(cell.column):
        return "누구"
    if _PLACE.search(cell.column):
        return "어디"
    return "무엇"


def _casually(cell: _Cell) -> str:
    asked = _how_much(cell)
    return "뭐야" if asked == "무엇" else attach(asked, "이야")


def _shown(passage: Passage, cell: CellPlace) -> str:
    return " ".join(passage.text[cell.start : cell.end].split())


def _source(passage: Passage, cell: CellPlace) -> Span | None:
    """Return where a cell stands in the document; None for one that is shown once more."""
    try:
        return passage.view.source_span(cell.start, cell.end)
    except ValueError:
        return None


def _row_of(
    passage: Passage, document: Document, cells: Sequence[CellPlace], asked: CellPlace
) -> tuple[int, int]:
    """Return where a cell's row stands in the document: its neighbours with nothing between.

    A cell over several rows stands with the first of them, and is left out below.
    """
    spans = sorted(
        (span for cell in cells if (span := _source(passage, cell))), key=lambda span: span.start
    )
    own = passage.view.source_span(asked.start, asked.end)
    start, end = own.start, own.end
    for span in reversed([span for span in spans if span.end <= own.start]):
        if not _PARTED.fullmatch(document.text[span.end : start]):
            break
        start = span.start
    for span in (span for span in spans if span.start >= own.end):
        if not _PARTED.fullmatch(document.text[end : span.start]):
            break
        end = span.end
    return start, end
