"""Make the sample documents that are no plain text from their sources.

``python -m tests.build_samples`` writes the HWPX, DOCX and XLSX members, and
``python -m tests.build_samples pdf`` prints the PDF members from HTML, which needs Chromium,
the Nanum fonts (Debian's ``fonts-nanum``; SIL Open Font License, subsets are embedded) and
pikepdf. The results are committed, so neither users nor the tests need any of these.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from tests.corpus.story_hwpx import write_hwpx
from tests.corpus.story_office import write_docx
from tests.samples import (
    brief_hydrogen_bus_2025,
    budget_2024_2026,
    press_water_reuse_2025,
    survey_youth_housing_2024,
)

SOURCES = Path(__file__).parent / "samples"
DOCUMENTS = Path(__file__).parents[1] / "corpus" / "samples" / "documents"

WRITTEN = {
    "press-water-reuse-2025.hwpx": lambda: write_hwpx(press_water_reuse_2025.STORY, captions=False),
    "survey-youth-housing-2024.hwpx": lambda: write_hwpx(survey_youth_housing_2024.STORY),
    "brief-hydrogen-bus-2025.docx": lambda: write_docx(brief_hydrogen_bus_2025.STORY),
    "budget-2024-2026.xlsx": budget_2024_2026.build_workbook,
}
# Page labels: the physical page (from 0) on which each run begins, its prefix and its style.
LABELS = {
    "evaluation-2023": [(0, "표지", ""), (1, "", "r"), (3, "", "D")],
    "brief-battery-2023": [(0, "", "D")],
    "brief-battery-2024": [(0, "", "D")],
}
_DAY = (2025, 1, 1, 0, 0, 0)
# The one part of an office file that says when it was saved.
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def pack_again(data: bytes) -> bytes:
    """Return a ZIP without the hour of its making."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = _SAVED.sub(rb"\g<1>2025-01-01T00:00:00Z", old.read(entry))
            info = zipfile.ZipInfo(entry.filename, _DAY)
            new.writestr(info, part, entry.compress_type, 9)
    return out.getvalue()


def print_page(source: Path, target: Path) -> None:
    """Let headless Chromium print one HTML file."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("Chromium is needed: apt-get install chromium fonts-noto-cjk")
    subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


def finish(printed: Path, target: Path, title: str) -> None:
    """Add the printed page labels and fix what changes from run to run."""
    import pikepdf

    with pikepdf.open(printed) as pdf:
        labels = pikepdf.Array()
        for first, prefix, style in LABELS[target.stem]:
            counted = {"/S": pikepdf.Name(f"/{style}"), "/St": 1}
            label = {"/P": pikepdf.String(prefix)} if prefix else counted
            labels.extend([first, pikepdf.Dictionary(label)])
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
        pdf.docinfo = pdf.make_indirect(
            pikepdf.Dictionary(
                Title=title,
                CreationDate="D:20240801000000Z",
                ModDate="D:20240801000000Z",
            )
        )
        pdf.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )


def main() -> None:
    """Write the office documents; with `pdf`, print every PDF that has a source."""
    if sys.argv[1:] == ["pdf"]:
        print_all()
    for name, write in WRITTEN.items():
        data = pack_again(write())
        (DOCUMENTS / name).write_bytes(data)
        sys.stdout.write(f"{name}: {len(data)} bytes\n")


def print_all() -> None:
    """Rebuild every PDF that has a source."""
    for source in sorted(SOURCES.glob("*.html")):
        text = source.read_text(encoding="utf-8")
        title = text.split("<title>", 1)[1].split("</title>", 1)[0]
        target = DOCUMENTS / f"{source.stem}.pdf"
        with tempfile.TemporaryDirectory() as folder:
            printed = Path(folder) / "printed.pdf"
            print_page(source, printed)
            finish(printed, target, title)
        sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
