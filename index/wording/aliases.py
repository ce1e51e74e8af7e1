"""Other names of the same thing, mined from the documents themselves.

`산업인터넷(IIoT)` says that two names are one. What is found keeps the document that says it.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus import analyze_many
from index.wording.brackets import Part, find_mentions
from index.wording.longform import Candidate, find_candidates, is_drawn_from, read_line

# What places were found to name: by the line and the brackets, the candidates of each part.
Memo = dict[str, tuple[tuple[Candidate, ...], ...]]

# Raised whenever the same texts would give other names.
ALIASES_VERSION = 1
# Bounds of what is looked at, kept, and kept of one name.
MAX_MENTIONS = 60_000
MAX_ALIASES = 20_000
MAX_OTHERS = 4

_GLOSSARY = re.compile(
    r"^[ \-•·∙○◦*]*([A-Za-z][A-Za-z0-9&+\-]{1,9})\s*[:：=]\s*([가-힣][가-힣A-Za-z ·]{2,28})"
    r"(?:\(([A-Za-z][A-Za-z \-]{5,50})\))?$",
    re.MULTILINE,
)
_LOCAL = re.compile(r"^(?:본|이|동|당) ?[가-힣]+$|^.$")


@dataclass(frozen=True, slots=True)
class Alias:
    """Two names of one thing, the one that stands first and the one that explains it.

    `document` is the id of the first that says so, `count` in how many places it is said.
    One that `is_local` holds in its document alone (`이하 '갑'`).
    """

    name: str
    other: str
    document: str
    count: int = 1
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class _Sighting:
    """One place: the name in brackets, what may be its other name, and the document's id."""

    part: Part
    candidates: tuple[Candidate, ...]
    document: str


def name_key(name: str) -> str:
    """Return what two writings of a name have in common: no spaces, no case, no marks."""
    return re.sub(r"[\s\-·.'’_]+", "", name).casefold()


def mine(texts: Iterable[tuple[str, str]], memo: Memo | None = None) -> tuple[Alias, ...]:
    """Return the other names that texts give: most often said first, ties by name, local ones last.

    `texts` are pairs of a document's id and a text of it. What `memo` knows of an earlier
    time is not analysed again; afterwards it holds what these texts said.
    """
    mentions: dict[tuple[str, tuple[Part, ...]], tuple[str, int]] = {}
    found: list[Alias] = []
    for document, text in texts:
        if len(mentions) < MAX_MENTIONS:
            for mention in find_mentions(text):
                line = read_line(mention.left)
                if line:
                    before, times = mentions.get((line, mention.parts), (document, 0))
                    mentions[line, mention.parts] = (before, times + 1)
        found += _read_glossary(document, text)
    sightings = list(_see(mentions, {} if memo is None else memo))
    found += _choose(sightings)
    return _collect(found)


def dump_memo(memo: Memo) -> bytes:
    """Return a memo as JSON."""
    rows = {key: [[[c.text, c.is_sure] for c in one] for one in seen] for key, seen in memo.items()}
    return json.dumps(rows, ensure_ascii=False, indent=0).encode()


def load_memo(data: bytes) -> Memo:
    """Return what `dump_memo` wrote.

    Raises:
        ValueError: it is something else.
    """
    try:
        return {
            key: tuple(tuple(Candidate(*row) for row in one) for one in seen)
            for key, seen in json.loads(data).items()
        }
    except (AttributeError, TypeError) as error:
        raise ValueError(f"no memo: {error}") from error


def _memo_key(line: str, parts: Sequence[Part]) -> str:
    return "\t".join((line, *(f"{part.text}{'!' * part.is_said}" for part in parts)))


def dump_aliases(aliases: Iterable[Alias]) -> bytes:
    """Return aliases as JSON."""
    rows = [[a.name, a.other, a.document, a.count, a.is_local] for a in aliases]
    return json.dumps(rows, ensure_ascii=False, indent=0).encode()


def load_aliases(data: bytes) -> tuple[Alias, ...]:
    """Return what `dump_aliases` wrote.

    Raises:
        ValueError: it is something else.
    """
    try:
        return tuple(Alias(*row) for row in json.loads(data))
    except TypeError as error:
        raise ValueError(f"no names: {error}") from error


