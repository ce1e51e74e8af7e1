"""What might be asked after an answer: about the headings that stand near its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant import Answer
from corpus import GeungeoError, LibraryError, Passage
from ui.examples import ask_about, name_topic
from ui.outcomes import outcome_name

# How many are offered, and how many are tried for them: each is asked of the library.
NEXT = 3
_TRIES = 6
# Passages whose neighbours are looked at.
_PLACES = 3


def find_next(
    answer: Answer,
    asked: Sequence[str],
    passages: Callable[[str], tuple[Passage, ...]],
    has_answer: Callable[[str], bool],
) -> tuple[str, ...]:
    """Return questions that the documents answer, about what stands near the evidence.

    Where there is no answer, about what came near. None of `asked` comes again.
    """
    if outcome_name(answer) == "talk":
        return ()
    known = {_key(question) for question in asked}
    found: list[str] = []
    for tries, question in enumerate(_questions(answer, passages)):
        if tries == _TRIES or len(found) == NEXT:
            break
        try:
            if _key(question) not in known and has_answer(question):
                found.append(question)
        except GeungeoError:
            continue
    return tuple(found)


def _questions(answer: Answer, passages: Callable[[str], tuple[Passage, ...]]) -> Iterator[str]:
    """Yield questions about headings, the nearest first, each once."""
    said = "".join(" ".join((answer.question, answer.understood)).split())
    seen: set[str] = set()
    for heading in _headings(answer, passages):
        topic = name_topic(heading)
        # What the question names itself has been answered just now.
        if topic and topic not in seen and "".join(topic.split()) not in said:
            seen.add(topic)
            yield ask_about(topic)


def _headings(answer: Answer, passages: Callable[[str], tuple[Passage, ...]]) -> Iterator[str]:
    if answer.outcome == "none":
        for hit in answer.near_misses:
            yield from reversed(hit.passage.heading)
        return
    used = {n for sentence in answer.sentences for n in sentence.citations}
    cited = [citation for citation in answer.citations if citation.n in used][:_PLACES]
    for citation in cited:
        try:
            around = passages(citation.document_id)
        except (KeyError, LibraryError):
            continue
        own = next((one for one in around if one.id == citation.passage_id), None)
        if own is None:
            continue
        # What follows is likelier to be the next question than what came before.
        near = sorted(around, key=lambda one: (abs(one.ordinal - own.ordinal), -one.ordinal))
        for passage in near:
            if passage.heading and passage.heading[-1] not in own.heading:
                yield passage.heading[-1]


def _key(question: str) -> str:
    return "".join(question.casefold().split())
