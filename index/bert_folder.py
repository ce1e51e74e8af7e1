"""A BERT in a sentence-transformers folder, read as data: its sizes, texts' length, weights."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from corpus import EncoderError
from index.bert_graph import BertShape, Compute, Pooling
from index.model_folder import ModelFolder, first_line

SERVING_FILE = "onnxruntime.json"
"""`{"compute": "int8"}` beside modules.json asks for int8; sentence-transformers ignores it."""
_WEIGHTS_FILE = "model.safetensors"
_UNLIMITED = 10**9
_MOST = 10**5
"""No size in a config may be larger: the weights are compared with it anyway."""
PARTS = {
    "qkv": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "attended": ("attention.output.dense",),
    "widen": ("intermediate.dense",),
    "narrow": ("output.dense",),
}
"""The linear maps in a layer of transformers' BertModel whose matrices stand side by side."""
_NORMS = {"attended": "attention.output.LayerNorm", "narrow": "output.LayerNorm"}


@dataclass(frozen=True, slots=True)
class BertModel:
    """All that turns token numbers into a vector; `max_tokens` counts the marks of the ends.

    `words` has a row a token and `positions` a row a place: what the layers get is the sum
    of the two. `weights` are those that `index.bert_graph` names.
    """

    shape: BertShape
    pooling: Pooling
    compute: Compute
    max_tokens: int
    words: NDArray[np.float16] | NDArray[np.float32]
    positions: NDArray[np.float32]
    weights: dict[str, NDArray[np.float32]]


def is_bert(folder: ModelFolder) -> bool:
    """Tell whether a folder holds a BERT as this module reads it; damage is found later.

    BERT's own layers, mean or CLS pooling, a `tokenizers` file, float16 or float32 in one
    safetensors file. Anything else is for sentence-transformers itself.
    """
    if not folder.is_transformer:
        return False
    transformer, pooling = (module.folder for module in folder.modules[:2])
    files = [transformer / name for name in ("config.json", "tokenizer.json", _WEIGHTS_FILE)]
    if not all(file.is_file() for file in files):
        return False
    try:
        config = _read_json(transformer / "config.json")
        limits = _read_json(transformer / "sentence_bert_config.json", optional=True)
        pooled = _read_json(pooling / "config.json")
    except ValueError:
        return False
    return (
        config.get("model_type") == "bert"
        and config.get("hidden_act", "gelu") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and not config.get("is_decoder")
        and not config.get("quantization_config")
        and not limits.get("do_lower_case")
        and _pooling(pooled) != ""
        and bool(pooled.get("include_prompt", True))
        and not _has_other_numbers(transformer / _WEIGHTS_FILE)
    )


def read_bert(folder: ModelFolder, name: str) -> BertModel:
    """Read the model of a folder of which `is_bert` is true.

    Raises:
        EncoderError: `model-damaged`, with the reason.
    """
    transformer, pooling = (module.folder for module in folder.modules[:2])
    try:
        config = _read_json(transformer / "config.json")
        shape = _read_shape(config)
        serving = _read_json(folder.path / SERVING_FILE, optional=True)
        compute = serving.get("compute", "float32")
        if compute not in get_args(Compute):
            raise ValueError(f"{SERVING_FILE}: compute is {str(compute)[:40]!r}")
        with safe_open(str(transformer / _WEIGHTS_FILE), framework="numpy") as tensors:
            reader = _Reader(tensors)
            words = reader.read(
                "embeddings.word_embeddings.weight",
                (_size(config, "vocab_size"), shape.width),
            )
            positions = _read_positions(reader, config, shape)
            weights = _read_weights(reader, shape)
        return BertModel(
            shape,
            _pooling(_read_json(pooling / "config.json")),  # type: ignore[arg-type]
            compute,
            min(_read_limit(transformer, config), len(positions)),
            words,
            positions,
            weights,
        )
    except (OSError, ValueError, TypeError, LookupError, SafetensorError) as error:
        raise EncoderError("model-damaged", model=name, reason=first_line(error)) from error


# Some releases of transformers write a norm's tensors under their names of 2018.
_OLD_NAMES = (("LayerNorm.weight", "LayerNorm.gamma"), ("LayerNorm.bias", "LayerNorm.beta"))


