"""Every refusal: code -> (Korean, English); blanks are the error's details.

A sentence says what is wrong with which value, and what to do next. `{size:MB}` shows
a number of bytes in megabytes.
"""

from ui.messages.evaluate_failures import EVALUATE_FAILURES
from ui.messages.evidence import EVIDENCE_FAILURES
from ui.messages.exporting import EXPORT_FAILURES
from ui.messages.failures_answers import ANSWERS
from ui.messages.failures_files import FILES
from ui.messages.failures_jobs import JOB_FAILURES
from ui.messages.failures_library import LIBRARY
from ui.messages.filters import FILTER_FAILURES
from ui.messages.gold import GOLD_FAILURES
from ui.messages.programs import PROGRAM_FAILURES
from ui.messages.settings_failures import SETTINGS_FAILURES

FAILURES: dict[str, tuple[str, str]] = {
    **FILES,
    **LIBRARY,
    **ANSWERS,
    **FILTER_FAILURES,
    **EXPORT_FAILURES,
    **GOLD_FAILURES,
    **EVALUATE_FAILURES,
    **SETTINGS_FAILURES,
    **EVIDENCE_FAILURES,
    **PROGRAM_FAILURES,
    **JOB_FAILURES,
}
