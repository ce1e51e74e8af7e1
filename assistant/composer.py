"""The extractive composer: the shortest complete answer in the source's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from assistant.answer import Place
from assistant.calibration import RANKING
from assistant.evidence import Evidence, is_question
from assistant.question import Question, content_terms, fold
from corpus import Passage, Span, analyze_many
from index import Hit

# How many separate places an answer quotes at most, and how many units of one list.
MAX_PLACES = 3
MAX_LIST_UNITS = 16
# How many units are quoted of the reply to a question that the document asks itself.
MAX_REPLY_UNITS = 3
# A second place is worth quoting only if it is nearly as good as the first: its logit is
# at most this much lower (`RANKING` is a softmax over the units, so e^-1.1 is a third as
# likely to hold the answer) ...
NEARLY_AS_GOOD = 1.1
# ... or says at least this share of the question that the first leaves unsaid.
ADDS_COVERAGE = 0.15
# ... and its logit is at most this much lower.
ADDING = 2.0
# A sentence is quoted with the one before it where that holds this share of the question's
# terms which the sentence itself leaves out.
LEANS_ON = 0.3
# What stands between the cells of a row as the corpus shows it, and how many make it long.
CELL_GAP = " | "
MIN_CELLS_TO_TRIM = 3
# Names of a first column that say nothing of what stands in it.
_EMPTY_LABELS = frozenset(("구분", "항목", "분류", "내용"))
# Two units that share more than this part of their terms say the same.
SAME_TERMS = 0.6
# So many separators (a comma, a middle dot, a numbered mark) make an enumeration.
MIN_SEPARATORS = 2
_SEPARATOR = re.compile(r"[,、ㆍ·‧∙](?!\d)|[①-⑳▲]|/")
# Where a table comes from answers no question by the way.
_SOURCE_LINE = re.compile(
    r"[\[<〈(*※]*\s*(?:자료|출처|주|source|note)\s*[\]>〉)]*\s*(?:[:：]|[>〉])", re.I
)
_UNIT = re.compile(r"단위\s*[:：]\s*[^)\]）〕\n]+")
_BRACKET = re.compile(r"[(（\[/]")

# Units with their scores, best first.
Ranked = Sequence[tuple[Evidence, float]]
_LEADS = (":", "：", "다음과 같다", "다음과 같다.", "다음과 같음", "아래와 같다", "as follows")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Neighbouring units of one passage, quoted together under one citation.

    `units` are spans of the passage's view, in order, and `texts` what is shown of each;
    `span` holds them all.
    """

    hit: Hit
    units: tuple[Span, ...]
    texts: tuple[str, ...]
    score: float

    @property
    def span(self) -> Span:
        """The span of the view from the first unit to the last."""
        return Span(self.units[0].start, self.units[-1].end)

    @property
    def places(self) -> tuple[Place, ...]:
        """How each unit stands behind the one before it in the source."""
        text = self.hit.passage.text
        gaps = [
            text[left.end : right.start]
            for left, right in zip(self.units, self.units[1:], strict=False)
        ]
        return ("line", *("item" if "\n" in gap else "inline" for gap in gaps))


def rank(evidence: Sequence[Evidence]) -> Ranked:
    """Return the units with their scores (logits), best first, ties by passage and place."""
    scored = [(unit, RANKING.logit(unit.features)) for unit in evidence]
    return tuple(sorted(scored, key=lambda pair: (-pair[1], pair[0].key)))


