"""Queries reworded, each once: who understands, searches and explains one asks for the same."""

from __future__ import annotations

import unicodedata
from collections import OrderedDict
from dataclasses import replace
from functools import partial
from threading import Lock

from corpus import UserWords, replace_lone
from index.generations import Held
from index.naming import Naming
from index.steps import Steps
from index.wording.mending import mend_by
from index.wording.spelling import MOST_CHARS
from index.wording.synonyms import Synonyms
from index.wording.wording import Wording

REMEMBERED = 256
# The note that the synonyms file cannot be read any more: what it said before is searched by.
SYNONYMS_KEPT = "synonyms-kept"


class Rewording:
    """Says what queries are taken to say, the last ones from memory; safe to share between threads.

    What it remembers holds for one state of the library, its synonyms and its dictionary.
    """

    def __init__(self, naming: Naming) -> None:
        """Know no query yet; `naming` knows other names."""
        self._naming = naming
        self._lock = Lock()
        self._state: tuple[int, Synonyms, UserWords] | None = None
        self._known: OrderedDict[tuple[str, Steps], Wording] = OrderedDict()

    def reword(self, query: str, held: Held, steps: Steps) -> Wording:
        """Return what `query`, composed (NFC), is taken to say.

        Who calls has the analysis keep the words of the dictionary (`corpus.keeping`).

        Raises:
            LibraryError: the synonyms file never could be read; see `read_synonyms`.
        """
        query = unicodedata.normalize("NFC", replace_lone(query))
        state = (held.snapshot.generation, self._naming.synonyms.look(), self._naming.words)
        with self._lock:
            if not _is_same(state, self._state):
                self._state = state
                self._known.clear()
            known = self._known.get((query, steps))
            if known is not None:
                self._known.move_to_end((query, steps))
                return known
        made = self._make(query, held, steps)
        if len(query) <= MOST_CHARS:
            with self._lock:
                if _is_same(state, self._state):
                    # What was mended is asked next.
                    self._known[made.text, steps] = replace(made, typed=made.text, changes=())
                    self._known[query, steps] = made
                    while len(self._known) > REMEMBERED:
                        self._known.popitem(last=False)
        return made

    def _make(self, query: str, held: Held, steps: Steps) -> Wording:
        expand = partial(self._naming.expand, derived=held.derived, snapshot=held.snapshot)
        asked = Wording(query, query)
        if steps.wording:
            asked = mend_by(asked, held.derived.lexical, expand)
        asked = expand(asked) if steps.names else asked
        is_spoilt = steps.names and self._naming.synonyms.look().trouble is not None
        return replace(asked, notes=(SYNONYMS_KEPT,)) if is_spoilt else asked


def _is_same(
    state: tuple[int, Synonyms, UserWords], other: tuple[int, Synonyms, UserWords] | None
) -> bool:
    """Tell whether two states are one; by identity, for a dictionary may be long."""
    return (
        other is not None and state[0] == other[0] and state[1] is other[1] and state[2] is other[2]
    )
