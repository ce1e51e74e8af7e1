"""Which passages may answer at all: by document, folder, collection, date, format and more."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from fnmatch import translate
from functools import lru_cache

from corpus import FilterError

# What may be asked for. A caption is no passage of its own: the kind means what stands
# under one (a titled table).
FORMATS = tuple("csv docx eml epub html hwp hwpx markdown mhtml pdf pptx text xlsx".split())
KINDS = ("prose", "list", "table", "footnote", "caption")
LANGUAGES = ("ko", "en", "zh")
# How a format is also called: by the end of a file's name.
_FORMAT_NAMES = {"txt": "text", "md": "markdown", "htm": "html", "mht": "mhtml"}
# Far more than anyone types, and little enough to match at once.
MAX_VALUES = 100
MAX_CHARS = 1_000
_DATE = re.compile(
    r"(?P<year>\d{4})(?:\s*[-./년]\s*(?P<month>\d{1,2})(?:\s*[-./월]\s*(?P<day>\d{1,2})\s*[.일]?"
    r"|\s*[.월])?|\s*[.년])?"
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; an empty field narrows nothing.

    Of several values of a field one must fit, and every field that is set. `documents` and
    `folders` are ends of paths with `*` and `?` for parts of a name, case and Unicode form
    ignored: `*.pdf`, `2024/예산.hwp`; a folder holds what lies anywhere below it. `date_from`
    and `date_to` (ISO 8601, `2015`, `2015-06` or `2015-06-30`, both inclusive) ask the date
    that the document states; one that states only a year or a month fits if any day of it
    does, and one without a date does not fit. `kinds` are those of passages (`KINDS`),
    `languages` what a passage is written in, judged by its script. `collections` are names of
    them (`index.CollectionBook`); whether there is one is told by the library.

    Raises:
        FilterError: `filter-empty`, `filter-too-much`, `filter-too-long`,
            `filter-unknown-format`, `filter-unknown-kind`, `filter-unknown-language`,
            `filter-date-unreadable`, `filter-dates-crossed`.
    """

    documents: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    date_from: str = ""
    date_to: str = ""
    formats: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Bring the values to one form, so that what means the same is equal."""
        for name in ("documents", "folders"):
            self._set(name, _listed(getattr(self, name)))
        self._set("collections", _titled(self.collections))
        self._set("formats", _named(self.formats, FORMATS, "filter-unknown-format"))
        self._set("kinds", _named(self.kinds, KINDS, "filter-unknown-kind"))
        self._set("languages", _named(self.languages, LANGUAGES, "filter-unknown-language"))
        for name in ("date_from", "date_to"):
            self._set(name, _read_date(getattr(self, name)))
        low, high = self.date_from, self.date_to
        if low and high and first_day(low) > last_day(high):
            raise FilterError("filter-dates-crossed", low=low, high=high)

    def __bool__(self) -> bool:
        """Tell whether anything is narrowed."""
        return bool(self.set_fields)

    @property
    def set_fields(self) -> tuple[str, ...]:
        """The names of the fields that narrow something."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))

    def fits_document(self, parts: Sequence[str]) -> bool:
        """Tell whether the folded path with these parts is one of `documents`, if any is set."""
        return not self.documents or any(_ends(parts, asked) for asked in self.documents)

    def fits_folder(self, parts: Sequence[str]) -> bool:
        """Tell whether the folded path with these parts lies in one of `folders`, if any."""
        above = parts[:-1]
        return not self.folders or any(
            _ends(above[:end], asked) for asked in self.folders for end in range(1, len(parts))
        )

    def fits_date(self, stated: str) -> bool:
        """Tell whether a document's date (ISO 8601, may be a year or a month) can fit."""
        if not (self.date_from or self.date_to):
            return True
        if not stated:
            return False
        is_late_enough = not self.date_from or last_day(stated) >= first_day(self.date_from)
        return is_late_enough and (not self.date_to or first_day(stated) <= last_day(self.date_to))

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class Scope:
    """How much filters leave to be searched.

    `undated` counts the documents that fit but for a date, which they do not state.
    `excluded_by` is empty unless nothing is left: then it names the fields of `Filters` that
    leave nothing each by itself (`is_each_possible` is False), or, where each would leave
    something, all that are set.
    """

    filters: Filters
    documents: int
    passages: int
    undated: int
    excluded_by: tuple[str, ...] = ()
    is_each_possible: bool = True


