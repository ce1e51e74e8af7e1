"""Answers written as JSON and read back: whole, and as far as it goes from other versions."""

import json
from dataclasses import fields, is_dataclass, replace
from types import NoneType
from typing import Literal, Union, get_args, get_origin, get_type_hints

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Answer, AnswerSentence, Citation, TablePlace, dump_answer, load_answer
from corpus import Page, Passage, Run, Span, View
from index import Change, DocumentRecord, Hit

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=6)
PAGES = tuple(Page(number, str(number), number * 10, number * 10 + 10) for number in range(3))
RECORD = DocumentRecord("d" * 64, "보고서.txt", "/r", "보고서", "text", "indexed", PAGES, 2, 40)
VIEW = View("도입률: 86.8", (Run(5, 12, 4),))
PASSAGE = Passage("p1", "d" * 64, 0, "table", VIEW, (Span(0, 9),), ("제1장",), "표 1", 1)
HIT = Hit(PASSAGE, RECORD, 0.75, 0.5, 12.25)
CITATION = Citation(
    1, "d" * 64, "보고서.txt", "보고서", 1, "ii", ("제1장",), 12, 16, "도입률: 86.8", True, "p1",
    TablePlace("표 1 (단위: %)", (3, 4), ("300인 이상",), ("2023년",)),
)  # fmt: skip
ANSWER = Answer(
    "도입율은?", "도입률은?", "partial", "「보고서」에 따르면 86.8이다. [1]",
    (AnswerSentence("86.8이다.", (1,), "row", "「보고서」에 따르면"),), (CITATION,),
    (HIT, replace(HIT, score=0.25)), (HIT,), 0.61, 12.5, ("llm-failed",),
    (Change("spelling", "도입율", "도입률"),), ("2024년",),
)  # fmt: skip


@st.composite
def views(draw):
    text = draw(TEXT)
    runs, source = [], draw(st.integers(0, 5))
    for at in draw(st.sets(st.integers(0, max(0, len(text) - 1)))) if text else ():
        runs.append(at)
    made = []
    for at in sorted(runs):
        source += draw(st.integers(1, 3))
        made.append(Run(at, source, 1))
    return View(text, tuple(made))


def anything(kind):
    """Return a strategy for values of a type as it is annotated."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind is View:
        return views()
    if kind is Span:
        return st.builds(lambda a, b: Span(a, a + b), st.integers(0, 99), st.integers(0, 9))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{f.name: anything(hints[f.name]) for f in fields(kind)})
    if origin is Literal:
        return st.sampled_from(parts)
    if origin is tuple and parts[-1] is ...:
        return st.lists(anything(parts[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(anything, parts))
    if NoneType in parts:
        return st.none() | anything(Union[*(part for part in parts if part is not NoneType)])
    return {
        str: TEXT,
        int: st.integers(-9, 10**6),
        float: st.floats(allow_nan=False),
        bool: st.booleans(),
    }[kind]


def through_json(answer):
    return json.loads(json.dumps(dump_answer(answer), ensure_ascii=False))


@settings(max_examples=40, deadline=None)
@given(anything(Answer))
def test_every_answer_comes_back_equal(answer):
    assert load_answer(through_json(answer)) == answer


def test_an_answer_comes_back_as_it_was_and_its_documents_stand_in_it_once():
    saved = through_json(ANSWER)
    assert load_answer(saved) == ANSWER
    assert (len(saved["documents"]), len(saved["passages"])) == (1, 1)
    assert saved["answer"]["citations"][0]["table"]["rows"] == [3, 4]


def test_scores_that_are_numbers_of_numpy_are_kept():
    scored = replace(HIT, score=np.float32(0.1), lexical=np.float64(0.3))
    back = load_answer(through_json(replace(ANSWER, passages=(scored,))))
    assert back.passages[0].score == float(np.float32(0.1)) and back.passages[0].lexical == 0.3


def test_an_earlier_version_lacks_fields_and_a_later_one_has_more():
    saved = through_json(ANSWER)
    for name in ("missing", "changes", "notes", "elapsed_ms"):
        del saved["answer"][name]
    saved["answer"]["mood"] = {"deep": [1]}
    saved["answer"]["citations"][0]["colour"] = "red"
    del saved["answer"]["citations"][0]["table"], saved["answer"]["sentences"][0]["place"]
    expected = replace(
        ANSWER,
        missing=(), changes=(), notes=(), elapsed_ms=0.0,
        citations=(replace(CITATION, table=None),),
        sentences=(replace(ANSWER.sentences[0], place="line"),),
    )  # fmt: skip
    assert load_answer(saved) == expected


def test_what_cannot_be_read_is_left_out_and_the_rest_stays():
    saved = through_json(ANSWER)
    saved["answer"]["outcome"] = "guessed"
    saved["answer"]["citations"] = [None, {"n": 7}, *saved["answer"]["citations"], {"quote": 3}]
    saved["answer"]["citations"][2]["verified"] = "yes"
    saved["answer"]["passages"][0]["document"] = 99
    saved["answer"]["near_misses"] = "none"
    saved["answer"]["changes"].append({"kind": "new", "before": "a", "after": "b"})
    back = load_answer(saved)
    assert back.outcome == "unsure", "an outcome of another version is for the reader to judge"
    assert back.citations == (replace(CITATION, verified=False),)
    assert back.passages == (replace(HIT, score=0.25),) and back.near_misses == ()
    assert back.changes == ANSWER.changes and back.text == ANSWER.text


def test_a_passage_whose_map_does_not_fit_is_no_hit():
    saved = through_json(ANSWER)
    saved["passages"][0]["view"]["runs"][0]["view"] = 900
    back = load_answer(saved)
    assert back.passages == () == back.near_misses
    assert back.citations == ANSWER.citations


@pytest.mark.parametrize("saved", [None, [], "x", {}, {"answer": 3}, {"answer": {"text": "a"}}])
def test_what_is_no_answer_is_none(saved):
    assert load_answer(saved) is None


def places(value, at=()):
    yield at
    for key in value if isinstance(value, dict) else range(len(value)):
        inner = value[key]
        if isinstance(inner, (dict, list)):
            yield from places(inner, (*at, key))
        else:
            yield (*at, key)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_to_a_saved_answer_raises(data):
    saved = through_json(ANSWER)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from([place for place in places(saved) if place]))
        holder = saved
        for key in path[:-1]:
            holder = holder[key]
        odd = [None, -1, 10**400, True, 0.5, "", "x", [], [[]], {}, {"n": 1}]
        if data.draw(st.booleans()):
            holder[path[-1]] = data.draw(st.sampled_from(odd))
        else:
            del holder[path[-1]]
    back = load_answer(saved)
    assert back is None or load_answer(through_json(back)) == back
