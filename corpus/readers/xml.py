"""XML that strangers wrote: no entities, no fetching, no endless nesting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Protocol, cast

from lxml import etree

from corpus.errors import ReadError

# How every stranger's XML is parsed, whole or by and by.
_SETTINGS: dict[str, bool] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "remove_comments": True,
    "remove_pis": True,
    # Bounds depth (256) and the length of one text (10 MB) inside the parser itself.
    "huge_tree": False,
    "recover": True,
}


class Element(Protocol):
    """What we use of a parsed element (`lxml.etree._Element`)."""

    @property
    def tag(self) -> object:
        """The name as `{namespace}name`; no string for what is no element."""

    @property
    def text(self) -> str | None:
        """The text before the first child."""

    @property
    def tail(self) -> str | None:
        """The text between the end of the element and what follows it."""

    @property
    def attrib(self) -> Mapping[Any, Any]:
        """The attributes by their names as `{namespace}name`."""

    def __iter__(self) -> Iterator[Element]:
        """Yield the children."""

    def iterdescendants(self) -> Iterator[Element]:
        """Yield all elements below in document order."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The root of an XML document; `is_damaged` tells that something of it may be missing."""

    root: Element
    is_damaged: bool


def parse_xml(data: bytes, source: str) -> Element:
    """Return the root of an XML document; see `parse_damaged_xml`."""
    return parse_damaged_xml(data, source).root


def parse_damaged_xml(data: bytes, source: str) -> Parsed:
    """Return the root of an XML document and whether it was whole.

    A document type is refused: no format that we read needs one, and entities hide there.
    What is not well-formed is read as far as it can be.

    Raises:
        ReadError: `xml-damaged`, `xml-forbidden` (a document type).
    """
    parser = etree.XMLParser(**_SETTINGS)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("xml-damaged", file=source, reason=str(error)[:200]) from error
    if root is None:
        raise ReadError("xml-damaged", file=source, reason="no element")
    _refuse_doctype(root.getroottree().docinfo.doctype, source)
    return Parsed(cast("Element", root), _is_broken(parser.error_log))


def _is_broken(errors: Iterable[Any]) -> bool:
    """Tell whether what the parser met may have cost text: too deep, too long, cut off."""
    # A prefix that nobody declared is an error too, but costs nothing.
    return any(one.level_name == "FATAL" and one.domain_name != "NAMESPACE" for one in errors)


def iterate_xml(
    data: bytes, source: str, *names: str, on_damage: Callable[[], None]
) -> Iterator[Element]:
    """Yield the elements of these names (without namespace) as they end; then forget them.

    For parts that are too large to be held as a tree. An element inside another of these
    names must not be asked for. Refuses what `parse_xml` refuses; calls `on_damage` at the
    end where something may be missing.

    Raises:
        ReadError: `xml-damaged`, `xml-forbidden` (a document type).
    """
    events = etree.iterparse(
        BytesIO(data),
        tag=[f"{{*}}{name}" for name in names],
        **_SETTINGS,
    )
    is_checked = False
    try:
        for _, element in events:
            if not is_checked:
                is_checked = True
                _refuse_doctype(element.getroottree().docinfo.doctype, source)
            yield element
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("xml-damaged", file=source, reason=str(error)[:200]) from error
    if events.root is None:
        raise ReadError("xml-damaged", file=source, reason="no element")
    _refuse_doctype(events.root.getroottree().docinfo.doctype, source)
    if _is_broken(events.error_log):
        on_damage()


def _refuse_doctype(doctype: str, source: str) -> None:
    if doctype:
        raise ReadError("xml-forbidden", file=source, reason="DOCTYPE")


def local_name(element: Element) -> str:
    """Return the tag without its namespace; empty for what is no element."""
    tag = element.tag
    # A prefix stays in the tag where the file forgot to declare it.
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    """Return an attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the child elements, in order; of these names (without namespace) if any is given."""
    for child in element:
        name = local_name(child)
        if name and (not names or name in names):
            yield child


def child(element: Element, name: str) -> Element | None:
    """Return the first child element of this name, without namespace."""
    return next(children(element, name), None)


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements below, in document order, of these names without namespace."""
    for one in element.iterdescendants():
        if local_name(one) in names:
            yield one
