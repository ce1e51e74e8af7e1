"""`geungeo eval`: asks the gold questions, prints, writes and compares."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant import (
    LOWER_IS_BETTER,
    METRICS,
    Assistant,
    Estimate,
    EvaluationProgress,
    compare_runs,
    evaluate,
    load_gold,
    load_run,
    render_report,
    render_table,
)
from corpus import ConfigError
from index import Library
from ui.messages import Lang, text
from ui.terminal import ProgressLine


def evaluate_command(
    library: Library, assistant: Assistant, options: argparse.Namespace, lang: Lang
) -> int:
    """Run the gold questions; return 1 when a threshold of `--fail-under` is missed.

    Raises:
        GoldError: the gold file or the earlier run cannot be used.
        ConfigError: a metric that does not exist, or a file that cannot be written.
    """
    thresholds = _thresholds(options.fail_under)
    gold = load_gold(Path(options.gold))
    baseline = load_run(Path(options.baseline)) if options.baseline else None
    line = ProgressLine(lang)

    def say(progress: EvaluationProgress) -> None:
        stage = text(f"stage-{progress.stage}", lang)
        line.say(text("evaluating", lang, stage=stage, done=progress.done, total=progress.total))

    try:
        evaluation = evaluate(
            gold,
            documents=[
                library.document(record.id)
                for record in library.documents()
                if record.state == "indexed"
            ],
            ask=assistant.ask,
            retrieve=assistant.retrieve,
            search=library.search,
            find_passage=library.passage,
            progress=say,
        )
    finally:
        line.clear()
    differences = compare_runs(evaluation, baseline) if baseline is not None else {}
    to_stdout = options.json == "-"
    if not to_stdout:
        print(render_table(evaluation, differences, lang=lang))
    if options.json:
        _write(options.json, json.dumps(evaluation.to_dict(), ensure_ascii=False, indent=1))
    if options.report:
        _write(options.report, render_report(evaluation, differences, lang=lang))
        if not to_stdout:
            print(text("report-written", lang, file=options.report))
    missed = list(_missed(evaluation.metrics, thresholds))
    for name, value, wanted in missed:
        message = text("threshold-missed", lang, metric=name, value=value, wanted=wanted)
        print(message, file=sys.stderr)
    return 1 if missed else 0


def _thresholds(given: list[tuple[str, float]]) -> dict[str, float]:
    for name, value in given:
        if name not in METRICS or not math.isfinite(value):
            raise ConfigError("metric-unknown", metric=name, known=", ".join(METRICS))
    return dict(given)


def _missed(
    metrics: Mapping[str, Estimate], thresholds: Mapping[str, float]
) -> Iterator[tuple[str, str, float]]:
    """Yield what falls short; where less is better, what lies above; and what is undefined."""
    for name, wanted in thresholds.items():
        value = metrics[name].value if name in metrics else None
        if value is None:
            yield name, "-", wanted
        elif value > wanted if name in LOWER_IS_BETTER else value < wanted:
            yield name, f"{value:.3f}", wanted


def _write(target: str, content: str) -> None:
    if target == "-":
        print(content)
        return
    try:
        Path(target).write_text(content, "utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError("file-not-written", file=target, reason=reason) from error
