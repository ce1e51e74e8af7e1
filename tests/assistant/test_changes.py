"""Which questions changed between two runs."""

from dataclasses import replace

from assistant.evaluation.changes import QuestionOutcome, compare_outcomes
from assistant.evaluation.gold import GoldQuestion

RIGHT = QuestionOutcome(1, True, True, False, "서울이다")


def question(identifier, answerable=True):
    return GoldQuestion(identifier, f"{identifier}?", answerable)


def change(before, after, answerable=True):
    found = compare_outcomes([(question("q", answerable), before, after)])
    return [(one.verdict, round(one.gain, 4)) for one in found]


def test_what_counts_as_won_lost_and_mixed():
    assert change(RIGHT, RIGHT) == []
    assert change(RIGHT, replace(RIGHT, answer="수도는 서울이다")) == []  # as right in other words
    assert change(RIGHT, replace(RIGHT, rank=2)) == [("lost", -0.5)]
    assert change(replace(RIGHT, rank=None), RIGHT) == [("won", 1.0)]
    assert change(RIGHT, replace(RIGHT, answer_hit=False)) == [("lost", -1.0)]
    better_rank = replace(RIGHT, rank=1, citation_hit=False)
    assert change(replace(RIGHT, rank=4), better_rank) == [("mixed", -0.25)]
    # An answerable question that is no longer answered is lost, and won back.
    silent = replace(RIGHT, abstained=True, answer="")
    assert change(RIGHT, silent) == [("lost", -1.0)]
    assert change(silent, RIGHT) == [("won", 1.0)]


def test_of_an_unanswerable_question_only_the_abstention_counts():
    said = QuestionOutcome(None, None, None, False, "57억")
    silent = replace(said, abstained=True, answer="")
    assert change(said, silent, answerable=False) == [("won", 1.0)]
    assert change(silent, said, answerable=False) == [("lost", -1.0)]
    assert change(said, replace(said, answer="58억"), answerable=False) == []


def test_lost_ones_come_first_then_the_largest_then_by_id():
    found = compare_outcomes(
        [
            (question("won"), replace(RIGHT, rank=2), RIGHT),
            (question("b"), RIGHT, replace(RIGHT, rank=2)),
            (question("a"), RIGHT, replace(RIGHT, rank=2)),
            (question("worst"), RIGHT, QuestionOutcome(None, False, False, True, "")),
        ]
    )
    assert [one.question.id for one in found] == ["worst", "a", "b", "won"]
    assert found[0].to_dict() == {
        "id": "worst",
        "question": "worst?",
        "verdict": "lost",
        "gain": -4.0,
        "rank": [1, None],
        "answer_hit": [True, False],
        "citation_hit": [True, False],
        "abstained": [False, True],
        "answer": ["서울이다", ""],
    }
