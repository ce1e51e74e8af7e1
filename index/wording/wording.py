"""What a query is taken to say, and every step from what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal["keyboard", "spacing", "spelling", "filler"]
ExpansionKind = Literal["alias", "synonym", "reading", "variant"]


@dataclass(frozen=True, slots=True)
class Change:
    """One place where a query is read otherwise than typed: `before` became `after`."""

    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """Another way to write something the query names: `text` stands for `of`, a part of it.

    `source` says who holds that they are the same: a document's path, or the synonyms file.
    """

    kind: ExpansionKind
    of: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A query: as `typed`, as it is searched (`text`), what was changed, other names in it.

    To reword `text` again changes nothing. `notes` are codes of what its reader should know.
    """

    typed: str
    text: str
    changes: tuple[Change, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    notes: tuple[str, ...] = ()
