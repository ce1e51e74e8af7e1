"""`geungeo train`: fits the library to its own documents, or takes that back."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant import Assistant, Estimate, EvaluationProgress, GoldQuestion, evaluate, load_gold
from index import FitProgress, FitReport, Library
from ui.messages import Lang, text
from ui.terminal import ProgressLine

Json = dict[str, Any]
# What is shown of a gold set; all metrics of retrieval stand in the JSON.
SHOWN = ("hit@5", "ndcg@10")
# By words and meaning, as people search; by meaning alone.
MODES = ("hybrid", "dense")
Measured = dict[str, dict[str, Estimate]]


def train_command(library: Library, options: argparse.Namespace, lang: Lang) -> int:
    """Fit, or undo the fit; a library that fitting does not help stays as it is, exit 0.

    Raises:
        GoldError: the gold file cannot be used.
        LibraryError: there are too few passages, or it cannot be written.
    """
    # A gold file that cannot be read is said before anything is changed.
    gold = load_gold(Path(options.gold)) if options.gold else ()
    line = ProgressLine(lang)
    before = _measure(library, gold, line, lang)
    report: FitReport | None = None
    was_fitted = library.status().fit is not None
    try:
        if options.undo:
            library.undo_fit(progress=lambda progress: line.say(_stage(progress, lang)))
        else:
            report = library.fit(progress=lambda progress: line.say(_stage(progress, lang)))
    finally:
        line.clear()
    after = _measure(library, gold, line, lang)
    if options.json:
        print(json.dumps(_to_dict(library, report, before, after), ensure_ascii=False, indent=2))
        return 0
    if report is None:
        print(text("train-undone" if was_fitted else "train-nothing-to-undo", lang))
    else:
        print("\n".join(_report_lines(report, was_fitted=was_fitted, lang=lang)))
    for mode in before:
        print(_gold_line(mode, before[mode], after[mode], lang))
    return 0


def _measure(
    library: Library, gold: tuple[GoldQuestion, ...], line: ProgressLine, lang: Lang
) -> Measured:
    """Return what the gold questions find, by mode; nothing without questions."""
    if not gold:
        return {}
    assistant = Assistant(library)

    def say(progress: EvaluationProgress) -> None:
        stage = text(f"stage-{progress.stage}", lang)
        line.say(text("evaluating", lang, stage=stage, done=progress.done, total=progress.total))

    records = [record for record in library.documents() if record.state == "indexed"]
    try:
        found = evaluate(
            gold,
            documents=[library.document(record.id) for record in records],
            ask=assistant.ask,
            retrieve=assistant.retrieve,
            search=library.search,
            has_baselines=False,
            progress=say,
        )
    finally:
        line.clear()
    (dense,) = [leg.metrics for leg in found.baselines if leg.name == "dense"]
    return {
        "hybrid": {name: found.metrics[name] for name in dense},
        "dense": dict(dense),
    }


def _stage(progress: FitProgress, lang: Lang) -> str:
    stage = text(f"stage-fit-{progress.stage}", lang)
    return text("evaluating", lang, stage=stage, done=progress.done + 1, total=progress.total)


def _report_lines(report: FitReport, *, was_fitted: bool, lang: Lang) -> Iterator[str]:
    for pair in report.pairs:
        yield text(
            "train-pairs",
            lang,
            kind=text(f"train-{pair.kind}", lang),
            questions=pair.questions,
            before=pair.before,
            after=pair.after,
        )
    if report.is_installed:
        yield text(
            "train-done",
            lang,
            passages=report.passages,
            terms=report.terms,
            axes=report.axes,
            share=report.share,
            seconds=report.elapsed_s,
        )
    else:
        yield text("train-no-gain-dropped" if was_fitted else "train-no-gain", lang)


def _gold_line(
    mode: str, before: dict[str, Estimate], after: dict[str, Estimate], lang: Lang
) -> str:
    cells = [f"{name} {_bounds(before[name])} → {_bounds(after[name])}" for name in SHOWN]
    return text(
        "train-gold",
        lang,
        mode=text(f"train-{mode}", lang),
        questions=before[SHOWN[0]].n,
        cells=", ".join(cells),
    )


def _bounds(estimate: Estimate) -> str:
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return "-"
    return f"{estimate.value:.3f} [{estimate.low:.2f}, {estimate.high:.2f}]"


def _to_dict(library: Library, report: FitReport | None, before: Measured, after: Measured) -> Json:
    status = library.status()
    described: Json = {
        "library": status.folder,
        "generation": status.generation,
        "fitted": status.fit is not None,
        "installed": report is not None and report.is_installed,
        "share": report.share if report else None,
        "passages": report.passages if report else 0,
        "terms": report.terms if report else 0,
        "axes": report.axes if report else 0,
        "pairs": [
            {
                "kind": pair.kind,
                "questions": pair.questions,
                "before": pair.before,
                "after": pair.after,
            }
            for pair in (report.pairs if report else ())
        ],
        "gain": {"low": report.low, "high": report.high} if report else None,
        "elapsed_ms": round(report.elapsed_s * 1000, 1) if report else None,
        "gold": None,
    }
    if before:
        described["gold"] = {
            mode: {"before": _metrics(before[mode]), "after": _metrics(after[mode])}
            for mode in MODES
        }
    return described


def _metrics(found: dict[str, Estimate]) -> Json:
    return {
        name: {"value": e.value, "low": e.low, "high": e.high, "n": e.n}
        for name, e in found.items()
    }
