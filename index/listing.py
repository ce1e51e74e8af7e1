"""Which models there are to choose from, and which of them are on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.encoders import (
    BUNDLED_MODEL,
    STATIC_MODEL,
    TRANSFORMER_MODEL,
    bundled_model_path,
    load_encoder,
    split_backend,
)
from index.hub import find_in_cache
from index.presets import PRESETS, Preset, find_preset


@dataclass(frozen=True, slots=True)
class ModelListing:
    """A model as one chooses it; `folder` is where it lies on this machine, empty if it does not.

    `name` is what to call it by; a bundled one has no `hub_id`. `max_tokens` is None where
    a text is read to its end whatever its length.
    """

    name: str
    hub_id: str
    folder: str
    dimension: int
    max_tokens: int | None
    megabytes: int
    licence: str
    query_prompt: str
    passage_prompt: str
    is_gated: bool
    is_chosen: bool


_BUNDLED = {
    BUNDLED_MODEL: (TRANSFORMER_MODEL, STATIC_MODEL),
    TRANSFORMER_MODEL: (TRANSFORMER_MODEL,),
    STATIC_MODEL: (STATIC_MODEL,),
}


def list_models(chosen: str = "") -> tuple[ModelListing, ...]:
    """Return the bundled models and the presets, in this order; no network is asked.

    `chosen` is the name of an encoder, as `load_encoder` takes it; empty is the bundled one.

    Raises:
        EncoderError: a bundled model cannot be read.
    """
    name = split_backend(chosen)[1] or BUNDLED_MODEL
    preset = find_preset(name)
    bundled = [_of_bundled(one, parts, is_chosen=one == name) for one, parts in _BUNDLED.items()]
    return (*bundled, *(_of_preset(one, is_chosen=one == preset) for one in PRESETS))


@dataclass(frozen=True, slots=True)
class _Part:
    dimension: int
    max_tokens: int | None


@cache
def _measure(name: str) -> _Part:
    """Return what a bundled model is made for; it must be loaded to be asked."""
    encoder = load_encoder(name)
    return _Part(encoder.dimension, getattr(encoder, "max_tokens", None))


def _of_bundled(name: str, names: Sequence[str], *, is_chosen: bool) -> ModelListing:
    """Return a model made of these: one, or several side by side."""
    folders = [bundled_model_path(part) for part in names]
    parts = [_measure(part) for part in names]
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return ModelListing(
        name=name,
        hub_id="",
        folder=str(folders[0]) if len(folders) == 1 else "",
        dimension=sum(part.dimension for part in parts),
        max_tokens=parts[0].max_tokens if len(parts) == 1 else None,
        megabytes=round(sum(file.stat().st_size for file in files) / 10**6),
        licence="CC-BY-SA-4.0",
        query_prompt="",
        passage_prompt="",
        is_gated=False,
        is_chosen=is_chosen,
    )


def _of_preset(preset: Preset, *, is_chosen: bool) -> ModelListing:
    return ModelListing(
        name=preset.name,
        hub_id=preset.hub_id,
        folder=str(find_in_cache(preset.hub_id) or ""),
        dimension=preset.dimension,
        max_tokens=preset.max_tokens,
        megabytes=preset.megabytes,
        licence=preset.licence,
        query_prompt=preset.query_prompt,
        passage_prompt=preset.passage_prompt,
        is_gated=preset.is_gated,
        is_chosen=is_chosen,
    )
