"""An outline as one HTML page: nothing is fetched or run, every text is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ui.exporting.outline import (
    AnswerLine,
    AnswerTable,
    Block,
    Fact,
    Facts,
    Heading,
    Outline,
    Paragraph,
    Quote,
    Source,
    State,
    Steps,
    one_line,
)
from ui.exporting.style import STYLE


def render_html_report(outline: Outline) -> str:
    """Return the report as a whole HTML document."""
    body: list[str] = []
    was_item = False
    for block in outline.blocks:
        is_item = isinstance(block, AnswerLine) and block.is_item
        if is_item != was_item:
            body.append("<ul>" if is_item else "</ul>")
        body.append("".join(_block(block)))
        was_item = is_item
    if was_item:
        body.append("</ul>")
    content = "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="{outline.lang}"><head><meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(outline.title)}</title>\n<style>{STYLE}</style></head>\n"
        f"<body><main>\n{content}\n</main></body></html>\n"
    )


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text, tone, is_question):
            kind = "question" if is_question else "warning" if tone == "bad" else "note"
            yield f'<p class="{kind}">{escape(text)}</p>'
        case State(name, hint, tone):
            yield (
                f'<p class="state"><b class="badge {tone}">{escape(name)}</b> '
                f"<span>{escape(hint)}</span></p>"
            )
        case AnswerLine():
            tag = "li" if block.is_item else "p"
            yield f'<{tag} class="said">{_answer_line(block)}</{tag}>'
        case AnswerTable():
            yield _table(block)
        case Facts():
            yield _facts(block)
        case Source():
            yield from _source(block)
        case Steps(items):
            listed = "".join(f"<li>{escape(item)}</li>" for item in items)
            yield f'<ol class="steps">{listed}</ol>'


def _answer_line(line: AnswerLine) -> str:
    return " ".join(
        (f'<span class="frame">{escape(sentence.frame)}</span> ' if sentence.frame else "")
        + f"<bdi>{escape(sentence.text)}</bdi> "
        + _marks(sentence.marks)
        for sentence in line.sentences
    )


def _marks(marks: tuple[tuple[int, str], ...]) -> str:
    return "".join(f'<a class="mark" href="#{anchor}">[{n}]</a>' for n, anchor in marks)


def _table(table: AnswerTable) -> str:
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    names = "".join(f"<th>{escape(name)}</th>" for name in table.columns)
    rows = "".join(
        "<tr>"
        + "".join(f"<td><bdi>{escape(cell)}</bdi></td>" for cell in row.cells[:-1])
        + f"<td><bdi>{escape(row.cells[-1])}</bdi> {_marks(row.marks)}</td></tr>"
        for row in table.rows
    )
    return f'<table class="said">{caption}<tr>{names}</tr>{rows}</table>'


def _facts(facts: Facts) -> str:
    rows = "".join(f"<dt>{escape(row.label)}</dt><dd>{_value(row)}</dd>" for row in facts.rows)
    return f"<dl>{rows}</dl>" if rows else ""


def _value(fact: Fact) -> str:
    value = f"<bdi>{escape(one_line(fact.value))}</bdi>"
    return f'<a href="#{fact.target}">{value}</a>' if fact.target else value


def _source(source: Source) -> Iterator[str]:
    yield (
        f'<section class="source {source.tone}" id="{source.anchor}">'
        f'<h{source.level}><span class="label">{escape(source.label)}</span> '
        f"<bdi>{escape(one_line(source.title))}</bdi> "
        f'<span class="badge {source.tone}">{escape(source.badge)}</span></h{source.level}>'
    )
    for quote in source.quotes:
        yield from _quote(quote)
    yield f"{_facts(source.facts)}</section>"


def _quote(quote: Quote) -> Iterator[str]:
    if quote.label:
        yield f'<p class="label">{escape(quote.label)}</p>'
    kind = ' class="exact"' if quote.label else ""
    yield f"<blockquote{kind}>{escape(quote.text)}</blockquote>"
