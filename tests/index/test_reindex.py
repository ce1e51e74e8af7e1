"""A library under another model: embedded anew, both ways, whole or not at all."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus import LibraryMismatch
from index import load_encoder
from index.lengths import halve_until
from index.staging import BATCH_PASSAGES, TICK_TEXTS
from tests.index.library_fakes import AXES, CountingEncoder, code_of, open_library, texts, write
from tests.index.tiny import write_bert_folder

ROOT = Path(__file__).resolve().parents[2]
FILES, LINES = 4, BATCH_PASSAGES
# Indexes under another model; says when each batch is embedded and waits to be killed.
WRITER = """
import sys
from pathlib import Path
from tests.index.library_fakes import CountingEncoder, open_library
class Slow(CountingEncoder):
    def encode_passages(self, texts):
        print(len(texts), flush=True)
        sys.stdin.readline()
        return super().encode_passages(texts)
with open_library(Path(sys.argv[1]), Slow("b" * 64), adopt=True) as library:
    library.sync([Path(sys.argv[2])])
"""


class ShortSighted(CountingEncoder):
    """Reads twenty characters of a text and no further."""

    limit = 20

    def encode_queries(self, texts):
        return super().encode_queries([text[: self.limit] for text in texts])


class Bounded(ShortSighted):
    def cut_to_fit(self, text):
        return halve_until(text, lambda piece: len(piece) <= self.limit)


@pytest.fixture(scope="module")
def bert(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "tiny"
    write_bert_folder(folder, prompts={"query": "q: ", "document": "p: "})
    return folder


def vectors_of(library):
    """Every vector that the visible library holds, in order of its documents and passages."""
    passages = [p.id for r in library.documents() for p in library.passages(r.id)]
    with library._generations.reading() as held:
        index = held.derived.dense._vectors
        rows = index.reconstruct_n(0, index.ntotal)
        numbers = held.derived.dense._ids >> 12
        ids = held.snapshot.passage_ids(sorted(set(numbers.tolist())))
    places = [passages.index(ids[number]) for number in numbers.tolist()]
    return rows[np.argsort(places, kind="stable")]


def test_a_library_changes_its_model_and_changes_back(docs, tmp_path, bert):
    folder, counting, transformer = tmp_path / "lib", CountingEncoder(), load_encoder(bert)
    with open_library(folder, counting) as library:
        library.sync([docs])
        before, found = vectors_of(library), texts(library.search("바다"))
    for old, new in ((counting, transformer), (transformer, counting)):
        refused = code_of(LibraryMismatch, lambda new=new: open_library(folder, new))
        assert refused == "library-other-encoder"
        with open_library(folder, new, adopt=True) as library:
            # Adopted, it cannot be searched until it has been embedded anew.
            code_of(LibraryMismatch, lambda library=library: library.search("바다"))
            report = library.sync([docs])
            assert len(report.unchanged) == 3 and not report.added + report.changed
            assert texts(library.search("바다"))[0] == "바다는 넓다"
            assert vectors_of(library).shape[1] == new.dimension == library.status().dimension
        assert code_of(LibraryMismatch, lambda old=old: open_library(folder, old))
    with open_library(folder, counting) as library:
        np.testing.assert_array_equal(vectors_of(library), before)
        assert texts(library.search("바다")) == found


def test_vectors_of_a_transformer_are_those_of_its_prompted_texts(tmp_path, bert):
    from sentence_transformers import SentenceTransformer

    docs = write(tmp_path / "docs", one="예산은 늘어났다", two="경제")
    with open_library(tmp_path / "lib", load_encoder(bert)) as library:
        library.sync([docs])
        held = vectors_of(library)
    model = SentenceTransformer(str(bert), device="cpu", local_files_only=True)
    prompted = [
        f"p: {text}"
        for text in ("예산은 늘어났다", "경제", "one.txt\n예산은 늘어났다", "two.txt\n경제")
    ]
    expected = model.encode(prompted, prompt="", normalize_embeddings=True)
    assert len(held) == len(expected)
    nearest = (held @ expected.T).max(axis=1)
    # Kept in 16 bits.
    np.testing.assert_allclose(nearest, 1.0, atol=2e-3)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
def test_killed_while_changing_its_model_a_library_keeps_the_old_one(tmp_path):
    folder, lines = tmp_path / "lib", "\n".join(f"바다 {n}" for n in range(LINES))
    docs = write(tmp_path / "docs", **{f"f{n}": f"{lines}\n하늘 {n}" for n in range(FILES)})
    with open_library(folder) as library:
        library.sync([docs])
        before = texts(library.search("하늘 2"))
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(docs)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    # A first file is whole on disk under the new model; the second is being embedded.
    embedded = 0
    while embedded < 3 * LINES:
        embedded += int(writer.stdout.readline())
        writer.stdin.write("\n")
        writer.stdin.flush()
    assert writer.stdout.readline()
    writer.kill()
    writer.wait()
    writer.stdin.close()
    writer.stdout.close()
    with open_library(folder) as library:
        assert texts(library.search("하늘 2")) == before
        assert library.status().rebuilt == 0 and library.status().documents == FILES
    new = CountingEncoder("b" * 64)
    with open_library(folder, new, adopt=True) as library:
        library.sync([docs])
        assert texts(library.search("하늘 2")) == before
    # Two texts a passage (in its context, and alone); what was staged is not embedded again.
    assert 0 < len(new.encoded) < 2 * FILES * (LINES + 1)
    assert code_of(LibraryMismatch, lambda: open_library(folder)) == "library-other-encoder"


def test_progress_is_told_within_a_long_file_and_it_can_be_stopped_there(tmp_path):
    lines = "\n".join(f"{AXES[n % 5]} {n}" for n in range(2 * TICK_TEXTS))
    docs = write(tmp_path / "docs", book=lines)
    seen = []
    with open_library(tmp_path / "lib") as library:
        library.sync([docs], progress=seen.append)
        vectors = vectors_of(library)
    told = [progress.passages for progress in seen if progress.stage == "embed"]
    assert told == sorted(told) and len(set(told)) >= 3 and told[-1] < 2 * TICK_TEXTS
    assert seen[-1].stage == "publish"
    # In batches by length, each passage has its own vectors all the same.
    rows = CountingEncoder().encode_passages([f"{AXES[n % 5]} {n}" for n in range(2 * TICK_TEXTS)])
    np.testing.assert_allclose(vectors[::2], vectors[1::2], atol=1e-3)
    np.testing.assert_allclose(vectors[::2], rows, atol=1e-3)

    encoder, asked = CountingEncoder(), []

    def stop():
        asked.append(len(encoder.encoded))
        return len(encoder.encoded) > 0

    with open_library(tmp_path / "other", encoder) as library:
        assert library.sync([docs], cancel=stop).is_cancelled
    assert 0 < len(encoder.encoded) < 4 * TICK_TEXTS
    assert len(encoder.encoded) == asked[-1]


def test_what_a_model_does_not_read_to_the_end_is_cut_into_windows(tmp_path):
    line = "기차 기차 기차 기차 기차 기차 기차 바다"
    docs = write(tmp_path / "docs", a=line, b="하늘 하늘")
    scores = {}
    for encoder in (ShortSighted(), Bounded()):
        kind = type(encoder).__name__
        with open_library(tmp_path / kind, encoder) as library:
            library.sync([docs])
            hits = library.search("바다", mode="dense")
            scores[kind] = next(hit.dense for hit in hits if hit.passage.text == line)
        # The passage itself stands whole, as before.
        assert any(line in text for text in encoder.encoded)
    assert scores["Bounded"] > scores["ShortSighted"] + 0.2
