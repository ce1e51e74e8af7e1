"""A question by another name: mined, from the library's files, or spelled otherwise."""

import os
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from os import mkfifo
from pathlib import Path

import pytest

from assistant import Assistant
from corpus import LibraryError, LibraryMismatch, analyze_many
from index import Expansion, Steps, rewording
from index.naming import Naming
from index.report import NamesStatus
from index.terms import extract_terms
from index.wording import aliases
from index.wording.names import Names, OtherName, expand
from tests.index.library_fakes import code_of, open_library, texts, write


@pytest.fixture
def named(tmp_path):
    """A library where each thing is written one way, and one line that knows both names."""
    docs = write(
        tmp_path / "docs",
        a="산업인터넷(IIoT)은 공장을 잇는 기술이다",
        b="IIoT 보안 점검을 분기마다 한다\n감자 농사가 잘되었다\n고구마 창고를 지었다",
        c="산업인터넷 인증 절차는 석 달이 걸린다\n양파 값이 올랐다\n배추 값이 내렸다",
        d="콘텐츠 수출 지원 사업을 공고한다\n당근 밭을 갈았다\n가나다소프트가 감귤 상자를 만든다",
    )
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        yield library


def first(library, query):
    return texts(library.search(query, top_k=1, mode="lexical"))[0]


def test_a_name_finds_what_is_written_by_the_other_both_ways(named):
    assert first(named, "산업인터넷 보안 점검") == "IIoT 보안 점검을 분기마다 한다"
    assert first(named, "IIoT 인증 절차") == "산업인터넷 인증 절차는 석 달이 걸린다"
    found = texts(named.search("IIoT", mode="lexical"))
    assert "산업인터넷 인증 절차는 석 달이 걸린다" in found
    without = named.taking(Steps(names=False))
    assert "산업인터넷 인증 절차는 석 달이 걸린다" not in texts(
        without.search("IIoT", mode="lexical")
    )


def test_an_expansion_says_of_what_it_is_and_who_says_so(named):
    assert named.reword("IIoT가 뭐야").expansions == (
        Expansion("alias", "IIoT", "산업인터넷", "a.txt"),
    )
    assert named.reword("감자").expansions == ()


def test_to_reword_again_changes_nothing(named):
    once = named.reword("산업인터넷 컨텐츠는 무엇인가")
    again = named.reword(once.text)
    assert (again.text, again.expansions) == (once.text, once.expansions)


def test_both_names_in_one_passage_count_once(named):
    hits = named.search("IIoT", mode="lexical")
    scores = {hit.passage.text: hit.lexical for hit in hits}
    both = scores["산업인터넷(IIoT)은 공장을 잇는 기술이다"]
    alone = named.taking(Steps(names=False)).search("IIoT", mode="lexical")
    assert both <= 1.05 * max(hit.lexical for hit in alone)


def test_names_are_gone_with_their_document(named, tmp_path):
    os.remove(tmp_path / "docs" / "a.txt")
    named.sync([tmp_path / "docs"])
    assert named.reword("IIoT").expansions == ()


def test_names_survive_reopening_and_a_damaged_file_is_made_anew(named, tmp_path):
    (edition,) = (tmp_path / "lib" / "derived").iterdir()
    (edition / "names.json").write_bytes(b"[]")
    with open_library(tmp_path / "lib") as other:
        assert other.status().rebuilt == 1
        assert other.reword("IIoT").expansions


def test_the_next_edition_goes_on_from_what_was_analysed(named, tmp_path, monkeypatch):
    asked = []

    def count(lines):
        asked.extend(lines)
        return analyze_many(lines)

    monkeypatch.setattr(aliases, "analyze_many", count)
    write(tmp_path / "docs", e="정보통신기술(ICT) 인력을 기른다")
    named.sync([tmp_path / "docs"])
    assert asked == ["정보통신기술"]
    assert [one.text for one in named.reword("ICT 산업인터넷").expansions] == [
        "정보통신기술",
        "IIoT",
    ]


def test_synonyms_hold_from_the_next_search_on(named, tmp_path):
    file = tmp_path / "lib" / "synonyms.txt"
    assert "감자 농사가 잘되었다" not in texts(named.search("포테이토", mode="lexical"))
    file.write_text("# 채소\n감자 = 포테이토 = potato\n", "utf-8")
    assert first(named, "포테이토 농사") == "감자 농사가 잘되었다"
    assert named.reword("potato").expansions == (
        Expansion("synonym", "potato", "감자", "synonyms.txt"),
        Expansion("synonym", "potato", "포테이토", "synonyms.txt"),
    )
    file.write_text("양파, 어니언  # 둘뿐\n", "utf-8")
    os.utime(file, ns=(1, 1))
    assert named.reword("potato").expansions == ()
    assert first(named, "어니언") == "양파 값이 올랐다"
    file.unlink()
    assert named.reword("어니언").expansions == ()


