"""A BERT without torch: tokenizers, numpy and ONNX Runtime, which only this module imports."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus import EncoderError
from index.bert_folder import BertModel, read_bert
from index.bert_graph import build_graph, build_probe, make_given
from index.encoder import Vectors
from index.lengths import halve_until
from index.model_folder import ModelFolder, first_line

BATCH_TOKENS = 256
"""What one run takes: enough for whole registers, little enough for the second-level cache."""
_TOKENIZED_TOGETHER = 512


class OnnxTransformerEncoder:
    """The vectors of `SentenceTransformer(folder).encode`, normalised in any case.

    Texts of equal length in tokens share a run: nothing is padded, and a text gets the same
    vector in any company. An empty text of a tokenizer that frames it ([CLS], [SEP]) gets
    the frame's vector, as there; without a frame it gets the zero vector. Safe to share
    between threads; runs are spread over `threads`, each of them on one.
    """

    def __init__(
        self,
        name: str,
        tokenizer: Tokenizer,
        model: BertModel,
        *,
        fingerprint: str,
        query_prompt: str = "",
        passage_prompt: str = "",
        threads: int | None = None,
    ) -> None:
        """Start a session; by default there is a thread for each core that may be used."""
        self.name = name
        self.fingerprint = fingerprint
        self.dimension = model.shape.width
        self.max_tokens = model.max_tokens
        self.compute = model.compute
        self._tokenizer = tokenizer
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(model.max_tokens)
        self._words, self._positions = model.words, model.positions
        self._query_prompt, self._passage_prompt = query_prompt, passage_prompt
        self._threads = threads or _count_cores()
        self._given, self._session = _start_session(model)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text: float32, shape (len(texts), dimension)."""
        return self._encode(texts, self._query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one L2-normalised row a text: float32, shape (len(texts), dimension)."""
        return self._encode(texts, self._passage_prompt)

    def cut_to_fit(self, text: str) -> tuple[str, ...]:
        """Return a passage in pieces that the model reads to the end, itself if it does."""
        return halve_until(text, self._is_read_whole)

    def _is_read_whole(self, text: str) -> bool:
        text = self._passage_prompt + text
        # No tokenizer makes more tokens of a text than it has bytes, and a few to frame it.
        if len(text.encode()) + 8 <= self.max_tokens:
            return True
        return not self._tokenizer.encode(text).overflowing

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        tokens = self._tokenize(texts, prompt)
        batches = cut_equal_batches([len(ids) for ids in tokens], BATCH_TOKENS)

        def run(batch: list[int]) -> None:
            vectors[batch] = self._run(np.stack([tokens[at] for at in batch]))

        if len(batches) < 2 or self._threads < 2:
            for batch in batches:
                run(batch)
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                for _ in pool.map(run, batches):
                    pass
        return vectors

    def _tokenize(self, texts: Sequence[str], prompt: str) -> list[NDArray[np.int32]]:
        tokens: list[NDArray[np.int32]] = []
        for start in range(0, len(texts), _TOKENIZED_TOGETHER):
            prompted = [prompt + text for text in texts[start : start + _TOKENIZED_TOGETHER]]
            encoded = self._tokenizer.encode_batch_fast(prompted)
            tokens.extend(np.array(item.ids, dtype=np.int32) for item in encoded)
        return tokens

    def _run(self, tokens: NDArray[np.int32]) -> Vectors:
        """Return the vectors of texts of one length, a row of token numbers each."""
        if tokens.max() >= len(self._words):
            reason = f"token {tokens.max()} has no vector"
            raise EncoderError("model-damaged", model=self.name, reason=reason)
        embedded = self._words[tokens] + self._positions[: tokens.shape[1]]
        (vectors,) = self._session.run(None, {"embedded": embedded})
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(norms).all():
            raise EncoderError("model-damaged", model=self.name, reason="a vector is not finite")
        return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


def load_onnx_transformer(folder: ModelFolder, name: str) -> OnnxTransformerEncoder:
    """Load a folder of which `index.bert_folder.is_bert` is true.

    Raises:
        EncoderError: `model-damaged`.
    """
    model = read_bert(folder, name)
    file = folder.modules[0].folder / "tokenizer.json"
    try:
        tokenizer = Tokenizer.from_file(str(file))
        if tokenizer.get_vocab_size() > len(model.words):
            raise ValueError("fewer vectors than tokens")
        if tokenizer.num_special_tokens_to_add(is_pair=False) >= model.max_tokens:
            raise ValueError(f"a text of {model.max_tokens} tokens has no room but for its marks")
        return OnnxTransformerEncoder(
            name,
            tokenizer,
            model,
            fingerprint=folder.fingerprint(),
            query_prompt=folder.query_prompt,
            passage_prompt=folder.passage_prompt,
        )
    except Exception as error:  # both libraries raise plain exceptions of their own
        raise EncoderError("model-damaged", model=name, reason=first_line(error)) from error


def cut_equal_batches(lengths: Sequence[int], most: int) -> list[list[int]]:
    """Return positions of equal length, long ones first, at most `most` tokens together.

    A text of more tokens is a batch by itself; one of none is in no batch.
    """
    batches: list[list[int]] = []
    open_length = 0
    for at in sorted(range(len(lengths)), key=lambda at: (-lengths[at], at)):
        length = lengths[at]
        if not length:
            continue
        if length != open_length or (len(batches[-1]) + 1) * length > most:
            batches.append([])
            open_length = length
        batches[-1].append(at)
    return batches


def _start_session(model: BertModel) -> tuple[list[Any], Any]:
    """Return the weights, which have to outlive the session, and the session."""
    import onnxruntime

    matrix_type = "float32"
    if model.compute == "int8":
        matrix_type = "int8" if multiplies_exactly() else "uint8"
    given = {
        name: onnxruntime.OrtValue.ortvalue_from_numpy(np.ascontiguousarray(value))
        for name, value in make_given(
            model.weights, model.shape, model.compute, matrix_type
        ).items()
    }
    options = _options()
    options.add_external_initializers(list(given), list(given.values()))
    graph = build_graph(model.shape, model.compute, model.pooling, matrix_type)
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    return list(given.values()), session


@lru_cache(maxsize=1)
def multiplies_exactly() -> bool:
    """Tell whether signed weights are multiplied exactly on this machine.

    x86 processors before VNNI add two products in 16 bits and cut what does not fit; there
    the weights are stored unsigned, which is exact and slower.
    Source: ONNX Runtime's quantization guide, "when and why do I need to try U8U8?"
    """
    import onnxruntime

    columns = np.full((64, 16), 127, dtype=np.int8)
    tokens = np.full((4, 64), 255.0, dtype=np.float32)
    session = onnxruntime.InferenceSession(
        build_probe(columns), _options(), providers=["CPUExecutionProvider"]
    )
    (products,) = session.run(None, {"tokens": tokens})
    return bool((products == tokens @ columns.astype(np.float32)).all())


def _options() -> Any:  # noqa: ANN401
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Texts are spread over threads here; a library's own would wait for each other.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # The graph is written as it runs fastest; further fusions undo that.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 4
    return options


def _count_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
