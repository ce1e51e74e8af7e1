"""A gold set before it is run, as HTML: how large, how spread, what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant import Finding, GroupSize
from corpus import GoldError
from ui.evaluating import GoldLook
from ui.messages import Lang, describe, describe_code, text
from ui.web.evaluate.parts import disclosure, notice, say_time

_SHOWN_FINDINGS = 40
_SHOWN_FAULTS = 8


def look_html(look: GoldLook, seconds: float | None, lang: Lang, *, has_llm: bool) -> str:
    """Return what a set holds and what a run over it takes, with what is wrong."""
    check, total = look.check, look.check.total
    parts = [_stats(look, seconds, lang)]
    parts += [
        _groups(text(f"evaluate.look.{name}", lang), sizes)
        for name, sizes in (("types", check.types), ("styles", check.styles))
    ]
    if has_llm:
        parts.append(notice(text("evaluate.look.llm", lang, n=total.n), "warn"))
    if look.lacking:
        listed = "".join(
            f"<li>{escape(text('evaluate.look.lacking.one', lang, doc=doc, count=count))}</li>"
            for doc, count in look.lacking[:_SHOWN_FINDINGS]
        )
        said = text("evaluate.look.lacking", lang, count=len(look.lacking))
        parts.append(f'<div class="notice warn"><p>{escape(said)}</p><ul>{listed}</ul></div>')
    parts.append(_findings("errors", check.errors, look, lang))
    parts.append(_findings("warnings", check.warnings, look, lang))
    if not check.errors:
        parts.append(f'<p class="quiet">{escape(text("evaluate.look.fine", lang))}</p>')
    if check.drafts:
        said = text("evaluate.look.drafts", lang, count=check.drafts)
        parts.append(f'<p class="quiet">{escape(said)}</p>')
    if total.answerable:
        said = text("evaluate.look.power", lang, detectable=total.detectable)
        parts.append(f'<p class="quiet">{escape(said)}</p>')
    return f'<div class="look">{"".join(parts)}</div>'


def fault_html(error: GoldError, faults: Sequence[Finding], lang: Lang) -> str:
    """Return why a file is no gold set: every line that is wrong, where lines are."""
    lines = "".join(
        f"<li>{escape(say_finding(found, str(error.details.get('file', '')), lang))}</li>"
        for found in faults[:_SHOWN_FAULTS]
    )
    if len(faults) > _SHOWN_FAULTS:
        more = text("evaluate.look.more", lang, count=len(faults) - _SHOWN_FAULTS)
        lines += f"<li>{escape(more)}</li>"
    said = f"<ul>{lines}</ul>" if len(faults) > 1 else f"<p>{escape(describe(error, lang))}</p>"
    return f'<div class="notice bad" role="alert">{said}</div>'


def say_finding(found: Finding, file: str, lang: Lang) -> str:
    """Return a finding as a sentence; the file goes by its name, wherever it lies."""
    details = dict(found.details) | {"file": file}
    if found.code.startswith("gold-"):
        return describe_code(found.code, details, lang)
    return text(f"finding-{found.code}", lang, **details)


def _stats(look: GoldLook, seconds: float | None, lang: Lang) -> str:
    check, total = look.check, look.check.total
    share = total.answerable / total.n if total.n else 0.0
    time = text("evaluate.look.time.unknown", lang)
    if seconds is not None:
        time = say_time(seconds, lang)
    figures = (
        ("questions", f"{total.n:,}"),
        (
            "answerable",
            text("evaluate.look.answerable.of", lang, share=share, n=f"{total.answerable:,}"),
        ),
        (
            "documents",
            text(
                "evaluate.look.documents.of",
                lang,
                quoted=check.documents,
                library=check.library_documents or 0,
            ),
        ),
        ("time", time),
    )
    stats = "".join(
        f'<div class="stat"><b>{escape(figure)}</b>'
        f"<span>{escape(text(f'evaluate.look.{name}', lang))}</span></div>"
        for name, figure in figures
    )
    return f'<div class="stats">{stats}</div>'


def _groups(title: str, sizes: Sequence[GroupSize]) -> str:
    if not sizes:
        return ""
    chips = "".join(
        f"<li>{escape(size.name)} <b>{size.n}</b></li>"
        for size in sorted(sizes, key=lambda size: (-size.n, size.name))
    )
    return f'<div class="groups"><h4>{escape(title)}</h4><ul>{chips}</ul></div>'


def _findings(kind: str, findings: Sequence[Finding], look: GoldLook, lang: Lang) -> str:
    if not findings:
        return ""
    lines = []
    for found in findings[:_SHOWN_FINDINGS]:
        message = say_finding(found, look.choice.name, lang)
        line = text("evaluate.fault.line", lang, line=found.line, message=message)
        lines.append(f"<li>{escape(line)}</li>")
    if len(findings) > _SHOWN_FINDINGS:
        more = text("evaluate.look.more", lang, count=len(findings) - _SHOWN_FINDINGS)
        lines.append(f"<li>{escape(more)}</li>")
    title = text(f"evaluate.look.{kind}", lang, count=len(findings))
    return disclosure(title, f'<ul class="findings">{"".join(lines)}</ul>', kind)
