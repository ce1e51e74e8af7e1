"""Runs kept in the library's folder: a folder each, whole or not at all, so many and no more."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant import GoldQuestion, SavedRun, load_gold, load_run
from corpus import GoldError

Json = dict[str, Any]

# A run of a thousand questions takes about 10 MB; the oldest leaves when there are more.
MAX_RUNS = 30
# What a run consists of; a report is kept packed, one in each language.
RUN, GOLD, SUMMARY = "run.json", "gold.jsonl", "summary.json"
REPORTS = {"ko": "report.ko.html", "en": "report.en.html"}
_KEY = re.compile(r"\d{8}-\d{6}-[\w.-]{1,60}")
_NOT_IN_A_KEY = re.compile(r"[^\w-]+")
_TOLD = ("hit@5", "answer_hit", "citation_hit", "false_abstention")


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What the list of runs says of one: `at` is UTC, ISO 8601; `values` are some measures.

    `about` is the run's own: gold file, documents, passages, encoder, models.
    """

    key: str
    at: str
    questions: int
    seconds: float
    values: Mapping[str, float | None]
    about: Mapping[str, Any]

    @property
    def gold(self) -> str:
        """The name of the gold file."""
        return str(self.about.get("gold", ""))


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run read back: its JSON, the gold questions by id, and its questions to compare."""

    summary: RunSummary
    record: Json
    gold: Mapping[str, GoldQuestion]
    saved: SavedRun


class RunShelf:
    """The runs in a folder of the library; a key from outside is looked up, never a path."""

    def __init__(self, folder: Path) -> None:
        """Keep runs in `folder`, which need not be there yet."""
        self.folder = folder
        # A run and the one it is compared with: a large one takes some 40 MB.
        self._read = lru_cache(maxsize=2)(self._read_run)

    def keep(self, gold: bytes, record: Json, reports: Mapping[str, str], at: datetime) -> str:
        """Keep a run and return its key; the oldest leave when there are too many.

        Raises:
            GoldError: `run-not-kept`: it cannot be written.
        """
        name = str(record["about"]["gold"])
        stem = _NOT_IN_A_KEY.sub("-", Path(name).stem).strip("-")[:48] or "gold"
        base = key = f"{at.astimezone(UTC):%Y%m%d-%H%M%S}-{stem}"
        files = {
            RUN: json.dumps(record, ensure_ascii=False, indent=1).encode(),
            SUMMARY: json.dumps(_summarize(record, at), ensure_ascii=False).encode(),
            GOLD: gold,
            **{
                f"{REPORTS[lang]}.gz": gzip.compress(page.encode())
                for lang, page in reports.items()
            },
        }
        half = self.folder / f".{os.urandom(8).hex()}.part"
        try:
            half.mkdir(parents=True)
            for file, content in files.items():
                (half / file).write_bytes(content)
            number = 1
            while (self.folder / key).exists():
                number += 1
                key = f"{base}-{number}"
            half.rename(self.folder / key)
        except OSError as error:
            reason = error.strerror or str(error)
            raise GoldError("run-not-kept", reason=reason) from error
        finally:
            shutil.rmtree(half, ignore_errors=True)
        for old in self._keys()[MAX_RUNS:]:
            self.delete(old)
        return key

    def runs(self) -> tuple[RunSummary, ...]:
        """Return the runs that can be read, newest first."""
        found = (self._summary(key) for key in self._keys())
        return tuple(one for one in found if one is not None)

    def load(self, key: str) -> KeptRun:
        """Return a run.

        Raises:
            GoldError: `run-gone`, or what is wrong with its files.
        """
        self._require(key)
        return self._read(key, (self.folder / key / RUN).stat().st_mtime_ns)

    def delete(self, key: str) -> None:
        """Take a run away, if it is there."""
        if key in self._keys():
            gone = self.folder / f".{os.urandom(8).hex()}.gone"
            (self.folder / key).rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def read_file(self, key: str, name: str) -> bytes:
        """Return a file of a run as it is handed on: its JSON, its gold set or a report.

        Raises:
            GoldError: `run-gone`: there is no such run or file.
        """
        self._require(key)
        try:
            if name in (RUN, GOLD):
                return (self.folder / key / name).read_bytes()
            if name in REPORTS.values():
                return gzip.decompress((self.folder / key / f"{name}.gz").read_bytes())
        except (OSError, EOFError, gzip.BadGzipFile):
            pass
        raise GoldError("run-gone", run=key)

    def _keys(self) -> list[str]:
        try:
            names = [entry.name for entry in os.scandir(self.folder) if entry.is_dir()]
        except OSError:
            return []
        return sorted((name for name in names if _KEY.fullmatch(name)), reverse=True)

    def _require(self, key: str) -> None:
        if key not in self._keys():
            raise GoldError("run-gone", run=key[:80])

    def _summary(self, key: str) -> RunSummary | None:
        try:
            told = json.loads((self.folder / key / SUMMARY).read_bytes())
            return RunSummary(
                key,
                str(told["at"]),
                int(told["questions"]),
                float(told["seconds"]),
                dict(told["values"]),
                dict(told["about"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _read_run(self, key: str, stamp: int) -> KeptRun:
        del stamp  # Only there so that a file that was written anew is read anew.
        folder, summary = self.folder / key, self._summary(key)
        if summary is None:
            raise GoldError("run-gone", run=key)
        saved = load_run(folder / RUN)
        record = json.loads((folder / RUN).read_bytes())
        gold = {question.id: question for question in load_gold(folder / GOLD)}
        return KeptRun(summary, record, gold, saved)


def _summarize(record: Json, at: datetime) -> Json:
    return {
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "questions": len(record["questions"]),
        "seconds": record["elapsed_ms"] / 1000,
        "values": {name: record["metrics"][name]["value"] for name in _TOLD},
        "about": record["about"],
    }
