"""The columns of a table whose words stand one space apart, and what each is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.tables import is_total_name
from corpus.tables_names import Phrases, find_joints, group_words, is_no_name, is_place, is_wordy
from corpus.tables_values import Shape, Token

_PLACE = re.compile(r"[가-힣]{1,7}(?:특별자치[시도]|특별시|광역시|[시도군구읍면동리])")
_UNIT = re.compile(r"[(\[][^()\[\]]{1,12}[)\]]")
_ENDING = 2


@dataclass(frozen=True, slots=True)
class HeadPlace:
    """A name in a line of names: its offsets there, its column and over how many it stands."""

    start: int
    end: int
    column: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns: `lead` of them hold the words before the first value.

    `names` are empty where no certain ones are known; `heads` holds the places of the names
    for each line of them, and nothing where they could not be told apart. `parting` says how
    the leading words fall into columns: `each` word is one, `places` end them, and a number
    is how many words the first has.
    """

    width: int
    lead: int
    names: tuple[str, ...]
    heads: tuple[tuple[HeadPlace, ...], ...]
    parting: str = ""

    def cuts(self, words: Sequence[str]) -> list[int]:
        """Return before which leading words a column begins; nothing where that is unknown."""
        if self.lead < 2:
            return []
        if self.parting == "each":
            return list(range(1, len(words))) if len(words) == self.lead else []
        at = _place_tail(words) if self.parting == "places" else int(self.parting or 0)
        return [at] if 0 < at < len(words) else []


def make_plan(heads: Sequence[Shape], rows: Sequence[Shape], phrases: Phrases) -> Plan:
    """Return the columns of rows of one shape below their lines of names, if there are any."""
    like = max(rows, key=lambda row: row.closes)
    base = like.values + len(like.runs) - 1 + int(like.closes)
    lead = 1 if like.opens else 0
    bare = Plan(lead + base, lead, ("",) * (lead + base), ())
    if len(heads) == 2:
        return _storeys(heads[0].tokens, heads[1].tokens, bare, like) or bare
    if len(heads) != 1:
        return bare
    named = [row for row in rows if not _is_total(row)] or list(rows)
    return _name(heads[0].tokens, named, bare, base, phrases) or bare


def _is_total(row: Shape) -> bool:
    return row.lead == 1 and is_total_name(row.tokens[0].text)


def _name(
    tokens: Sequence[Token], rows: Sequence[Shape], bare: Plan, base: int, phrases: Phrases
) -> Plan | None:
    words = [token.text for token in tokens]
    most = min((row.lead for row in rows), default=0) if bare.lead else 0
    count = len(words) - base
    if count == bare.lead and most <= 1:
        # As many names as columns: nothing is left to choose.
        return _plan(tokens, [[word] for word in words], bare.lead, bare, rows)
    if count == bare.lead - 1 and most <= 1:
        return _plan(tokens, [[], *([word] for word in words)], bare.lead, bare, rows)
    sure, likely = find_joints(words, phrases)
    for joints in dict.fromkeys((sure, likely)):
        lead = count - len(joints)
        groups = group_words(words, joints)
        if not (bare.lead <= lead <= max(most, bare.lead)):
            continue
        if any(is_no_name(" ".join(group)) for group in groups):
            continue
        if all(is_wordy(" ".join(group)) for group in groups[1:lead]):
            return _plan(tokens, groups, lead, bare, rows)
    if count == bare.lead and not any(map(is_no_name, words)):
        return _plan(tokens, [[word] for word in words], bare.lead, bare, rows)
    return None


