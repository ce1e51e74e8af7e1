"""Embedding models as HTML: the list, what a change costs, how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from index import ModelListing
from ui.messages import Lang, describe, text
from ui.settings.embedder_change import ChangeState, Estimate
from ui.web.notices import notice_html

_MINUTE, _HOUR = 60, 3600
_COLUMNS = ("name", "size", "reads", "licence", "place")


def models_html(models: Sequence[ModelListing], lang: Lang) -> str:
    """Return the models as a table that opens: what each is good for, its size, where it is."""
    head = "".join(
        f'<th scope="col">{escape(text(f"embedder.column.{column}", lang))}</th>'
        for column in _COLUMNS
    )
    rows = "".join(_row(model, lang) for model in models)
    summary = escape(text("embedder.list", lang, count=len(models)))
    return (
        f'<details class="disclosure"><summary>{summary}</summary><div class="table-box" '
        f'tabindex="0" role="region" aria-label="{summary}"><table class="table models"><thead>'
        f"<tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def place_of(model: ModelListing, lang: Lang) -> str:
    """Return whether a model is on this machine."""
    if not model.hub_id:
        return text("models-bundled", lang)
    if model.folder:
        return text("models-here", lang)
    return text("models-gated" if model.is_gated else "models-elsewhere", lang)


def estimate_html(estimate: Estimate, lang: Lang, *, is_online: bool) -> str:
    """Return what a change takes: passages, time, disk, a download, and what stands against it."""
    if estimate.is_present:
        return notice_html(text("embedder.present", lang), "")
    lines = [("cost.passages", f"{estimate.passages:,}", "")]
    cost = estimate.cost
    if cost is None:
        lines.append(("cost.time", text("cost.time.unknown", lang), ""))
    else:
        how = text("cost.time.measured" if cost.is_measured else "cost.time.guessed", lang)
        lines.append(("cost.time", time_words(cost.seconds, lang), how))
        disk = f"{cost.vector_bytes / 10**6:,.1f} MB"
        lines.append(("cost.disk", disk, text("cost.disk.detail", lang)))
    lines.append(("cost.download", _download(estimate, lang), ""))
    listed = "".join(
        f"<dt>{escape(text(key, lang))}</dt><dd>{escape(value)}"
        + (f'<span class="quiet">{escape(detail)}</span>' if detail else "")
        + "</dd>"
        for key, value, detail in lines
    )
    title = escape(text("cost.title", lang, name=estimate.name))
    said = []
    if not estimate.is_here and estimate.listing is not None and estimate.listing.is_gated:
        said.append(notice_html(text("cost.gated", lang), "warn"))
    if not estimate.is_here and not is_online:
        said.append(notice_html(text("cost.offline", lang), "warn"))
    return f'<div class="cost" role="status"><h3>{title}</h3><dl>{listed}</dl>{"".join(said)}</div>'


def change_html(state: ChangeState, lang: Lang) -> str:
    """Return how far a change has come, or what came of it."""
    if state.stage == "done":
        seconds = max(1, round(state.elapsed_s))
        done = text("change.done", lang, name=state.name, total=state.total, seconds=seconds)
        return notice_html(done)
    if state.stage == "cancelled":
        return notice_html(text("change.cancelled", lang), "")
    if state.stage == "failed":
        reason = describe(state.failure, lang) if state.failure else ""
        return notice_html(text("change.failed", lang, reason=reason), "bad")
    words = []
    if state.stage == "fetch" and state.total:
        words.append(text("change.fetch.count", lang, done=state.done, total=state.total))
    if state.stage == "embed" and state.total:
        words.append(text("change.embed.count", lang, done=state.done, total=state.total))
        if state.done:
            left = state.elapsed_s / state.done * (state.total - state.done)
            words.append(text("change.left", lang, time=time_words(left, lang)))
    is_known = state.total and state.stage in ("fetch", "embed")
    bar = f' max="{state.total}" value="{state.done}"' if is_known else ""
    doing = escape(text(f"change.{state.stage}", lang, name=state.name))
    return (
        f'<div class="progress" role="status"><p>{doing}</p>'
        f'<progress{bar} aria-label="{doing}"></progress>'
        f'<p class="quiet">{escape(" · ".join(words))}</p></div>'
    )


def time_words(seconds: float, lang: Lang) -> str:
    """Return a length of time as one says it, never finer than it is known."""
    if seconds < _MINUTE:
        return text("cost.time.moment", lang)
    if seconds < 2 * _HOUR:
        return text("cost.time.minutes", lang, minutes=round(seconds / _MINUTE))
    return text("cost.time.hours", lang, hours=round(seconds / _HOUR))


def _download(estimate: Estimate, lang: Lang) -> str:
    if estimate.is_here:
        return text("cost.download.none", lang)
    if estimate.listing is None:
        return text("cost.download.unknown", lang)
    return text("cost.download.size", lang, size=estimate.listing.megabytes)


def _row(model: ModelListing, lang: Lang) -> str:
    tokens = text("embedder.tokens.all", lang)
    if model.max_tokens is not None:
        tokens = text("embedder.tokens", lang, count=model.max_tokens)
    size = text("embedder.size", lang, size=model.megabytes)
    about = escape(text(f"model-{model.name}", lang))
    return (
        f'<tr><th scope="row">{escape(model.name)}<span class="file">{about}</span></th>'
        f'<td class="number">{escape(size)}</td><td class="number">{escape(tokens)}</td>'
        f"<td>{escape(model.licence)}</td><td>{escape(place_of(model, lang))}</td></tr>"
    )
