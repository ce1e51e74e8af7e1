"""Questions that a sentence answers: how much, when, what is it, why, who."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.goldset.candidates import Candidate, Kind, Style
from assistant.goldset.endings import Predicate, cut_clause, end_as_question, last_clause
from assistant.goldset.figures import Figure, find_figures
from assistant.goldset.lists import drop_brackets
from assistant.particles import attach
from corpus import Morpheme, Passage, Span, analyze

_SHORTEST, _LONGEST, _LONGEST_QUESTION = 14, 160, 75
_FEWEST_NOUNS = 3
_BULLET = re.compile(
    r"^(?:[\s·•∙○●□■◇◆▶▷◎❍※*\-–—➊-➓①-⑳]|\(?\d{1,2}[.)](?=\s)|[가-하]\.(?=\s)|\([가-힣·\s]{1,14}\)\s)+"
)
_LINK = re.compile(
    r"^(?:그러나|하지만|그런데도|그런데|그래서|따라서|또한|또|다만|특히|한편|이에 따라|이에|"
    r"아울러|더불어|그리고|실제로|먼저|우선|곧|즉|결국|반면|반대로|첫째|둘째|셋째|넷째|다섯째|"
    r"예를 들어|참고로|물론|게다가),?\s+"
)
_SPEECH = re.compile(r"[“\"].{12,}[”\"]|[?？!]")
_LABEL = re.compile(r"^([^:,.]{2,20}):\s(?=.{14,})")
# What points to something outside the sentence.
_POINTING = re.compile(
    r"^이후\s|^그 후\s|"
    r"(?:^|[\s(‘“])(?:이|그|저|이는|이를|이로|이에|이와|이런|그런|이러한|그러한|이렇게|그렇게|이들|이것|그것|여기|거기|"
    r"이때|이번|해당|동|본|위|아래|다음|앞서|앞의|뒤의|전자|후자|같은|지난해|올해|작년|내년|이듬해|지난달|당시|그동안|"
    r"우리|저희|나머지|이곳|그곳|양측|각각|상기|전술한|두 곳|한편|둘|셋|모두)"
    r"(?:은|는|이|가|을|를|의|에|도|로|에서|에는|에도|까지|부터|과|와)?(?=[\s,)])"
)
_TOPIC = re.compile(r"(?:은|는|이|가)$")
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d{2}년(?:\s?\d{1,2}월(?:\s?(?:\d{1,2}일|말|초|중순))?|\s?[상하]반기|\s?[1-4]분기|\s?말|\s?초)?"
    r"(?P<particle>에(?=[\s,])|부터(?=[\s,])|까지(?=[\s,]))"
)
_CALLED = re.compile(
    r"^(?P<what>.{8,80}?[을를])\s?(?P<name>[가-힣A-Za-z0-9·\s‘’“”]{2,24}?)(?:이라|라)(?:고)?\s"
    r"(?:한다|하며|부른다|부르며|말한다|칭한다|이른다)[.,]?"
)
_MEANS = re.compile(
    r"^[“‘\"']?(?P<name>[^“”‘’\"',.]{2,25}?)[”’\"']?\s?(?:이란|란|이라 함은|라 함은)\s"
    r"(?P<what>.{10,})$"
)
_NOTE = re.compile(
    r"^[*※\s\d)]*(?P<name>[가-힣A-Za-z][가-힣A-Za-z0-9·\s]{1,18}):\s(?P<what>.{12,})$"
)
_REASON = re.compile(r"^(?P<head>[^,]{6,60}?(?:까닭|이유|원인|배경))[은는]\s(?P<what>.{8,})$")
_ASPECT = re.compile(
    r"^(?P<head>[^,]{4,50}?(?:목적|목표|대상|역할|특징|기준|자격|조건|방법|과제|장점|단점|강점|약점|기한|"
    r"기간|한도|한계|순서|절차|범위|내용|비결|핵심|해법))[은는]\s(?P<what>.{4,})$"
)
_PURPOSE = re.compile(
    r"^(?:(?P<topic>[^,]{2,30}?[은는이가])\s)?(?P<why>[^,]{5,60}?기 위(?:해|하여|해서)),?\s"
    r"(?P<rest>.{6,})$"
)
_ASKED = re.compile(r"(?:약\s)?(?:몇\s\S+|얼마\S*|며칠\S*|언제\S*|무엇\S*|왜)")
_AMONG = re.compile(r"\s?\S+\s(?:중|가운데)\s")
_ORGAN = re.compile(
    r"(?<=\s)(?P<name>(?:[가-힣]{3,14}(?:원|청|처|공사|공단|위원회|센터|협회|은행|대학교|재단|연구소|조합|본부|재판소|진흥원|"
    r"의회|시청|구청|산업부|환경부|교육부|재정부)))(?P<particle>이|가)\s"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence ready to be asked about: cleaned, and where it stands in its document."""

    passage: Passage
    start: int
    end: int
    text: str
    morphemes: tuple[Morpheme, ...]


