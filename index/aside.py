"""Content that waits beside what readers are at: documents that were read again.

What a document was made into is kept by its hash and the recipe, and readers may be at it. Read
again, by readers that can do more by now, the same bytes make another text. That is staged under
a recipe of its own, and takes the place of the other in the transaction that shows it: whoever is
killed before has lost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from sqlite3 import Connection

from index.recipe import Recipe

_MARK = "+aside"


def aside_of(recipe: Recipe) -> Recipe:
    """Return the recipe under which passages and vectors wait."""
    return replace(recipe, terms=f"{recipe.terms}{_MARK}")


def aside_reading(reading: str) -> str:
    """Return the version of the readers under which a text waits."""
    return f"{reading}{_MARK}"


def discard_aside(run: Connection, recipe: Recipe) -> None:
    """Delete what waits: a run that did not end has left it."""
    aside = aside_of(recipe).id
    _delete(run, "recipe = ?", aside)
    run.execute("DELETE FROM documents WHERE reading LIKE ?", (f"%{_MARK}",))


def exchange(run: Connection, documents: Iterable[str], recipe: Recipe) -> None:
    """Put what waits of these documents in the place of what is there."""
    aside = aside_of(recipe).id
    find = "SELECT reading FROM staged WHERE document = ? AND recipe = ?"
    for document in sorted(documents):
        (made,) = run.execute(find, (document, aside)).fetchone()
        old = run.execute(find, (document, recipe.id)).fetchone()
        reading = made.removesuffix(_MARK)
        _delete(run, "document = ? AND recipe = ?", document, recipe.id)
        for gone in {reading, *(old or ())}:
            run.execute("DELETE FROM documents WHERE id = ? AND reading = ?", (document, gone))
        run.execute(
            "UPDATE documents SET reading = ? WHERE id = ? AND reading = ?",
            (reading, document, made),
        )
        own = (recipe.id, document, aside)
        run.execute("UPDATE passages SET recipe = ? WHERE document = ? AND recipe = ?", own)
        run.execute(
            "UPDATE staged SET reading = ?, recipe = ? WHERE document = ? AND recipe = ?",
            (reading, *own),
        )


def _delete(run: Connection, where: str, *values: str) -> None:
    run.execute(
        f"DELETE FROM vectors WHERE passage IN (SELECT number FROM passages WHERE {where})", values
    )
    run.execute(f"DELETE FROM passages WHERE {where}", values)
    run.execute(f"DELETE FROM staged WHERE {where}", values)
