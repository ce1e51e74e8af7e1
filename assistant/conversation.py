"""Follow-ups: an elliptic question completed from the one before it, without a model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question import QUESTION_WORDS, content_terms
from corpus import Morpheme, analyze

_OPENING = re.compile(
    r"^(?:그럼|그러면|그렇다면|그래서|그리고|그런데|근데|또|혹시|아니|음|and|what about|how about|"
    r"then|那么|那)[\s,]*",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"(?:^|\s)(?:그건|그게|그거|그것|이건|이게|거기|여기|그때|그중|그 중|그곳|그 회사|그 기업|"
    r"그 나라|그 계획|그 사업|이 중|위의|앞의)"
)
_ELLIPTIC_END = re.compile(
    r"(?:은|는|이랑|하고|쪽은|까지는|에는|에서는|부터는|데는)(?:요)?\s*[?？]*$"
)
# A question of at most this many content terms says too little to stand alone.
_FEW_TERMS = 3
_UNIT_OF_TIME = ("년", "월", "분기", "년도", "차", "단계", "위", "개년")


def complete(question: str, context: Sequence[str]) -> str:
    """Return `question` as it reads with the questions before it (`context`, oldest first).

    `그럼 2025년까지는?` after `2020년까지 몇 곳인가요?` becomes `2025년까지 몇 곳인가요?`:
    what the follow-up names takes the place of its like in the question before. Where
    nothing is alike, the earlier question's topic is put in front. A question that can
    stand alone comes back as it is.
    """
    before = next((text.strip() for text in reversed(context) if text.strip()), "")
    asked = question.strip()
    if not before or not _is_elliptic(asked):
        return asked
    remainder = _OPENING.sub("", asked)
    swapped = _swap_like(remainder, before)
    if swapped:
        return swapped
    known = set(content_terms(analyze(remainder), drop_question_words=True))
    topic = [word for word in _topic_words(before) if not _repeats(word, known)]
    return " ".join([*topic, remainder]) if topic else remainder


def _is_elliptic(asked: str) -> bool:
    terms = content_terms(analyze(asked), drop_question_words=True)
    if not terms:
        return True
    opened = bool(_OPENING.match(asked))
    pointing = bool(_POINTING.search(asked))
    trailing = bool(_ELLIPTIC_END.search(asked))
    few = trailing and len(terms) <= _FEW_TERMS
    # After `그럼` a longer one may still lean on what was said before.
    return pointing or few or (opened and len(terms) <= 2 * _FEW_TERMS)


def _swap_like(remainder: str, before: str) -> str:
    """Put the one thing that `remainder` names in the place of its like in `before`."""
    named = [m for m in analyze(remainder) if _swappable(m)]
    numbers = [m for m in named if m.tag == "SN"]
    if numbers and len(content_terms(analyze(remainder), drop_question_words=True)) == len(
        {m.form for m in numbers}
    ):
        return _swap_number(remainder, before)
    names = [m for m in named if m.tag in ("NNP", "SL", "SH")]
    if len(names) == 1 and len(named) == 1:
        return _swap_name(names[0], before)
    return _swap_kind(remainder, before)


def _swap_kind(remainder: str, before: str) -> str:
    """Put `기초 단계` in the place of `고도화 단계`: another of the same kind."""
    new = _noun_runs(analyze(remainder))
    if len(new) != 1 or len(new[0]) < 2:
        return ""
    head = new[0][-1]
    for run in _noun_runs(analyze(before)):
        for at, noun in enumerate(run):
            if at and noun.form == head.form and run[0].form != new[0][0].form:
                named = remainder[new[0][0].start : head.end]
                return before[: run[0].start] + named + before[noun.end :]
    return ""


def _noun_runs(morphemes: Sequence[Morpheme]) -> list[list[Morpheme]]:
    """Return the nouns that stand together, a space between them at most."""
    runs: list[list[Morpheme]] = []
    for morpheme in morphemes:
        if not morpheme.tag.startswith(("NN", "XR", "XPN", "XSN", "SL", "SN")):
            continue
        if runs and morpheme.start - runs[-1][-1].end <= 1:
            runs[-1].append(morpheme)
        else:
            runs.append([morpheme])
    return runs


def _swap_number(remainder: str, before: str) -> str:
    for unit in _UNIT_OF_TIME:
        pattern = re.compile(rf"\d[\d,.]*\s*{unit}(?![가-힣]*\d)")
        new = pattern.search(remainder)
        old = pattern.findall(before)
        if new and len(old) == 1:
            return pattern.sub(new.group(), before, count=1)
    return ""


def _swap_name(name: Morpheme, before: str) -> str:
    morphemes = analyze(before)
    if any(m.form == name.form for m in morphemes):
        return ""
    for old, after in zip(morphemes, morphemes[1:], strict=False):
        # The name that carries a particle is who or what the question is about.
        if old.tag == name.tag and after.tag.startswith("J"):
            return before[: old.start] + name.form + before[old.end :]
    return ""


def _swappable(morpheme: Morpheme) -> bool:
    return morpheme.tag in ("SN", "NNP", "NNG", "SL", "SH", "VV", "VA", "XR") and (
        morpheme.form not in QUESTION_WORDS
    )


def _topic_words(before: str) -> list[str]:
    """Return the words of a question that say what it is about, without the asking."""
    morphemes = analyze(before)
    words: list[str] = []
    for match in re.finditer(r"\S+", before):
        inside = [m for m in morphemes if match.start() <= m.start < match.end()]
        nouns = [m for m in inside if m.tag in ("NNG", "NNP", "SL", "SH", "SN", "NNB", "NR", "XPN")]
        if all(m.tag == "NNB" or m.form in QUESTION_WORDS for m in nouns):
            continue
        if any(m.tag.startswith(("VV", "VA", "XSV", "XSA", "VCP")) for m in inside):
            continue
        words.append(before[match.start() : max(m.end for m in nouns)])
    return words


def _repeats(word: str, known: set[str]) -> bool:
    terms = content_terms(analyze(word), drop_question_words=True)
    return bool(terms) and all(term in known for term in terms)