def draft_sentences(passage: Passage) -> Iterator[Candidate]:
    """Yield questions about the sentences of a passage that stand for themselves."""
    for unit in passage.units:
        shown = " ".join(passage.text[unit.start : unit.end].replace("*", "").split())
        cleaned = _LINK.sub("", _BULLET.sub("", shown)).strip()
        if not _SHORTEST <= len(cleaned) <= _LONGEST or _SPEECH.search(cleaned):
            continue
        if cleaned.count('"') % 2 or cleaned.count("“") != cleaned.count("”"):
            continue
        span = passage.view.source_span(unit.start, unit.end)
        yield from _named(passage, span, cleaned)
        if _POINTING.search(cleaned):
            continue
        plain = " ".join(drop_brackets(cleaned).split())
        # A note speaks about its label; in other lists the label is a heading.
        plain = _LABEL.sub(r"\1의 " if passage.kind == "footnote" else "", plain)
        statement = Statement(passage, span.start, span.end, plain, analyze(plain))
        for make in (_how_much, _when, _why, _what, _who):
            yield from make(statement)


def _candidate(
    passage: Passage,
    span: Span,
    kind: Kind,
    phrasings: Sequence[tuple[Style, str]],
    answers: Sequence[str],
    score: float,
) -> Iterator[Candidate]:
    asked = tuple((style, f"{' '.join(said.split())}") for style, said in phrasings if said)
    if asked and all(len(said) <= _LONGEST_QUESTION for _, said in asked) and all(answers):
        yield Candidate(
            passage.document_id, kind, asked, span.start, span.end, tuple(answers), score=score
        )


def _stated(statement: Statement, kind: Kind, predicate: Predicate | None, answer: Sequence[str],
            score: float, keyword: str = "") -> Iterator[Candidate]:  # fmt: skip
    if predicate is None or _count_nouns(predicate.polite) < _FEWEST_NOUNS:
        return
    phrasings: list[tuple[Style, str]] = [
        ("polite", f"{predicate.polite}?"),
        ("casual", f"{predicate.casual}?"),
        ("keyword", keyword),
    ]
    span = Span(statement.start, statement.end)
    yield from _candidate(statement.passage, span, kind, phrasings, answer, score)


def _how_much(statement: Statement) -> Iterator[Candidate]:
    """Ask for each figure in its place: `몇 톤`, `얼마`."""
    figures = find_figures(statement.text)
    for figure in figures:
        rest = statement.text[figure.end :]
        if not _has_topic(statement, figure.start) or _AMONG.match(rest) or rest[:1] == ",":
            continue
        asked = _replace(statement.text, figure.start, figure.end, figure.asked)
        predicate = _question(asked, figure.start + len(figure.asked))
        if _leads_on(rest):
            before = statement.text[: figure.start] + figure.asked
            predicate = Predicate(f"{before}인가요", attach(before, "이야"))
        if predicate is None or _tells(predicate.polite, figure, figures):
            continue
        is_last = re.match(r"(?:이다|이며|이고|임|입니다|였|이었)", rest)
        keyword = _keywords(statement, figure) if is_last else ""
        lonely = 0.5 * (len(figures) == 1) + 0.3 * (len(predicate.polite) < 45)
        variants = dict.fromkeys((figure.text, f"{figure.number}{figure.unit}"))
        yield from _stated(
            statement, "fact-number", predicate, tuple(variants), 1.0 + lonely, keyword
        )


def _when(statement: Statement) -> Iterator[Candidate]:
    for match in _DATE.finditer(statement.text):
        particle = match["particle"].replace("에", "")
        rest = statement.text[match.end() :]
        if not _has_topic(statement, match.start()):
            continue
        if _is_modifying(rest):
            continue
        asked = f"{statement.text[: match.start()]}언제{particle}{rest}"
        predicate = _question(asked, match.start() + 2)
        if predicate is None or re.search(r"\d{4}년|\d월", predicate.polite):
            continue
        said = match.group().removesuffix(match["particle"])
        yield from _stated(statement, "date", predicate, (said,), 1.2)


