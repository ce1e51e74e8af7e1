"""The tuning sets say what stands in their documents."""

from collections import Counter

import pytest

from assistant import load_gold
from assistant.goldset import check_gold
from corpus import read_document
from tests.benchmarks.meaning import HERE

SETS = sorted(path.parent for path in HERE.glob("tuning/*/gold.jsonl"))


def documents(folder):
    return [read_document(path, path.name) for path in sorted((folder / "docs").iterdir())]


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_every_quotation_stands_in_its_document(folder):
    checked = check_gold(folder / "gold.jsonl", documents(folder))
    assert not checked.errors


def test_documents_of_all_sets_may_stand_in_one_library():
    names = Counter(path.name for folder in SETS for path in (folder / "docs").iterdir())
    assert not [name for name, n in names.items() if n > 1]


def test_ids_tell_the_questions_of_all_sets_apart():
    ids = Counter(q.id for folder in SETS for q in load_gold(folder / "gold.jsonl"))
    assert not [one for one, n in ids.items() if n > 1]


def test_both_values_of_a_disagreement_are_needed():
    gold = load_gold(HERE / "tuning" / "set4" / "gold.jsonl")
    split = [question for question in gold if question.type == "disagreement"]
    assert len(split) >= 8
    for question in split:
        assert len(question.nuggets) == 2
        for group in question.alternatives:
            assert len({question.evidence[number].doc for number in group}) == 2, question.id
