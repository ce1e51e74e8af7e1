"""Questions to begin with, made from the library's own headings and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from assistant import attach_particle
from corpus import GeungeoError, Passage, analyze
from index import DocumentRecord
from ui.messages import Lang, text

# How many examples there are, how many are tried for them, from how many documents; the
# question about a topic that can only be summed up.
EXAMPLES = 4
_TRIES = 16
_FIGURE_TRIES = 4
_SUMMARY = "example.topic"
_DOCUMENTS = 16
_MIN_LETTERS, _MAX_CHARS = 4, 32
_HANGUL = re.compile(r"[가-힣]")
_NUMBERING = re.compile(
    r"^(?:[\dIVXivxⅠ-ⅻ]{1,4}|[가-하])(?:[.)-]\d*)+\s*|^[Ⅰ-ⅻ]+\s+|^제\s*\d+\s*[장절조편항]\s*|^[\W_]+|[\W_]+$"
)
# Headings that every report has say nothing of what this one is about.
_GENERAL = frozenset(
    (
        "개요 배경 작성배경 추진배경 연구배경 연구목적 목차 차례 요약 서론 본론 결론 "
        "머리말 맺음말 들어가며 나가며 시사점 참고문헌 참고자료 부록 introduction conclusion "
        "conclusions summary contents overview background references appendix abstract"
    ).split()
)
# How one asks about what a heading ends in.
_ASKED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (f"example.{form}", re.compile(rf"(?:{'|'.join(endings.split())})$"))
    for form, endings in (
        ("how", "절차 방법 과정 순서"),
        ("state", "현황 실태 결과 성과 효과 변화 추이 동향 수준"),
        ("when", "일정 기간 시기 기한"),
        ("much", "예산 비용 금액 사업비 규모 부담금 지원금"),
        ("what", "대상 자격 목적 목표 이유 원인 과제 전략 대책 계획 기준 조건 요건 서류 방안 방향"),
    )
)
# A table's cell is asked about where its names are words and it holds a figure.
_MAX_NAME = 16
_YEAR = re.compile(r"(?:19|20)\d\d년$")
_FIGURE = re.compile(r"[△▲-]?\d[\d,.]*")
_WORD = re.compile(r"[가-힣]{2,}(?: ?[가-힣A-Za-z]+)*")
_COLUMN = re.compile(
    r"(?:19|20)\d\d년|(?:(?:19|20)\d\d년 ?)?[가-힣]{0,8}"
    r"(?:비중|비율|[률율]|예산|금액|비용|건수|개수|인원|규모|면적|점수|가격|매출|사업비)"
)
_TOTAL = re.compile(r"합계|총계|소계|누계|전체|기타")
_VAGUE = re.compile(r"(?:주요|향후|앞으로의|세부|기타|추진|관련|기본)\s")
_SEVERAL_WORDS = re.compile(r"\S\s+\S")
_JOINED = re.compile(r"[가-힣][과와]\s|\s및\s|[·,/]")
_NOUNS = ("NN", "NR", "XSN", "SL", "SN", "SH", "W_")


def find_examples(
    records: Sequence[DocumentRecord],
    passages: Callable[[str], tuple[Passage, ...]],
    has_answer: Callable[[str], bool],
    lang: Lang,
) -> tuple[str, ...]:
    """Return questions that have an answer, about topics of the documents in turn.

    The first is about a figure of a table, if there is one. A Korean topic is asked about in
    Korean whatever `lang` is.
    """
    listed = [passages(record.id) for record in records[:_DOCUMENTS]]
    topics = _turns([_topics(own) for own in listed])
    asked = [(ask_about(topic, lang), _form(topic)) for topic in topics]
    # What can be asked in a word of its own reads better than what can only be summed up.
    plain = [question for question, form in asked if form == _SUMMARY]
    about = [question for question, form in asked if form != _SUMMARY] + plain
    figures = _turns([list(_figure_questions(own)) for own in listed])
    found = _answered(figures[:_FIGURE_TRIES], has_answer, 1)
    found += _answered(about[:_TRIES], has_answer, EXAMPLES - len(found))
    return tuple(found)


def ask_about(topic: str, lang: Lang = "en") -> str:
    """Return the question about a topic: in Korean where that is, else in `lang`."""
    if not _HANGUL.search(topic):
        return text(_SUMMARY, lang, topic=topic)
    form = _form(topic)
    return text(form, "ko", topic=topic if form == _SUMMARY else attach_particle(topic, "은"))


def _form(topic: str) -> str:
    """Return the key of the question that a topic's last noun asks for."""
    if not _SEVERAL_WORDS.search(topic) or _VAGUE.match(topic) or _JOINED.search(topic):
        # 주요 예산 could be anyone's; of two things joined the last noun is not the whole.
        return _SUMMARY
    return next((form for form, ends in _ASKED if ends.search(topic)), _SUMMARY)


def _answered(questions: Sequence[str], has_answer: Callable[[str], bool], most: int) -> list[str]:
    found: list[str] = []
    for question in questions:
        if len(found) == most:
            break
        try:
            if has_answer(question):
                found.append(question)
        except GeungeoError:
            continue
    return found


def _figure_questions(passages: Sequence[Passage]) -> Iterator[str]:
    """Yield a question for the last figure of the first row of each table that can be asked."""
    for passage in passages:
        cells = [
            cell
            for cell in passage.cells
            if _FIGURE.fullmatch(passage.text[cell.start : cell.end].strip())
            and len(cell.row_name) <= _MAX_NAME
            and _WORD.fullmatch(cell.row_name)
            and not _TOTAL.fullmatch(cell.row_name)
            and _COLUMN.fullmatch(cell.column_name)
        ]
        if cells:
            cell = max(cells, key=lambda one: (-one.row, one.column))
            if _YEAR.search(cell.column_name):
                row = attach_particle(cell.row_name, "은")
                yield text("example.cell-year", "ko", row=row, column=cell.column_name)
            else:
                column = attach_particle(cell.column_name, "은")
                yield text("example.cell", "ko", row=cell.row_name, column=column)


def _turns(lists: Sequence[Sequence[str]]) -> list[str]:
    """Return the first of each list, then the next of each, none twice."""
    rounds = zip_longest(*lists, fillvalue="")
    return list(dict.fromkeys(one for turn in rounds for one in turn if one))


def _topics(passages: Sequence[Passage]) -> list[str]:
    """Return the headings of a document that are fit to ask about."""
    headings = dict.fromkeys(p.heading[-1] for p in passages if p.heading)
    return [topic for heading in headings if (topic := name_topic(heading))]


def name_topic(heading: str) -> str:
    """Return what a heading names; nothing where it is general, no noun, too short or long."""
    topic = " ".join(heading.split())
    while (bare := _NUMBERING.sub("", topic)) != topic:
        topic = bare
    letters = sum(character.isalpha() for character in topic)
    if letters < _MIN_LETTERS or len(topic) > _MAX_CHARS:
        return ""
    if topic.casefold().replace(" ", "") in _GENERAL:
        return ""
    morphemes = analyze(topic)
    return topic if morphemes and morphemes[-1].tag.startswith(_NOUNS) else ""
