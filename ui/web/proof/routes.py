"""The evidence over HTTP: details of a card, pages as images, the files themselves.

Only documents of the library are named, by their ids; no path is taken from a request.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Body, Depends, Header, HTTPException, Query, Response
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse

from corpus import GeungeoError, LibraryError, ReadError
from ui.evidence.originals import Original
from ui.evidence.proof import Place, Proofs
from ui.messages import Lang, describe
from ui.web.chat.scope_text import MAX_SCOPE_CHARS, read_scope
from ui.web.proof.card import ROUTE, details_html
from ui.web.proof.page import page_html
from ui.web.proof.reasons import reasons_html

# One page is drawn at a time; so many may wait for theirs before the rest is turned away.
_WAITING = 24
_MAX_OFFSET = 2**40
# A page's image is that of its content's id, and never changes; but it is the reader's alone.
_KEPT = "private, max-age=3600, immutable"
_FRESH = "private, no-store"
# Nothing in a stranger's file runs or loads anything, beside what the page itself forbids.
_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
_STATUS = {
    "original-missing": 410,
    "original-changed": 410,
    "page-missing": 404,
    "page-no-pdf": 404,
    "page-busy": 503,
}
_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "hwp": "application/x-hwp",
    "hwpx": "application/hwp+zip",
    "epub": "application/epub+zip",
    "eml": "message/rfc822",
    "csv": "text/csv",
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
}


def build_routes(proofs: Proofs) -> APIRouter:
    """Return the routes over `proofs`; they stand behind the guard as the page does."""
    router = APIRouter(prefix=ROUTE, dependencies=[Depends(_require_own_page)])
    drawing, looking = CapacityLimiter(1), CapacityLimiter(4)

    @router.get("/details")
    async def details(
        place: Annotated[Place, Depends(_read_place)],
        column: Annotated[list[str] | None, Query(max_length=60)] = None,
        lang: Lang = "ko",
    ) -> Response:
        return await _fragment(
            lambda: details_html(proofs.find(place), lang, column or ()), looking, lang
        )

    @router.get("/figure")
    async def figure(
        place: Annotated[Place, Depends(_read_place)], page: int, lang: Lang = "ko"
    ) -> Response:
        def build() -> str:
            record = proofs.originals.record(place.document_id)
            return page_html(record, proofs.page(place, page), lang)

        return await _fragment(build, looking, lang)

    @router.post("/why")
    async def why(
        question: Annotated[str, Body(max_length=10_000)],
        passage: Annotated[str, Body(max_length=100)],
        scope: Annotated[str, Body(max_length=MAX_SCOPE_CHARS)] = "",
        lang: Annotated[Lang, Body()] = "ko",
    ) -> Response:
        def build() -> str:
            return reasons_html(proofs.explain(question, passage, read_scope(scope)), lang)

        return await _fragment(build, looking, lang)

    @router.get("/page/{document}/{page}")
    async def page_image(
        document: str,
        page: int,
        w: Annotated[int, Query(ge=1, le=10_000)] = 1080,
        lang: Lang = "ko",
    ) -> Response:
        if drawing.statistics().tasks_waiting >= _WAITING:
            return _refusal(ReadError("page-busy"), lang)
        try:
            image = await to_thread.run_sync(proofs.shelf.image, document, page, w, limiter=drawing)
        except GeungeoError as error:
            return _refusal(error, lang)
        headers = {"cache-control": _KEPT, "content-security-policy": _SANDBOX}
        return Response(image.data, media_type=image.media_type, headers=headers)

    @router.api_route("/file/{document}", methods=["GET", "HEAD"])
    async def file(document: str, lang: Lang = "ko") -> Response:
        try:
            original = await to_thread.run_sync(proofs.originals.find, document, limiter=looking)
            headers = _file_headers(original)
            if not original.is_member:
                return FileResponse(original.path, headers=headers)
            data = await to_thread.run_sync(original.load, limiter=looking)
        except GeungeoError as error:
            return _refusal(error, lang)
        return Response(data, headers=headers)

    return router


def _require_own_page(sec_fetch_site: Annotated[str, Header()] = "none") -> None:
    """Refuse what another page has the browser fetch, be it another port of this machine."""
    if sec_fetch_site not in ("same-origin", "none"):
        raise HTTPException(403)


def _read_place(
    document: Annotated[str, Query(max_length=100)],
    passage: Annotated[str, Query(max_length=100)],
    start: Annotated[int, Query(ge=0, le=_MAX_OFFSET)],
    end: Annotated[int, Query(ge=0, le=_MAX_OFFSET)],
) -> Place:
    return Place(document, passage, start, max(start, end))


async def _fragment(build: Callable[[], str], limiter: CapacityLimiter, lang: Lang) -> Response:
    """Return HTML for the page to take in, or what is wrong in one sentence."""
    try:
        html = await to_thread.run_sync(build, limiter=limiter)
    except GeungeoError as error:
        return _refusal(error, lang)
    return HTMLResponse(html, headers={"cache-control": _FRESH})


def _refusal(error: GeungeoError, lang: Lang) -> Response:
    status = _STATUS.get(error.code, 404 if isinstance(error, LibraryError) else 422)
    said = describe(error, lang)
    return PlainTextResponse(said, status, headers={"cache-control": _FRESH})


def _file_headers(original: Original) -> dict[str, str]:
    """Return how a file is given out: a PDF to be read, whatever else to be kept."""
    record = original.record
    name = record.source.rpartition("/")[2]
    way = "inline" if record.format == "pdf" else "attachment"
    return {
        "content-type": _TYPES.get(record.format, "application/octet-stream"),
        # RFC 6266: a name in ASCII, and the true one in UTF-8 for who knows better.
        "content-disposition": (
            f"{way}; filename=\"{_ascii(name)}\"; filename*=UTF-8''{quote(name, safe='')}"
        ),
        "content-security-policy": _SANDBOX,
        "cache-control": _FRESH,
    }


def _ascii(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    is_plain = suffix.isascii() and suffix.isalnum()
    return f"document.{suffix}" if dot and stem and is_plain else "document"
