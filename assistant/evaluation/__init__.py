"""How good are the answers? Measured on gold questions, with intervals and baselines."""

from assistant.evaluation.bootstrap import Difference, Estimate, compare_metrics, estimate_metrics
from assistant.evaluation.changes import Comparison, QuestionChange, QuestionOutcome
from assistant.evaluation.contestants import Retrieve
from assistant.evaluation.coverage import locate
from assistant.evaluation.gate import Bar, find_too_fine, lost_too_much, make_bar, missed_bars
from assistant.evaluation.gold import Evidence, GoldQuestion, load_gold
from assistant.evaluation.markdown import render_markdown
from assistant.evaluation.metrics import LOWER_IS_BETTER, METRICS, RETRIEVAL_METRICS
from assistant.evaluation.report import render_report
from assistant.evaluation.result import BaselineResult, Evaluation, QuestionResult
from assistant.evaluation.run import EvaluationProgress, evaluate
from assistant.evaluation.saved_run import SavedRun, compare_runs, compare_saved, load_run
from assistant.evaluation.table import render_table

__all__ = [
    "LOWER_IS_BETTER",
    "METRICS",
    "RETRIEVAL_METRICS",
    "Bar",
    "BaselineResult",
    "Comparison",
    "Difference",
    "Estimate",
    "Evaluation",
    "EvaluationProgress",
    "Evidence",
    "GoldQuestion",
    "QuestionOutcome",
    "QuestionChange",
    "QuestionResult",
    "Retrieve",
    "SavedRun",
    "compare_metrics",
    "compare_runs",
    "compare_saved",
    "estimate_metrics",
    "evaluate",
    "find_too_fine",
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