def first_day(stated: str) -> str:
    """Return the first day of a year, month or day in ISO 8601."""
    return stated + "-01-01"[len(stated) - 4 :] if len(stated) < 10 else stated


def last_day(stated: str) -> str:
    """Return the last day of a year, month or day; to be compared, for a month ends with 31."""
    return stated + "-12-31"[len(stated) - 4 :] if len(stated) < 10 else stated


def path_parts(path: str) -> tuple[str, ...]:
    """Return the parts of a path in the form that filters compare."""
    return tuple(_folded(path).strip("/").split("/"))


def _listed(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values folded, each once, sorted."""
    listed = [values] if isinstance(values, str) else list(values)
    if len(listed) > MAX_VALUES:
        raise FilterError("filter-too-much", count=len(listed), limit=MAX_VALUES)
    for value in listed:
        if len(value) > MAX_CHARS:
            raise FilterError("filter-too-long", value=value[:40], limit=MAX_CHARS)
        if not value.strip("/\\ ."):
            raise FilterError("filter-empty", value=value)
    return tuple(sorted({_folded(value).removeprefix("./").strip("/") for value in listed}))


def _titled(values: Iterable[str]) -> tuple[str, ...]:
    """Return names of collections as they are written, each once, sorted."""
    listed = [values] if isinstance(values, str) else list(values)
    if len(listed) > MAX_VALUES:
        raise FilterError("filter-too-much", count=len(listed), limit=MAX_VALUES)
    cleaned = [" ".join(unicodedata.normalize("NFC", value).split()) for value in listed]
    for name in cleaned:
        if not name:
            raise FilterError("filter-collection-empty")
    return tuple(sorted(set(cleaned)))


def _named(values: Iterable[str], known: Sequence[str], code: str) -> tuple[str, ...]:
    """Return the values as they are called, in the order of `known`.

    Raises:
        FilterError: `code`, where one is unknown.
    """
    asked = [values] if isinstance(values, str) else list(values)
    named = []
    for value in asked:
        name = value.strip().lstrip(".").casefold()
        name = _FORMAT_NAMES.get(name, name) if known is FORMATS else name
        if name not in known:
            raise FilterError(code, value=value[:40], known=", ".join(known))
        named.append(name)
    return tuple(name for name in known if name in named)


def _read_date(value: str) -> str:
    """Return a date in ISO 8601 as exact as it is given; empty stays empty.

    Raises:
        FilterError: `filter-date-unreadable`.
    """
    cleaned = unicodedata.normalize("NFKC", value).strip()
    if not cleaned:
        return ""
    found = _DATE.fullmatch(cleaned)
    try:
        if found is None:
            raise ValueError(cleaned)
        year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
        whole = date(year, month or 1, day or 1).isoformat()
    except ValueError:
        raise FilterError("filter-date-unreadable", value=value[:40]) from None
    return whole if found["day"] else whole[:7] if found["month"] else whole[:4]


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).replace("\\", "/").casefold()


def _ends(parts: Sequence[str], asked: str) -> bool:
    """Tell whether a path ends with the names asked for, `*` and `?` standing for parts of one."""
    names = asked.split("/")
    tail = parts[len(parts) - len(names) :] if len(names) <= len(parts) else ()
    return bool(tail) and all(
        name == part or _pattern(name).match(part) is not None
        for name, part in zip(names, tail, strict=True)
    )


@lru_cache(maxsize=256)
def _pattern(name: str) -> re.Pattern[str]:
    """Return a name with `*` and `?` as a pattern; brackets are part of Korean file names."""
    return re.compile(translate(name.replace("[", "[[]")))
