"""Readers and the generations they read: each call holds one, the next may see a newer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from corpus import LibraryError
from index.derived import Derived, Edition
from index.recipe import Recipe
from index.schema import FILE_NAME, connect, read_meta, translated
from index.selector import Selector
from index.snapshot import Snapshot


@dataclass(slots=True)
class Held:
    """A snapshot with its indexes and what filters select of it, and how many threads read it."""

    snapshot: Snapshot
    derived: Derived
    selector: Selector
    readers: int = 0
    is_retired: bool = False


class Generations:
    """Keeps the newest generation open; an older one closes with its last reader.

    `rebuilt` counts the indexes that were missing or broken and had to be made anew.
    """

    def __init__(
        self,
        folder: Path,
        recipe: Recipe,
        follow: Callable[[Recipe], Recipe],
        *,
        read_only: bool,
        can_adopt: bool,
    ) -> None:
        """Open the newest generation of the library in `folder`; see `Library.open`.

        Where another process has remade it by another recipe, `follow` returns what it is
        read by from then on.
        """
        self._folder = folder
        self._recipe = recipe
        self._follow = follow
        self._is_read_only = read_only
        self._can_adopt = can_adopt
        self._lock = Lock()
        self._expected: tuple[Edition, Derived] | None = None
        self._held: Held | None = None
        self._is_pinned = False
        self.rebuilt = 0
        # A connection of its own: the snapshot's sees only its own generation.
        self._watch = connect(folder / FILE_NAME, read_only=read_only)
        try:
            self._held = self._hold()
        except BaseException:
            self._watch.close()
            raise

    def close(self) -> None:
        """Let go of the files as soon as the last reader has ended; a second time is nothing."""
        with self._lock:
            held, self._held = self._held, None
            if held is not None:
                self._retire(held)
                self._watch.close()

    def pin(self, is_pinned: bool) -> None:
        """Stay with the generation at hand, or follow the newest again."""
        with self._lock:
            self._is_pinned = is_pinned

    @property
    def recipe(self) -> Recipe:
        """What the library is read by."""
        return self._recipe

    def expect(self, edition: Edition, derived: Derived, recipe: Recipe) -> None:
        """Take indexes that this process has just built, so that they need not be read."""
        with self._lock:
            self._expected, self._recipe = (edition, derived), recipe

    @contextmanager
    def reading(self) -> Iterator[Held]:
        """Hold the newest generation for the length of one call.

        Raises:
            LibraryError: `library-closed`.
            LibraryMismatch: another process has remade the library by another recipe.
        """
        with self._lock:
            held = self._newest()
            held.readers += 1
        try:
            yield held
        finally:
            with self._lock:
                held.readers -= 1
                if held.is_retired and not held.readers:
                    held.snapshot.close()

    def _newest(self) -> Held:
        held = self._held
        if held is None:
            raise LibraryError("library-closed", folder=str(self._folder))
        if not self._is_pinned and self._newest_number() != held.snapshot.generation:
            # What this process has written itself comes with its recipe (`expect`).
            if self._expected is None:
                self._recipe = self._follow(self._kept_recipe())
            self._held = self._hold()
            self._retire(held)
            held = self._held
        return held

    def _hold(self) -> Held:
        """Open the newest generation."""
        while True:
            snapshot = Snapshot(
                self._folder, self._recipe, read_only=self._is_read_only, can_adopt=self._can_adopt
            )
            try:
                derived = self._known_derived(snapshot) or snapshot.load_derived()
                if derived is None and self._newest_number() == snapshot.generation:
                    derived = snapshot.rebuild_derived()
                    self.rebuilt += 1
            except BaseException:
                snapshot.close()
                raise
            if derived is not None:
                return Held(snapshot, derived, Selector(snapshot))
            # A writer published, and cleared these indexes away, while they were opened.
            snapshot.close()

    def _known_derived(self, snapshot: Snapshot) -> Derived | None:
        """Return indexes of the snapshot that this process has open already."""
        expected, self._expected = self._expected, None
        if expected is not None and expected[0] == snapshot.edition:
            return expected[1]
        held = self._held
        if held and snapshot.edition.token and held.snapshot.edition == snapshot.edition:
            return held.derived
        return None

    def _newest_number(self) -> int:
        with translated(self._folder):
            return int(read_meta(self._watch).get("generation", "0"))

    def _kept_recipe(self) -> Recipe:
        with translated(self._folder):
            kept = read_meta(self._watch).get("recipe")
        return Recipe.from_json(kept, self._folder) if kept else self._recipe

    def _retire(self, held: Held) -> None:
        held.is_retired = True
        if not held.readers:
            held.snapshot.close()
