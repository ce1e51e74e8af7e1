"""An answer as Markdown to be pasted elsewhere: its text, and below it what it cites."""

from __future__ import annotations

from assistant import Answer, Citation
from ui.messages import Lang, text
from ui.outcomes import outcome_name, say_missing
from ui.rendering import page_name, part_lines
from ui.table_lines import lay_out_rows


def copy_answer(answer: Answer, lang: Lang) -> str:
    """Return an answer with its marks, and a line `[1] document, page` for each citation.

    An answer that is not certain or not whole says so.
    """
    parts = []
    outcome = outcome_name(answer)
    if outcome in ("unsure", "none"):
        name = text(f"state.{outcome}", lang)
        parts.append(f"({name}: {text(f'state.{outcome}.hint', lang)})")
    parts.append(part_lines(lay_out_rows(answer, lang)).strip())
    parts.append(say_missing(answer, lang))
    used = {n for sentence in answer.sentences for n in sentence.citations}
    cited = [_source(one, lang) for one in answer.citations if one.n in used]
    parts.append("\n".join(cited))
    return "\n\n".join(filter(None, parts))


def _source(citation: Citation, lang: Lang) -> str:
    page = page_name(citation.page, citation.page_label, lang)
    doubt = "" if citation.verified else f" ({text('evidence.unverified', lang)})"
    return f"[{citation.n}] {citation.title or citation.document}, {page}{doubt}"
