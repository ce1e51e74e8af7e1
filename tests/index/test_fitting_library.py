"""A fitted library: when it is fitted, what searches see of it, and the way back."""

import shutil
import sqlite3

import numpy as np
import pytest

from corpus import LibraryBusy, LibraryError
from index import Library
from index.lock import writing
from index.store import Store
from index.terms import extract_query_terms, extract_terms
from tests.index.library_fakes import CountingEncoder, code_of, edition, write

# Things and what they are made of: no model here knows the words, only their company.
THINGS = ("사과 과수원", "기차 철로", "바다 항구", "하늘 구름", "학교 교실", "시장 상인")


class BlindEncoder(CountingEncoder):
    """Every text is the same to it: whatever is found, the fit has found."""

    def encode_queries(self, texts):
        return np.full((len(texts), self.dimension), self.dimension**-0.5, dtype=np.float32)


PLACES = ("서울", "부산", "대구", "인천", "광주", "대전", "울산", "세종", "제주", "춘천")


def open_real(folder, encoder=None, **options):
    """Open with the corpus's own passages: windows are of its units."""
    return Library.open(folder, encoder or BlindEncoder(), **options)


def fill_real(folder):
    """Files whose passages have several windows each."""
    for number, thing in enumerate(THINGS):
        for place in PLACES:
            sentences = [
                f"{place}의 {thing}에서는 해마다 {place} 사람들이 모여 {thing} 이야기를 나눈다.",
                f"올해 {thing} 행사는 {place} 시청 앞에서 열렸고 {place} 신문이 이를 다루었다.",
                f"내년에는 {place} 밖의 손님도 {thing}을 보러 올 것으로 {place} 시는 내다본다.",
                f"{thing}을 맡은 {place} 담당자는 준비가 이미 끝났다고 말하였다.",
            ]
            write(folder, **{f"d{number}-{place}": " ".join(sentences)})
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A library of sixty passages, to be copied."""
    folder = tmp_path_factory.mktemp("fitting")
    fill_real(folder / "docs")
    with open_real(folder / "lib") as library:
        library.sync([folder / "docs"])
    return folder


@pytest.fixture
def folder(filled, tmp_path):
    shutil.copytree(filled / "lib", tmp_path / "lib")
    return tmp_path / "lib"


def found(library, query, mode="dense", top_k=5):
    return [
        (h.passage.id, round(h.score, 6)) for h in library.search(query, mode=mode, top_k=top_k)
    ]


QUERY = "제주 바다 항구 행사"


def test_a_fit_finds_by_meaning_what_the_model_cannot_tell_apart(folder):
    with open_real(folder) as library:
        before = found(library, QUERY, "hybrid"), found(library, QUERY, "lexical")
        report = library.fit()
        assert report.is_installed and report.low > 0.0
        assert report.passages == 60 and report.axes > 1
        (first, *_) = library.search(QUERY, mode="dense")
        assert first.document.source == "d2-제주.txt"
        # With words the words decide, as before.
        assert (found(library, QUERY, "hybrid"), found(library, QUERY, "lexical")) == before


def test_the_score_is_what_the_shares_say(folder):
    with open_real(folder) as library:
        library.fit()
        share = library.status().fit.share
        with library._generations.reading() as held:
            fit = held.snapshot.fit
        (hit, *_) = library.search(QUERY, mode="dense")
        title = hit.document.title
        words = [*extract_terms(hit.passage.text).words, *extract_terms(title).words]
        near = float(
            fit.place_query(extract_query_terms(QUERY).words)[0] @ fit.place_passages([words])[0]
        )
        # The blind model's cosine is 1 for all.
        assert hit.score == pytest.approx((1.0 - share) + share * near, abs=0.01)


def test_every_open_reader_takes_it_up_and_lets_it_go(folder):
    with open_real(folder) as writer, open_real(folder, read_only=True) as reader:
        plain = found(reader, QUERY)
        assert reader.status().fit is None
        writer.fit()
        fitted = found(writer, QUERY)
        assert found(reader, QUERY) == fitted != plain
        assert reader.status().fit == writer.status().fit
        assert writer.undo_fit() and not writer.undo_fit()
        assert found(reader, QUERY) == found(writer, QUERY) == plain
        assert reader.status().fit is None


def test_opened_again_it_is_still_fitted_and_nothing_was_embedded(folder):
    with open_real(folder) as library:
        library.fit()
        fitted = found(library, QUERY)
    encoder = BlindEncoder()
    with open_real(folder, encoder) as library:
        assert found(library, QUERY) == fitted
        assert library.status().rebuilt == 0
    assert encoder.encoded == []


def test_broken_indexes_are_rebuilt_with_the_fit(folder):
    with open_real(folder) as library:
        library.fit()
        fitted = found(library, QUERY)
    (edition(folder) / "fitted.faiss").unlink()
    with open_real(folder) as library:
        assert library.status().rebuilt == 1
        assert found(library, QUERY) == fitted


def test_documents_that_come_later_are_placed_by_the_same_fit(folder, tmp_path):
    write(tmp_path / "more", new="강릉의 바다 항구에서는 해마다 새 어시장 행사가 열린다.")
    with open_real(folder) as library:
        library.fit()
        name = library.status().fit.fingerprint
        library.sync([tmp_path / "more"])
        assert library.status().fit.fingerprint == name
        sources = [h.document.source for h in library.search("바다 항구", mode="dense", top_k=61)]
        assert "new.txt" in sources[:11] and len(sources) == 61


def test_another_model_ends_the_fit(folder):
    other = BlindEncoder("0" * 64)
    with open_real(folder) as library:
        library.fit()
    with open_real(folder, other, adopt=True) as library:
        library.sync(library.roots())
        assert library.status().fit is None
        library.search(QUERY, mode="dense")


def test_a_fit_that_does_not_win_is_not_installed(folder, monkeypatch):
    from index.fitting import fitter, pairs

    def lose(pool, encoder):
        verdict = pairs.judge(pool, encoder)
        assert verdict.is_better
        return pairs.Verdict(verdict.share, False, -0.1, 0.1, verdict.pairs)

    monkeypatch.setattr(fitter, "judge", lose)
    with open_real(folder) as library:
        state, plain = library.generation, found(library, QUERY)
        report = library.fit()
        assert not report.is_installed and report.pairs
        assert library.generation == state and found(library, QUERY) == plain


def test_a_fit_that_wins_no_more_is_taken_out(folder, monkeypatch):
    from index.fitting import fitter, pairs

    with open_real(folder) as library:
        plain = found(library, QUERY)
        assert library.fit().is_installed
        lost = pairs.Verdict(0.1, False, -0.1, 0.1, ())
        monkeypatch.setattr(fitter, "judge", lambda pool, encoder: lost)
        assert not library.fit().is_installed
        assert library.status().fit is None and found(library, QUERY) == plain


def test_too_few_passages_are_refused(tmp_path):
    write(tmp_path / "docs", a="사과 이야기.", b="배 이야기.")
    with open_real(tmp_path / "lib") as library:
        assert code_of(LibraryError, library.fit) == "library-empty"
        library.sync([tmp_path / "docs"])
        assert code_of(LibraryError, library.fit) == "fit-too-few"
        assert not library.undo_fit()


def test_a_damaged_fit_is_refused_and_can_be_undone(folder):
    with open_real(folder) as library:
        plain = found(library, QUERY)
        library.fit()
    with sqlite3.connect(folder / "library.sqlite") as connection:
        connection.execute("UPDATE fits SET data = zeroblob(length(data))")
    connection.close()
    assert code_of(LibraryError, lambda: open_real(folder)) == "fit-damaged"
    with open_real(folder, adopt=True) as library:
        assert library.undo_fit()
        assert found(library, QUERY) == plain
    with open_real(folder) as library:
        assert found(library, QUERY) == plain


def test_a_damaged_fit_is_mended_by_the_next_index(folder):
    with open_real(folder) as library:
        library.fit()
        roots = library.roots()
    with sqlite3.connect(folder / "library.sqlite") as connection:
        connection.execute("DELETE FROM fits")
    connection.close()
    with open_real(folder, adopt=True) as library:
        library.sync(roots)
    with open_real(folder) as library:
        assert library.status().fit is None


def test_one_writer_at_a_time_and_none_where_none_may_write(folder):
    with open_real(folder) as library, open_real(folder, read_only=True) as reader:
        with writing(folder):
            assert code_of(LibraryBusy, library.fit) == "library-busy"
            assert code_of(LibraryBusy, library.undo_fit) == "library-busy"
        assert code_of(LibraryError, reader.fit) == "library-not-writable"


@pytest.mark.parametrize("stage", ["read", "judge", "learn", "publish"])
def test_stopped_at_any_stage_the_library_is_as_it_was(folder, stage):
    def stop(progress):
        if progress.stage == stage:
            raise KeyboardInterrupt

    with open_real(folder) as library:
        state, plain = library.generation, found(library, QUERY)
        with pytest.raises(KeyboardInterrupt):
            library.fit(progress=stop)
        assert library.generation == state and found(library, QUERY) == plain
        assert library.fit().is_installed


def test_killed_while_it_shows_itself_the_library_is_old_or_new(folder, monkeypatch):
    """Fail between the indexes and the one transaction: what a kill there leaves."""

    def fail(*_, **__):
        raise KeyboardInterrupt

    with open_real(folder) as library:
        plain = found(library, QUERY)
        monkeypatch.setattr(Store, "publish", fail)
        with pytest.raises(KeyboardInterrupt):
            library.fit()
        assert found(library, QUERY) == plain
    monkeypatch.undo()
    with open_real(folder) as library:
        assert found(library, QUERY) == plain and library.status().fit is None
        library.fit()
        assert library.status().fit is not None
