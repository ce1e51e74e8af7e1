"""What each command does; `ui.cli` parses, this talks to the library and prints."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant import Asked, Assistant, Explanation
from corpus import (
    ConfigError,
    LibraryError,
    ReadError,
    document_title,
    make_passages,
    parse_blocks,
    read_in_worker,
    split_member,
)
from index import (
    Library,
    Scope,
    Steps,
    SyncReport,
    list_models,
    load_encoder,
    read_manifest,
)
from ui.api import answer_to_dict, hits_to_dict, status_to_dict
from ui.archive_listing import list_archive, listing_lines, listing_to_dict
from ui.config import SEARCH_BY, Settings
from ui.explaining import expansion_lines, explained_to_dict, explanation_lines
from ui.exporting import now, report_answers, require_targets, save_report
from ui.filters import filters_of, scope_lines
from ui.inspection import inspection_lines, inspection_to_dict, sync_to_dict
from ui.losses import loss_lines
from ui.messages import Lang, describe_code, text
from ui.models import model_lines, models_to_dict, open_reranker, show_fetch
from ui.opening import open_library, reading_limits
from ui.printable import printable, to_json
from ui.rewording import say_changes
from ui.settings.language_model import make_generator
from ui.terminal import ProgressLine, answer_lines, hit_lines, name_lines

DONE, FAILED = 0, 1


def run_index(settings: Settings, options: argparse.Namespace) -> int:
    """Make the library mirror files and folders."""
    lang = settings.lang
    started = time.perf_counter()
    paths = [Path(path) for path in options.paths]
    _require(paths)
    line = ProgressLine(lang)
    with _open(settings, create=True, adopt=True) as library:
        try:
            report = library.sync(paths, progress=line)
        finally:
            line.clear()
        status = library.status()
    if options.json:
        _print_json(sync_to_dict(report, status, time.perf_counter() - started, lang))
    else:
        _say_failures(report, lang)
        print(
            text(
                "index-done",
                lang,
                documents=status.documents,
                passages=status.passages,
                added=len(report.added),
                changed=len(report.changed),
                unchanged=len(report.unchanged),
                removed=len(report.removed),
                seconds=time.perf_counter() - started,
            )
        )
    return DONE if status.documents or not report.failed else FAILED


def run_remove(settings: Settings, options: argparse.Namespace) -> int:
    """Take indexed files or folders out of the library."""
    with _open(settings) as library:
        for path in options.paths:
            library.remove(Path(path))
            print(text("removed", settings.lang, path=path))
    return DONE


def run_ask(settings: Settings, options: argparse.Namespace) -> int:
    """Answer one question, and save the answer with its evidence where that is asked."""
    filters = filters_of(options)
    require_targets(options.export, is_overwriting=options.overwrite)
    generator = make_generator(settings, options.configuration.environ)
    with _open_filled(settings) as library:
        scope = library.scope(filters) if filters else None
        reranker = open_reranker(settings)
        assistant = Assistant(library, generator, reranker=reranker, length=settings.length)
        turns = [*options.context, options.question]
        # Answered only where they are told: the report has the conversation as it goes.
        first = 0 if options.export and options.with_context else len(options.context)
        told = [
            Asked(
                assistant.ask(turns[at], turns[:at], filters=filters),
                now(),
                tuple(turns[:at]),
                scope,
            )
            for at in range(first, len(turns))
        ]
        answer = told[-1].answer
        models = {"llm": settings.llm or "", "reranker": settings.reranker or ""}
        report = report_answers(library, told, **models) if options.export else None
    if options.json:
        _print_json(answer_to_dict(answer, scope))
    else:
        print(printable("\n".join(answer_lines(answer, settings.lang))))
    _say_scope(scope, settings.lang)
    if report is not None:
        save_report(report, options.export, settings.lang, is_overwriting=options.overwrite)
        for file in options.export:
            print(printable(text("export-done", settings.lang, file=file)), file=sys.stderr)
    return DONE


def run_search(settings: Settings, options: argparse.Namespace) -> int:
    """Find passages."""
    lang = settings.lang
    filters, top_k = filters_of(options), options.top_k
    if options.explain and options.by != "both":
        raise ConfigError("explain-one-leg", by=options.by)
    explained: tuple[Explanation, ...] = ()
    with _open_filled(settings) as library:
        scope = library.scope(filters) if filters else None
        wording = library.reword(options.query)
        assistant = Assistant(library, reranker=open_reranker(settings))
        if options.explain:
            explained = assistant.explain(options.query, top_k=top_k, filters=filters)
            hits = tuple(one.hit for one in explained)
        elif options.by == "both":
            hits = assistant.retrieve(options.query, top_k=top_k, filters=filters)
        else:
            mode = SEARCH_BY[options.by]
            hits = library.search(options.query, top_k=top_k, mode=mode, filters=filters)
    if options.json:
        found = hits_to_dict(options.query, hits, scope)
        if options.explain:
            found |= explained_to_dict(wording, explained, found["hits"])
        _print_json(found)
    else:
        said = say_changes(wording.changes, lang)
        lines = [said] if said else []
        if options.explain:
            lines += expansion_lines(wording, lang)
        lines += hit_lines(hits, lang, [explanation_lines(one, lang) for one in explained])
        print(printable("\n".join(lines if hits else [*lines, text("no-hits", lang)])))
    _say_scope(scope, lang)
    return DONE


def run_status(settings: Settings, options: argparse.Namespace) -> int:
    """Show the state of the library."""
    lang = settings.lang
    with _open(settings) as library:
        status, documents = library.status(), library.documents()
    if options.json:
        _print_json(status_to_dict(status, documents))
        return DONE
    failed = [record for record in documents if record.error]
    print(text("status-library", lang, library=settings.library))
    print(
        text(
            "status-counts",
            lang,
            documents=status.documents,
            failed=len(failed),
            passages=status.passages,
            generation=status.generation,
        )
    )
    print(text("status-embedder", lang, name=status.encoder, dimension=status.dimension))
    if status.fit is not None:
        fit = status.fit
        print(text("status-fit", lang, passages=fit.passages, axes=fit.axes, share=fit.share))
    for line in name_lines(status.names, lang):
        print(printable(line))
    for record in documents:
        if record.error:
            reason = describe_code(record.error, dict(record.error_details), lang)
            print(printable(text("index-failed", lang, document=record.source, reason=reason)))
        else:
            row = text(
                "status-row",
                lang,
                document=record.source,
                format=record.format,
                pages=len(record.pages),
                passages=record.passages,
            )
            print(printable(row))
            for line in loss_lines(record.losses, lang):
                print(printable(f"  {line}"))
    return DONE


def run_models(settings: Settings, options: argparse.Namespace) -> int:
    """Show the embedding models to choose from."""
    manifest = read_manifest(settings.library)
    chosen = settings.embedder or (manifest.encoder if manifest else "")
    models = list_models(chosen)
    if options.json:
        _print_json(models_to_dict(models, chosen))
    else:
        print("\n".join(model_lines(models, chosen, settings.lang)))
    return DONE


def run_inspect(settings: Settings, options: argparse.Namespace) -> int:
    """Show what a reader sees in one file, or which documents an archive holds."""
    lang = settings.lang
    path = Path(options.file)
    archive, member = split_member(path)
    _require([archive])
    try:
        name = f"{archive.name}/{member}" if member else path.name
        document = read_in_worker(path, name, reading_limits(settings))
    except ReadError as error:
        if error.code == "file-missing" and member:
            raise LibraryError("path-missing", path=str(path)) from error
        if error.code != "file-is-archive" or member:
            raise
        listing = list_archive(path)
        if options.json:
            _print_json(listing_to_dict(listing, lang))
        else:
            print(printable("\n".join(listing_lines(listing, lang))))
        return DONE
    blocks = parse_blocks(document)
    passages = make_passages(document, blocks)
    title = document_title(document, blocks)
    if options.json:
        _print_json(inspection_to_dict(document, title, blocks, passages, lang))
        return DONE
    print(printable("\n".join(inspection_lines(document, title, blocks, passages, lang))))
    return DONE


def run_eval(settings: Settings, options: argparse.Namespace) -> int:
    """Measure quality on a gold question set."""
    from ui.evaluation import evaluate_command
    from ui.gold import say_skipped_drafts

    say_skipped_drafts(Path(options.gold), settings.lang)
    with _open_filled(settings) as library:
        generator = make_generator(settings, options.configuration.environ)
        reranker = open_reranker(settings)

        def assist(steps: Steps) -> Assistant:
            return Assistant(
                library.taking(steps),
                generator,
                steps=steps,
                reranker=reranker,
                length=settings.length,
            )

        return evaluate_command(library, assist, options, settings)


def run_gold(settings: Settings, options: argparse.Namespace) -> int:
    """Make, check and exchange gold questions."""
    from ui.gold import gold_command

    return gold_command(settings, options, _open_filled, settings.lang)


def run_train(settings: Settings, options: argparse.Namespace) -> int:
    """Fit the library to its own documents."""
    from ui.training import train_command

    # Adopted, so that a damaged fit can be replaced or undone.
    with _open(settings, adopt=True) as library:
        return train_command(library, options, settings.lang)


def run_serve(settings: Settings, options: argparse.Namespace) -> int:
    """Open the chat and the API; an empty library starts with the samples."""
    from ui.serving import serve

    return serve(options.configuration, lambda: _open(settings, create=True))


def run_mcp(settings: Settings, options: argparse.Namespace) -> int:
    """Let other programs ask over standard input and output."""
    from ui.serving import serve_programs

    return serve_programs(options.configuration, lambda: _open_filled(settings))


@contextmanager
def _open(settings: Settings, *, create: bool = False, adopt: bool = False) -> Iterator[Library]:
    """Open the library with the model it was made with, or the one that is set.

    `create` makes one where there is none; `adopt` opens one of another model or of an
    earlier version, which the sync that must follow brings up to date.
    """
    manifest = read_manifest(settings.library)
    if manifest is None and not create:
        raise LibraryError("library-missing", library=str(settings.library))
    name = settings.embedder or (manifest.encoder if manifest else "")
    encoder = load_encoder(
        name or None, offline=not settings.online, on_fetch=show_fetch(settings.lang)
    )
    with open_library(settings, encoder, create=create, adopt=adopt) as library:
        yield library


@contextmanager
def _open_filled(settings: Settings) -> Iterator[Library]:
    with _open(settings) as library:
        if not library.status().documents:
            raise LibraryError("library-empty", library=str(settings.library))
        yield library


def _require(paths: Sequence[Path]) -> None:
    """Refuse a path that does not exist before anything is loaded or changed."""
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise LibraryError("path-missing", path=str(path))


def _say_failures(report: SyncReport, lang: Lang) -> None:
    for failure in report.failed:
        reason = describe_code(failure.code, dict(failure.details), lang)
        line = text("index-failed", lang, document=failure.source, reason=reason)
        print(printable(line), file=sys.stderr)
    for skipped in report.skipped:
        reason = describe_code(skipped.code, dict(skipped.details), lang)
        line = text("index-skipped", lang, document=skipped.source, reason=reason)
        print(printable(line), file=sys.stderr)


def _say_scope(scope: Scope | None, lang: Lang) -> None:
    """Say how far a search was narrowed, and what left nothing to be found."""
    if scope is not None:
        for line in scope_lines(scope, lang):
            print(printable(line), file=sys.stderr)


def _print_json(value: dict[str, Any]) -> None:
    print(to_json(value))
