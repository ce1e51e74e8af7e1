"""A turn of a conversation as the JSON that is kept of it, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from assistant import dump_answer, load_answer
from corpus import GeungeoError
from index import KeptTurn
from ui.web.chat.conversation import Turn
from ui.web.chat.scope_text import MAX_SCOPE_CHARS

# What a turn says that was asked and never came to an end.
UNFINISHED = "answer-unfinished"
_MAX_DETAIL_CHARS = 500
_MAX_DETAILS = 20
# What is written of a turn is bounded; only documents of thousands of pages come near.
_MOST_CHARS = 1_000_000


def turn_to_json(turn: Turn) -> str:
    """Return a turn as it is kept."""
    return json.dumps(
        {
            "question": turn.question,
            "at": turn.at,
            "is_stopped": turn.is_stopped,
            "answer": dump_answer(turn.answer) if turn.answer else None,
            "failure": _failure_to_json(turn.failure),
            "scope": turn.scope,
            "is_renewed": turn.is_renewed,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def turn_from_json(kept: KeptTurn) -> Turn:
    """Return a kept turn as far as it can be read; one without an end says so."""
    try:
        data = json.loads(kept.data)
    except (ValueError, RecursionError):
        data = None
    data = data if isinstance(data, dict) else {}
    answer = load_answer(data.get("answer"))
    failure = None if answer else _failure_from_json(data.get("failure"))
    is_stopped = data.get("is_stopped") is True
    if answer is None and failure is None and not is_stopped:
        # Written when it was asked, and never again: the server went, or is still at it.
        failure = GeungeoError(UNFINISHED)
    question, at, scope = data.get("question"), data.get("at"), data.get("scope")
    return Turn(
        kept.number,
        question if isinstance(question, str) else "?",
        answer,
        failure,
        is_stopped,
        at if isinstance(at, str) else "",
        is_kept=True,
        scope=scope if isinstance(scope, str) and len(scope) <= MAX_SCOPE_CHARS else "",
        is_renewed=data.get("is_renewed") is True,
    )


def short_json(turn: Turn) -> str:
    """Return a turn as it is kept, without the hits that it does not show if it is too long."""
    told = turn_to_json(turn)
    if len(told) <= _MOST_CHARS or turn.answer is None:
        return told
    return turn_to_json(replace(turn, answer=replace(turn.answer, passages=())))


def _failure_to_json(failure: GeungeoError | None) -> dict[str, Any] | None:
    if failure is None:
        return None
    details = {str(key): str(value) for key, value in failure.details.items()}
    return {"code": failure.code, "details": details}


def _failure_from_json(data: object) -> GeungeoError | None:
    if not isinstance(data, dict) or not isinstance(data.get("code"), str):
        return None
    told = data.get("details")
    details = list(told.items())[:_MAX_DETAILS] if isinstance(told, dict) else []
    failure = GeungeoError(data["code"])
    failure.details = {str(key): str(value)[:_MAX_DETAIL_CHARS] for key, value in details}
    return failure
