"""Mail and saved pages: headers, the better body, attachments, broken Korean."""

import base64
from email.message import EmailMessage

import pytest

from corpus import Limits, Loss, ReadError
from corpus.readers.mail_headers import decode_header
from corpus.readers.reading import read_bytes
from tests.corpus.shown import marked_texts
from tests.corpus.zip_files import zipped


def mail(subject="기준금리", body="본문이다.", **headers):
    message = EmailMessage()
    message["From"] = headers.get("sender", "김연구 <kim@nuri.example>")
    message["To"] = "박기획 <park@nuri.example>, lee@nuri.example"
    message["Date"] = "Mon, 03 Mar 2025 09:00:00 +0900"
    message["Subject"] = subject
    if body is not None:
        message.set_content(body)
    return message


def read(data, name="a.eml", **limits):
    data = data.as_bytes() if isinstance(data, EmailMessage) else data
    return read_bytes(data, name, Limits(**limits))


HEAD = (
    "보낸 사람: 김연구 <kim@nuri.example>\n받는 사람: 박기획 <park@nuri.example>, lee@nuri.example\n"
    "날짜: 2025-03-03 09:00\n제목: 기준금리\n"
)


def test_headers_then_body():
    document = read(mail(body="안녕하십니까.\n\n> 지난 글\n>> 더 지난 글\n\n-- \n김연구"))
    assert document.text == HEAD + "안녕하십니까.\n\n> 지난 글\n>> 더 지난 글\n\n-- \n김연구"
    assert (document.format, document.title) == ("eml", "기준금리")
    assert dict(document.metadata) == {
        "author": "김연구 <kim@nuri.example>",
        "date": "2025-03-03 09:00",
        "to": "박기획 <park@nuri.example>, lee@nuri.example",
    }
    assert document.losses == ()


def test_of_two_forms_one_is_read():
    message = mail(body="평문이다.")
    message.add_alternative("<p>꾸민 <b>글</b>이다.</p>", subtype="html")
    assert read(message).text == HEAD + "평문이다."
    message = mail(body="매출 1 2")
    table = "<table><tr><th>구분<th>값<tr><td>매출<td>2</table>"
    message.add_alternative(f"<h1>실적</h1>{table}", subtype="html")
    document = read(message)
    assert document.text == HEAD + "실적\n구분\t값\n매출\t2"
    assert len(document.grids) == 1
    message = mail(body=" \n")
    message.add_alternative("<p>꾸민 글이다.</p>", subtype="html")
    assert read(message).text == HEAD + "꾸민 글이다."


def test_pictures_in_the_body_are_not_attached():
    message = mail(body="평문이다.")
    message.add_alternative("<h1>제목</h1><img src='cid:p'>", subtype="html")
    message.get_payload()[1].add_related(
        b"\x89PNG\r\n\x1a\n", "image", "png", cid="<p>", filename="p.png"
    )
    document = read(message)
    assert document.text == HEAD + "제목"
    assert document.losses == (Loss("images-not-read"),)


def test_attachments_follow_under_their_names():
    message = mail()
    message.add_attachment(
        "붙임 글이다.\f둘째 쪽이다.".encode(), "text", "plain", filename="계획.txt"
    )
    table = "<title>표</title><table><tr><th>가<th>나<tr><td>1<td>2</table>"
    message.add_attachment(table.encode(), "application", "octet-stream", filename="표.html")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", filename="사진.png")
    message.add_attachment(b"%PDF-1.7 broken", "application", "pdf", filename="나쁜.pdf")
    document = read(message)
    assert document.text == (
        HEAD + "본문이다.\n붙임: 계획.txt\n붙임 글이다.\f둘째 쪽이다.\n붙임: 표.html\n가\t나\n1\t2"
    )
    assert marked_texts(document, "heading") == ["붙임: 계획.txt", "붙임: 표.html"]
    assert marked_texts(document, "table") == ["가\t나\n1\t2"]
    (grid,) = document.grids
    assert [document.text[c.start : c.end] for c in grid.cells] == ["가", "나", "1", "2"]
    assert document.losses == (Loss("attachments-not-read", count=2),)
    pages = [document.text[page.start : page.end] for page in document.pages]
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert "".join(pages) == document.text
    assert pages[1].startswith("붙임: 계획.txt\n붙임 글이다.")
    assert pages[2].startswith("둘째 쪽이다.")
    assert pages[3].startswith("붙임: 표.html")


