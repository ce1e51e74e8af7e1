"""The run at work and the kept runs, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.evaluating import RunState, RunSummary
from ui.messages import Lang, describe, text
from ui.web.evaluate.parts import notice, say_time, say_when, show_share

_COLUMNS = ("hit@5", "answer_hit", "citation_hit", "false_abstention")


def state_html(state: RunState | None, lang: Lang) -> str:
    """Return how far the run at work has come, or how the last one ended."""
    if state is None:
        return ""
    if state.failure is not None:
        said = escape(describe(state.failure, lang))
        return f'<div role="alert"><p class="notice bad">{said}</p></div>'
    if state.is_cancelled:
        return f'<div role="status">{notice(text("evaluate.cancelled", lang))}</div>'
    if state.key:
        said = escape(text("evaluate.done", lang, gold=state.gold))
        label = escape(text("evaluate.done.open", lang))
        return (
            f'<div role="status"><div class="notice good toolbar"><span>{said}</span>'
            f'<button type="button" class="button small push" data-open="{escape(state.key)}">'
            f"{label}</button></div></div>"
        )
    return _working(state, lang)


def runs_html(runs: Sequence[RunSummary], limit: int, lang: Lang) -> str:
    """Return the kept runs as a table, newest first, each to open and to delete."""
    title = f"<h3>{escape(text('evaluate.runs', lang))}</h3>"
    if not runs:
        return f'{title}<p class="quiet">{escape(text("evaluate.runs.none", lang))}</p>'
    head = "".join(
        f'<th scope="col"{kind}>{escape(text(key, lang))}</th>'
        for key, kind in (
            ("evaluate.runs.when", ""),
            ("evaluate.runs.n", ' class="number"'),
            *((f"metric.{name}", ' class="number"') for name in _COLUMNS),
        )
    )
    rows = "".join(_row(run, lang) for run in runs)
    kept = escape(text("evaluate.runs.kept", lang, limit=limit))
    open_ = escape(text("evaluate.runs.open", lang))
    return (
        f'{title}<div class="table-box" tabindex="0"><table class="table runs"><thead><tr>{head}'
        f'<th scope="col"><span class="unseen">{open_}</span></th></tr></thead>'
        f'<tbody>{rows}</tbody></table></div><p class="quiet">{kept}</p>'
    )


def name_run(run: RunSummary) -> str:
    """Return a run in a few words, for a list to choose from."""
    return f"{say_when(run.at)} · {run.gold}"


def _working(state: RunState, lang: Lang) -> str:
    title = escape(text("evaluate.running", lang, gold=state.gold))
    if state.is_cancelling:
        words = [text("evaluate.running.cancelling", lang)]
    elif state.stage == "questions":
        words = [text("evaluate.running.count", lang, done=state.done, total=state.total)]
        if state.left_s is not None:
            left = say_time(state.left_s, lang)
            words.append(text("evaluate.running.left", lang, time=left))
    else:
        words = [text("evaluate.running.baselines", lang)]
    leave = escape(text("evaluate.running.leave", lang))
    # Not a live region: a count that is read out every second drowns everything else.
    return (
        f'<div class="progress"><p>{title}</p>'
        f'<progress max="{state.total}" value="{state.done}" aria-label="{title}"></progress>'
        f'<p class="quiet">{escape(" · ".join(words))}</p><p class="quiet">{leave}</p></div>'
    )


def _row(run: RunSummary, lang: Lang) -> str:
    when = say_when(run.at)
    named = {"when": when, "gold": run.gold}
    values = "".join(
        f'<td class="number">{show_share(name, run.values.get(name))}</td>' for name in _COLUMNS
    )
    open_ = escape(text("evaluate.runs.open.of", lang, **named))
    delete = escape(text("evaluate.runs.delete.of", lang, **named))
    ask = escape(text("evaluate.runs.delete.ask", lang, **named))
    key = escape(run.key)
    llm = f" · {run.about['llm']}" if run.about.get("llm") else ""
    return (
        f'<tr><th scope="row">{escape(when)}<span class="file">{escape(run.gold + llm)}</span></th>'
        f'<td class="number">{run.questions:,}</td>{values}<td><span class="toolbar row-actions">'
        f'<button type="button" class="button small" data-open="{key}" aria-label="{open_}">'
        f"{escape(text('evaluate.runs.open', lang))}</button>"
        f'<button type="button" class="button small danger" data-delete="{key}" data-ask="{ask}"'
        f' aria-label="{delete}">{escape(text("evaluate.runs.delete", lang))}</button>'
        "</span></td></tr>"
    )
