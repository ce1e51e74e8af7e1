"""Measuring the library's answers: gold sets, runs, drafts; what the page needs, without HTML."""

from ui.evaluating.drafts import Completed, Draft, OwnSet
from ui.evaluating.evaluations import Evaluations
from ui.evaluating.gold_files import GoldChoice, GoldLook
from ui.evaluating.measuring import Measurable, measure_gold, run_to_record, say_subtitle
from ui.evaluating.running import RunState
from ui.evaluating.shelf import KeptRun, RunSummary

__all__ = [
    "Completed",
    "Draft",
    "Evaluations",
    "GoldChoice",
    "GoldLook",
    "KeptRun",
    "Measurable",
    "OwnSet",
    "RunState",
    "RunSummary",
    "measure_gold",
    "run_to_record",
    "say_subtitle",
]
