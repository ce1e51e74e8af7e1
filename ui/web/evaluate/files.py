"""What may be downloaded of the evaluations: reports, runs, gold sets; by name, never by path."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from corpus import GeungeoError
from ui.evaluating import Evaluations

if TYPE_CHECKING:
    from fastapi import FastAPI

_TYPES = {
    "json": "application/json",
    "jsonl": "application/x-ndjson; charset=utf-8",
    "html": "text/html; charset=utf-8",
}


def add_downloads(app: FastAPI, evaluations: Evaluations) -> None:
    """Serve the files of kept runs and the library's own gold set, as attachments."""
    from fastapi import Response

    def hand_over(content: bytes, name: str) -> Response:
        kind = _TYPES[name.rpartition(".")[2]]
        said = f"attachment; filename*=UTF-8''{quote(name)}"
        return Response(content, media_type=kind, headers={"content-disposition": said})

    def refuse() -> Response:
        return Response("Not found.", status_code=404, media_type="text/plain")

    # Plain functions: FastAPI runs them beside the page's own work.
    @app.get("/evaluations/gold.jsonl", include_in_schema=False, response_model=None)
    def own_gold() -> Response:
        content = evaluations.own.read()
        return hand_over(content, "gold.jsonl") if content else refuse()

    @app.get("/evaluations/{key}/{name}", include_in_schema=False, response_model=None)
    def run_file(key: str, name: str) -> Response:
        try:
            content = evaluations.shelf.read_file(key, name)
        except GeungeoError:
            return refuse()
        return hand_over(content, f"{key}-{name}")
