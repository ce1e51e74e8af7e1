import numpy as np
import pytest

from index import load_encoder
from index.encoders import (
    STATIC_MODEL,
    STATIC_SHARE,
    TRANSFORMER_MODEL,
    bundled_model_path,
    static_part,
)
from index.joint import JointEncoder

TEXTS = [
    "올해 예산은 5,700억 원으로 늘어났다.",
    "How large is the budget?",
    "众创空间是什么？",
    "🦄",
]


def test_a_cosine_is_the_weighted_mean_of_both():
    first, second = load_encoder(TRANSFORMER_MODEL), load_encoder(STATIC_MODEL)
    joint = load_encoder()
    assert joint.dimension == first.dimension + second.dimension
    ours = joint.encode_queries(TEXTS) @ joint.encode_passages(TEXTS).T
    one = first.encode_queries(TEXTS) @ first.encode_passages(TEXTS).T
    two = second.encode_queries(TEXTS) @ second.encode_passages(TEXTS).T
    np.testing.assert_allclose(ours, (1 - STATIC_SHARE) * one + STATIC_SHARE * two, atol=1e-5)


class Fixed:
    def __init__(self, fingerprint, rows, limit=0):
        self.name, self.fingerprint, self.dimension = fingerprint, fingerprint, 2
        self._rows, self._limit = rows, limit
        if limit:
            self.cut_to_fit = lambda text: tuple(
                text[at : at + limit] for at in range(0, len(text), limit)
            )

    def encode_queries(self, texts):
        return np.array([self._rows[text] for text in texts], dtype=np.float32).reshape(-1, 2)

    encode_passages = encode_queries


def test_a_text_that_one_model_cannot_read_has_the_others_part():
    first = Fixed("a", {"x": (1, 0), "y": (0, 0)})
    joint = JointEncoder("both", first, Fixed("b", {"x": (0, 1), "y": (0.6, 0.8)}), share=0.36)
    np.testing.assert_allclose(
        joint.encode_passages(["x", "y"]), [[0.8, 0, 0, 0.6], [0, 0, 0.6, 0.8]], atol=1e-6
    )
    assert joint.encode_queries([]).shape == (0, 4)


def test_the_fingerprint_is_of_both_and_their_order_and_share():
    one, two = Fixed("a", {}), Fixed("b", {})
    prints = {
        JointEncoder("n", left, right, share=share).fingerprint
        for left, right, share in ((one, two, 0.3), (two, one, 0.3), (one, two, 0.4))
    }
    assert len(prints) == 3
    assert JointEncoder("m", one, two, share=0.3).fingerprint in prints
    for share in (0.0, 1.0, -0.1):
        with pytest.raises(ValueError):
            JointEncoder("n", one, two, share=share)


def test_a_text_is_cut_until_both_read_it_to_the_end():
    joint = JointEncoder("n", Fixed("a", {}, limit=4), Fixed("b", {}, limit=3), share=0.5)
    pieces = joint.cut_to_fit("abcdefgh")
    assert "".join(pieces) == "abcdefgh" and max(map(len, pieces)) <= 3
    assert JointEncoder("n", Fixed("a", {}), Fixed("b", {}), share=0.5).cut_to_fit("abc") == (
        "abc",
    )


def test_the_static_part_is_found_or_taken_from_the_package():
    joint = load_encoder()
    assert static_part(joint) is joint.second
    assert static_part(joint.second) is joint.second
    assert static_part(joint.first).fingerprint == joint.second.fingerprint


def test_the_bundled_transformer_is_that_of_sentence_transformers():
    from sentence_transformers import SentenceTransformer

    folder = bundled_model_path(TRANSFORMER_MODEL)
    theirs = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    rows = theirs.encode(TEXTS, normalize_embeddings=True)
    ours = load_encoder(TRANSFORMER_MODEL).encode_passages(TEXTS)
    # The one computes in 32 bits, the other in 8 with the same weights.
    assert ((ours * rows).sum(axis=1) > 0.999).all()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    assert size <= 60 * 10**6
