"""Whether a model's sentence says no more, and nothing else, than the unit it rests on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial

from assistant.checking.bindings import is_bound_alike
from assistant.checking.quantities import DATE_UNITS, Quantity, read_quantities
from assistant.checking.statement import Statement, read_statement
from assistant.evidence import Evidence
from assistant.question import content_terms, fold
from corpus import analyze

# A sentence counts as supported when the unit cited holds at least this share of the
# IDF weight of its content terms ...
MIN_SUPPORT = 0.6
# ... and then only this many units, the best first, are held against it.
MAX_CANDIDATES = 5
# A document that tells its reader what to answer states nothing.
_INSTRUCTS = re.compile(
    r"(?:지시|명령|규칙|프롬프트|발췌문|위의?\s*(?:내용|글|말)).{0,20}(?:무시|잊|따르지)"
    r"|(?:답|대답|답변|출력|응답|말|작성)(?:하|해|하여)?\s?(?:라|줘|주세요|주십시오|십시오|시오|하세요)\W*$"
    r"|(?:ignore|disregard|forget)\b.{0,30}(?:above|previous|instruction|prompt|rules)"
    r"|\b(?:answer|say|reply|respond|print|output)\b.{0,10}(?:that|with|only|:)"
    r"|you are (?:now|an? )|忽略.{0,10}(?:以上|之前|指令)",
    re.IGNORECASE,
)
# A figure of this size says what it says without its unit.
AMOUNT = 10_000
_DATES = frozenset(DATE_UNITS)
# `(단위: 억 원, %)` over a table, `매출(억 원)` over a column.
_UNIT_NOTE = re.compile(r"단위\s?[:：]?\s?([^()\[\]（）〔〕/]{1,40})")
_UNIT_ENDS = re.compile(r"[,·ㆍ;]")
_BRACKETED = re.compile(r"\(([^()\d]{1,8})\)")


def find_support(
    sentence: str, evidence: Sequence[Evidence], weights: Mapping[str, float]
) -> Evidence | None:
    """Return the unit that proves a sentence, None where none does.

    `weights` are IDF weights of the sentence's content terms; terms without one weigh 1.
    """
    terms = content_terms(analyze(fold(sentence)))
    total = sum(weights.get(term, 1.0) for term in terms)
    if not total:
        return None
    shares = (
        (sum(weights.get(term, 1.0) for term in terms if term in unit.terms) / total, at)
        for at, unit in enumerate(evidence)
    )
    likely = sorted((-share, at) for share, at in shares if share >= MIN_SUPPORT)
    claim = read_statement(sentence)
    for _, at in likely[:MAX_CANDIDATES]:
        unit = evidence[at]
        if proves(unit.text, claim, _around(unit)):
            return unit
    return None


def proves(source: str, claim: Statement, around: str = "") -> bool:
    """Tell whether a quoted text proves a claim.

    Every quantity with its unit, every name and every noun must stand in it, with the same
    direction, the same negation, and each figure with what the source says it of; the source
    must state it, not order it to be said. Common
    nouns and the unit of a table may stand in what is written over it (`around`).
    """
    held = read_statement(source)
    above = read_statement(around)
    return (
        not _INSTRUCTS.search(held.text)
        and all(has_quantity(quantity, held, above) for quantity in claim.quantities)
        and _has_words(claim, held, above)
        and _is_subsequence(claim.poles, held.poles)
        and claim.numerals <= held.numerals
        and _is_subsequence(claim.negated, held.negated)
        and bool(claim.negated) == bool(held.negated)
        and not (set(held.negated) - set(claim.negated)) & claim.forms
        and all(link in held.text for link in claim.links)
        and is_bound_alike(claim.bindings, held.bindings)
        and _keeps_figures_apart(claim, held)
    )


def has_quantity(quantity: Quantity, held: Statement, above: Statement) -> bool:
    """Tell whether a source holds a quantity, its unit perhaps in what is written above."""
    over = f"{held.text} {above.text}"
    for one in held.quantities:
        if one.value != quantity.value:
            continue
        if one.unit == quantity.unit:
            return True
        # `5,700억` of `5,700억 원`; of `8월` an 8 alone says nothing.
        if not quantity.unit and abs(quantity.value) >= AMOUNT and one.unit not in _DATES:
            return True
    # A cell has its unit in its column's name or its caption: 570 억 원 of `570`.
    bare = {one.value for one in held.quantities if not one.unit}
    return any(
        one.unit == quantity.unit and quantity.value / one.value in bare for one in _units_of(over)
    )


@lru_cache(maxsize=1024)
def _units_of(text: str) -> tuple[Quantity, ...]:
    """Return one of each unit that a caption or a column's name states."""
    stated = [unit for note in _UNIT_NOTE.findall(text) for unit in _UNIT_ENDS.split(note)]
    named = [unit.strip() for unit in (*stated, *_BRACKETED.findall(text))]
    ones = (unit if unit[:1].isdigit() else f"1{unit}" for unit in named if unit)
    read = (read_quantities(one, partial(_rest, one)) for one in ones)
    return tuple(quantities[0] for quantities in read if len(quantities) == 1)


