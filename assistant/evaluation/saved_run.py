"""An earlier run's JSON, read back to be compared with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite
from pathlib import Path

from assistant.evaluation.bootstrap import RESAMPLES, Difference, compare_metrics
from assistant.evaluation.metrics import METRICS, Scores, Share
from assistant.evaluation.result import Evaluation
from corpus import GoldError

# A run of 10,000 questions with their passages takes about 60 MB.
MAX_BYTES = 512 * 1024 * 1024


def load_run(path: Path) -> dict[str, Scores]:
    """Return what each question of a saved run contributed to each measure, by id.

    Raises:
        GoldError: `run-missing`, `run-unreadable` (with the reason) or `run-bad` (not a run
            that `geungeo eval --json` wrote, with what is wrong).
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GoldError("run-unreadable", file=str(path), reason="larger than 512 MB")
        record = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise GoldError("run-missing", file=str(path)) from None
    except OSError as error:
        raise GoldError("run-unreadable", file=str(path), reason=str(error.strerror)) from error
    except (ValueError, RecursionError) as error:
        raise GoldError("run-bad", file=str(path), reason="not JSON") from error
    questions = record.get("questions") if isinstance(record, dict) else None
    if not isinstance(questions, list) or not questions:
        raise GoldError("run-bad", file=str(path), reason="no questions")
    return dict(_read_question(path, number, item) for number, item in enumerate(questions))


def compare_runs(
    evaluation: Evaluation, baseline: Mapping[str, Scores], *, resamples: int = RESAMPLES
) -> dict[str, Difference]:
    """Return this run minus `baseline` for every measure, over the questions both hold.

    Raises:
        GoldError: `run-other-questions`: they hold no question in common.
    """
    ours = evaluation.scores
    if not ours.keys() & baseline.keys():
        raise GoldError("run-other-questions", ours=len(ours), theirs=len(baseline))
    return compare_metrics(ours, baseline, METRICS, resamples=resamples)


def _read_question(path: Path, number: int, item: object) -> tuple[str, Scores]:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        raise GoldError("run-bad", file=str(path), reason=f"questions[{number}] has no id")
    scores = item.get("scores")
    if not isinstance(scores, dict):
        raise GoldError("run-bad", file=str(path), reason=f"questions[{number}] has no scores")
    shares = {}
    for name, pair in scores.items():
        if not (isinstance(pair, list) and len(pair) == 2 and all(map(_is_share, pair))):
            raise GoldError("run-bad", file=str(path), reason=f"questions[{number}].scores.{name}")
        shares[name] = Share(float(pair[0]), float(pair[1]))
    return item["id"], shares


def _is_share(value: object) -> bool:
    return (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and isfinite(value)
        and value >= 0
    )
