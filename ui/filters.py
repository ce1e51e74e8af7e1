"""What a search is narrowed to, as it is asked for at each door, and what is said of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus import FilterError
from index import Filters, Scope
from ui.messages import Lang, text

Json = dict[str, Any]
# What each field of `Filters` is called in JSON; on the command line with `--` and `-`.
NAMES: Mapping[str, str] = {
    "documents": "document",
    "folders": "folder",
    "date_from": "from",
    "date_to": "to",
    "formats": "format",
    "kinds": "kind",
    "languages": "written_in",
    "collections": "collection",
}
Values = str | Sequence[str] | None


def read_filters(
    *,
    documents: Values = None,
    folders: Values = None,
    date_from: Values = None,
    date_to: Values = None,
    formats: Values = None,
    kinds: Values = None,
    languages: Values = None,
    collections: Values = None,
) -> Filters:
    """Return the filters that these values ask for; empty ones ask for nothing.

    Formats, kinds and languages may stand in one value with commas between them; the name of
    a document or a collection may hold a comma itself.

    Raises:
        FilterError: see `index.Filters`.
    """
    return Filters(
        documents=_values(documents),
        folders=_values(folders),
        date_from=", ".join(_values(date_from)),
        date_to=", ".join(_values(date_to)),
        formats=_split(formats),
        kinds=_split(kinds),
        languages=_split(languages),
        collections=_values(collections),
    )


def filters_of(options: argparse.Namespace) -> Filters:
    """Return the filters that the flags of a command ask for.

    Raises:
        FilterError: see `index.Filters`.
    """
    return read_filters(**{name: getattr(options, name) for name in NAMES})


def filters_from(asked: object) -> Filters:
    """Return the filters of a JSON object with the names of `NAMES`.

    Raises:
        FilterError: `filter-unknown-name`, or see `index.Filters`.
    """
    values: Mapping[str, Any] = (
        asked if isinstance(asked, Mapping) else {"": asked} if asked else {}
    )
    fields = {name: field for field, name in NAMES.items()}
    for name in values:
        if name not in fields:
            raise FilterError("filter-unknown-name", value=str(name)[:40], known=", ".join(fields))
    return read_filters(**{fields[name]: value for name, value in values.items()})


def scope_to_dict(scope: Scope) -> Json:
    """Return filters as JSON, those that are set, and how much they leave."""
    filters = scope.filters
    asked = {NAMES[name]: getattr(filters, name) for name in filters.set_fields}
    plain = {name: list(one) if isinstance(one, tuple) else one for name, one in asked.items()}
    return {
        **plain,
        "documents": scope.documents,
        "passages": scope.passages,
        "undated": scope.undated,
        "excluded_by": [NAMES[name] for name in scope.excluded_by],
    }


def scope_lines(scope: Scope, lang: Lang) -> Iterator[str]:
    """Yield what to know of a narrowed search: how much was left, or which filter left nothing."""
    if scope.excluded_by:
        key = "filter.nothing.together" if scope.is_each_possible else "filter.nothing"
        yield text(key, lang, filters=_said(scope.filters, scope.excluded_by, lang))
    else:
        said = _said(scope.filters, scope.filters.set_fields, lang)
        found = {"documents": scope.documents, "passages": scope.passages}
        yield text("filter.scope", lang, filters=said, **found)
    if scope.undated:
        yield text("filter.undated", lang, count=scope.undated)


def _said(filters: Filters, names: Sequence[str], lang: Lang) -> str:
    """Return fields of filters with their values, as in `문서 ‘a.pdf’, 종류 표`."""
    return ", ".join(_field(name, getattr(filters, name), lang) for name in names)


def _field(name: str, value: str | tuple[str, ...], lang: Lang) -> str:
    if isinstance(value, str):
        values = value
    elif name in ("kinds", "languages"):
        prefix = name.removesuffix("s")
        values = "·".join(text(f"{prefix}.{one}", lang) for one in value)
    else:
        values = ", ".join(f"‘{one}’" for one in value)
    return text(f"filter.{name}", lang, values=values)


def _values(values: object) -> tuple[str, ...]:
    """Return one or several values as strings: JSON may hold a year as a number."""
    if isinstance(values, (list, tuple)):
        return tuple(str(value) for value in values)
    return (str(values),) if values else ()


def _split(values: Values) -> tuple[str, ...]:
    return tuple(
        part for value in _values(values) for part in map(str.strip, value.split(",")) if part
    )
