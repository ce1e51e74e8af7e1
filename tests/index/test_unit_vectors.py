import numpy as np
import pytest

from index import Library, load_encoder
from index.static import StaticEncoder
from index.windows import window_texts

SENTENCES = [f"제{n}항은 {word * 12} 사업의 예산을 정한다." for n, word in enumerate("가나다라마")]


class Network:
    """The bundled static model, passed off as one that is not: it counts what it embeds."""

    def __init__(self):
        self._model = load_encoder("geungeo-static-v1")
        assert isinstance(self._model, StaticEncoder)
        self.name, self.dimension = "network", self._model.dimension
        self.fingerprint = "network"
        self.embedded = 0

    def encode_queries(self, texts):
        return self._model.encode_queries(texts)

    def encode_passages(self, texts):
        self.embedded += len(texts)
        return self._model.encode_passages(texts)


@pytest.fixture
def files(tmp_path):
    (tmp_path / "a.txt").write_text(" ".join(SENTENCES), "utf-8")
    (tmp_path / "b.txt").write_text("한 문장뿐이다.", "utf-8")
    return tmp_path


def open_with(files, encoder):
    library = Library.open(files / "library", encoder)
    library.sync([files / "a.txt", files / "b.txt"])
    return library, [p for record in library.documents() for p in library.passages(record.id)]


def test_a_static_model_embeds_every_unit(files):
    encoder = load_encoder("geungeo-static-v1")
    library, passages = open_with(files, encoder)
    with library:
        for passage, rows in zip(passages, library.unit_vectors(passages), strict=True):
            units = [passage.text[unit.start : unit.end] for unit in passage.units]
            np.testing.assert_array_equal(rows, encoder.encode_passages(units))


def test_a_unit_of_any_other_model_has_the_stored_vector_of_its_window(files):
    encoder = Network()
    library, passages = open_with(files, encoder)
    with library:
        embedded = encoder.embedded
        found = library.unit_vectors(passages)
        assert encoder.embedded == embedded > 0
        assert {len(window_texts(passage)) > 1 for passage in passages} == {True, False}
        for passage, rows in zip(passages, found, strict=True):
            assert rows.shape == (len(passage.units), encoder.dimension)
            windows = window_texts(passage)
            for unit, row in zip(passage.units, rows, strict=True):
                text = passage.text[unit.start : unit.end]
                first = next(window for window in windows if text in window)
                cosines = encoder.encode_passages(windows) @ row
                if len(windows) > 1:
                    assert windows[int(cosines.argmax())] == first
                    assert cosines.max() == pytest.approx(1.0, abs=1e-3)
                else:  # the one vector there is holds the document's title as well
                    assert cosines[0] > 0.5
        gone = next(p for p in passages if p.text == "한 문장뿐이다.")
        library.remove(files / "b.txt")
        assert not library.unit_vectors([gone])[0].any()
