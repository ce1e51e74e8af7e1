"""A story as HWP 5: outline levels, numbering, header and footer, spans, captions, footnotes."""

from tests.corpus.hwp_paper import (
    Cell,
    Info,
    auto,
    columns,
    footnote,
    hwp,
    par,
    running,
    section,
    table,
)
from tests.corpus.story import REPORT, Box, Heading, Item, Text, parts_of

# Paragraph shapes by what they are for: the body, then outline levels, numbers, bullets.
_BODY, _OUTLINES, _NUMBERS, _BULLETS = 0, (1, 2, 3), (4, 5), (6, 7)
# Their codes: no head, outline, number, bullet.
_DIGIT, _CIRCLED, _ROMAN, _SYLLABLE = 0, 1, 2, 8


def write_hwp(story=REPORT, captions=True):
    """`captions`: as the tables' own captions, else as paragraphs above them."""
    pars = [
        par(
            section(outline=1),
            columns(1),
            running("head", story.running),
            running("foot", par("- ", auto("page", 1), " -")),
        )
    ]
    if not any(isinstance(piece, Box) for piece in story.pieces):
        pars.append(par(story.title, shapes=((0, 1),)))
    for piece in story.pieces:
        pars += _write(story, piece, captions)
    heads = ("^1.", "^2.", "^3.") if story.numbered else ("", "", "")
    info = Info(
        chars=[(10, 0), (18, 0)],
        pars=[
            (0, 0, 0),
            *((1, level, 0) for level in range(3)),
            *((2, level, 2) for level in range(2)),
            *((3, level, level + 1) for level in range(2)),
        ],
        styles=[("바탕글", "Normal"), *((f"개요 {n}", f"Outline {n}") for n in (1, 2, 3))],
        numberings=[
            _levels(*zip(heads, (_ROMAN, _DIGIT, _SYLLABLE), strict=True)),
            _levels(("(^1)", _DIGIT), ("^2", _CIRCLED)),
        ],
        bullets=["●", "-"],
    )
    return hwp(pars, info=info, facts={"title": story.title, "author": story.author})


def _levels(*heads):
    """Seven levels, as every definition has."""
    heads = [*heads, *(("", _DIGIT) for _ in range(7 - len(heads)))]
    return [(template, form, 1) for template, form in heads]


def _write(story, piece, captions):
    if isinstance(piece, Heading):
        parts = _called(story, piece.text)
        return [par(*parts, shape=_OUTLINES[piece.level - 1], style=piece.level)]
    if isinstance(piece, Text):
        return [par(*_called(story, piece.text))]
    if isinstance(piece, Item):
        kind = _NUMBERS if piece.number else _BULLETS
        return [par(*_called(story, piece.text), shape=kind[piece.level - 1])]
    if isinstance(piece, Box):
        return [par(_grid(story, piece.cells, 0, None))]
    lead = [piece.caption] if piece.caption else []
    if piece.unit:
        lead.append(f"(단위: {piece.unit})")
    own = captions and bool(lead)
    pars = [] if own else [par(one) for one in lead]
    pars.append(par(_grid(story, piece.cells, piece.header, lead if own else None)))
    if piece.source:
        pars.append(par(piece.source))
    return pars


def _called(story, text):
    return [
        footnote(int(part), story.notes[part]) if number % 2 else part
        for number, part in enumerate(parts_of(text))
        if part
    ]


def _grid(story, cells, header, caption):
    return table(
        [
            Cell(
                cell.row,
                cell.column,
                par(*_called(story, cell.text)),
                cell.rows,
                cell.columns,
                header=cell.row < header,
            )
            for cell in sorted(cells, key=lambda one: (one.row, one.column))
        ],
        max(cell.row + cell.rows for cell in cells),
        max(cell.column + cell.columns for cell in cells),
        caption=caption,
        below=False,
    )
