"""Gold questions: what is asked, what would be right, and where the proof stands."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.question import MAX_QUESTION_CHARS
from corpus import GoldError

# A gold set is written by hand or from feedback; beyond this it is some other file.
MAX_BYTES = 64 * 1024 * 1024
UNNAMED_GROUP = "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotation that proves an answer.

    `doc` is a file's name or its path relative to the indexed root, NFC; `quote` is NFC
    and is compared with white space ignored.
    """

    doc: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question of a gold set.

    `answers` are variants of one answer; `nuggets` are the parts of a list answer, each
    with its variants. `alternatives` are sets of indexes into `evidence`: any one set
    suffices, and all of its members are needed together. `context` holds the questions
    asked before, oldest first. `line` is the line of the file, from 1. A `draft` was
    proposed by the machine or left behind in the chat, and nobody has looked at it yet.
    """

    id: str
    question: str
    answerable: bool
    answers: tuple[str, ...] = ()
    nuggets: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    alternatives: tuple[tuple[int, ...], ...] = ()
    context: tuple[str, ...] = ()
    type: str = UNNAMED_GROUP
    style: str = UNNAMED_GROUP
    line: int = 0
    draft: bool = False


def combine_evidence(
    count: int, requires: tuple[tuple[int, ...], ...]
) -> tuple[tuple[int, ...], ...]:
    """Return the alternatives of `count` evidences under the gold format's `requires`.

    Each set of `requires` is one alternative; an evidence that stands in no set suffices
    alone.
    """
    grouped = {index for group in requires for index in group}
    return (*requires, *((index,) for index in range(count) if index not in grouped))


def load_gold(path: Path, *, with_drafts: bool = False) -> tuple[GoldQuestion, ...]:
    """Read a gold set: JSON Lines, UTF-8, one question a line, blank lines skipped.

    Unknown keys are ignored (authors leave notes). Questions still marked `"draft": true`
    are left out, unless they are asked for: nobody should report on what nobody has read.

    Raises:
        GoldError: `gold-missing`, `gold-unreadable`, `gold-too-large`, `gold-empty`,
            `gold-only-drafts`, `gold-bad-json`, `gold-missing-field`, `gold-bad-field` or
            `gold-duplicate-id`, each with the file and, where it applies, the line.
    """
    questions: list[GoldQuestion] = []
    for read in scan_gold(path):
        if isinstance(read, GoldError):
            raise read
        questions.append(read)
    if not questions:
        raise GoldError("gold-empty", file=str(path))
    kept = tuple(question for question in questions if with_drafts or not question.draft)
    if not kept:
        raise GoldError("gold-only-drafts", file=str(path), count=len(questions))
    return kept


def scan_gold(path: Path) -> Iterator[GoldQuestion | GoldError]:
    """Yield each question of a gold set, or what is wrong with its line, in order.

    Raises:
        GoldError: the file as a whole cannot be read.
    """
    lines_by_id: dict[str, int] = {}
    # Only real line ends part records: JSON strings may hold U+2028 and its like.
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            question = read_record(_parse(path, number, line), path, number)
        except GoldError as error:
            yield error
            continue
        first = lines_by_id.setdefault(question.id, number)
        if first == number:
            yield question
        else:
            yield GoldError(
                "gold-duplicate-id",
                file=str(path),
                line=number,
                id=question.id,
                first_line=first,
            )


def read_record(fields: Mapping[str, object], path: Path, line: int) -> GoldQuestion:
    """Return the question that a decoded record holds; `path` and `line` say whose it is.

    Raises:
        GoldError: `gold-missing-field` or `gold-bad-field`.
    """
    return _Record(path, line, fields).question()


def _read(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise GoldError(
                "gold-too-large", file=str(path), megabytes=size >> 20, limit=MAX_BYTES >> 20
            )
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise GoldError("gold-missing", file=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise GoldError("gold-unreadable", file=str(path), reason=str(reason)) from error


def _parse(path: Path, number: int, line: str) -> Mapping[str, object]:
    try:
        record = json.loads(line)
    except RecursionError:
        raise GoldError(
            "gold-bad-json", file=str(path), line=number, column=1, reason="nested too deeply"
        ) from None
    except ValueError as error:  # JSONDecodeError, or a number of absurd length
        raise GoldError(
            "gold-bad-json",
            file=str(path),
            line=number,
            column=getattr(error, "colno", 1),
            reason=getattr(error, "msg", str(error)),
        ) from error
    if not isinstance(record, dict):
        raise GoldError(
            "gold-bad-json", file=str(path), line=number, column=1, reason="not an object"
        )
    return record


@dataclass(frozen=True, slots=True)
class _Record:
    """A line of the file, read field by field; every complaint names file, line and field."""

    path: Path
    line: int
    fields: Mapping[str, object]

    def question(self) -> GoldQuestion:
        answerable = self._field("answerable")
        if not isinstance(answerable, bool):
            raise self._wrong("answerable", "true or false")
        evidence = self._evidence(required=answerable)
        requires = self._requires(len(evidence))
        return GoldQuestion(
            id=self._text("id", self._field("id")),
            question=self._question(),
            answerable=answerable,
            answers=self._texts("answers", self.fields.get("answers")),
            nuggets=tuple(
                self._texts("nuggets", nugget, required=True)
                for nugget in self._list("nuggets", self.fields.get("nuggets"))
            ),
            evidence=evidence,
            alternatives=combine_evidence(len(evidence), requires),
            context=self._texts("context", self.fields.get("context")),
            type=self._text("type", self.fields.get("type") or UNNAMED_GROUP),
            style=self._text("style", self.fields.get("style") or UNNAMED_GROUP),
            line=self.line,
            draft=self._draft(),
        )

    def _question(self) -> str:
        """Return what is asked, within the bounds of any question: a run asks every one."""
        text = self._text("question", self._field("question"))
        if len(" ".join(text.split())) > MAX_QUESTION_CHARS:
            raise self._wrong("question", f"at most {MAX_QUESTION_CHARS:,} characters")
        if not any(character.isalnum() for character in text):
            raise self._wrong("question", "a text with letters or digits")
        return text

    def _draft(self) -> bool:
        value = self.fields.get("draft", False)
        if not isinstance(value, bool):
            raise self._wrong("draft", "true or false")
        return value

    def _evidence(self, *, required: bool) -> tuple[Evidence, ...]:
        value = self._field("evidence") if required else self.fields.get("evidence")
        found = []
        for item in self._list("evidence", value):
            if not isinstance(item, dict):
                raise self._wrong("evidence", "a list of objects with doc and quote")
            for key in ("doc", "quote"):
                if key not in item:
                    raise self._missing(f"evidence.{key}")
            found.append(
                Evidence(
                    doc=self._text("evidence.doc", item["doc"]),
                    quote=self._text("evidence.quote", item["quote"]),
                )
            )
        if required and not found:
            raise self._wrong("evidence", "at least one quotation for an answerable question")
        return tuple(found)

    def _requires(self, count: int) -> tuple[tuple[int, ...], ...]:
        groups = []
        for group in self._list("requires", self.fields.get("requires")):
            if not isinstance(group, list) or not group:
                raise self._wrong("requires", "a list of lists of evidence numbers")
            for index in group:
                if isinstance(index, bool) or not isinstance(index, int):
                    raise self._wrong("requires", "a list of lists of evidence numbers")
                if not 0 <= index < count:
                    raise self._wrong("requires", f"evidence numbers from 0 to {count - 1}")
            groups.append(tuple(dict.fromkeys(group)))
        return tuple(groups)

    def _field(self, name: str) -> object:
        if name not in self.fields:
            raise self._missing(name)
        return self.fields[name]

    def _text(self, name: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(name, "a text that is not empty")
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise self._wrong(name, "a text of whole characters")  # half of an escaped pair
        return unicodedata.normalize("NFC", value)

    def _list(self, name: str, value: object) -> list[object]:
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._wrong(name, "a list")
        return value

    def _texts(self, name: str, value: object, *, required: bool = False) -> tuple[str, ...]:
        texts = tuple(self._text(name, item) for item in self._list(name, value))
        if required and not texts:
            raise self._wrong(name, "at least one text in every part")
        return texts

    def _missing(self, field: str) -> GoldError:
        return GoldError("gold-missing-field", file=str(self.path), line=self.line, field=field)

    def _wrong(self, field: str, expected: str) -> GoldError:
        return GoldError(
            "gold-bad-field",
            file=str(self.path),
            line=self.line,
            field=field,
            expected=expected,
        )
