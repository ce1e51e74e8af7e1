"""Text and Markdown: every encoding gives the same words, and the file stays as it is."""

import unicodedata

import pytest

from corpus import Limits, Loss, ReadError, read_document
from corpus.readers.reading import read_bytes
from tests.corpus.beside import SEEDS

KOREAN = (
    "한국은행은 2024년 11월 기준금리를 연 3.00%로 내렸다.\r\n"
    "소비자물가 상승률이 안정되고 있기 때문이다. (단위: %)\n\n 끝.\n"
)
CHINESE = "中国经济在二〇二四年取得了新的发展，我们要继续努力推进改革。\n"


def read(data, name="a.txt"):
    return read_bytes(data, name, Limits())


@pytest.mark.parametrize(
    ("encoding", "seen"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp949", "cp949"),
        ("euc-kr", "cp949"),
    ],
)
def test_every_encoding_gives_the_same_text(encoding, seen):
    document = read(KOREAN.encode(encoding))
    assert document.text == KOREAN
    assert dict(document.metadata)["encoding"] == seen
    assert document.losses == ()


def test_big_endian_mark():
    assert read(b"\xfe\xff" + KOREAN.encode("utf-16-be")).text == KOREAN


@pytest.mark.parametrize(
    "text", ["안녕", "ㅋㅋㅋ 뭐래", "뷁 똠방각하 펲시콜라 는 이름이다", "樂園 이야기: 樂"]
)
def test_short_cp949(text):
    assert read(text.encode("cp949")).text == unicodedata.normalize("NFC", text)


def test_gb18030_is_not_taken_for_korean():
    document = read(CHINESE.encode("gb18030"))
    assert document.text == CHINESE
    assert dict(document.metadata)["encoding"] == "gb18030"


def test_windows_1252():
    assert read("Café à la crème — l’été".encode("cp1252")).text == "Café à la crème — l’été"


def test_text_is_nfc():
    apart = unicodedata.normalize("NFD", KOREAN)
    assert apart != KOREAN
    assert read(apart.encode()).text == KOREAN


def test_a_cut_character_is_a_loss_not_a_refusal():
    document = read((KOREAN * 20).encode()[:-3])
    assert document.text.endswith("\ufffd")
    assert document.losses == (Loss("undecodable-bytes", count=1),)


def test_form_feeds_begin_pages():
    document = read("첫째\f둘째\f\f넷째\f".encode())
    assert [document.text[page.start : page.end] for page in document.pages] == [
        "첫째\f",
        "둘째\f",
        "\f",
        "넷째\f",
    ]
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert {page.label for page in document.pages} == {None}


def test_html_fragments_in_text_stay_text():
    text = "표는 다음과 같다.\n<table><tr><td>가</td></tr></table>\n"
    document = read(text.encode())
    assert (document.format, document.text) == ("text", text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("머리말\n\n# 연간 **보고서** #\n\n본문", "연간 보고서"),
        ("```\n# 주석\n```\n## [제목](a.md)은 이것\n", "제목은 이것"),
        ("제목\n====\n", "제목"),
        ("---\ntitle: '앞의 제목'\n---\n# 뒤의 제목\n", "앞의 제목"),
        ("- 항목\n- 항목\n---\n본문", ""),
        ("#해시태그\n본문", ""),
    ],
)
def test_markdown_title(text, title):
    document = read(text.encode(), "a.md")
    assert document.format == "markdown"
    assert document.title == title
    assert document.text == text


def test_real_reports_come_as_they_are(seeds):
    for path in seeds:
        assert read_document(path, path.name).text == unicodedata.normalize(
            "NFC", path.read_bytes().decode()
        )


@pytest.fixture
def seeds():
    if not SEEDS.is_dir():
        pytest.skip("the real reports of shared/ beside the project are absent")
    return sorted(SEEDS.glob("*.txt"))


def test_too_many_characters():
    with pytest.raises(ReadError) as caught:
        read_bytes(("가나다 " * 10).encode(), "a.txt", Limits(max_chars=39))
    assert caught.value.code == "file-too-many-characters"
    with pytest.raises(ReadError) as caught:
        read_bytes(b"a" * 200, "a.txt", Limits(max_chars=39))
    assert caught.value.code == "file-too-many-characters"
