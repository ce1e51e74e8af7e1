"""What a run measured, as HTML: cards with intervals and baselines, plots by group."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from assistant import LOWER_IS_BETTER
from ui.evaluating import KeptRun
from ui.messages import Lang, text
from ui.web.evaluate.parts import (
    BASELINES,
    MEASURES,
    draw_key,
    draw_track,
    legend,
    notice,
    say_interval,
    say_time,
    say_when,
    show_change,
    show_share,
)

# What a group may be plotted by.
PLOTTED = (
    "hit@1",
    "hit@5",
    "ndcg@10",
    "answer_hit",
    "answer_recall",
    "citation_hit",
    "citation_precision",
    "sentence_support",
    "false_abstention",
)
_NOTHING = {"value": None, "low": None, "high": None, "n": 0}
_MAX_GROUPS = 60


def head_html(run: KeptRun, lang: Lang) -> str:
    """Return what was measured, when, and what to download."""
    summary, about = run.summary, run.summary.about
    latency = run.record["latency"]
    facts = [
        text(
            "evaluate.result.about",
            lang,
            n=summary.questions,
            documents=about.get("documents", 0),
            passages=about.get("passages", 0),
            encoder=about.get("encoder", ""),
            time=say_time(summary.seconds, lang),
        )
    ]
    if about.get("llm"):
        facts.append(text("evaluate.result.llm", lang, llm=about["llm"]))
    if latency["p50_ms"] is not None:
        times = {"p50": latency["p50_ms"], "p95": latency["p95_ms"]}
        facts.append(text("evaluate.result.latency", lang, **times))
    warnings = ""
    if about.get("is_changed"):
        warnings += notice(text("evaluate.result.changed", lang), "warn")
    if run.record["unlocated"]:
        count = len(run.record["unlocated"])
        warnings += notice(text("evaluate.result.unlocated", lang, count=count), "warn")
    return (
        f'<header class="result-head"><div><h3>{escape(summary.gold)} '
        f"<small>{escape(say_when(summary.at))}</small></h3>"
        f'<p class="quiet">{escape(" · ".join(facts))}</p></div>{_downloads(run, lang)}</header>'
        f"{warnings}"
    )


def measures_html(run: KeptRun, lang: Lang) -> str:
    """Return the measures as cards, those of retrieval with the baselines beside them."""
    has_baselines = any(name in run.record["baselines"] for name in BASELINES)
    sections = []
    for section, names in MEASURES.items():
        cards = "".join(_card(run, name, lang) for name in names)
        key = legend(("ours", *BASELINES), lang) if section == "retrieval" and has_baselines else ""
        title = escape(text(f"evaluate.section.{section}", lang))
        sections.append(
            f'<section class="measure-group"><div class="group-head"><h3>{title}</h3>{key}</div>'
            f'<div class="measures">{cards}</div></section>'
        )
    note = f'<p class="quiet">{escape(text("evaluate.intervals", lang))}</p>'
    return "".join(sections) + note


def plots_html(run: KeptRun, name: str, lang: Lang) -> str:
    """Return a measure by type and by style, a row a group: dot, interval, figures."""
    name = name if name in PLOTTED else PLOTTED[0]
    return (
        '<div class="plots">'
        + "".join(_plot(run, name, by, lang) for by in ("type", "style"))
        + "</div>"
    )


def _downloads(run: KeptRun, lang: Lang) -> str:
    base = f"evaluations/{escape(run.summary.key)}"
    links = "".join(
        f'<a class="button small" href="{base}/{file}" download>'
        f"{escape(text(f'evaluate.download.{name}', lang))}</a>"
        for name, file in (
            ("report", f"report.{lang}.html"),
            ("json", "run.json"),
            ("gold", "gold.jsonl"),
        )
    )
    label = escape(text("evaluate.download", lang))
    return f'<nav class="toolbar" aria-label="{label}">{links}</nav>'


def _card(run: KeptRun, name: str, lang: Lang) -> str:
    found = run.record["metrics"].get(name, _NOTHING)
    beside = [
        (baseline, run.record["baselines"][baseline])
        for baseline in BASELINES
        if baseline in run.record["baselines"]
    ]
    beside = beside if name in MEASURES["retrieval"] else []
    marks = [(baseline, record["metrics"][name]["value"]) for baseline, record in beside]
    ahead = "".join(_beside(baseline, record, name, lang) for baseline, record in beside)
    lower = (
        f' <span class="badge">{escape(text("evaluate.lower", lang))}</span>'
        if name in LOWER_IS_BETTER
        else ""
    )
    return (
        f'<article class="stat measure"><h4>{escape(text(f"metric.{name}", lang))}{lower}</h4>'
        f"<b>{show_share(name, found['value'])}</b>{draw_track(found, marks)}"
        f'<p class="interval">{escape(say_interval(name, found, lang))}</p>'
        + (f'<ul class="beside">{ahead}</ul>' if ahead else "")
        + f'<p class="why">{escape(text(f"metric.{name}.why", lang))}</p>'
        f"<code>{name}</code></article>"
    )


def _beside(baseline: str, record: Mapping[str, Any], name: str, lang: Lang) -> str:
    found, ahead = record["metrics"][name], record["differences"][name]
    said = text(
        "evaluate.ahead",
        lang,
        name=text(f"evaluate.{baseline}", lang),
        value=show_share(name, found["value"]),
        difference=show_change(name, ahead["value"]),
        low=show_change(name, ahead["low"]),
        high=show_change(name, ahead["high"]),
    )
    return f"<li>{draw_key(baseline)}<span>{escape(said)}</span></li>"


def _plot(run: KeptRun, name: str, by: str, lang: Lang) -> str:
    groups: Mapping[str, Any] = run.record.get(f"by_{by}", {})
    title = f"{text(f'evaluate.plot.{by}', lang)} · {text(f'metric.{name}', lang)}"
    drawn = [
        (group, metrics[name])
        for group, metrics in groups.items()
        if metrics.get(name, _NOTHING)["value"] is not None
    ][:_MAX_GROUPS]
    if not drawn:
        body = f'<p class="quiet">{escape(text("evaluate.plot.none", lang))}</p>'
        return f'<section class="plot"><h4>{escape(title)}</h4>{body}</section>'
    rows = "".join(
        f'<tr><th scope="row">{escape(group)}</th><td class="drawn">'
        f"{draw_track(found, _marks(run, by, group, name))}</td>"
        f'<td class="number"><b>{show_share(name, found["value"])}</b></td>'
        f'<td class="number low-high">{show_share(name, found["low"], is_bare=True)} – '
        f"{show_share(name, found['high'], is_bare=True)}</td>"
        f'<td class="number">{found["n"]}</td></tr>'
        for group, found in drawn
    )
    head = "".join(
        f'<th scope="col"{kind}>{escape(word)}</th>'
        for word, kind in (
            (text("evaluate.plot.group", lang), ""),
            (text("evaluate.plot.drawn", lang), ' class="drawn"'),
            (text("evaluate.plot.value", lang), ' class="number"'),
            (text("evaluate.plot.low-high", lang), ' class="number low-high"'),
            ("n", ' class="number"'),
        )
    )
    return (
        f'<section class="plot"><table class="table"><caption>{escape(title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _marks(run: KeptRun, by: str, group: str, name: str) -> list[tuple[str, float | None]]:
    """Return the baselines' values for a group; only retrieval has any."""
    marks = []
    for baseline in BASELINES:
        groups = run.record["baselines"].get(baseline, {}).get(f"by_{by}", {})
        found = groups.get(group, {}).get(name)
        if found is not None:
            marks.append((baseline, found["value"]))
    return marks
