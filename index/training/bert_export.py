"""Writing a trained BERT as a sentence-transformers folder that is served without torch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from index.bert_folder import PARTS, SERVING_FILE
from index.bert_graph import Compute, round_to_steps

_MODULES = (
    ("", "sentence_transformers.models.Transformer"),
    ("1_Pooling", "sentence_transformers.models.Pooling"),
    ("2_Normalize", "sentence_transformers.models.Normalize"),
)
_MARKS = {"pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]", "unk_token": "<unk>"}
_POSITIONS = "embeddings.position_embeddings.weight"


def save_bert_model(
    folder: Path,
    tokenizer: Tokenizer,
    config: Mapping[str, Any],
    tensors: Mapping[str, NDArray[np.float32]],
    *,
    max_tokens: int,
    compute: Compute = "int8",
    prompts: Mapping[str, str] | None = None,
) -> None:
    """Write what `SentenceTransformer(folder)` and `load_encoder(folder)` read alike.

    `config` and `tensors` are those of transformers' BertModel. The weights are float16;
    for int8 the layers' are first rounded to the steps that int8 computes with, so both
    use the same ones. Places behind `max_tokens` and the pooler are left out.
    """
    kept = {
        name: tensor[:max_tokens] if name == _POSITIONS else tensor
        for name, tensor in tensors.items()
        if not name.startswith("pooler.") and not name.endswith("position_ids")
    }
    if compute == "int8":
        kept = {name: _round(name, tensor) for name, tensor in kept.items()}
    halves = {name: np.ascontiguousarray(t, dtype=np.float16) for name, t in kept.items()}
    if not all(np.isfinite(half).all() for half in halves.values()):
        raise ValueError("a weight is too large for float16")
    for path, _ in _MODULES:
        (folder / path).mkdir(parents=True, exist_ok=True)
    save_file(halves, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "model.safetensors").chmod(0o644)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    vocabulary = tokenizer.get_vocab()
    # With the type named, the half-size weights are computed with in full.
    sizes = {"max_position_embeddings": len(kept[_POSITIONS]), "dtype": "float32"}
    dropped = ("torch_dtype", "_name_or_path", "transformers_version")
    written = {key: value for key, value in config.items() if key not in dropped}
    files: dict[str, object] = {
        "config.json": written | {"model_type": "bert", "architectures": ["BertModel"]} | sizes,
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": max_tokens,
            **{mark: token for mark, token in _MARKS.items() if token in vocabulary},
        },
        "sentence_bert_config.json": {
            "max_seq_length": max_tokens,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},
        },
        "modules.json": [
            {"idx": number, "name": str(number), "path": path, "type": kind}
            for number, (path, kind) in enumerate(_MODULES)
        ],
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": dict(prompts or {}),
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": int(config["hidden_size"]),
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        SERVING_FILE: {"compute": compute},
    }
    for name, content in files.items():
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        (folder / name).write_text(text, encoding="utf-8")


def _round(name: str, tensor: NDArray[np.float32]) -> NDArray[np.float32]:
    """Round a layer's matrix, which transformers keeps as (outputs, inputs)."""
    for part, sources in PARTS.items():
        for source in sources:
            if name.startswith("encoder.layer.") and name.endswith(f"{source}.weight"):
                # `output.dense` ends `attention.output.dense` as well; that one comes first.
                return round_to_steps(part, np.ascontiguousarray(tensor.T, dtype=np.float32)).T
    return tensor
