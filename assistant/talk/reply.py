"""The reply to what is no question: a polite no, or the answer before in another shape."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answer import Answer
from assistant.question import MAX_COMPLETED_CHARS, content_terms, understand
from assistant.retrieval import POOL, Retrieval
from assistant.talk.chatter import why_declined
from assistant.talk.commands import MAX_COMMAND_CHARS
from assistant.talk.shaping import Shaper, Shelf
from assistant.talk.turns import Standing, questions_of, read_turns
from corpus import analyze
from index import DocumentRecord, Filters, Wording

# A longer title makes no example.
MAX_TITLE_CHARS = 60
# No document holds it: its weight is that of a word unknown.
_UNKNOWN = "\ufffd"
_HANGUL = re.compile(r"[가-힣]")
Ask = Callable[[str, Sequence[str]], Answer]


class Holdings(Shelf, Protocol):
    """What is known of a library here; `index.Library` is one."""

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return a record for every file."""
        ...

    def reword(self, query: str) -> Wording:
        """Return what a query is taken to say."""
        ...

    def term_weights(self, terms: Sequence[str]) -> Mapping[str, float]:
        """Return each term's inverse document frequency (higher = rarer)."""
        ...


class Talk:
    """Replies to small talk, to orders and to commands over the conversation."""

    def __init__(self, library: Holdings, retrieval: Retrieval) -> None:
        """Know what `library` holds, and find with `retrieval`."""
        self._library = library
        self._retrieval = retrieval

    def reply(
        self, typed: str, context: Sequence[str], filters: Filters | None, ask: Ask
    ) -> Answer | None:
        """Return the reply to what is no question to the documents; None where it is one.

        `context` holds what was typed before, or what it was understood as, oldest first; `ask`
        answers a question in the source's own words.
        """
        started = time.perf_counter()
        meant = self._in_hangul(typed)
        standing = read_turns(meant, context)
        if standing is not None:
            made = self._obey(typed, standing, filters, ask)
        else:
            is_first = not questions_of(context)
            declined = why_declined(meant, is_first=is_first, holds=self._holds)
            if declined is None:
                return None
            made = _nothing(typed, f"declined-{declined}:{self._example(meant)}")
        return replace(made, elapsed_ms=(time.perf_counter() - started) * 1000)

    def _obey(self, typed: str, standing: Standing, filters: Filters | None, ask: Ask) -> Answer:
        """Answer the last question again and do with the answer what was asked."""
        if not standing.question:
            wish = standing.commands[-1].label(is_korean=bool(_HANGUL.search(typed)))
            return _nothing(typed, f"command-needs-question:{wish}")
        answer = ask(standing.question, standing.before)
        described = standing.describe(answer.understood, typed)
        answer = replace(answer, question=typed, changes=())
        if not answer.sentences:
            return replace(
                answer, understood=described, notes=(*answer.notes, "command-needs-answer")
            )
        asked = understand(answer.understood, max_chars=MAX_COMPLETED_CHARS)
        parts = self._retrieval.find(asked, POOL, filters)
        is_korean = bool(_HANGUL.search(answer.understood))
        shaper = Shaper(self._library, parts, is_korean=is_korean)
        shown = shaper.begin(answer)
        for command in standing.commands:
            shown = shaper.obey(replace(shown, note=""), command)
        if shown.note:
            return replace(_nothing(typed, shown.note), understood=described)
        is_answer = all(
            command.kind in ("detail", "brief", "table", "again") for command in standing.commands
        )
        return replace(
            shown.answer,
            understood=described,
            near_misses=(),
            missing=answer.missing if is_answer else (),
        )

    def _in_hangul(self, typed: str) -> str:
        """Return what was typed with the keyboard as it should have been (`dkssud`: 안녕)."""
        if len(typed) > MAX_COMMAND_CHARS or _HANGUL.search(typed):
            return typed
        wording = self._library.reword(typed)
        is_other = any(change.kind == "keyboard" for change in wording.changes)
        return wording.text if is_other else typed

    def _holds(self, text: str) -> bool:
        """Tell whether the documents hold every word of a text that means something."""
        terms = content_terms(analyze(text))
        weights = self._library.term_weights([*terms, _UNKNOWN])
        return bool(terms) and all(weights[term] < weights[_UNKNOWN] for term in terms)

    def _example(self, typed: str) -> str:
        """Return the title of a document to ask about, in the language of what was typed."""
        titles = [
            " ".join(record.title.split())
            for record in self._library.documents()
            if record.state == "indexed" and 1 < len(record.title) <= MAX_TITLE_CHARS
        ]
        is_korean = bool(_HANGUL.search(typed))
        alike = [title for title in titles if bool(_HANGUL.search(title)) == is_korean]
        return next(iter((*alike, *titles)), "")


def _nothing(typed: str, note: str) -> Answer:
    """Return a reply without an answer: no search was made."""
    return Answer(
        question=typed,
        understood=typed,
        outcome="none",
        text="",
        sentences=(),
        citations=(),
        passages=(),
        near_misses=(),
        confidence=0.0,
        elapsed_ms=0.0,
        notes=(note,),
    )
