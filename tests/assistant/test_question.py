import pytest

from assistant.answer_types import expected_type, matches_type
from assistant.question import content_terms, find_numbers, fold, understand
from corpus import QuestionError, analyze


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("예산이 얼마야?", "money"),
        ("몇 개 기업이 참여했나요?", "amount"),
        ("배송시간을 몇 시간 줄였나요?", "amount"),
        ("언제 발표했습니까?", "date"),
        ("계획을 발표한 해는?", "date"),
        ("위원장은 누구인가요?", "person"),
        ("산업 인터넷이란 무엇인가요?", "definition"),
        ("신산반 뜻", "definition"),
        ("다섯 가지 특징은 무엇인가요?", "list"),
        ("협력업체가 어디어디야?", "list"),
        ("왜 실패했어?", "reason"),
        ("어떻게 신청하나요?", "method"),
        ("두 도시의 예산을 비교해 줘", "comparison"),
        ("이 보고서 요약해 줘", "summary"),
        ("How many firms took part?", "amount"),
        ("When was it announced?", "date"),
        ("为什么失败？", "reason"),
        ("협력하고 있는 기업은 어디입니까?", "organization"),
        ("바이두 설립허가", "fact"),
    ],
)
def test_kind_of_answer(question, kind):
    assert expected_type(question) == kind


def test_a_count_of_things_is_a_number_not_a_list():
    assert expected_type("혁신센터를 몇 곳 세울 계획인가요?") == "amount"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("amount", "예산은 5,700억 원이다", True),
        ("amount", "예산이 크다", False),
        ("date", "2015년 5월에 발표", True),
        ("date", "곧 발표", False),
        ("reason", "수요가 줄었기 때문이다", True),
        ("entity", "아무 말", True),
    ],
)
def test_looks_of_an_answer(kind, text, expected):
    assert matches_type(kind, text) is expected


def test_terms_drop_question_words_and_particles():
    question = understand("하이얼의 예산을 알려 줘, 얼마야?")
    assert question.terms == ("하이얼", "예산")


def test_terms_fold_case_width_and_separators():
    assert content_terms(analyze(fold("ＩoT 5,700억"))) == ("iot", "5700", "억")


def test_numbers_lose_separators_and_come_once():
    assert find_numbers("5,700억과 1.5조, 다시 5,700") == ("5700", "1.5")


def test_language():
    assert understand("预算是多少？").language == "zh"
    assert understand("How much?").language == "en"
    assert understand("衆創空間이 뭐야").language == "ko"


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "question-empty"), (" \n", "question-empty"), ("🙂🙂?!", "question-without-words")],
)
def test_questions_without_a_question_are_refused(text, code):
    with pytest.raises(QuestionError) as refused:
        understand(text)
    assert refused.value.code == code


def test_a_pasted_document_is_refused_with_its_length():
    with pytest.raises(QuestionError) as refused:
        understand("가" * 100_000)
    assert refused.value.code == "question-too-long"
    assert refused.value.details["length"] == 100_000


def test_half_a_surrogate_pair_is_an_unknown_character():
    """What a terminal hands on that is no UTF-8: it could be neither cut nor printed."""
    assert understand("예산\ud800은?").text == "예산\ufffd은?"