def _rest(text: str, at: int) -> str:
    return text[at:].strip()


def _has_words(claim: Statement, held: Statement, above: Statement) -> bool:
    units = {quantity.unit for quantity in held.quantities}
    squeezed = squeeze(held.text.casefold())
    if not all(squeeze(run) in squeezed for run in claim.runs):
        return False
    nouns = [word for word in claim.words if word.is_noun]
    stated, written_above = held.forms | units, above.forms
    return all(
        word.form in stated or (not word.is_name and word.form in written_above) for word in nouns
    )


def squeeze(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


def _keeps_figures_apart(claim: Statement, held: Statement) -> bool:
    """Tell whether each figure is said of what the source says it of.

    Of several figures with the same unit each has a stretch of the source, its cell. What the
    claim says of a figure must be in that figure's cell, as far as the cells differ.
    """
    for unit in {quantity.unit for quantity in held.quantities}:
        rivals = [quantity for quantity in held.quantities if quantity.unit == unit]
        said = [quantity for quantity in claim.quantities if quantity.unit == unit]
        if len({rival.value for rival in rivals}) < 2 or not said:
            continue
        order = [rival.value for rival in rivals]
        if not _is_subsequence([quantity.value for quantity in said], order):
            return False
        cells = list(zip(order, _cells(held, rivals), strict=True))
        for quantity, words in zip(said, _cells(claim, said), strict=True):
            own = [cell for value, cell in cells if value == quantity.value]
            others = [cell for value, cell in cells if value != quantity.value]
            if not any(_fits(words, cell, others) for cell in own):
                return False
    return True


def _fits(words: frozenset[str], cell: frozenset[str], others: Sequence[frozenset[str]]) -> bool:
    """Tell whether what is said of a figure can be of its cell rather than of another's.

    Something that only its cell holds must be said, if it has that, and all of it where
    something is said that another's cell holds; but no figure, date or name of another's
    where its own cell has one of that kind.
    """
    elsewhere = frozenset[str]().union(*others)
    distinctive = cell - elsewhere
    foreign = (words & elsewhere) - cell
    if not (distinctive <= words if foreign else not distinctive or distinctive & words):
        return False
    kinds = {_kind(word) for word in cell if _kind(word)}
    return not any(_kind(word) in kinds for word in foreign if _kind(word))


def _kind(word: str) -> str:
    """Return of what kind a marked word is: its unit, `name`, or nothing for other words."""
    return word.partition(":")[0] if ":" in word else ""


def _cells(statement: Statement, figures: Sequence[Quantity]) -> Iterator[frozenset[str]]:
    """Yield for each figure the words and other quantities of its stretch of the text.

    Between two figures a stretch ends where a clause does; without that, right behind the
    first where it measures (what comes next is said of the second), and right before the
    second where it dates (what stands between happened then).
    """
    borders: list[int] = []
    for left, right in zip(figures, figures[1:], strict=False):
        between = [at for at in statement.breaks if left.at < at <= right.at]
        if between:
            borders.append(between[0])
        else:
            borders.append(right.at if left.unit in _DATES else left.at + 1)
    marked = [
        (word.at, f"name:{word.form}" if word.is_name else word.form) for word in statement.words
    ]
    marked += [
        (other.at, f"{other.unit or '#'}:{other.value}")
        for other in statement.quantities
        if other.unit != figures[0].unit
    ]
    stretches: list[set[str]] = [set() for _ in figures]
    for at, word in marked:
        stretches[bisect_right(borders, at)].add(word)
    return (frozenset(stretch) for stretch in stretches)


def _is_subsequence(short: Sequence[object], long: Sequence[object]) -> bool:
    rest = iter(long)
    return all(one in rest for one in short)


def _around(unit: Evidence) -> str:
    passage = unit.hit.passage
    return " / ".join((unit.hit.document.title, *passage.heading, passage.caption))
