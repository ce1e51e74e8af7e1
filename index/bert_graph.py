"""A BERT's layers as an ONNX graph that is made from nothing but their sizes.

No graph is ever read from a model's folder: what runs is written here, and only the
numbers come from outside.
Source: Devlin et al. 2019, arXiv:1810.04805; ONNX Runtime's ContribOperators.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from index.onnx_graph import CONTRIB, OnnxGraph

Compute = Literal["float32", "int8"]
"""How matrices are multiplied. `int8`: weights in 255 steps a column, each token's
activations in 255 steps of their own largest value, so that a vector never depends on
what else is in its batch. A few channels of a BERT are ten times as large as the rest and
would take all the steps; a Hadamard matrix turned into each block of channels, and into
the weights, spreads them and leaves the product as it is (Ashkboos et al. 2024, "QuaRot",
arXiv:2404.00456). Mean cosine with float32, measured: 0.9973 without, 0.9996 with, for
8 % of the time."""
Pooling = Literal["mean", "cls"]

_ZERO_POINT = 128
_SMALLEST = 1e-12
"""A token of zeros is divided by this instead."""
_LARGEST_BLOCK = 32
_TURNED = ("qkv", "widen", "narrow")
"""The matrices of a layer whose inputs have such channels."""


@dataclass(frozen=True, slots=True)
class BertShape:
    """The sizes of the layers; `epsilon` is the layer normalisations'."""

    layers: int
    heads: int
    width: int
    inner: int
    epsilon: float

    def matrices(self) -> dict[str, tuple[int, int]]:
        """Return the shape (inputs, outputs) of each matrix that tokens are multiplied with."""
        shapes = {}
        for layer in range(self.layers):
            shapes[f"{layer}.qkv"] = (self.width, 3 * self.width)
            shapes[f"{layer}.attended"] = (self.width, self.width)
            shapes[f"{layer}.widen"] = (self.width, self.inner)
            shapes[f"{layer}.narrow"] = (self.inner, self.width)
        return shapes

    def rows(self) -> dict[str, int]:
        """Return the length of each bias and of the layer normalisations' two rows."""
        lengths = {f"{name}.bias": outputs for name, (_, outputs) in self.matrices().items()}
        norms = [
            f"{layer}.{norm}" for layer in range(self.layers) for norm in ("attended", "narrow")
        ]
        for norm in ("embedded", *norms):
            lengths[f"{norm}.scale"] = lengths[f"{norm}.shift"] = self.width
        return lengths


@lru_cache(maxsize=8)
def hadamard(size: int) -> NDArray[np.float32]:
    """Return Sylvester's matrix for a power of two: symmetric, and its own inverse."""
    matrix = np.ones((1, 1), dtype=np.float32)
    while len(matrix) < size:
        matrix = np.block([[matrix, matrix], [matrix, -matrix]])
    return np.asarray(matrix / math.sqrt(size), dtype=np.float32)


