"""The other side of `PageDrawer`: draws pages of the file it was handed last."""

from __future__ import annotations

import json
from contextlib import ExitStack
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.pdf.source import PdfSource, open_pdf
from corpus.readers.serving import bind_memory, bind_time, open_channel
from corpus.readers.wire import pack_error, receive, send

# Text compresses well; what grows larger than this is a photograph or a scan.
_LARGE_PNG = 1_500_000
_QUALITY = 85


def serve_pages() -> None:
    """Answer requests on standard input until it closes; no data means the same file again."""
    channel = open_channel()
    is_bound = False
    with ExitStack() as files:
        source: PdfSource | None = None
        while True:
            head, data = receive(channel.requests), receive(channel.requests)
            if head is None or data is None:
                return
            request = json.loads(head)
            limits = request["limits"]
            if not is_bound:
                bind_memory(limits["max_memory_bytes"])
                is_bound = True
            bind_time(limits["timeout_s"])
            try:
                if data:
                    source = None
                    files.close()
                    bounds = Limits(max_pages=limits["max_pages"])
                    source = files.enter_context(open_pdf(data, request["source"], bounds))
                    _open_forms(source)
                answer = _draw(source, request, limits["max_pixels"])
            except ReadError as error:
                answer = pack_error(error)
            except MemoryError:
                limit = limits["max_memory_bytes"]
                answer = pack_error(
                    ReadError("reader-out-of-memory", file=request["source"], limit=limit)
                )
            bind_time(0)
            send(channel.answers, answer)


def _open_forms(source: PdfSource) -> None:
    try:
        # What is filled in is drawn as well; no script of the file is run by this.
        source.document.init_forms()
    except pdfium.PdfiumError:
        return


def _draw(source: PdfSource | None, request: dict[str, Any], max_pixels: int) -> bytes:
    name, number = request["source"], request["page"]
    if source is None:
        raise ReadError("file-damaged", file=name, reason="")
    if not 1 <= number <= source.page_count:
        raise ReadError("page-missing", file=name, page=number, count=source.page_count)
    try:
        page = source.document[number - 1]
        try:
            wide, high = page.get_size()
            if wide <= 0 or high <= 0:
                raise ReadError("page-not-drawn", file=name, page=number)
            scale = min(request["width"] / wide, (max_pixels / (wide * high)) ** 0.5)
            bitmap = page.render(scale=scale, rev_byteorder=True)
            try:
                return _encode(bitmap)
            finally:
                bitmap.close()
        finally:
            page.close()
    except (pdfium.PdfiumError, ValueError) as error:
        raise ReadError("page-not-drawn", file=name, page=number) from error


def _encode(bitmap: pdfium.PdfBitmap) -> bytes:
    mode = {"RGB": "RGB", "RGBX": "RGBX", "RGBA": "RGBA", "L": "L"}[bitmap.mode]
    size = (bitmap.width, bitmap.height)
    drawn = Image.frombuffer(mode, size, bitmap.buffer, "raw", mode, bitmap.stride, 1)
    image = drawn.convert("RGB")
    red, green, blue = image.split()
    if red.tobytes() == green.tobytes() == blue.tobytes():
        image = red
    out = BytesIO()
    image.save(out, "PNG", compress_level=4)
    if out.tell() > _LARGE_PNG:
        out = BytesIO()
        image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
