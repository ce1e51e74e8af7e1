"""`geungeo gold`: makes gold questions, checks them, exchanges them with other tools."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant import (
    RETRIEVAL_METRICS,
    Assistant,
    Finding,
    GoldCheck,
    GoldQuestion,
    GroupSize,
    Holdings,
    check_gold,
    compare_metrics,
    draft_from_feedback,
    draft_gold,
    estimate_metrics,
    export_gold,
    import_gold,
    load_gold,
    read_run,
    require_new,
    run_lines,
    score_run,
    to_line,
    write_new,
)
from corpus import Document, Passage
from index import FeedbackBook, Library, read_manifest
from ui.config import SEARCH_BY, Settings
from ui.messages import Lang, describe_code, text
from ui.printable import printable, to_json
from ui.terminal import ProgressLine

OpenLibrary = Callable[[Settings], AbstractContextManager[Library]]
DONE, FAILED = 0, 1
# The terminal shows so many findings; `--json` has them all.
_SHOWN_FINDINGS = 60


def gold_command(
    settings: Settings, options: argparse.Namespace, open_library: OpenLibrary, lang: Lang
) -> int:
    """Run one of the gold commands and return its exit code.

    Raises:
        GoldError: a file cannot be used, or is there already.
        LibraryError: the library is missing or empty.
    """
    if options.action == "import":
        return _import(options, lang)
    if options.action == "check":
        return _check(settings, options, open_library, lang)
    actions = {"draft": _draft, "export": _export, "run": _run, "score": _score}
    if getattr(options, "out", None) and options.action != "export":
        require_new([Path(options.out)])
    with open_library(settings) as library:
        return actions[options.action](library, options, lang)


def _check(
    settings: Settings, options: argparse.Namespace, open_library: OpenLibrary, lang: Lang
) -> int:
    line = ProgressLine(lang)
    try:
        if options.library or read_manifest(settings.library) is not None:
            with open_library(settings) as library:
                documents = _documents(library)
        else:
            documents = None
        check = check_gold(
            Path(options.gold), documents, progress=_counter(line, "gold-checking", lang)
        )
    finally:
        line.clear()
    sentences = {found: _sentence(found, lang) for found in check.findings}
    if options.json:
        print(to_json(check.to_dict(sentences)))
    else:
        print(printable("\n".join(_check_lines(check, sentences, lang))))
    return FAILED if check.errors else DONE


def _sentence(found: Finding, lang: Lang) -> str:
    details = dict(found.details)
    if found.code.startswith("gold-"):
        return describe_code(found.code, details, lang)
    return text(f"finding-{found.code}", lang, **details)


def _check_lines(check: GoldCheck, sentences: Mapping[Finding, str], lang: Lang) -> list[str]:
    total = check.total
    lines = [
        text(
            "gold-check-head",
            lang,
            file=check.file,
            n=total.n,
            answerable=total.answerable,
            unanswerable=total.n - total.answerable,
            drafts=check.drafts,
        )
    ]
    if check.library_documents is None:
        lines.append(text("gold-check-alone", lang))
    else:
        quoted, held = check.documents, check.library_documents
        lines.append(text("gold-check-documents", lang, quoted=quoted, library=held))
    if total.answerable:
        lines.append(text("gold-check-power", lang, detectable=total.detectable))
    for title, sizes in (("gold-check-types", check.types), ("gold-check-styles", check.styles)):
        lines += [text(title, lang)] if sizes else []
        lines += [_group_line(size, lang) for size in sizes]
    shown = (*check.errors, *check.warnings)
    for found in shown[:_SHOWN_FINDINGS]:
        message = text(f"gold-check-{found.severity}", lang, message=sentences[found])
        name = f" {found.id}" if found.id else ""
        lines.append(text("gold-check-line", lang, line=found.line, id=name, message=message))
    if len(shown) > _SHOWN_FINDINGS:
        lines.append(text("gold-check-more", lang, count=len(shown) - _SHOWN_FINDINGS))
    errors, warnings = len(check.errors), len(check.warnings)
    lines.append(text("gold-check-done", lang, errors=errors, warnings=warnings))
    return lines


def _group_line(size: GroupSize, lang: Lang) -> str:
    return text("gold-check-group", lang, name=size.name, n=size.n, detectable=size.detectable)


def _draft(library: Library, options: argparse.Namespace, lang: Lang) -> int:
    if options.feedback:
        entries = FeedbackBook(library.folder).entries()[-options.count :]
        records = list(draft_from_feedback(entries, library.document))
    else:
        known = load_gold(Path(options.known), with_drafts=True) if options.known else ()
        line = ProgressLine(lang)
        try:
            drafts = draft_gold(
                _documents(library),
                library.passages,
                options.count,
                seed=options.seed,
                known=known,
                progress=_counter(line, "gold-drafting", lang),
            )
        finally:
            line.clear()
        records = [draft.to_record() for draft in drafts]
    if options.out and records:
        write_new(Path(options.out), map(to_line, records))
    if options.json:
        print(to_json({"file": options.out, "count": len(records), "drafts": records}))
    elif not options.out:
        print("".join(map(to_line, records)), end="")
    if not records:
        print(text("gold-nothing", lang), file=sys.stderr)
    elif options.out and not options.json:
        print(text("gold-drafted", lang, count=len(records), file=options.out))
    return DONE


def _export(library: Library, options: argparse.Namespace, lang: Lang) -> int:
    # A sheet is for editing, so that drafts belong in it; the others are for measuring.
    gold = load_gold(Path(options.gold), with_drafts=options.to == "csv")
    holdings = _holdings(library)
    written = export_gold(gold, holdings, options.to, Path(options.out))
    if options.json:
        print(to_json(asdict(written)))
        return DONE
    files = ", ".join(written.files)
    print(
        text(
            "gold-exported",
            lang,
            questions=written.questions,
            passages=written.passages,
            judgements=written.judgements,
            files=files,
        )
    )
    if written.unjudged:
        ids = ", ".join(written.unjudged[:20])
        count = len(written.unjudged)
        print(printable(text("gold-unjudged", lang, count=count, ids=ids)), file=sys.stderr)
    return DONE


def _import(options: argparse.Namespace, lang: Lang) -> int:
    texts = Path(options.texts) if options.texts else None
    taken = import_gold(Path(options.source), Path(options.out), texts)
    if options.json:
        print(to_json(asdict(taken)))
        return DONE
    print(text("gold-imported", lang, questions=taken.questions, file=options.out))
    if taken.passages and texts is not None:
        print(text("gold-texts", lang, count=taken.passages, folder=options.texts))
    elif taken.passages:
        print(text("gold-texts-missing", lang), file=sys.stderr)
    return DONE


def _run(library: Library, options: argparse.Namespace, lang: Lang) -> int:
    gold = load_gold(Path(options.gold))
    assistant = Assistant(library)
    found: dict[str, list[str]] = {}
    line = ProgressLine(lang)
    count = _counter(line, "gold-running", lang)
    try:
        for done, question in enumerate(gold):
            count(done, len(gold))
            found[question.id] = _search(library, assistant, question, options)
    finally:
        line.clear()
    write_new(Path(options.out), run_lines(found))
    if options.json:
        print(to_json({"file": options.out, "questions": len(found)}))
    else:
        print(text("gold-run-written", lang, questions=len(found), file=options.out))
    return DONE


def _search(
    library: Library, assistant: Assistant, question: GoldQuestion, options: argparse.Namespace
) -> list[str]:
    if options.by == "both":
        hits = assistant.retrieve(question.question, question.context, top_k=options.depth)
    else:
        mode = SEARCH_BY[options.by]
        hits = library.search(question.question, top_k=options.depth, mode=mode)
    return [hit.passage.id for hit in hits]


def _score(library: Library, options: argparse.Namespace, lang: Lang) -> int:
    gold = load_gold(Path(options.gold))
    runs = [read_run(Path(path)) for path in options.runs]
    holdings = _holdings(library)
    scored = [score_run(gold, holdings.documents, holdings.passages, run) for run in runs]
    names = RETRIEVAL_METRICS
    estimates = [estimate_metrics(list(scores.values()), names) for scores in scored]
    differences = compare_metrics(scored[0], scored[1], names) if len(scored) == 2 else {}
    if options.json:
        told: dict[str, Any] = {
            "runs": [
                {"file": path, "metrics": {name: asdict(one) for name, one in found.items()}}
                for path, found in zip(options.runs, estimates, strict=True)
            ],
            "differences": {name: asdict(one) for name, one in differences.items()},
        }
        print(to_json(told))
        return DONE
    for path, found in zip(options.runs, estimates, strict=True):
        print(printable(str(path)))
        for name, one in found.items():
            if one.value is not None:
                print(text("gold-score-line", lang, name=name, **asdict(one)))
    for name, difference in differences.items():
        if difference.value is not None:
            print(text("gold-score-difference", lang, name=name, **asdict(difference)))
    return DONE


def _documents(library: Library) -> tuple[Document, ...]:
    """Return the documents that can be searched, each content once, by source."""
    found: dict[str, Document] = {}
    for record in library.documents():
        if record.state == "indexed" and record.id not in found:
            found[record.id] = library.document(record.id)
    return tuple(found.values())


def _holdings(library: Library) -> Holdings:
    documents = _documents(library)
    passages: list[Passage] = []
    for document in documents:
        passages += library.passages(document.id)
    return Holdings(documents, tuple(passages), library.documents())


def _counter(line: ProgressLine, key: str, lang: Lang) -> Callable[[int, int], None]:
    def say(done: int, total: int) -> None:
        line.say(text(key, lang, done=done, total=total))

    return say


def say_skipped_drafts(path: Path, lang: Lang) -> None:
    """Tell on stderr how many questions of a gold file are drafts, which `eval` leaves out."""
    skipped = sum(question.draft for question in load_gold(path, with_drafts=True))
    if skipped:
        print(text("gold-drafts-skipped", lang, count=skipped), file=sys.stderr)
