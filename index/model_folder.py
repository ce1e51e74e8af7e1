"""A sentence-transformers folder, read as data: its modules, prompts, files and fingerprint."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus import EncoderError

MODULES_FILE = "modules.json"
_CONFIG_FILE = "config_sentence_transformers.json"
_VECTOR_FILES = (".json", ".safetensors", ".txt", ".model")
"""What can change a vector; a README or an image cannot."""
_WHOLE_BYTES = 64 * 2**20
_SAMPLE_BYTES = 2**20
_SAMPLES = 16


@dataclass(frozen=True, slots=True)
class ModelModule:
    """One step of the model: the last part of its class name, and its folder."""

    kind: str
    folder: Path


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model on disk; the prompts are empty where it has none.

    `filled` tells what was put where the folder is silent; it counts in the fingerprint.
    """

    path: Path
    modules: tuple[ModelModule, ...]
    query_prompt: str
    passage_prompt: str
    filled: str = ""

    @property
    def is_static(self) -> bool:
        """Whether a mean of token vectors, normalised or not, is all there is to it."""
        kinds = [module.kind for module in self.modules]
        return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])

    @property
    def is_transformer(self) -> bool:
        """Whether a transformer and a pooling, normalised or not, are all there is to it."""
        kinds = [module.kind for module in self.modules]
        return kinds in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])

    def fill(self, what: str, value: object) -> ModelFolder:
        """Return the model with something that is not in its folder told."""
        return replace(self, filled=f"{self.filled}{what}={value!r}\n")

    def fingerprint(self, also: tuple[str, ...] = ()) -> str:
        """Return the SHA-256 of every file that can change a vector, by name, and of `filled`.

        `also` are endings of further files that count.

        Files over 64 MiB are not read whole at each start: their length, both ends
        and 14 evenly spaced samples of 1 MiB stand for them (a safetensors file begins
        with its header: names, shapes and types of all weights). Files seen before with
        the same length and time of change are not read again in this process.
        """
        digest = sha256()
        for file in sorted(self.path.rglob("*")):
            if file.suffix in (*_VECTOR_FILES, *also) and file.is_file():
                stat = file.stat()
                content = _digest_file(str(file), stat.st_size, stat.st_mtime_ns)
                digest.update(f"{file.relative_to(self.path).as_posix()}\0{content}\n".encode())
        digest.update(self.filled.encode())
        return digest.hexdigest()


def read_model_folder(path: Path) -> ModelFolder:
    """Read what a folder says about itself.

    Raises:
        EncoderError: `model-not-sentence-transformers` (no modules.json,
            or one that cannot be understood).
    """
    try:
        listed = json.loads((path / MODULES_FILE).read_text(encoding="utf-8"))
        modules = tuple(
            ModelModule(str(entry["type"]).rpartition(".")[2], _inside(path, str(entry["path"])))
            for entry in listed
        )
        prompts = _read_prompts(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EncoderError("model-not-sentence-transformers", model=str(path)) from error
    passage = next((prompts[n] for n in ("document", "passage", "corpus") if prompts.get(n)), "")
    return ModelFolder(path, modules, prompts.get("query", ""), passage)


def _read_prompts(path: Path) -> dict[str, str]:
    """Return the prompts by name, as `encode_query` and `encode_document` choose among them."""
    file = path / _CONFIG_FILE
    config: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {str(name): str(text or "") for name, text in (config.get("prompts") or {}).items()}


def _inside(root: Path, name: str) -> Path:
    folder = (root / name).resolve()
    if not folder.is_relative_to(root.resolve()):
        raise ValueError(f"module folder {name!r} lies outside the model")
    return folder


@lru_cache(maxsize=64)
def _digest_file(file: str, size: int, changed_ns: int) -> str:
    digest = sha256(str(size).encode())
    with open(file, "rb") as handle:
        if size <= _WHOLE_BYTES:
            digest.update(handle.read())
        else:
            for sample in range(_SAMPLES):
                handle.seek((size - _SAMPLE_BYTES) * sample // (_SAMPLES - 1))
                digest.update(handle.read(_SAMPLE_BYTES))
    return digest.hexdigest()


def first_line(error: Exception) -> str:
    """Return the first line of what a library says of its failure, or the failure's kind."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
