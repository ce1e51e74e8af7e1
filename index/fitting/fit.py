"""A library's own sense of its words: each term a direction, learnt from its passages.

Latent semantic analysis (Deerwester et al., Indexing by Latent Semantic Analysis, JASIS
1990): what stands in the same passages points the same way, whatever a model was trained on.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from hashlib import sha256
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from index.encoder import Vectors

# Raised whenever the same passages would give other directions.
FIT_VERSION = 1
MAX_TERMS = 60_000
MAX_AXES = 640
# The most that both can take, with room for the terms themselves.
MAX_BYTES = 128 * 2**20


@dataclass(frozen=True, slots=True)
class FitSettings:
    """What a fit was made from, and how much it counts.

    `recipe` is the id of the recipe that it belongs to; `passages` is how many it was
    learnt from. `share` is its part of a passage's score by meaning alone (0 to 1, the
    model keeps the rest): see `index.fitting.pairs`.
    """

    version: int
    recipe: str
    passages: int
    share: float

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if self.version != FIT_VERSION or not 0.0 <= self.share <= 1.0:
            raise ValueError(f"not the settings of a fit: {self}")


@dataclass(frozen=True, eq=False)
class Fit:
    """The directions of a library's terms.

    `terms` ascend; `idf` (float32) has one weight a term; its direction is its row of
    `axes` (int8, shape (terms, axes)) times `scale` (float32).
    """

    settings: FitSettings
    terms: tuple[str, ...]
    idf: Vectors
    axes: NDArray[np.int8]
    scale: Vectors

    @property
    def dimension(self) -> int:
        """The number of axes."""
        return int(self.axes.shape[1])

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of everything that a score depends on."""
        return fingerprint_of(self.settings_json(), self.to_bytes())

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {term: number for number, term in enumerate(self.terms)}

    def place_passages(self, rows: Iterable[Sequence[str]]) -> Vectors:
        """Return a unit vector for each passage's terms, or zero where none is known.

        float32, shape (passages, axes). Only known terms count: a passage that came later
        is placed by what it shares with the others.
        """
        placed = [self._project(row)[0] for row in rows]
        return np.stack(placed) if placed else np.zeros((0, self.dimension), dtype=np.float32)

    def place_query(self, terms: Sequence[str]) -> Vectors:
        """Return a question's vector, float32, shape (1, axes), length 0 to 1.

        The length is the root of what the axes hold of the question, unknown terms counted
        as if they stood in one passage: an English question is left to the model. (The whole
        of it, or all questions at length 1, was worse where the model is strong: nDCG@10 on
        313 tuning questions 0.745 against 0.732 and 0.722.)
        """
        direction, held = self._project(terms)
        return (direction * np.float32(held**0.5)).reshape(1, -1)

    def _project(self, terms: Sequence[str]) -> tuple[Vectors, float]:
        """Return the unit vector of a bag of terms, and the share of its length that is held."""
        known: list[int] = []
        weights: list[float] = []
        total = 0.0
        rarest = float(self.idf.max())
        for term, times in sorted(Counter(terms).items()):
            number = self._numbers.get(term)
            weight = weigh(times, rarest if number is None else float(self.idf[number]))
            total += weight * weight
            if number is not None:
                known.append(number)
                weights.append(weight)
        if not known:
            return np.zeros(self.dimension, dtype=np.float32), 0.0
        factors = np.asarray(weights, dtype=np.float32) * self.scale[known]
        sums = factors @ self.axes[known].astype(np.float32)
        length = float(np.linalg.norm(sums))
        if length <= 1e-9:
            return np.zeros(self.dimension, dtype=np.float32), 0.0
        return np.asarray(sums / length, dtype=np.float32), min(1.0, length / total**0.5)

    # As bytes

    def settings_json(self) -> str:
        """Return the settings as JSON."""
        return json.dumps(asdict(self.settings), sort_keys=True)

    def to_bytes(self) -> bytes:
        """Return everything else as safetensors; terms by line, in UTF-8."""
        lines = np.frombuffer("\n".join(self.terms).encode(), dtype=np.uint8)
        tensors = {"terms": lines, "idf": self.idf, "axes": self.axes, "scale": self.scale}
        return save({name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()})

    @classmethod
    def from_bytes(cls, settings: str, data: bytes, fingerprint: str) -> Fit:
        """Return the fit that `settings_json` and `to_bytes` wrote.

        Raises:
            ValueError: it is too large, not what `fingerprint` names, or no fit.
        """
        if len(data) > MAX_BYTES:
            raise ValueError(f"a fit of {len(data)} bytes")
        if fingerprint_of(settings, data) != fingerprint:
            raise ValueError("the fit is not what its fingerprint says")
        try:
            made: dict[str, Any] = json.loads(settings)
            tensors = load(data)
            terms = tuple(bytes(tensors["terms"]).decode().split("\n"))
            fit = cls(
                FitSettings(**{field.name: made[field.name] for field in fields(FitSettings)}),
                terms,
                tensors["idf"],
                tensors["axes"],
                tensors["scale"],
            )
        except (KeyError, TypeError, AttributeError, SafetensorError) as error:
            raise ValueError(f"not a fit: {error}") from error
        fit._require_whole()
        # Just proved: it need not be worked out again.
        fit.__dict__["fingerprint"] = fingerprint
        return fit

    def _require_whole(self) -> None:
        rows = len(self.terms)
        shapes = (self.idf.shape, self.scale.shape, self.axes.shape[:1])
        kinds = [part.dtype.str for part in (self.idf, self.scale, self.axes)]
        is_whole = (
            self.axes.ndim == 2
            and 0 < self.dimension <= MAX_AXES
            and 0 < rows <= MAX_TERMS
            and shapes == ((rows,),) * 3
            and kinds == ["<f4", "<f4", "|i1"]
            and bool(np.isfinite(self.idf).all() and np.isfinite(self.scale).all())
        )
        if not is_whole:
            raise ValueError("the parts of the fit do not belong together")


def fingerprint_of(settings: str, data: bytes) -> str:
    """Return the SHA-256 of a fit as it is kept."""
    return sha256(settings.encode() + b"\0" + data).hexdigest()


def weigh(times: int, idf: float) -> float:
    """Return (1 + ln tf) idf.

    Source: Salton and Buckley, Term-weighting approaches in automatic text retrieval (1988).
    """
    return (1.0 + log(times)) * idf


def inverse_frequency(passages: int, holding: int) -> float:
    """Return ln((1 + N) / (1 + n)) + 1, above 0 also for a term of every passage."""
    return log((1.0 + passages) / (1.0 + holding)) + 1.0
