"""The real server over the fakes, in a process of its own: `python -m tests.ui.web_server DIR`."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def running_server(folder, *options):
    """Yield the address of a server on a free port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.web_server", str(folder), *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1"},
    )
    try:
        yield process.stdout.readline().strip()
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def main():
    from index import CollectionBook, FeedbackBook, HistoryBook
    from tests.index.library_fakes import open_library
    from tests.ui.proof_library import PaperLibrary
    from tests.ui.web_fakes import FakeAssistant, FakeLibrary, build_library
    from ui.service import Service
    from ui.web import launch

    folder = Path(sys.argv[1])
    # A real one, and empty: verdicts are kept in it.
    open_library(folder / "library").close()
    is_papers = sys.argv[2:] == ["papers"]
    library = PaperLibrary(folder / "papers") if is_papers else build_library(pause_s=0.4)
    if sys.argv[2:] == ["empty"]:
        library = FakeLibrary()
    library.book = CollectionBook(folder / "library")
    assistant = FakeAssistant(library, 0.0 if is_papers else 0.5)
    # A second word says what the server goes without, or that it holds real files or none.
    history = None if sys.argv[2:] == ["forgetful"] else HistoryBook(folder / "library")
    service = Service(
        library,
        assistant,
        folder / "uploads",
        1 << 20,
        feedback=FeedbackBook(folder / "library"),
        history=history,
        collections=library.book,
    )
    launch(service, port=0, on_ready=lambda address: print(address, flush=True))


if __name__ == "__main__":
    main()
