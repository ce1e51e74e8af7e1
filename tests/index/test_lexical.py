from collections import Counter
from dataclasses import replace
from math import log

import pytest

from index.lexical import EXPANSION_WEIGHT, FieldBoosts, LexicalIndex, LexicalRow
from index.terms import Terms, pack_words, unpack_words

# Up to 40 terms tantivy keeps the exact length.
ROWS = (
    LexicalRow(7, "예산 예산 증가 서울", "예산 산을", "재정"),
    LexicalRow(3, "예산 감소", "예산", ""),
    LexicalRow(9, "서울 교통 서울 지하철 노선 확대", "서울", "교통"),
    LexicalRow(4, "날씨", "날씨", "재정"),
)
KEYS = (("1.5조", "2015년"), ("1.5조",), (), ("3월",))
K1, B = 1.2, 0.75


def bm25(field, terms, boost=1.0):
    """BM25 of every row by the formula: Robertson and Zaragoza (2009), Lucene's IDF."""
    texts = {row.number: getattr(row, field).split() for row in ROWS}
    mean = sum(map(len, texts.values())) / len(texts)
    scores = Counter()
    for term in terms:
        holding = sum(term in text for text in texts.values())
        idf = log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        for number, text in texts.items():
            tf = text.count(term)
            if tf:
                length = 1 - B + B * len(text) / mean
                scores[number] += boost * idf * tf * (K1 + 1) / (tf + K1 * length)
    return scores


def ranked(scores):
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def search(index, words=(), grams=(), limit=10, extra=None):
    found = index.search(Terms(tuple(words), tuple(grams)), limit, extra)
    return [(scored.number, scored.score) for scored in found]


def test_scores_are_bm25_by_hand():
    index = LexicalIndex.build(ROWS)
    words, grams = ("예산", "서울", "재정", "없음"), ("예산", "서울")
    boosts = FieldBoosts()
    expected = bm25("words", words) + bm25("grams", grams, boosts.grams)
    expected += bm25("context", words, boosts.context)
    found = search(index, words, grams)
    assert [number for number, _ in found] == [number for number, _ in ranked(expected)]
    for number, score in found:
        assert score == pytest.approx(expected[number], rel=1e-5)


def keyed(row, *keys):
    return replace(row, words=pack_words(row.words.split(), keys))


def test_keys_are_a_field_of_their_own_and_make_no_passage_longer():
    with_keys = [keyed(row, *keys) for row, keys in zip(ROWS, KEYS, strict=True)]
    plain, index = LexicalIndex.build(ROWS), LexicalIndex.build(with_keys)
    assert search(index, ["예산", "서울"], ["예산"]) == search(plain, ["예산", "서울"], ["예산"])
    terms = Terms((), (), ("1.5조", "2015년"))
    found = {scored.number: scored.score for scored in index.search(terms, 10)}
    mean = sum(map(len, KEYS)) / len(KEYS)
    expected = Counter()
    for term in terms.keys:
        holding = sum(term in keys for keys in KEYS)
        idf = log(1 + (len(KEYS) - holding + 0.5) / (holding + 0.5))
        for row, keys in zip(ROWS, KEYS, strict=True):
            if term in keys:
                length = 1 - B + B * len(keys) / mean
                expected[row.number] += FieldBoosts().keys * idf * (K1 + 1) / (1 + K1 * length)
    assert found == pytest.approx(dict(expected), rel=1e-5)


def test_a_key_that_nobody_writes_is_not_missed():
    index = LexicalIndex.build([keyed(ROWS[0], "1.5조"), *ROWS[1:]])
    own = index.ceiling(Terms(("예산",), ()))
    assert index.ceiling(Terms(("예산",), (), ("7억",))) == own
    assert index.ceiling(Terms(("예산",), (), ("1.5조",))) > own


@pytest.mark.parametrize("keys", [(), ("1.5조",), ("1.5조", "2015년")])
def test_words_and_keys_come_back_as_they_were_stored(keys):
    words, stored = unpack_words(pack_words(("예산", "증가"), keys))
    assert (tuple(words.split()), tuple(stored.split())) == (("예산", "증가"), keys)


def test_a_term_asked_twice_counts_twice():
    index = LexicalIndex.build(ROWS)
    once, twice = search(index, ["지하철"]), search(index, ["지하철", "지하철"])
    assert twice[0][1] == pytest.approx(2 * once[0][1])


def test_expansions_count_less_and_only_where_they_are_new():
    index = LexicalIndex.build(ROWS)
    assert search(index, ["예산"], extra=Terms(("예산",), ())) == search(index, ["예산"])
    own = dict(search(index, ["날씨"]))[4]
    extra = dict(search(index, ["예산"], extra=Terms(("날씨",), ())))[4]
    assert extra == pytest.approx(EXPANSION_WEIGHT * own)


def test_equal_scores_come_by_number():
    rows = [LexicalRow(number, "같은 글", "", "") for number in (5, 2, 8, 1)]
    assert [number for number, _ in search(LexicalIndex.build(rows), ["같은"])] == [1, 2, 5, 8]


def test_nothing_asked_or_nothing_there_finds_nothing():
    index = LexicalIndex.build(ROWS)
    assert search(index) == search(index, ["없음"]) == search(index, ["예산"], limit=0) == []
    assert search(LexicalIndex.build([]), ["예산"]) == []


def test_what_was_built_on_disk_opens_the_same(tmp_path):
    built = LexicalIndex.build(ROWS, tmp_path)
    opened = LexicalIndex.open(tmp_path)
    assert opened.count == built.count == len(ROWS)
    assert search(opened, ["예산", "서울"]) == search(built, ["예산", "서울"])


def test_a_folder_without_an_index_is_refused(tmp_path):
    with pytest.raises(OSError):
        LexicalIndex.open(tmp_path)


def test_explained_share_is_the_known_part_of_the_idf_mass():
    index = LexicalIndex.build(ROWS)
    idf = index.inverse_document_frequency
    assert index.explained_share(Terms(("예산",), ())) == 1.0
    assert index.explained_share(Terms(("재정",), ())) == 1.0
    assert index.explained_share(Terms(("market",), ())) == 0.0
    assert index.explained_share(Terms((), ())) == 0.0
    share = idf("예산") / (idf("예산") + idf("market"))
    assert index.explained_share(Terms(("예산", "market"), ())) == pytest.approx(share)


def test_ceiling_is_the_score_of_every_term_once_at_mean_length():
    rows = [LexicalRow(1, "가 나", "", ""), LexicalRow(2, "다 라", "", "")]
    index = LexicalIndex.build(rows)
    terms = Terms(("가", "나"), ())
    assert index.search(terms, 1)[0].score == pytest.approx(index.ceiling(terms), rel=1e-5)
