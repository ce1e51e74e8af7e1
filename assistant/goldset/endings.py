"""Turning a statement into a question by its ending, as Korean does: the rest stays.

`... 몇 톤이다` becomes `... 몇 톤인가요?` politely and `... 몇 톤이야?` among friends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.particles import attach, final_consonant, with_nieun, without_final
from corpus import Morpheme

_RIEUL = 8
_STATED = ("다", "ᆫ다", "는다", "습니다", "ᆸ니다", "어요", "아요", "에요", "예요", "음", "ᆷ")
_NOMINAL = ("음", "ᆷ")
# Verbs of being take the verb's ending whatever Kiwi calls them.
_BEING = ("있", "없", "계시")
_JOINING = ("고", "며", "으며", "는데", "은데", "ᆫ데", "지만", "으나", "나")
# `-고` ties verbs so closely that only a comma, or what is stated before it, parts them.
_LOOSE = ("며", "으며", "는데", "은데", "ᆫ데", "지만", "으나")
# `때문이다`, `셈이다`: the question is not about these.
_EMPTY = frozenset("때문 것 셈 탓 뿐 터 바 줄 듯 덕분 덕택 중 편".split())
_PAST = re.compile(r"(?:19|20)\d{2}년")
_FUTURE = re.compile(r"까지|계획|예정|목표|전망")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A statement cut before its ending: `polite` and `casual` are the question's halves."""

    polite: str
    casual: str


def end_as_question(text: str, morphemes: Sequence[Morpheme]) -> Predicate | None:
    """Return a whole statement with the endings of a question; None for what is none.

    Asked for are statements that end in a verb, an adjective or `noun + 이다`, also noted
    shortly (`발표함`, `전망임`); no orders, no questions, no bare nouns.
    """
    told = [m for m in morphemes if m.tag not in ("SF", "SP", "SS", "SSO", "SSC", "SE")]
    if len(told) < 2 or told[-1].tag not in ("EF", "ETN") or told[-1].form not in _STATED:
        return None
    return _ask(text, told)


def cut_clause(text: str, morphemes: Sequence[Morpheme], after: int) -> Predicate | None:
    """Return the first clause that ends behind offset `after` as a question of its own.

    A clause ends with `-며`, `-는데`, `-지만`, or with `-고` and a comma or behind `noun + 이`.
    None where there is none.
    """
    for at, joint in enumerate(morphemes[:-1]):
        if at < 2 or joint.start < after or joint.tag != "EC" or joint.form not in _JOINING:
            continue
        is_stated = morphemes[at - 1].tag in ("EP", "VCP")
        if joint.form in _LOOSE or morphemes[at + 1].tag == "SP" or is_stated:
            return _ask(text, morphemes[: at + 1])
    return None


def last_clause(morphemes: Sequence[Morpheme], before: int) -> int:
    """Return where the clause begins that holds offset `before`, 0 for the first.

    A new clause begins behind `-며`, `-고` and a comma, if it has a topic of its own.
    """
    begin = 0
    for at, mark in enumerate(morphemes):
        if mark.start >= before:
            break
        is_cut = mark.tag == "SP" and at > 0 and morphemes[at - 1].tag == "EC"
        if is_cut and morphemes[at - 1].form in _JOINING and at + 1 < len(morphemes):
            start = morphemes[at + 1].start
            own = (m for m in morphemes[at + 1 :] if m.end < before)
            begin = start if any(m.tag in ("JX", "JKS") for m in own) else begin
    return begin


def _ask(text: str, told: Sequence[Morpheme]) -> Predicate | None:
    ending, last = told[-1], told[-2]
    tag = last.tag.partition("-")[0]
    before = text[: last.start]
    if tag == "VCP" or (last.form == "이" and before[-1:] not in ("", " ")):
        noun = told[-3].form if len(told) > 2 else ""
        if noun in _EMPTY:
            return None
        return Predicate(f"{before}인가요", attach(before, "이야"))
    if tag == "EP":
        return _past(text, told)
    stem = before + last.form
    if tag in ("VV", "XSV", "VX") or last.form in _BEING:
        if ending.form in _NOMINAL and _is_past(text) and last.form in ("하", "되"):
            stem = before + ("했" if last.form == "하" else "되었")
            return Predicate(f"{stem}나요", f"{stem}어".replace("되었어", "됐어"))
        casual = {"하": f"{before}해", "되": f"{before}돼"}.get(last.form, f"{stem}지")
        return Predicate(f"{_without_rieul(stem)}나요", casual)
    if tag in ("VA", "XSA"):
        if last.tag.endswith("-I"):
            return None
        return Predicate(f"{_adnominal(stem)}가요", f"{stem}지")
    return None


def _past(text: str, told: Sequence[Morpheme]) -> Predicate | None:
    """Return `했다` as `했나요` and `했어`; `하겠다`, `하시다` are not asked."""
    if told[-2].form not in ("었", "았", "였") or len(told) < 3:
        return None
    stem = text[: told[-2].end]
    noun = told[-4:-3] if told[-3].tag == "VCP" else told[-3:-2]
    if any(m.form in _EMPTY for m in noun):
        return None
    return Predicate(f"{stem}나요", f"{stem}어")


def _without_rieul(stem: str) -> str:
    """Return a stem as it stands before ㄴ: 만들 -> 만드."""
    return stem[:-1] + without_final(stem[-1]) if final_consonant(stem) == _RIEUL else stem


def _adnominal(stem: str) -> str:
    if final_consonant(stem) in (0, _RIEUL):
        return stem[:-1] + with_nieun(stem[-1])
    return f"{stem}은"


def _is_past(text: str) -> bool:
    return _PAST.search(text) is not None and not _FUTURE.search(text)
