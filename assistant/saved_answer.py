"""Answers as JSON and back whole, so that a kept one shows for ever what it showed.

What is written follows the fields of `Answer` by name, so that one that is added is kept
without a word here. What is read may come from an earlier or a later version: unknown names
are passed over, what is missing takes its default or stays empty, and of a sequence only the
elements that cannot be read are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from numbers import Integral, Real
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from assistant.answer import Answer, AnswerSentence, Citation, Outcome
from corpus import Passage
from index import DocumentRecord

FORMAT = 1
# Hits repeat what they stand in: each of these is written once and named by its place.
_SHARED: Mapping[type, str] = {DocumentRecord: "documents", Passage: "passages"}
# Without these there is nothing to show; whatever else is missing can be done without.
_ESSENTIAL: Mapping[type, tuple[str, ...]] = {
    Answer: ("question",),
    AnswerSentence: ("text",),
    Citation: ("n", "quote"),
}
# What a state of a later version is taken for: the reader shall judge.
_UNKNOWN: Mapping[object, str] = {Outcome: "unsure"}
_EMPTY: Mapping[object, object] = {str: "", int: 0, float: 0.0, bool: False}
_NOTHING = object()
Json = dict[str, Any]


def dump_answer(answer: Answer) -> Json:
    """Return an answer as JSON; documents and passages of its hits stand in it once each."""
    shelf: dict[str, dict[Any, int]] = {name: {} for name in _SHARED.values()}
    told: dict[str, list[Any]] = {name: [] for name in _SHARED.values()}

    def pack(value: object) -> Any:  # noqa: ANN401 - JSON
        name = _SHARED.get(type(value))
        if name is None:
            return pack_fields(value)
        place = shelf[name].get(value)
        if place is None:
            place = shelf[name][value] = len(told[name])
            told[name].append(pack_fields(value))
        return place

    def pack_fields(value: object) -> Any:  # noqa: ANN401 - JSON
        if value is None or isinstance(value, (str, bool)):
            return value
        if isinstance(value, (tuple, list)):
            return [pack(item) for item in value]
        kind: Any = type(value)
        if names := _names_of(kind):
            return {name: pack(getattr(value, name)) for name in names}
        # Scores may be numbers of NumPy's.
        if isinstance(value, Integral):
            return int(value)
        if isinstance(value, Real):
            return float(value)
        raise TypeError(f"an answer holds no {type(value).__name__}")

    packed = pack(answer)
    return {"format": FORMAT, "answer": packed, **told}


def load_answer(saved: object) -> Answer | None:
    """Return the answer that `dump_answer` wrote, as far as it can be read; None for none."""
    if not isinstance(saved, dict):
        return None
    try:
        answer = _Reading(saved).read(Answer, saved.get("answer"))
    except (_UnreadableError, RecursionError):
        return None
    return answer if isinstance(answer, Answer) else None


class _UnreadableError(Exception):
    """A part cannot be read; what holds it decides what becomes of it."""


class _Reading:
    """Reads one saved answer by the types of the fields."""

    def __init__(self, saved: Json) -> None:
        self._shared = {name: saved.get(name) for name in _SHARED.values()}
        self._known: dict[tuple[type, int], object] = {}

    def read(self, kind: Any, value: object) -> object:  # noqa: ANN401 - a type as annotated
        origin = get_origin(kind)
        if origin is tuple:
            return self._read_tuple(get_args(kind), value)
        if origin is Literal:
            if value in get_args(kind):
                return value
            if isinstance(value, str) and kind in _UNKNOWN:
                return _UNKNOWN[kind]
            raise _UnreadableError
        if origin in (Union, UnionType):
            if value is None:
                return None
            (inner,) = (part for part in get_args(kind) if part is not NoneType)
            return self.read(inner, value)
        if kind in _SHARED:
            return self._read_shared(kind, value)
        if is_dataclass(kind):
            return self._read_fields(kind, value)
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return _to_float(value)
        if type(value) is kind:
            return value
        raise _UnreadableError

    def _read_tuple(self, kinds: tuple[Any, ...], value: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise _UnreadableError
        if len(kinds) != 2 or kinds[1] is not ...:
            if len(value) != len(kinds):
                raise _UnreadableError
            return tuple(self.read(kind, item) for kind, item in zip(kinds, value, strict=True))
        read = []
        for item in value:
            try:
                read.append(self.read(kinds[0], item))
            except _UnreadableError:
                continue
        return tuple(read)

    def _read_shared(self, kind: Any, place: object) -> object:  # noqa: ANN401 - a type
        shared = self._shared[_SHARED[kind]]
        if not isinstance(shared, list) or type(place) is not int or not 0 <= place < len(shared):
            raise _UnreadableError
        if (kind, place) not in self._known:
            self._known[kind, place] = self._read_fields(kind, shared[place])
        return self._known[kind, place]

    def _read_fields(self, kind: Any, value: object) -> object:  # noqa: ANN401 - a type
        if not isinstance(value, dict):
            raise _UnreadableError
        made = {}
        for name, (hint, default) in _fields_of(kind).items():
            try:
                if name not in value:
                    raise _UnreadableError
                made[name] = self.read(hint, value[name])
            except _UnreadableError:
                if default is _NOTHING or name in _ESSENTIAL.get(kind, ()):
                    raise
                made[name] = default
        try:
            return kind(**made)
        except ValueError as error:
            # A map that does not fit its text, a span that runs backwards.
            raise _UnreadableError from error


@cache
def _names_of(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - any type
    """Return the names of the fields of a dataclass; none for another type."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


@cache
def _fields_of(kind: Any) -> dict[str, tuple[Any, object]]:  # noqa: ANN401 - a dataclass
    """Return the type and the default of each field; what has none may be empty."""
    hints = get_type_hints(kind)
    found = {}
    for field in fields(kind):
        hint = hints[field.name]
        default: object = field.default
        if default is MISSING:
            default = () if _is_sequence(hint) else _EMPTY.get(hint, _NOTHING)
            if NoneType in get_args(hint):
                default = None
            elif hint in _UNKNOWN:
                default = _UNKNOWN[hint]
        found[field.name] = (hint, default)
    return found


def _is_sequence(hint: object) -> bool:
    return get_origin(hint) is tuple and get_args(hint)[1:] == (...,)


def _to_float(value: int) -> float:
    try:
        return float(value)
    except OverflowError as error:
        raise _UnreadableError from error