def turn_inputs(name: str, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a matrix (inputs, outputs) for inputs that were turned; twice gives it back."""
    size, (inputs, outputs) = _block(name, matrix.shape[0]), matrix.shape
    turned, half = matrix, 1
    # The fast Walsh-Hadamard transform: a product would wake the threads of numpy's BLAS.
    while half < size:
        pairs = turned.reshape(inputs // (2 * half), 2, half, outputs)
        turned = np.empty_like(pairs)
        np.add(pairs[:, 0], pairs[:, 1], out=turned[:, 0])
        np.subtract(pairs[:, 0], pairs[:, 1], out=turned[:, 1])
        half *= 2
    return np.asarray(turned.reshape(inputs, outputs) / math.sqrt(size), dtype=np.float32)


def quantize_columns(
    matrix: NDArray[np.float32],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return whole numbers from -127 to 127 and each column's step: the matrix is their product."""
    steps = (np.maximum(np.abs(matrix).max(axis=0), _SMALLEST) / 127.0).astype(np.float32)
    return np.rint(matrix / steps), steps


def round_to_steps(name: str, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the matrix that int8 computes with, so that all other runtimes use the same."""
    numbers, steps = quantize_columns(turn_inputs(name, matrix))
    return turn_inputs(name, numbers * steps)


def make_given(
    weights: dict[str, NDArray[np.float32]], shape: BertShape, compute: Compute, matrix_type: str
) -> dict[str, NDArray[Any]]:
    """Return what the graph must be given, from `NAME.matrix` and the rows of `shape`."""
    given: dict[str, NDArray[Any]] = {name: weights[name] for name in shape.rows()}
    for name in shape.matrices():
        matrix = weights[f"{name}.matrix"]
        if compute == "int8":
            numbers, given[f"{name}.steps"] = quantize_columns(turn_inputs(name, matrix))
            middle = _middle(matrix_type)
            given[f"{name}.matrix"] = (numbers + float(middle)).astype(middle.dtype)
        else:
            given[f"{name}.matrix"] = matrix
    return given


def build_graph(shape: BertShape, compute: Compute, pooling: Pooling, matrix_type: str) -> bytes:
    """Return the model from `embedded` (texts, tokens, width) to `vectors` (texts, width).

    All texts of a run have one length, so there is neither padding nor mask. The vectors
    are not normalised. `matrix_type` is `float32`, or `int8` or `uint8` for int8.
    """
    graph = OnnxGraph()
    for name, sizes in shape.matrices().items():
        graph.add_given(f"{name}.matrix", matrix_type, sizes)
        if compute == "int8":
            graph.add_given(f"{name}.steps", "float32", sizes[1:])
    for name, length in shape.rows().items():
        graph.add_given(name, "float32", (length,))
    if compute == "int8":
        _add_constants(graph, shape, matrix_type)
    norm = ["embedded", "embedded.scale", "embedded.shift"]
    graph.add("LayerNormalization", norm, ["0.in"], axis=-1, epsilon=shape.epsilon)
    for layer in range(shape.layers):
        _add_layer(graph, shape, compute, layer)
    last = f"{shape.layers}.in"
    if pooling == "mean":
        graph.add("ReduceMean", [last], ["vectors"], axes=[1], keepdims=0)
    else:
        graph.add_constant("first", np.int64(0))
        graph.add("Gather", [last, "first"], ["vectors"], axis=1)
    return graph.to_bytes(
        {"embedded": ("texts", "tokens", shape.width)}, {"vectors": ("texts", shape.width)}
    )


def build_probe(columns: NDArray[np.int8]) -> bytes:
    """Return a model that multiplies tokens with one matrix, as the layers do it in int8."""
    graph, zero = OnnxGraph(), np.float32(0)
    graph.add_constant("matrix", columns)
    graph.add_constant("one", zero + 1)
    graph.add_constant("middle", np.uint8(0))
    graph.add_constant("matrix middle", np.int8(0))
    graph.add_constant("steps", np.ones(columns.shape[1], dtype=np.float32))
    graph.add("QuantizeLinear", ["tokens", "one", "middle"], ["numbers"])
    inputs = ["numbers", "matrix", "one", "steps", "middle", "matrix middle"]
    graph.add("MatMulIntegerToFloat", inputs, ["products"], domain=CONTRIB)
    return graph.to_bytes(
        {"tokens": ("rows", columns.shape[0])}, {"products": ("rows", columns.shape[1])}
    )


def _add_layer(graph: OnnxGraph, shape: BertShape, compute: Compute, layer: int) -> None:
    def at(name: str) -> str:
        return f"{layer}.{name}"

    def multiply(source: str, name: str) -> None:
        if compute == "int8":
            _multiply_int8(graph, shape, at(source), at(name))
        else:
            graph.add("MatMul", [at(source), at(f"{name}.matrix")], [at(name)])

    def add_and_normalize(name: str, skip: str, target: str) -> None:
        # SkipLayerNormalization is all of this in one, and five times as slow.
        graph.add("Add", [at(name), at(f"{name}.bias")], [at(f"{name} biased")])
        graph.add("Add", [at(f"{name} biased"), at(skip)], [at(f"{name} sum")])
        inputs = [at(f"{name} sum"), at(f"{name}.scale"), at(f"{name}.shift")]
        graph.add("LayerNormalization", inputs, [target], axis=-1, epsilon=shape.epsilon)

    multiply("in", "qkv")
    parts = [at("queries"), at("keys"), at("values")]
    graph.add("Split", [at("qkv")], parts, axis=-1)
    inputs = [*parts, at("qkv.bias")]
    graph.add("MultiHeadAttention", inputs, [at("mixed")], domain=CONTRIB, num_heads=shape.heads)
    multiply("mixed", "attended")
    add_and_normalize("attended", "in", at("between"))
    multiply("between", "widen")
    graph.add("BiasGelu", [at("widen"), at("widen.bias")], [at("bent")], domain=CONTRIB)
    multiply("bent", "narrow")
    add_and_normalize("narrow", "between", f"{layer + 1}.in")


def _add_constants(graph: OnnxGraph, shape: BertShape, matrix_type: str) -> None:
    graph.add_constant("one", np.float32(1))
    graph.add_constant("top", np.float32(127))
    graph.add_constant("smallest", np.float32(_SMALLEST))
    graph.add_constant("middle", np.uint8(_ZERO_POINT))
    graph.add_constant("matrix middle", _middle(matrix_type))
    for inputs in {shape.width, shape.inner}:
        size = math.gcd(inputs, _LARGEST_BLOCK)
        graph.add_constant(f"turn {inputs}", hadamard(size))
        # 0 keeps the size that is there: texts and tokens.
        graph.add_constant(f"blocks {inputs}", np.array([0, 0, inputs // size, size]))
        graph.add_constant(f"whole {inputs}", np.array([0, 0, inputs]))


def _multiply_int8(graph: OnnxGraph, shape: BertShape, source: str, name: str) -> None:
    """Write `name`: `source`, turned and in whole numbers, times the matrix of that name."""
    inputs = shape.matrices()[name][0]
    if _block(name, inputs) > 1:
        graph.add("Reshape", [source, f"blocks {inputs}"], [f"{name} blocks"])
        graph.add("MatMul", [f"{name} blocks", f"turn {inputs}"], [f"{name} turned"])
        graph.add("Reshape", [f"{name} turned", f"whole {inputs}"], [f"{name} source"])
        source = f"{name} source"
    graph.add("Abs", [source], [f"{name} sizes"])
    graph.add("ReduceMax", [f"{name} sizes"], [f"{name} largest"], axes=[-1], keepdims=1)
    graph.add("Max", [f"{name} largest", "smallest"], [f"{name} size"])
    graph.add("Div", ["top", f"{name} size"], [f"{name} factor"])
    graph.add("Div", [f"{name} size", "top"], [f"{name} step"])
    graph.add("Mul", [source, f"{name} factor"], [f"{name} scaled"])
    graph.add("QuantizeLinear", [f"{name} scaled", "one", "middle"], [f"{name} numbers"])
    numbers = [f"{name} numbers", f"{name}.matrix", "one", f"{name}.steps"]
    middles = ["middle", "matrix middle"]
    graph.add("MatMulIntegerToFloat", numbers + middles, [f"{name} product"], domain=CONTRIB)
    graph.add("Mul", [f"{name} product", f"{name} step"], [name])


def _block(name: str, inputs: int) -> int:
    """Return how many channels are turned together: a power of two, 1 where none is."""
    return math.gcd(inputs, _LARGEST_BLOCK) if name.endswith(_TURNED) else 1


def _middle(matrix_type: str) -> np.integer[Any]:
    return np.uint8(_ZERO_POINT) if matrix_type == "uint8" else np.int8(0)
