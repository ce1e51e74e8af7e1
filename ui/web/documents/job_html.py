"""Jobs at work and those that have ended, as HTML: each file with its state, and all in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from corpus import GeungeoError
from ui.messages import Lang, describe, text
from ui.receiving import Received, Refreshed, Refusal
from ui.web.documents.jobs import JobState
from ui.web.documents.tracking import FileStage, FileState
from ui.web.notices import failure_html

# Of a thousand files those are shown that something is happening to.
_ROWS_SHOWN = 60
_FAILURES_SHOWN = 100
_AT_WORK: frozenset[FileStage] = frozenset(("copying", "reading", "embedding", "finishing"))
_BADGES: dict[FileStage, str] = {"done": " good", "failed": " bad", "cancelled": " warn"}


def jobs_html(jobs: Sequence[JobState], owner: str, lang: Lang) -> str:
    """Return the jobs as a reader in the browser `owner` sees them, the newest first.

    What others have brought to an end is none of this reader's business.
    """
    told = [job for job in jobs if job.owner == owner or job.stage != "ended"]
    return "".join(_job(job, owner, lang) for job in reversed(told))


def said_html(jobs: Sequence[JobState], owner: str, lang: Lang) -> str:
    """Return what a screen reader says of a browser's newest job: seldom something new."""
    own = [job for job in jobs if job.owner == owner]
    if not own:
        return ""
    job = own[-1]
    if job.stage == "ended":
        said = " ".join(_summary(job, lang))
    else:
        done = sum(file.is_ended for file in job.files)
        said = _title(job, lang)
        if job.stage == "working" and len(job.files) > 1:
            said += f" · {text('job.ended.count', lang, done=done, total=len(job.files))}"
    return f'<p class="unseen" role="status">{escape(said)}</p>'


def received_html(received: Received, lang: Lang) -> str:
    """Return what became of an upload, with a sentence for each file that failed."""
    return _ended(received_lines(received, lang), _failures(received, lang))


def received_lines(received: Received, lang: Lang) -> list[str]:
    """Return the sentences that sum an upload up."""
    good = sum(record.state == "indexed" for record in received.added)
    bad = len(received.added) - good + len(received.refused)
    said = [text("job.cancelled", lang)] if received.is_cancelled else []
    if good:
        said.append(text("progress.done", lang, count=good))
    if received.known:
        said.append(text("progress.known", lang, count=len(received.known)))
    if bad:
        said.append(text("progress.failed", lang, count=bad))
    return said


def _job(job: JobState, owner: str, lang: Lang) -> str:
    title = escape(_title(job, lang))
    if job.owner != owner:
        title += f' <span class="quiet">· {escape(text("job.others", lang))}</span>'
    if job.stage == "ended":
        head = f'<p class="job-title">{title}</p>'
        return f'<section class="job ended">{head}{_end(job, lang)}{_each(job, lang)}</section>'
    told = [escape(word) for word in _standing(job, lang)]
    bar = "<progress></progress>"
    if job.stage == "working" and job.share:
        bar = f'<progress max="100" value="{job.share * 100:.1f}"></progress>'
        told.insert(0, f"<b>{job.share:.0%}</b>")
    bar = bar.replace("<progress", f'<progress aria-label="{escape(_title(job, lang))}"')
    return (
        f'<section class="job progress"><p class="job-title">{title}</p>{bar}'
        f'<p class="quiet">{" · ".join(told)}</p>{_rows(job.files, lang)}</section>'
    )


def _each(job: JobState, lang: Lang) -> str:
    """Return the files of a job that has ended, closed: what became of each."""
    if len(job.files) < 2:
        return ""
    summary = escape(text("job.each", lang))
    rows = _rows(job.files, lang)
    return f'<details class="disclosure"><summary>{summary}</summary>{rows}</details>'


def _title(job: JobState, lang: Lang) -> str:
    if job.kind == "upload":
        return text("job.upload", lang, count=len(job.files))
    if job.kind == "reread" and job.files:
        return text("job.reread", lang, count=len(job.files))
    if job.kind == "reread":
        return text("job.reread.all", lang)
    return text("job.refresh", lang) if job.kind == "refresh" else text("job.remove", lang)


def _standing(job: JobState, lang: Lang) -> list[str]:
    if job.is_cancelling:
        return [text("job.cancelling", lang)]
    if job.stage == "waiting":
        return [text("job.waiting", lang)]
    told = []
    done, total = job.looked_at
    if job.kind in ("upload", "reread") and job.files:
        ended = sum(file.is_ended or file.stage == "embedded" for file in job.files)
        told.append(text("job.ended.count", lang, done=ended, total=len(job.files)))
    elif total:
        told.append(text("job.looked", lang, done=done, total=total))
    if job.left_s is not None:
        seconds = max(1, round(job.left_s))
        if seconds < 90:
            told.append(text("job.left.seconds", lang, count=seconds))
        else:
            told.append(text("job.left.minutes", lang, count=round(seconds / 60)))
    return told


