"""Office Open XML packages: parts, what they refer to, and the facts about a document."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from corpus.document import Loss
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.archive import Archive
from corpus.readers.xml import (
    Element,
    attribute,
    children,
    descendants,
    local_name,
    parse_damaged_xml,
)

# Titles that programs write by themselves.
_MADE_UP = (
    "powerpoint",
    "microsoft word",
    "microsoft excel",
    "제목 없음",
    "무제",
    "untitled",
    "슬라이드 1",
    "slide 1",
    "문서1",
    "document1",
    "word document",
)
_FACTS = (
    ("creator", "author"),
    ("created", "created"),
    ("modified", "modified"),
    ("subject", "subject"),
    ("keywords", "keywords"),
)
_FACT_MAX = 300


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: `kind` is the last word of its type, `target` a part or address."""

    kind: str
    target: str
    is_external: bool = False


class Package:
    """The parts of a DOCX, PPTX or XLSX file by their names without the first slash.

    Source: ECMA-376 Part 2 (Open Packaging Conventions): names are compared without regard
    to case, and what a part refers to stands in `_rels/NAME.rels` beside it.
    """

    def __init__(self, data: bytes, source: str, limits: Limits) -> None:
        """Open a package; see `Archive` for what is refused."""
        self.source = source
        self.losses: dict[str, int] = {}
        self._archive = Archive(data, source, limits)
        # Some programs write `\` between folders.
        self._names = {name.replace("\\", "/").lower(): name for name in self._archive.names}
        self._relations: dict[str, dict[str, Relation]] = {}
        self._damaged: set[str] = set()

    def __contains__(self, part: str) -> bool:
        """Tell whether there is a part of this name."""
        return part.lower() in self._names

    def read(self, part: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            ReadError: see `Archive.read`.
        """
        return self._archive.read(self._names.get(part.lower(), part))

    def xml(self, part: str) -> Element:
        """Return the root of a part that the document cannot do without; damage is a loss.

        Raises:
            ReadError: see `Archive.read` and `parse_damaged_xml`.
        """
        parsed = parse_damaged_xml(self.read(part), self.source)
        if parsed.is_damaged and part not in self._damaged:
            self._damaged.add(part)
            self.lose_part()
        return parsed.root

    def lose_part(self) -> None:
        """Count a part of which something may be missing."""
        self.lose("parts-damaged")

    def optional_xml(self, part: str) -> Element | None:
        """Return the root of a part, or nothing where it is missing or damaged (a loss).

        Raises:
            ReadError: `archive-too-large`, `xml-forbidden`, `file-encrypted`.
        """
        if not part or part not in self:
            if part:
                self.lose("parts-damaged")
            return None
        try:
            return self.xml(part)
        except ReadError as error:
            if error.code not in ("archive-part-damaged", "xml-damaged"):
                raise
            self.lose("parts-damaged")
            return None

    def main_part(self, *usual: str) -> str:
        """Return the name of the part that the package is about; `usual` are its usual names."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self:
                return relation.target
        return next((name for name in usual if name in self), usual[0])

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part refers to, by id; the package itself is the part ``""``."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def related(self, part: str, kind: str) -> str:
        """Return the first part of a kind that a part refers to, or ``""``."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.is_external:
                return relation.target
        return ""

    def target(self, part: str, relation_id: str) -> str:
        """Return the part that a relation names, or ``""``."""
        relation = self.relations(part).get(relation_id)
        return relation.target if relation and not relation.is_external else ""

    def lose(self, code: str, count: int = 1) -> None:
        """Count something that is not read."""
        if count:
            self.losses[code] = self.losses.get(code, 0) + count

    def loss_report(self) -> tuple[Loss, ...]:
        """Return what was counted as not read, by code."""
        return tuple(Loss(code, count=count) for code, count in sorted(self.losses.items()))

    def refuse_pictures_only(self, has_text: bool) -> None:
        """Refuse a file that holds pictures and no text.

        Raises:
            ReadError: `file-without-text`.
        """
        if not has_text and self.losses.get("images-not-read"):
            raise ReadError("file-without-text", file=self.source)

    def facts(self) -> dict[str, str]:
        """Return `title` (if a person wrote one), `author`, `created` and so on."""
        part = self.related("", "core-properties")
        root = self.optional_xml(part or "docProps/core.xml") if part else None
        found: dict[str, str] = {}
        if root is None:
            return found
        texts = {local_name(one): " ".join((one.text or "").split()) for one in children(root)}
        title = texts.get("title", "")
        if title and not title.lower().startswith(_MADE_UP):
            found["title"] = title[:_FACT_MAX]
        for name, key in _FACTS:
            if texts.get(name):
                found[key] = texts[name][:_FACT_MAX]
        return found

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self:
            return {}
        root = self.optional_xml(path)
        found: dict[str, Relation] = {}
        for one in children(root, "Relationship") if root is not None else ():
            target = attribute(one, "Target")
            is_external = attribute(one, "TargetMode") == "External"
            if not is_external:
                target = _resolve(folder, target)
            kind = attribute(one, "Type").rpartition("/")[2]
            found[attribute(one, "Id")] = Relation(kind, target, is_external)
        return found


def relation_id(element: Element, name: str = "id") -> str:
    """Return the `r:id` (or `r:embed` ...) of an element that may have another `id` too."""
    for key, value in element.attrib.items():
        space, _, local = str(key).rpartition("}")
        if local == name and space.endswith("/relationships"):
            return str(value)
    return ""


def chosen(element: Element) -> list[Element]:
    """Return the one branch of an `AlternateContent` that is read: the first that holds anything.

    Source: ECMA-376 Part 3, 9.3 (the others say the same for older programs).
    """
    for one in (*children(element, "Choice"), *children(element, "Fallback")):
        if any(True for _ in children(one)):
            return [one]
    return []


def count_elements(package: Package, part: str, name: str) -> int:
    """Return how many elements of this name a part holds; none where there is no part."""
    root = package.optional_xml(part) if part else None
    return sum(1 for _ in descendants(root, name)) if root is not None else 0


def _resolve(folder: str, target: str) -> str:
    """Return the name of a part as seen from a folder; it cannot leave the package."""
    plain = unquote(target.replace("\\", "/").partition("#")[0])
    path = posixpath.normpath(posixpath.join("/", folder, plain))
    return path.lstrip("/")
