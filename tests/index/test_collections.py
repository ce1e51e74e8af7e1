"""Collections: kept by place, and a search held to them against brute force."""

import multiprocessing
import random
import shutil

import pytest

import index.collecting
from corpus import FilterError, LibraryError
from index import CollectionBook, Filters
from index.lock import writing
from tests.index.library_fakes import code_of, open_library, write


@pytest.fixture
def book(tmp_path):
    open_library(tmp_path / "library").close()
    return CollectionBook(tmp_path / "library")


def held(book):
    return {collection.name: set(collection.places) for collection in book.collections()}


def test_a_collection_is_made_named_filled_emptied_and_deleted(book):
    assert book.collections() == ()
    book.create("예산", ["/a", "/b"])
    book.create("  복지\u00a0 2024 ")
    book.add("예산", ["/b", "/c"])
    book.remove("예산", ["/a", "/unknown"])
    assert held(book) == {"예산": {"/b", "/c"}, "복지 2024": set()}
    # Decomposed, wide or spaced otherwise, a name is the same name.
    book.add("복지２０２４", ["/d"])
    book.rename("복지2024", "복지")
    book.rename("복지", "복 지")
    assert held(book) == {"예산": {"/b", "/c"}, "복 지": {"/d"}}
    book.delete("예산")
    book.delete("예산")
    assert held(book) == {"복 지": {"/d"}}


def test_what_cannot_be_is_refused_and_changes_nothing(book, monkeypatch):
    monkeypatch.setattr(index.collecting, "MAX_COLLECTIONS", 2)
    monkeypatch.setattr(index.collecting, "MAX_PLACES", 3)
    assert code_of(FilterError, lambda: book.states(["예산"])) == "collection-none"
    book.create("예산", ["/a"])
    book.create("복지", ["/a"])
    before = held(book)
    for name, code in (
        ("", "collection-nameless"),
        ("\u200b \n", "collection-nameless"),
        ("가" * 61, "collection-name-long"),
        ("예 산", "collection-taken"),
        ("셋째", "collections-full"),
    ):
        assert code_of(LibraryError, lambda name=name: book.create(name)) == code
    assert code_of(LibraryError, lambda: book.rename("예산", "복지")) == "collection-taken"
    full = ["/b", "/c", "/d"]
    assert code_of(LibraryError, lambda: book.add("예산", full)) == "collection-full"
    for work in (
        lambda: book.add("없음", ["/a"]),
        lambda: book.remove("없음", ["/a"]),
        lambda: book.rename("없음", "있음"),
        lambda: book.states(["예산", "없음"]),
    ):
        with pytest.raises(FilterError) as caught:
            work()
        assert caught.value.code == "collection-unknown"
        assert caught.value.details == {"value": "없음", "known": "복지, 예산"}
    assert held(book) == before


def test_it_does_not_wait_for_the_writer_of_the_library(book, tmp_path):
    with writing(tmp_path / "library"):
        book.create("예산", ["/a"])
    assert held(book) == {"예산": {"/a"}}


def test_there_must_be_a_library(tmp_path):
    with pytest.raises(LibraryError):
        CollectionBook(tmp_path / "nothing").create("예산")
    assert not (tmp_path / "nothing").exists()


def _fill(folder, begun):
    book = CollectionBook(folder)
    book.create("처음", ["/1"])
    begun.set()
    for number in range(10_000):
        book.add("처음", [f"/{number}/{side}" for side in "ab"])


def test_killed_at_any_moment_a_change_is_there_whole_or_not_at_all(tmp_path):
    open_library(tmp_path / "library").close()
    context = multiprocessing.get_context("spawn")
    begun = context.Event()
    process = context.Process(target=_fill, args=(tmp_path / "library", begun))
    process.start()
    assert begun.wait(60)
    # Some changes later, at a moment that nobody chose.
    book = CollectionBook(tmp_path / "library")
    while len(held(book)["처음"]) < 9:
        pass
    process.kill()
    process.join()
    places = held(book)["처음"] - {"/1"}
    numbers = {place.split("/")[1] for place in places}
    assert places == {f"/{number}/{side}" for number in numbers for side in "ab"}
    book.create("다음", ["/2"])


# Held to collections


