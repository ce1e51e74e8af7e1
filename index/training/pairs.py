"""The training pairs: read, cleaned and grouped into families."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

MIN_CHARS, MAX_CHARS = 1, 600
"""A pair with an empty side teaches nothing; what stands behind 600 characters is cut off."""

_ANCHOR = re.compile(r"\{/[^}]*/\}|\{#[^}]*\}|\[\^[^\]]*\]")
_NOISE = re.compile(r"[\\`*_|\s]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that mean the same or belong together, with their languages (`ko`, `en`, `zh`)."""

    left: str
    right: str
    left_lang: str
    right_lang: str


@dataclass(frozen=True, slots=True)
class Source:
    """The pairs of one file and one kind of relation; `family` decides how they are used."""

    name: str
    family: str
    pairs: tuple[Pair, ...]


def read_sources(data: Path, *, held_out: frozenset[str]) -> tuple[Source, ...]:
    """Read every file of the manifest below `data`, in its order.

    `held_out` holds `pair_key`s and names of sources that are left out.

    Raises:
        FileNotFoundError: there is no MANIFEST.json in `data`.
        ValueError: a file differs from the manifest's SHA-256.
    """
    manifest = json.loads((data / "MANIFEST.json").read_text(encoding="utf-8"))
    grouped: dict[tuple[str, str], dict[Pair, None]] = {}
    for entry in manifest["sources"]:
        if entry["source"] in held_out:
            continue
        path = data / entry["file"]
        if sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            raise ValueError(f"{path} is not the file that MANIFEST.json describes")
        for row in _read_rows(path):
            pair = _make_pair(row)
            if pair is None or pair_key(pair.left, pair.right) in held_out:
                continue
            key = (entry["source"], choose_family(entry["source"], row["kind"], pair))
            grouped.setdefault(key, {})[pair] = None
    return tuple(Source(name, family, tuple(pairs)) for (name, family), pairs in grouped.items())


def read_held_out(path: Path) -> tuple[Pair, ...]:
    """Read the pairs kept for watching the training."""
    made = (_make_pair(row) for row in _read_rows(path))
    return tuple(pair for pair in made if pair is not None)


def pair_key(left: str, right: str) -> str:
    """Return a key by which a pair is recognised in any file, whichever side comes first."""
    return "\n".join(sorted((left, right)))


def choose_family(source: str, kind: str, pair: Pair) -> str:
    """Return what a pair is used for: its languages, its domain and its relation.

    Families are sampled with fixed shares, so that the documentation of one publisher
    (two thirds of all pairs) cannot drown the little general text there is.
    """
    langs = {pair.left_lang, pair.right_lang}
    if kind in ("synonym", "definition") or source == "tico19_terms":
        return "words-zh" if "zh" in langs else "words-en" if "en" in langs else "words-ko"
    if kind == "parallel":
        domain = "docs" if _is_documentation(source) else "general"
        return f"parallel-{'zh' if 'zh' in langs else 'en'}-{domain}"
    if kind in ("title_body", "ict"):
        return "title-body"
    if kind == "text_pair":
        return "neighbours"
    return "answers" if kind == "faq" else "paraphrase"


def clean(text: str) -> str:
    """Return a text without mark-up left over from its source, NFC, cut at `MAX_CHARS`."""
    text = _ANCHOR.sub(" ", unicodedata.normalize("NFC", text))
    return _NOISE.sub(" ", text).strip()[:MAX_CHARS]


def _is_documentation(source: str) -> bool:
    return source.startswith(("ms_", "adobe_", "tensorflow_", "python_", "hf_"))


def _make_pair(row: dict[str, str]) -> Pair | None:
    left, right = clean(row["query"]), clean(row["passage"])
    if len(left) < MIN_CHARS or len(right) < MIN_CHARS or left == right:
        return None
    codes = row["lang"].split("-")
    if len(codes) == 1:
        return Pair(left, right, codes[0], codes[0])
    # Which side is which stands in no field: the general files are not all alike.
    other = codes[0] if codes[1] == "ko" else codes[1]
    is_left_korean = _count_hangul(left) / len(left) >= _count_hangul(right) / len(right)
    return Pair(left, right, *(("ko", other) if is_left_korean else (other, "ko")))


def _count_hangul(text: str) -> int:
    return sum("가" <= char <= "힣" for char in text)


def _read_rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
