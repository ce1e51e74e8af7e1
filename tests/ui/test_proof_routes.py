"""The evidence over HTTP: of the library's own documents only, and only as they were read."""

import asyncio
import json
import os
import re
import sys
from dataclasses import replace
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import httpx
import numpy as np
import pytest
from fastapi import FastAPI
from PIL import Image

from corpus import DrawLimits, PageDrawer, PageImage, ReadError
from tests.corpus.pdf_paper import Paper
from tests.ui.proof_library import MEMBER, PACKED, PaperLibrary
from tests.ui.web_fakes import FakeAssistant
from ui.evidence.originals import Originals
from ui.evidence.pages import WIDTHS, PageShelf
from ui.evidence.proof import Place, Proofs
from ui.web.guard import HEADERS, Guard
from ui.web.proof.card import details_path
from ui.web.proof.routes import build_routes

PDF = "evaluation-2023.pdf"
UNKNOWN = "0" * 64


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    return PaperLibrary(tmp_path_factory.mktemp("papers"))


@pytest.fixture
def library(papers, tmp_path):
    """One to be spoilt."""
    return papers.copy_to(tmp_path / "papers")


def serve(library):
    assistant = FakeAssistant(library)

    def explain(question, top_k, filters):
        return assistant.explain(question, top_k=top_k, filters=filters)

    # Patient: a process may take long to start on a busy machine.
    proofs = Proofs(library, explain, PageDrawer(DrawLimits(timeout_s=120.0)))
    app = FastAPI()
    app.add_middleware(Guard)
    app.include_router(build_routes(proofs))
    return app, proofs


@pytest.fixture(scope="module")
def served(papers):
    app, proofs = serve(papers)
    yield app
    proofs.shelf.close()


def fetch(app, path, method="GET", **settings):
    async def go():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, path, **settings)

    return asyncio.run(go())


def details(library, name, words, lang="ko", columns=()):
    passage, span = library.find(name, words)
    place = Place(passage.document_id, passage.id, span.start, span.end)
    return details_path(place, lang, columns).removeprefix(".")


def test_a_page_is_an_image_of_the_asked_width_that_only_its_reader_keeps(papers, served):
    record = papers.record(PDF)
    answer = fetch(served, f"/evidence/page/{record.id}/2?w=700")
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).width == 720
    assert answer.headers["cache-control"].startswith("private, max-age=")
    assert fetch(served, f"/evidence/page/{record.id}/2?w=9999").content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/evidence/page/{UNKNOWN}/1", 404),
        (f"/evidence/file/{UNKNOWN}", 404),
        ("/evidence/file/..%2f..%2fetc%2fpasswd", 404),
        ("/evidence/file/../../etc/passwd", 404),
        ("/evidence/file/evaluation-2023.pdf", 404),
        ("/evidence/page/{pdf}/0", 404),
        ("/evidence/page/{pdf}/8", 404),
        ("/evidence/page/{pdf}/-1", 404),
        ("/evidence/page/{pdf}/1?w=0", 422),
        ("/evidence/page/{pdf}/1?w=99999999999", 422),
        ("/evidence/page/{pdf}/x", 422),
        ("/evidence/page/{text}/1", 404),
        (f"/evidence/details?document={UNKNOWN}&passage=x&start=0&end=9", 404),
        ("/evidence/details?document={pdf}&passage=x&start=-1&end=9", 422),
        ("/evidence/details?document={pdf}&passage=x&start=0&end=9&lang=fr", 422),
        ("/evidence/figure?document={pdf}&passage=x&start=0&end=9&page=99", 404),
    ],
)
def test_what_the_library_does_not_hold_is_not_given(papers, served, path, status):
    ids = {"pdf": papers.record(PDF).id, "text": papers.record("policy-smart-factory-2024.txt").id}
    answer = fetch(served, path.format(**ids))
    assert answer.status_code == status
    assert b"root:" not in answer.content and b"%PDF" not in answer.content


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("way", ["page/{pdf}/1", "file/{pdf}"])
def test_other_pages_cannot_have_it_fetched(papers, served, site, way):
    path = f"/evidence/{way.format(pdf=papers.record(PDF).id)}"
    assert fetch(served, path, headers={"sec-fetch-site": site}).status_code == 403
    assert fetch(served, path, headers={"origin": "http://evil.example"}).status_code == 403
    for own in ("same-origin", "none"):
        assert fetch(served, path, headers={"sec-fetch-site": own}).status_code == 200


