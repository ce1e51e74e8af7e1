"""The list of documents: filtered, ordered and cut into pages, against brute force."""

import random
import time
from dataclasses import replace

import pytest

from corpus import Loss, Page
from index import DocumentRecord
from ui.receiving import record_key
from ui.web.documents.browsing import ORDERS, PAGE_SIZE, UNDATED, Shelf, View, state_of
from ui.web.documents.document_acts import Deed
from ui.web.documents.listing import documents_html


def records(count, seed=3):
    chance = random.Random(seed)
    made = []
    for number in range(count):
        folder = chance.choice(["", "2023/", "2024/", "2024/예산/"])
        root = chance.choice(["/data/보고서", "/library/uploads"])
        date = chance.choice(["", "2023", "2024-05", "2024-05-07"])
        source = f"{folder}문서 {number:04}.pdf"
        failed = number % 11 == 0
        losses = (Loss("images-not-read", 1, 2),) if number % 3 == 0 else ()
        made.append(
            DocumentRecord(
                f"{number:064}",
                source,
                root,
                chance.choice(["예산", "Plan", "계획"]) + f" {number}",
                chance.choice(["pdf", "hwpx"]),
                "failed" if failed else "indexed",
                (Page(1, "1", 0, 10),) * chance.randint(1, 90),
                chance.randint(1, 400),
                chance.randint(100, 90_000),
                losses,
                "file-damaged" if failed else None,
                (("file", source),),
                f"{root}/{source}",
                (("date", date), ("publisher", chance.choice(["하늘시", "바다청"])))
                if date
                else (),
                f"2026-0{chance.randint(1, 9)}-01T00:00:00+00:00",
            )  # fmt: skip
        )
    return made


@pytest.fixture(scope="module")
def shelf():
    made = records(400)
    named = {record_key(record): ("모음",) for record in made[::7]}
    return Shelf(made, named, "/library/uploads", "올린 파일")


def expected(shelf, view):
    def fits(record):
        date = record.fact("date")
        said = f"{record.title} {record.source} {record.fact('publisher')}".lower()
        top = "올린 파일" if record.root == "/library/uploads" else "보고서"
        folder = "/".join([top, *record.source.split("/")[:-1]])
        return (
            all(word.lower() in said for word in view.words.split())
            and (not view.folder or f"{folder}/".startswith(f"{view.folder}/"))
            and view.kind in ("", record.format)
            and view.year in ("", date[:4] or UNDATED)
            and view.state in ("", state_of(record))
            and (not view.collection or record_key(record) in shelf.named)
        )

    return {record.id for record in shelf.records if fits(record)}


@pytest.mark.parametrize(
    "view",
    [
        View(),
        View(words="예산"),
        View(words="PLAN 하늘시"),
        View(folder="보고서"),
        View(folder="보고서/2024"),
        View(folder="올린 파일/2024/예산", kind="hwpx"),
        View(year="2024"),
        View(year=UNDATED, state="partly"),
        View(state="failed"),
        View(state="indexed", collection="모음"),
        View(words="없는말"),
    ],
)
def test_what_is_shown_is_what_fits_in_any_order_on_some_page(shelf, view):
    wanted = expected(shelf, view)
    for order in ORDERS:
        pages = [shelf.find(replace(view, order=order, page=n)) for n in range(99)]
        found = pages[0]
        assert {record.id for record in found.records} == wanted
        assert len(found.records) == len(wanted) and found.pages == max(1, -(-len(wanted) // 50))
        together = [r for page in pages[: found.pages] for r in page.shown]
        assert together == list(found.records) and all(len(p.shown) <= PAGE_SIZE for p in pages)
        # A page that is gone is the last there is.
        assert pages[98].page == found.pages - 1


def test_each_order_is_that_which_it_says(shelf):
    def shown(order):
        return shelf.find(View(order=order)).records

    assert [r.characters for r in shown("size")] == sorted(
        (r.characters for r in shelf.records), reverse=True
    )
    added = [r.indexed_at for r in shown("indexed")]
    assert added == sorted(added, reverse=True)
    dates = [r.fact("date") for r in shown("date")]
    assert dates.index("2024-05-07") < dates.index("2024-05") < dates.index("2023")
    assert set(dates[dates.index("") :]) == {""}


def test_the_choices_are_those_that_documents_are_of(shelf):
    facets = shelf.facets()
    assert facets.kinds == ("hwpx", "pdf") and facets.years == ("2024", "2023", UNDATED)
    assert facets.folders == (
        "보고서", "보고서/2023", "보고서/2024", "보고서/2024/예산",
        "올린 파일", "올린 파일/2023", "올린 파일/2024", "올린 파일/2024/예산",
    )  # fmt: skip


def test_five_thousand_documents_are_a_small_page_soon():
    shelf = Shelf(records(5_000), {}, "/library/uploads", "올린 파일")
    documents_html(shelf, View(), "ko")
    began = time.perf_counter()
    html = documents_html(shelf, View(words="예산", order="size", page=3), "ko")
    shelf.facets()
    # Hundredths of a second on a quiet machine; the bound is for one that is not.
    assert time.perf_counter() - began < 2.0
    assert html.count("<tr data-key") == PAGE_SIZE and len(html) < 200_000


def test_whatever_a_page_sends_is_a_deed():
    deed = Deed.of({"act": "remove", "keys": ["a", 3, None], "every": 1, "page": "x", "name": 7})
    assert deed == Deed("remove", keys=frozenset(("a", "")))
    assert Deed.of({"keys": "abc", "every": True, "page": True}).keys == frozenset()
