"""Is the answer right, and does it say where it comes from?"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from assistant.answer import Answer, Citation
from assistant.evaluation.coverage import Region, Target, best_rank
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.metrics import Share
from assistant.evaluation.terms import extract_answer_terms
from corpus import Span

# Within so many hits the evidence counts as found: what an answer is made of.
FOUND_DEPTH = 5

_CITATION_MARK = re.compile(r"\\?\[\d+\\?\]")
_MARKDOWN = re.compile(r"\\(?=[!-/:-@\[-`{-~])|\*\*|__|`")
_IGNORED = re.compile(r"[\s,、]+")


def read_answer(answer: Answer) -> tuple[str, ...]:
    """Return the answer as it is compared: the whole text, and its sentences one by one joined.

    Citation marks, Markdown emphasis and escapes are taken out, and so are our own lead-ins: a
    title or year in them is no answer. An abstention says nothing.
    """
    if not answer.answerable:
        return ()
    text = answer.text
    for sentence in answer.sentences:
        if sentence.frame and sentence.place != "row":
            text = text.replace(sentence.frame, "", 1)
    whole = _MARKDOWN.sub("", _CITATION_MARK.sub("", text))
    sentences = " ".join(
        _MARKDOWN.sub("", _CITATION_MARK.sub("", sentence.text)) for sentence in answer.sentences
    )
    return (whole, sentences)


def occurs(wanted: str, texts: Sequence[str]) -> bool:
    """Tell whether a gold answer occurs in one of the texts.

    NFKC, case folded, white space and commas ignored. A number occurs only whole: `40곳` is
    not in `140곳` nor `7.5` in `7.55`.
    """
    letters = _IGNORED.sub("", _fold(wanted))
    if not letters:
        return False
    pattern = r"[\s,、]*".join(map(re.escape, letters))
    if letters[0].isdecimal():
        pattern = r"(?<!\d)(?<!\d[.,])" + pattern
    if letters[-1].isdecimal():
        pattern += r"(?!\d|[.,]\d)"
    compiled = re.compile(pattern)
    return any(compiled.search(_fold(text)) for text in texts)


def score_answer_hit(question: GoldQuestion, answer: Answer) -> Share:
    """Score 1 when a gold answer, or every nugget in one of its variants, occurs.

    Counts nothing for a question without gold answers.
    """
    if not (question.answers or question.nuggets):
        return Share(0.0, 0.0)
    texts = read_answer(answer)
    hit = any(occurs(gold, texts) for gold in question.answers) or (
        bool(question.nuggets) and _found_nuggets(question, texts) == len(question.nuggets)
    )
    return Share(float(hit), 1.0)


def score_answer_recall(question: GoldQuestion, answer: Answer) -> Share:
    """Score the share of nuggets found, else of the best gold answer's content morphemes.

    Morphemes are counted with repetition, as SQuAD's token overlap does (Rajpurkar et al.
    2016); an answer that occurs as it stands has all of them.
    """
    if not (question.answers or question.nuggets):
        return Share(0.0, 0.0)
    texts = read_answer(answer)
    if any(occurs(gold, texts) for gold in question.answers):
        return Share(1.0, 1.0)
    if question.nuggets:
        return Share(_found_nuggets(question, texts) / len(question.nuggets), 1.0)
    if not texts:
        return Share(0.0, 1.0)
    said = Counter(extract_answer_terms(texts[0])) | Counter(extract_answer_terms(texts[1]))
    return Share(max(_recall(gold, said) for gold in question.answers), 1.0)


def score_citation_hit(target: Target, answer: Answer) -> Share:
    """Score 1 when the cited spans together cover an alternative of the evidence."""
    completions = target.completions(cited_regions(answer))
    return Share(float(best_rank(completions, target.alternatives) is not None), 1.0)


def score_both_where_found(answer_hit: Share, citation_hit: Share, rank: int | None) -> Share:
    """Score 1 when answer and citations are right, where they could be.

    Counts nothing where the first `FOUND_DEPTH` hits do not satisfy the question (`rank`), nor
    for a question without gold answers.
    """
    is_asked = answer_hit.whole > 0 and rank is not None and rank <= FOUND_DEPTH
    is_right = is_asked and answer_hit.part > 0 and citation_hit.part > 0
    return Share(float(is_right), float(is_asked))


def score_citation_precision(target: Target, answer: Answer) -> Share:
    """Count the cited spans that touch gold evidence, of all cited spans."""
    regions = cited_regions(answer)
    return Share(float(sum(target.is_touched(region) for region in regions)), float(len(regions)))


def cited_regions(answer: Answer) -> tuple[Region, ...]:
    """Return the distinct spans that an answer cites, in order; an abstention cites nothing."""
    if not answer.answerable:
        return ()
    return tuple(dict.fromkeys(_region(citation) for citation in answer.citations))


def _region(citation: Citation) -> Region:
    return Region(citation.document_id, (Span(citation.start, citation.end),))


def _found_nuggets(question: GoldQuestion, texts: Sequence[str]) -> int:
    return sum(any(occurs(variant, texts) for variant in variants) for variants in question.nuggets)


def _recall(gold: str, said: Counter[str]) -> float:
    wanted = Counter(extract_answer_terms(gold))
    total = wanted.total()
    return (wanted & said).total() / total if total else 0.0


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
