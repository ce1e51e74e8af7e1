"""A second look at what was found: a model that reads query and passage together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus import EncoderError
from index.hub import Fetch, find_in_hub
from index.sentence_transformer import load_cross_encoder, require_library

# Hub models by short names; all of them read Korean. Sizes and licences from their cards:
# 2.3 GB, Apache-2.0; the same taught with Korean pairs, Apache-2.0; 0.5 GB, Apache-2.0.
RERANKERS = {
    "bge-reranker": "BAAI/bge-reranker-v2-m3",
    "bge-reranker-ko": "dragonkue/bge-reranker-v2-m3-ko",
    "mmarco-mini": "cross-encoder/mmarco-mMiniLMv2-L12-H384-v1",
}
BATCH_TEXTS = 16


class Reranker(Protocol):
    """Says of texts how well each answers a query."""

    @property
    def name(self) -> str:
        """What it is called in messages."""
        ...

    def score(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a log-odds a text, in their order: above 0 where it rather answers than not."""
        ...


class CrossEncoderReranker:
    """A cross-encoder of sentence-transformers with one figure a pair."""

    def __init__(self, name: str, model: Any) -> None:  # noqa: ANN401
        """Take a loaded `CrossEncoder`."""
        self.name = name
        self._model = model

    def score(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the model's figure before any activation, one a text.

        Raises:
            EncoderError: `model-damaged`: a figure is not finite.
        """
        if not texts:
            return np.zeros(0, dtype=np.float32)
        found = self._model.predict(
            [(query, text) for text in texts],
            batch_size=BATCH_TEXTS,
            # Models are saved with a sigmoid or without; the odds are needed here.
            activation_fn=_as_it_is,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        scores = np.asarray(found, dtype=np.float32).reshape(-1)
        if len(scores) != len(texts) or not np.isfinite(scores).all():
            raise EncoderError("model-damaged", model=self.name, reason="a score is not finite")
        return scores


def load_reranker(
    name: str,
    *,
    offline: bool = True,
    on_fetch: Callable[[Fetch], None] | None = None,
) -> CrossEncoderReranker:
    """Load a cross-encoder: a short name of `RERANKERS`, a local folder or a hub id.

    The hub is asked only if `offline` is False and the model is not in its cache.

    Raises:
        EncoderError: as `index.hub.find_in_hub` and `load_cross_encoder`, and
            `model-not-found`.
    """
    folder = Path(name).expanduser()
    if name in RERANKERS or not folder.is_dir():
        if name not in RERANKERS and (name.startswith((".", "~")) or folder.is_absolute()):
            raise EncoderError("model-not-found", model=name)
        require_library(name)
        hub_id = RERANKERS.get(name, name)
        folder = find_in_hub(hub_id, offline=offline, on_fetch=on_fetch, is_network=True)
    if not (folder / "config.json").is_file():
        raise EncoderError("model-not-reranker", model=name)
    return CrossEncoderReranker(name, load_cross_encoder(folder, name=name))


def _as_it_is(scores: Any) -> Any:  # noqa: ANN401
    return scores
