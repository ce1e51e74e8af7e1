"""The model hub: the one module that imports huggingface_hub, and only on demand."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from corpus import EncoderError
from index.model_folder import MODULES_FILE, first_line, read_model_folder
from index.presets import Preset, find_preset

# The hub answers in a fraction of a second; a network that swallows packets never does.
REACH_TIMEOUT_S = 10.0
_WANTED = ("*.json", "*.safetensors", "*.txt", "*.model")
# What a backend reads beside them; each format has a folder of its name.
_FOR_BACKEND = {
    "onnx": ("onnx/model.onnx", "onnx/model.onnx_data"),
    "openvino": ("openvino/openvino_model.xml", "openvino/openvino_model.bin"),
}


@dataclass(frozen=True, slots=True)
class Fetch:
    """How far a download is: `done` of `total` bytes, 0 where it is not known yet."""

    model: str
    done: int
    total: int


def find_in_cache(hub_id: str, *, is_network: bool = False) -> Path | None:
    """Return the folder of a whole model in the hub's cache; the network is not asked.

    With `is_network` the folder of a network alone is whole, as a cross-encoder's is.
    """
    from huggingface_hub import try_to_load_from_cache

    preset = find_preset(hub_id)
    for revision in _revisions(preset):
        for file in (MODULES_FILE, "config.json"):
            try:
                found = try_to_load_from_cache(hub_id, file, revision=revision)
            except ValueError:  # not the name of a hub model
                return None
            if isinstance(found, str) and is_whole(
                Path(found).parent, preset, is_network=is_network
            ):
                return Path(found).parent
    return None


def find_in_hub(
    name: str,
    *,
    offline: bool,
    backend: str = "torch",
    on_fetch: Callable[[Fetch], None] | None = None,
    is_network: bool = False,
) -> Path:
    """Return the folder of a hub model, from the cache or, if allowed, from the hub.

    `is_network` as in `find_in_cache`.

    Raises:
        EncoderError: `model-not-local`, `model-not-on-hub`, `model-gated`,
            `model-not-sentence-transformers`, `model-without-safetensors`,
            `hub-unreachable`, `hub-switched-off`, `hub-disk-full`.
    """
    found = find_in_cache(name, is_network=is_network)
    if found is not None:
        return found
    preset = find_preset(name)
    if offline:
        size = f"{preset.megabytes:,}MB" if preset else "?"
        raise EncoderError("model-not-local", model=name, size=size)
    _require_space(name, preset)
    for revision in _revisions(preset):
        folder = _fetch(name, revision, backend, on_fetch)
        if folder is not None:
            if is_whole(folder, preset, is_network=is_network):
                return folder
            read_model_folder(folder)
    raise EncoderError("model-without-safetensors", model=name)


def is_whole(folder: Path, preset: Preset | None = None, *, is_network: bool = False) -> bool:
    """Tell whether a folder has everything a model needs: no download stopped half way.

    A folder of the network alone is whole for a preset that says how to go on from it, and
    where no more is wanted (`is_network`).
    """
    if (folder / MODULES_FILE).is_file():
        try:
            modules = read_model_folder(folder).modules
        except EncoderError:
            return False
        needed = [m.folder for m in modules if m.kind in ("Transformer", "Pooling", "Dense")]
        if not all(any(part.glob("*.json")) for part in needed):
            return False
    else:
        is_enough = is_network or (preset is not None and preset.pooling is not None)
        if not is_enough or not (folder / "config.json").is_file():
            return False
    return any(folder.rglob("*.safetensors")) and all(
        (index.parent / shard).is_file()
        for index in folder.rglob("*.safetensors.index.json")
        for shard in _shards(index)
    )


def _shards(index: Path) -> set[str]:
    try:
        return set(map(str, json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()))
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {"?"}


def _revisions(preset: Preset | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((preset.revision, "main"))) if preset else ("main",)


def _fetch(
    name: str,
    revision: str,
    backend: str,
    on_fetch: Callable[[Fetch], None] | None,
) -> Path | None:
    """Return the folder that was fetched, or None where the hub has no such revision."""
    from huggingface_hub import HfApi, snapshot_download
    from huggingface_hub.errors import (
        GatedRepoError,
        HFValidationError,
        OfflineModeIsEnabled,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    try:
        # The download itself has no limit of time before its first answer.
        _within(REACH_TIMEOUT_S, lambda: HfApi().model_info(name, revision=revision))
        return Path(
            snapshot_download(
                name,
                revision=revision,
                allow_patterns=[*_WANTED, *_FOR_BACKEND.get(backend, ())],
                ignore_patterns=[f"{other}/*" for other in _FOR_BACKEND if other != backend],
                tqdm_class=_meter(name, on_fetch),
            )
        )
    except RevisionNotFoundError:
        return None
    except GatedRepoError as error:
        raise EncoderError("model-gated", model=name) from error
    except (RepositoryNotFoundError, HFValidationError) as error:
        raise EncoderError("model-not-on-hub", model=name) from error
    except OfflineModeIsEnabled as error:
        raise EncoderError("hub-switched-off", model=name) from error
    except Exception as error:  # the client raises whatever its transports raise
        if _is_full(error):
            raise _no_space(name, find_preset(name)) from error
        raise EncoderError("hub-unreachable", model=name, reason=first_line(error)) from error


def _within(seconds: float, ask: Callable[[], object]) -> None:
    """Ask, and give up after so long: a name that no server resolves waits on its own."""
    answers: Queue[Exception | None] = Queue()

    def run() -> None:
        try:
            ask()
        except Exception as error:
            answers.put(error)
        else:
            answers.put(None)

    Thread(target=run, daemon=True).start()
    try:
        error = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"no answer in {seconds:.0f} s") from None
    if error is not None:
        raise error


def _meter(name: str, on_fetch: Callable[[Fetch], None] | None) -> Any:  # noqa: ANN401
    """Return a progress bar that draws nothing and tells `on_fetch` how many bytes are there."""
    from tqdm.auto import tqdm

    class Meter(tqdm):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
            options.pop("name", None)
            self.is_bytes = options.get("unit") == "B"
            super().__init__(*args, **{**options, "file": StringIO(), "disable": False})

        def display(self, *_: Any, **__: Any) -> None:  # noqa: ANN401
            # The client shows its own bar of bytes received and of bytes written.
            if on_fetch is not None and self.is_bytes and self.n:
                on_fetch(Fetch(name, int(self.n), int(self.total or 0)))

    return Meter


def _cache_folder() -> Path:
    from huggingface_hub import constants

    folder = Path(constants.HF_HUB_CACHE)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _require_space(name: str, preset: Preset | None) -> None:
    if preset and shutil.disk_usage(_cache_folder()).free < preset.megabytes * 10**6:
        raise _no_space(name, preset)


def _no_space(name: str, preset: Preset | None) -> EncoderError:
    folder = _cache_folder()
    return EncoderError(
        "hub-disk-full",
        model=name,
        folder=str(folder),
        size=f"{preset.megabytes:,}MB" if preset else "?",
        free=f"{shutil.disk_usage(folder).free // 10**6:,}MB",
    )


def _is_full(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        error = error.__cause__ or error.__context__
    return False
