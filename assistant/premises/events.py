"""What happens to something once: it opens, is founded, comes into force, breaks off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Nouns that become verbs (`개관한`, `시행되어`), then verbs of their own. What happens every
# year (늘다, 발생하다, 조사하다) is none of them: another year of it contradicts nothing.
_EVENTS: tuple[tuple[str, str, str], ...] = (
    ("open", "개관 개소 개원 개장 개점 개교 개청 오픈", r"문(?:을|도)?\s?(?:열|연(?![가-힣])|엽)"),
    ("found", "설립 창립 창설 발족 출범 결성 신설 창단", r"세워[지진졌]|세운|세웠|생[겨긴겼]"),
    ("begin", "시작 개시 착수", r"첫발을|처음\s[가-힣]{1,6}\s?시작"),
    ("introduce", "도입", r"들여[온왔와]"),
    ("enforce", "시행 발효", ""),
    ("enact", "제정", ""),
    ("amend", "개정", ""),
    ("promulgate", "공포", ""),
    ("ground", "착공 기공", r"첫\s?삽"),
    ("finish", "준공 완공 완성", r"다\s?지[은었어]|지어[진졌져]|지었|지은"),
    ("traffic", "개통", ""),
    ("stop", "중단", r"멈[추춘췄춰]"),
    ("close", "폐쇄 폐관 폐업 폐교 폐점", r"문(?:을)?\s?닫"),
    ("abolish", "폐지", r"없[앤앴애]"),
    ("end", "종료", r"끝[나난났내낸냈]"),
    ("designate", "지정", ""),
    ("select", "선정", r"뽑[힌혔은았]"),
    ("sign", "체결", r"맺[은었어]"),
    ("buy", "인수", r"사들[이인였여]"),
    ("sell", "매각", ""),
    ("merge", "합병 통합", ""),
    ("list", "상장", ""),
    ("release", "출시", r"내놓[은았아]"),
    ("collapse", "붕괴", r"무너[진졌져지]"),
    ("appoint", "취임 임명 선임 부임 위촉", ""),
    ("resign", "사임 퇴임", r"물러[난났나]"),
    ("elect", "당선 선출", ""),
    ("move", "이전", r"옮[긴겼겨기]"),
    ("pass", "통과 가결 의결", ""),
    ("reject", "부결", ""),
    ("approve", "승인 허가", ""),
    ("publish", "발간 출간", r"펴[낸냈내]"),
    ("convert", "전환", ""),
    ("attach", "부착", r"붙[이인였여]"),
    ("enter", "진출 입주", r"들어[선섰서]"),
    ("born", "출생", r"태어[난났나]"),
)
_DOES = r"(?:을|를|이|가)?\s?(?:하|한|했|할|함|해|되|된|됐|될|됨|돼|받)"
# `시행 계획`, `지정 현황` name something else.
_OTHER = r"(?!\s?(?:계획|방안|현황|건수|실적|목표|예산|기준|절차|규칙|령|규정|자료|업무|기관|요건))"


@dataclass(frozen=True, slots=True)
class Event:
    """An event at `start..end` of a text; `is_said`: it is said to happen, not only named.

    `since`: only the day from which on it goes is one.
    """

    name: str
    start: int
    end: int
    is_said: bool
    since: bool = False


def _pattern() -> re.Pattern[str]:
    groups = []
    for name, nouns, verbs in _EVENTS:
        named = f"(?:{'|'.join(nouns.split())})(?:(?P<{name}_does>{_DOES})|{_OTHER})"
        own = f"|(?P<{name}_verb>{verbs})" if verbs else ""
        groups.append(f"(?P<{name}>{named}{own})")
    return re.compile("|".join(groups))


_EVENT = _pattern()
# What goes on from some day: `2020년부터 매립을 금지한`.
_SINCE = re.compile(r"부터\s[^,.;|]{0,24}?(?P<noun>[가-힣]{2})(?:하|한|했|할|함|되|된|됐|됨|돼)")
# What is only to happen.
_PLANNED = re.compile(r"[^,.;|\s]{0,3}\s?(?:예정|계획|방침|목표|전망|것으로|전이|전에)")


def find_events(text: str) -> Iterator[Event]:
    """Yield the events of a text that have happened, then those that go on since some day."""
    for match in _EVENT.finditer(text):
        name = next(name for name, _, _ in _EVENTS if match[name])
        groups = match.groupdict()
        is_said = bool(groups.get(f"{name}_does") or groups.get(f"{name}_verb"))
        if not _PLANNED.match(text, match.end()):
            yield Event(name, match.start(), match.end(), is_said)
    for match in _SINCE.finditer(text):
        if not _PLANNED.match(text, match.end()):
            yield Event(f"since {match['noun']}", *match.span("noun"), True, True)
