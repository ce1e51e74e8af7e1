"""Named models for a stronger index: what each needs to be used as its authors use it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from index.model_folder import ModelFolder

Pooling = Literal["mean", "cls"]


@dataclass(frozen=True, slots=True)
class Preset:
    """A hub model under a short name.

    The prompts stand before each query and passage, character for character; they hold
    where the model's own folder names none. `pooling` (then L2 normalisation) makes the
    model whole where the folder is that of the network alone; None where that would not.
    `max_tokens` is the length it was trained for, `megabytes` (10^6 bytes) what its weights
    take on disk. `revision` is the branch of the hub that has safetensors. A gated model is
    fetched only by those who have accepted its licence on the hub.
    """

    name: str
    hub_id: str
    query_prompt: str
    passage_prompt: str
    pooling: Pooling | None
    max_tokens: int
    dimension: int
    megabytes: int
    licence: str
    revision: str = "main"
    is_gated: bool = False


# Sources: the models' cards on the hub. E5: "Each input text should start with
# "query: " or "passage: ", even for non-English texts"; its Korean children (KoE5,
# multilingual-e5-small-ko) show the same in their examples. bge-m3 and KURE-v1 (made from
# it) take texts as they are. Arctic prompts queries alone. EmbeddingGemma: "task: search
# result | query: {content}" and "title: {title | "none"} | text: {content}".
PRESETS: tuple[Preset, ...] = (
    Preset(
        "e5-small",
        "intfloat/multilingual-e5-small",
        query_prompt="query: ",
        passage_prompt="passage: ",
        pooling="mean",
        max_tokens=512,
        dimension=384,
        megabytes=471,
        licence="MIT",
    ),
    Preset(
        "e5-small-ko",
        "dragonkue/multilingual-e5-small-ko",
        query_prompt="query: ",
        passage_prompt="passage: ",
        pooling="mean",
        max_tokens=512,
        dimension=384,
        megabytes=471,
        licence="Apache-2.0",
    ),
    Preset(
        "e5-base",
        "intfloat/multilingual-e5-base",
        query_prompt="query: ",
        passage_prompt="passage: ",
        pooling="mean",
        max_tokens=512,
        dimension=768,
        megabytes=1110,
        licence="MIT",
    ),
    Preset(
        "e5-large",
        "intfloat/multilingual-e5-large",
        query_prompt="query: ",
        passage_prompt="passage: ",
        pooling="mean",
        max_tokens=512,
        dimension=1024,
        megabytes=2240,
        licence="MIT",
    ),
    Preset(
        "koe5",
        "nlpai-lab/KoE5",
        query_prompt="query: ",
        passage_prompt="passage: ",
        pooling="mean",
        max_tokens=512,
        dimension=1024,
        megabytes=2240,
        licence="MIT",
    ),
    Preset(
        "bge-m3",
        "BAAI/bge-m3",
        query_prompt="",
        passage_prompt="",
        pooling="cls",
        max_tokens=8192,
        dimension=1024,
        megabytes=2270,
        licence="MIT",
        # `main` holds a pickle alone; this is the hub's own conversion of it.
        revision="refs/pr/38",
    ),
    Preset(
        "kure-v1",
        "nlpai-lab/KURE-v1",
        query_prompt="",
        passage_prompt="",
        pooling="cls",
        max_tokens=8192,
        dimension=1024,
        megabytes=2270,
        licence="MIT",
    ),
    Preset(
        "arctic-ko",
        "dragonkue/snowflake-arctic-embed-l-v2.0-ko",
        query_prompt="query: ",
        passage_prompt="",
        pooling="cls",
        max_tokens=8192,
        dimension=1024,
        megabytes=2270,
        licence="Apache-2.0",
    ),
    Preset(
        "embeddinggemma",
        "google/embeddinggemma-300m",
        query_prompt="task: search result | query: ",
        passage_prompt="title: none | text: ",
        # Two dense layers follow its mean: the network alone is not the model.
        pooling=None,
        max_tokens=2048,
        dimension=768,
        megabytes=1210,
        licence="Gemma",
        is_gated=True,
    ),
)


def find_preset(name: str) -> Preset | None:
    """Return the preset of a short name or a hub id, whatever their case."""
    wanted = name.casefold()
    found = (p for p in PRESETS if wanted in (p.name.casefold(), p.hub_id.casefold()))
    return next(found, None)


def recognise_preset(folder: Path) -> Preset | None:
    """Return the preset that a local folder is a copy of, or None.

    It is one if its path bears the model's whole hub name (`owner/model`, `owner_model`,
    the hub cache's `models--owner--model`) or its last part is the model's name, and its
    network is as wide as the model. `_name_or_path` in config.json tells nothing: there a
    fine-tuned model names the one it began with, whose prompts it may have left behind.
    """
    parts = [part.casefold() for part in folder.absolute().parts[-4:]]
    for preset in PRESETS:
        owner, model = preset.hub_id.casefold().split("/")
        spellings = {f"{owner}_{model}", f"{owner}--{model}", f"models--{owner}--{model}"}
        if parts and (parts[-1] == model or spellings.intersection(parts)):
            return preset if _width(folder) == preset.dimension else None
    return None


def fill_prompts(read: ModelFolder, preset: Preset | None) -> ModelFolder:
    """Return a model with its preset's prompts, unless its folder names one of its own."""
    own = read.query_prompt or read.passage_prompt
    if own or preset is None or not (preset.query_prompt or preset.passage_prompt):
        return read
    prompts = (preset.query_prompt, preset.passage_prompt)
    return replace(
        read.fill("prompts", prompts), query_prompt=prompts[0], passage_prompt=prompts[1]
    )


def _width(folder: Path) -> int | None:
    """Return the width of the network in a folder, or None where it does not say."""
    for file in (folder / "config.json", folder / "0_Transformer" / "config.json"):
        try:
            width = json.loads(file.read_text(encoding="utf-8"))["hidden_size"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        return width if isinstance(width, int) else None
    return None