def test_archives_and_mails_attached_to_mails():
    packed = zipped(("안/글.txt", "묶인 글이다."), ("그림.png", b"\x89PNG\r\n\x1a\n"))
    inner = mail(subject="안의 편지", body="안의 글이다.")
    message = mail()
    message.add_attachment(packed, "application", "zip", filename="묶음.zip")
    message.add_attachment(inner)
    document = read(message)
    assert "붙임: 묶음.zip/안/글.txt\n묶인 글이다." in document.text
    assert "붙임: message.eml\n보낸 사람: 김연구" in document.text
    assert document.text.endswith("안의 글이다.")
    assert document.losses == (Loss("attachments-not-read", count=1),)


def test_mails_in_mails_end():
    message = mail(body="가장 안의 글이다.")
    for depth in range(6):
        outer = mail(body=f"{depth}겹")
        outer.add_attachment(message)
        message = outer
    document = read(message, max_nesting=3)
    assert [f"{depth}겹" in document.text for depth in range(6)] == [False] * 2 + [True] * 4
    assert document.losses == (Loss("attachments-not-read", count=1),)


@pytest.mark.parametrize(
    ("header", "text"),
    [
        (
            "=?utf-8?B?" + base64.b64encode("기준금리 동결".encode()).decode() + "?=",
            "기준금리 동결",
        ),
        ("=?UTF-8?Q?=EA=B8=B0=EC=A4=80_=EA=B8=88?=", "기준 금"),
        # EUC-KR and its Outlook name stand for CP949, which has more syllables.
        ("=?euc-kr?B?" + base64.b64encode("뷁 보고".encode("cp949")).decode() + "?=", "뷁 보고"),
        (
            "=?ks_c_5601-1987?B?" + base64.b64encode("뷁 보고".encode("cp949")).decode() + "?=",
            "뷁 보고",
        ),
        # Cut inside a character, padded wrongly, spaces in the word, folded.
        ("=?utf-8?B?6riw7A==?=\r\n =?utf-8?B?pIA=?= 끝", "기준 끝"),
        ("=?utf-8?B?6riw7KSA?==?utf-8?B?6riI?=", "기준금"),
        ("=?utf-8?B?6riw7KSA6r?=", "기준"),
        ("=?utf-8?Q?a b=20c?= d", "a b c d"),
        ("Re: =?utf-8?B?6riw7KSA?= (2)", "Re: 기준 (2)"),
        ("plain", "plain"),
        ("=?no-such-set?B?6riw7KSA?=", "기준"),
        ("", ""),
    ],
)
def test_words_in_headers(header, text):
    assert decode_header(header).rstrip("\ufffd") == text


def test_headers_that_nobody_encoded():
    raw = "From: 김 <k@x.kr>\r\nTo: p@x.kr\r\nSubject: 뷁 같은 보고서 제목\r\n\r\n본문이다.".encode(
        "cp949"
    )
    document = read(raw)
    assert document.title == "뷁 같은 보고서 제목"
    assert document.text.startswith("보낸 사람: 김 <k@x.kr>\n")
    assert document.text.endswith("\n본문이다.")


@pytest.mark.parametrize("label", ["euc-kr", "ks_c_5601-1987", "utf-8", "x-unknown"])
def test_bodies_in_cp949_under_any_label(label):
    body = base64.encodebytes("뷁 같은 글자가 든 한국은행의 발표이다.".encode("cp949"))
    head = (
        f"From: a@b.kr\nTo: c@d.kr\nMIME-Version: 1.0\nContent-Type: text/plain; charset={label}\n"
    )
    document = read(head.encode() + b"Content-Transfer-Encoding: base64\n\n" + body)
    assert document.text.endswith("뷁 같은 글자가 든 한국은행의 발표이다.")


