"""A library of real files, read as they are but searched by shared words: for pages and tables."""

import shutil
from copy import copy
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from corpus import (
    document_facts,
    document_title,
    make_passages,
    parse_blocks,
    read_document,
    sample_folder,
)
from index import DocumentRecord
from tests.ui.web_fakes import FakeLibrary

SAMPLES = (
    "evaluation-2023.pdf",
    "brief-battery-2024.pdf",
    "policy-smart-factory-2024.txt",
    "statistics-manufacturing-2023.html",
)
PACKED = "묶음.zip"
MEMBER = "안/회의 기록.txt"


class PaperLibrary(FakeLibrary):
    """Files of a folder on the disk, and one inside an archive."""

    def __init__(self, folder: Path):
        super().__init__()
        self.folder = folder
        self.cut = {}
        folder.mkdir(parents=True, exist_ok=True)
        for name in SAMPLES:
            shutil.copyfile(Path(str(sample_folder())) / name, folder / name)
        with ZipFile(folder / PACKED, "w", ZIP_DEFLATED) as archive:
            archive.writestr(MEMBER, "회의 기록\n\n갈매 회의는 화요일에 열렸다.\n")
        for name in (*SAMPLES, f"{PACKED}/{MEMBER}"):
            self.read_file(folder / name, name, folder)

    def copy_to(self, folder):
        """Return the same library over files of its own, none of which is read again."""
        shutil.copytree(self.folder, folder)
        other = copy(self)
        other.folder = folder
        other.read, other.cut = dict(self.read), dict(self.cut)
        other.records = {
            str(folder / record.source): replace(
                record, root=str(folder), path=str(folder / record.source)
            )
            for record in self.records.values()
        }
        return other

    def read_file(self, path, source, root):
        document = read_document(path, source)
        blocks = parse_blocks(document)
        facts = document_facts(document, blocks)
        told = (("date", facts.date), ("publisher", facts.publisher))
        self.read[document.id] = document
        self.cut[document.id] = make_passages(document, blocks)
        self.records[str(path)] = DocumentRecord(
            document.id, source, str(root), document_title(document, blocks), document.format,
            "indexed", document.pages, len(self.cut[document.id]), len(document.text),
            path=str(path), facts=tuple((name, fact.value) for name, fact in told if fact),
        )  # fmt: skip
        return self.records[str(path)]

    def record(self, name):
        return next(r for r in self.records.values() if r.source == name)

    def forget(self, name):
        """Let a record name a file that is not there any more."""
        path, record = next((p, r) for p, r in self.records.items() if r.source == name)
        self.records[path] = replace(record, path=f"{record.path}.gone")

    def passages(self, document_id, ordinals=None):
        if document_id not in self.cut:
            return super().passages(document_id, ordinals)
        return tuple(p for p in self.cut[document_id] if ordinals is None or p.ordinal in ordinals)

    def passage(self, passage_id):
        for passages in self.cut.values():
            for passage in passages:
                if passage.id == passage_id:
                    return passage
        return super().passage(passage_id)

    def find(self, name, words):
        """Return the passage of a file that holds these words, and the words' place in it."""
        record = self.record(name)
        for passage in self.cut[record.id]:
            at = passage.text.find(words)
            if at >= 0:
                return passage, passage.view.source_span(at, at + len(words))
        raise KeyError(words)
