"""What questions are asked of: a line of chips above the question, and the panel to choose in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import Any

import gradio as gr

from corpus import GeungeoError
from index import DocumentRecord, Scope
from ui.messages import Lang, describe, text
from ui.service import Service
from ui.web.chat.scope_text import PARTS, read_scope, scope_parts, scope_text
from ui.web.icons import CROSS, icon_html
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed

# More names in a list to choose from would make the page slow: others are typed.
_MOST_CHOICES = 2_000
_LINE_JS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  const { part, value } = button?.dataset || {};
  if (button) trigger(button.dataset.do, { part, value });
});
"""


class ScopeLine:
    """Holds what is asked of as text (`ui.web.chat.scope_text`), in the page itself.

    So a server that was started anew still asks what the line says.
    """

    def __init__(self, service: Service, labels: Labels, lang: gr.Radio) -> None:
        """Lay the panel and the line out in the Blocks at hand."""
        self._service = service
        self.value = gr.Textbox("", visible=False)
        with gr.Column(elem_id="scope-panel", visible=False) as self.panel:
            lists = {
                part: labels.build(
                    gr.Dropdown,
                    label=f"scope.{part}",
                    multiselect=True,
                    allow_custom_value=True,
                    elem_id=f"scope-{part}",
                )
                for part in ("collection", "folder", "document")
            }
            with gr.Row(elem_id="scope-dates"):
                dates = {
                    part: labels.build(
                        gr.Textbox,
                        label=f"scope.{part}",
                        placeholder="scope.date.hint",
                        lines=1,
                        max_length=20,
                        min_width=120,
                        elem_id=f"scope-{part}",
                    )
                    for part in ("from", "to")
                }
        self.line = build_html(elem_id="scope", js_on_load=_LINE_JS)
        self._fields: dict[str, Any] = {**lists, **dates}
        self.shown = [self.value, self.line]
        at_once: dict[str, Any] = {**HIDDEN, "queue": False}
        fields = [self._fields[part] for part in PARTS]
        every = [*self.shown, self.panel, *fields]
        given = [self.value, lang]
        self.line.expand(self._open, given, every, **at_once)
        self.line.collapse(self._close, given, every, **at_once)
        self.line.delete(self._remove, given, every, **at_once)
        self.line.clear(self._widen, [lang], every, **at_once)
        for part in lists:
            self._fields[part].input(self._pick, [*fields, lang], self.shown, **at_once)
        for part in dates:
            gr.on(
                [self._fields[part].submit, self._fields[part].blur],
                self._pick,
                [*fields, lang],
                self.shown,
                **at_once,
            )

    def show(self, scope: str, lang: Lang) -> Updates:
        """Return the line for a scope, its panel closed."""
        return {self.value: scope, self.line: self.draw(scope, lang)}

    def draw(self, scope: str, lang: Lang, *, is_open: bool = False) -> str:
        """Return the line as HTML."""
        try:
            filters = read_scope(scope)
            left = self._service.scope(filters)
        except GeungeoError as error:
            return line_html(scope, None, 0, lang, is_open=is_open, trouble=describe(error, lang))
        count = left.documents if left else len(self._service.ready_documents())
        return line_html(scope, left, count, lang, is_open=is_open)

    def is_empty(self, scope: str) -> bool:
        """Tell whether a scope leaves nothing to ask, or cannot be read."""
        try:
            left = self._service.scope(read_scope(scope))
        except GeungeoError:
            return True
        return left is not None and not left.passages

    def _open(self, scope: str, lang: Lang) -> Updates:
        """Show the panel, its lists made from the library as it is."""
        chosen = scope_parts(scope)
        records = self._service.ready_documents()
        collections = [one.name for one in self._service.collections()]
        choices: dict[str, Sequence[Any]] = {
            "collection": collections,
            "folder": folder_names(records),
            "document": document_choices(records),
        }
        updates: Updates = {self.panel: changed(visible=True)}
        for part, field in self._fields.items():
            if part in choices:
                picked = chosen.get(part, [])
                picked = picked if isinstance(picked, list) else [picked]
                listed = list(choices[part][:_MOST_CHOICES])
                updates[field] = changed(
                    choices=listed, value=picked, visible=bool(listed or picked)
                )
            else:
                updates[field] = changed(value=str(chosen.get(part, "")))
        return {**updates, self.line: self.draw(scope, lang, is_open=True)}

    def _close(self, scope: str, lang: Lang) -> Updates:
        return {self.panel: changed(visible=False), self.line: self.draw(scope, lang)}

    def _pick(self, *given: Any) -> Updates:  # noqa: ANN401 - the values of the fields
        *values, lang = given
        scope = scope_text(dict(zip(PARTS, values, strict=True)))
        return {self.value: scope, self.line: self.draw(scope, lang, is_open=True)}

    def _remove(self, scope: str, lang: Lang, event: gr.EventData) -> Updates:
        chosen = scope_parts(scope)
        part = str(event.part)
        values = chosen.get(part)
        if isinstance(values, list):
            chosen[part] = [one for one in values if one != event.value]
        else:
            chosen.pop(part, None)
        left = scope_text(chosen)
        return {**self.show(left, lang), self.panel: changed(visible=False)}

    def _widen(self, lang: Lang) -> Updates:
        return {**self.show("", lang), self.panel: changed(visible=False)}


