"""One contestant of `tests.benchmarks.peers`, alone in a process: index, ask, report.

    python -m tests.benchmarks.peers_child JOB.json RESULT.json

Each is used as its own documentation begins, with its own defaults; only the embedding, where
one is asked for, is the product's. Imports are not timed. A job names the peer and holds the
texts and the questions; the result holds for each question the numbers of what was found,
best first, the seconds and milliseconds, and how much memory the process had at its most.
"""

import json
import resource
import sys
import time
from pathlib import Path

# What LangChain's and Haystack's introductions use.
LANGCHAIN_CHARS, LANGCHAIN_OVERLAP = 1000, 200


class NotInstalled(Exception):  # noqa: N818 - an outcome, not a failure
    """The peer cannot be imported here."""


class RankBm25:
    """rank_bm25's README: BM25Okapi over words between spaces."""

    def __init__(self, top_k):
        from rank_bm25 import BM25Okapi

        self.make, self.top_k = BM25Okapi, top_k

    def index(self, texts):
        self.bm25 = self.make([text.split(" ") for text in texts])

    def search(self, question):
        scores = self.bm25.get_scores(question.split(" "))
        return scores.argsort(kind="stable")[::-1][: self.top_k].tolist()


class Bm25s:
    """bm25s' README: its tokenizer with English stop words, its default BM25."""

    def __init__(self, top_k):
        import bm25s

        self.bm25s, self.top_k = bm25s, top_k

    def index(self, texts):
        tokens = self.bm25s.tokenize(texts, stopwords="en", show_progress=False)
        self.retriever = self.bm25s.BM25()
        self.retriever.index(tokens, show_progress=False)
        self.count = len(texts)

    def search(self, question):
        tokens = self.bm25s.tokenize(question, stopwords="en", show_progress=False)
        k = min(self.top_k, self.count)
        found, scores = self.retriever.retrieve(tokens, k=k, show_progress=False)
        # It fills up with texts that share nothing.
        return [int(n) for n, score in zip(found[0], scores[0], strict=True) if score > 0]


class LangChain:
    """LangChain's documentation: a recursive splitter, BM25Retriever, FAISS, both fused."""

    def __init__(self, top_k, kind):
        import warnings

        warnings.simplefilter("ignore", DeprecationWarning)
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever
        from langchain_community.vectorstores import FAISS
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        self.kind, self.top_k, self.document = kind, top_k, Document
        self.bm25, self.faiss, self.ensemble = BM25Retriever, FAISS, EnsembleRetriever
        self.splitter = RecursiveCharacterTextSplitter(
            chunk_size=LANGCHAIN_CHARS, chunk_overlap=LANGCHAIN_OVERLAP, add_start_index=True
        )
        self.embeddings = _langchain_embeddings() if kind != "bm25" else None

    def cut(self, texts):
        made = [self.document(page_content=t, metadata={"n": n}) for n, t in enumerate(texts)]
        return [
            (c.page_content, c.metadata["n"], c.metadata["start_index"])
            for c in self.splitter.split_documents(made)
        ]

    def index(self, texts):
        made = [self.document(page_content=t, metadata={"n": n}) for n, t in enumerate(texts)]
        legs = []
        if self.kind != "faiss":
            legs.append(self.bm25.from_documents(made, k=self.top_k))
        if self.kind != "bm25":
            store = self.faiss.from_documents(made, self.embeddings)
            legs.append(store.as_retriever(search_kwargs={"k": self.top_k}))
        self.retriever = legs[0]
        if self.kind == "ensemble":
            self.retriever = self.ensemble(retrievers=legs, weights=[0.5, 0.5])

    def search(self, question):
        return [d.metadata["n"] for d in self.retriever.invoke(question)[: self.top_k]]


class Haystack:
    """Haystack's documentation: DocumentSplitter, InMemoryDocumentStore, InMemoryBM25Retriever."""

    def __init__(self, top_k):
        from haystack import Document
        from haystack.components.preprocessors import DocumentSplitter
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        self.document, self.store = Document, InMemoryDocumentStore()
        self.retriever = InMemoryBM25Retriever(self.store, top_k=top_k)
        self.splitter = DocumentSplitter()

    def cut(self, texts):
        made = [self.document(content=text, meta={"n": n}) for n, text in enumerate(texts)]
        return [
            (d.content, d.meta["n"], d.meta["split_idx_start"])
            for d in self.splitter.run(documents=made)["documents"]
        ]

    def index(self, texts):
        # An id of its own for each: it refuses texts that repeat.
        made = [self.document(id=str(n), content=text) for n, text in enumerate(texts)]
        self.store.write_documents(made)

    def search(self, question):
        return [int(d.id) for d in self.retriever.run(query=question)["documents"]]


