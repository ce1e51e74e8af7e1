"""Other values for the same thing are shown with their sources, and nothing else is."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.composing import Quotation
from assistant.disagreement import NOTE, add_others, find_others, show_others
from assistant.evidence import Evidence
from assistant.question import understand
from assistant.retrieval import Part
from index import Hit, Library
from tests.assistant.fakes import make_document, make_passage, make_record
from tests.index.library_fakes import CountingEncoder

CASES = Path(__file__).with_name("disagreement_cases.txt")


def read_cases():
    for block in CASES.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines:
            yield lines[0][2:], lines[1:-1], lines[-1][1:].strip()


def make_part(question, lines):
    """What was found, best first, a document each; the first is what is quoted."""
    ranked = []
    for at, line in enumerate(lines):
        date, title, text = line.split(" | ")
        document = replace(make_document(text, document_id=f"{at:064d}"), title=title)
        record = make_record(document)
        if date != "-":
            record = replace(record, facts=(("date", date),))
        passage = make_passage(document, 0, len(text))
        unit = Evidence(Hit(passage, record, 1.0, 1.0, 1.0), 0, passage.units[0], text, set(), None)
        ranked.append((unit, 10.0 - at))
    first = ranked[0][0]
    quotation = Quotation(first.hit, (first.span,), (first.text,), 10.0)
    part = Part(understand(question), tuple(unit.hit for unit, _ in ranked), tuple(ranked), 0.9)
    return part, (quotation,)


@pytest.mark.parametrize(("question", "lines", "other"), tuple(read_cases()))
def test_another_value_for_the_same_is_found(question, lines, other):
    found = find_others(*make_part(question, lines))
    assert [other in one.texts[0] for one in found] == ([True] if other else [])


def test_at_most_three_values_are_shown():
    lines = [
        f"20{20 + at} | 자료 {'가나다라'[at]} | 달빛대교의 총사업비는 {value}억 원이다."
        for at, value in enumerate((1240, 1510, 1830, 1990))
    ]
    assert len(find_others(*make_part("달빛대교의 총사업비는 얼마인가요?", lines))) == 2


def shown(*lines, question="달빛대교의 총사업비는 얼마인가요?"):
    part, quoted = make_part(question, lines)
    quotations, notes = show_others([part], quoted)
    return [(one.frame, one.texts[0]) for one in quotations], notes


def test_the_frame_says_which_document_is_newer():
    old = "2019-03 | 건설 백서 | 달빛대교의 총사업비는 1,240억 원이다."
    new = "2022-11 | 감사 보고서 | 달빛대교의 총사업비는 1,510억 원이다."
    quotations, notes = shown(old, new)
    assert notes == (NOTE,)
    frames = [frame for frame, _ in quotations]
    assert frames == ["", "더 최근 문서인 「감사 보고서」(2022)에는 다르게 나옵니다:"]
    quotations, _ = shown(new, old)
    assert quotations[1][0] == "이전 문서인 「건설 백서」(2019)에는 다르게 나옵니다:"
    quotations, _ = shown(old.replace("2019-03", "-"), new.replace("2022-11", "-"))
    assert quotations[1][0] == "「감사 보고서」에는 다르게 나옵니다:"


def test_of_two_editions_the_newer_leads():
    old = "2023 | 연차보고서 2023 | 달빛대교의 총사업비는 1,240억 원이다."
    new = "2024 | 연차보고서 2024 | 달빛대교의 총사업비는 1,510억 원이다."
    for lines in ((old, new), (new, old)):
        quotations, _ = shown(*lines)
        leads = "" if lines[0] is new else "더 최근 판인 「연차보고서 2024」(2024)에 따르면,"
        assert quotations[0] == (leads, "달빛대교의 총사업비는 1,510억 원이다.")
        frame = "이전 판인 「연차보고서 2023」(2023)에는 다르게 나옵니다:"
        assert quotations[1] == (frame, "달빛대교의 총사업비는 1,240억 원이다.")


def test_what_agrees_stays_as_it_is():
    line = "2023 | 건설 백서 | 달빛대교의 총사업비는 1,240억 원이다."
    quotations, notes = shown(line, line.replace("건설 백서", "감사 보고서"))
    assert quotations == [("", "달빛대교의 총사업비는 1,240억 원이다.")] and notes == ()


OLD = "달빛대교의 총사업비는 1,240억 원으로 집계되었다."
NEW = "달빛대교의 총사업비는 1,510억 원으로 나타났다."


def test_what_a_model_leaves_out_is_added():
    part, told = make_part(
        "달빛대교의 총사업비는 얼마인가요?",
        (f"2019 | 건설 백서 | {OLD}", f"2022 | 감사 보고서 | {NEW}"),
    )
    others, notes = add_others([part], told)
    assert [one.texts[0] for one in others] == [NEW] and notes == (NOTE,)
    # It told both, or nothing that is proved.
    assert add_others([part], (*told, *others)) == ((), (NOTE,))
    assert add_others([part], ()) == ((), ())


def test_a_model_that_tells_one_value_does_not_hide_the_other(tmp_path):
    class Says:
        def __init__(self, text):
            self.text = text

        def write(self, question, excerpts):
            yield self.text

    files = tmp_path / "files"
    files.mkdir()
    (files / "백서.txt").write_text(f"건설 백서\n\n{OLD}\n", "utf-8")
    (files / "감사.txt").write_text(f"감사 보고서\n\n{NEW}\n", "utf-8")
    with Library.open(tmp_path / "library", CountingEncoder()) as library:
        library.sync([files])

        def ask(text):
            answer = Assistant(library, Says(text)).ask("달빛대교의 총사업비는 얼마인가요?")
            return [sentence.text for sentence in answer.sentences], answer.notes

        said = OLD.replace("집계되었다", "집계되었습니다")
        assert ask(said) == ([said, NEW], (NOTE,))
        assert ask(f"{said} {NEW}") == ([said, NEW], (NOTE,))
        # What it invents gives way to the source, which shows both.
        texts, notes = ask("달빛대교의 총사업비는 9조 원입니다.")
        assert set(texts) == {OLD, NEW} and notes == ("llm-unsupported", NOTE)
