"""How the best unit stands among all, against figures worked out by hand."""

import math

import pytest

from assistant.evidence import gather
from assistant.question import understand
from assistant.reading import Reader
from assistant.standing import evenness, find_standing
from tests.assistant.fakes import FakeLibrary

REPORT = """가람시 공원은 열두 곳이다.
예산은 3억 원이다.

나루시 공원은 일곱 곳이다."""


def stand(question, units):
    library = FakeLibrary(REPORT)
    weights = library.term_weights(question.terms)
    return find_standing(question, units, Reader(library), weights)


def ranked(text, logits):
    library = FakeLibrary(REPORT)
    question = understand(text)
    found = gather(question, library.search("공원 예산"), library, Reader(library))
    by_text = {unit.text: unit for unit in found}
    pairs = [(by_text[key], logit) for key, logit in logits.items()]
    return question, sorted(pairs, key=lambda pair: -pair[1])


PARK, MONEY, OTHER = (line for line in REPORT.split("\n") if line)


def test_the_lead_is_over_the_next_passage_not_the_next_unit():
    question, units = ranked("가람시 공원은?", {PARK: 20.0, MONEY: 19.0, OTHER: 18.0})
    standing = stand(question, units)
    assert standing.lead == pytest.approx(2.0 / 5.0)
    assert all(0.0 <= figure <= 1.0 for figure in standing.as_row())


def test_alone_a_unit_leads_clearly():
    question, units = ranked("가람시 공원은?", {PARK: 2.0})
    standing = stand(question, units)
    assert (standing.lead, standing.evenness) == (1.0, 0.0)


def test_the_last_term_is_in_focus():
    question, units = ranked("가람시 공원 수영장", {PARK: 20.0, OTHER: 18.0})
    assert question.terms[-1] == "수영장"
    standing = stand(question, units)
    assert standing.focus == 0.0
    asked, units = ranked("가람시 공원", {PARK: 20.0, OTHER: 18.0})
    standing = stand(asked, units)
    assert standing.focus == 1.0


def test_a_figure_is_missed_where_one_is_asked():
    question, units = ranked("가람시 공원 예산은 얼마야?", {MONEY: 20.0, OTHER: 18.0})
    standing = stand(question, units)
    assert (standing.point, standing.misfit, standing.blank) == (1.0, 0.0, 0.0)
    standing = stand(question, units[::-1])
    assert (standing.point, standing.misfit, standing.blank) == (1.0, 1.0, 0.0)


def test_nothing_fits_where_none_of_the_best_holds_a_figure():
    question, units = ranked("가람시 공원 예산은 얼마야?", {PARK: 20.0, OTHER: 18.0})
    standing = stand(question, units)
    assert (standing.point, standing.misfit, standing.blank) == (1.0, 1.0, 1.0)
    question, units = ranked("가람시 공원은 왜 넓어?", {PARK: 20.0, OTHER: 18.0})
    standing = stand(question, units)
    assert (standing.point, standing.misfit, standing.blank) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("가람시 공원 전화번호는?", 1.0),
        ("가람시 공원 이메일 주소 알려줘", 1.0),
        ("가람시 공원 예산은?", 0.0),
    ],
)
def test_a_way_to_reach_someone_is_missed(text, missed):
    question, units = ranked(text, {PARK: 20.0})
    assert stand(question, units).contact == missed


def test_language_and_length():
    for text, flags in (
        ("park budget", (1.0, 0.0)),
        ("公园预算", (0.0, 1.0)),
        ("공원", (0.0, 0.0)),
    ):
        question, units = ranked(text, {PARK: 20.0})
        standing = stand(question, units)
        assert (standing.english, standing.chinese) == flags
        assert standing.foreign == (units[0][0].features.similarity if any(flags) else 0.0)
        assert standing.length == pytest.approx(min(1.0, len(question.terms) / 8))


def test_evenness_by_hand():
    assert evenness([3.0]) == 0.0
    assert evenness([1.0, 1.0, 1.0]) == pytest.approx(1.0)
    p = math.e / (math.e + 1)
    expected = -(p * math.log(p) + (1 - p) * math.log(1 - p)) / math.log(2)
    assert evenness([2.0, 1.0]) == pytest.approx(expected)
    assert evenness([0.0, -5000.0]) == 0.0


def test_without_units_nothing_stands():
    with pytest.raises(ValueError, match="nothing"):
        stand(understand("공원"), ())
