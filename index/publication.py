"""Showing a new state: its indexes first, then one transaction, then what nobody needs."""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from index import derived as editions
from index.derived import Derived, Edition
from index.fitting.fit import Fit
from index.store import Store, Visible, load_fit, select_visible


@dataclass(frozen=True, slots=True)
class Published:
    """What readers see from now on; `derived` where its indexes were built anew."""

    generation: int
    edition: Edition
    derived: Derived | None


def publish(
    folder: Path,
    connection: sqlite3.Connection,
    store: Store,
    old: Visible,
    new: Visible,
    fit: Fit | None,
    again: frozenset[str] = frozenset(),
) -> Published:
    """Make `new` what readers see; its `fit` names `fit`, `again` what waits aside.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    is_reindexed = (
        new.documents != old.documents
        or bool(again)
        or new.recipe.id != old.recipe.id
        or new.fit != old.fit
        or (not new.index_token and bool(new.documents))
    )
    made: Derived | None = None
    if is_reindexed:
        edition = Edition(store.generation() + 1, secrets.token_hex(4))
        select_visible(connection, new.documents, new.recipe, again)
        made = editions.build(folder, edition, connection, new.recipe, fit)
        new = replace(new, index_generation=edition.generation, index_token=edition.token)
    is_change = (
        is_reindexed
        or new.roots != old.roots
        or new.files.keys() != old.files.keys()
        or any(not row.shows_as(old.files[path]) for path, row in new.files.items())
    )
    now = datetime.now(UTC).isoformat(timespec="seconds")
    added = fit if new.fit != old.fit else None
    generation = store.publish(old, new, now, is_change=is_change, fit=added, again=again)
    store.collect(new.recipe)
    edition = Edition(new.index_generation, new.index_token)
    editions.discard_others(folder, edition)
    return Published(generation, edition, made)


def keep_fit(connection: sqlite3.Connection, new: Visible) -> Fit | None:
    """Return the fit that goes on holding in `new`.

    None where there is none, where it is damaged, or where another model or analysis has
    come: its share was chosen for that model's cosines.
    """
    try:
        fit = load_fit(connection, new.fit)
    except ValueError:
        return None
    return fit if fit and fit.settings.recipe == new.recipe.id else None


def name_of(fit: Fit | None) -> str:
    """Return the fingerprint, empty for none."""
    return fit.fingerprint if fit else ""
