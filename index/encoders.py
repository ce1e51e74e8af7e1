"""Which encoder stands behind a name: the bundled model, a folder, or a hub name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from corpus import EncoderError
from index.encoder import Encoder, Vectors
from index.model_folder import MODULES_FILE, ModelFolder, read_model_folder
from index.static import StaticEncoder

BUNDLED_MODEL = "geungeo-static-v1"


def load_encoder(name: str | Path | None = None, *, offline: bool = True) -> Encoder:
    """Load a model; None, or its name, is the bundled one.

    A folder of a plain static model is read without torch or sentence-transformers.
    Anything else goes through sentence-transformers: a folder, or a hub name, which is
    looked for in the local cache, and on the hub only if `offline` is False.

    Raises:
        EncoderError: `model-not-found`, `model-not-sentence-transformers`,
            `model-without-safetensors`, `model-damaged`, `torch-missing`, `hub-unreachable`.
    """
    if name is None or name == BUNDLED_MODEL:
        return load_static(bundled_model_path(), name=BUNDLED_MODEL)
    path = Path(name).expanduser()
    if path.is_dir():
        if not (path / MODULES_FILE).is_file():
            raise EncoderError("model-not-sentence-transformers", model=str(name))
        if read_model_folder(path).is_static:
            return load_static(path, name=str(name))
    elif isinstance(name, Path) or _looks_like_path(str(name)):
        raise EncoderError("model-not-found", model=str(name))
    from index.sentence_transformer import load_sentence_transformer

    return load_sentence_transformer(str(path if path.is_dir() else name), offline=offline)


def bundled_model_path() -> Path:
    """Return the folder of the model that comes with the package."""
    return Path(__file__).parent / "models" / BUNDLED_MODEL


def is_static(encoder: Encoder) -> bool:
    """Tell whether an encoder is a table of vectors, thousands of times as fast as a network."""
    return isinstance(encoder, StaticEncoder)


def load_static(path: Path, *, name: str) -> StaticEncoder:
    """Read a static model's folder.

    Raises:
        EncoderError: `model-not-found`, `model-not-sentence-transformers`,
            `model-without-safetensors` or `model-damaged`.
    """
    if not path.is_dir():
        raise EncoderError("model-not-found", model=name)
    folder = read_model_folder(path)
    weights, tokenizer = _read_weights(folder, name), _read_tokenizer(folder, name)
    if tokenizer.get_vocab_size() > len(weights):
        raise EncoderError("model-damaged", model=name, reason="fewer vectors than tokens")
    return StaticEncoder(
        name,
        tokenizer,
        weights,
        fingerprint=folder.fingerprint(),
        query_prompt=folder.query_prompt,
        passage_prompt=folder.passage_prompt,
    )


def _read_weights(folder: ModelFolder, name: str) -> Vectors:
    file = folder.modules[0].folder / "model.safetensors"
    if not file.is_file():
        raise EncoderError("model-without-safetensors", model=name)
    try:
        weights = _token_vectors(load_file(file))
        if weights.ndim != 2 or not np.isfinite(weights).all():
            raise ValueError("the token vectors are not rows of finite numbers")
    except (OSError, ValueError, TypeError, LookupError, SafetensorError) as error:
        reason = (str(error) or type(error).__name__).splitlines()[0][:200]
        raise EncoderError("model-damaged", model=name, reason=reason) from error
    return weights


def _token_vectors(tensors: Mapping[str, NDArray[Any]]) -> Vectors:
    """Return one row a token, as sentence-transformers makes them from either of two layouts.

    Its own is `embedding.weight`; model2vec's is `embeddings`, with an optional row for
    each token (`mapping`) and an optional factor (`weights`).
    """
    if "embedding.weight" in tensors:
        return np.asarray(tensors["embedding.weight"], dtype=np.float32)
    vectors = np.asarray(tensors["embeddings"], dtype=np.float32)
    if "mapping" in tensors:
        vectors = vectors[tensors["mapping"].astype(np.int64)]
    if "weights" in tensors:
        vectors = vectors * tensors["weights"].astype(np.float32)[:, None]
    return vectors


def _read_tokenizer(folder: ModelFolder, name: str) -> Tokenizer:
    file = folder.modules[0].folder / "tokenizer.json"
    try:
        return Tokenizer.from_file(str(file))
    except Exception as error:  # the Rust side raises plain Exception
        raise EncoderError("model-damaged", model=name, reason=str(error)[:200]) from error


def _looks_like_path(name: str) -> bool:
    return name.startswith(("/", ".", "~", "\\")) or name.count("/") > 1 or ":" in name
