"""Whether a question leans on those before it, or can stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.likeness import is_relation
from assistant.conversation.slots import find_chains, is_general
from assistant.conversation.words import LIGHT, Word, read_words

_OPENING = re.compile(
    r"^(?:그럼|그러면|그렇다면|그래서|그리고|반대로|또|또한|아|음|아니)(?=[\s,])[\s,]*"
)
# What opens another topic rather than leaning on this one.
_TURNING = re.compile(r"^(?:그런데|근데|혹시|참|아참|다른 얘기지만|그나저나)(?=[\s,])[\s,]*")
# Words that point back at what was said, where they open the question.
_POINTING = re.compile(
    r"^(?:(?:그|이)(?:건|게|거|것|걸|곳|중|때|해)(?=[가-힣]*(?:\s|[?？]|$))|거기|여기|"
    r"(?:그|이|위의|앞의) [가-힣]|같은 해|전년도?|이듬해|전해|다음 해)"
)
_THIS = re.compile(r"^이 (?!중|가운데)([가-힣]+)")
_AS_MUCH = re.compile(r"(?:^|\s)(?:그렇게|그만큼|그 정도로?)(?=\s)")
_DEFINING = re.compile(
    r"(?:이?란|이?라는 게|이?라는 건)(?:\s|요|\?|$)|"
    r"(?:무슨 뜻|뭐야|뭐예요|뭔가요|무엇인가요|무엇인지)"
)
_CONDITION = re.compile(r"면[\s?？]*$")
_THANKS = frozenset(("고맙", "감사", "수고", "반갑", "안녕"))
# How much a question may name and say that still leans; what points back may say more.
_FEW_WORDS = 2
_FEW_AFTER_POINTING = 4


def strip_opening(asked: str) -> str:
    """Return the question without the word that ties it to the one before."""
    while (rest := _TURNING.sub("", _OPENING.sub("", asked))) != asked and rest:
        asked = rest
    return asked


def is_pointing(asked: str, before: str) -> bool:
    """Tell whether a word points back at what was said (그건, 거기, 그 회사).

    `이 연구` may be the document at hand: it points back only if 연구 was named before.
    """
    if match := _THIS.match(asked):
        nouns = [m.form for word in read_words(match.group(1)) for m in word.nouns]
        return bool(nouns) and nouns[0] in before
    return bool(_POINTING.match(asked) or _AS_MUCH.search(asked))


def leans(asked: str, before: str) -> bool:
    """Tell whether a Korean question needs what was said before it.

    It does if it points back, names nothing, or names one thing that is of another (a
    measure, a role, a part), or names one thing and says nothing of it. What names a thing
    and asks something of it stands alone.
    """
    rest = strip_opening(asked)
    words = read_words(rest)
    says = sum(_says_something(word) for word in words)
    is_asking = any(word.has_verb or word.is_asking for word in words)
    if is_pointing(rest, before):
        return says <= _FEW_AFTER_POINTING + len(words) // 4
    if _is_courtesy(words) or _DEFINING.search(rest):
        return False
    if is_asking and says > _FEW_WORDS:
        return False
    chains = find_chains(words)
    named = [word for chain in chains for word in chain]
    if not named or _CONDITION.search(rest):
        return True
    if any(word.tail == "의" for word in named) or any(map(_is_own_clause, words[:-1])):
        return False
    is_tied = bool(_OPENING.match(asked))
    if len(chains) > 1 or len(named) > _FEW_WORDS + is_tied:
        # Something is asked of something: both are named.
        return False
    if is_asking:
        if any(word.is_name for word in named):
            return len(named) == 1 and only_asks_how(words)
        return all(map(_is_plain, named))
    if any(word.is_name for word in named[:-1]):
        return False
    if named[-1].is_name and _is_name_and_more(named[-1]):
        return False
    # Key words without a particle are a search, not a turn of talk.
    return words[-1].tail != "" or (len(words) == 1 and asked[-1] in "?？")


def _says_something(word: Word) -> bool:
    """Tell whether a word names something or says something with a meaning of its own."""
    if word.is_naming:
        return bool(word.nouns) and not is_general(word)
    return not word.is_asking and any(
        (m.tag.startswith(("VV", "VA")) and m.form not in LIGHT) or m.tag in ("NNG", "NNP", "XR")
        for m in word.morphemes
    )


def _is_courtesy(words: Sequence[Word]) -> bool:
    """Tell whether it greets or thanks."""
    first = [m for m in words[0].morphemes if m.tag[0] != "S"] if words else []
    return all(m.tag == "IC" for m in first) or any(m.form in _THANKS for m in first)


def _is_own_clause(word: Word) -> bool:
    """Tell whether a word is a clause that names what it says (재택근무하다가)."""
    tags = [m.tag for m in word.morphemes]
    return "EC" in tags and tags[:2] == ["NNG", "NNG"]


def only_asks_how(words: Sequence[Word]) -> bool:
    """Tell whether nothing but 어때, 어떤가요 is asked."""
    asking = [word for word in words if word.is_asking]
    how = ("어떻", "어떠", "어때", "어떤", "어떠하")
    return all(any(m.form in how for m in w.morphemes) for w in asking) and not any(
        word.has_verb and not word.is_asking for word in words
    )


def _is_plain(word: Word) -> bool:
    """Tell whether a word is a common noun of one piece, or a measure of something else."""
    if len(word.nouns) <= 1:
        return True
    return len(word.nouns) == 2 and is_relation([word]) and word.stem[-1] not in "금자일도치"


def _is_name_and_more(word: Word) -> bool:
    """Tell whether a word is a name and a role or a part of it (하노이사무소장)."""
    return word.morphemes[0].tag == "NNP" and len(word.nouns) > 2
