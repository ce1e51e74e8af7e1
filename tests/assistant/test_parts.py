import pytest

from assistant.parts import split_question


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("예산은 얼마야?", ("예산은 얼마야?",)),
        ("예산은 얼마야? 언제 시작해?", ("예산은 얼마야?", "예산은 언제 시작해?")),
        (
            "시범사업은 몇 월에 시작됐고, 예산은 얼마인가요?",
            ("시범사업은 몇 월에 시작됐고", "시범사업은 예산은 얼마인가요?"),
        ),
        # An ending before `있다` ends no clause, nor does one that quotes.
        (
            "특성을 어느 정도 가지고 있는 모델은 무엇인가?",
            ("특성을 어느 정도 가지고 있는 모델은 무엇인가?",),
        ),
        ("어떤 사람이 좋다고 말했는데 누구인가?", ("어떤 사람이 좋다고 말했는데 누구인가?",)),
        ("하늘시와 바다시는 어디에 있어?", ("하늘시와 바다시는 어디에 있어?",)),
        ("인재를 키우고 어떤 정책을 냈나요?", ("인재를 키우고 어떤 정책을 냈나요?",)),
    ],
)
def test_each_thing_is_asked_by_itself(question, parts):
    assert split_question(question) == parts


def test_no_question_comes_back_empty():
    for question in ("?", "각각", "와 과 각각", "고, 며, 얼마", "A, B, C, D, E 각각 얼마?"):
        assert all(part.strip() for part in split_question(question))
