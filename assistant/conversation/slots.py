"""The places of a question that something else can take: its noun phrases and quantities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation.likeness import Likeness, is_relation, share_form
from assistant.conversation.words import Word, join_particle, read_words
from corpus import Morpheme

# Below this, what is named is not alike enough to take a place: the topic goes in front.
_ENOUGH = 0.5
# Nouns that say when or how many of what another names.
_GENERAL = frozenset(
    (
        "지금 현재 모두 총 평균 전체 하루 매달 매년 최근 이번 "
        "나중 처음 각각 보통 다음 말 초 기준 안 이내 동안 때"
    ).split()
)
# How much longer than what is named the place may be that it takes.
_MORE_WORDS = 2
_SUBJECT = frozenset("은는이가을를")
_CIRCUMSTANCES = frozenset("언제 어디 왜 누구 누 어떻게 어떻".split())
_EDGES = frozenset("이상 이하 미만 초과 이내".split())
_ORDINALS = frozenset("첫 두 세 네 다섯 여섯 일곱 여덟".split())


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of a noun phrase that stand together, and how well something fits their place."""

    words: tuple[Word, ...]
    fit: float

    @property
    def start(self) -> int:
        """Return where it begins."""
        return self.words[0].start

    @property
    def text(self) -> str:
        """Return what it names, without its last particle."""
        return without_particle(self.words)


def without_particle(words: Sequence[Word]) -> str:
    """Return what the words of a noun phrase name, without its last particle."""
    return " ".join([*(word.stem + word.tail for word in words[:-1]), words[-1].stem])


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and edge (`10~49인`, `300인 이상`, `두 번째`); offsets of its text."""

    start: int
    end: int
    unit: str
    text: str


def find_chains(words: Sequence[Word]) -> list[list[Word]]:
    """Return the noun phrases: words that name, each but the last without a particle or with 의.

    Times stand in the phrase they are in, and are no part of a slot.
    """
    chains: list[list[Word]] = []
    is_open = False
    for at, word in enumerate(words):
        is_number = is_open and word.stem.isdigit() and word.is_naming
        is_noun = word.is_naming and bool(word.nouns) and not is_general(word)
        if (is_number or is_noun) and not _is_unit(at, words):
            if is_open:
                chains[-1].append(word)
            else:
                chains.append([word])
            is_open = word.tail in ("", "의")
        else:
            is_open = is_open and is_general(word) and word.tail in ("", "의")
    return chains


def is_general(word: Word) -> bool:
    """Tell whether a word says when or how many of what another names."""
    is_quantity = bool(word.morphemes) and word.morphemes[0].tag == "SN" and len(word.nouns) < 2
    return word.is_time or word.stem in _GENERAL or word.stem.endswith("당") or is_quantity


def find_measure(words: Sequence[Word]) -> list[Word]:
    """Return the noun phrase whose amount or kind is asked for: the last, or the subject's.

    In `방문 주기가 집중관리군은 얼마야?` it is `방문 주기`: the other is the theme.
    """
    chains = find_chains(words)
    tails = [chain[-1].tail for chain in chains]
    if len(chains) > 1 and tails[-1] in ("은", "는") and tails[-2] in ("이", "가"):
        return chains[-2]
    marked = [chain for chain, tail in zip(chains, tails, strict=True) if tail in _SUBJECT]
    return (marked or chains or [[]])[-1]


def _is_unit(at: int, words: Sequence[Word]) -> bool:
    """Tell whether a word is the unit of the one before it (`가구가` of 몇 가구가)."""
    return at > 0 and words[at - 1].is_asking and not words[at - 1].stem


def best_slot(named: Sequence[Word], before: str, likeness: Likeness) -> Slot | None:
    """Return the place in `before` that `named` fits best, if it fits at all."""
    text = without_particle(named)
    chains = find_chains(read_words(before))
    spans = [
        Slot(tuple(chain[i:j]), 0.0)
        for chain in chains
        for i in range(len(chain))
        for j in range(i + 1, len(chain) + 1)
        if all(a.end + 1 >= b.start for a, b in zip(chain[i:j], chain[i + 1 : j], strict=False))
    ]
    spans = [span for span in spans if len(span.words) <= len(named) + _MORE_WORDS]
    spans = [span for span in spans if text not in span.text and span.text not in text]
    if not spans:
        return None
    alike = likeness.similarities(text, [span.text for span in spans])
    measure = find_measure(read_words(before))
    is_amount_asked = asks_how_much(before)
    relates = is_relation(named)
    is_name = named[-1].is_name
    fitted = []
    for span, similarity in zip(spans, alike, strict=True):
        chain = next(chain for chain in chains if span.words[0] in chain)
        is_first, is_last = span.words[0] is chain[0], span.words[-1] is chain[-1]
        shared = share_form(text, span.text)
        is_asked = is_last and chain == measure
        if relates and not is_asked and shared < 1:
            # A measure takes the place of the measure that was asked for.
            continue
        fit = 1.5 * max(similarity, 0.0) + shared
        is_measure = is_relation(span.words) or (is_asked and is_amount_asked)
        if relates and not is_measure and shared < 1 and asks_of_doing(before):
            # 예산 is of the 사업 that was begun; it was not begun itself.
            continue
        fit += 0.3 * (relates == is_measure)
        fit += 0.4 * (is_name == any(w.is_name for w in span.words)) - 0.2
        fit += 0.3 * ((len(span.words) < len(chain)) if relates else is_first)
        fit -= 0.3 * (is_first and is_last and len(chain) > 1 and shared < 1)
        fit -= 0.2 * abs(len(span.words) - len(named))
        fitted.append(Slot(span.words, fit))
    found = max(fitted, key=lambda slot: (slot.fit, -slot.start, len(slot.words)), default=None)
    return found if found and found.fit >= _ENOUGH else None


def asks_how_much(text: str) -> bool:
    """Tell whether an amount is asked for (얼마, 얼마나), no count of things."""
    return any(m.form in ("얼마", "얼마나") for word in read_words(text) for m in word.morphemes)


def asks_of_doing(text: str) -> bool:
    """Tell whether it asks when, where, why or by whom something is done."""
    words = read_words(text)
    asked = {m.form for word in words for m in word.morphemes} & _CIRCUMSTANCES
    return bool(asked) and any(word.has_verb and not word.is_asking for word in words)


def put(named: str, slot: Slot, before: str) -> str:
    """Return `before` with `named` in the place of the slot, with the slot's particle."""
    last = slot.words[-1]
    joined = join_particle(named, last.tail)
    behind = last.text[len(last.stem) + len(last.tail) :]
    return before[: slot.start] + joined + behind + before[last.end :]


