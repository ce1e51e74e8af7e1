"""The key sentences of a document or of one of its sections, in the document's order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.composing.definitions import squeeze
from assistant.composing.extent import leads, unit_text
from assistant.composing.length import NORMAL, Extent
from assistant.composing.quotation import Quotation
from assistant.evidence import is_question
from assistant.question import Question
from assistant.ranking import Ranked
from assistant.tables import ReadPassages
from assistant.titles import NAMED, share_named
from corpus import Passage
from index import Hit, Vectors

# Returns for each passage the unit vectors of its units: shape (units, dimension).
FindVectors = Callable[[Sequence[Passage]], Sequence[Vectors]]

# Of a long document so many passages are read, spread evenly.
MAX_PASSAGES = 200
# A unit that may stand in a summary has so many characters.
MIN_CHARS, MAX_CHARS = 20, 280
# Sentences that share more than this part of their words say the same.
SAME_WORDS = 0.5
# What is asked about a topic of the document keeps to units at most this far (logits) below
# the best one found.
ON_TOPIC = 3.0
_ABSTRACT = re.compile(
    r"[\W\dⅠ-Ⅻ]*(?:핵심\s?|연구\s?|정책\s?|내용\s?)?(?:요약|초록|주요\s?내용|한눈에\s?보기|개요|summary|abstract"
    r"|executive summary|key points|摘要)\W*",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"핵심|가장|주요|결론|따라서|목표|제안|시사점|전체|모두|총|needs? to|conclu|in total"
)
_FIGURE = re.compile(r"\d")
_ASIDE = re.compile(
    r"^\s*(?:[※*\[〔]|자료\s?[:：]|출처|주\s?[:：)]|source|note)|문의|@|☎|\d{2,4}-\d{3,4}",
    re.IGNORECASE,
)
_CLOSING = " .。”’\"')）]"
_WORD = re.compile(r"[가-힣A-Za-z㐀-鿿]{2,}|\d{2,}")
_GENERAL = re.compile(
    r"요약|정리|핵심|주요|내용|설명|개요|골자|요지|결론|요점|줄거리|보고서|문서|자료|기사|글|전체|간단|짧|대책|"
    r"알리|장|절|판|편|중심|주|summary|summarise|summarize|overview|report|document|key|point|main|概括|总结"
)
_CHAPTER = re.compile(r"제?\s?(\d{1,2})\s?[장절부]|chapter\s+(\d{1,2})|section\s+(\d{1,2})", re.I)


@dataclass(frozen=True, slots=True)
class _Candidate:
    passage: Passage
    unit: int
    score: float

    @property
    def place(self) -> tuple[int, int]:
        return (self.passage.ordinal, self.unit)

    @property
    def text(self) -> str:
        return " ".join(unit_text(self.passage, self.unit).split())


def summarise(
    question: Question,
    hits: Sequence[Hit],
    ranked: Ranked,
    read_passages: ReadPassages,
    find_vectors: FindVectors,
    extent: Extent = NORMAL,
) -> tuple[Quotation, ...]:
    """Quote 1 to `extent.of_summary` key sentences of what a question wants summed up.

    That is the document that the question names, else the one most hits are from, or the
    section of it that the question names. Asked about a topic, they are of what was found on it.
    """
    if not hits:
        return ()
    hit = _asked_document(question, hits)
    total = max(1, hit.document.passages)
    step = -(-total // MAX_PASSAGES)
    passages = tuple(read_passages(hit.document.id, range(0, total))[::step])
    names = f"{hit.document.title} {hit.document.source} " + (
        passages[0].text[:80] if passages else ""
    )
    found = {unit.key: score for unit, score in ranked}
    topic = _topic(question, names)
    scope = _asked_section(question, passages, topic)
    topic = () if scope else topic
    scope = scope or passages
    candidates = _score(scope, find_vectors(scope))
    if topic and found:
        floor = max(found.values()) - ON_TOPIC
        near = [
            replace(one, score=one.score + 2.0 * (found[key] - floor) / ON_TOPIC)
            for one in candidates
            if found.get(key := (one.passage.id, one.unit), floor - 1.0) >= floor
        ]
        candidates = near or candidates
    is_whole = scope is passages and not topic
    most = extent.of_summary
    chosen = _spread(candidates, extent.of_section if is_whole else most, most)
    return tuple(_quote(hit, one) for one in sorted(chosen, key=lambda one: one.place))


def _asked_document(question: Question, hits: Sequence[Hit]) -> Hit:
    """Return a hit of the document that is asked about: named, else most found in."""
    weight: dict[str, float] = {}
    first: dict[str, Hit] = {}
    for place, hit in enumerate(hits):
        known = first.setdefault(hit.document.id, hit)
        if known is hit:
            share = share_named(question.text, hit.document.title)
            weight[hit.document.id] = 10.0 * share if share >= NAMED else share
        weight[hit.document.id] += 1.0 / (place + 2)
    return first[max(weight, key=lambda document: (weight[document], document))]


def _asked_section(
    question: Question, passages: Sequence[Passage], topic: Sequence[str]
) -> tuple[Passage, ...]:
    """Return the passages of the section that a question names, none where it names none.

    By its number, or by words of its heading that no other heading has as many of.
    """
    chapter = _CHAPTER.search(question.text)
    number = next(filter(None, chapter.groups()), "") if chapter else ""
    weights: dict[str, int] = {}
    for heading in dict.fromkeys(h for passage in passages for h in passage.heading):
        if number and re.match(rf"(?:제\s?)?{number}\s?(?:[장절부.)]|\s)", heading):
            return tuple(passage for passage in passages if heading in passage.heading)
        shown = squeeze(heading)
        weights[heading] = sum(len(term) > 1 and squeeze(term) in shown for term in topic)
    most = max(weights.values(), default=0)
    named = [heading for heading, weight in weights.items() if weight == most]
    if not most or len(named) > 1:
        return ()
    return tuple(passage for passage in passages if named[0] in passage.heading)


def _topic(question: Question, names: str) -> tuple[str, ...]:
    """Return what a question asks about besides the document and that it be summed up."""
    named = squeeze(names)
    return tuple(
        term for term in question.terms if term not in named and not _GENERAL.fullmatch(term)
    )


def _score(passages: Sequence[Passage], vectors: Sequence[Vectors]) -> list[_Candidate]:
    """Return what may stand in a summary, each with how central it is and what marks it.

    Centrality is the cosine of a unit with the mean of all.
    Source: Radev et al., "Centroid-based summarization of multiple documents" (2004).
    """
    rows = [row for row in vectors if len(row)]
    if not rows:
        return []
    centre = np.concatenate(rows).mean(axis=0)
    centre = centre / (float(np.linalg.norm(centre)) or 1.0)
    found: list[_Candidate] = []
    opened: set[tuple[str, ...]] = set()
    for passage, own in zip(passages, vectors, strict=True):
        if passage.kind in ("table", "footnote"):
            continue
        for unit, central in enumerate((own @ centre).tolist()):
            text = unit_text(passage, unit)
            if not MIN_CHARS <= len(text) <= MAX_CHARS or _ASIDE.match(text):
                continue
            if is_question(text) or leads(text) or not _is_sentence(text):
                continue
            score = central + 0.1 * bool(_FIGURE.search(text)) + 0.15 * bool(_CUE.search(text))
            score += 0.2 * (passage.heading not in opened)
            score += 0.5 * _is_abstract(passage)
            opened.add(passage.heading)
            found.append(_Candidate(passage, unit, score))
    return found


def _spread(candidates: Sequence[_Candidate], of_section: int, most: int) -> list[_Candidate]:
    """Choose the best `most` candidates, `of_section` from each chapter at most.

    An abstract says itself what is central, and may give them all.
    """
    chosen: list[_Candidate] = []
    taken: dict[tuple[str, ...], int] = {}
    for one in sorted(candidates, key=lambda one: (-one.score, one.place)):
        # Where a document has no headings its passages are its sections.
        section = one.passage.heading[:1] or (str(one.passage.ordinal),)
        limit = most if _is_abstract(one.passage) else of_section
        if taken.get(section, 0) >= limit or any(_same(one.text, other.text) for other in chosen):
            continue
        chosen.append(one)
        taken[section] = taken.get(section, 0) + 1
        if len(chosen) == most:
            break
    return chosen


def _is_abstract(passage: Passage) -> bool:
    return any(_ABSTRACT.fullmatch(heading) for heading in passage.heading)


def _quote(hit: Hit, one: _Candidate) -> Quotation:
    span = one.passage.units[one.unit]
    return Quotation(replace(hit, passage=one.passage), (span,), (one.text,), one.score)


def _is_sentence(text: str) -> bool:
    """Tell whether a unit ends as a sentence does: `...다`, `...요`, `...나타남`, a full stop."""
    last = text.rstrip(_CLOSING)[-1:]
    # Syllables that end in ㅁ stand every 28th from 16 on (Unicode 3.12, Hangul composition).
    is_nominal = "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 == 16
    return last in "다요" or is_nominal or text.rstrip().endswith((".", "。"))


def _same(one: str, other: str) -> bool:
    ours, theirs = set(_WORD.findall(one)), set(_WORD.findall(other))
    return len(ours & theirs) > SAME_WORDS * max(1, min(len(ours), len(theirs)))
