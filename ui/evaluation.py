"""`geungeo eval`: asks the gold questions, prints, writes, compares and holds the bars."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant import (
    METRICS,
    Assistant,
    Bar,
    Comparison,
    Evaluation,
    EvaluationProgress,
    Retrieve,
    compare_runs,
    find_too_fine,
    load_gold,
    load_run,
    lost_too_much,
    make_bar,
    missed_bars,
    render_markdown,
    render_report,
    render_table,
)
from corpus import ConfigError
from index import STEPS, Library, Steps
from ui.config import Settings
from ui.evaluating import measure_gold, run_to_record, say_subtitle
from ui.messages import Lang, text
from ui.printable import printable
from ui.terminal import ProgressLine
from ui.whole_files import write_whole


def evaluate_command(
    library: Library,
    assist: Callable[[Steps], Assistant],
    options: argparse.Namespace,
    settings: Settings,
) -> int:
    """Run the gold questions; return 1 when a bar is missed or too much is lost.

    `assist` makes the assistant that takes these steps.
    Everything is asked and rendered before the first file is written, and a file is written
    whole or not at all: an interrupt leaves what was there.

    Raises:
        GoldError: the gold file or the earlier run cannot be used.
        ConfigError: a metric or step that does not exist, or a file that cannot be written.
    """
    lang = settings.lang
    bars = [make_bar(name, value) for name, value in options.fail_under]
    allowed = _allowed_losses(options)
    steps = _steps(options.without)
    gold = load_gold(Path(options.gold))
    earlier = load_run(Path(options.baseline)) if options.baseline else None
    for target in (options.json, options.report, options.markdown):
        _require_folder(target)
    assistant = assist(steps)
    line = ProgressLine(lang)
    try:
        evaluation = measure_gold(
            gold,
            library,
            assistant.ask,
            has_baselines=not options.no_baselines,
            ablated=_ablated(assist, steps) if options.ablations else {},
            left_out=options.without,
            progress=lambda progress: line.say(_stage(progress, lang)),
        )
    finally:
        line.clear()
    comparison = compare_runs(evaluation, earlier) if earlier is not None else None
    _show(evaluation, comparison, library, options, settings)
    return _judge(evaluation, comparison, bars, allowed, lang)


def _show(
    evaluation: Evaluation,
    comparison: Comparison | None,
    library: Library,
    options: argparse.Namespace,
    settings: Settings,
) -> None:
    """Print the table, or the JSON alone, and write the files that are asked for."""
    lang = settings.lang
    status = library.status()
    gold = Path(options.gold).name
    subtitle = say_subtitle(status, gold, lang)
    record = run_to_record(
        evaluation,
        status,
        gold,
        llm=settings.llm,
        reranker=settings.reranker,
        comparison=comparison,
    )
    files: list[tuple[str, str]] = []
    if options.json:
        files.append((options.json, json.dumps(record, ensure_ascii=False, indent=1)))
    if options.report:
        page = render_report(evaluation, comparison, subtitle=subtitle, lang=lang)
        files.append((options.report, page))
    if options.markdown:
        page = render_markdown(evaluation, comparison, subtitle=subtitle, lang=lang)
        files.append((options.markdown, page))
    to_stdout = any(target == "-" for target, _ in files)
    if not to_stdout:
        print(printable(render_table(evaluation, comparison, lang=lang)))
    for target, content in files:
        _write(target, content)
    if options.report and not to_stdout:
        print(text("report-written", lang, file=options.report))


def _judge(
    evaluation: Evaluation,
    comparison: Comparison | None,
    bars: Sequence[Bar],
    allowed: Mapping[str, float],
    lang: Lang,
) -> int:
    differences = comparison.differences if comparison is not None else {}
    for fine in find_too_fine(evaluation.metrics, evaluation.power, bars, differences, allowed):
        message = text(
            "threshold-too-fine",
            lang,
            metric=fine.name,
            asked=fine.asked,
            detectable=fine.detectable,
        )
        print(message, file=sys.stderr)
    missed = [("threshold-missed", miss) for miss in missed_bars(evaluation.metrics, bars)]
    missed += [("loss-too-large", miss) for miss in lost_too_much(differences, allowed)]
    for key, miss in missed:
        value = "-" if miss.found is None else f"{miss.found:.3f}"
        message = text(key, lang, metric=miss.name, value=value, wanted=miss.wanted)
        print(message, file=sys.stderr)
    return 1 if missed else 0


def _stage(progress: EvaluationProgress, lang: Lang) -> str:
    step = progress.stage.removeprefix("without-")
    if step == progress.stage:
        stage = text(f"stage-{step}", lang)
    else:
        stage = text("stage-without", lang, step=step)
    said = text("evaluating", lang, stage=stage, done=progress.done, total=progress.total)
    if not 0 < progress.done < progress.total:
        return said
    seconds = progress.elapsed_s / progress.done * (progress.total - progress.done)
    return said + text("progress-left", lang, seconds=max(1, round(seconds)))


def _ablated(assist: Callable[[Steps], Assistant], steps: Steps) -> dict[str, Retrieve]:
    """Return the assistant without each step that is still taken, one at a time."""
    found: dict[str, Retrieve] = {}
    for name in STEPS:
        if not getattr(steps, name):
            continue
        try:
            fewer = steps.without([name])
        except ValueError:
            continue  # The only leg that is left.
        found[name] = assist(fewer).retrieve
    return found


def _steps(names: Sequence[str]) -> Steps:
    for name in names:
        if name not in STEPS:
            raise ConfigError("step-unknown", step=name, known=", ".join(STEPS))
    try:
        return Steps().without(names)
    except ValueError:
        raise ConfigError("steps-none-left", steps=", ".join(names)) from None


def _allowed_losses(options: argparse.Namespace) -> dict[str, float]:
    allowed: dict[str, float] = {}
    for name, value in options.fail_on_loss:
        if name not in METRICS:
            raise ConfigError("metric-unknown", metric=name, known=", ".join(METRICS))
        allowed[name] = value
    if allowed and not options.baseline:
        raise ConfigError("loss-without-baseline", metric=next(iter(allowed)))
    return allowed


def _require_folder(target: str | None) -> None:
    """Refuse a file that cannot be written before minutes are spent on what it should hold."""
    if target in (None, "-"):
        return
    folder = Path(str(target)).parent
    if not folder.is_dir() or Path(str(target)).is_dir():
        reason = os.strerror(errno.EISDIR if folder.is_dir() else errno.ENOENT)
        raise ConfigError("file-not-written", file=str(target), reason=reason)


def _write(target: str, content: str) -> None:
    """Write a file whole or not at all."""
    if target == "-":
        print(content)
        return
    path = Path(target)
    try:
        if path.exists() and not path.is_file():
            path.write_text(content, "utf-8")  # A device or a pipe has no half.
            return
        # Line ends are those of any text file of the system.
        written = content.replace("\n", os.linesep).encode("utf-8")
        write_whole(path, written, is_overwriting=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError("file-not-written", file=target, reason=reason) from error
