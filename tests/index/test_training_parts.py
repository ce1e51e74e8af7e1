import gzip
import hashlib
import json
import pickle

import numpy as np
import pytest

from index.training.bags import NOT_TAUGHT, pack, pack_texts
from index.training.dictionaries import join_dictionaries, read_cedict, read_hanja
from index.training.evaluation import (
    ndcg_at_10,
    rank_correlation,
    rank_gold,
    read_korquad,
    recall_at,
)
from index.training.export import quantize_rows
from index.training.pairs import Pair, Source, choose_family, clean, pair_key, read_sources
from index.training.teacher import Teaching, reduce_dimension, teach
from index.training.vocabulary import VocabularyPlan, build_tokenizer, count_runs
from index.training.words import WordVectors, map_to_teacher, normalize, recover_vectors
from tests.index.tiny import make_byte_tokenizer


def write_data(folder, rows_by_source):
    sources = []
    for name, rows in rows_by_source.items():
        data = gzip.compress("\n".join(json.dumps(row) for row in rows).encode())
        (folder / f"{name}.jsonl.gz").write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        sources.append({"source": name, "file": f"{name}.jsonl.gz", "sha256": digest})
    (folder / "MANIFEST.json").write_text(json.dumps({"sources": sources}))


def row(query, passage, lang="ko", kind="paraphrase"):
    return {"query": query, "passage": passage, "lang": lang, "kind": kind}


def test_sources_are_read_cleaned_and_without_the_held_out(tmp_path):
    rows = [
        row("돈을   빌리다", "대출을 받다{/anchor/}"),
        row("돈을 빌리다", "대출을 받다"),
        row("같다", "같다"),
        row("", "비었다"),
        row("따로", "둔 것"),
        row("a loan", "대출", "en-ko", "parallel"),
        row("경제", "economy", "ko-en", "synonym"),
    ]
    write_data(tmp_path, {"mixed": rows, "kept_away": rows})
    held_out = frozenset([pair_key("둔 것", "따로"), "kept_away"])
    found = {source.family: source.pairs for source in read_sources(tmp_path, held_out=held_out)}
    assert found == {
        "paraphrase": (Pair("돈을 빌리다", "대출을 받다", "ko", "ko"),),
        "parallel-en-general": (Pair("a loan", "대출", "en", "ko"),),
        "words-en": (Pair("경제", "economy", "ko", "en"),),
    }


def test_a_file_that_changed_is_refused(tmp_path):
    write_data(tmp_path, {"one": [row("가", "나")]})
    (tmp_path / "one.jsonl.gz").write_bytes(gzip.compress(b"{}"))
    with pytest.raises(ValueError, match="MANIFEST"):
        read_sources(tmp_path, held_out=frozenset())


def test_families():
    english, chinese = Pair("a", "가", "en", "ko"), Pair("가", "中", "ko", "zh")
    assert choose_family("ms_cpp_docs_enko", "parallel", english) == "parallel-en-docs"
    assert choose_family("square_ko", "parallel", english) == "parallel-en-general"
    assert choose_family("omw_ko", "definition", chinese) == "words-zh"
    assert choose_family("any", "ict", Pair("가", "나", "ko", "ko")) == "title-body"
    assert clean("`코드` **굵게**\n\n표 | 칸") == "코드 굵게 표 칸"


def test_packed_texts_come_back():
    tokenizer = make_byte_tokenizer()
    texts = ["abc", "", "한국", "x" * 50]
    bags = pack_texts(texts, tokenizer, max_tokens=10)
    ids, begins = bags.pick(np.array([3, 0, 2, 1]))
    ends = [*begins[1:], len(ids)]
    expected = [tokenizer.encode(texts[i]).ids[:10] or [0] for i in (3, 0, 2, 1)]
    assert [ids[a:b].tolist() for a, b in zip(begins, ends, strict=True)] == expected


def test_taught_pairs_are_preferred_under_a_cap():
    pairs = tuple(Pair(f"en {i}", f"한 {i}", "en", "ko") for i in range(20))
    source = Source("s", "parallel-en-general", pairs)
    taught = {f"en {i}": i for i in (3, 7, 11)}
    data = pack([source], make_byte_tokenizer(), taught, caps={"s": 5}, max_tokens=9, seed=0)
    table = data.families["parallel-en-general"]["s"]
    assert len(table.left) == 5
    assert sorted(table.taught.tolist())[2:] == [3, 7, 11]
    assert (table.taught == NOT_TAUGHT).sum() == 2


def test_vectors_follow_from_cosines():
    rng = np.random.default_rng(0)
    true = normalize(rng.standard_normal((60, 7)).astype(np.float32))
    found = recover_vectors(true @ true[:20].T)
    np.testing.assert_allclose(found @ found.T, true @ true.T, atol=1e-4)


def test_words_are_mapped_by_their_translations():
    rng = np.random.default_rng(0)
    korean = normalize(rng.standard_normal((400, 6)).astype(np.float32))
    turn, _ = np.linalg.qr(rng.standard_normal((6, 6)))
    english = (korean @ turn).astype(np.float32)
    forms = tuple(f"k{i}" for i in range(400))
    teaching = Teaching(tuple(f"e{i}" for i in range(300)), english[:300])
    mapped = map_to_teacher(
        WordVectors(forms, korean), {f"k{i}": [f"e{i}"] for i in range(300)}, teaching
    )
    assert ((mapped * english).sum(axis=1)[300:] > 0.99).all()