@pytest.mark.parametrize(
    "disposition",
    [
        'attachment; filename="=?euc-kr?B?'
        + base64.b64encode("보고.txt".encode("cp949")).decode()
        + '?="',
        "attachment; filename*=UTF-8''%EB%B3%B4%EA%B3%A0.txt",
        "attachment; filename*0*=ks_c_5601-1987''%BA%B8%B0%ED; filename*1=.txt",
        'attachment; filename="C:\\\\temp\\\\=?utf-8?B?67O06rOg?=.txt"',
    ],
)
def test_names_of_attachments(disposition):
    message = (
        "From: a@b.kr\nTo: c@d.kr\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/plain\n\nbody\n--x\nContent-Type: application/octet-stream\n"
        f"Content-Disposition: {disposition}\n\nattached\n--x--\n"
    )
    assert marked_texts(read(message.encode()), "heading") == ["붙임: 보고.txt"]


def test_flowed_text_is_joined():
    message = (
        "From: a@b.kr\nTo: c@d.kr\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n"
        "한국은행은 기준금 \n리를 동결했다.\n둘째 문단이다.\n-- \n이름\n"
    )
    document = read(message.encode())
    assert document.text.endswith("한국은행은 기준금리를 동결했다.\n둘째 문단이다.\n-- \n이름")


def test_a_message_whose_parts_are_not_to_be_found_is_one_text():
    head = (
        "From: a@b.kr\nTo: c@d.kr\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    )
    assert read((head + "남은 글이다.\n").encode()).text.endswith("\n남은 글이다.")


def saved(*parts, start="", head=""):
    """A page saved with its parts: (headers, body) each."""
    lines = [
        "From: <Saved by Blink>",
        "Subject: =?utf-8?Q?=EC=A0=9C=EB=AA=A9?=",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/related; type="text/html"; boundary="b"{start}',
        *([head] if head else []),
        "",
    ]
    for headers, body in parts:
        lines += ["--b", *headers, "", body]
    return "\r\n".join([*lines, "--b--", ""]).encode()


PAGE = "Content-Type: text/html; charset=utf-8"


def test_a_saved_page():
    page = '<title>누리부</title><h1>발표</h1><p>금리를 동결=ED=96=88=EB=8B=A4.</p><iframe src=3D"cid:f"></iframe>'
    data = saved(
        (
            [
                PAGE,
                "Content-Transfer-Encoding: quoted-printable",
                "Content-Location: https://x.kr/a",
            ],
            page,
        ),
        (["Content-Type: image/png", "Content-Location: https://x.kr/p.png"], "x"),
        ([PAGE, "Content-ID: <f>"], "<table><tr><th>가<th>나<tr><td>1<td>2</table>"),
        head="Snapshot-Content-Location: https://x.kr/a",
    )
    document = read(data, "a.mht")
    assert (document.format, document.title) == ("mhtml", "누리부")
    assert document.text == "발표\n금리를 동결했다.\n가\t나\n1\t2"
    assert dict(document.metadata)["url"] == "https://x.kr/a"
    assert document.losses == ()


def test_the_root_of_a_saved_page():
    one, two = ([PAGE, "Content-ID: <one>"], "<p>하나"), ([PAGE, "Content-ID: <two>"], "<p>둘")
    assert read(saved(one, two)).text == "하나"
    assert read(saved(one, two, start='; start="<two>"')).text == "둘"
    places = [([PAGE, f"Content-Location: http://x/{n}"], f"<p>{n}") for n in "12"]
    assert read(saved(*places, head="Snapshot-Content-Location: http://x/2")).text == "2"
    cp949 = saved(([PAGE.replace("utf-8", "ks_c_5601-1987")], "<p>한국은행의 발표이다.")).decode()
    assert read(cp949.encode("cp949")).text == "한국은행의 발표이다."


def test_broken_messages_are_read_or_refused():
    with pytest.raises(ReadError, match="file-without-text"):
        read(saved((["Content-Type: image/png"], "x")))
    many = "--x\nContent-Type: text/plain\n\na\n" * 3_000
    head = "From: a@b.kr\nTo: c\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
    with pytest.raises(ReadError, match="archive-too-many-parts"):
        read((head + many).encode())
    deep = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1_500)
    )
    try:
        assert read(("From: a@b.kr\nTo: c\nMIME-Version: 1.0\n" + deep).encode()).text
    except ReadError as error:
        assert error.code in ("file-damaged", "archive-too-many-parts")
    cut = mail(body="본문이다.")
    cut.add_attachment(b"%PDF-1.7 " * 100, "application", "pdf", filename="a.pdf")
    document = read(cut.as_bytes()[:900])
    assert "본문이다." in document.text
    assert document.losses == (Loss("attachments-not-read"),)
