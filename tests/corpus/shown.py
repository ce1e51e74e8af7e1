"""What a document shows, in the few forms that tests compare."""


def lines(document):
    return document.text.split("\n")


def marks(document, *kinds):
    """(kind, level, text) of each mark of these kinds, or of all, in their order."""
    return [
        (mark.kind, mark.level, document.text[mark.start : mark.end])
        for mark in document.marks
        if not kinds or mark.kind in kinds
    ]


def marked(document, kind):
    """(level, text) of each mark of one kind."""
    return [(level, text) for _, level, text in marks(document, kind)]


def marked_texts(document, kind):
    return [text for _, _, text in marks(document, kind)]


def cells(document, number=0):
    """(row, column, rows, columns, text) of each cell of one grid."""
    return [
        (c.row, c.column, c.row_span, c.column_span, document.text[c.start : c.end])
        for c in document.grids[number].cells
    ]


def losses(document):
    """How many of each code; a code that stands for several pages counts as its last."""
    return {loss.code: loss.count for loss in document.losses}
