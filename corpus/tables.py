"""Which rows and columns of a table name the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import TableCell
from corpus.tables_lattice import EMPTY, MAX_PLACES, Lattice
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
_TOTAL = re.compile(
    r"(?:합\s?계|총\s?계|소\s?계|계|총\s?합계|전\s?체|평\s?균|누\s?계|Total|TOTAL|total)"
)
# A telephone number or an address for mail: whom to ask stands in a row, not above it.
_CONTACT = re.compile(r"\(?0\d{1,2}\)?[-.\s]\s?\d{3,4}[-.]\d{4}|\w@\w")
_LABEL_MAX = 14
_HEADER_MAX = 40
_STOREYS_MAX = 4

Grid = list[list[View]]


@dataclass(frozen=True, slots=True)
class TopCell:
    """A cell of a header, over `span` columns from `column` on; rows count from 0."""

    row: int
    column: int
    view: View
    span: int = 1


@dataclass(frozen=True, slots=True)
class Told:
    """What lines without cells of their own were told to be: names, rows and header cells."""

    names: tuple[str, ...]
    rows: Grid
    heads: tuple[TopCell, ...] = ()
    header_rows: int = 0


def tell(names: Sequence[str], rows: Grid, header: Grid) -> Told:
    """Return a table with its header rows, whose cells are equally wide."""
    heads = tuple(
        TopCell(number, column, cell, max(1, len(names) // len(row)))
        for number, row in enumerate(header)
        for column, cell in enumerate(row)
    )
    return Told(tuple(names), rows, heads, len(header))


def is_header_row(cells: Sequence[View], body: Sequence[Sequence[View]]) -> bool:
    """Tell whether the first row names the columns of the rows below it."""
    texts = [cell.text for cell in cells]
    named = [text for text in texts if text]
    if _is_total(cells) and any(map(is_number, named)):
        return False
    if not body or not named or len(named) == 1 and len(texts) <= 2:
        return False
    if any(len(text) > _HEADER_MAX for text in named):
        return False
    if any(_NUMERIC.fullmatch(text) and not _YEAR.fullmatch(text) for text in named):
        return False
    if any(map(_CONTACT.search, named)):
        return False
    if all(_HEADER_WORDS.fullmatch(text) or _HEADER_ENDS.search(text) for text in named):
        return True
    if len(texts) == 2:
        # A form of two columns (`과제명 | ...`) has its labels on the left, not above.
        if _heads_figures([cells, *body]):
            return True
        plain = len(texts[1]) <= _LABEL_MAX and not re.search("[^\\w\\s·/()]", texts[1])
        return plain and bool(_HEADER_WORDS.fullmatch(texts[0])) and _body_is_longer(cells, body)
    return texts[0] == "" or len(body) >= 2 or _body_is_longer(cells, body)


def are_header_words(cells: Sequence[View]) -> bool:
    """Tell a row of words that name columns (`기업명 | 지원 금액`) and of nothing else."""
    named = [cell.text for cell in cells if cell.text]
    return len(named) > 1 and all(
        _HEADER_WORDS.fullmatch(text) or _HEADER_ENDS.search(text) for text in named
    )


def _heads_figures(rows: Sequence[Sequence[View]]) -> bool:
    """Tell a first row of words above a second column of nothing but figures."""
    values = [row[1].text for row in rows[1:] if len(row) > 1 and row[1].text]
    first = rows[0][1].text
    return len(values) > 1 and bool(first) and not is_number(first) and all(map(is_number, values))


def _body_is_longer(cells: Sequence[View], body: Sequence[Sequence[View]]) -> bool:
    longest = max((len(cell.text) for row in body for cell in row[1:]), default=0)
    return longest > 2 * max(len(cell.text) for cell in cells)


def count_header_rows(lattice: Lattice, first: int = 0) -> int:
    """Return how many rows from `first` on name the columns, as far as words and spans tell."""
    rows = [lattice.own(row) for row in range(first, lattice.height)]
    if len(rows) < 2 or is_form(lattice, first) or not is_header_row(rows[0], rows[1:]):
        return 0
    if lattice.with_spans():
        return 0 if _waits_for_values(lattice, first) else _storeys_by_spans(lattice, first)
    top = 1
    # A header of several storeys leaves the cells under its tall ones empty.
    while top < len(rows) - 1 and top < 3 and _names(rows[top]):
        repeats = any(
            cell.text and cell.text == above.text
            for cell, above in zip(rows[top], rows[top - 1], strict=False)
        )
        if rows[top][0].text and not (repeats and rows[top][0].text == rows[0][0].text):
            break
        top += 1
    return top


def _storeys_by_spans(lattice: Lattice, first: int) -> int:
    """Return how many rows a header has whose tall and wide cells are declared."""
    top = 1
    while top < _STOREYS_MAX and first + top < lattice.height - 1:
        above = [
            cell
            for column in range(lattice.width)
            if (cell := lattice.at(first + top - 1, column)) is not None
        ]
        reaches = any(cell.row + cell.row_span > first + top for cell in above)
        wide = {
            column
            for cell in above
            if 1 < cell.column_span < lattice.width
            for column in range(cell.column, cell.column + cell.column_span)
        }
        row = lattice.own(first + top)
        # What parts a wide name stands below it, and nothing stands beside.
        divides = bool(wide) and all(column in wide for column, cell in enumerate(row) if cell.text)
        if not divides:
            # Below a tall name, a whole row of further names; a form leaves room for values.
            both = (*lattice.shown(first + top - 1), *lattice.shown(first + top))
            divides = reaches and all(cell.text for cell in both)
        if not divides or not _names(row) or _is_total(row):
            break
        if any(is_number(cell.text) and not _YEAR.fullmatch(cell.text) for cell in row):
            break
        top += 1
    return top


def _waits_for_values(lattice: Lattice, row: int) -> bool:
    """Tell the row of a form: beside its names there is room to write (`성명 |  | 소속 |  `)."""
    numbers = dict.fromkeys(number for number in lattice.places[row] if number >= 0)
    first, *inner = (lattice.cells[number].view.text for number in numbers)
    blank = sum(1 for text in inner if not text)
    return (
        bool(first) and blank > 0 and (blank == len(inner) or blank > 1 and 3 * blank >= len(inner))
    )


def is_form(lattice: Lattice, first: int = 0) -> bool:
    """Tell a form: in each row labels and values by turns (`성명 | 홍길동 | 소속 | 수자원과`)."""
    if lattice.width not in (2, 4, 6) or lattice.height - first < 1:
        return False
    if lattice.width == 2:
        own = [lattice.own(row) for row in range(first, lattice.height)]
        # `관련부처 | 주요 관련성`: both words are names of columns.
        named = all(_HEADER_WORDS.fullmatch(c.text) or _HEADER_ENDS.search(c.text) for c in own[0])
        if _heads_figures(own) or named and len(own) > 2:
            return False
    has_value = False
    rows: dict[int, list[TableCell]] = {row: [] for row in range(first, lattice.height)}
    for cell in lattice.cells:
        if cell.row >= first:
            rows[cell.row].append(cell)
    for row, cells in rows.items():
        if len(cells) % 2 or not cells:
            return False
        for label, value in zip(cells[::2], cells[1::2], strict=True):
            text = label.view.text
            if not text or len(text) > _LABEL_MAX or any(map(str.isdigit, text)):
                return False
            if label.column_span > 1 or _HEADER_WORDS.fullmatch(text) and row == first:
                return False
            worth = value.view.text
            is_value = any(map(str.isdigit, worth)) or len(worth) > _LABEL_MAX
            if lattice.width > 2 and row == first and not is_value:
                return False
            has_value = has_value or is_value
    return has_value


def count_header_columns(lattice: Lattice, header_rows: int) -> int:
    """Return how many columns on the left name the rows below the header."""
    body = range(header_rows, lattice.height)
    if lattice.width < 2 or not body:
        return 0
    if is_form(lattice, header_rows):
        return 1 if lattice.width == 2 else 0
    count = 0
    while count < lattice.width - 1:
        column = [cell for row in body if (cell := lattice.at(row, count)) is not None]
        named = [cell.view.text for cell in column if cell.view.text]
        if not named:
            break
        counted = count == 0 and _counts(named)
        numbers = sum(is_number(text) and not _YEAR.fullmatch(text) for text in named)
        if not counted and 5 * numbers > len(named):
            break
        if any(len(text) > _HEADER_MAX for text in named):
            break
        count += 1
        goes_on = counted or any(
            cell.row_span > 1 or cell.column + cell.column_span > count for cell in column
        )
        if not goes_on:
            break
    return count


def _counts(texts: Sequence[str]) -> bool:
    """Tell the numbers of the rows (`1, 2, 3`) from figures."""
    return texts == [str(number) for number in range(1, len(texts) + 1)] and len(texts) > 1


def is_number(text: str) -> bool:
    """Tell a figure with its sign and unit from a name."""
    return bool(_NUMERIC.fullmatch(text))


def is_total_name(text: str) -> bool:
    """Tell the name of a row of sums (`합계`)."""
    return bool(_TOTAL.fullmatch(text))


def _is_total(row: Sequence[View]) -> bool:
    return is_total_name(next((cell.text for cell in row if cell.text), ""))


def _names(row: Sequence[View]) -> bool:
    named = [cell.text for cell in row if cell.text]
    return bool(named) and all(len(text) <= _HEADER_MAX for text in named)


def column_names(lattice: Lattice, first: int, count: int) -> tuple[str, ...]:
    """Return one name a column from `count` rows: a wide upper cell names all below it.

    Where no spans are declared, the cells to the right of a name are taken for empty
    because it stands over them too.
    """
    rows = range(first, first + count)
    if not lattice.with_spans():
        return _names_by_gaps([lattice.own(row) for row in rows], lattice.width)
    names = []
    for column in range(lattice.width):
        over = [
            close_up(lattice.shown(row)[column].text) for row in rows if not lattice.is_banner(row)
        ]
        names.append(" ".join(dict.fromkeys(name for name in over if name)))
    return tuple(names)


def close_up(name: str) -> str:
    """Return a name whose letters were set wide apart (`구 분`) as the word it is."""
    letters = name.split()
    if len(letters) > 1 and all(len(one) == 1 and "가" <= one <= "힣" for one in letters):
        return "".join(letters)
    return name


def _names_by_gaps(header: Sequence[Sequence[View]], width: int) -> tuple[str, ...]:
    names: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(header):
        carried = ""
        for column in range(width):
            text = close_up(row[column].text) if column < len(row) else ""
            carried = text or carried
            below = any(
                column < len(lower) and lower[column].text for lower in header[number + 1 :]
            )
            name = carried if below else text
            if name and name not in names[column]:
                names[column].append(name)
    return tuple(" ".join(parts) for parts in names)


def square_up(rows: Grid) -> Grid:
    """Return rows of one width; short ones lost a tall cell on their left, so they move right.

    A line of thousands of cells above thousands of lines is no table: each becomes one cell.
    """
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > MAX_PLACES:
        return [[View.between(" ", [cell for cell in row if cell.text])] for row in rows]
    squared = []
    for number, row in enumerate(rows):
        missing = [EMPTY] * (width - len(row))
        squared.append([*row, *missing] if number == 0 else [*missing, *row])
    return squared
