"""Any sentence-transformers model: the one module that imports the library, and only on demand."""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import numpy as np

from corpus import EncoderError
from index.encoder import Vectors
from index.hub import find_in_hub
from index.lengths import cut_by_length, halve_until
from index.model_folder import MODULES_FILE, ModelFolder, ModelModule, first_line, read_model_folder
from index.presets import Preset, fill_prompts

Backend = Literal["torch", "onnx", "openvino"]
_BACKEND_PACKAGES = {"onnx": "optimum.onnxruntime", "openvino": "optimum.intel.openvino"}

BATCH_TEXTS = 32
# Padded to its longest text: 32 passages of 500 characters.
BATCH_CHARS = 16_000
_LOUD = ("transformers", "optimum", "sentence_transformers", "nncf")
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle")
# The graphs that the other backends read, in place of the weights.
_GRAPHS = (".onnx", ".onnx_data", ".xml", ".bin")


class SentenceTransformerEncoder:
    """A model with its query and passage prompts; vectors are normalised in any case."""

    def __init__(
        self,
        name: str,
        model: Any,  # noqa: ANN401
        *,
        fingerprint: str,
        query_prompt: str = "",
        passage_prompt: str = "",
    ) -> None:
        """Take a loaded `SentenceTransformer`."""
        self.name = name
        self.fingerprint = fingerprint
        self.query_prompt = query_prompt
        self.passage_prompt = passage_prompt
        self.dimension = int(model.get_embedding_dimension())
        self._model = model

    @property
    def max_tokens(self) -> int | None:
        """The number of tokens behind which a text is cut off; None where nothing is."""
        longest = self._model.max_seq_length
        return int(longest) if longest is not None and longest < 10**9 else None

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text: float32, shape (len(texts), dimension)."""
        return self._encode(self._model.encode_query, texts, self.query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text: float32, shape (len(texts), dimension)."""
        return self._encode(self._model.encode_document, texts, self.passage_prompt)

    def cut_to_fit(self, text: str) -> tuple[str, ...]:
        """Return a passage in pieces that the model reads to the end, itself if it does."""
        return halve_until(text, self._is_read_whole)

    def _is_read_whole(self, text: str) -> bool:
        limit, text = self.max_tokens, self.passage_prompt + text
        # No tokenizer makes more tokens of a text than it has bytes, and a few to frame it.
        if limit is None or len(text.encode(errors="replace")) + 8 <= limit:
            return True
        tokens = self._model.tokenizer(text, truncation=False, verbose=False)["input_ids"]
        return len(tokens) <= limit

    def _encode(self, encode: Any, texts: Sequence[str], prompt: str) -> Vectors:  # noqa: ANN401
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for batch in cut_by_length(texts, max_texts=BATCH_TEXTS, max_chars=BATCH_CHARS):
            rows = encode(
                [texts[place] for place in batch],
                prompt=prompt,
                batch_size=len(batch),
                convert_to_numpy=True,
                show_progress_bar=False,
            )
            vectors[list(batch)] = np.asarray(rows, dtype=np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


def load_sentence_transformer(
    name: str, *, offline: bool, is_half: bool = False
) -> SentenceTransformerEncoder:
    """Load a local folder or a hub name as it is; see `load_model`.

    Raises:
        EncoderError: as `find_in_hub` and `load_model`.
    """
    folder = Path(name).expanduser()
    if not folder.is_dir():
        require_library(name)
        folder = find_in_hub(name, offline=offline)
    return load_model(folder, name=name, is_half=is_half)


def load_model(
    folder: Path,
    *,
    name: str,
    preset: Preset | None = None,
    backend: Backend = "torch",
    is_half: bool = False,
) -> SentenceTransformerEncoder:
    """Load a local folder; code and pickles that come with a model never run.

    What the folder says of prompts holds; a `preset` fills in what it leaves out: prompts,
    pooling for a folder of the network alone, a maximum length. `is_half` computes in
    bfloat16: twice as fast, exact to about three digits.

    Raises:
        EncoderError: `torch-missing`, `backend-missing`, `model-not-sentence-transformers`,
            `model-without-safetensors`, `model-needs-code` or `model-damaged`.
    """
    read, is_whole = _read(folder, preset)
    refuse_pickles(read.path, name)
    require_library(name, backend)
    try:
        with _silence(backend):
            if is_whole:
                _refuse_code(folder)
                model = _load(folder, backend, is_half=is_half)
            else:
                model = _build(folder, preset, backend)
        model.eval()
    except Exception as error:  # the library raises whatever its many parts raise
        reason = first_line(error)
        if backend != "torch" and isinstance(error, ImportError):
            # Its packages are there, and do not fit those of ours.
            raise EncoderError(
                "backend-missing", model=name, backend=backend, reason=reason
            ) from error
        if "trust_remote_code" in str(error):
            raise EncoderError("model-needs-code", model=name) from error
        raise EncoderError("model-damaged", model=name, reason=reason) from error
    read = fill_prompts(read, preset)
    if backend != "torch":
        read = read.fill("backend", backend)
    if preset is not None and not is_whole:
        read = read.fill("pooling", preset.pooling)
    if preset is not None and (model.max_seq_length or 10**9) > preset.max_tokens:
        model.max_seq_length = preset.max_tokens
        read = read.fill("max_tokens", preset.max_tokens)
    return SentenceTransformerEncoder(
        name,
        model,
        fingerprint=read.fingerprint(() if backend == "torch" else _GRAPHS),
        query_prompt=read.query_prompt,
        passage_prompt=read.passage_prompt,
    )


def load_cross_encoder(folder: Path, *, name: str) -> Any:  # noqa: ANN401
    """Load the library's `CrossEncoder` from a local folder; no code and no pickle of it runs.

    Raises:
        EncoderError: `torch-missing`, `model-without-safetensors`, `model-needs-code`,
            `model-damaged`, or `model-not-reranker`: it gives several figures or none.
    """
    refuse_pickles(folder, name)
    require_library(name)
    from sentence_transformers import CrossEncoder

    try:
        with _silence("torch"):
            if (folder / MODULES_FILE).is_file():
                _refuse_code(folder)
            if _makes_vectors(folder):
                # The library would put an untrained head on it and score at random.
                raise EncoderError("model-not-reranker", model=name)
            model = CrossEncoder(
                str(folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs=_weights("torch"),
            )
            model.eval()
            labels = model.num_labels
    except EncoderError:
        raise
    except Exception as error:  # the library raises whatever its many parts raise
        if "trust_remote_code" in str(error):
            raise EncoderError("model-needs-code", model=name) from error
        raise EncoderError("model-damaged", model=name, reason=first_line(error)) from error
    if labels != 1:
        raise EncoderError("model-not-reranker", model=name)
    return model


def require_library(name: str, backend: Backend = "torch") -> None:
    """Refuse a model that cannot run here for want of a package.

    Raises:
        EncoderError: `torch-missing` or `backend-missing`.
    """
    try:
        import_module("torch")
        import_module("sentence_transformers")
    except ImportError as error:
        raise EncoderError("torch-missing", model=name, missing=error.name or "torch") from error
    if backend != "torch":
        try:
            with _silence(backend):
                import_module(_BACKEND_PACKAGES[backend])
        except ImportError as error:
            raise EncoderError(
                "backend-missing", model=name, backend=backend, reason=first_line(error)
            ) from error


def _read(folder: Path, preset: Preset | None) -> tuple[ModelFolder, bool]:
    """Return what a folder says, and whether it is a whole model or the network alone."""
    if (folder / MODULES_FILE).is_file() or preset is None or preset.pooling is None:
        return read_model_folder(folder), True
    if not (folder / "config.json").is_file():
        raise EncoderError("model-not-sentence-transformers", model=str(folder))
    return ModelFolder(folder, (ModelModule("Transformer", folder),), "", ""), False


def _load(folder: Path, backend: Backend, *, is_half: bool) -> Any:  # noqa: ANN401
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(
        str(folder),
        device="cpu",
        backend=backend,
        local_files_only=True,
        trust_remote_code=False,
        model_kwargs=_weights(backend, is_half=is_half),
    )
    return model if is_half or backend != "torch" else model.float()


def _build(folder: Path, preset: Preset | None, backend: Backend) -> Any:  # noqa: ANN401
    """Return a model from the folder of its network, with the pooling its preset names."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    local = {"local_files_only": True, "trust_remote_code": False}
    network = Transformer(
        str(folder),
        backend=backend,
        model_kwargs={**_weights(backend), **local},
        processor_kwargs=dict(local),
        config_kwargs=dict(local),
    )
    pooling = Pooling(network.get_embedding_dimension(), pooling_mode=preset and preset.pooling)
    return SentenceTransformer(modules=[network, pooling, Normalize()], device="cpu")


def _weights(backend: Backend, *, is_half: bool = False) -> dict[str, Any]:
    if backend != "torch":
        # Several onnxruntime providers may be installed; the processor is the one meant.
        return {"provider": "CPUExecutionProvider"} if backend == "onnx" else {}
    import torch

    return {"use_safetensors": True, "dtype": torch.bfloat16 if is_half else torch.float32}


@contextmanager
def _silence(backend: Backend) -> Iterator[None]:
    """Keep libraries from the terminal while a model is loaded: ours does not write there."""
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    if backend == "torch":
        yield
        return
    # An export says much about itself, in many voices.
    voices = [logging.getLogger(name) for name in _LOUD]
    levels = [voice.level for voice in voices]
    try:
        for voice in voices:
            voice.setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for voice, level in zip(voices, levels, strict=True):
            voice.setLevel(level)


def refuse_pickles(folder: Path, name: str) -> None:
    """Refuse a folder whose weights would have to be unpickled, which can run any code.

    Raises:
        EncoderError: `model-without-safetensors`.
    """
    if not any(folder.rglob("*.safetensors")):
        raise EncoderError("model-without-safetensors", model=name)
    for file in folder.rglob("*"):
        # OpenVINO's graphs are an .xml with its .bin; a pickle beside safetensors is not read.
        is_graph = file.with_suffix(".xml").exists()
        if file.suffix in _PICKLES and not is_graph and not any(file.parent.glob("*.safetensors")):
            raise EncoderError("model-without-safetensors", model=name)


def _refuse_code(folder: Path) -> None:
    """Refuse modules that are not the library's own: they would be imported."""
    for module in json.loads((folder / MODULES_FILE).read_text(encoding="utf-8")):
        if not str(module["type"]).startswith("sentence_transformers."):
            raise ValueError(f"{module['type']} would need trust_remote_code")


def _makes_vectors(folder: Path) -> bool:
    """Tell whether a folder is a network without a head that scores: an embedding model."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    names = config.get("architectures") or ()
    return not any(str(name).endswith("ForSequenceClassification") for name in names)
