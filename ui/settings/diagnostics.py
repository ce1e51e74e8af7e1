"""What one tells who asks for help: versions, sizes, what is there; no secret, no text."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus import find_tesseract, kiwi_version
from index import LibraryStatus

_PACKAGES = ("gradio", "faiss-cpu", "tantivy", "onnxruntime", "torch", "sentence-transformers")
_PROCESS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line: the message key of its name, and its value; `detail` is a key of what to do."""

    key: str
    value: str
    detail: str = ""


def collect_facts(status: LibraryStatus, *, llm: str = "", length: str = "") -> Sequence[Fact]:
    """Return the facts in the order in which they are read."""
    facts = [
        Fact("diagnosis.version", _version("geungeo")),
        Fact(
            "diagnosis.python",
            f"{platform.python_version()} · {platform.system()} {platform.machine()}",
        ),
        Fact("diagnosis.library", status.folder),
        Fact("diagnosis.documents", f"{status.documents:,} / {status.failed:,}"),
        Fact("diagnosis.passages", f"{status.passages:,} / {status.vectors:,}"),
        Fact("diagnosis.disk", f"{status.size_bytes / 10**6:,.1f} MB"),
        Fact("diagnosis.embedder", f"{status.encoder} · {status.dimension}"),
        Fact("diagnosis.fingerprint", status.fingerprint[:16]),
        Fact("diagnosis.format", f"{status.format_version} · {status.generation}"),
    ]
    if llm:
        facts.append(Fact("diagnosis.llm", llm))
    if length:
        facts.append(Fact("diagnosis.length", length))
    facts.append(_ocr())
    memory = used_memory()
    if memory:
        facts.append(Fact("diagnosis.memory", f"{memory / 2**20:,.0f} MiB"))
    facts.append(Fact("diagnosis.kiwi", kiwi_version()))
    packages = [f"{name} {found}" for name in _PACKAGES if (found := _version(name))]
    facts.append(Fact("diagnosis.packages", ", ".join(packages)))
    return facts


def used_memory() -> int:
    """Return how many bytes of memory this process holds, 0 where the system does not say."""
    with suppress(OSError, ValueError, StopIteration):
        lines = _PROCESS.read_text("ascii").splitlines()
        line = next(line for line in lines if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024
    if sys.platform == "darwin":
        import resource

        # The most it has held: there is no present value without another package.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return 0


def _ocr() -> Fact:
    program = find_tesseract()
    if program:
        return Fact("diagnosis.ocr", program)
    return Fact("diagnosis.ocr", "–", "diagnosis.ocr.how")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
