"""A model's answer sentence by sentence, each with the unit that proves it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Generator as Generated
from contextlib import closing
from typing import Protocol

from assistant.checking import find_support
from assistant.evidence import Evidence
from assistant.generation.sentences import read_sentences
from assistant.question import content_terms, fold
from corpus import GeneratorError, analyze

# What a model wrote, and the unit that proves it.
Sentence = tuple[str, Evidence | None]
# More sentences than these are no answer.
MAX_SENTENCES = 40
_REFUSES = re.compile(
    r"(?:아쉽게도|정말)?\s*(?:죄송|미안|유감|양해)"
    r"|.{0,40}(?:답변|도움|도와)[^.]{0,20}(?:수 없|어렵|불가)"
    r"|(?:i['’]?m|i am|we['’]?re)?\s*(?:very |so )?sorry"
    r"|i (?:can['’]?t|cannot|can not|won['’]?t)\b|i(?:['’]?m| am) (?:unable|not able)|as an ai\b"
    r"|抱歉|对不起|我无法",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\W*(?:없음|없습니다|none|no answer|not found)\W*", re.IGNORECASE)


class Generator(Protocol):
    """Writes an answer from excerpts of documents."""

    def write(self, question: str, excerpts: Sequence[str]) -> Iterator[str]:
        """Yield the answer as running text, in pieces of any size.

        Raises:
            GeneratorError: the model cannot be reached or gives nothing usable.
        """
        ...


class Draft:
    """One answer of a model. Iterate it once; then `failure` and `unproved` are known."""

    def __init__(
        self,
        generator: Generator,
        evidence: Sequence[Evidence],
        weigh: Callable[[Sequence[str]], Mapping[str, float]],
    ) -> None:
        """Hold what `generator` writes against `evidence`; `weigh` gives terms' IDF."""
        self._generator = generator
        self._evidence = evidence
        self._weigh = weigh
        self._kept = 0
        self.unproved = 0
        self.failure = ""

    def write(self, question: str, excerpts: Sequence[str]) -> Iterator[Sentence]:
        """Yield each sentence with the unit that proves it, None where none does.

        It never raises what a model does wrong: `failure` says it afterwards, and what was
        yielded is then the half of an answer.
        """
        try:
            with closing(self._read(question, excerpts)) as sentences:
                yield from sentences
        except GeneratorError as error:
            self.failure = error.code
        if not self.failure and not self._kept:
            self.failure = "llm-unsupported" if self.unproved else "llm-empty"

    def _read(self, question: str, excerpts: Sequence[str]) -> Generated[Sentence, None, None]:
        pieces = iter(self._generator.write(question, excerpts))
        said: set[str] = set()
        try:
            for number, sentence in enumerate(read_sentences(pieces)):
                if number >= MAX_SENTENCES:
                    raise GeneratorError("llm-too-long", limit=MAX_SENTENCES)
                if not number and _NOTHING.fullmatch(sentence):
                    raise GeneratorError("llm-says-none")
                if sentence in said:
                    continue
                said.add(sentence)
                terms = content_terms(analyze(fold(sentence)))
                unit = find_support(sentence, self._evidence, self._weigh(terms))
                if unit is None and not number and _REFUSES.match(sentence):
                    raise GeneratorError("llm-refused")
                if unit is None:
                    self.unproved += 1
                else:
                    self._kept += 1
                yield sentence, unit
        finally:
            # What is not read on must not be written on.
            if hasattr(pieces, "close"):
                pieces.close()

    def notes(self, *, marked: bool = False) -> tuple[str, ...]:
        """Return what the reader should know: a failure, or how many sentences lack proof.

        These are left out, or where they are shown, `marked`.
        """
        if self.failure:
            return (self.failure,)
        code = "llm-partly-unproved" if marked else "llm-partly-unsupported"
        return (f"{code}:{self.unproved}",) if self.unproved else ()
