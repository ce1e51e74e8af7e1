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
)
_ONE = {"로": "으로", "과": "와", "랑": "와", "한테": "에게", "께": "에게"}


@dataclass(frozen=True, slots=True)
class Binding:
    """A noun, how it is bound and to which verb or noun (empty: to any).

    `how` is `of`, `subject`, `topic`, `object`, `free` or another particle.
    """

    noun: str
    how: str
    head: str


def read_bindings(found: Sequence[Morpheme]) -> Iterator[Binding]:
    """Yield how each noun of an analysed sentence is bound."""
    for at, m in enumerate(found):
        if m.tag not in _NOUNS:
            continue
        noun, rest = m.form.casefold(), found[at + 1 :]
        if rest and rest[0].tag == "XSN":
            rest = rest[1:]
        after = rest[0] if rest else None
        if after is None or after.tag in _SUFFIXED:
            yield Binding(noun, "free", "")
        elif after.tag in _NOUNS or after.tag == "NNB":
            yield Binding(noun, "of", after.form.casefold())
        elif after.tag == "JKG":
            heads = (one.form.casefold() for one in rest if one.tag in _NOUNS)
            yield Binding(noun, "of", next(heads, ""))
        elif after.tag in ("JKS", "JKC"):
            yield Binding(noun, "subject", _predicate(rest))
        elif after.tag == "JKO":
            yield Binding(noun, "object", _predicate(rest))
        elif after.tag == "JX" and after.form in ("은", "는", "도"):
            yield Binding(noun, "topic", "")
        elif after.tag in ("JKB", "JC"):
            how = _ONE.get(after.form, after.form)
            yield Binding(noun, how, "" if how == "와" else _predicate(rest))
        else:
            yield Binding(noun, "free", "")


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
    if claim.how == "free" or (held.how == "free" and claim.how != "of"):
        return True
    if {claim.how, held.how} <= {"topic", "subject"}:
        return "topic" in (claim.how, held.how) or _same_head(claim, held)
    return claim.how == held.how and _same_head(claim, held)


def _same_head(claim: Binding, held: Binding) -> bool:
    if claim.head == held.head or not claim.head:
        return True
    return claim.how != "of" and (claim.head in _NEUTRAL or held.head in _NEUTRAL or not held.head)


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
