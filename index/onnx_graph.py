"""Writing an ONNX model as bytes: the few protocol buffer fields that a graph needs.

The onnx package is 20 MB and slow to import for what is forty lines here.
Source: onnx.proto of ONNX 1.17 (field numbers and types).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

CONTRIB = "com.microsoft"
"""The operators that ONNX Runtime adds to the standard's."""
_OPSETS = {"": 17, CONTRIB: 1}
_IR_VERSION = 8
_TYPES = {"float32": 1, "uint8": 2, "int8": 3, "int64": 7}


class OnnxGraph:
    """Nodes and initializers, in the order in which they run."""

    def __init__(self) -> None:
        """Start with an empty graph."""
        self._nodes: list[bytes] = []
        self._initializers: list[bytes] = []

    def add(
        self,
        kind: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        *,
        domain: str = "",
        **attributes: int | float | list[int],
    ) -> None:
        """Add a node that reads and writes values by name."""
        fields = [_text(1, name) for name in inputs] + [_text(2, name) for name in outputs]
        fields += [_text(3, f"{kind} {outputs[0]}"), _text(4, kind)]
        fields += [_nested(5, _attribute(name, value)) for name, value in attributes.items()]
        self._nodes.append(_nested(1, b"".join([*fields, _text(7, domain)])))

    def add_constant(self, name: str, value: NDArray[Any] | np.generic) -> None:
        """Add a tensor with its values."""
        fields = b"".join(_number(1, size) for size in value.shape)
        fields += _number(2, _TYPES[value.dtype.name]) + _text(8, name)
        self._initializers.append(_nested(5, fields + _nested(9, value.tobytes())))

    def add_given(self, name: str, kind: str, shape: Sequence[int]) -> None:
        """Name a tensor whose values the session is given in memory; no file is named."""
        fields = b"".join(_number(1, size) for size in shape) + _number(2, _TYPES[kind])
        location = _nested(13, _text(1, "location") + _text(2, "memory"))
        self._initializers.append(_nested(5, fields + _text(8, name) + location + _number(14, 1)))

    def to_bytes(
        self,
        inputs: dict[str, tuple[str | int, ...]],
        outputs: dict[str, tuple[str | int, ...]],
    ) -> bytes:
        """Return the model; inputs and outputs are float32, a size given by name is free."""
        graph = b"".join(self._nodes) + _text(2, "graph") + b"".join(self._initializers)
        graph += b"".join(_nested(11, _value(name, shape)) for name, shape in inputs.items())
        graph += b"".join(_nested(12, _value(name, shape)) for name, shape in outputs.items())
        opsets = [_nested(8, _text(1, name) + _number(2, at)) for name, at in _OPSETS.items()]
        return _number(1, _IR_VERSION) + _nested(7, graph) + b"".join(opsets)


def _attribute(name: str, value: int | float | list[int]) -> bytes:
    if isinstance(value, float):
        return _text(1, name) + _tag(2, 5) + struct.pack("<f", value) + _number(20, 1)
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    return _text(1, name) + b"".join(_number(8, item) for item in value) + _number(20, 7)


def _value(name: str, shape: tuple[str | int, ...]) -> bytes:
    sizes = [_number(1, size) if isinstance(size, int) else _text(2, size) for size in shape]
    tensor = _number(1, _TYPES["float32"]) + _nested(2, b"".join(_nested(1, s) for s in sizes))
    return _text(1, name) + _nested(2, _nested(1, tensor))


def _text(field: int, value: str) -> bytes:
    return _nested(field, value.encode())


def _nested(field: int, value: bytes) -> bytes:
    return _tag(field, 2) + _varint(len(value)) + value


def _number(field: int, value: int) -> bytes:
    return _tag(field, 0) + _varint(value % 2**64)


def _tag(field: int, wire: int) -> bytes:
    return _varint(field << 3 | wire)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
