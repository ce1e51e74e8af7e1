"""The container of an HWPX file: which parts there are, in which order, and about what.

Source: KS X 6101 (OWPML), part 1: the package (OCF container, `content.hpf` after the Open
Packaging Format, `META-INF/manifest.xml` with encryption data).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.errors import ReadError
from corpus.readers.archive import Archive
from corpus.readers.hancom.hwpx_values import find_child, text_value
from corpus.readers.xml import Element, children, descendants, local_name, parse_damaged_xml

_SECTION = re.compile(r"(?:^|/)section(\d{1,9})\.xml$", re.I)
# Whatever the manifest or a stranger's tool calls them; our names stand on the right.
_FACTS = {
    "creator": "author",
    "author": "author",
    "createddate": "created",
    "modifieddate": "modified",
    "subject": "subject",
    "keyword": "keywords",
    "description": "description",
}


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an HWPX file by their names; `items` are names by their ids.

    `is_damaged` tells that the list of parts is missing or cannot be read, so that the parts
    were found by their names.
    """

    header: str
    sections: tuple[str, ...]
    items: dict[str, str]
    title: str
    facts: tuple[tuple[str, str], ...]
    is_damaged: bool


def open_package(archive: Archive, source: str) -> Package:
    """Find the parts of an HWPX file.

    Raises:
        ReadError: `file-encrypted`, `xml-forbidden`, `archive-too-large`; `file-damaged` if
            there is no section.
    """
    _refuse_encrypted(archive, source)
    names = {name.lower(): name for name in archive.names}
    package = _content(archive, source, names)
    title, facts = _facts(package)
    items: dict[str, str] = {}
    for item in descendants(package, "item") if package is not None else ():
        part = _resolve(text_value(item, "href"), names)
        if part:
            items[text_value(item, "id")] = part
    spine = [
        items[text_value(reference, "idref")]
        for reference in (descendants(package, "itemref") if package is not None else ())
        if text_value(reference, "idref") in items
    ]
    header = next((name for name in names if name.endswith("header.xml")), "")
    header = items.get("header") or names.get("contents/header.xml") or names.get(header, "")
    sections = [name for name in spine if _is_text_part(name, header)]
    if not any(_SECTION.search(name) for name in sections):
        # Some spines name nothing but the header.
        known = [name for name in archive.names if _SECTION.search(name)]
        sections = sorted(known, key=_section_number) or sections
    if not sections:
        raise ReadError("file-damaged", file=source, reason="no section")
    ordered = tuple(dict.fromkeys(sections))
    return Package(header, ordered, items, title, facts, package is None)


def _content(archive: Archive, source: str, names: dict[str, str]) -> Element | None:
    """Return the list of parts, from where the container says or where it always is."""
    wanted = []
    container = _parse(archive, source, names.get("meta-inf/container.xml", ""))
    if container is not None:
        for root in descendants(container, "rootfile"):
            path = text_value(root, "full-path")
            if path.lower().endswith(".hpf"):
                wanted.append(_resolve(path, names))
    wanted.append(names.get("contents/content.hpf", ""))
    wanted.extend(name for name in archive.names if name.lower().endswith(".hpf"))
    for name in wanted:
        # A list that breaks off would hide the sections behind the break.
        found = _parse(archive, source, name, is_whole=True)
        if found is not None:
            return found
    return None


def _parse(archive: Archive, source: str, name: str, *, is_whole: bool = False) -> Element | None:
    if not name or name not in archive:
        return None
    try:
        parsed = parse_damaged_xml(archive.read(name), source)
        return None if is_whole and parsed.is_damaged else parsed.root
    except ReadError as error:
        if error.code in ("xml-damaged", "archive-part-damaged"):
            return None
        raise


def _refuse_encrypted(archive: Archive, source: str) -> None:
    """Refuse a file with a password: the manifest then says how its parts were encrypted."""
    name = next((n for n in archive.names if n.lower() == "meta-inf/manifest.xml"), "")
    manifest = _parse(archive, source, name)
    if manifest is None:
        return
    for entry in descendants(manifest, "file-entry"):
        if find_child(entry, "encryption-data") is not None:
            raise ReadError("file-encrypted", file=source)


def _resolve(path: str, names: dict[str, str]) -> str:
    """Return the part that a reference names: from the root, or beside `content.hpf`."""
    path = path.replace("\\", "/").lower()
    while path.startswith(("/", "./", "../")):
        path = path.partition("/")[2]
    return names.get(path) or names.get(f"contents/{path}") or ""


def _is_text_part(name: str, header: str) -> bool:
    lowered = name.lower()
    return (
        name != header
        and lowered.endswith(".xml")
        and not lowered.rpartition("/")[2].startswith(("header", "settings", "masterpage"))
    )


def _section_number(name: str) -> int:
    found = _SECTION.search(name)
    return int(found[1]) if found else 0


def _facts(package: Element | None) -> tuple[str, tuple[tuple[str, str], ...]]:
    title = ""
    facts: dict[str, str] = {}
    metadata = find_child(package, "metadata")
    for one in children(metadata) if metadata is not None else ():
        name = local_name(one)
        value = " ".join((one.text or "").split())
        if name == "meta":
            name = text_value(one, "name")
            # `content="text"` is the type of the value for Hancom, the value for others.
            value = value or " ".join(text_value(one, "content").split())
            value = "" if value == "text" else value
        if name == "title":
            title = title or value
        elif value and (key := _FACTS.get(name.lower())):
            facts.setdefault(key, value[:200])
        elif value and name == "date":
            facts.setdefault("created", value[:200])
    return title, tuple(sorted(facts.items()))