class Txtai:
    """txtai's documentation: `keyword=True`, or `hybrid=True` with a function that embeds."""

    def __init__(self, top_k, kind):
        from txtai import Embeddings

        self.top_k = top_k
        if kind == "keyword":
            self.embeddings = Embeddings(keyword=True)
        else:
            encoder = _encoder()
            # It calls what is no plain function, to get one.
            self.embeddings = Embeddings(
                method="external",
                transform=lambda texts: encoder.encode_passages(texts),
                hybrid=True,
            )

    def index(self, texts):
        self.embeddings.index(texts)

    def search(self, question):
        return [int(n) for n, _ in self.embeddings.search(question, self.top_k)]


def _encoder():
    from index import load_encoder

    return load_encoder()


def _langchain_embeddings():
    from langchain_core.embeddings import Embeddings

    encoder = _encoder()

    class Bundled(Embeddings):
        def embed_documents(self, texts):
            return encoder.encode_passages(texts).tolist()

        def embed_query(self, text):
            return encoder.encode_queries([text])[0].tolist()

    return Bundled()


PEERS = {
    "rank-bm25": RankBm25,
    "bm25s": Bm25s,
    "langchain-bm25": lambda top_k: LangChain(top_k, "bm25"),
    "langchain-faiss": lambda top_k: LangChain(top_k, "faiss"),
    "langchain-ensemble": lambda top_k: LangChain(top_k, "ensemble"),
    "haystack-bm25": Haystack,
    "txtai-keyword": lambda top_k: Txtai(top_k, "keyword"),
    "txtai-hybrid": lambda top_k: Txtai(top_k, "hybrid"),
}
# Those that cut documents themselves.
CUTTERS = ("langchain-bm25", "langchain-faiss", "langchain-ensemble", "haystack-bm25")


def run_peer(job, peers=PEERS):
    """Return what a peer finds: numbers of `texts`, or of its own `chunks` of them.

    Raises:
        NotInstalled: it cannot be imported.
    """
    try:
        peer = peers[job["peer"]](job["top_k"])
    except ImportError as error:
        raise NotInstalled(str(error)) from error
    texts, chunks = job["texts"], None
    started = time.perf_counter()
    if job["cuts"]:
        cut = peer.cut(texts)
        chunks = [(number, start, start + len(text)) for text, number, start in cut]
        texts = [text for text, _, _ in cut]
    peer.index(texts)
    index_s = time.perf_counter() - started
    results, timing = ask(peer.search, job["questions"])
    return {"index_s": index_s, "chunks": chunks, "count": len(texts), "results": results, **timing}


def run_product(job):
    """Return what the product finds, as documents' sources with spans, by `way`.

    The library stays where the job says, for the others to be given its passages.
    """
    from assistant import Assistant
    from index import Library

    top_k = job["top_k"]
    with Library.open(Path(job["library"]), _encoder()) as library:
        started = time.perf_counter()
        library.sync([Path(path) for path in job["paths"]])
        index_s = time.perf_counter() - started
        assistant = Assistant(library)
        ways = {
            "geungeo": lambda asked: assistant.retrieve(asked, top_k=top_k),
            "geungeo-index": lambda asked: library.search(asked, top_k=top_k),
        }
        search = ways[job["peer"]]
        results, timing = ask(
            lambda asked: [
                (hit.document.source, [(s.start, s.end) for s in hit.passage.view.spans])
                for hit in search(asked)
            ],
            job["questions"],
        )
        count = library.status().passages
    return {"index_s": index_s, "chunks": None, "count": count, "results": results, **timing}


def ask(search, questions):
    """Return what is found for each question, and how long it took; the first are asked twice."""
    for question in questions[:3]:
        search(question)
    results, wall, spent = [], [], []
    for question in questions:
        started, before = time.perf_counter(), time.process_time()
        results.append(search(question))
        wall.append(1000 * (time.perf_counter() - started))
        spent.append(1000 * (time.process_time() - before))
    return results, {"search_ms": wall, "cpu_ms": spent, "megabytes": measure_memory()}


def measure_memory():
    """Return the most memory that this process has had, in megabytes.

    The system's own count (`ru_maxrss`) goes on from the process that started this one, so
    Linux is asked for what belongs to this program alone.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1e3
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def main():
    """Do a job."""
    job = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    try:
        done = run_product(job) if job["peer"].startswith("geungeo") else run_peer(job)
    except NotInstalled as error:
        done = {"skipped": f"not installed: {error}"}
    Path(sys.argv[2]).write_text(json.dumps(done), "utf-8")


if __name__ == "__main__":
    main()
