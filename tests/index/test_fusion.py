from math import exp

import pytest

from index import FusionWeights
from index.fusion import fuse, lexical_share, normalise_dense, normalise_lexical


def test_lexical_normalisation_by_hand():
    assert normalise_lexical(0.0, 8.0) == 0.0
    assert normalise_lexical(8.0, 8.0) == pytest.approx(1 - exp(-1.5))
    assert normalise_lexical(3.0, 0.0) == 0.0
    # A repeated word still tells two passages apart.
    assert normalise_lexical(16.0, 8.0) < normalise_lexical(17.0, 8.0) < 1.0


def test_dense_normalisation_by_hand():
    assert normalise_dense(0.6, 0.2) == pytest.approx(0.5)
    assert normalise_dense(-0.3, 0.0) == 0.0
    assert normalise_dense(1.0, 0.2) == 1.0


def test_share_shrinks_with_what_the_vocabulary_cannot_explain():
    fixed = FusionWeights(lexical=0.8, match=0.0)
    assert lexical_share(fixed, 0.3, 1.0) == pytest.approx(0.8)
    # 0.8 x 0.25 = 0.2 against 0.2.
    assert lexical_share(fixed, 0.3, 0.25) == pytest.approx(0.5)
    assert lexical_share(fixed, 0.3, 0.0) == 0.0
    trusting = FusionWeights(lexical=0.8, match=0.0, trust=0.0)
    assert lexical_share(trusting, 0.3, 0.1) == pytest.approx(0.8)


def test_share_grows_with_how_well_one_passage_matches_the_words():
    weights = FusionWeights(lexical=0.5, match=0.4)
    assert lexical_share(weights, 0.0, 1.0) == pytest.approx(0.5)
    assert lexical_share(weights, 0.5, 1.0) == pytest.approx(0.7)
    # Never all of it: 0.9 + 0.4 is cut at 0.95.
    assert lexical_share(FusionWeights(lexical=0.9, match=0.4), 1.0, 1.0) == pytest.approx(0.95)


def test_fuse_by_hand():
    assert fuse(1.0, 0.5, 0.8) == pytest.approx(0.9)


@pytest.mark.parametrize(
    "wrong", [{"lexical": 1.1}, {"match": -0.1}, {"trust": -1.0}, {"floor": 1.0}]
)
def test_weights_that_are_no_combination_are_refused(wrong):
    with pytest.raises(ValueError):
        FusionWeights(**wrong)
