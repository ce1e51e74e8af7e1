"""What is the answer, and what proves it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.address import citation_to_dict, hit_to_dict
from assistant.answer import Answer, AnswerSentence, Citation, Outcome, TablePlace
from assistant.assistant import Assistant
from assistant.evaluation import (
    LOWER_IS_BETTER,
    METRICS,
    RETRIEVAL_METRICS,
    Bar,
    BaselineResult,
    Comparison,
    Difference,
    Estimate,
    Evaluation,
    EvaluationProgress,
    GoldQuestion,
    QuestionChange,
    QuestionOutcome,
    QuestionResult,
    Retrieve,
    compare_metrics,
    compare_runs,
    estimate_metrics,
    evaluate,
    find_too_fine,
    load_gold,
    load_run,
    locate,
    lost_too_much,
    make_bar,
    missed_bars,
    render_markdown,
    render_report,
    render_table,
)

if TYPE_CHECKING:
    from assistant.generator import ChatGenerator
    from assistant.retriever import GeungeoRetriever

__all__ = [
    "LOWER_IS_BETTER",
    "METRICS",
    "RETRIEVAL_METRICS",
    "Answer",
    "AnswerSentence",
    "Assistant",
    "Bar",
    "BaselineResult",
    "ChatGenerator",
    "Citation",
    "Comparison",
    "Difference",
    "Estimate",
    "Evaluation",
    "EvaluationProgress",
    "GeungeoRetriever",
    "GoldQuestion",
    "Outcome",
    "QuestionChange",
    "QuestionOutcome",
    "QuestionResult",
    "Retrieve",
    "TablePlace",
    "citation_to_dict",
    "compare_metrics",
    "compare_runs",
    "estimate_metrics",
    "evaluate",
    "find_too_fine",
    "hit_to_dict",
    "load_gold",
    "load_run",
    "locate",
    "lost_too_much",
    "make_bar",
    "missed_bars",
    "render_markdown",
    "render_report",
    "render_table",
]


def __getattr__(name: str) -> object:
    """Import what needs LangChain only when it is asked for: it costs half a second."""
    if name == "GeungeoRetriever":
        from assistant.retriever import GeungeoRetriever

        return GeungeoRetriever
    if name == "ChatGenerator":
        from assistant.generator import ChatGenerator

        return ChatGenerator
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
