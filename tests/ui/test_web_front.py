import asyncio
import re

from ui.web.assets import page_head, page_style
from ui.web.front import Front

PAGE = b"""<!doctype html>
<html
\tlang="en">
<head><meta property="og:image"
  content="https://elsewhere.example/x.jpg" /><meta name="viewport" content="width=device-width">
</head><body>"""


def answer(path, body=PAGE, kind=b"text/html; charset=utf-8", head="<title>x</title>", **speaks):
    """Return what comes through the front: headers, body, and what the page was asked with."""
    asked, sent = {}, []

    async def app(scope, receive, send):
        asked.update(scope)
        headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body[:40], "more_body": True})
        await send({"type": "http.response.body", "body": body[40:]})

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "path": path, "method": "GET",
        "headers": [(b"host", b"localhost"), (b"accept-encoding", b"gzip")],
    }  # fmt: skip
    asyncio.run(Front(app, head, **speaks)(scope, None, send))
    return dict(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent), asked


def test_the_page_is_dressed_and_names_no_one_else():
    headers, body, asked = answer("/")
    assert b"<title>x</title></head>" in body
    assert b'lang="ko"' in body and b'lang="en"' not in body
    assert b"elsewhere.example" not in body and b"viewport" in body
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"accept-encoding" not in dict(asked["headers"])


def test_the_page_speaks_at_first_what_is_set():
    korean = PAGE.replace(b'lang="en"', b'lang="ko"')
    assert b'lang="en"' in answer("/", korean, lang=lambda: "en")[1]


def test_everything_else_goes_through_as_it_is():
    assert answer("/config")[1] == PAGE
    assert answer("/", kind=b"application/json")[1] == PAGE


def test_the_style_is_whole_and_stronger_inside_the_box():
    style = page_style()
    assert style.count("{") == style.count("}")
    assert "/*" not in style and "</style" not in style
    outer, inner = style.split(".gradio-container.gradio-container.gradio-container {")
    assert "--g-ground: #f6f5f1" in outer and "--g-ground: #f6f5f1" not in inner
    assert not re.search(r"(^|[},]\s*)\.dark (?!&)", inner, re.MULTILINE)


def test_the_head_fetches_nothing_from_elsewhere():
    head = page_head()
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", head)
    assert not re.search(r"@import|url\(\s*['\"]?(?:https?:)?//", page_style())
