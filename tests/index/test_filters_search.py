"""A narrowed search: applied before anything is ranked, against brute force and in a library."""

import shutil

import numpy as np
import pytest

from index import CorpusPipeline, Filters
from index.dense import DenseIndex, DenseRow
from index.filters import path_parts
from index.lexical import LexicalIndex, LexicalRow
from index.selection import Selection
from index.terms import Terms
from tests.index.library_fakes import open_library, texts, write

# Before ranking: against brute force
RANDOM = np.random.default_rng(11)


def select(numbers):
    numbers = np.array(sorted(numbers), dtype=np.int64)
    is_in = np.zeros(int(numbers[-1]) + 1 if len(numbers) else 1, dtype=np.bool_)
    is_in[numbers] = True
    return Selection(numbers, is_in, {}, None)


def chosen(count):
    """Sets of passages as filters make them: a run, a scattering, one, nearly all, none."""
    every = range(1, count + 1)
    yield set(range(count // 3, count // 2))
    yield {n for n in every if n % 37 == 5}
    yield {n for n in every if n % 7}
    yield {count}
    yield set(every)
    yield set()


def test_the_dense_leg_searches_the_selection_alone():
    def unit(count):
        rows = RANDOM.normal(size=(count, 16)).astype(np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    rows = [DenseRow(n, unit(int(RANDOM.integers(1, 6)))) for n in range(1, 401)]
    index = DenseIndex.build(16, rows)
    for among in chosen(400):
        for query in unit(4):
            scores = [(r.number, float((r.vectors @ query).max())) for r in rows]
            scores = sorted((s for s in scores if s[0] in among), key=lambda s: (-s[1], s[0]))
            for limit in (1, 10, 400):
                found = index.search(query[None], limit, select(among))
                assert [s.number for s in found] == [number for number, _ in scores[:limit]]
                wanted = [score for _, score in scores[:limit]]
                assert [s.score for s in found] == pytest.approx(wanted, abs=1e-5)


def test_the_lexical_leg_searches_the_selection_alone():
    words = [f"낱말{n}" for n in range(60)]
    weights = 1.0 / np.arange(1, 61)
    weights /= weights.sum()
    rows = [
        LexicalRow(n, " ".join(RANDOM.choice(words, 20, p=weights)), "", "") for n in range(1, 1201)
    ]
    index = LexicalIndex.build(rows)
    for at in range(5):
        terms = Terms((words[at], words[at + 11], words[at + 37]), ())
        extra = Terms((words[at + 20],), ())
        # Every passage that shares a term, scored by the whole index: the oracle's ranking.
        every = index.search(terms, 1200, extra)
        for among in chosen(1200):
            expected = [scored for scored in every if scored.number in among]
            for limit in (1, 20, 1200):
                assert index.search(terms, limit, extra, select(among)) == tuple(expected[:limit])


@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
def test_a_narrowed_search_is_the_ranking_of_what_is_let_through(tmp_path, mode):
    """Against a library of the same passages that is searched whole and cut afterwards."""
    lines = "\n".join(
        f"{'사과 ' * (n % 3)}{'바다 ' * (n % 5)}{'기차 ' * (n % 2)}{'하늘 ' * (n % 7)}이야기 {n}번"
        for n in range(1, 61)
    )
    docs = write(
        tmp_path / "docs", a__one=lines, a__two="사과 하나\n바다 둘", b__three=lines + "\n배"
    )
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        for filters in (
            Filters(documents=("three.txt",)),
            Filters(documents=("one.txt", "two.txt")),
            Filters(folders=("a",)),
            Filters(folders=("docs",)),
        ):
            for query in ("사과 바다", "하늘 기차 이야기 7번", "바다"):
                whole = library.search(query, top_k=200, mode=mode)
                wanted = [h for h in whole if fits(filters, h)]
                found = library.search(query, top_k=15, mode=mode, filters=filters)
                assert len(found) == min(15, len(wanted))
                for leg in ("dense", "lexical"):
                    own = {h.passage.id: getattr(h, leg) for h in wanted}
                    assert all(
                        getattr(h, leg) == pytest.approx(own[h.passage.id], abs=1e-5) for h in found
                    )
                if mode != "hybrid":
                    ids = [h.passage.id for h in found]
                    assert ids == [h.passage.id for h in wanted[:15]]


def fits(filters, hit):
    parts = path_parts(hit.document.path)
    return filters.fits_document(parts) and filters.fits_folder(parts)


# In a library
REPORT = """누리도 물 관리 실태

발행일: {date}

1. 저수지

저수지의 저수율은 모내기가 끝나는 유월에 가장 낮다. 하늘이 맑은 날이 이어지면 더 낮아진다.

2. 권역

- 동부권 저수지 사과
- 서부권 저수지 바다

3. 저수율

〈표 1〉 권역별 저수율 (단위: %)
권역\t저수율\t전년
동부권\t61.2\t58.0
서부권\t70.4\t69.1
"""
MEMO = "The reservoir levels are lowest in June, before the rice is planted in the eastern area."


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filters")
    docs = write(
        folder / "docs",
        y2017__water=REPORT.format(date="2017. 5. 3."),
        y2019__water=REPORT.format(date="2019. 11.").replace("실태", "현황"),
        y2019__note="바다는 넓고 저수지는 좁다. 하늘은 높다.",
    )
    (docs / "memo.md").write_text(MEMO, "utf-8")
    (docs / "copies").mkdir()
    shutil.copy(docs / "y2017" / "water.txt", docs / "copies" / "copy.txt")
    with open_library(folder / "lib", pipeline=CorpusPipeline()) as library:
        library.sync([docs])
        yield library


def found_by(library, query="저수지 저수율 바다 reservoir", **fields):
    hits = library.search(query, top_k=50, filters=Filters(**fields))
    # Whatever is left is found: the dense leg knows every passage.
    assert (
        len(hits) + sum(len(h.also_in) for h in hits) == library.scope(Filters(**fields)).passages
    )
    return hits


def test_documents_formats_kinds_and_languages_are_those_asked_for(reports):
    every = reports.search("저수지", top_k=50)
    assert {h.passage.kind for h in every} >= {"prose", "list", "table"}
    for kind in ("prose", "list", "table"):
        assert {h.passage.kind for h in found_by(reports, kinds=(kind,))} == {kind}
    captioned = found_by(reports, kinds=("caption",))
    assert captioned and all("표 1" in h.passage.caption for h in captioned)
    assert {h.document.format for h in found_by(reports, formats=("md",))} == {"markdown"}
    (english,) = found_by(reports, languages=("en",))
    assert english.passage.text == MEMO
    assert {h.document.source for h in found_by(reports, folders=("y2019",))} == {
        "y2019/water.txt",
        "y2019/note.txt",
    }
    both = found_by(reports, folders=("y2019",), kinds=("table", "list"))
    assert {(h.document.source, h.passage.kind) for h in both} == {
        ("y2019/water.txt", "table"),
        ("y2019/water.txt", "list"),
    }


def test_a_date_leaves_out_and_counts_the_undated(reports):
    early = Filters(date_to="2018")
    assert {h.document.fact("date") for h in found_by(reports, date_to="2018")} == {"2017-05-03"}
    assert (reports.scope(early).documents, reports.scope(early).undated) == (1, 2)
    late = found_by(reports, date_from="2019-11-20", date_to="2020")
    assert {h.document.fact("date") for h in late} == {"2019-11"}
    # Only those that would fit but for a date are counted.
    notes = Filters(date_from="2015", folders=("y2019",))
    assert (reports.scope(notes).documents, reports.scope(notes).undated) == (1, 1)


def test_a_copy_is_named_where_it_was_asked_for(reports):
    """The copy has the content, and so the document, of the file in another folder."""
    for folder, source in (("copies", "copies/copy.txt"), ("y2017", "y2017/water.txt")):
        assert {h.document.source for h in found_by(reports, folders=(folder,))} == {source}
    both = Filters(folders=("copies",), documents=("water.txt",))
    scope = reports.scope(both)
    # Each is true of the document, but of no one file of it.
    assert scope.passages == 0 and scope.is_each_possible
    assert reports.search("저수지", filters=both) == ()


def test_what_excluded_everything_is_named(reports):
    def scope(**fields):
        return reports.scope(Filters(**fields))

    nothing = scope(documents=("없는.pdf",), kinds=("table",))
    assert (nothing.passages, nothing.excluded_by) == (0, ("documents",))
    assert not nothing.is_each_possible
    together = scope(documents=("memo.md",), kinds=("table",))
    assert (together.passages, together.excluded_by) == (0, ("documents", "kinds"))
    assert together.is_each_possible
    assert scope(date_from="2030").excluded_by == ("date_from",)
    some = scope(kinds=("table",))
    assert some.excluded_by == () and some.documents == 2
    assert reports.search("저수지", filters=Filters(documents=("없는.pdf",))) == ()


def test_no_filter_is_no_narrowing(reports):
    plain = reports.search("저수지 바다", top_k=20)
    assert reports.search("저수지 바다", top_k=20, filters=Filters()) == plain


def test_what_another_document_says_again_is_folded_within_the_selection(reports):
    hits = reports.search(
        "동부권 저수지 모내기 유월", top_k=20, filters=Filters(folders=("y2017",))
    )
    assert not any(hit.also_in for hit in hits)


def test_a_new_generation_is_selected_anew(tmp_path):
    docs = write(tmp_path / "docs", a="바다 하나")
    only = Filters(documents=("b.txt",))
    with open_library(tmp_path / "lib") as library:
        library.sync([docs])
        assert library.search("바다", filters=only) == ()
        write(docs, b="바다 둘")
        library.sync([docs])
        assert texts(library.search("바다", filters=only)) == ["바다 둘"]
        (docs / "b.txt").unlink()
        library.sync([docs])
        assert library.scope(only).passages == 0
