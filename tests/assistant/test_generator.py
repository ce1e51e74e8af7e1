"""The language model as a writer: what it writes is shown only where it is proved."""

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant import Assistant, ChatGenerator
from assistant.generation import failures
from assistant.generation.prompt import build_prompt
from corpus import GeneratorError
from tests.assistant.fakes import FakeLibrary
from ui.messages.failures import FAILURES
from ui.messages.notes import NOTES

REPORT = """하늘시는 2021년에 시범사업을 시작했다.
시범사업 예산은 5,700억 원이다."""
ASKED = "시범사업 예산은 얼마인가요?"


class Says:
    def __init__(self, text):
        self.text = text
        self.seen = []

    def write(self, question, passages):
        self.seen.append((question, passages))
        if isinstance(self.text, Exception):
            raise self.text
        yield from self.text


def ask(generator, question=ASKED, **settings):
    return Assistant(FakeLibrary(REPORT), generator, **settings).ask(question)


def test_a_true_sentence_is_shown_with_its_proof():
    answer = ask(Says("시범사업의 예산은 5,700억 원입니다."))
    assert [s.text for s in answer.sentences] == ["시범사업의 예산은 5,700억 원입니다."]
    assert answer.citations[0].quote == "시범사업 예산은 5,700억 원이다."
    assert answer.citations[0].verified and answer.notes == ()


def test_a_false_figure_is_not_shown():
    answer = ask(Says("시범사업의 예산은 5,700억 원입니다. 시범사업 예산은 9,900억 원입니다."))
    assert "9,900" not in answer.text
    assert answer.notes == ("llm-partly-unsupported:1",)


def test_when_all_is_invented_the_source_speaks():
    answer = ask(Says("달나라 토끼가 방아를 찧었습니다."))
    assert answer.sentences[0].text == "시범사업 예산은 5,700억 원이다."
    assert answer.notes == ("llm-unsupported",)


def test_a_model_that_fails_gives_way_to_the_source():
    answer = ask(Says(GeneratorError("llm-failed", model="m", reason="TimeoutError")))
    assert answer.sentences[0].text == "시범사업 예산은 5,700억 원이다."
    assert answer.notes == ("llm-failed",)


def test_without_evidence_the_model_is_not_asked():
    says = Says("화성 탐사선은 2030년에 갑니다.")
    answer = ask(says, "화성 탐사선 발사 날짜는 언제야?")
    assert answer.outcome == "none" and says.seen == []


def test_what_is_said_twice_is_shown_once():
    answer = ask(Says("시범사업 예산은 5,700억 원입니다. " * 3 + "예산은 9조 원입니다. " * 3))
    assert answer.text == "시범사업 예산은 5,700억 원입니다. [1]"
    assert answer.notes == ("llm-partly-unsupported:1",)


def test_a_reader_who_stops_stops_the_model():
    class Endless:
        stopped = False

        def write(self, question, excerpts):
            try:
                while True:
                    yield "시범사업 예산은 5,700억 원입니다. 하늘시는 2021년에 시범사업을 시작했습니다. "
            finally:
                Endless.stopped = True

    stream = Assistant(FakeLibrary(REPORT), Endless()).stream(ASKED)
    next(stream)
    stream.close()
    assert Endless.stopped


def test_every_way_of_failing_has_its_words():
    codes = {*failures._BY_STATUS.values(), *(code for _, code in failures._BY_NAME)}
    codes = codes - {"llm-connection"} | {"llm-unreachable", "llm-interrupted", "llm-says-none"}
    assert codes <= set(FAILURES) and codes <= set(NOTES)
    assert len({NOTES[code] for code in codes}) == len(codes)


def test_an_unproved_sentence_can_be_shown_as_such():
    says = Says("시범사업의 예산은 5,700억 원입니다. 시범사업 예산은 9,900억 원입니다.")
    answer = ask(says, marks_unproved=True)
    assert answer.text.splitlines() == [
        "시범사업의 예산은 5,700억 원입니다. [1]",
        "시범사업 예산은 9,900억 원입니다. (미확인)",
    ]
    assert [s.citations for s in answer.sentences] == [(1,), ()]
    assert answer.notes == ("llm-partly-unproved:1",)


def test_the_models_own_marks_prove_nothing():
    answer = ask(
        Says("시범사업 예산은 9,900억 원입니다 [1][2]. 시범사업 예산은 5,700억 원입니다 [7].")
    )
    assert answer.text == "시범사업 예산은 5,700억 원입니다. [1]"


def test_sentences_are_shown_as_they_are_proved():
    written = []

    class Slowly:
        def write(self, question, excerpts):
            for sentence in (
                "시범사업 예산은 5,700억 원입니다. ",
                "예산은 9조 원입니다. ",
                "하늘시는 2021년에 시범사업을 시작했습니다.",
            ):
                written.append(sentence)
                yield sentence

    stream = Assistant(FakeLibrary(REPORT), Slowly()).stream(ASKED)
    first = next(stream)
    assert first.text == "시범사업 예산은 5,700억 원입니다. [1]" and len(written) == 2
    *_, last = stream
    assert [s.text for s in last.sentences] == [
        "시범사업 예산은 5,700억 원입니다.",
        "하늘시는 2021년에 시범사업을 시작했습니다.",
    ]


def test_half_an_answer_gives_way_to_the_source():
    class Breaks:
        def write(self, question, excerpts):
            yield "시범사업 예산은 5,700억 원입니다. 하늘시는"
            raise GeneratorError("llm-interrupted")

    answers = list(Assistant(FakeLibrary(REPORT), Breaks()).stream(ASKED))
    assert answers[-1].sentences[0].text == "시범사업 예산은 5,700억 원이다."
    assert answers[-1].notes == ("llm-interrupted",)


def test_passages_stand_between_fences_that_a_document_cannot_guess():
    one = build_prompt("질문", ["본문"])[1][1]
    other = build_prompt("질문", ["본문"])[1][1]
    assert one != other and "본문" in one


@pytest.fixture
def chat(monkeypatch):
    def give(*replies):
        model = GenericFakeChatModel(messages=iter(replies))
        monkeypatch.setattr("langchain.chat_models.init_chat_model", lambda *_, **__: model)
        return ChatGenerator("fake:model")

    return give


def test_a_langchain_chat_model_writes(chat):
    generator = chat(AIMessage("예산은 5,700억 원입니다."))
    assert "".join(generator.write("예산?", ["본문"])) == "예산은 5,700억 원입니다."


def test_an_empty_reply_is_a_failure(chat):
    with pytest.raises(GeneratorError) as failed:
        list(chat(AIMessage("  ")).write("예산?", ["본문"]))
    assert failed.value.code == "llm-empty"


def test_a_broken_connection_is_a_failure(chat):
    with pytest.raises(GeneratorError) as failed:
        list(chat().write("예산?", ["본문"]))
    assert failed.value.code == "llm-failed"


def test_an_unknown_provider_names_what_is_missing():
    with pytest.raises(GeneratorError) as failed:
        ChatGenerator("nobody:nothing")
    assert failed.value.code in ("llm-not-usable", "llm-package-missing")
