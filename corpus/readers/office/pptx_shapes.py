"""The shapes of a slide: where they lie, what they inherit, in which order they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.readers.office.package import Package, chosen
from corpus.readers.xml import Element, attribute, child, children, descendants, local_name

_DEEPEST = 24
# Shapes of one size in every direction; a slide is some ten million of them wide.
_SLACK = 45_720


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a slide, in English Metric Units."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape, or a group of shapes with what stands in it. `role` is the placeholder's type."""

    element: Element
    place: Place | None
    role: str = ""
    index: str = ""
    members: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the coordinates of a group's members become those of the slide."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    move_x: float = 0.0
    move_y: float = 0.0


@dataclass(slots=True)
class Template:
    """The placeholders of a layout or master by type and index, with its own text styles."""

    shapes: tuple[Shape, ...] = ()
    styles: Element | None = None
    above: Template | None = None
    kind: str = ""
    _by_index: dict[str, Shape] = field(default_factory=dict)
    _by_role: dict[str, Shape] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the placeholders."""
        for shape in self.shapes:
            if shape.role:
                self._by_index.setdefault(shape.index, shape)
                self._by_role.setdefault(_family(shape.role), shape)

    def find(self, role: str, index: str) -> Shape | None:
        """Return the placeholder that one of this type and index is made from."""
        found = self._by_index.get(index) if index else None
        if found is not None and _family(found.role) == _family(role):
            return found
        return self._by_role.get(_family(role)) or found

    def chain(self, role: str, index: str) -> Iterator[Shape]:
        """Yield the placeholders that one is made from, the nearest first."""
        template: Template | None = self
        while template is not None:
            found = template.find(role, index)
            if found is not None:
                yield found
            template = template.above


def read_shapes(tree: Element, package: Package) -> tuple[Shape, ...]:
    """Return the shapes of a slide, layout or master in the order of the file.

    Source: ECMA-376 Part 1, 19.3.1 (slides); 20.1.7 (2D transforms).
    """
    return tuple(_shapes(tree, package, _Frame(), 0))


def sort_shapes(shapes: tuple[Shape, ...], template: Template) -> list[Shape]:
    """Return shapes in the order in which a slide is read.

    A slide is cut where the widest blank band runs across it, each part again; what cannot
    be cut is read from the top down, on one height from the left. Where a shape lies that
    does not say so is what it is made from.
    """
    placed = [(shape, shape.place or _inherited(shape, template)) for shape in shapes]
    known = [(shape, place) for shape, place in placed if place is not None]
    # What lies nowhere is read where the file has it.
    lost = [(at, shape) for at, (shape, place) in enumerate(placed) if place is None]
    ordered = list(_cut(known))
    for at, shape in lost:
        ordered.insert(at, shape)
    return ordered


def placeholder_of(element: Element) -> tuple[str, str]:
    """Return the type and index of a shape's placeholder; the type is empty if it is none."""
    for holder in children(element):
        if local_name(holder).startswith("nv"):
            for one in descendants(holder, "ph"):
                return attribute(one, "type", "obj"), attribute(one, "idx")
    return "", ""


def _shapes(tree: Element, package: Package, frame: _Frame, depth: int) -> Iterator[Shape]:
    for one in _plain(tree):
        name = local_name(one)
        if name == "contentPart":
            package.lose("images-not-read")
        if name not in ("sp", "grpSp", "graphicFrame", "pic", "cxnSp"):
            continue
        drawn = next(descendants(one, "cNvPr"), None)
        if drawn is not None and attribute(drawn, "hidden") in ("1", "true"):
            package.lose("hidden-text-left-out")
            continue
        role, index = placeholder_of(one)
        place, inner = _transform(one, frame)
        members: tuple[Shape, ...] = ()
        if name == "grpSp" and depth < _DEEPEST:
            members = tuple(_shapes(one, package, inner, depth + 1))
        elif name == "grpSp":
            # No eye can follow; what it holds is read in the order of the file.
            held = descendants(one, "sp", "graphicFrame", "pic")
            members = tuple(Shape(inside, None, *placeholder_of(inside)) for inside in held)
        yield Shape(one, place, role, index, members)


