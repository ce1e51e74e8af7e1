"""Tables out of rows of cells: their header, and rows that can be read alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Table
from corpus.view import View

_HEADER_WORDS = re.compile(
    r"(?:구\s?분|항\s?목|분\s?류|내\s?용|주요\s?내용|비\s?고|단\s?계|연\s?도|년\s?도|국\s?가|지\s?역|"
    r"기\s?관|부\s?처|목\s?표|금\s?액|비\s?중|비\s?율|합\s?계|순\s?위|명\s?칭|이\s?름|지\s?표|"
    r"분\s?야|산\s?업|기\s?업|업\s?종|품\s?목|코\s?드|과\s?제|전\s?략|No\.?|번\s?호|시\s?기|도\s?시)"
)
_HEADER_ENDS = re.compile(
    r"(?:명|내용|구분|항목|분야|지표|목표|현황|비고|금액|비율|비중|건수|개수|액|률|율|수|량|값|"
    r"과제|시기|기간|연도|년도|단계|기관|부처|국가|관련성|방법|목적|전략|공정|코드|결과|특징|사례)$"
)
_NUMERIC = re.compile(r"[-+△▲▽▼]?[\d,.]+\s?(?:%|원|명|개|건|배|p|%p|억|만|조)*")
_YEAR = re.compile(r"(?:19|20)\d{2}년?")
_LABEL_MAX = 14
_HEADER_MAX = 40

Grid = list[list[View]]


def is_header_row(cells: Sequence[View], body: Sequence[Sequence[View]]) -> bool:
    """Tell whether the first row names the columns of the rows below it."""
    texts = [cell.text for cell in cells]
    named = [text for text in texts if text]
    if not body or not named or len(named) == 1 and len(texts) <= 2:
        return False
    if any(len(text) > _HEADER_MAX for text in named):
        return False
    if any(_NUMERIC.fullmatch(text) and not _YEAR.fullmatch(text) for text in named):
        return False
    if all(_HEADER_WORDS.fullmatch(text) or _HEADER_ENDS.search(text) for text in named):
        return True
    if len(texts) == 2:
        # A form of two columns (`과제명 | ...`) has its labels on the left, not above.
        plain = len(texts[1]) <= _LABEL_MAX and not re.search("[^\\w\\s·/()]", texts[1])
        return plain and bool(_HEADER_WORDS.fullmatch(texts[0])) and _body_is_longer(cells, body)
    return texts[0] == "" or len(body) >= 2 or _body_is_longer(cells, body)


def _body_is_longer(cells: Sequence[View], body: Sequence[Sequence[View]]) -> bool:
    longest = max((len(cell.text) for row in body for cell in row[1:]), default=0)
    return longest > 2 * max(len(cell.text) for cell in cells)


def split_header(grid: Grid, is_marked: bool = False) -> tuple[Grid, Grid]:
    """Return the rows that name the columns, and the rows below them.

    `is_marked` says that the format itself marks the first row as header.
    """
    if is_marked and len(grid) > 1:
        return grid[:1], grid[1:]
    if len(grid) < 2 or not is_header_row(grid[0], grid[1:]):
        return [], grid
    top = 1
    # A header of several storeys leaves the cells under its tall ones empty.
    while top < len(grid) - 1 and top < 3 and _names(grid[top]):
        repeats = any(
            cell.text and cell.text == above.text
            for cell, above in zip(grid[top], grid[top - 1], strict=False)
        )
        if grid[top][0].text and not (repeats and grid[top][0].text == grid[0][0].text):
            break
        top += 1
    return grid[:top], grid[top:]


def _names(row: Sequence[View]) -> bool:
    named = [cell.text for cell in row if cell.text]
    return bool(named) and all(len(text) <= _HEADER_MAX for text in named)


def column_names(header: Sequence[Sequence[View]], width: int) -> tuple[str, ...]:
    """Return one name a column: a wide upper cell also names the lower cells it stands over."""
    names: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(header):
        carried = ""
        for column in range(width):
            text = row[column].text if column < len(row) else ""
            carried = text or carried
            below = any(
                column < len(lower) and lower[column].text for lower in header[number + 1 :]
            )
            name = carried if below else text
            if name and name not in names[column]:
                names[column].append(name)
    return tuple(" ".join(parts) for parts in names)


def square_up(rows: Grid) -> Grid:
    """Return rows of one width; short ones lost a tall cell on their left, so they move right."""
    width = max((len(row) for row in rows), default=0)
    empty = View("", ())
    squared = []
    for number, row in enumerate(rows):
        missing = [empty] * (width - len(row))
        squared.append([*row, *missing] if number == 0 else [*missing, *row])
    return squared


def row_view(table: Table, row: Sequence[View]) -> View:
    """Return a row as a line that can be read alone: `header: cell | header: cell`."""
    parts: list[View | str] = []
    pairs = _is_row_of_pairs(table, row)
    for number, cell in enumerate(row):
        if not cell.text:
            continue
        if parts:
            parts.append(": " if pairs and number % 2 else " | ")
        name = table.columns[number] if number < len(table.columns) else ""
        if name and name != cell.text:
            parts.append(f"{name}: ")
        parts.append(cell)
    return View.join(parts)


def _is_row_of_pairs(table: Table, row: Sequence[View]) -> bool:
    """A form's row (`시작일 | 2018.03.01. | 종료일 | 2018.12.31.`) or a table of two columns."""
    if any(table.columns) or len(row) % 2:
        return False
    labels = [cell.text for cell in row[::2]]
    if len(row) == 2:
        return bool(labels[0]) and bool(row[1].text) and len(labels[0]) <= _HEADER_MAX
    return all(
        label and len(label) <= _LABEL_MAX and not any(map(str.isdigit, label)) for label in labels
    )
