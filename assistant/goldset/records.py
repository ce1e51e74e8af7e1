"""A gold question as a line of its file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from assistant.evaluation.gold import GoldQuestion

Json = dict[str, Any]


def to_record(question: GoldQuestion, extra: Mapping[str, object] | None = None) -> Json:
    """Return the question as the gold format holds it; `extra` are an author's own keys.

    `requires` names the sets of more than one evidence; those that suffice alone need none,
    unless they stand in a set as well.
    """
    grouped = {n for group in question.alternatives if len(group) > 1 for n in group}
    requires = [
        list(group) for group in question.alternatives if len(group) > 1 or group[0] in grouped
    ]
    record: Json = {
        "id": question.id,
        "question": question.question,
        "type": question.type,
        "style": question.style,
        "answerable": question.answerable,
        "answers": list(question.answers),
        "evidence": [{"doc": one.doc, "quote": one.quote} for one in question.evidence],
        "requires": requires or None,
        "context": list(question.context),
    }
    if question.nuggets:
        record["nuggets"] = [list(part) for part in question.nuggets]
    if question.draft:
        record["draft"] = True
    return record | dict(extra or {})


def to_line(record: Mapping[str, object]) -> str:
    """Return a record as one line of a gold file, its end included."""
    return json.dumps(record, ensure_ascii=False) + "\n"
