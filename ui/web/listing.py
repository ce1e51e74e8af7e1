"""The list of documents and the state of an upload, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from index import DocumentRecord
from ui.losses import loss_lines
from ui.messages import Lang, describe, describe_code, text
from ui.receiving import Received, Refusal, SyncProgress, record_key


def documents_html(records: Sequence[DocumentRecord], lang: Lang) -> str:
    """Return the documents as a table: state, size, losses, failures, a button to remove."""
    if not records:
        return f'<p class="quiet">{escape(text("documents.empty", lang))}</p>'
    passages = sum(record.passages for record in records)
    summary = text("documents.summary", lang, documents=len(records), passages=f"{passages:,}")
    columns = ("name", "state", "pages", "passages")
    head = "".join(
        f'<th scope="col" class="col-{column}">{escape(text(f"documents.{column}", lang))}</th>'
        for column in columns
    )
    rows = "".join(_row(record, lang) for record in records)
    remove = escape(text("documents.remove", lang))
    return (
        f'<p class="quiet">{escape(summary)}</p><table class="documents"><thead><tr>{head}'
        f'<th scope="col" class="col-remove"><span class="unseen">{remove}</span></th>'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def progress_html(progress: SyncProgress | None, lang: Lang) -> str:
    """Return how far an upload has come: the file, the count, the time left."""
    if progress is None or not progress.total:
        waiting = escape(text("progress.waiting", lang))
        return f'<div class="progress" role="status"><p>{waiting}</p><progress></progress></div>'
    words = [text("progress.count", lang, done=progress.done, total=progress.total)]
    if progress.done:
        left = progress.elapsed_s / progress.done * (progress.total - progress.done)
        words.append(text("progress.left", lang, seconds=max(1, round(left))))
    reading = text("progress.reading", lang, file=Path(progress.file).name)
    return (
        f'<div class="progress" role="status"><p>{escape(reading)}</p>'
        f'<progress max="{progress.total}" value="{progress.done}"></progress>'
        f'<p class="quiet">{escape(" · ".join(words))}</p></div>'
    )


def received_html(received: Received, lang: Lang) -> str:
    """Return what became of an upload, with a sentence for each file that failed."""
    good = [record for record in received.added if record.state == "indexed"]
    bad = [record for record in received.added if record.state != "indexed"]
    said = []
    if received.is_cancelled:
        said.append(text("progress.cancelled", lang))
    if good:
        said.append(text("progress.done", lang, count=len(good)))
    if received.known:
        said.append(text("progress.known", lang, count=len(received.known)))
    failures = [_failure(record, lang) for record in bad]
    failures += [_named(refusal, lang) for refusal in received.refused]
    if failures:
        said.append(text("progress.failed", lang, count=len(failures)))
    listed = "".join(f"<li>{escape(failure)}</li>" for failure in failures)
    return (
        f'<div class="progress done" role="status"><p>{escape(" ".join(said))}</p>'
        + (f'<ul class="failures">{listed}</ul>' if listed else "")
        + "</div>"
    )


def failed_html(sentence: str) -> str:
    """Return the sentence of an error that ended an upload."""
    return f'<div class="progress" role="alert"><p class="failure">{escape(sentence)}</p></div>'


def _row(record: DocumentRecord, lang: Lang) -> str:
    is_ready = record.state == "indexed"
    state = "indexed" if is_ready else "failed"
    name = record.title or record.source
    told = [record.source] if name != record.source else []
    told += filter(None, (record.fact("publisher"), record.fact("date")))
    file = f'<span class="file">{escape(" · ".join(told))}</span>' if told else ""
    remove, key = escape(text("documents.remove", lang)), record_key(record)
    label = escape(text("documents.remove.of", lang, name=name))
    ask = escape(text("documents.remove.ask", lang, name=name))
    detail = _losses(record, lang) if is_ready else _reason(record, lang)
    return (
        f'<tr><th scope="row" class="col-name"><span class="name">{escape(name)}</span>{file}'
        f'{detail}</th><td class="col-state"><span class="badge {state}">'
        f"{escape(text(f'documents.{state}', lang))}</span></td>"
        f'<td class="col-pages">{len(record.pages) or "–"}</td>'
        f'<td class="col-passages">{record.passages or "–"}</td>'
        f'<td class="col-remove"><button type="button" class="remove" data-key="{key}"'
        f' data-ask="{ask}" aria-label="{label}">{remove}</button></td></tr>'
    )


def _reason(record: DocumentRecord, lang: Lang) -> str:
    return f'<p class="failure">{escape(_failure(record, lang))}</p>'


def _losses(record: DocumentRecord, lang: Lang) -> str:
    if not record.losses:
        return ""
    lines = loss_lines(record.losses, lang)
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    summary = escape(text("documents.losses", lang, count=len(lines)))
    return f'<details class="losses"><summary>{summary}</summary><ul>{listed}</ul></details>'


def _failure(record: DocumentRecord, lang: Lang) -> str:
    return describe_code(record.error or "", {"file": record.source, **_details(record)}, lang)


def _named(refusal: Refusal, lang: Lang) -> str:
    sentence = describe(refusal.error, lang)
    return sentence if refusal.name in sentence else f"{refusal.name}: {sentence}"


def _details(record: DocumentRecord) -> dict[str, str]:
    return dict(record.error_details)