def test_fewer_dimensions_keep_the_dot_products():
    rng = np.random.default_rng(0)
    flat = normalize(
        (rng.standard_normal((50, 3)) @ rng.standard_normal((3, 20))).astype(np.float32)
    )
    small = reduce_dimension(flat, 3)
    np.testing.assert_allclose(small @ small.T, flat @ flat.T, atol=1e-4)


def test_the_teacher_is_asked_once(tmp_path):
    class Teacher:
        name, dimension, fingerprint, calls = "t", 4, "f", 0

        def encode_passages(self, texts):
            self.calls += 1
            return normalize(np.eye(4, dtype=np.float32)[[len(t) % 4 for t in texts]])

    teacher = Teacher()
    first = teach(teacher, ["a", "bb", "ccc"], 2, tmp_path)
    second = teach(teacher, ["a", "bb", "ccc"], 2, tmp_path)
    assert teacher.calls == 1 and first.rows() == {"a": 0, "bb": 1, "ccc": 2}
    np.testing.assert_array_equal(first.vectors, second.vectors)


def test_the_tokenizer_shares_words_and_knows_every_byte():
    texts = [("국가예산에서 예산을 정한다 2015년", 2.0), ("the national budget is set", 1.0)]
    texts += [("国家预算在这里", 1.0)]
    plan = VocabularyPlan(hangul=60, latin=40, han=30)
    tokenizer = build_tokenizer(count_runs(texts), {"hangul": ["국가", "예산"]}, plan)
    assert tokenizer.encode("국가예산 예산!").tokens[:3] == ["국가", "예산", "예산"]
    assert "<unk>" not in tokenizer.encode("🦄 ⵣ 標 THE Budget ½").tokens
    assert tokenizer.encode("2015").tokens == ["2015"]
    assert tokenizer.encode("NFKC ①").ids == tokenizer.encode("nfkc 1").ids


def test_the_tokenizer_has_the_same_pieces_each_time():
    texts = [(f"문장 {i} 은 예산과 산업을 말한다 {i % 7}", 1.0) for i in range(200)]
    plan = VocabularyPlan(hangul=50, latin=20, han=20)
    made = [build_tokenizer(count_runs(texts), {}, plan).get_vocab() for _ in range(2)]
    assert made[0].keys() == made[1].keys()


def test_eight_bits_keep_the_direction():
    rows = np.random.default_rng(0).standard_normal((100, 64)).astype(np.float32)
    rows[3] = 0
    codes, scales = quantize_rows(rows)
    back = codes * scales[:, None]
    assert np.abs(back - rows).max() <= scales.max() / 2 + 1e-6
    assert codes.dtype == np.int8 and np.abs(codes).max() == 127


def test_dictionaries_join_through_the_characters(tmp_path):
    lines = [
        "# CC-CEDICT",
        "產業 产业 [chan3 ye4] /industry/estate/property/",
        "産業 产业 [chan3 ye4] /variant of 產業|产业[chan3 ye4]/",
        "銀行 银行 [yin2 hang2] /bank/CL:家[jia1],個|个[ge4]/",
    ]
    (tmp_path / "cedict_ts.u8").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "dump.dat").write_bytes(pickle.dumps(lines))
    (tmp_path / "hanja.txt").write_text(
        "# x\n산업:産業:\n산업:産嶪:\n은행:銀行:\n은행:銀杏:\n가:家:집 가\n"
    )
    words = read_cedict(tmp_path / "cedict_ts.u8")
    assert words == read_cedict(tmp_path / "dump.dat")
    assert [w.glosses for w in words] == [("industry", "estate"), ("bank",)]
    chinese, cognates, meanings = join_dictionaries(words, read_hanja(tmp_path / "hanja.txt"))
    assert Pair("银行", "bank", "zh", "en") in chinese.pairs
    assert Pair("은행", "银行", "ko", "zh") in cognates.pairs
    assert Pair("은행", "bank", "ko", "en") in meanings.pairs


def test_measures_by_hand():
    assert rank_correlation(
        np.array([1.0, 2, 3, 4]), np.array([10.0, 20, 30, 25])
    ) == pytest.approx(0.8)
    tied = rank_correlation(np.array([1.0, 1, 2]), np.array([5.0, 6, 7]))
    assert tied == pytest.approx(np.sqrt(3) / 2)
    ranks = np.array([1, 2, 11])
    assert recall_at(ranks, 1) == pytest.approx(1 / 3)
    assert ndcg_at_10(ranks) == pytest.approx((1 + 1 / np.log2(3)) / 3)


def test_ties_count_against_the_model():
    class Flat:
        def encode_queries(self, texts):
            return np.ones((len(texts), 1), dtype=np.float32)

        encode_passages = encode_queries

    assert rank_gold(Flat(), ["a", "b"], ["c", "d", "e"], [0, 2]).tolist() == [3, 3]


def test_korquad_is_cut_by_article(tmp_path):
    def article(name):
        return {"paragraphs": [{"context": name, "qas": [{"question": f"{name}?"}]}]}

    (tmp_path / "k.json").write_text(
        json.dumps({"data": [article("a"), article("b"), article("c")]})
    )
    assert read_korquad(tmp_path / "k.json", odd=True) == (["b?"], ["b"], [0])
    assert read_korquad(tmp_path / "k.json", odd=False) == (["a?", "c?"], ["a", "c"], [0, 1])