def _rows(files: Sequence[FileState], lang: Lang) -> str:
    """Return a row a file: those at work first, where there are too many for all."""
    if not files:
        return ""
    shown = list(files)
    if len(shown) > _ROWS_SHOWN:
        shown.sort(key=lambda file: (file.stage not in _AT_WORK, file.stage != "failed"))
    rows = "".join(_row(file, lang) for file in shown[:_ROWS_SHOWN])
    left = len(shown) - _ROWS_SHOWN
    if left > 0:
        rows += f'<li class="quiet">{escape(text("job.more", lang, count=left))}</li>'
    return f'<ul class="job-files" tabindex="0">{rows}</ul>'


def _row(file: FileState, lang: Lang) -> str:
    stage = escape(text(f"stage.{file.stage}", lang))
    told = ""
    if file.stage == "embedding" and file.total:
        told = text("stage.passages", lang, done=file.done, total=file.total)
    elif file.documents > 1:
        told = text("stage.documents", lang, count=file.documents)
    errors = "".join(
        f'<p class="failure">{escape(_say_error(error, file.name, lang))}</p>'
        for error in file.errors[:3]
    )
    label = escape(file.name)
    bar = f'<progress aria-label="{label}" max="100" value="{file.share * 100:.0f}"></progress>'
    return (
        f'<li><span class="job-name">{label}</span>'
        f'<span class="quiet">{escape(told)}</span>'
        f'<span class="badge{_BADGES.get(file.stage, "")}">{stage}</span>'
        f"{'' if file.is_ended else bar}{errors}</li>"
    )


def _end(job: JobState, lang: Lang) -> str:
    failures: Iterable[str] = ()
    if job.failure is not None:
        return failure_html(job.failure, lang)
    if job.received is not None:
        failures = _failures(job.received, lang)
    elif job.refreshed is not None:
        failures = [
            _say_error(GeungeoError(one.code, **dict(one.details)), one.source, lang)
            for one in job.refreshed.report.failed
        ]
    return _ended(_summary(job, lang), failures)


def _summary(job: JobState, lang: Lang) -> list[str]:
    if job.failure is not None:
        return [describe(job.failure, lang)]
    if job.received is not None:
        return received_lines(job.received, lang)
    if job.refreshed is not None:
        return _refreshed_lines(job, job.refreshed, lang)
    if job.kind == "remove":
        return [text("job.removed", lang, count=job.removed)]
    return [text("job.cancelled", lang)]


def _refreshed_lines(job: JobState, refreshed: Refreshed, lang: Lang) -> list[str]:
    report = refreshed.report
    if report.is_cancelled:
        return [text("job.cancelled", lang)]
    if job.kind == "reread":
        count = len(report.unchanged) + len(report.changed) + len(report.added)
        said = [text("job.reread.done", lang, count=count)]
    else:
        counted = ("added", "changed", "removed", "unchanged")
        counts = {name: len(getattr(report, name)) for name in counted}
        said = [text("job.refreshed", lang, **counts)]
    if report.failed:
        said.append(text("progress.failed", lang, count=len(report.failed)))
    if refreshed.missing:
        said.append(text("job.missing", lang, names=", ".join(refreshed.missing[:5])))
    return said


def _ended(lines: Sequence[str], failures: Iterable[str]) -> str:
    listed = list(failures)
    items = "".join(f"<li>{escape(failure)}</li>" for failure in listed[:_FAILURES_SHOWN])
    if len(listed) > _FAILURES_SHOWN:
        items += "<li>…</li>"
    kind = "warn" if listed else "good"
    return (
        f'<div class="notice {kind}"><p>{escape(" ".join(lines))}</p>'
        + (f'<ul class="failures">{items}</ul>' if items else "")
        + "</div>"
    )


def _failures(received: Received, lang: Lang) -> list[str]:
    bad = [record for record in received.added if record.state != "indexed"]
    named = [(r.source, GeungeoError(r.error or "", **dict(r.error_details))) for r in bad]
    said = [_say_error(error, name, lang) for name, error in named]
    return said + [_named(refusal, lang) for refusal in received.refused]


def _say_error(error: GeungeoError, name: str, lang: Lang) -> str:
    """Return an error's sentence, which names the file."""
    told = GeungeoError(error.code, **{"file": name, **error.details})
    return _named(Refusal(name, told), lang)


def _named(refusal: Refusal, lang: Lang) -> str:
    sentence = describe(refusal.error, lang)
    return sentence if refusal.name in sentence else f"{refusal.name}: {sentence}"
