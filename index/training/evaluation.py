"""How good a model is alone: similarity of sentences and retrieval, by brute force."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.training.pairs import Pair


def evaluate(encoder: Encoder, eval_folder: Path, held_out: Sequence[Pair]) -> dict[str, float]:
    """Return every measure the model card reports, by name.

    `eval_folder` holds the evaluation sets, which are never trained on. Of KorQuAD dev
    only the odd-numbered articles (counted from 0) are read: the even ones are for reporting.
    """
    measures = {
        "klue_sts_dev": _measure_similarity(encoder, eval_folder / "klue_sts_dev.jsonl.gz"),
        "korsts_test": _measure_similarity(encoder, eval_folder / "korsts_test.jsonl.gz"),
    }
    for name in ("koen_news_test", "koen_jhe_eval"):
        rows = _read_rows(eval_folder / f"{name}.jsonl.gz")
        ranks = rank_gold(encoder, [row["en"] for row in rows], [row["ko"] for row in rows])
        measures[f"{name}_r1"] = recall_at(ranks, 1)
    questions, contexts, gold = read_korquad(eval_folder / "KorQuAD_v1.0_dev.json", odd=True)
    ranks = rank_gold(encoder, questions, contexts, gold)
    measures["korquad_odd_r1"] = recall_at(ranks, 1)
    measures["korquad_odd_ndcg10"] = ndcg_at_10(ranks)
    for name, langs in (("en", {"ko", "en"}), ("zh", {"ko", "zh"}), ("ko", {"ko"})):
        pairs = [p for p in held_out if {p.left_lang, p.right_lang} == langs]
        if pairs:
            asked = [p.left if p.left_lang != "ko" or name == "ko" else p.right for p in pairs]
            found = [p.right if asked[i] == p.left else p.left for i, p in enumerate(pairs)]
            measures[f"held_out_{name}_r1"] = recall_at(rank_gold(encoder, asked, found), 1)
    return measures


def rank_gold(
    encoder: Encoder,
    queries: Sequence[str],
    passages: Sequence[str],
    gold: Sequence[int] | None = None,
) -> NDArray[np.int64]:
    """Return the rank (from 1) of each query's passage: passage i for query i if `gold` is None.

    A tie counts against the model.
    """
    rows = np.arange(len(queries)) if gold is None else np.asarray(gold)
    scores = encoder.encode_queries(queries) @ encoder.encode_passages(passages).T
    own = scores[np.arange(len(queries)), rows]
    return np.asarray((scores >= own[:, None]).sum(axis=1), dtype=np.int64)


def recall_at(ranks: NDArray[np.int64], k: int) -> float:
    """Return the share of queries whose passage is among the first `k`."""
    return float((ranks <= k).mean())


def ndcg_at_10(ranks: NDArray[np.int64]) -> float:
    """Return nDCG@10 for one relevant passage a query (Järvelin & Kekäläinen 2002)."""
    return float(np.where(ranks <= 10, 1.0 / np.log2(ranks + 1.0), 0.0).mean())


def read_korquad(path: Path, *, odd: bool) -> tuple[list[str], list[str], list[int]]:
    """Return questions, distinct paragraphs and each question's paragraph.

    Only odd-numbered articles (counted from 0), or only the even ones.
    """
    articles = json.loads(path.read_text(encoding="utf-8"))["data"][int(odd) :: 2]
    questions: list[str] = []
    contexts: dict[str, int] = {}
    gold: list[int] = []
    for article in articles:
        for paragraph in article["paragraphs"]:
            row = contexts.setdefault(paragraph["context"], len(contexts))
            for answered in paragraph["qas"]:
                questions.append(answered["question"])
                gold.append(row)
    return questions, list(contexts), gold


def rank_correlation(left: NDArray[np.floating], right: NDArray[np.floating]) -> float:
    """Return Spearman's rho: Pearson's correlation of the ranks, ties sharing their mean."""
    return float(np.corrcoef(_mean_ranks(left), _mean_ranks(right))[0, 1])


def _mean_ranks(values: NDArray[np.floating]) -> NDArray[np.float64]:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2.0)[inverse], dtype=np.float64)


def _measure_similarity(encoder: Encoder, path: Path) -> float:
    """Return Spearman's rho of cosine and human judgement."""
    rows = _read_rows(path)
    left = encoder.encode_passages([str(row["s1"]) for row in rows])
    right = encoder.encode_passages([str(row["s2"]) for row in rows])
    judged = [float(row["score"]) for row in rows]
    return rank_correlation((left * right).sum(axis=1), np.array(judged))


def _read_rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]
