"""Values of OWPML elements, whatever namespace version and whatever nonsense a file has."""

from __future__ import annotations

from corpus.readers.xml import Element, attribute, local_name

# HWPUNIT fits in 32 bits; what does not is no measure.
_LARGEST = 2**31 - 1


def text_value(element: Element | None, name: str, default: str = "") -> str:
    """Return an attribute; OWPML's own stand in no namespace."""
    if element is None:
        return default
    value = element.attrib.get(name)
    return str(value) if value is not None else attribute(element, name, default)


def int_value(element: Element | None, name: str, default: int = 0) -> int:
    """Return an attribute that holds a whole number; `default` for what is none."""
    if element is None:
        return default
    value = element.attrib.get(name)
    if value is None:
        return default
    text = str(value).strip()
    if not text.lstrip("+-").isdecimal() or len(text) > 12:
        return default
    number = int(text)
    # Unsigned in some versions: 4294966000 is a small negative number.
    if _LARGEST < number <= 2 * _LARGEST + 1:
        number -= 2 * _LARGEST + 2
    return max(-_LARGEST, min(number, _LARGEST))


def flag_value(element: Element | None, name: str) -> bool:
    """Return an attribute that says yes or no."""
    return text_value(element, name).strip().lower() in ("1", "true")


def find_child(element: Element | None, name: str) -> Element | None:
    """Return the first child of this local name, if there are such an element and child."""
    if element is None:
        return None
    for one in element:
        if local_name(one) == name:
            return one
    return None
