"""Questions that the items below a heading answer, and headings that ask themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.goldset.candidates import Candidate, Kind, Style
from assistant.goldset.tables import plain_heading
from assistant.particles import attach
from corpus import Passage, analyze

_FEWEST, _MOST, _LONGEST_ITEM = 3, 8, 40
_MARK = re.compile(r"^(?:[\s·•∙○●□■◇◆▶▷◎❍※*\-–—①-⑳]|\(?\d{1,2}[.)]\s|[가-하]\.\s)+")
_BRACKETS = re.compile(r"\s?[(（〔\[][^()（）〔〕\[\]]*[)）〕\]]")
_SAID = re.compile(r"(?:다|요|까|음|함|임|됨)[.?!]?$")
_ASKING = re.compile(r"[?？]$")
_GENERIC = re.compile(
    r"(?:요약|개요|차례|목차|결론|서론|제언|참고|부록|머리말|맺음말|주요 내용|내용|기타|붙임)"
)
_LEAST_ANSWER = 12


def drop_brackets(text: str) -> str:
    """Return a text without what stands in brackets, and the space before them."""
    return _BRACKETS.sub("", text)


def draft_lists(passage: Passage) -> Iterator[Candidate]:
    """Yield a question for a list of short items, and for a heading that is a question."""
    if not passage.heading:
        return
    heading = plain_heading(passage.heading[-1])
    if _ASKING.search(heading):
        yield from _asked(passage, heading)
    elif passage.kind == "list":
        yield from _listed(passage, heading)


def _asked(passage: Passage, heading: str) -> Iterator[Candidate]:
    """A heading of frequently asked questions, answered by what stands first below it."""
    said_first = [bool(_SAID.search(passage.text[u.start : u.end])) for u in passage.units]
    told = [unit for unit, is_said in zip(passage.units, said_first, strict=True) if is_said]
    if not told or len(heading) < 8 or len(analyze(heading)) < 4:
        return
    if said_first.index(True) > 1:
        # Items stand first: they are the answer, and the sentence behind them is not.
        return
    length = 1
    while told[length - 1].end - told[0].start < _LEAST_ANSWER and length < len(told):
        length += 1
    span = passage.view.source_span(told[0].start, told[length - 1].end)
    said = " ".join(passage.text[told[0].start : told[length - 1].end].split())
    style: Style = "polite" if re.search(r"(?:요|까|까요)\?$", heading) else "casual"
    yield Candidate(
        passage.document_id, _kind(heading), ((style, heading),), span.start, span.end, (said,),
        score=1.5,
    )  # fmt: skip


def _kind(question: str) -> Kind:
    if re.search("언제", question):
        return "date"
    if re.search("얼마|몇", question):
        return "fact-number"
    return "why-how" if re.search("왜|어떻게", question) else "fact-entity"


def _listed(passage: Passage, heading: str) -> Iterator[Candidate]:
    items = []
    for unit in passage.units:
        item = drop_brackets(_MARK.sub("", passage.text[unit.start : unit.end])).strip(" .;,")
        if not item or len(item) > _LONGEST_ITEM or _SAID.search(item) or ":" in item:
            return
        items.append(" ".join(item.split()))
    if not _FEWEST <= len(items) <= _MOST or _GENERIC.fullmatch(heading):
        return
    nouns = [m for m in analyze(heading) if m.tag in ("NNG", "NNP", "SL")]
    if not nouns or analyze(heading)[-1].tag[:1] not in ("N", "X", "S"):
        return
    above = plain_heading(passage.heading[-2]) if len(passage.heading) > 1 else ""
    name = f"{above} {heading}" if len(nouns) < 3 and above and len(above) < 20 else heading
    span = passage.view.source_span(passage.units[0].start, passage.units[-1].end)
    phrasings: tuple[tuple[Style, str], ...] = (
        ("polite", f"{name}에는 무엇이 있나요?"),
        ("casual", f"{attach(name, '이')} 뭐뭐야?"),
        ("keyword", f"{name} 목록"),
    )
    yield Candidate(
        passage.document_id, "list", phrasings, span.start, span.end, (", ".join(items),),
        nuggets=tuple((item,) for item in items), score=1.4,
    )  # fmt: skip