def _see(
    mentions: dict[tuple[str, tuple[Part, ...]], tuple[str, int]],
    memo: Memo,
) -> Iterable[_Sighting]:
    """Yield what each different place says; lines are analysed once each."""
    known, keys = dict(memo), {mention: _memo_key(*mention) for mention in mentions}
    memo.clear()
    lines = list(dict.fromkeys(line for line, parts in keys if keys[line, parts] not in known))
    analysed = dict(zip(lines, analyze_many(lines), strict=True))
    for (line, parts), (document, _) in mentions.items():
        key = keys[line, parts]
        seen = known.get(key)
        if seen is None:
            seen = tuple(tuple(find_candidates(line, part, analysed[line])) for part in parts)
        memo[key] = seen
        # `WTO, World Trade Organization`: where one name begins the other does.
        told = max(seen, key=lambda candidates: any(one.is_sure for one in candidates))
        for part, candidates in zip(parts, seen, strict=True):
            if candidates or (told and part.script != "hangul"):
                yield _Sighting(part, candidates or told, document)


def _choose(sightings: Sequence[_Sighting]) -> Iterable[Alias]:
    """Yield of each place the candidate that other places with the same brackets agree on."""
    groups: dict[str, list[_Sighting]] = defaultdict(list)
    for sighting in sightings:
        groups[name_key(sighting.part.text)].append(sighting)
    for group in groups.values():
        support = Counter(
            key for one in group for key in {name_key(c.text) for c in one.candidates}
        )
        sure = Counter(name_key(c.text) for one in group for c in one.candidates if c.is_sure)
        for one in group:
            ranked = sorted(
                enumerate(one.candidates),
                key=lambda row: (
                    -support[name_key(row[1].text)],
                    -min(sure[name_key(row[1].text)], 1),
                    row[0],
                ),
            )
            best = ranked[0][1]
            key = name_key(best.text)
            if sure[key] or support[key] > 1:
                is_local = one.part.is_said and _is_local(best.text, one.part.text)
                yield Alias(best.text, one.part.text, one.document, 1, is_local)


def _is_local(long: str, short: str) -> bool:
    """Tell whether a short name is one in its document only: a party, or a bare head noun."""
    bare = long.replace(" ", "")
    return (
        bool(_LOCAL.match(short))
        or short in bare
        or (bool(re.fullmatch(r"[가-힣 ]+", short)) and not is_drawn_from(short, bare))
    )


def _read_glossary(document: str, text: str) -> Iterable[Alias]:
    """Yield the lines of a glossary: `IIoT: 산업인터넷(Industrial Internet of Things)`."""
    for found in _GLOSSARY.finditer(text):
        short, long, english = found.groups()
        letters = sum(char.isalnum() for char in short)
        syllables = len(long.replace(" ", ""))
        is_short = short[1:] != short[1:].lower()
        if is_short and letters <= syllables <= 4 * letters and len(long.split()) <= letters:
            yield Alias(long.strip(), short, document)
            if english:
                yield Alias(long.strip(), english, document)


def _collect(found: Iterable[Alias]) -> tuple[Alias, ...]:
    """Return each pair once; of one name the few that are said most."""
    first: dict[tuple[str, str], Alias] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for alias in found:
        pair = (name_key(alias.name), name_key(alias.other))
        if pair[0] == pair[1] or not all(pair):
            continue
        key = pair if pair in first or pair[::-1] not in first else pair[::-1]
        first.setdefault(key, alias)
        counts[key] += 1
    ranked = sorted(first, key=lambda key: (first[key].is_local, -counts[key], key))
    kept: list[Alias] = []
    others: Counter[str] = Counter()
    longs: dict[str, list[str]] = defaultdict(list)
    for key in ranked:
        long, short = key
        # `글로벌 사물인터넷(IoT)` beside `사물인터넷(IoT)`: the words before are no part of it.
        if any(long.endswith(known) for known in longs[short]):
            continue
        if max(others[long], others[short]) >= MAX_OTHERS or len(kept) >= MAX_ALIASES:
            continue
        longs[short].append(long)
        others[long] += 1
        others[short] += 1
        alias = first[key]
        kept.append(Alias(alias.name, alias.other, alias.document, counts[key], alias.is_local))
    return tuple(kept)