def document_choices(records: Sequence[DocumentRecord]) -> list[tuple[str, str]]:
    """Return the documents as what is read and what is chosen, their paths.

    With the folder that was indexed where two are alike.
    """
    alike = Counter(record.source for record in records)
    choices = {}
    for record in records:
        name = record.source
        if alike[name] > 1:
            name = f"{record.root.rstrip('/').rpartition('/')[2]}/{name}"
        is_titled = record.title and record.title != record.source
        choices[name] = f"{record.title} · {name}" if is_titled else name
    return sorted((shown, name) for name, shown in choices.items())


def folder_names(records: Sequence[DocumentRecord]) -> list[str]:
    """Return the folders of the documents, below the folders that were indexed."""
    found: set[str] = set()
    for record in records:
        parts = record.source.split("/")[:-1]
        found.update("/".join(parts[: end + 1]) for end in range(len(parts)))
    return sorted(found)


def line_html(
    scope: str, left: Scope | None, count: int, lang: Lang, *, is_open: bool, trouble: str = ""
) -> str:
    """Return the line: the button that opens the panel, a chip for each choice, what is left."""
    chips = "".join(
        _chip(part, one, lang)
        for part, value in scope_parts(scope).items()
        for one in (value if isinstance(value, list) else [value])
    )
    is_empty = left is not None and not left.passages
    said = trouble or text("scope.none" if is_empty else "scope.count", lang, count=count)
    if left is not None and left.undated and not is_empty:
        said += f" · {text('scope.undated', lang, count=left.undated)}"
    tone = " bad" if trouble or is_empty else ""
    widen = ""
    if chips:
        widen = (
            f'<button type="button" class="scope-widen button small quiet" data-do="clear">'
            f"{escape(text('scope.widen', lang))}</button>"
        )
    every = "" if chips else f"<b>{escape(text('scope.all', lang))}</b>"
    return (
        '<div class="scope-line"><button type="button" class="scope-open chip"'
        f' data-do="{"collapse" if is_open else "expand"}"'
        f' aria-expanded="{"true" if is_open else "false"}">'
        f'<span>{escape(text("scope.title", lang))}</span>{every}<span class="scope-sign"'
        f' aria-hidden="true">{"▴" if is_open else "▾"}</span></button>{chips}'
        f'<span class="scope-count{tone}" role="status">{escape(said)}</span>{widen}</div>'
    )


def _chip(part: str, value: str, lang: Lang) -> str:
    shown = text(f"scope.of.{part}", lang, value=value)
    label = escape(text("scope.remove", lang, value=shown))
    return (
        f'<span class="scope-chip chip"><span>{escape(shown)}</span>'
        '<button type="button" data-do="delete"'
        f' data-part="{part}" data-value="{escape(value)}" aria-label="{label}" title="{label}">'
        f"{icon_html(CROSS, 12, 2.4)}</button></span>"
    )