def test_a_pdf_is_read_in_the_browser_and_nothing_in_it_runs(papers, served):
    record = papers.record(PDF)
    answer = fetch(served, f"/evidence/file/{record.id}")
    assert answer.content == Path(record.path).read_bytes()
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("inline; ")
    policies = answer.headers.get_list("content-security-policy")
    assert any("sandbox" in one and "default-src 'none'" in one for one in policies)
    for name, value in HEADERS:
        assert value.decode() in answer.headers.get_list(name.decode())
    part = fetch(served, f"/evidence/file/{record.id}", headers={"range": "bytes=0-4"})
    assert part.status_code == 206 and part.content == b"%PDF-"
    head = fetch(served, f"/evidence/file/{record.id}", "HEAD")
    assert head.status_code == 200 and head.content == b""
    assert int(head.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("statistics-manufacturing-2023.html", "text/html"),
        ("policy-smart-factory-2024.txt", "text/plain"),
        (f"{PACKED}/{MEMBER}", "text/plain"),
    ],
)
def test_other_files_are_only_saved_under_their_names(papers, served, name, content_type):
    answer = fetch(served, f"/evidence/file/{papers.record(name).id}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == content_type
    way = answer.headers["content-disposition"]
    assert way.startswith("attachment; ")
    encoded = re.search(r"filename\*=UTF-8''(\S+)$", way).group(1)
    assert encoded.isascii() and unquote(encoded) == name.rpartition("/")[2]
    assert any("sandbox" in one for one in answer.headers.get_list("content-security-policy"))
    if name.startswith(PACKED):
        assert "화요일" in answer.content.decode()


def test_a_changed_or_missing_file_proves_nothing_and_says_so(library, tmp_path):
    app, proofs = serve(library)
    record = library.record(PDF)
    with open(record.path, "ab") as file:
        file.write(b"%changed")
    for way in (f"file/{record.id}", f"page/{record.id}/1"):
        answer = fetch(app, f"/evidence/{way}")
        assert answer.status_code == 410
        assert answer.text.startswith(f"읽은 뒤에 원본 파일이 바뀌었습니다: {PDF}.")
    told = fetch(app, details(library, PDF, "22.8%")).text
    assert "바뀌었습니다" in told and "<img" not in told and "/evidence/file/" not in told
    library.forget("policy-smart-factory-2024.txt")
    gone = library.record("policy-smart-factory-2024.txt")
    english = fetch(app, f"/evidence/file/{gone.id}?lang=en")
    assert english.status_code == 410 and "no longer there" in english.text
    # A copy elsewhere that is as it was read will do.
    whole = tmp_path / "copy.txt"
    kept = tmp_path / "papers" / "policy-smart-factory-2024.txt"
    whole.write_bytes(kept.read_bytes())
    library.read_file(whole, "copy.txt", tmp_path)
    assert fetch(app, f"/evidence/file/{gone.id}").content == kept.read_bytes()
    proofs.shelf.close()


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")
def test_a_link_put_in_the_files_place_leads_nowhere(library, tmp_path):
    record = library.record("policy-smart-factory-2024.txt")
    secret = tmp_path / "secret.txt"
    secret.write_text("비밀")
    place = tmp_path / "papers" / "policy-smart-factory-2024.txt"
    place.unlink()
    place.symlink_to(secret)
    with pytest.raises(ReadError, match="original-changed"):
        Originals(library).find(record.id)
    place.unlink()
    # Waiting for a pipe to speak would hold the page for ever.
    os.mkfifo(place)
    with pytest.raises(ReadError, match="original-missing"):
        Originals(library).find(record.id)


@pytest.mark.parametrize(
    ("data", "code"),
    [(Paper().page().build(locked=True), "암호가 걸린"), (b"%PDF-1.4 x", "손상")],
    ids=["encrypted", "damaged"],
)
def test_what_cannot_be_drawn_says_why(library, tmp_path, data, code):
    """The file a record names may be of any kind, as long as it is the one that was read."""
    app, proofs = serve(library)
    path = tmp_path / "odd.pdf"
    path.write_bytes(data)
    digest = sha256(data).hexdigest()
    library.records["odd"] = replace(
        library.record(PDF), id=digest, source="odd.pdf", path=str(path)
    )
    answer = fetch(app, f"/evidence/page/{digest}/1")
    assert answer.status_code == 422 and "odd.pdf" in answer.text
    assert code in answer.text
    proofs.shelf.close()


def test_details_mark_the_cited_lines_of_the_page(papers, served):
    told = fetch(served, details(papers, PDF, "구축을 마친 업체의 시간당 생산량은 22.8%")).text
    passage, span = papers.find(PDF, "구축을 마친 업체의 시간당 생산량은 22.8%")
    (wanted,) = papers.boxes(passage.document_id, span.start, span.end)
    (style,) = re.findall(r'class="inked" style="([^"]+)"', told)
    left, top, width, height = (float(n) / 100 for n in re.findall(r":([\d.]+)%", style))
    assert left <= wanted.left and left + width >= wanted.right
    assert top <= wanted.top and top + height >= wanted.bottom
    assert width * height < 1.3 * (wanted.right - wanted.left) * (wanted.bottom - wanted.top)
    assert f"./evidence/page/{passage.document_id}/2?w=" in told
    assert "해담경제연구원" in told and "2024-01" in told
    copied = unescape(re.search(r'data-reference="([^"]+)"', told).group(1))
    assert copied == "「2023년 해담형 스마트공장 지원사업 성과평가」(해담경제연구원, 2024), i쪽."
    assert f"/evidence/file/{passage.document_id}?lang=ko#page=2" in unescape(told)


def test_a_place_over_two_pages_shows_both_and_another_page_has_no_mark(papers, served):
    record = papers.record(PDF)
    first, second = record.pages[2], record.pages[3]
    query = f"document={record.id}&passage=none&start={first.end - 60}&end={second.start + 60}"
    told = fetch(served, f"/evidence/details?{query}").text
    assert re.findall(r'class="page-shot" data-page="(\d)"', told) == ["3", "4"]
    other = fetch(served, f"/evidence/figure?{query}&page=6").text
    assert 'data-page="6"' in other and "inked" not in other
    assert "표시된 곳이 없습니다" in other


def test_a_row_of_a_table_is_shown_in_its_table(papers, served):
    name = "policy-smart-factory-2024.txt"
    quote = "단계: 기초 | 수준: 생산이력을 자동으로 집계 | 지원 한도: 5,000"
    told = fetch(served, details(papers, name, quote, columns=["지원 한도"])).text
    assert 'data-view="page"' not in told
    row = re.search(r'<tr class="cited">(.*?)</tr>', told).group(1)
    assert re.findall("<mark>(.*?)</mark>", told) == ["5,000"] and "<mark>5,000</mark>" in row
    assert '<th scope="col">지원 한도</th>' in told
    assert "단계별 지원 내용" in re.search("<caption>(.*?)</caption>", told).group(1)


def test_why_a_passage_was_found(papers, served):
    passage, _ = papers.find(PDF, "22.8%")
    asked = {"question": "시간당 생산량 무지개", "passage": passage.id}
    told = fetch(served, "/evidence/why", "POST", json=asked).text
    assert "1위입니다" in told
    nowhere = re.search(r"<dt>없음</dt><dd>(.*?)</dd>", told).group(1)
    assert re.findall("<li>(.*?)</li>", nowhere) == ["무지개"]
    far = fetch(served, "/evidence/why", "POST", json={**asked, "question": "갈매 회의"}).text
    assert "들지 않습니다" in far
    # Asked of another document alone, it was not found either.
    within = {**asked, "scope": json.dumps({"document": "policy*"})}
    assert "들지 않습니다" in fetch(served, "/evidence/why", "POST", json=within).text
    long = {**asked, "question": "가" * 20_000}
    assert fetch(served, "/evidence/why", "POST", json=long).status_code == 422


class CountingDrawer(PageDrawer):
    """Draws nothing: images of a known size."""

    def __init__(self, size):
        super().__init__()
        self.size = size
        self.drawn = []

    def draw(self, document_id, page, width, source, load):
        self.drawn.append((page, width))
        return PageImage(bytes(self.size), "image/png")


def test_pages_are_kept_within_their_share_of_memory_the_last_used_longest(papers):
    drawer = CountingDrawer(1_000)
    shelf = PageShelf(Originals(papers), drawer, max_kept_bytes=3_500)
    record = papers.record(PDF)
    for page in (1, 2, 3, 1, 4, 1, 2):
        shelf.image(record.id, page, 500)
    # 4 pushed 2 out, which was used before 1 and 3.
    assert [page for page, _ in drawer.drawn] == [1, 2, 3, 4, 2]
    shelf.image(record.id, 1, 800)
    assert drawer.drawn[-1] == (1, 1080) and {width for _, width in drawer.drawn} <= set(WIDTHS)
    huge = CountingDrawer(9_999)
    shelf = PageShelf(Originals(papers), huge, max_kept_bytes=3_500)
    for _ in range(2):
        assert np.frombuffer(shelf.image(record.id, 1, 500).data, np.uint8).size == 9_999
    assert len(huge.drawn) == 2
