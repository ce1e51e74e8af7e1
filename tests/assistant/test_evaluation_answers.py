from dataclasses import replace

import pytest

from assistant.evaluation.answers import (
    cited_regions,
    occurs,
    score_answer_hit,
    score_answer_recall,
    score_both_where_found,
    score_citation_hit,
    score_citation_precision,
)
from assistant.evaluation.coverage import EvidenceFinder
from assistant.evaluation.gold import Evidence, GoldQuestion, combine_evidence
from assistant.evaluation.metrics import Share
from tests.assistant.evaluation_fakes import make_answer, make_citation, make_document


def asked(*answers, nuggets=()):
    return GoldQuestion("q", "?", True, answers=answers, nuggets=nuggets)


def said(*sentences, **more):
    return make_answer([(sentence, (1,)) for sentence in sentences], **more)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("1조 위안", "규모는 1조위안이다"),
        ("1조위안", "규모는 1조 위안이다"),
        ("5,700억", "매출 5700억 원"),
        ("5700억", "매출 5,700억 원"),
        ("Klaus Schwab", "(KLAUS  SCHWAB) 의장"),
        ("２０１５년", "2015년에"),
        ("1,918개", "현재 1,918 개 기업"),
        ("바이오·의료기기", "바이오·의료기기 등"),
        ("40곳", "15곳, 40곳"),
        ("7.5%", "(7.5%)"),
        ("2015", "2015, 2016"),
        ("2015", "2015."),
    ],
)
def test_answers_occur_with_spaces_commas_case_and_width_ignored(wanted, text):
    assert occurs(wanted, [text])


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("40곳", "140곳"),
        ("40곳", "1,040곳"),
        ("5%", "7.5%"),
        ("1,918", "1,918,000"),
        ("7.5", "7.55"),
        ("3", "3.5"),
        ("1조 위안", "2조 위안"),
        ("...", "아무것도."),
        (" , ", "쉼표, 하나"),
    ],
)
def test_part_of_a_number_is_not_the_number(wanted, text):
    assert not occurs(wanted, [text])


def test_answer_hit_reads_through_marks_and_markdown():
    answer = make_answer([("규모는 **1조** `위안`", (1,))], text=r"규모는 **1조**[1] 위안\[2\]이다")
    assert score_answer_hit(asked("1조 위안이다"), answer) == Share(1.0, 1.0)
    escaped = make_answer([("7~8월", (1,))], text=r"7\~8월 [1]")
    assert score_answer_hit(asked("7~8월"), escaped).part == 1.0


def test_answer_hit_takes_any_variant_or_every_nugget():
    listed = asked("가, 나, 다", nuggets=(("가나",), ("다라", "마바")))
    assert score_answer_hit(listed, said("가나와 마바이다")).part == 1.0
    assert score_answer_hit(listed, said("가나뿐이다")).part == 0.0
    assert score_answer_hit(asked("하나", "둘"), said("둘이다")).part == 1.0


def test_an_abstention_hits_nothing_even_where_its_words_would():
    answer = said("하나를 찾지 못했습니다", outcome="none")
    assert score_answer_hit(asked("하나"), answer) == Share(0.0, 1.0)
    assert score_answer_recall(asked("하나"), answer) == Share(0.0, 1.0)


def test_questions_without_gold_answers_count_for_nothing():
    assert score_answer_hit(asked(), said("무엇이든")) == Share(0.0, 0.0)
    assert score_answer_recall(asked(), said("무엇이든")) == Share(0.0, 0.0)


def test_recall_is_the_share_of_nuggets():
    question = asked("통째로", nuggets=(("정보기술",), ("첨단로봇",), ("항공",), ("우주",)))
    assert score_answer_recall(question, said("정보기술과 우주, 항공")).part == 0.75


def test_recall_is_the_share_of_the_best_answers_content_morphemes():
    # Of 세계/포럼/의장 two are said, of 스위스/경제학자 none.
    question = asked("스위스 경제학자", "세계 포럼 의장")
    answer = said("포럼의 의장이 말했다")
    assert score_answer_recall(question, answer).part == pytest.approx(2 / 3)


def test_recall_of_an_answer_that_occurs_is_one_however_it_is_cut():
    assert score_answer_recall(asked("1,200억 위안"), said("1200억위안에 이른다")).part == 1.0


def question_about(*quotes, requires=()):
    return GoldQuestion(
        "q",
        "?",
        True,
        evidence=tuple(Evidence("a.txt", quote) for quote in quotes),
        alternatives=combine_evidence(len(quotes), requires),
    )


DOCUMENT = make_document("첫째 근거 문장. 둘째 근거 문장. 아무 상관 없는 말.")
#                         0.......... 10......... 20


def test_citations_hit_when_they_cover_an_alternative_together():
    target = EvidenceFinder([DOCUMENT]).target(
        question_about("첫째 근거 문장", "둘째 근거 문장", requires=((0, 1),))
    )
    first, second = make_citation(DOCUMENT, 0, 9), make_citation(DOCUMENT, 10, 18, n=2)
    assert score_citation_hit(target, make_answer([("x", (1,))], [first])).part == 0.0
    assert score_citation_hit(target, make_answer([("x", (1,))], [first, second])).part == 1.0
    silent = make_answer([], [first, second], outcome="none")
    assert score_citation_hit(target, silent) == Share(0.0, 1.0)


def test_precision_is_the_share_of_cited_spans_that_touch_evidence():
    target = EvidenceFinder([DOCUMENT]).target(question_about("둘째 근거 문장"))
    touching = make_citation(DOCUMENT, 0, 11)  # holds the first letter of the quotation
    beside = make_citation(DOCUMENT, 0, 10, n=2)  # ends right before it
    beyond = make_citation(DOCUMENT, 20, 28, n=3)
    answer = make_answer([("x", (1, 2, 3))], [touching, beside, beyond])
    assert score_citation_precision(target, answer) == Share(1.0, 3.0)
    assert score_citation_precision(target, make_answer()) == Share(0.0, 0.0)


def test_a_span_cited_twice_counts_once():
    twice = [make_citation(DOCUMENT, 0, 9), make_citation(DOCUMENT, 0, 9, n=2)]
    assert len(cited_regions(make_answer([("x", (1, 2))], twice))) == 1


def test_both_count_only_where_the_evidence_is_near_the_top():
    right, wrong, unasked = Share(1.0, 1.0), Share(0.0, 1.0), Share(0.0, 0.0)
    assert score_both_where_found(right, right, 5) == Share(1.0, 1.0)
    assert score_both_where_found(right, wrong, 1) == Share(0.0, 1.0)
    assert score_both_where_found(wrong, right, 1) == Share(0.0, 1.0)
    assert score_both_where_found(right, right, 6) == Share(0.0, 0.0)
    assert score_both_where_found(right, right, None) == Share(0.0, 0.0)
    assert score_both_where_found(unasked, right, 1) == Share(0.0, 0.0)


def test_what_stands_in_our_own_lead_in_is_no_answer():
    plain = said("예산은 30억 원이다.")
    frame = "「2024년 예산」(3쪽)에 따르면,"
    framed = replace(
        plain,
        text=f"{frame} {plain.text}",
        sentences=tuple(replace(sentence, frame=frame) for sentence in plain.sentences),
    )
    assert score_answer_hit(asked("30억 원"), framed) == Share(1.0, 1.0)
    assert score_answer_hit(asked("2024년"), framed) == Share(0.0, 1.0)
