"""Writing a trained model as a sentence-transformers folder."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from index.encoder import Vectors

_MODULES = (
    ("0_StaticEmbedding", "sentence_transformers.models.StaticEmbedding"),
    ("1_Normalize", "sentence_transformers.models.Normalize"),
)


def save_static_model(folder: Path, tokenizer: Tokenizer, weights: Vectors) -> None:
    """Write tokenizer and weights so that `SentenceTransformer(folder)` loads them.

    A token's vector is kept as 8-bit integers times one float32 scale, under the names
    (`embeddings`, `weights`) that sentence-transformers multiplies out to float32. A plain
    float16 `embedding.weight` would be twice as large, and there an empty text's vector
    is not a number.
    """
    static = folder / _MODULES[0][0]
    for path, _ in _MODULES:
        (folder / path).mkdir(parents=True, exist_ok=True)
    codes, scales = quantize_rows(weights)
    save_file(
        {"embeddings": codes, "weights": scales},
        static / "model.safetensors",
        metadata={"format": "pt"},
    )
    (static / "model.safetensors").chmod(0o644)
    tokenizer.save(str(static / "tokenizer.json"), pretty=False)
    modules = [
        {"idx": number, "name": str(number), "path": path, "type": kind}
        for number, (path, kind) in enumerate(_MODULES)
    ]
    _write_json(folder / "modules.json", modules)
    _write_json(
        folder / "config_sentence_transformers.json",
        {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"},
    )
    _write_json(folder / _MODULES[1][0] / "config.json", {})


def quantize_rows(
    weights: Vectors,
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return integers from -127 to 127 and each row's scale: `weights` is about their product."""
    scales = np.maximum(np.abs(weights).max(axis=1), 1e-12).astype(np.float32) / 127.0
    return np.rint(weights / scales[:, None]).astype(np.int8), scales


def _write_json(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