def _plain(tree: Element) -> Iterator[Element]:
    for one in children(tree):
        if local_name(one) == "AlternateContent":
            for branch in chosen(one):
                yield from children(branch)
        else:
            yield one


def _transform(element: Element, frame: _Frame) -> tuple[Place | None, _Frame]:
    """Return where a shape lies on the slide, and the frame of a group's members."""
    properties = next(children(element, "grpSpPr", "spPr"), None)
    found = child(properties, "xfrm") if properties is not None else child(element, "xfrm")
    parts = {local_name(one): one for one in children(found)} if found is not None else {}
    if "off" not in parts or "ext" not in parts:
        return None, frame
    x, y = _whole(parts["off"], "x"), _whole(parts["off"], "y")
    wide, tall = _whole(parts["ext"], "cx"), _whole(parts["ext"], "cy")
    left, top = frame.scale_x * x + frame.move_x, frame.scale_y * y + frame.move_y
    place = Place(left, top, left + frame.scale_x * wide, top + frame.scale_y * tall)
    if "chOff" not in parts or "chExt" not in parts:
        return place, frame
    scale_x = frame.scale_x * wide / (_whole(parts["chExt"], "cx") or wide or 1)
    scale_y = frame.scale_y * tall / (_whole(parts["chExt"], "cy") or tall or 1)
    return place, _Frame(
        scale_x,
        scale_y,
        left - scale_x * _whole(parts["chOff"], "x"),
        top - scale_y * _whole(parts["chOff"], "y"),
    )


def _inherited(shape: Shape, template: Template) -> Place | None:
    if not shape.role:
        return None
    chain = template.chain(shape.role, shape.index)
    return next((one.place for one in chain if one.place is not None), None)


def _cut(shapes: list[tuple[Shape, Place]]) -> Iterator[Shape]:
    stack = [(shapes, 0)]
    while stack:
        part, depth = stack.pop()
        across = _gaps([(place.top, place.bottom) for _, place in part])
        down = _gaps([(place.left, place.right) for _, place in part])
        if len(part) < 2 or depth > _DEEPEST or not (across or down):
            yield from (shape for shape, _ in sorted(part, key=_by_height))
            continue
        size_across, at_across = max(across, default=(float("-inf"), 0.0))
        size_down, at_down = max(down, default=(float("-inf"), 0.0))
        # Where both are as wide, rows come before columns.
        is_down = size_down > size_across
        at = at_down if is_down else at_across
        first: list[tuple[Shape, Place]] = []
        second: list[tuple[Shape, Place]] = []
        for shape, place in part:
            start = place.left if is_down else place.top
            (first if start < at else second).append((shape, place))
        stack.extend(((second, depth + 1), (first, depth + 1)))


def _by_height(pair: tuple[Shape, Place]) -> tuple[float, float]:
    return round(pair[1].top / (8 * _SLACK)), pair[1].left


def _gaps(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the blank bands between spans: how wide each is and where it ends."""
    found = []
    reach: float | None = None
    for low, high in sorted(spans):
        if reach is not None and low >= reach - _SLACK:
            found.append((low - reach, low))
        reach = high if reach is None else max(reach, high)
    return found


def _family(role: str) -> str:
    """Return the type that a placeholder's type is made from on a master."""
    if role in ("title", "ctrTitle"):
        return "title"
    if role in ("dt", "ftr", "sldNum", "hdr"):
        return role
    return "body"


def _whole(element: Element, name: str) -> float:
    text = attribute(element, name, "0")
    return float(text) if text.lstrip("-").isdecimal() and len(text) < 16 else 0.0