def test_a_search_is_the_ranking_of_what_the_collections_hold(tmp_path):
    """Against a library of the same passages that is searched whole and cut afterwards."""
    chance = random.Random(5)
    words = ("사과", "바다", "하늘", "기차", "school")
    docs = tmp_path / "docs"
    for number in range(24):
        lines = [
            " ".join([*chance.choices(words, k=4), f"이야기 {number}-{line}"]) for line in range(3)
        ]
        write(docs, **{f"{'ab'[number % 2]}__d{number}": "\n".join(lines)})
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        book = CollectionBook(tmp_path / "lib")
        every = [record.path for record in library.documents()]
        sets = {"하나": chance.sample(every, 5), "둘": chance.sample(every, 9), "빈": []}
        for name, places in sets.items():
            book.create(name, [*places, "/gone/from/here.txt"])
        for names in (["하나"], ["둘"], ["하나", "둘"], ["빈"], ["빈", "하나"]):
            inside = {place for name in names for place in sets[name]}
            for folder in ((), ("a",)):
                filters = Filters(collections=tuple(names), folders=folder)
                fitting = {p for p in inside if not folder or "/a/" in p}
                scope = library.scope(filters)
                assert (scope.documents, scope.passages) == (len(fitting), 3 * len(fitting))
                for query in ("사과 바다", "하늘 기차 이야기", "school"):
                    whole = library.search(query, top_k=200, mode="lexical")
                    wanted = [h.passage.id for h in whole if h.document.path in fitting]
                    found = library.search(query, top_k=10, mode="lexical", filters=filters)
                    assert [h.passage.id for h in found] == wanted[:10]
                    dense = library.search(query, top_k=10, mode="dense", filters=filters)
                    assert {h.document.path for h in dense} <= fitting
                    assert len(dense) == min(10, 3 * len(fitting))


def test_a_change_counts_at_once_and_survives_what_becomes_of_the_files(tmp_path):
    docs = write(tmp_path / "docs", a="사과 하나", b="사과 둘", c="사과 셋")
    inside = Filters(collections=("과일",))

    def found():
        return sorted(hit.document.source for hit in library.search("사과", filters=inside))

    with open_library(tmp_path / "lib") as library:
        book = CollectionBook(tmp_path / "lib")
        with pytest.raises(FilterError):
            library.search("사과", filters=inside)
        library.sync([docs])
        places = {record.source: record.path for record in library.documents()}
        book.create("과일", [places["a.txt"]])
        assert found() == ["a.txt"]
        book.add("과일", [places["b.txt"]])
        assert found() == ["a.txt", "b.txt"]
        book.remove("과일", [places["a.txt"]])
        assert found() == ["b.txt"]
        # Another content at the same place, and another root above it.
        (docs / "b.txt").write_text("사과 둘이 아니라 넷", "utf-8")
        library.sync([tmp_path / "docs"])
        assert (
            found() == ["b.txt"]
            and library.search("사과", filters=inside)[0].passage.text[-1] == "넷"
        )
        library.sync([tmp_path / "docs" / "..", tmp_path / "docs"])
        assert [source.endswith("b.txt") for source in found()] == [True]
        # Gone and back.
        (docs / "b.txt").rename(tmp_path / "away.bin")
        library.sync([tmp_path / "docs" / ".."])
        assert found() == [] and library.scope(inside).excluded_by == ("collections",)
        (tmp_path / "away.bin").rename(docs / "b.txt")
        library.sync([tmp_path / "docs" / ".."])
        assert len(found()) == 1
        # A collection made anew under an old name does not remember the old one.
        book.delete("과일")
        book.create("과일", [places["c.txt"]])
        assert [source.endswith("c.txt") for source in found()] == [True]


def test_a_copy_elsewhere_is_in_by_its_own_place(tmp_path):
    docs = write(tmp_path / "docs", a__one="사과 하나", z__two="바다 둘")
    shutil.copy(docs / "a" / "one.txt", docs / "z" / "copy.txt")
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        CollectionBook(tmp_path / "lib").create("사본", [str(docs / "z" / "copy.txt")])
        (hit,) = library.search("사과", filters=Filters(collections=("사본",)))
        # Named as the file that is in the collection, not as the first of that content.
        assert hit.document.source == "z/copy.txt"
        both = Filters(collections=("사본",), documents=("one.txt",))
        assert library.search("사과", filters=both) == ()
