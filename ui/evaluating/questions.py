"""The questions of a kept run: what became of each, filtered, sorted, a page at a time."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant import GoldQuestion
from ui.evaluating.shelf import KeptRun

Json = dict[str, Any]
Outcome = Literal[
    "right",
    "right-abstention",
    "not-found",
    "not-cited",
    "wrong",
    "withheld",
    "answered-unanswerable",
]
OUTCOMES: tuple[Outcome, ...] = (
    "not-found",
    "not-cited",
    "wrong",
    "withheld",
    "answered-unanswerable",
    "right",
    "right-abstention",
)
_GOOD = ("right", "right-abstention")
# What the table is held to: everything, what went wrong, or one way in which it did.
SHOWN = ("all", "failed", *OUTCOMES)
ORDERS = ("file", "rank", "confidence", "latency")
PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of a run: the gold one, what the run's JSON says of it, and its outcome."""

    gold: GoldQuestion
    record: Json
    outcome: Outcome

    @property
    def is_good(self) -> bool:
        """Whether nothing went wrong."""
        return self.outcome in _GOOD


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the questions is looked at; empty strings and `all` narrow nothing."""

    shown: str = "all"
    type: str = ""
    style: str = ""
    words: str = ""
    order: str = "file"
    page: int = 0


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A page of the questions that fit, and how many there are."""

    rows: tuple[AskedQuestion, ...]
    page: int
    pages: int
    fitting: int
    total: int


def judge(gold: GoldQuestion, record: Mapping[str, Any]) -> Outcome:
    """Return what became of a question: the first thing that went wrong, if any did."""
    if not gold.answerable:
        return "right-abstention" if record["abstained"] else "answered-unanswerable"
    if record["abstained"]:
        return "withheld"
    if record["rank"] is None:
        return "not-found"
    if record["answer_hit"] is False:
        return "wrong"
    return "right" if record["citation_hit"] else "not-cited"


def list_questions(run: KeptRun) -> tuple[AskedQuestion, ...]:
    """Return the questions of a run in the order of the gold file."""
    return tuple(
        AskedQuestion(run.gold[record["id"]], record, judge(run.gold[record["id"]], record))
        for record in run.record["questions"]
        if record["id"] in run.gold
    )


def count_outcomes(questions: Sequence[AskedQuestion]) -> Counter[str]:
    """Return how many questions came out how."""
    return Counter(question.outcome for question in questions)


def page_of(questions: Sequence[AskedQuestion], asked: str) -> int:
    """Return the page where the question of an id stands with nothing filtered; else the last."""
    at = next((at for at, one in enumerate(questions) if one.gold.id == asked), len(questions) - 1)
    return max(0, at) // PAGE_ROWS


def turn_to(questions: Sequence[AskedQuestion], choice: Choice) -> QuestionPage:
    """Return the page of the questions that fit; a page that there is not becomes the last."""
    wanted = fold(choice.words)
    fitting = [
        question
        for question in questions
        if _is_shown(question, choice.shown)
        and choice.type in ("", question.gold.type)
        and choice.style in ("", question.gold.style)
        and (not wanted or wanted in fold(_text_of(question)))
    ]
    if choice.order == "rank":
        fitting.sort(key=lambda one: -(one.record["rank"] or (99 if one.gold.answerable else 0)))
    elif choice.order == "confidence":
        fitting.sort(key=lambda one: one.record["confidence"])
    elif choice.order == "latency":
        fitting.sort(key=lambda one: -one.record["latency_ms"])
    pages = max(1, -(-len(fitting) // PAGE_ROWS))
    page = min(max(0, choice.page), pages - 1)
    rows = tuple(fitting[page * PAGE_ROWS : (page + 1) * PAGE_ROWS])
    return QuestionPage(rows, page, pages, len(fitting), len(questions))


def fold(text: str) -> str:
    """Return a text as it is searched: NFKC, case and white space ignored."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _is_shown(question: AskedQuestion, shown: str) -> bool:
    if shown == "failed":
        return not question.is_good
    return shown in ("all", question.outcome)


def _text_of(question: AskedQuestion) -> str:
    gold = question.gold
    answers = " ".join([*gold.answers, *(one for part in gold.nuggets for one in part)])
    return f"{gold.id} {gold.question} {answers} {question.record['answer']}"
