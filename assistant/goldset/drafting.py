"""Proposing gold questions from what a library holds, for a person to edit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from typing import Any

from assistant.evaluation.coverage import SearchableText
from assistant.evaluation.gold import Evidence, GoldQuestion
from assistant.evaluation.terms import extract_content
from assistant.goldset.candidates import Candidate, Style
from assistant.goldset.checking import TELLING_QUOTE
from assistant.goldset.likeness import leaked_answer
from assistant.goldset.lists import draft_lists
from assistant.goldset.records import to_record
from assistant.goldset.sentences import draft_sentences
from assistant.goldset.tables import draft_tables
from corpus import Document, Passage

Json = dict[str, Any]
# Of ten questions; the rest is polite.
_STYLES: tuple[Style, ...] = (
    *("polite", "casual", "polite", "keyword", "casual"),
    *("polite", "polite", "casual", "keyword", "polite"),
)
# Some 120 passages are read a second, so that a large library takes half a minute.
_MOST_DOCUMENTS = 500
_MOST_PASSAGES = 4_000
_SHORTEST_QUOTE = 6
# With so much of its words in the evidence a question is found by letters alone.
EASY, MIDDLE = 0.9, 0.6


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed question; `overlap` is the share of its content words in its passage.

    The passage is taken with its headings and caption (`around`): what a search looks at.
    """

    question: GoldQuestion
    around: str
    overlap: float = 0.0

    @property
    def hardness(self) -> str:
        """`easy`, `middle` or `hard`: how little the words alone lead to the evidence."""
        if self.overlap >= EASY:
            return "easy"
        return "middle" if self.overlap >= MIDDLE else "hard"

    def to_record(self) -> Json:
        """Return the draft as a line of a gold file holds it."""
        return to_record(
            self.question, {"overlap": round(self.overlap, 2), "hardness": self.hardness}
        )


def draft_gold(
    documents: Sequence[Document],
    passages_of: Callable[[str], Sequence[Passage]],
    count: int,
    *,
    seed: int = 0,
    known: Sequence[GoldQuestion] = (),
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Draft, ...]:
    """Propose up to `count` questions, spread over documents and kinds of questions.

    The same library and seed give the same drafts. No two drafts have the same evidence, and
    none that of a `known` question. Of large libraries some documents and passages are drawn.
    """
    drawn = sorted(documents, key=lambda document: _draw(seed, document.id))[:_MOST_DOCUMENTS]
    most = max(5, _MOST_PASSAGES // max(1, len(drawn)))
    by_document: dict[str, list[Candidate]] = {}
    texts: dict[str, Document] = {}
    for done, document in enumerate(drawn):
        if progress is not None:
            progress(done, len(drawn))
        passages = sorted(passages_of(document.id), key=lambda passage: _draw(seed, passage.id))
        found = [c for p in passages[:most] for c in _candidates(p, document)]
        if found and document.id not in by_document:
            by_document[document.id] = found
            texts[document.id] = document
    taken = {_key(evidence) for question in known for evidence in question.evidence}
    asked = {question.question for question in known}
    searchable: dict[str, SearchableText] = {}
    drafts: list[Draft] = []
    for candidate in _in_turn(by_document, seed):
        if len(drafts) == count:
            break
        style = _STYLES[len(drafts) % len(_STYLES)]
        document = texts[candidate.document_id]
        if document.id not in searchable:
            searchable[document.id] = SearchableText(document.text)
        draft = _draft(candidate, document, searchable[document.id], style)
        if draft is None or draft.question.question in asked:
            continue
        key = _key(draft.question.evidence[0])
        if key not in taken:
            taken.add(key)
            asked.add(draft.question.question)
            drafts.append(draft)
    return _with_overlap(_with_repeats(drafts, documents))


def _candidates(passage: Passage, document: Document) -> Iterator[Candidate]:
    if passage.cells:
        found = draft_tables(passage, document)
    elif passage.kind == "table":
        return
    else:
        found = chain(draft_lists(passage), draft_sentences(passage))
    around = f"{passage.context} {passage.text}"
    yield from (replace(candidate, around=around) for candidate in found)


def _in_turn(by_document: dict[str, list[Candidate]], seed: int) -> Iterator[Candidate]:
    """Yield candidates document after document, each time of the kind it gave least of.

    Within a kind the likelier ones come first; ties are drawn by the seed.
    """
    queues: dict[str, dict[str, list[Candidate]]] = {}
    for document_id, candidates in by_document.items():
        kinds: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            kinds[candidate.kind].append(candidate)
        for found in kinds.values():
            found.sort(key=lambda c: (-c.score, _draw(seed, f"{c.start}:{c.phrasings[0][1]}")))
        queues[document_id] = dict(kinds)
    given: Counter[str] = Counter()
    own: dict[str, Counter[str]] = {key: Counter() for key in queues}
    while queues:
        for document_id in list(queues):
            kinds = queues[document_id]
            kind = min(kinds, key=lambda kind: (own[document_id][kind], given[kind], kind))
            yield kinds[kind].pop(0)
            given[kind] += 1
            own[document_id][kind] += 1
            if not kinds[kind]:
                del kinds[kind]
            if not kinds:
                del queues[document_id]


def _draft(
    candidate: Candidate, document: Document, searchable: SearchableText, wanted: Style
) -> Draft | None:
    style = wanted if candidate.phrasing(wanted) else candidate.phrasings[0][0]
    quote = document.text[candidate.start : candidate.end].strip()
    if sum(not sign.isspace() for sign in quote) < _SHORTEST_QUOTE:
        return None
    if not searchable.locate(quote):
        return None
    asked = candidate.phrasing(style)
    question = GoldQuestion(
        id=f"d-{sha256(f'{document.id}{candidate.start}{asked}'.encode()).hexdigest()[:10]}",
        question=asked,
        answerable=True,
        answers=candidate.answers,
        nuggets=candidate.nuggets,
        evidence=(Evidence(document.source, quote),),
        alternatives=((0,),),
        type=candidate.kind,
        style=style,
        draft=True,
    )
    return None if leaked_answer(question) else Draft(question, candidate.around)


def _key(evidence: Evidence) -> tuple[str, str]:
    """Return what tells quotations apart: a short one is another in another document."""
    quote = "".join(evidence.quote.split())
    return ("" if len(quote) >= TELLING_QUOTE else evidence.doc, quote)


def _with_repeats(drafts: Sequence[Draft], documents: Sequence[Document]) -> list[Draft]:
    """Name the other documents in which a quotation stands too: each suffices."""
    squeezed = {document.source: "".join(document.text.split()) for document in documents}
    found = []
    for draft in drafts:
        own = draft.question.evidence[0]
        wanted = "".join(own.quote.split())
        others = sorted(
            source
            for source, text in squeezed.items()
            if source != own.doc and len(wanted) >= TELLING_QUOTE and wanted in text
        )
        evidence = (own, *(Evidence(source, own.quote) for source in others))
        alternatives = tuple((number,) for number in range(len(evidence)))
        question = replace(draft.question, evidence=evidence, alternatives=alternatives)
        found.append(replace(draft, question=question))
    return found


def _with_overlap(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    asked = extract_content(draft.question.question for draft in drafts)
    quoted = extract_content(draft.around for draft in drafts)
    measured = []
    for draft, words, held in zip(drafts, asked, quoted, strict=True):
        distinct = set(words)
        share = len(distinct & set(held)) / len(distinct) if distinct else 0.0
        measured.append(replace(draft, overlap=share))
    return tuple(measured)


def _draw(seed: int, key: str) -> str:
    return sha256(f"{seed}:{key}".encode()).hexdigest()
