"""How fast files are read on one core, and with how much memory.

    python -m tests.benchmarks.reading [--shared ../shared] [--pages 1000] [FILE...]

PDF in pages a second: plain, and with repair, structure and passages; HWP, HWPX and DOCX in
megabytes of file a second. Times are those of the processor, the best of three; the memory
is the most that a fresh process takes while it reads a PDF of so many pages.
"""

import argparse
import io
import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import Limits, ReadError, make_passages, parse_blocks
from corpus.readers.reading import read_bytes
from tests.corpus.pdf_paper import Paper

ROUNDS = 3
LINE = "이 보고서는 2024년 제조업의 생산성을 높이는 방안을 찾는다"
# The resident size of a process that has read the file named in argv, before and after, in MB.
# (Linux only: a process's own counter begins with what its parent took.)
PEAK = """
import sys
from corpus import Limits
from corpus.readers.reading import read_bytes
def most():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))
data = open(sys.argv[1], "rb").read()
before = most()
document = read_bytes(data, sys.argv[1], Limits())
print(before, most(), len(document.pages), len(document.ink))
"""


def report_pdf(pages):
    """A report as they are: headings, running text, a table, notes, titles and numbers."""
    paper = Paper()
    for number in range(1, pages + 1):
        paper.page().text(60, 40, "스마트제조 혁신 백서", 8)
        paper.text(60, 80, f"{number}. 추진 현황", 14)
        for line in range(26):
            paper.text(60, 110 + 16 * line, f"{LINE} {line:02d}")
        paper.grid([60, 200, 340, 480], [550, 570, 590, 610, 630])
        for row in range(4):
            for column, x in enumerate((64, 204, 344)):
                paper.text(x, 564 + 20 * row, f"{row}행 {column + number:,}")
        paper.text(60, 760, f"{number % 99 + 1}) 중소벤처기업부, 추진계획", 7)
        paper.text(290, 810, f"- {number} -", 8)
    return paper.build()


def report_docx(paragraphs):
    """The same words as a DOCX file."""
    from docx import Document

    document = Document()
    for number in range(paragraphs):
        document.add_paragraph(f"{LINE} {number}. " * 4)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def seconds(work):
    """The processor time of the best of several rounds."""
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def read_whole(data, name):
    document = read_bytes(data, name, Limits())
    make_passages(document, parse_blocks(document))


def measure_pdf(data, name):
    document = read_bytes(data, name, Limits())
    plain = seconds(lambda: read_bytes(data, name, Limits()))
    whole = seconds(lambda: read_whole(data, name))
    count = len(document.pages)
    return {
        "file": name,
        "pages": count,
        "characters": len(document.text),
        "pages/s": round(count / plain, 1),
        "pages/s with passages": round(count / whole, 1),
    }


def measure_bytes(files, kind):
    """Megabytes a second over files; those that are refused for a reason are left out."""
    read = []
    for name, data in files:
        try:
            read_bytes(data, name, Limits())
        except ReadError:
            continue
        read.append((name, data))
    if not read:
        return {"format": kind, "files": 0}
    size = sum(len(data) for _, data in read)
    plain = seconds(lambda: [read_bytes(data, name, Limits()) for name, data in read])
    chars = sum(len(read_bytes(data, name, Limits()).text) for name, data in read)
    return {
        "format": kind,
        "files": len(read),
        "MB": round(size / 1e6, 2),
        "characters": chars,
        "MB/s": round(size / 1e6 / plain, 2),
    }


def peak_memory(path):
    """The most that a process takes while it reads this file, in MB, and before it does."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True
    )
    before, after, pages, lines = map(int, done.stdout.split())
    return {"pages": pages, "ink lines": lines, "MB before": before, "MB at most": after}


def main():
    """Measure and print one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="PDF files to measure")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, default=1000)
    options = parser.parse_args()
    found = [measure_pdf(report_pdf(50), "drawn.pdf")]
    found += [measure_pdf(path.read_bytes(), path.name) for path in options.files]
    for kind in ("hwp", "hwpx"):
        folder = options.shared / "fixtures" / kind
        files = [(path.name, path.read_bytes()) for path in sorted(folder.rglob(f"*.{kind}"))]
        found.append(measure_bytes(files, kind))
    found.append(measure_bytes([("drawn.docx", report_docx(2000))], "docx"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.pdf"
        path.write_bytes(report_pdf(options.pages))
        found.append(peak_memory(path))
    for result in found:
        print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