def _why(statement: Statement) -> Iterator[Candidate]:
    text = statement.text
    span = Span(statement.start, statement.end)
    if match := _REASON.match(text):
        head, what = match["head"], match["what"].rstrip(".")
        if _count_nouns(head) >= 2:
            said = re.sub(r"(?:이다|입니다|였다|이었다)$", "", what)
            phrasings: tuple[tuple[Style, str], ...] = (
                ("polite", f"{attach(head, '은')} 무엇인가요?"),
                ("casual", f"{attach(head, '이')} 뭐야?"),
                ("keyword", head),
            )
            yield from _candidate(statement.passage, span, "why-how", phrasings, (said,), 1.6)
        return
    match = _PURPOSE.match(text)
    if match is None:
        return
    topic, rest = match["topic"] or "", match["rest"]
    if not topic and not _has_topic(statement, len(statement.text)):
        return
    if topic and analyze(topic)[-1].tag not in ("JX", "JKS"):
        return
    if re.search(r"[은는]\s", match["why"]):
        return
    predicate = _question(f"{topic} 왜 {rest}".strip(), len(topic))
    if predicate is not None:
        yield from _stated(statement, "why-how", predicate, (match["why"],), 1.3)


def _what(statement: Statement) -> Iterator[Candidate]:
    """Ask for the aspect that a sentence begins with: `목적은`, `대상은`."""
    match = _ASPECT.match(statement.text)
    if match is None or _REASON.match(statement.text):
        return
    head, what = match["head"], match["what"].rstrip(".")
    predicate = end_as_question(statement.text, statement.morphemes)
    if predicate is None or not predicate.polite.endswith("인가요") or _count_nouns(head) < 2:
        return
    said = re.sub(r"(?:이다|입니다|이었다|였다|임)$", "", what)
    if find_figures(said) and len(said) < 20:
        return
    phrasings: tuple[tuple[Style, str], ...] = (
        ("polite", f"{attach(head, '은')} 무엇인가요?"),
        ("casual", f"{attach(head, '이')} 뭐야?"),
        ("keyword", head),
    )
    span = Span(statement.start, statement.end)
    yield from _candidate(statement.passage, span, "fact-entity", phrasings, (said,), 1.2)


def _who(statement: Statement) -> Iterator[Candidate]:
    """Ask which body does it, where the sentence has a topic before it."""
    for match in _ORGAN.finditer(statement.text):
        if match["name"].endswith(("위원", "직원", "의원", "회원", "인원", "지원")):
            continue
        if not re.search(r"[은는]\s", statement.text[: match.start() + 1]):
            continue
        asked = f"{statement.text[: match.start()]}어느 기관이 {statement.text[match.end() :]}"
        predicate = _question(asked, match.start() + 6)
        yield from _stated(statement, "fact-entity", predicate, (match["name"],), 1.2)


def _named(passage: Passage, span: Span, text: str) -> Iterator[Candidate]:
    """Ask what a term means, and what something is called."""
    if (match := _MEANS.match(text)) and _is_term(match["name"], text):
        yield from _definition(passage, span, match["name"], _told(match["what"]), 1.8)
    elif match := _CALLED.match(text):
        if _POINTING.search(match["what"]):
            return
        name = match["name"].strip(" ‘’“”")
        yield from _definition(passage, span, name, match["what"][:-1], 1.7)
        phrasings: tuple[tuple[Style, str], ...] = (
            ("polite", f"{match['what']} 무엇이라고 하나요?"),
            ("casual", f"{match['what']} 뭐라고 해?"),
        )
        yield from _candidate(passage, span, "definition", phrasings, (name,), 1.6)
    elif (match := _NOTE.match(text)) and (what := _gloss(passage, match["what"])):
        yield from _definition(passage, span, match["name"].strip(), what, 1.4)


def _is_term(name: str, text: str) -> bool:
    """Tell a term with its particle (`블랙파우더란`) from an adjective (`노란 사과`)."""
    end = text.index(name) + len(name)
    end += len(text[end:]) - len(text[end:].lstrip(" ”’\"'"))
    told = analyze(text)
    return any(m.start == end for m in told) and not any(
        m.tag[:2] in ("VA", "VV") and m.start < end < m.end + 1 for m in told
    )


def _definition(
    passage: Passage, span: Span, name: str, what: str, score: float
) -> Iterator[Candidate]:
    if _POINTING.search(f" {name} ") or name.endswith(("주", "자료", "단위", "비고")):
        return
    phrasings: tuple[tuple[Style, str], ...] = (
        ("polite", f"{attach(name, '이란')} 무엇인가요?"),
        ("casual", f"{attach(name, '이')} 뭐야?"),
        ("keyword", f"{name} 뜻"),
    )
    yield from _candidate(passage, span, "definition", phrasings, (what,), score)