def test_another_name_without_terms_takes_nothing_away(named, tmp_path):
    (before,) = named.search("감자", mode="lexical")
    (tmp_path / "lib" / "synonyms.txt").write_text("감자 = ポテト = картофель", "utf-8")
    assert len(named.reword("감자").expansions) == 2
    (hit,) = named.search("감자", mode="lexical")
    assert hit.lexical == before.lexical > 0


def test_the_status_counts_names(named, tmp_path):
    (tmp_path / "lib" / "synonyms.txt").write_text(
        "감자 = 포테이토 = potato\n구청 => 시청", "utf-8"
    )
    assert named.status().names == NamesStatus(mined=2, synonyms=4, words=0)


def test_a_file_that_never_could_be_read_stops_the_search_in_a_sentence(named, tmp_path):
    file = tmp_path / "lib" / "synonyms.txt"
    file.write_text("혼자", "utf-8")
    with open_library(tmp_path / "lib") as library:
        for _ in range(2):
            assert code_of(LibraryError, lambda: library.search("감자")) == "names-alone"
        assert library.search("감자 " * 200)
        # What says why needs no search.
        assert library.status().names.trouble.code == "names-alone"
        file.write_text("감자 = 포테이토", "utf-8")
        assert first(library, "포테이토 농사") == "감자 농사가 잘되었다"
        assert library.status().names.trouble is None


def test_a_file_that_is_spoilt_later_keeps_what_it_said(named, tmp_path):
    file = tmp_path / "lib" / "synonyms.txt"
    file.write_text("감자 = 포테이토", "utf-8")
    before = named.reword("포테이토")
    assert (before.expansions[0].text, before.notes) == ("감자", ())
    file.write_text("감자 = 포테이토\n혼자", "utf-8")
    spoilt = named.reword("포테이토")
    assert (spoilt.expansions, spoilt.notes) == (before.expansions, ("synonyms-kept",))
    assert first(named, "포테이토 농사") == "감자 농사가 잘되었다"
    trouble = named.status().names.trouble
    assert (trouble.source, trouble.code, dict(trouble.details)["line"]) == (
        "synonyms.txt", "names-alone", 2,
    )  # fmt: skip
    assert named.taking(Steps(names=False)).reword("포테이토").notes == ()
    assert Assistant(named).ask("포테이토 농사는?").notes == ("synonyms-kept",)
    file.write_text("감자 = 포테이토 = 구황작물", "utf-8")
    assert [one.text for one in named.reword("포테이토").expansions] == ["감자", "구황작물"]
    assert named.reword("포테이토").notes == ()


@pytest.mark.parametrize("make", [Path.mkdir, mkfifo])
def test_what_is_no_file_is_never_opened(named, tmp_path, make):
    make(tmp_path / "lib" / "synonyms.txt")
    assert named.reword("IIoT").notes == ("synonyms-kept",)
    with open_library(tmp_path / "lib") as library:
        assert code_of(LibraryError, lambda: library.search("감자")) == "library-io"


def test_a_query_is_reworded_once_for_each_state_of_the_library(named, tmp_path, monkeypatch):
    asked = []
    expand = Naming.expand

    def count(self, wording, **others):
        asked.append(wording.text)
        return expand(self, wording, **others)

    monkeypatch.setattr(Naming, "expand", count)
    once = named.reword("산업인터넷 점검")
    assert named.reword("산업인터넷 점검") is once
    named.search("산업인터넷 점검", mode="lexical")
    assert asked == ["산업인터넷 점검"]
    assert named.taking(Steps(names=False)).reword("산업인터넷 점검").expansions == ()
    (tmp_path / "lib" / "synonyms.txt").write_text("점검 = 검사", "utf-8")
    assert len(named.reword("산업인터넷 점검").expansions) == 2
    os.remove(tmp_path / "docs" / "a.txt")
    named.sync([tmp_path / "docs"])
    assert [one.text for one in named.reword("산업인터넷 점검").expansions] == ["검사"]