def _plan(
    tokens: Sequence[Token],
    groups: Sequence[Sequence[str]],
    lead: int,
    bare: Plan,
    rows: Sequence[Shape],
) -> Plan:
    """Put names over columns; leading words that cannot be parted share one column."""
    parting = ""
    if lead > 1:
        leads = [[token.text for token in row.tokens[: row.lead]] for row in rows]
        parting = _part_leads(leads, lead, " ".join(groups[lead - 1]))
    if lead > 1 and not parting:
        groups = [[word for group in groups[:lead] for word in group], *groups[lead:]]
        lead = 1
    places: list[HeadPlace] = []
    at = 0
    for column, group in enumerate(groups):
        if group:
            places.append(HeadPlace(tokens[at].start, tokens[at + len(group) - 1].end, column))
        at += len(group)
    names = tuple(" ".join(group) for group in groups)
    return Plan(len(groups), lead, names, (tuple(places),), parting)


def _part_leads(leads: Sequence[Sequence[str]], lead: int, name: str) -> str:
    """Return how the leading words of all rows fall into columns; nothing where that is unsure."""
    counts = {len(words) for words in leads}
    if counts == {lead}:
        return "each"
    if lead != 2:
        return ""
    if is_place(name) and all(0 < _place_tail(words) < len(words) for words in leads):
        return "places"
    if len(counts) != 1:
        return ""
    # `서림센터 가람도 서림시`: where the words of one place all end alike, a name ends.
    size = counts.pop()
    alike = [
        at
        for at in range(size)
        if len({words[at][-_ENDING:] for words in leads}) == 1
        and all(len(words[at]) > _ENDING for words in leads)
    ]
    return str(alike[0] + 1) if len(leads) > 2 and len(alike) == 1 and alike[0] < size - 1 else ""


def _place_tail(words: Sequence[str]) -> int:
    """Return before which word the names of places begin that end a row's leading words."""
    at = len(words)
    while at > 0 and _PLACE.fullmatch(words[at - 1]):
        at -= 1
    return at


def _units(upper: Sequence[Token], lower: Sequence[Token], bare: Plan) -> Plan | None:
    """Name columns whose units stand in brackets on a line of their own."""
    skip = len(upper) - len(lower)
    if skip not in (0, 1):
        return None
    names = [upper[0].text if skip else ""]
    names += [f"{a.text} {b.text}" for a, b in zip(upper[skip:], lower, strict=True)]
    places = tuple(
        tuple(HeadPlace(token.start, token.end, at + shift) for at, token in enumerate(line))
        for line, shift in ((upper, 1 - skip), (lower, 1))
    )
    return Plan(len(names), bare.lead, tuple(names), places)


def has_storeys(upper: Shape, lower: Shape, row: Shape) -> bool:
    """Tell two lines of names of which each word above stands over as many below."""
    bare = Plan(row.values + 1, 1, (), ())
    return row.opens and _storeys(upper.tokens, lower.tokens, bare, row) is not None


def _storeys(
    upper: Sequence[Token], lower: Sequence[Token], bare: Plan, like: Shape
) -> Plan | None:
    """Name columns from two lines: each word above stands over as many below, by turns."""
    values = like.values
    if len(like.runs) != 1 or like.closes or not like.opens:
        return None
    if len(lower) == values and all(_UNIT.fullmatch(token.text) for token in lower):
        return _units(upper, lower, bare)
    label = len(lower) - values
    if label not in (0, 1):
        return None
    skip = 0
    if label == 0 and len(upper) > 1 and values % len(upper):
        skip = 1
    over = upper[skip:]
    below = [token.text for token in lower[label:]]
    if len(over) < 2 or values % len(over) or values == len(over):
        return None
    each = values // len(over)
    if below != below[:each] * len(over) or len(set(below[:each])) != each:
        return None
    first = lower[0] if label else upper[0] if skip else None
    names = [first.text if first else ""]
    names += [f"{over[at // each].text} {word}" for at, word in enumerate(below)]
    top = [HeadPlace(token.start, token.end, 1 + at * each, each) for at, token in enumerate(over)]
    if skip:
        top.insert(0, HeadPlace(upper[0].start, upper[0].end, 0))
    bottom = [HeadPlace(token.start, token.end, at + 1 - label) for at, token in enumerate(lower)]
    return Plan(len(names), bare.lead, tuple(names), (tuple(top), tuple(bottom)))
