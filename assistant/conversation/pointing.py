"""Words that point back (그건, 거기, 그 회사, 그해, 그중), and what they point at."""

from __future__ import annotations

import re

from assistant.conversation.likeness import is_relation
from assistant.conversation.topic import keeps_measure, owner_of, topic_of
from assistant.conversation.words import join_particle, read_words, strip_question

_YEAR = re.compile(r"(\d{4})\s?년")
_NEAR_YEARS = (
    (re.compile(r"(?:그\s?)?(?:전\s?해|전년도?|지난\s?해|직전\s?해)"), -1),
    (re.compile(r"(?:그\s?)?(?:다음\s?해|이듬해|이듬\s?해)"), 1),
    (re.compile(r"그\s?해|같은\s?해|그\s?당시|그때|당시"), 0),
)
_AMONG = re.compile(r"^(?:그|이)\s?(?:중|가운데)(?:에서|에|에는)?(?:도|는)?\s+(?=\S)")
_THING = re.compile(r"^(?:그|이)(?:거|것)(은|이|을|도)?(?=\s)|^(?:그|이)(건|게|걸)(?=\s)")
_CONTRACTED = {"건": "은", "게": "이", "걸": "을"}
_PLACE = re.compile(r"^(?:거기|여기|그곳)(에서는|에서|서는|서|에는|에|는|까지)?(?=\s)")
_THAT = re.compile(r"^(?:그|위의|앞의) (?=[가-힣])")


def resolve(rest: str, before: str) -> str:
    """Return `rest` with what it points at; empty where no word points, or only at a year."""
    if match := _AMONG.match(rest):
        return _among(rest[match.end() :], before)
    for pattern, step in _NEAR_YEARS:
        if match := pattern.match(rest):
            return _in_year(rest, match, step, before)
    if match := _THING.match(rest):
        topic = topic_of(before, keeps_measure=keeps_measure(rest))
        particle = match.group(1) or _CONTRACTED.get(match.group(2) or "", "은")
        particle = "은" if particle == "이" else particle
        return f"{join_particle(topic, particle)}{rest[match.end() :]}" if topic else ""
    if match := _PLACE.match(rest):
        topic = topic_of(before, keeps_measure=False)
        particle = match.group(1) or ""
        particle = "에" + particle if particle.startswith("서") else particle
        return f"{join_particle(topic, particle)}{rest[match.end() :]}" if topic else ""
    if match := _THAT.match(rest):
        return _that(rest[match.end() :], before)
    return ""


def _among(named: str, before: str) -> str:
    """`그중 남부는?` after `수용 능력은 얼마야?`: `수용 능력 가운데 남부는 얼마야?`."""
    topic = topic_of(before, keeps_times=True)
    if not topic:
        return ""
    words = read_words(named)
    if any(word.is_asking for word in words):
        return f"{topic} 가운데 {named}"
    asking = next((word for word in read_words(before) if word.is_asking), None)
    tail = before[asking.start :] if asking else ""
    return f"{topic} 가운데 {strip_question(named)} {tail}".rstrip() if tail else ""


def _in_year(rest: str, match: re.Match[str], step: int, before: str) -> str:
    years = _YEAR.findall(before)
    behind = rest[match.end() :].lstrip()
    if not years:
        topic = topic_of(before, keeps_measure=False)
        return f"{topic} {rest}" if topic else ""
    year = f"{int(years[-1]) + step}년"
    particle = re.match(r"(?:에는|에도|에|는|은|엔)?(?:요)?[?？\s]*$", behind)
    light = [w for w in read_words(behind) if w.nouns and not w.is_asking] if behind else []
    if particle or not light:
        return _YEAR.sub(year, before)
    behind = re.sub(r"^(?:에는|에도|에|는|은|엔)\s*", "", behind)
    owner = owner_of(before)
    front = _YEAR.sub("", owner).strip()
    return " ".join(filter(None, (year, front, behind)))


def _that(named: str, before: str) -> str:
    """`그 사람 연락처` after `무섭다고 말한 사람은 누구야?`: `무섭다고 말한 사람 연락처`."""
    words = read_words(named)
    if not words:
        return ""
    first = words[0]
    known = read_words(before)
    for word in known:
        if word.nouns and first.nouns and word.nouns[-1].form == first.nouns[0].form:
            front = before[: word.start]
            if front.strip():
                return front + named
    names = [word for word in known if word.is_name and word.is_naming]
    topic = names[0].stem if names else topic_of(before, keeps_measure=False)
    if not topic:
        return ""
    if is_relation([first]) and first.tail not in ("", "의"):
        # 그 사람은 누구야: what it points at is all that is named.
        return f"{join_particle(topic, first.tail)} {named[first.end :].lstrip()}".rstrip()
    return f"{topic} {named}" if first.tail else f"{topic} {named[first.end :].lstrip()}"
