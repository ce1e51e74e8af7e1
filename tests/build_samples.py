"""Print the PDF members of the sample documents from their HTML sources.

``python tests/build_samples.py`` needs Chromium, the Nanum fonts (Debian's
``fonts-nanum``; SIL Open Font License, subsets are embedded) and pikepdf. The
results are committed, so neither users nor the tests need any of these.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf

SOURCES = Path(__file__).parent / "samples"
DOCUMENTS = Path(__file__).parents[1] / "corpus" / "samples" / "documents"

# Page labels: the physical page (from 0) on which each run begins, and how it counts.
ROMAN = {"/S": pikepdf.Name.r, "/St": 1}
ARABIC = {"/S": pikepdf.Name.D, "/St": 1}
LABELS: dict[str, list[tuple[int, dict[str, object]]]] = {
    "evaluation-2023": [(0, {"/P": pikepdf.String("표지")}), (1, ROMAN), (3, ARABIC)],
    "brief-battery-2023": [(0, ARABIC)],
    "brief-battery-2024": [(0, ARABIC)],
}


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
    with pikepdf.open(printed) as pdf:
        labels = pikepdf.Array()
        for first, label in LABELS[target.stem]:
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
