"""The state of a library in figures."""

from __future__ import annotations

from pathlib import Path

from index.fitting.fit import Fit
from index.folder import measure_folder
from index.generations import Held
from index.naming import Naming
from index.report import FitStatus, LibraryStatus


def take_status(folder: Path, held: Held, rebuilt: int, naming: Naming) -> LibraryStatus:
    """Return the state of the generation `held` of the library in `folder`.

    `rebuilt` is how often a derived index had to be made anew.
    """
    snapshot, derived = held.snapshot, held.derived
    documents, failed = snapshot.counts()
    return LibraryStatus(
        folder=str(folder),
        generation=snapshot.generation,
        documents=documents,
        failed=failed,
        passages=derived.lexical.count,
        vectors=derived.dense.vector_count,
        roots=snapshot.roots(),
        encoder=snapshot.recipe.encoder,
        fingerprint=snapshot.recipe.fingerprint,
        dimension=snapshot.recipe.dimension,
        format_version=snapshot.recipe.format_version,
        size_bytes=measure_folder(folder),
        synced_at=snapshot.synced_at,
        rebuilt=rebuilt,
        fit=_fit_status(snapshot.fit),
        names=naming.count(derived),
    )


def _fit_status(fit: Fit | None) -> FitStatus | None:
    if fit is None:
        return None
    settings = fit.settings
    return FitStatus(
        fit.fingerprint, settings.passages, len(fit.terms), fit.dimension, settings.share
    )