def compose(question: Question, ranked: Ranked, places: int = MAX_PLACES) -> tuple[Quotation, ...]:
    """Choose what to quote, from at most `places` places, in the order it is to be shown.

    The best unit leads; a list question brings the whole list that it belongs to; further
    places follow where they are nearly as good or say what the first does not.
    """
    if not ranked:
        return ()
    units = {unit.key: unit for unit, _ in ranked}
    best = ranked[0][1]
    limit = 1 if question.answer_type == "definition" else places
    asked = set(question.terms)
    quotations: list[Quotation] = []
    used: set[tuple[str, int]] = set()
    said: set[str] = set()
    kept: list[Evidence] = []
    for unit, score in ranked:
        if len(quotations) >= limit:
            break
        if unit.key in used or any(_same(unit, other) for other in kept):
            continue
        if quotations and _SOURCE_LINE.match(unit.text):
            continue
        new = len((asked & unit.terms) - said) / len(asked) if asked else 0.0
        adds = new >= ADDS_COVERAGE and score >= best - ADDING
        if quotations and not adds and score < best - NEARLY_AS_GOOD:
            continue
        quotation = _quote(question, unit, score, units, used)
        quotations.append(quotation)
        used |= {unit.key, *_keys(quotation)}
        said.update(*(units[key].terms for key in _keys(quotation)))
        kept.append(unit)
    return tuple(quotations)


def _quote(
    question: Question,
    unit: Evidence,
    score: float,
    units: Mapping[tuple[str, int], Evidence],
    used: Set[tuple[str, int]],
) -> Quotation:
    passage = unit.hit.passage
    first, last = unit.unit, unit.unit + 1
    if is_question(unit.text):
        # The document asks the same: what it answers follows.
        last = _end_of_reply(passage, unit.unit)
        first = min(first + 1, last - 1)
    elif question.answer_type == "list" and passage.kind == "table":
        first, last = _whole_table(question, passage, unit.unit)
    elif question.answer_type == "list" and not enumerates(unit.text):
        first, last = _whole_list(passage, unit.unit)
    elif _is_lead(passage, unit.unit):
        last = _end_of_children(passage, unit.unit)
    before = units.get((passage.id, first - 1))
    if before and before.key not in used and _leans_on(question, unit, before):
        first -= 1
    chosen = passage.units[first:last]
    texts = (" ".join(passage.text[span.start : span.end].split()) for span in chosen)
    shown = tuple(texts)
    if passage.kind == "table":
        shown = with_unit([asked_cells(text, question) for text in shown], passage.caption)
    return Quotation(unit.hit, chosen, shown, score)


def with_unit(rows: Sequence[str], caption: str) -> tuple[str, ...]:
    """Return rows with the unit that the caption states, behind the last: figures need it."""
    unit = _UNIT.search(caption)
    if unit is None or not any(character.isdigit() for row in rows for character in row):
        return tuple(rows)
    return (*rows[:-1], f"{rows[-1]} ({' '.join(unit.group().split())})")


def asked_cells(row: str, question: Question) -> str:
    """Return a table row (`label: value | label: value`) without the columns not asked for.

    Where the question names some of the column labels, those cells stay, with the first one,
    which says what the row is about; a row whose labels it does not name stays whole.
    """
    cells = row.split(CELL_GAP)
    if len(cells) > 1:
        label, _, value = cells[0].partition(": ")
        cells[0] = value if label in _EMPTY_LABELS and value else cells[0]
    if len(cells) < MIN_CELLS_TO_TRIM:
        return CELL_GAP.join(cells)
    labels = [cell.partition(": ")[0] if ": " in cell else "" for cell in cells]
    asked = set(question.terms)
    found = [frozenset(content_terms(cut)) for cut in analyze_many(map(fold, labels))]
    shared = frozenset.intersection(*found[1:])
    # A name at the end of a sloppy question may be cut otherwise than in the label.
    typed = "".join(question.text.casefold().split())
    heads = ["".join(_BRACKET.split(label)[0].casefold().split()) for label in labels]
    wanted = [
        bool((terms & asked) - shared) or (len(head) > 1 and head in typed)
        for terms, head in zip(found[1:], heads[1:], strict=True)
    ]
    if not any(wanted):
        return CELL_GAP.join(cells)
    kept = [cell for cell, keep in zip(cells[1:], wanted, strict=True) if keep]
    return CELL_GAP.join([cells[0], *kept])


