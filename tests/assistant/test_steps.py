"""The switchboard of an ablation: a step that is left out makes a difference, alone."""

import pytest

from assistant import Assistant
from index import STEPS, Steps
from tests.index.library_fakes import open_library, write

NOTICE = (
    "누리도는 2025년 3월부터 논의 수문을 원격으로 여닫는 물길지기를 동부권 118곳에 들여놓고 "
    "농업인에게 예약 급수 서비스를 시작한다고 밝혔다. 사업비는 57억 원이다."
)
FILES = {
    "notice": NOTICE,
    "copy": f"{NOTICE}!",
    "sea": "바다 바다 바다 이야기\n수문은 바다 곁에 있다\n수문 수문 수문 수문",
    "names": "산업인터넷(IIoT)을 넓힌다\nIIoT는 기계를 잇는다",
    "train": "기차는 사과를 싣고 달린다\n기차 시간표는 57쪽에 있다",
}
# A step that joins the board brings a query here that does not come out the same without it.
EXAMPLES = {
    "wording": "tnansdms djeldp dlTskdy",
    "names": "산업인터넷이란?",
    "words": "바다의 수문",
    "meaning": "바다의 수문",
    "repeats": "물길지기 사업비는 얼마인가요?",
    "ranking": "수문은 어디에 있나요?",
    "sides": "물길지기 사업과 견주어 기차 시간표 쪽은 차이가 어떤가요?",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("steps")
    docs = write(folder / "docs", **FILES)
    with open_library(folder / "library") as library:
        library.sync([docs])
        yield library


def found(library, query, steps):
    hits = Assistant(library.taking(steps), steps=steps).retrieve(query)
    return [(hit.passage.id, round(hit.score, 6)) for hit in hits]


@pytest.mark.parametrize("name", STEPS)
def test_every_step_makes_a_difference(library, name):
    whole = found(library, EXAMPLES[name], Steps())
    assert found(library, EXAMPLES[name], Steps().without([name])) != whole
    assert found(library, EXAMPLES[name], Steps()) == whole


def test_leaving_out_a_leg_is_searching_by_the_other(library):
    for name, mode in (("words", "dense"), ("meaning", "lexical")):
        other = library.taking(Steps().without([name]))
        assert other.search("바다의 수문") == library.search("바다의 수문", mode=mode)
        # A leg that is asked for by name is searched all the same.
        assert other.search("바다", mode="lexical") == library.search("바다", mode="lexical")


def test_repeats_are_hits_of_their_own_when_not_folded(library):
    other = library.taking(Steps().without(["repeats"]))
    texts = [hit.passage.text for hit in other.search(EXAMPLES["repeats"])]
    assert sum("물길지기" in text for text in texts) == 2
    texts = [hit.passage.text for hit in library.search(EXAMPLES["repeats"])]
    assert sum("물길지기" in text for text in texts) == 1


def test_without_ranking_the_order_is_the_library_s_and_the_first_hit_is_quoted(library):
    steps = Steps().without(["ranking"])
    assistant = Assistant(library, steps=steps)
    hits = library.search("수문은 어디에 있나요?", top_k=10)
    assert assistant.retrieve("수문은 어디에 있나요?") == hits
    assert Assistant(library).retrieve("수문은 어디에 있나요?") != hits


def test_what_cannot_be_left_out_is_refused():
    with pytest.raises(ValueError, match="colour"):
        Steps().without(["colour"])
    with pytest.raises(ValueError, match="words or meaning"):
        Steps().without(["words", "meaning"])
    assert Steps().without(["ranking"]) == Steps(ranking=False)
