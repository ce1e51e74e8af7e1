"""What is shown stands in what it is cited from: untouched words do, any changed claim does not."""

import random
import re

import pytest

from assistant.checking import Cited, Claim, find_said, unproved_claims
from corpus import Span, make_passages, read_document, sample_folder

BUDGET = "하늘시는 2021년 시범사업에 예산 1조 5,700억 원(전년 대비 3.5%p 증가)을 썼다."
ROW = "구분: 솔뫼군 | 2022: 512 | 2023: 498 | 증감률: -2.7%"
CAPTION = "표 3 방문 진료 (단위: 명)"
QUOTED = [
    (BUDGET, BUDGET, ""),
    (BUDGET, "예산 1조 5,700억 원(전년 대비 3.5%p 증가)을 썼다", ""),
    (BUDGET.replace(" ", "\n"), BUDGET, ""),
    (ROW, "솔뫼군 | 2023: 498", ""),
    (ROW, "솔뫼군 | 2023: 498 (단위: 명)", CAPTION),
    (ROW, "솔뫼군 | 증감률: -2.7% (단위: 명)", CAPTION),
    # In other words, as a model puts it.
    (BUDGET, "하늘시는 2021년 시범사업에 예산 1조 5,700억 원을 썼습니다.", ""),
    ("예산 | 570", "예산은 570억 원입니다.", "표 1 (단위: 억 원)"),
    ("예산 | 570", "예산은 570억 원입니다.", "표 1 (단위: 개, 억원)"),
]
CHANGED = [
    (BUDGET, "하늘시는 2020년 시범사업에 예산 1조 5,700억 원을 썼다.", "", "date"),
    (BUDGET, "예산 1조 5,800억 원", "", "figure"),
    (BUDGET, "예산 5,700억 원", "", "figure"),
    (BUDGET, "5,700억 원(전년 대비 3.5%p 증가)을 썼다", "", "figure"),
    (BUDGET, "예산 1조 5,700억 달러", "", "figure"),
    (BUDGET, "전년 대비 3.5% 증가", "", "percentage"),
    (BUDGET, "전년 대비 2.5%p 증가", "", "percentage"),
    (BUDGET, "산림청은 2021년 시범사업에 예산 1조 5,700억 원을 썼다.", "", "name"),
    (ROW, "솔뫼군 | 2023: 512", "", "wording"),
    (ROW, "솔뫼군 | 2024: 498", "", "figure"),
    (ROW, "한들군 | 2023: 498", "", "name"),
    (ROW, "솔뫼군 | 증감률: 2.7%", "", "percentage"),
    (ROW, "솔뫼군 | 2023: 498 (단위: 명)", "", "unit"),
    (ROW, "솔뫼군 | 2023: 498 (단위: 천 명)", CAPTION, "unit"),
    (ROW, "솔뫼군 | 2023: 498 (단위: 건)", CAPTION, "unit"),
    ("예산 | 570", "예산은 570조 원입니다.", "표 1 (단위: 억 원)", "figure"),
    ("3~5만 개를 판다.", "5만 개를 판다.", "", "figure"),
    ("제12조에 따른다.", "12조에 따른다.", "", "figure"),
    ("35명이 왔다.", "5명이 왔다.", "", "figure"),
]


@pytest.mark.parametrize(("source", "text", "around"), QUOTED)
def test_what_is_quoted_is_proved(source, text, around):
    assert unproved_claims(text, Cited(source, around)) == ()


@pytest.mark.parametrize(("source", "text", "around", "kind"), CHANGED)
def test_what_the_span_does_not_hold_is_named(source, text, around, kind):
    assert kind in {claim.kind for claim in unproved_claims(text, Cited(source, around))}


def test_a_claim_is_named_in_its_own_words():
    claims = unproved_claims("예산은 2,800억 원이다.", Cited("예산은 2,700억 원이다."))
    assert claims == (Claim("figure", "2,800억 원"),)


@pytest.fixture(scope="module")
def sentences():
    """Units of the samples with figures or names, prose and rows of tables."""
    found = []
    for path in sorted(sample_folder().rglob("*")):
        if path.suffix in (".txt", ".md", ".html", ".csv"):
            document = read_document(path, path.name)
            for passage in make_passages(document):
                for span in passage.units:
                    cited = Cited.of(passage, span, document.title)
                    if 8 < len(cited.text) < 160:
                        found.append(cited)
    assert len(found) > 100
    return random.Random(11).sample(found, 100)


def test_every_untouched_unit_is_shown(sentences):
    shown = [" ".join(cited.text.split()) for cited in sentences]
    assert not any(map(unproved_claims, shown, sentences))


def test_no_changed_figure_is_shown(sentences):
    rng, checked = random.Random(3), 0
    for cited in sentences:
        for figure in re.finditer(r"\d[\d,]*(?:\.\d+)?", cited.text):
            at = rng.choice([n for n in range(*figure.span()) if cited.text[n].isdigit()])
            digit = rng.choice([d for d in "123456789" if d != cited.text[at]])
            lie = cited.text[:at] + digit + cited.text[at + 1 :]
            checked += 1
            assert unproved_claims(lie, cited), lie
    assert checked > 100


def test_no_swapped_unit_is_shown(sentences):
    units = ("명", "%", "건", "억 원", "개월", "ha", "년")
    rng, checked = random.Random(4), 0
    for cited in sentences:
        for unit in re.finditer(r"(?<=\d)(?:명|%|건|억 ?원|개월|ha|년)(?!p|대|간)", cited.text):
            other = rng.choice([u for u in units if u != re.sub("억원", "억 원", unit.group())])
            lie = cited.text[: unit.start()] + other + cited.text[unit.end() :]
            checked += 1
            assert unproved_claims(lie, cited), lie
    assert checked > 30


def test_the_span_is_as_small_as_what_is_said():
    said = ROW.index("솔뫼군"), ROW.index("498") + 3
    assert find_said(["솔뫼군 | 2023: 498 (단위: 명)"], ROW) == Span(*said)
    assert find_said(["예산 1조 5,700억 원"], BUDGET) == Span(
        BUDGET.index("예산"), BUDGET.index("원(") + 1
    )
    assert find_said(["예산 5,700억 원"], BUDGET) is None
    assert find_said(["솔뫼군 | 2023: 498", "없는 말"], ROW) is None
