"""Queries that nobody should type: each is searched in little time."""

import time
import unicodedata

import pytest

from tests.index.library_fakes import open_library, write

# Of the processor: Kiwi alone takes half a second over 10,000 syllables without a space.
SECONDS = 6.0
LONG = 10_000
QUERIES = {
    "emoji": "🙂🚀 👨‍👩‍👧‍👦",
    "half a surrogate pair": "예산 \ud800",
    "nul": "예산\0은?",
    "letters": unicodedata.normalize("NFD", "예산은 얼마인가요"),
    "particles": "은 는 이 가 을 를 에서는부터까지",
    "jamo": "ㄱㄴㄷ ㅏㅑ ㅋㅋㅋㅋ",
    "scripts": "産業 인터넷 IIoT は Газпром",
    "pattern": ".*+?[](){}^$|\\",
    "query language": "words:예산 AND OR NOT *",
    "one syllable": "가" * LONG,
    "one letter": "a" * LONG,
    "space": "a" + " " * (LONG - 2) + "b",
    "brackets": "(" * LONG,
    "chatter": "아 맞다 " * (LONG // 5),
    "companies": "주식회사 " * (LONG // 5),
    "amounts": "1,234조 5,000억 " * (LONG // 14),
    "keys": "tksdjq " * 42,
    "unknown": "뷁꿿쒧똡꿟 " * 50,
    "capitals": "A" * 300,
    "tabs": "예산" + "\t" * 290 + "a",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    with open_library(folder / "lib") as library:
        library.sync([write(folder / "docs", a="산업인터넷(IIoT) 예산은 57억 원이다\n사과가 붉다")])
        yield library


@pytest.mark.parametrize("name", QUERIES)
def test_a_hostile_query_is_searched(library, name):
    query = QUERIES[name]
    started = time.process_time()
    wording = library.reword(query)
    hits = library.search(query)
    assert time.process_time() - started < SECONDS
    assert library.search(query) == hits
    again = library.reword(wording.text)
    assert (again.text, again.changes) == (wording.text, ())