def _gloss(passage: Passage, text: str) -> str:
    """Return what a note says a term is: up to a noun; empty where it says something else."""
    if passage.kind != "footnote":
        return ""
    first = re.split(r"(?<=[가-힣])(?:으로|로|이며|이고),\s", text, maxsplit=1)[0]
    first = re.sub(r"(?:이다|입니다|임)$", "", first.rstrip("."))
    is_noun = analyze(first)[-1].tag[:1] in ("N", "X") if first else False
    return first if is_noun and not re.search(r"[은는]\s|\d$", first) else ""


def _is_modifying(rest: str) -> bool:
    """Tell `... 부터 거둔 배터리로`: the time is that of a noun, not of what is said."""
    told = analyze(rest)
    verbs = (at for at, m in enumerate(told) if m.tag[:2] in ("VV", "VA", "XS") and m.tag != "XSN")
    first = next(verbs, None)
    if first is None:
        return False
    behind = told[first + 1 : first + 3]
    return any(m.tag == "ETM" and m.form in ("ᆫ", "은", "는", "던") for m in behind[:1])


def _leads_on(rest: str) -> bool:
    """Tell `...원으로 전국 평균에 못 미친다`: what follows says more about the figure."""
    match = re.match(r"(?:으로|로),?\s", rest)
    if match is None:
        return False
    told = analyze(rest[match.end() :])
    if not told:
        return False
    first, second = (told + told)[:2]
    if first.tag not in ("NNG", "NNP", "MAG", "XR", "SN"):
        return False
    return not second.tag.startswith("XS") and len(rest) > 5


def _told(text: str) -> str:
    text = re.split(r"[을를]\s(?:말하며|뜻하며|의미하며|가리키며),?\s", text, maxsplit=1)[0]
    return re.sub(
        r"[을를]?\s?(?:말한다|뜻한다|의미한다|가리킨다|이른다|말함|뜻함|의미함|말합니다|뜻합니다)\.?$",
        "",
        text.rstrip("."),
    )


def _question(text: str, asked_until: int) -> Predicate | None:
    """Return the statement as a question: of its clauses the one that holds the question."""
    morphemes = analyze(text)
    begin = last_clause(morphemes, asked_until)
    if begin:
        text, asked_until = text[begin:], asked_until - begin
        morphemes = analyze(text)
    return cut_clause(text, morphemes, asked_until) or end_as_question(text, morphemes)


def _replace(text: str, start: int, end: int, asked: str) -> str:
    """Return the text with words that ask, and behind them the particle that fits."""
    rest = text[end:]
    match = re.match(r"(?P<particle>으로|은|는|이|가|을|를|과|와)(?=[\s,])", rest)
    if match:
        forms = {"는": "은", "가": "이", "를": "을", "와": "과"}
        particle = forms.get(match["particle"], match["particle"])
        return text[:start] + attach(asked, particle) + rest[match.end() :]
    return text[:start] + asked + rest


def _has_topic(statement: Statement, before: int) -> bool:
    """Tell whether the sentence says what it is about before offset `before`."""
    return any(
        m.tag in ("JX", "JKS") and _TOPIC.search(m.form) and m.end <= before
        for m in statement.morphemes
    )


def _tells(question: str, figure: Figure, figures: Sequence[Figure]) -> bool:
    """Tell whether like figures stand in the question: it would ask for one of many."""
    others = [other for other in figures if other != figure and other.number in question]
    return figure.number in question or len(others) > 1 or any(
        other.unit == figure.unit for other in others
    )  # fmt: skip


def _keywords(statement: Statement, figure: Figure) -> str:
    """Return the nouns before a figure as one types them into a search box."""
    words = []
    for word in statement.text[: figure.start].split():
        bare = re.sub(r"(?:에서는|에서|에는|으로|까지|부터|은|는|이|가|을|를|의|에|로)$", "", word)
        if len(bare) > 1 and analyze(bare)[-1].tag[:1] in ("N", "X", "S"):
            words.append(bare.strip(","))
    return " ".join(words) if 3 <= len(words) <= 6 else ""


def _count_nouns(text: str) -> int:
    """Count the distinct words of a question that say what it is about."""
    text = _ASKED.sub(" ", text)
    return len(
        {m.form for m in analyze(text) if m.tag in ("NNG", "NNP", "SL", "XR") and len(m.form) > 1}
    )
