"""What each noun of a sentence does: to which word it belongs, and by which particle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus import Morpheme

_NOUNS = frozenset(("NNG", "NNP", "SL", "SH", "XR"))
_SUFFIXED = frozenset(("XSV", "XSA"))
# Verbs that only carry the sentence: 5,700억 원이다, 원으로 나타났다, 원에 달한다.
_NEUTRAL = frozenset(
    "이 하 되 나타나 있 집계 기록 달하 밝히 말하 따르 위하 대하 의하 통하 보이 관하 발표".split()
) | {""}
_JOINS = frozenset(("·", "・", "ㆍ", "/"))
# To a word and nothing else; and what may stand bare where it has a particle elsewhere.
_EXACT = frozenset(("of", "label", "which"))
_LOOSE = frozenset(("free", "does", "subject", "topic", "object"))
_ONE = {"로": "으로", "과": "와", "랑": "와", "한테": "에게", "께": "에게"}


@dataclass(frozen=True, slots=True)
class Binding:
    """A noun, how it is bound and to which verb or noun (empty: to any).

    `how` is `subject`, `topic`, `object` or another particle; `of` before another noun, `label`
    before a colon, `does` as a verb, `which` as a verb before a noun, else `free`.
    """

    noun: str
    how: str
    head: str


def read_bindings(found: Sequence[Morpheme]) -> Iterator[Binding]:
    """Yield how each noun of an analysed sentence is bound."""
    for at, m in enumerate(found):
        if m.tag in _NOUNS:
            yield _bind(m.form.casefold(), found[at + 1 :])


def _bind(noun: str, rest: Sequence[Morpheme]) -> Binding:
    while len(rest) > 1 and rest[0].form in _JOINS and rest[1].tag in _NOUNS:
        # `수리·개선비를`: both are what is paid.
        rest = rest[2:]
    if rest and rest[0].tag == "XSN":
        rest = rest[1:]
    after = rest[0] if rest else None
    if after is None:
        return Binding(noun, "free", "")
    if after.tag in _SUFFIXED:
        if len(rest) > 1 and rest[1].tag == "ETM":
            return Binding(noun, "which", _noun(rest))
        return Binding(noun, "does", "")
    if after.form == ":":
        return Binding(noun, "label", rest[1].form.casefold() if len(rest) > 1 else "")
    if after.tag in _NOUNS or after.tag == "NNB":
        return Binding(noun, "of", after.form.casefold())
    if after.tag == "JKG":
        return Binding(noun, "of", _noun(rest))
    if after.tag in ("JKS", "JKC"):
        return Binding(noun, "subject", _predicate(rest))
    if after.tag == "JKO":
        return Binding(noun, "object", _predicate(rest))
    if after.tag == "JX" and after.form in ("은", "는", "도"):
        return Binding(noun, "topic", "")
    if after.tag in ("JKB", "JC"):
        how = _ONE.get(after.form, after.form)
        return Binding(noun, how, "" if how == "와" else _predicate(rest))
    return Binding(noun, "free", "")


def is_bound_alike(claim: Iterable[Binding], held: Iterable[Binding]) -> bool:
    """Tell whether each noun of a claim does what it does in the source, where it stands there."""
    true: dict[str, list[Binding]] = {}
    for binding in held:
        true.setdefault(binding.noun, []).append(binding)
    return all(
        binding.noun not in true or any(_agree(binding, one) for one in true[binding.noun])
        for binding in claim
    )


def _agree(claim: Binding, held: Binding) -> bool:
    kinds = {claim.how, held.how}
    if kinds == {"which", "does"}:
        return True
    if "free" in kinds:
        return kinds <= _LOOSE
    if kinds <= {"topic", "subject"}:
        return "topic" in kinds or _same_head(claim, held)
    return claim.how == held.how and _same_head(claim, held)


def _same_head(claim: Binding, held: Binding) -> bool:
    if claim.head == held.head:
        return True
    return claim.how not in _EXACT and {claim.head, held.head} <= _NEUTRAL


def _noun(rest: Sequence[Morpheme]) -> str:
    return next((m.form.casefold() for m in rest if m.tag in _NOUNS or m.tag == "NNB"), "")


def _predicate(rest: Sequence[Morpheme]) -> str:
    """Return the next verb or adjective; of `시작하다` the noun; of `이다` nothing."""
    for at, m in enumerate(rest):
        tag = m.tag.partition("-")[0]
        if tag in ("VV", "VA"):
            return m.form
        if tag == "VCP":
            return ""
        if tag in _NOUNS and at + 1 < len(rest) and rest[at + 1].tag in _SUFFIXED:
            return m.form.casefold()
    return ""