class _Reader:
    """Tensors by name, with or without `bert.` before it; each must have the expected shape."""

    def __init__(self, tensors: Any) -> None:  # noqa: ANN401
        self._tensors = tensors
        self._names = set(tensors.keys())

    def read(self, name: str, shape: tuple[int, ...]) -> NDArray[Any]:
        asked, old = name, name
        for now, then in _OLD_NAMES:
            old = old.replace(now, then)
        spellings = (asked, f"bert.{asked}", old, f"bert.{old}")
        name = next((one for one in spellings if one in self._names), "")
        if not name:
            raise ValueError(f"no tensor {asked}")
        found = tuple(self._tensors.get_slice(name).get_shape())
        if found != shape:
            raise ValueError(f"{name} has shape {found} instead of {shape}")
        tensor: NDArray[Any] = self._tensors.get_tensor(name)
        if tensor.dtype not in (np.float16, np.float32) or not np.isfinite(tensor).all():
            raise ValueError(f"{name} does not hold finite float16 or float32 numbers")
        return tensor

    def read_float32(self, name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
        return np.asarray(self.read(name, shape), dtype=np.float32)


def _read_positions(
    reader: _Reader, config: dict[str, Any], shape: BertShape
) -> NDArray[np.float32]:
    """Return a row a place, with the row of the one kind of text there is added to each."""
    places, kinds = _size(config, "max_position_embeddings"), _size(config, "type_vocab_size")
    positions = reader.read_float32("embeddings.position_embeddings.weight", (places, shape.width))
    types = reader.read_float32("embeddings.token_type_embeddings.weight", (kinds, shape.width))
    return np.asarray(positions + types[0], dtype=np.float32)


def _read_weights(reader: _Reader, shape: BertShape) -> dict[str, NDArray[np.float32]]:
    weights: dict[str, NDArray[np.float32]] = {}

    def read_norm(name: str, source: str) -> None:
        weights[f"{name}.scale"] = reader.read_float32(f"{source}.weight", (shape.width,))
        weights[f"{name}.shift"] = reader.read_float32(f"{source}.bias", (shape.width,))

    read_norm("embedded", "embeddings.LayerNorm")
    for name, (inputs, outputs) in shape.matrices().items():
        layer, _, part = name.partition(".")
        sources = [f"encoder.layer.{layer}.{source}" for source in PARTS[part]]
        each = outputs // len(sources)
        matrices = [reader.read_float32(f"{s}.weight", (each, inputs)) for s in sources]
        biases = [reader.read_float32(f"{s}.bias", (each,)) for s in sources]
        weights[f"{name}.matrix"] = np.ascontiguousarray(np.concatenate(matrices).T)
        weights[f"{name}.bias"] = np.concatenate(biases)
        if part in _NORMS:
            read_norm(name, f"encoder.layer.{layer}.{_NORMS[part]}")
    return weights


def _read_shape(config: dict[str, Any]) -> BertShape:
    width, heads = _size(config, "hidden_size"), _size(config, "num_attention_heads")
    if width % heads:
        raise ValueError(f"{width} channels cannot be shared by {heads} heads")
    epsilon = config.get("layer_norm_eps", 1e-12)
    if not isinstance(epsilon, float) or not 0 <= epsilon < 1:
        raise ValueError(f"layer_norm_eps is {str(epsilon)[:40]}")
    layers, inner = _size(config, "num_hidden_layers"), _size(config, "intermediate_size")
    return BertShape(layers, heads, width, inner, epsilon)


def _size(config: dict[str, Any], key: str) -> int:
    default = {"type_vocab_size": 2}.get(key)
    value = config.get(key, default)
    most = 10 * _MOST if key == "vocab_size" else _MOST
    if not isinstance(value, int) or not 0 < value <= most:
        raise ValueError(f"config.json: {key} is {str(value)[:40]}")
    return value


def _read_limit(transformer: Path, config: dict[str, Any]) -> int:
    """Return where sentence-transformers cuts a text: its own setting, else the tokenizer's."""
    own = _read_json(transformer / "sentence_bert_config.json", optional=True)
    tokenizer = _read_json(transformer / "tokenizer_config.json", optional=True)
    limits = [own.get("max_seq_length"), tokenizer.get("model_max_length")]
    limit = next((limit for limit in limits if limit is not None), _UNLIMITED)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 1:
        raise ValueError(f"the longest text has {str(limit)[:40]} tokens")
    return int(min(limit, _size(config, "max_position_embeddings")))


def _pooling(config: dict[str, Any]) -> str:
    """Return `mean` or `cls`, in the old or the new spelling; empty for anything else."""
    if "pooling_mode" in config:
        mode = config["pooling_mode"]
        return mode if mode in ("mean", "cls") else ""
    modes = sorted(
        key for key, value in config.items() if key.startswith("pooling_mode_") and value
    )
    known = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}
    return known.get(modes[0], "") if len(modes) == 1 else ""


def _has_other_numbers(file: Path) -> bool:
    """Tell whether weights are stored in a type that numpy does not have, such as bfloat16."""
    try:
        with safe_open(str(file), framework="numpy") as tensors:
            kinds = {tensors.get_slice(name).get_dtype() for name in tensors.keys()}  # noqa: SIM118
    except (OSError, SafetensorError):
        return False
    return "BF16" in kinds


def _read_json(file: Path, *, optional: bool = False) -> dict[str, Any]:
    if optional and not file.exists():
        return {}
    content = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise ValueError(f"{file.name} is not an object")
    return content
