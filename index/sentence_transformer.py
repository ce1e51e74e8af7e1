"""Any sentence-transformers model: the one module that imports the library, and only on demand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus import EncoderError
from index.encoder import Vectors
from index.model_folder import read_model_folder

BATCH_SIZE = 32


class SentenceTransformerEncoder:
    """A model with its own query and passage prompts; vectors are normalised in any case."""

    def __init__(self, name: str, model: Any, *, fingerprint: str) -> None:  # noqa: ANN401
        """Take a loaded `SentenceTransformer`."""
        self.name = name
        self.fingerprint = fingerprint
        self.dimension = int(model.get_embedding_dimension())
        self._model = model

    @property
    def max_tokens(self) -> int | None:
        """The number of tokens behind which a text is cut off; None where nothing is."""
        longest = self._model.max_seq_length
        return int(longest) if longest is not None and longest < 10**9 else None

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text: float32, shape (len(texts), dimension)."""
        return self._encode(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text: float32, shape (len(texts), dimension)."""
        return self._encode(self._model.encode_document, texts)

    def _encode(self, encode: Any, texts: Sequence[str]) -> Vectors:  # noqa: ANN401
        if not len(texts):
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = encode(
            list(texts),
            batch_size=BATCH_SIZE,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        vectors = np.asarray(vectors, dtype=np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


def load_sentence_transformer(
    name: str, *, offline: bool, is_half: bool = False
) -> SentenceTransformerEncoder:
    """Load a local folder or a hub name; code and pickles that come with a model never run.

    `is_half` computes in bfloat16: twice as fast, exact to about three digits.

    Raises:
        EncoderError: `torch-missing`, `model-not-found`, `hub-unreachable`,
            `model-not-sentence-transformers` or `model-damaged`.
    """
    folder = Path(name).expanduser()
    is_local = folder.is_dir()
    if is_local:
        read_model_folder(folder)
        _refuse_pickles(folder)
    try:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging
    except ImportError as error:
        raise EncoderError("torch-missing", model=name, missing=error.name or "torch") from error
    if not is_local:
        folder = _find_in_hub(name, offline=offline)
        read_model_folder(folder)
        _refuse_pickles(folder)
    # A library does not write on the terminal.
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={
                "use_safetensors": True,
                "dtype": torch.bfloat16 if is_half else torch.float32,
            },
        )
    except Exception as error:  # the library raises whatever its many parts raise
        raise EncoderError("model-damaged", model=name, reason=_first_line(error)) from error
    if not is_half:
        model = model.float()
    fingerprint = read_model_folder(folder).fingerprint()
    return SentenceTransformerEncoder(name, model.eval(), fingerprint=fingerprint)


def _find_in_hub(name: str, *, offline: bool) -> Path:
    """Return the folder of a hub model, from the cache or, if allowed, from the hub."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    wanted = ["*.json", "*.safetensors", "*.txt", "*.model"]
    try:
        return Path(snapshot_download(name, local_files_only=True, allow_patterns=wanted))
    except HFValidationError as error:
        raise EncoderError("model-not-found", model=name) from error
    except LocalEntryNotFoundError as error:
        if offline:
            raise EncoderError("model-not-found", model=name) from error
    try:
        found = snapshot_download(name, allow_patterns=wanted, etag_timeout=10)
    except Exception as error:
        raise EncoderError("hub-unreachable", model=name, reason=_first_line(error)) from error
    return Path(found)


def _refuse_pickles(folder: Path) -> None:
    """Refuse a folder whose weights would have to be unpickled, which can run any code."""
    if not any(folder.rglob("*.safetensors")):
        raise EncoderError("model-without-safetensors", model=str(folder))


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
