"""What is the answer, and what proves it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.address import citation_to_dict, hit_to_dict
from assistant.answer import Answer, AnswerSentence, Citation, Outcome, TablePlace
from assistant.assistant import Assistant
from assistant.composing import LENGTHS, Length
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
    SavedRun,
    compare_metrics,
    compare_runs,
    compare_saved,
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
from assistant.explanation import Explanation, Reason, WordMatch
from assistant.goldset import (
    Draft,
    Finding,
    GoldCheck,
    GroupSize,
    Holdings,
    check_gold,
    draft_from_feedback,
    draft_gold,
    export_gold,
    import_gold,
    read_run,
    require_new,
    run_lines,
    score_run,
    to_line,
    write_new,
)
from assistant.particles import attach as attach_particle
from assistant.report import (
    Asked,
    EvidenceReport,
    FileState,
    ProofState,
    Provenance,
    ReportedAnswer,
    ReportedCitation,
    ReportedDocument,
    ReportedPassage,
    ReportSource,
    build_report,
)
from assistant.saved_answer import dump_answer, load_answer

if TYPE_CHECKING:
    from assistant.generation.model import ChatGenerator
    from assistant.retriever import GeungeoRetriever
    from assistant.runnable import AssistantRunnable

__all__ = [
    "LENGTHS",
    "Length",
    "LOWER_IS_BETTER",
    "METRICS",
    "RETRIEVAL_METRICS",
    "Answer",
    "AnswerSentence",
    "Assistant",
    "AssistantRunnable",
    "Bar",
    "BaselineResult",
    "ChatGenerator",
    "Citation",
    "Draft",
    "Finding",
    "GoldCheck",
    "GroupSize",
    "Holdings",
    "check_gold",
    "draft_from_feedback",
    "draft_gold",
    "export_gold",
    "import_gold",
    "read_run",
    "require_new",
    "run_lines",
    "score_run",
    "to_line",
    "write_new",
    "Comparison",
    "Difference",
    "Estimate",
    "Evaluation",
    "EvaluationProgress",
    "Explanation",
    "GeungeoRetriever",
    "GoldQuestion",
    "Outcome",
    "QuestionChange",
    "QuestionOutcome",
    "QuestionResult",
    "Retrieve",
    "SavedRun",
    "Reason",
    "TablePlace",
    "WordMatch",
    "attach_particle",
    "citation_to_dict",
    "dump_answer",
    "load_answer",
    "compare_metrics",
    "compare_runs",
    "compare_saved",
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
    "Asked",
    "EvidenceReport",
    "FileState",
    "ProofState",
    "Provenance",
    "ReportSource",
    "ReportedAnswer",
    "ReportedCitation",
    "ReportedDocument",
    "ReportedPassage",
    "build_report",
]


def __getattr__(name: str) -> object:
    """Import what needs LangChain only when it is asked for: it costs half a second."""
    if name == "GeungeoRetriever":
        from assistant.retriever import GeungeoRetriever

        return GeungeoRetriever
    if name == "AssistantRunnable":
        from assistant.runnable import AssistantRunnable

        return AssistantRunnable
    if name == "ChatGenerator":
        from assistant.generation.model import ChatGenerator

        return ChatGenerator
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
