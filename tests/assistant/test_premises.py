"""What a question takes for granted and its source says otherwise is named, and nothing else."""

from pathlib import Path
from time import process_time

import pytest

from assistant.evidence import Evidence
from assistant.premises import find_premise
from assistant.premises.slots import read_slots
from assistant.question import understand
from index import Hit
from tests.assistant.fakes import make_document, make_passage, make_record

CASES = Path(__file__).with_name("premise_cases.txt")


def read_cases():
    blocks = CASES.read_text("utf-8").split("\n\n")
    for block in blocks:
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines:
            yield lines[0][2:], lines[1:-1], lines[-1][1:].strip()


def units(texts):
    """Units found, best first, a passage and a document each."""
    for at, text in enumerate(texts):
        document = make_document(text, document_id=f"{at:064d}")
        passage = make_passage(document, 0, len(text))
        hit = Hit(passage, make_record(document), 1.0, 1.0, 1.0)
        yield Evidence(hit, 0, passage.units[0], text, frozenset(), None), 10.0 - at


@pytest.mark.parametrize(("question", "texts", "held"), tuple(read_cases()))
def test_what_the_documents_say_instead_is_named(question, texts, held):
    found = find_premise(understand(question), tuple(units(texts)))
    assert (found.held if found else "") == held


def test_there_are_enough_cases_both_ways():
    held = [bool(held) for *_, held in read_cases()]
    assert sum(held) >= 40 and len(held) - sum(held) >= 40


def test_the_frame_says_it_in_a_sentence():
    texts = ["나래센터는 2017년 문을 열었다.", "쌀 소비량은 0.3kg 감소하였다."]
    opened, less = (tuple(units([text])) for text in texts)
    asked = understand("2018년에 문을 연 나래센터는 어디에 있나요?")
    assert find_premise(asked, opened).frame == "문서에는 2017년으로 되어 있습니다:"
    asked = understand("쌀 소비량이 증가한 이유는?")
    assert find_premise(asked, less).frame == "문서에는 줄어든 것으로 되어 있습니다:"


def test_a_long_text_is_read_in_time():
    hostile = "2018년 2월에 문을 열고 " * 4_000
    started = process_time()
    assert find_premise(understand("2019년에 문을 연 나래센터는?"), tuple(units([hostile]))) is None
    read_slots(hostile, "date")
    assert process_time() - started < 1.0