def test_a_query_in_letters_is_the_query_in_syllables(named):
    """A keyboard of another system, or a file's name, writes 산 as three letters."""
    typed = "산업인터넷 컨텐츠 사업을 공교한다"
    apart = unicodedata.normalize("NFD", typed)
    assert apart != typed
    assert named.reword(apart) == named.reword(typed)
    assert named.search(apart) == named.search(typed)


def test_what_is_remembered_of_queries_is_bounded(named, monkeypatch):
    monkeypatch.setattr(rewording, "REMEMBERED", 2)
    first_asked = named.reword("감자")
    for query in ("양파", "당근", "배추"):
        named.reword(query)
    assert named.reword("감자") is not first_asked
    assert named.reword("감자") == first_asked
    assert len(named._rewording._known) == 2
    long = "감자 " * 150
    assert named.reword(long) is not named.reword(long)


def test_threads_that_reword_at_once_are_told_the_same(named):
    queries = [f"산업인터넷 {number % 7} 점검" for number in range(200)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(named.reword, queries)) == [named.reword(one) for one in queries]


def test_a_dictionary_changes_the_recipe_and_the_next_sync_cuts_anew(tmp_path):
    word = "갓나물밥"
    assert word not in extract_terms(f"{word}은 맛있다").words[:1]
    docs = write(tmp_path / "docs", a=f"{word}은 맛있다\n나물은 쓰다", b="기차는 길다")
    folder = tmp_path / "lib"
    with open_library(folder) as library:
        library.sync([docs])
        before = texts(library.search("나물", mode="lexical"))
        assert len(before) == 2
        (folder / "dictionary.txt").write_text(f"{word} NNG  # 한 낱말\n", "utf-8")
        assert texts(library.search("나물", mode="lexical")) == before
        report = library.sync([docs])
        assert report.unchanged == ("a.txt", "b.txt")
        assert library.term_weights([word])[word] < library.term_weights(["없는말"])["없는말"]
        assert first(library, f"{word} 맛") == f"{word}은 맛있다"
        generation = library.generation
        library.sync([docs])
        assert library.generation == generation
    with open_library(folder) as library:
        assert first(library, word) == f"{word}은 맛있다"
    (folder / "dictionary.txt").unlink()
    assert code_of(LibraryMismatch, lambda: open_library(folder)) == "library-other-terms"
    with open_library(folder, adopt=True) as library:
        library.sync([docs])
        assert texts(library.search("나물", mode="lexical")) == before


@pytest.mark.parametrize("adopt", [False, True])
def test_who_has_it_open_follows_a_dictionary_that_another_has_indexed_by(tmp_path, adopt):
    docs = write(tmp_path / "docs", a="갓나물밥은 맛있다\n나물은 쓰다", b="기차는 길다")
    folder = tmp_path / "lib"
    with open_library(folder, adopt=adopt) as reader:
        reader.sync([docs])
        assert first(reader, "나물") == "나물은 쓰다"
        (folder / "dictionary.txt").write_text("갓나물밥 NNG", "utf-8")
        with open_library(folder, adopt=True) as writer:
            writer.sync([docs])
            expected = texts(writer.search("갓나물밥", mode="lexical"))
        assert texts(reader.search("갓나물밥", mode="lexical")) == expected
        assert reader.status().names.words == 1
        # A dictionary that nobody has indexed by is of no account yet.
        (folder / "dictionary.txt").write_text("(", "utf-8")
        assert texts(reader.search("갓나물밥", mode="lexical")) == expected


def test_files_of_names_may_lie_there_before_the_library(tmp_path):
    folder = tmp_path / "lib"
    folder.mkdir()
    (folder / "synonyms.txt").write_text("감자 = 포테이토", "utf-8")
    (folder / "dictionary.txt").write_text("감자밭", "utf-8")
    with open_library(folder) as library:
        library.sync([write(tmp_path / "docs", a="감자 농사")])
        assert texts(library.search("포테이토", mode="lexical")) == ["감자 농사"]


def test_a_company_by_its_form_finds_its_other_names(named):
    assert first(named, "㈜가나다소프트") == "가나다소프트가 감귤 상자를 만든다"
    book = Names([("삼성전자", OtherName("Samsung Electronics", "d", "alias"))])
    assert "Samsung Electronics" in {one.text for one in expand("㈜삼성전자 실적", [book])}


def test_a_wording_keeps_what_was_changed_before(named):
    asked = named.reword("IIoT")
    assert replace(asked, expansions=()).text == "IIoT"
