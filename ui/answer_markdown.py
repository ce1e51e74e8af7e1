"""An answer as a chat message: how the question was understood, its state, the text, its notes."""

from __future__ import annotations

from assistant import Answer
from ui.messages import Lang, describe_note, text
from ui.outcomes import advice_lines, outcome_name, say_missing
from ui.rendering import doubted, plain_markdown, safe_markdown
from ui.rewording import say_changes
from ui.table_lines import lay_out_rows

# How the assistant marks a sentence that only a model says (`assistant.proving`).
_UNPROVED = " (미확인)"


def answer_markdown(answer: Answer, turn: int, lang: Lang) -> str:
    """Return an answer as a chat message; what is not proved is marked where it stands."""
    parts = []
    if answer.understood.strip() != answer.question.strip():
        parts.append(_understood(answer, turn, lang))
    parts.append(state_line(answer, lang))
    if answer.text.strip():
        parts.append(_text(answer, turn, lang))
    if answer.missing:
        parts.append(f'<span class="missing">{plain_markdown(say_missing(answer, lang))}</span>')
    for code in answer.notes:
        parts.append(f'<span class="note">{plain_markdown(describe_note(code, lang))}</span>')
    for line in advice_lines(answer, lang):
        parts.append(f'<span class="note">{plain_markdown(line)}</span>')
    return "\n\n".join(parts)


def state_line(answer: Answer, lang: Lang) -> str:
    """Return the line that says how far the documents answer the question, and what is doubtful."""
    used = {n for sentence in answer.sentences for n in sentence.citations}
    checked = sum(citation.verified for citation in answer.citations if citation.n in used)
    outcome = outcome_name(answer)
    name = text(f"state.{outcome}", lang)
    hint = text(f"state.{outcome}.hint", lang, count=checked)
    line = f'<span class="state state-{outcome}">{name}</span>'
    if doubtful := count_unproved(answer):
        said = text("state.unproved", lang, count=doubtful)
        line += f' <span class="state state-unproved">{said}</span>'
    return f'{line} <span class="state-hint">{hint}</span>'


def count_unproved(answer: Answer) -> int:
    """Return how many sentences no verified citation proves."""
    if outcome_name(answer) == "talk":
        return 0
    verified = {citation.n for citation in answer.citations if citation.verified}
    return sum(not verified.intersection(one.citations) for one in answer.sentences)


def _understood(answer: Answer, turn: int, lang: Lang) -> str:
    """Return how a follow-up was understood; the link takes it into the question's box."""
    said = text("understood", lang, question=plain_markdown(answer.understood))
    correct = f"[{text('understood.correct', lang)}](#correct-{turn})"
    changed = plain_markdown(say_changes(answer.changes, lang))
    lines = "<br>".join(filter(None, (f"{said} {correct}", changed)))
    return f'<span class="understood">{lines}</span>'


def _text(answer: Answer, turn: int, lang: Lang) -> str:
    known = {citation.n for citation in answer.citations}
    word = text("evidence.unverified", lang)
    doubts = {citation.n: word for citation in answer.citations if not citation.verified}
    shown = safe_markdown(lay_out_rows(answer, lang), turn, known, doubts)
    if any(not sentence.citations for sentence in answer.sentences):
        shown = shown.replace(_UNPROVED, f" {doubted(word)}")
    return shown