def _leans_on(question: Question, unit: Evidence, before: Evidence) -> bool:
    """Tell whether a sentence needs the one before it, on its line, to say of what it speaks."""
    if "\n" in unit.hit.passage.text[before.span.end : unit.span.start]:
        return False
    asked = set(question.terms)
    new = (asked & before.terms) - unit.terms
    return bool(asked) and len(new) / len(asked) >= LEANS_ON


def enumerates(text: str) -> bool:
    """Tell whether a unit lists things itself, rather than leading to a list."""
    return len(_SEPARATOR.findall(text)) >= MIN_SEPARATORS


def _keys(quotation: Quotation) -> Iterator[tuple[str, int]]:
    passage = quotation.hit.passage
    chosen = set(quotation.units)
    return ((passage.id, i) for i, span in enumerate(passage.units) if span in chosen)


def _whole_list(passage: Passage, unit: int) -> tuple[int, int]:
    """Return the units from the lead-in of the list around `unit` to its last item."""
    end = _end_of_children(passage, unit)
    if end > unit + 1:
        return unit, min(end, unit + MAX_LIST_UNITS)
    depth = unit_depth(passage, unit)
    if depth == 0:
        return unit, unit + 1
    first = unit
    while first > 0 and unit_depth(passage, first - 1) >= depth:
        first -= 1
    last = unit + 1
    while last < len(passage.units) and unit_depth(passage, last) >= depth:
        last += 1
    if first > 0 and _is_lead(passage, first - 1):
        first -= 1
    return first, min(last, first + MAX_LIST_UNITS)


def _whole_table(question: Question, passage: Passage, unit: int) -> tuple[int, int]:
    """Return all rows, unless the question names what one row is about."""
    rows = [_text(passage, at).split(CELL_GAP) for at in range(len(passage.units))]
    typed = "".join(question.text.split())
    named = [_about(cells) in typed for cells in rows if len(cells) > 1 and _about(cells)]
    if any(named) or len(rows[unit]) < 2:
        return unit, unit + 1
    first = last = unit
    while first > 0 and len(rows[first - 1]) > 1:
        first -= 1
    while last + 1 < len(rows) and len(rows[last + 1]) > 1:
        last += 1
    return first, min(last + 1, first + MAX_LIST_UNITS)


def _about(cells: Sequence[str]) -> str:
    """Return what a row is about: the value of its first cell, without spaces."""
    return "".join(cells[0].rpartition(": ")[2].split())


def _end_of_reply(passage: Passage, unit: int) -> int:
    end = unit + 1
    while end < min(len(passage.units), unit + 1 + MAX_REPLY_UNITS):
        if is_question(_text(passage, end)):
            break
        end += 1
    return end


def _is_lead(passage: Passage, unit: int) -> bool:
    text = _text(passage, unit).rstrip()
    return text.endswith(_LEADS) and _end_of_children(passage, unit) > unit + 1


def _end_of_children(passage: Passage, unit: int) -> int:
    depth = unit_depth(passage, unit)
    end = unit + 1
    if passage.kind == "table":
        return end
    while end < len(passage.units) and unit_depth(passage, end) > depth:
        end += 1
    return end


def unit_depth(passage: Passage, unit: int) -> int:
    """Return how far a unit is indented in the passage's view: 0 for running text."""
    text, start = passage.text, passage.units[unit].start
    line = text.rfind("\n", 0, start) + 1
    lead = text[line:start]
    if lead.strip(" -–•·∙▶▪◦○●□■◎❍※*0123456789.)(①②③④⑤⑥⑦⑧⑨⑩"):
        return 0
    return len(lead)


def _text(passage: Passage, unit: int) -> str:
    span = passage.units[unit]
    return passage.text[span.start : span.end]


def _same(one: Evidence, other: Evidence) -> bool:
    union = one.terms | other.terms
    return bool(union) and len(one.terms & other.terms) / len(union) > SAME_TERMS
