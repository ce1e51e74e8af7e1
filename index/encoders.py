"""Which encoder stands behind a name: the bundled model, a folder, or a hub name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from corpus import EncoderError
from index.bert_folder import is_bert
from index.encoder import Encoder, Vectors
from index.hub import Fetch, find_in_hub
from index.joint import JointEncoder
from index.model_folder import MODULES_FILE, ModelFolder, first_line, read_model_folder
from index.presets import Preset, fill_prompts, find_preset, recognise_preset
from index.sentence_transformer import Backend, load_model
from index.static import ScaledRows, StaticEncoder

BUNDLED_MODEL = "geungeo-duo-v1"
"""What is used when nothing else is asked for: both models that come with the package."""
TRANSFORMER_MODEL = "geungeo-mini-v1"
STATIC_MODEL = "geungeo-static-v1"
"""Alone it is weaker at meaning, and a hundred times as fast."""
STATIC_SHARE = 0.35
"""What the static model counts beside the transformer. nDCG@10 of the vectors alone, on 300
questions of KorQuAD's odd articles / the tuning sets / paraphrases / English / Chinese: 0.814 /
0.777 / 0.496 / 0.689 / 0.821 for the transformer, 0.888 / 0.816 / 0.509 / 0.728 / 0.855 with
0.35, 0.913 / 0.825 / 0.500 / 0.722 / 0.837 with 0.55."""
_BACKENDS: tuple[Backend, ...] = ("onnx", "openvino")


def load_encoder(
    name: str | Path | None = None,
    *,
    offline: bool = True,
    on_fetch: Callable[[Fetch], None] | None = None,
) -> Encoder:
    """Load a model; None, or its name, is the bundled one, which is made of two.

    Else a preset's short name, a local folder or a hub id; `onnx:` or `openvino:` before it
    has another library than torch compute. A hub model is looked for in the local cache,
    and on the hub only if `offline` is False (`on_fetch` is told how far the download is).
    A short name is the preset's even where a folder is called the same: `./e5-small` is
    the folder. A static model and a BERT are read without torch or sentence-transformers.

    Raises:
        EncoderError: `model-not-found`, `model-not-sentence-transformers`,
            `model-without-safetensors`, `model-needs-code`, `model-damaged`,
            `torch-missing`, `backend-missing`, and for a hub model `model-not-local`,
            `model-not-on-hub`, `model-gated`, `hub-unreachable`, `hub-switched-off` or
            `hub-disk-full`.
    """
    if name is None or name == BUNDLED_MODEL:
        return JointEncoder(
            BUNDLED_MODEL,
            load_encoder(TRANSFORMER_MODEL),
            load_encoder(STATIC_MODEL),
            share=STATIC_SHARE,
        )
    if name in (TRANSFORMER_MODEL, STATIC_MODEL):
        return _load_folder(bundled_model_path(str(name)), str(name), None, "torch")
    backend, key = split_backend(str(name))
    prefix = "" if backend == "torch" else f"{backend}:"
    preset = find_preset(key)
    if preset is None or preset.name != key.casefold():
        folder = Path(key).expanduser().absolute()
        if folder.is_dir():
            return _load_folder(folder, f"{prefix}{folder}", recognise_preset(folder), backend)
        if isinstance(name, Path) or _looks_like_path(key):
            raise EncoderError("model-not-found", model=key)
    hub_id, named = (preset.hub_id, preset.name) if preset else (key, key)
    folder = find_in_hub(hub_id, offline=offline, backend=backend, on_fetch=on_fetch)
    return _load_folder(folder, f"{prefix}{named}", preset, backend)


def split_backend(name: str) -> tuple[Backend, str]:
    """Return what computes (torch unless `onnx:` or `openvino:` stands before), and the rest."""
    for backend in _BACKENDS:
        if name.startswith(f"{backend}:"):
            return backend, name[len(backend) + 1 :]
    return "torch", name


def _load_folder(folder: Path, name: str, preset: Preset | None, backend: Backend) -> Encoder:
    """Load a folder by the lightest means that gives its vectors."""
    if (folder / MODULES_FILE).is_file():
        read = read_model_folder(folder)
        if read.is_static:
            return load_static(folder, name=name)
        if backend == "torch" and is_bert(read):
            from index.onnx_transformer import load_onnx_transformer

            encoder = load_onnx_transformer(fill_prompts(read, preset), name)
            if preset is None or encoder.max_tokens <= preset.max_tokens:
                return encoder
    return load_model(folder, name=name, preset=preset, backend=backend)


def bundled_model_path(name: str) -> Path:
    """Return the folder of one of the two models that come with the package."""
    return Path(__file__).parent / "models" / name


def static_part(encoder: Encoder) -> StaticEncoder:
    """Return the static model in an encoder; where there is none, the one of the package."""
    parts = (encoder.first, encoder.second) if isinstance(encoder, JointEncoder) else (encoder,)
    found = next((part for part in parts if isinstance(part, StaticEncoder)), None)
    return found or load_static(bundled_model_path(STATIC_MODEL), name=STATIC_MODEL)


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


def _read_weights(folder: ModelFolder, name: str) -> Vectors | ScaledRows:
    file = folder.modules[0].folder / "model.safetensors"
    if not file.is_file():
        raise EncoderError("model-without-safetensors", model=name)
    try:
        tensors = load_file(file)
        small = _scaled_rows(tensors)
        if small is not None:
            return small
        weights = _token_vectors(tensors)
        if weights.ndim != 2 or not np.isfinite(weights).all():
            raise ValueError("the token vectors are not rows of finite numbers")
    except (OSError, ValueError, TypeError, LookupError, SafetensorError) as error:
        raise EncoderError("model-damaged", model=name, reason=first_line(error)) from error
    return weights


def _scaled_rows(tensors: Mapping[str, NDArray[Any]]) -> ScaledRows | None:
    """Return rows kept as they lie in the file, where that is in a byte a number with a factor."""
    if set(tensors) != {"embeddings", "weights"}:
        return None
    rows, factors = tensors["embeddings"], tensors["weights"].astype(np.float32)
    if rows.dtype != np.int8 or rows.ndim != 2 or factors.shape != rows.shape[:1]:
        return None
    # What is not finite is refused with the vectors themselves.
    return ScaledRows(rows, factors) if np.isfinite(factors).all() else None


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
