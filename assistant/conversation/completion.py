"""A question completed from those before it: like for like, or with the topic in front."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversation.foreign import complete_foreign, is_korean
from assistant.conversation.leaning import leans, only_asks_how, strip_opening
from assistant.conversation.likeness import Likeness, WordMeaning
from assistant.conversation.pointing import resolve
from assistant.conversation.slots import (
    Slot,
    best_slot,
    find_chains,
    find_measure,
    find_quantities,
    put,
    put_quantity,
    without_particle,
)
from assistant.conversation.topic import OF_MEASURES, keeps_measure, topic_of
from assistant.conversation.words import Word, join_particle, read_words, strip_question

# Questions further back than this are another conversation.
MAX_TURNS = 6
# A longer question says all it needs, and lends nothing: it is a pasted text.
MAX_CHARS = 500


def complete(question: str, context: Sequence[str], meaning: WordMeaning | None = None) -> str:
    """Return `question` as it reads with the questions before it (`context`, oldest first).

    `그럼 2025년까지는?` after `2020년까지 몇 곳인가요?` becomes `2025년까지 몇 곳인가요?`:
    what the follow-up names takes the place of its like in the question before. Where
    nothing is alike, the earlier question's topic is put in front. The questions before are
    themselves completed, one from the other. A question that can stand alone comes back as
    it is. With `meaning`, words alike in meaning are alike; without, only in form.
    """
    likeness = Likeness(meaning)
    before = ""
    for turn in [text.strip() for text in context if text.strip()][-MAX_TURNS:]:
        before = _complete_after(turn, before, likeness)
    return _complete_after(question.strip(), before, likeness)


def _complete_after(asked: str, before: str, likeness: Likeness) -> str:
    if not before or not asked or max(len(before), len(asked)) > MAX_CHARS:
        return asked
    if not is_korean(asked):
        return complete_foreign(asked, before, likeness)
    if not leans(asked, before):
        return asked
    rest = strip_question(strip_opening(asked)) + ("?" if asked[-1] in "?？" else "")
    if not is_korean(before):
        topic = topic_of(before)
        return f"{topic} {rest}" if topic else rest
    resolved = resolve(rest, before)
    if resolved:
        return resolved
    return _complete_korean(rest, before, likeness)


def _complete_korean(rest: str, before: str, likeness: Likeness) -> str:
    changed, words = _swap_quantities(rest, before)
    if not words:
        return changed
    chains = find_chains(words)
    if not chains:
        return _ask_instead(rest, words, changed)
    named = chains[0]
    if rest.startswith("다른 "):
        return _ask_of_another(named, changed) or _put_in_front(rest, words, before, keeps=True)
    is_asking = any(word.is_asking or word.has_verb for word in words)
    is_own = any(word.is_modifying for word in words) or any(w.is_time for w in words)
    if is_own or named[-1].stem in OF_MEASURES:
        return _put_in_front(rest, words, before, keeps=True)
    slot = best_slot(named, changed, likeness)
    if slot is None:
        return _put_in_front(rest, words, before, keeps=False)
    if not is_asking or _asks_the_same(words, named, before):
        return put(without_particle(named), slot, changed)
    front = changed[: slot.start].rstrip()
    is_owned = bool(find_chains(read_words(front))) if front else False
    is_last = slot.words[-1] is find_measure(read_words(changed))[-1]
    if is_owned and is_last and named[-1].tail not in ("이", "가"):
        return f"{front} {rest[words[0].start :]}"
    return _put_in_front(rest, words, before, keeps=False)


def _ask_of_another(named: Sequence[Word], before: str) -> str:
    """`다른 회사는?`: in the place of the name, or of what the measure is of."""
    chains = find_chains(read_words(before))
    words = [word for chain in chains for word in chain]
    slot = next((word for word in words if word.is_name), words[0] if len(words) > 1 else None)
    if slot is None:
        return ""
    return put(f"다른 {without_particle(named)}", Slot((slot,), 1.0), before)


def _swap_quantities(rest: str, before: str) -> tuple[str, list[Word]]:
    """Swap the numbers of `rest` into `before`; return it and the words that are left."""
    words = list(read_words(rest))
    changed = before
    for quantity in find_quantities(rest):
        own = [w for w in words if w.start < quantity.end and quantity.start < w.end]
        if any(word.is_asking for word in own):
            continue
        swapped = put_quantity(quantity, changed)
        if not swapped:
            continue
        changed = swapped
        words = [word for word in words if word not in own]
    if changed != before and all(_only_asks(word) for word in words):
        words = []
    return changed, words


def _only_asks(word: Word) -> bool:
    return not word.nouns and not word.has_verb or word.is_asking


def _asks_the_same(words: Sequence[Word], named: Sequence[Word], before: str) -> bool:
    """Tell whether the follow-up asks nothing new (`어떤가요`, or `얼마야` after `얼마야`)."""
    if any(word not in named and not word.is_asking for word in words):
        return False
    if only_asks_how(words):
        return True
    asked = {m.form for word in words if word.is_asking for m in word.morphemes if m.tag[0] != "E"}
    return asked - {"이", "요"} <= {m.form for word in read_words(before) for m in word.morphemes}


def _ask_instead(rest: str, words: Sequence[Word], before: str) -> str:
    """Ask of the same thing something else: `왜?` after `언제 도입했어?`."""
    if not all(word.is_asking or word.is_naming for word in words):
        return _put_in_front(rest, words, before, keeps=keeps_measure(rest))
    known = read_words(before)
    said = known[-1]
    if not said.has_verb or said.is_asking:
        return _put_in_front(rest, words, before, keeps=keeps_measure(rest))
    fragment = strip_question(rest)
    asking = [word for word in known if word.is_asking]
    if not asking:
        return f"{before[: said.start]}{fragment} {before[said.start :]}"
    first = asking[0]
    end = first.end
    if all(m.tag in ("MM", "NR") for m in first.morphemes):
        following = [word for word in known if word.start > first.start]
        if following and following[0] is not said:
            end = following[0].end
    return f"{before[: first.start]}{fragment}{before[end:]}"


def _put_in_front(rest: str, words: Sequence[Word], before: str, *, keeps: bool) -> str:
    """Say it of the topic: as its theme (`X은 언제`), or as what it belongs to (`X 기간은`)."""
    chains = find_chains(words)
    is_amount = any(m.form in ("얼마", "몇") for w in words for m in w.morphemes)
    is_asking = any(word.is_asking or word.has_verb for word in words)
    keeps_times = (is_amount and bool(chains)) or not is_asking
    topic = topic_of(before, keeps_times=keeps_times, keeps_measure=keeps)
    if not topic:
        return f"{before} {rest}"
    if is_asking and (not chains or chains[0][-1].tail not in ("은", "는", "도", "만")):
        return f"{join_particle(topic, '은')} {rest}"
    own = {word.stem for word in words}
    if is_asking and f"{topic}의 " in before:
        topic += "의"
    return " ".join([*(piece for piece in topic.split() if piece not in own), rest])
