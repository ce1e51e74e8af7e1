"""Models to choose from, for people and for scripts, and how far a download is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from index import Fetch, ModelListing, Reranker, load_reranker
from ui.config import Settings
from ui.messages import Lang, text
from ui.terminal import ProgressLine


def models_to_dict(models: Sequence[ModelListing], chosen: str) -> dict[str, Any]:
    """Return the models with whether each is on this machine; `chosen` is the one in force."""
    listed = [{**asdict(m), "is_here": bool(m.folder) or not m.hub_id} for m in models]
    return {"chosen": chosen or models[0].name, "models": listed}


def model_lines(models: Sequence[ModelListing], chosen: str, lang: Lang) -> Iterator[str]:
    """Yield three lines a model, the one in force with a star, and how to choose another."""
    for model in models:
        if not model.hub_id:
            place = text("models-bundled", lang)
        elif model.folder:
            place = text("models-here", lang)
        else:
            place = text("models-gated" if model.is_gated else "models-elsewhere", lang)
        yield text(
            "models-row",
            lang,
            mark="*" if model.is_chosen else "-",
            name=model.name,
            size=model.megabytes,
            dimension=model.dimension,
            licence=model.licence,
            place=place,
        )
        yield f"  {text(f'model-{model.name}', lang)}"
        if model.hub_id:
            yield f"  {model.hub_id}"
    if not any(model.is_chosen for model in models):
        yield text("models-other", lang, name=chosen)
    yield ""
    yield text("models-how", lang)


def show_fetch(lang: Lang) -> Callable[[Fetch], None]:
    """Return what says on stderr how far the download of a model is."""
    line = ProgressLine(lang)

    def show(fetch: Fetch) -> None:
        done, total = fetch.done // 10**6, fetch.total // 10**6
        line.say(text("fetching", lang, model=fetch.model, done=done, total=total))
        if fetch.done >= fetch.total:
            line.clear()

    return show


def open_reranker(settings: Settings) -> Reranker | None:
    """Load the reranker that is set, saying how far a download is; None where none is."""
    if not settings.reranker:
        return None
    fetched = show_fetch(settings.lang)
    return load_reranker(settings.reranker, offline=not settings.online, on_fetch=fetched)
