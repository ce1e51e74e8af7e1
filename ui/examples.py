"""Questions to begin with, made from the library's own headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus import GeungeoError, Passage, analyze
from index import DocumentRecord
from ui.messages import Lang, text

# How many examples there are, how many are tried for them, from how many documents.
EXAMPLES = 4
_TRIES = 16
_DOCUMENTS = 16
_MIN_LETTERS, _MAX_CHARS = 4, 32
_HANGUL = re.compile(r"[가-힣]")
_NUMBERING = re.compile(
    r"^(?:[\dIVXivxⅠ-ⅻ]{1,4}|[가-하])(?:[.)-]\d*)+\s*|^제\s*\d+\s*[장절조편항]\s*|^[\W_]+|[\W_]+$"
)
# Headings that every report has say nothing of what this one is about.
_GENERAL = frozenset(
    (
        "개요 배경 작성배경 추진배경 연구배경 연구목적 목차 차례 요약 서론 본론 결론 "
        "머리말 맺음말 들어가며 나가며 시사점 참고문헌 참고자료 부록 introduction conclusion "
        "conclusions summary contents overview background references appendix abstract"
    ).split()
)
_NOUNS = ("NN", "NR", "XSN", "SL", "SN", "SH", "W_")


def find_examples(
    records: Sequence[DocumentRecord],
    passages: Callable[[str], tuple[Passage, ...]],
    has_answer: Callable[[str], bool],
    lang: Lang,
) -> tuple[str, ...]:
    """Return questions that have an answer, about topics of the documents in turn.

    A Korean topic is asked about in Korean whatever `lang` is.
    """
    found: list[str] = []
    for topic in _topics(records, passages)[:_TRIES]:
        question = ask_about(topic, lang)
        try:
            if has_answer(question):
                found.append(question)
        except GeungeoError:
            continue
        if len(found) == EXAMPLES:
            break
    return tuple(found)


def ask_about(topic: str, lang: Lang = "en") -> str:
    """Return the question about a topic: in Korean where that is, else in `lang`."""
    asked_in: Lang = "ko" if _HANGUL.search(topic) else lang
    return text("example.topic", asked_in, topic=topic)


def _topics(
    records: Sequence[DocumentRecord], passages: Callable[[str], tuple[Passage, ...]]
) -> list[str]:
    """Return headings fit to ask about, one of each document, then the next of each."""
    by_document: list[list[str]] = []
    for record in records[:_DOCUMENTS]:
        headings = dict.fromkeys(p.heading[-1] for p in passages(record.id) if p.heading)
        by_document.append([topic for heading in headings if (topic := name_topic(heading))])
    longest = max(map(len, by_document), default=0)
    turns = [topics[i] for i in range(longest) for topics in by_document if i < len(topics)]
    return list(dict.fromkeys(turns))


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
