"""Making a gold set: proposing questions, checking them, exchanging them with other tools."""

from assistant.evaluation.power import detectable_difference
from assistant.goldset.checking import check_gold
from assistant.goldset.drafting import Draft, draft_gold
from assistant.goldset.exchange import Exchanged, Holdings, export_gold, import_gold
from assistant.goldset.files import require_new, write_new
from assistant.goldset.findings import Finding, GoldCheck, GroupSize
from assistant.goldset.judgements import judge, measure_graded, score_run
from assistant.goldset.records import to_line, to_record
from assistant.goldset.trec import read_qrels, read_run, run_lines
from assistant.goldset.verdicts import draft_from_feedback

__all__ = [
    "Draft",
    "Exchanged",
    "Finding",
    "GoldCheck",
    "GroupSize",
    "Holdings",
    "check_gold",
    "detectable_difference",
    "draft_from_feedback",
    "draft_gold",
    "export_gold",
    "import_gold",
    "judge",
    "measure_graded",
    "read_qrels",
    "read_run",
    "require_new",
    "run_lines",
    "score_run",
    "to_line",
    "to_record",
    "write_new",
]
