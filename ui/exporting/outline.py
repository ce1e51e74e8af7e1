"""A report as a sequence of plain blocks: what each renderer writes in its own way.

Blocks hold text to show, never markup. Every character of them can stand in any of the files:
what no file may hold (control characters, halves of characters) is a replacement character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal, TypeVar

from ui.messages import Lang
from ui.printable import printable

Tone = Literal["good", "unsure", "bad", "plain"]
_Any = TypeVar("_Any")
# Source: Extensible Markup Language (XML) 1.0, section 2.2, as far as `printable` lets it pass.
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|[\u0085\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is the report's title, 2 a part, 3 a part of an answer."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of ours, or a question; `bad` is a warning."""

    text: str
    tone: Tone = "plain"
    is_question: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """How far the documents answer the question."""

    name: str
    hint: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer, and the citations that prove it: numbers and their anchors.

    `frame` is what leads to it in our own words, empty where nothing does.
    """

    text: str
    marks: tuple[tuple[int, str], ...]
    frame: str = ""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """Sentences on one line; an item stands in a list with the items beside it."""

    sentences: tuple[Said, ...]
    is_item: bool


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of an answer's table: its cells, and the citations that prove it."""

    cells: tuple[str, ...]
    marks: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Rows of a document's table under the names of its columns; `caption` may be empty."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[TableLine, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says, on one line."""

    label: str
    value: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts below each other."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document to the letter, line ends and all, below a label (often empty)."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A citation, a passage or a document: a label and title, a badge, quotes and facts.

    `level` is that of its heading.
    """

    anchor: str
    label: str
    title: str
    badge: str
    tone: Tone
    quotes: tuple[Quote, ...]
    facts: Facts
    level: int = 4


@dataclass(frozen=True, slots=True)
class Steps:
    """Things to do, in order."""

    items: tuple[str, ...]


Block = Heading | Paragraph | State | AnswerLine | AnswerTable | Facts | Source | Steps


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report; `made_at` is ISO 8601 and the only date that goes into a file."""

    title: str
    lang: Lang
    made_at: str
    blocks: tuple[Block, ...]


def clean(value: _Any) -> _Any:
    """Return a value in which every text can be shown, printed and stored in any format.

    Dataclasses and tuples are gone through; every line ends with a line feed.
    """
    cleaned: object = value
    if isinstance(value, str):
        cleaned = _NO_CHARACTERS.sub("\ufffd", printable(_LINE_END.sub("\n", value)))
    elif isinstance(value, tuple):
        cleaned = tuple(clean(item) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        held = {field.name: clean(getattr(value, field.name)) for field in fields(value)}
        cleaned = type(value)(**held)
    return cleaned  # type: ignore[return-value]


def one_line(text: str) -> str:
    """Return text with every stretch of white space made one space."""
    return " ".join(text.split())