def find_quantities(text: str) -> list[Quantity]:
    """Return the numbers with a unit, in order."""
    morphemes = [m for word in read_words(text) for m in word.morphemes]
    found: list[Quantity] = []
    at = 0
    while at < len(morphemes):
        first = morphemes[at]
        if not _is_number(first):
            at += 1
            continue
        last = at
        while last + 2 < len(morphemes) and morphemes[last + 1].tag in ("SO", "SW", "SP"):
            last += 2
        unit = last + 1
        if unit < len(morphemes) and morphemes[unit].tag in ("NNB", "NNG", "NR", "XSN", "SW", "SL"):
            end = unit
            if morphemes[unit].form == "번" and unit + 1 < len(morphemes):
                end = unit + (morphemes[unit + 1].form == "째")
            if unit + 1 < len(morphemes) and morphemes[unit + 1].form in _EDGES:
                end = unit + 1
            span = (first.start, morphemes[end].end)
            form = "번째" if morphemes[end].form == "째" else morphemes[unit].form
            found.append(Quantity(*span, form, text[span[0] : span[1]]))
            at = end + 1
        else:
            at = last + 1
    return found


def _is_number(morpheme: Morpheme) -> bool:
    return morpheme.tag == "SN" or (morpheme.tag == "MM" and morpheme.form in _ORDINALS)


def put_quantity(new: Quantity, before: str) -> str:
    """Return `before` with a quantity in the place of the last of its unit; empty if none."""
    alike = [old for old in find_quantities(before) if old.unit == new.unit]
    if not alike:
        return ""
    old = alike[-1]
    return before[: old.start] + new.text + before[old.end :]
