"""A gold set as a sheet: CSV that Excel opens in Korean, and that runs no formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.evaluation.gold import MAX_BYTES, GoldQuestion, read_record
from assistant.goldset.files import Line
from assistant.goldset.records import to_record
from corpus import GoldError

# Spreadsheets run what begins so as a formula; full-width signs too in East Asian ones.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_GUARDED = re.compile(r"''*[=+\-@＝＋－＠\t\r\n]")
_COLUMNS = ("id", "question", "type", "style", "answerable", "answers", "nuggets", "context",
            "requires", "draft")  # fmt: skip
_MOST_EVIDENCE = 50
_NO = {"false", "0", "no", "n", "아니오", "아니요", "거짓"}
_YES = {"true", "1", "yes", "y", "예", "네", "참"}
_SIGNATURE = "\N{BYTE ORDER MARK}"


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; see `unguard`."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Return the cell that `guard` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def csv_pieces(gold: Sequence[GoldQuestion]) -> Iterator[str]:
    """Yield a sheet with a question a row, its byte order mark first.

    Answers and earlier questions stand a line each in their cell, `nuggets` and `requires`
    as JSON, evidence in columns `doc 1`, `quote 1`, `doc 2`, ...
    """
    most = max((len(question.evidence) for question in gold), default=0)
    yield _SIGNATURE
    header = list(_COLUMNS)
    for number in range(1, most + 1):
        header += [f"doc {number}", f"quote {number}"]
    yield _row(header)
    for question in gold:
        record = to_record(question)
        cells = [
            question.id,
            question.question,
            question.type,
            question.style,
            "TRUE" if question.answerable else "FALSE",
            "\n".join(" ".join(answer.split()) for answer in question.answers),
            json.dumps(record["nuggets"], ensure_ascii=False) if question.nuggets else "",
            "\n".join(" ".join(before.split()) for before in question.context),
            json.dumps(record["requires"]) if record["requires"] else "",
            "TRUE" if question.draft else "",
        ]
        for evidence in question.evidence:
            cells += [evidence.doc, evidence.quote]
        yield _row(cells)


def read_csv(path: Path) -> list[GoldQuestion]:
    """Read a sheet with a header row: at least `question`, and `doc 1` with `quote 1`.

    UTF-8 with or without its mark, or CP949 as Korean Excel saves it; commas, semicolons or
    tabs. A question without an id gets one by its row; without `answerable` it is so if it
    has evidence.

    Raises:
        GoldError: `exchange-...` or `gold-...` with the line.
    """
    text = _decode(path)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    questions: list[GoldQuestion] = []
    names: list[str] = []
    try:
        for row in reader:
            line = Line(path, reader.line_num, "")
            cells = [unguard(cell).strip() for cell in row]
            if not any(cells):
                continue
            if not names:
                names = [cell.casefold() for cell in cells]
                if "question" not in names:
                    line.refuse("no column “question”")
                if len(set(names) - {""}) < len([name for name in names if name]):
                    line.refuse("two columns of one name")
                continue
            if len(cells) > len(names):
                line.refuse(f"{len(cells)} columns, expected {len(names)}")
            filled = dict(zip(names, cells, strict=False))
            questions.append(_question(line, filled, len(questions) + 1))
    except csv.Error as error:
        Line(path, reader.line_num, "").refuse(str(error))
    if not questions:
        raise GoldError("gold-empty", file=str(path))
    return questions


def _question(line: Line, cells: dict[str, str], number: int) -> GoldQuestion:
    evidence = [
        {"doc": cells.get(f"doc {at}", ""), "quote": cells[f"quote {at}"]}
        for at in range(1, _MOST_EVIDENCE + 1)
        if cells.get(f"quote {at}")
    ]
    record: dict[str, object] = {
        "id": cells.get("id") or f"row{number:04d}",
        "question": cells.get("question", ""),
        "type": cells.get("type", ""),
        "style": cells.get("style", ""),
        "answerable": _truth(line, cells.get("answerable", ""), default=bool(evidence)),
        "answers": _lines(cells.get("answers", "")),
        "evidence": evidence,
        "context": _lines(cells.get("context", "")),
        "nuggets": _json(line, cells.get("nuggets", "")),
        "requires": _json(line, cells.get("requires", "")),
        "draft": _truth(line, cells.get("draft", ""), default=False),
    }
    return read_record(record, line.path, line.number)


def _truth(line: Line, cell: str, *, default: bool) -> bool:
    said = cell.casefold()
    if said in _YES:
        return True
    if said in _NO:
        return False
    if said:
        line.refuse(f"neither TRUE nor FALSE: {cell[:40]}")
    return default


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.splitlines() if line.strip()]


def _json(line: Line, cell: str) -> object:
    if not cell:
        return None
    try:
        value: object = json.loads(cell)
    except (ValueError, RecursionError):
        line.refuse(f"not JSON: {cell[:40]}")
    return value


def _decode(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GoldError("exchange-too-large", file=str(path), limit=MAX_BYTES >> 20)
        data = path.read_bytes()
    except FileNotFoundError:
        raise GoldError("exchange-missing", file=str(path)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise GoldError("exchange-unreadable", file=str(path), reason=reason) from error
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise GoldError("exchange-unreadable", file=str(path), reason="neither UTF-8 nor CP949")


def _row(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([guard(cell) for cell in cells])
    return out.getvalue()
