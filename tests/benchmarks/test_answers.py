"""The benchmarks of answers and abstention: places of answers, what is kept out, AUROC."""

import json

import numpy as np
import pytest

from assistant import Assistant
from assistant.evaluation.terms import extract_content
from tests.benchmarks import abstention, answer_speed, answers
from tests.benchmarks.korquad_answers import (
    Overlap,
    UnitRanking,
    all_but,
    draw,
    holds_citation,
    holds_unit,
    name_of,
    only,
    open_library,
    read_articles,
)
from tests.index.library_fakes import CountingEncoder

# Two articles of two paragraphs; the answers are the kilometres and the years.
ARTICLES = (
    (
        "바다는 넓고 푸르다. 사과 마을의 바다는 폭이 12km이다. 배가 많이 다닌다.",
        "하늘은 높고 맑다. 사과 마을의 하늘에는 1998년에 처음 비행기가 날았다.",
    ),
    (
        "기차는 빠르고 길다. 언덕 마을의 기차는 2004년에 처음 달렸다.",
        "언덕은 낮고 둥글다. 언덕 마을의 언덕에서 기차가 보인다.",
    ),
)
QUESTIONS = (
    (0, 0, "사과 마을의 바다는 폭이 얼마인가?", "12km"),
    (0, 1, "사과 마을의 하늘에 비행기가 처음 날은 해는?", "1998년"),
    (1, 0, "언덕 마을의 기차가 처음 달린 해는?", "2004년"),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    data = [
        {"paragraphs": [{"context": text, "qas": []} for text in article]} for article in ARTICLES
    ]
    for article, paragraph, question, answer in QUESTIONS:
        place = data[article]["paragraphs"][paragraph]
        start = place["context"].index(answer)
        place["qas"].append(
            {"question": question, "answers": [{"text": answer, "answer_start": start}]}
        )
    # The same paragraph once more: a library holds it once.
    data[1]["paragraphs"].append({"context": ARTICLES[1][0], "qas": []})
    (folder / "eval").mkdir()
    file = folder / "eval" / "KorQuAD_v1.0_dev.json"
    file.write_text(json.dumps({"data": data}), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def library(shared, tmp_path_factory):
    texts, _ = read_articles(shared)
    with open_library(tmp_path_factory.mktemp("korquad"), CountingEncoder(), texts) as opened:
        yield opened


def test_names_tell_articles_and_answers_keep_their_places(shared):
    texts, asked = read_articles(shared)
    assert list(texts) == ["0000000", "0000001", "0010002", "0010003"]
    assert [(one.paragraph, one.article, one.text) for one in asked] == [
        (name, name[:3], question)
        for name, (*_, question, _) in zip(
            ("0000000", "0000001", "0010002"), QUESTIONS, strict=True
        )
    ]
    for one in asked:
        assert texts[one.paragraph][one.start :].startswith(one.answer)
    # The second article keeps its number where it stands alone.
    assert [one.article for one in read_articles(shared, "odd")[1]] == ["001"]
    assert draw(list(range(10)), 3) == [0, 3, 6] and draw([1, 2], None) == [1, 2]


def test_filters_hold_a_search_to_a_paragraph_or_keep_it_out(library):
    def found(filters):
        hits = library.search("마을 기차 하늘 바다", top_k=10, filters=filters)
        return {name_of(hit.document.source) for hit in hits}

    everything = {"0000000", "0000001", "0010002", "0010003"}
    assert found(None) == everything
    assert found(only("0000001")) == {"0000001"}
    for name in everything:
        assert found(all_but(name)) == everything - {name}
    assert found(all_but("000")) == {"0010002", "0010003"}
    assert found(all_but("001")) == {"0000000", "0000001"}


def test_units_and_citations_hold_the_place_of_the_answer(shared, library):
    _, asked = read_articles(shared)
    ranked = UnitRanking(library).rank(asked[0].text, only(asked[0].paragraph))
    assert [holds_unit(asked[0], unit) for unit in ranked] == ["12km" in u.text for u in ranked]
    assert ranked[0].text == "사과 마을의 바다는 폭이 12km이다."
    assert not any(holds_unit(asked[1], unit) for unit in ranked)
    cited = Assistant(library).ask(asked[0].text).citations
    assert cited and [holds_citation(asked[0], c) for c in cited] == [
        "12km" in c.quote for c in cited
    ]
    assert not any(holds_citation(asked[1], c) for c in cited)


def test_overlap_by_hand(shared):
    texts, asked = read_articles(shared)
    overlap = Overlap(texts)
    terms = next(iter(extract_content([asked[0].text])))
    assert {"사과", "마을", "바다", "폭"} <= set(terms)
    own = overlap.sentences(terms, [("0000000", 0.0)])
    # The second sentence holds all of it, the first only 바다, the third nothing.
    assert own == [("0000000", 1), ("0000000", 0), ("0000000", 2)]
    assert [overlap.holds(asked[0], place) for place in own] == [True, False, False]
    assert overlap.coverage(("바다", "하늘"), "0000000") == pytest.approx(
        overlap.weigh(["바다"]) / overlap.weigh(["바다", "하늘"])
    )
    # Twice the paragraphs that hold it, less weight: ln((4 - n + 0.5) / (n + 0.5) + 1).
    assert overlap.weigh(["바다"]) == pytest.approx(np.log(1 + 3.5 / 1.5))
    assert overlap.weigh(["사과"]) == pytest.approx(np.log(1 + 2.5 / 2.5))
    assert overlap.paragraphs(["바다"])[0][0] == "0000000"
    kept = overlap.paragraphs(["사과"], lambda name: name != "0000000")
    assert [name for name, _ in kept] == ["0000001"]


def test_area_and_its_interval():
    value, low, high = abstention.estimate_area([0.9, 0.8, 0.3, 0.6], [0.1, 0.8, 0.2, 0.5])
    # Of 16 pairs 12 are in order and one is a tie.
    assert value == 12.5 / 16
    assert 0 <= low < value < high <= 1
    assert abstention.estimate_area([1.0, 1.0], [0.0, 0.5]) == (1.0, 1.0, 1.0)
    assert abstention.estimate_area([0.5, 0.5], [0.5, 0.5]) == (0.5, 0.5, 0.5)


def test_abstention_is_measured_with_and_without_the_evidence(shared, library, capsys, tmp_path):
    texts, asked = read_articles(shared)
    said = abstention.ask_all(Assistant(library), asked)
    assistant = Assistant(library)
    for at, one in enumerate(asked):
        assert said["whole"][at][0] == assistant.ask(one.text).confidence
        without = assistant.ask(one.text, filters=all_but(one.paragraph))
        assert said["without paragraph"][at] == (without.confidence, not without.answerable)
    overlap = abstention.measure_overlap(Overlap(texts), asked)
    assert overlap["whole"][0] > overlap["without paragraph"][0]
    assert overlap["without paragraph"][2] > overlap["without article"][2]
    abstention.show("overlap", overlap)
    assert capsys.readouterr().out.startswith("overlap")
    with open_library(tmp_path, CountingEncoder(), texts) as other:
        abstention.check(other, tmp_path / "paragraphs", asked, said)
        assert other.status().documents == len(texts)
    assert "3 questions" in capsys.readouterr().out


def test_rows_of_korquad_and_of_a_gold_set(shared, library, tmp_path):
    texts, asked = read_articles(shared)
    rows, sentences = answers.measure_assistant(library, asked)
    assert [row.keys() for row in rows] == [{*answers.PLACES, *answers.CITED}] * 3
    assert rows[0]["paragraph@1"].part == 1.0 and len(sentences) <= 3
    assert [row["paragraph@1"].part for row in answers.measure_overlap(texts, asked)] == [1.0] * 3
    gold = tmp_path / "gold.jsonl"
    lines = [
        {
            "id": "a",
            "question": asked[0].text,
            "answerable": True,
            "answers": ["12km"],
            "type": "fact-number",
            "evidence": [{"doc": "0000000.txt", "quote": "사과 마을의 바다는 폭이 12km이다."}],
        },
        {"id": "b", "question": "소금의 원소 기호는?", "answerable": False},
    ]
    gold.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    run, area = answers.measure_gold(library, answers.load_gold(gold))
    assert area == 1.0
    column = dict(
        zip(
            ("", *answers.MEASURES, "AUROC", "sentences"),
            answers.describe("s", run, area),
            strict=True,
        )
    )
    assert column[""] == "s (2)" and column["AUROC"] == "1.000"
    assert column["hit@5"].startswith("1.000")


def test_an_answer_is_timed_first_and_again(library, tmp_path, shared):
    texts, asked = read_articles(shared)
    figures = answer_speed.run(
        lambda: open_library(tmp_path, CountingEncoder(), texts),
        [one.text for one in asked] * 10,
        2,
    )
    clocks, parts = answer_speed.CLOCKS, ("answer", "finding", "composing")
    assert set(figures) == {
        f"{name} {clock} {part}"
        for name in answer_speed.ROUNDS
        for clock in clocks
        for part in parts
    }
    for name in answer_speed.ROUNDS:
        whole, found = figures[f"{name} wall answer"], figures[f"{name} wall finding"]
        assert 0 < found[0] < whole[0] <= whole[1]
