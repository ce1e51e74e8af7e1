"""Explained hits for a terminal and as JSON: the same facts, nothing computed here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from assistant import Explanation, WordMatch
from index import Wording
from ui.messages import Lang, text


def explanation_lines(explanation: Explanation, lang: Lang) -> Iterable[str]:
    """Yield why a hit stands where it does: its sentence, its words, its reasons."""
    hit = explanation.hit
    yield text("explain-legs", lang, lexical=hit.lexical, dense=hit.dense)
    if explanation.unit:
        yield text("explain-unit", lang, unit=" ".join(explanation.unit.split()))
    if explanation.words:
        words = ", ".join(_say_word(match, lang) for match in explanation.words)
        yield text("explain-words", lang, words=words)
    lifts = explanation.lifts()
    if lifts:
        said = ", ".join(
            f"{text(f'group-{group}', lang)} {lift:+.1f}" for group, lift in lifts.items()
        )
        yield text("explain-groups", lang, groups=said)


def expansion_lines(wording: Wording, lang: Lang) -> Iterable[str]:
    """Yield by what other names a query was searched, and who holds that they are the same."""
    for expansion in wording.expansions:
        kind = text(f"wording-{expansion.kind}", lang)
        source = f" ({expansion.source})" if expansion.source else ""
        yield text(
            "explain-expansion",
            lang,
            kind=kind,
            of=expansion.of,
            other=expansion.text,
            source=source,
        )


def explanation_to_dict(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation as `search --explain --json` prints it, strongest reasons first."""
    return {
        "sentence": explanation.unit,
        "lexical": round(explanation.hit.lexical, 4),
        "dense": round(explanation.hit.dense, 4),
        "words": [_word_to_dict(match) for match in explanation.words],
        "lifts": {group: round(lift, 4) for group, lift in explanation.lifts().items()},
        "reasons": [
            {
                "feature": reason.feature,
                "value": round(reason.value, 4),
                "lift": round(reason.lift, 4),
            }
            for reason in explanation.reasons
        ],
    }


def wording_to_dict(wording: Wording) -> dict[str, Any]:
    """Return how a query was read."""
    return {
        "typed": wording.typed,
        "searched": wording.text,
        "changes": [asdict(change) for change in wording.changes],
        "expansions": [asdict(expansion) for expansion in wording.expansions],
    }


def explained_to_dict(
    wording: Wording, explained: Sequence[Explanation], hits: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return what `--explain` adds: the wording, and each hit's explanation beside it."""
    return {
        "wording": wording_to_dict(wording),
        "hits": [
            {**hit, "explain": explanation_to_dict(one)}
            for hit, one in zip(hits, explained, strict=True)
        ],
    }


def _say_word(match: WordMatch, lang: Lang) -> str:
    key = "where-alike" if match.alike else f"where-{match.where}"
    return text(key, lang, term=match.term, alike=match.alike)


def _word_to_dict(match: WordMatch) -> dict[str, Any]:
    return {
        "term": match.term,
        "weight": round(match.weight, 4),
        "where": match.where,
        "alike": match.alike,
    }
