"""Completing drafts: what thumbs left behind becomes a gold question of the library's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gradio as gr

from corpus import GeungeoError
from ui.evaluating import Completed, Draft, Evaluations
from ui.messages import Lang, describe, text
from ui.web.evaluate.draft_list import added_html, check_html, drafts_html, own_html, said_html
from ui.web.evaluate.parts import notice
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed
from ui.web.notices import failure_html

# The gold format's own; others may be typed.
TYPES = (
    "fact-number",
    "fact-entity",
    "date",
    "definition",
    "list",
    "comparison",
    "table-cell",
    "why-how",
    "cross-document",
    "unanswerable",
)
STYLES = ("polite", "casual", "keyword", "paraphrase", "typo", "follow-up", "English", "Chinese")
_MAX_CHARS = 8_000
_MAX_QUESTION = 1_000
_PICK_JS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-draft], button[data-drop]");
  if (!button) return;
  const { draft, drop } = button.dataset;
  if (draft) trigger("select", { key: draft });
  if (drop) trigger("delete", { key: drop });
});
"""


class Drafts:
    """The drafts at left, the one at hand in a form at right, the library's own set below."""

    def __init__(self, evaluations: Evaluations, labels: Labels, lang: gr.Radio) -> None:
        """Lay the view out in the Blocks at hand and wire it."""
        self._evaluations = evaluations
        self._lang = lang
        self.chosen = gr.State("")
        with gr.Row(elem_id="drafting"):
            with gr.Column(scale=5, min_width=280):
                self.listing = build_html(elem_id="draft-list", js_on_load=_PICK_JS)
            with gr.Column(scale=7, min_width=300, elem_id="draft-side"):
                self.hint = build_html()
                with gr.Column(visible=False, elem_id="draft-form") as self.form:
                    self._build_form(labels)
        self.own = build_html(elem_id="draft-own", js_on_load=_PICK_JS)
        self._wire()

    @property
    def shown(self) -> list[Any]:
        """Everything that `draw` may change."""
        return [self.listing, self.own, self.hint, self.form, self.chosen]

    def draw(self, chosen: str, lang: Lang) -> Updates:
        """Return the lists as the library now is; a form that is open stays."""
        try:
            drafts = self._evaluations.own.drafts()
            records = self._evaluations.own.records()
        except GeungeoError as error:
            return {
                self.listing: notice(describe(error, lang), "bad"),
                self.own: "",
                self.hint: "",
                self.form: changed(visible=False),
                self.chosen: "",
            }
        is_open = any(draft.id == chosen for draft in drafts)
        hint = "" if is_open or not drafts else text("evaluate.drafts.choose", lang)
        return {
            self.listing: drafts_html(drafts, chosen if is_open else "", lang),
            self.own: own_html(records, lang),
            self.hint: notice(hint) if hint else "",
            self.form: changed(visible=is_open),
            self.chosen: chosen if is_open else "",
        }

    def _build_form(self, labels: Labels) -> None:
        self.said = build_html(elem_id="draft-said")
        self.question = labels.build(
            gr.Textbox,
            label="evaluate.form.question",
            lines=2,
            max_length=_MAX_QUESTION,
            elem_id="draft-question",
        )
        self.answerable = labels.build(
            gr.Checkbox, label="evaluate.form.answerable", elem_id="draft-answerable"
        )
        with gr.Column(elem_id="draft-proof") as self.proof:
            self.answers = labels.build(
                gr.Textbox,
                label="evaluate.form.answers",
                placeholder="evaluate.form.answers.hint",
                lines=2,
                max_length=_MAX_CHARS,
                elem_id="draft-answers",
            )
            self.document = labels.build(
                gr.Dropdown, label="evaluate.form.document", choices=[], elem_id="draft-document"
            )
            self.quotes = labels.build(
                gr.Textbox,
                label="evaluate.form.quotes",
                placeholder="evaluate.form.quotes.hint",
                lines=4,
                max_length=_MAX_CHARS,
                elem_id="draft-quotes",
            )
        with gr.Row():
            self.type = labels.build(
                gr.Dropdown,
                label="evaluate.form.type",
                choices=list(TYPES),
                allow_custom_value=True,
                elem_id="draft-type",
                min_width=140,
            )
            self.style = labels.build(
                gr.Dropdown,
                label="evaluate.form.style",
                choices=list(STYLES),
                allow_custom_value=True,
                elem_id="draft-style",
                min_width=140,
            )
        self.checked = build_html(elem_id="draft-checked")
        with gr.Row(elem_id="draft-buttons", equal_height=True):
            self.check = labels.build(
                gr.Button, value="evaluate.form.check", elem_id="draft-check", min_width=0
            )
            self.add = labels.build(
                gr.Button,
                value="evaluate.form.add",
                variant="primary",
                elem_id="draft-add",
                min_width=0,
            )
        self._fields = [
            self.question,
            self.answerable,
            self.answers,
            self.document,
            self.quotes,
            self.type,
            self.style,
        ]

    def _wire(self) -> None:
        filled = [*self.shown, *self._fields, self.proof, self.said, self.checked]
        self.listing.select(self._open, [self._lang], filled, **HIDDEN).then(
            None, None, None, js="() => geungeo.seeForm()", **HIDDEN
        )
        asked = [self.chosen, *self._fields, self._lang]
        self.check.click(self._check, asked, [self.checked], **HIDDEN)
        self.add.click(self._add, asked, [*self.shown, self.checked], **HIDDEN)
        self.own.delete(self._drop, [self.chosen, self._lang], self.shown, **HIDDEN)
        self.answerable.change(
            lambda is_answerable: changed(visible=bool(is_answerable)),
            [self.answerable],
            [self.proof],
            **HIDDEN,
        )

    def _open(self, lang: Lang, event: gr.EventData) -> Updates:
        key = str(event.key)
        updates = self.draw(key, lang)
        draft = self._find(key)
        if draft is None:
            return updates
        begun = self._begun(draft)
        sources = self._evaluations.sources()
        named = begun.document if begun.document in sources else None
        return updates | {
            self.question: begun.question,
            self.answerable: begun.answerable,
            self.answers: "\n".join(begun.answers),
            self.document: changed(choices=sources, value=named),
            self.quotes: "\n\n".join(begun.quotes),
            self.type: begun.type or None,
            self.style: begun.style or None,
            self.proof: changed(visible=begun.answerable),
            self.said: said_html(draft, lang),
            self.checked: "",
        }

    def _check(self, key: str, *given: Any) -> str:  # noqa: ANN401 - the form's values
        lang: Lang = given[-1]
        try:
            completed = self._complete(key, *given[:-1])
            check = self._evaluations.check_draft(completed)
        except GeungeoError as error:
            return failure_html(error, lang)
        return check_html(check, check.file, lang)

    def _add(self, key: str, *given: Any) -> Updates:  # noqa: ANN401 - the form's values
        """Add the question where nothing is wrong with it."""
        lang: Lang = given[-1]
        try:
            completed = self._complete(key, *given[:-1])
            check = self._evaluations.check_draft(completed)
            if check.errors:
                return {self.checked: check_html(check, check.file, lang)}
            self._evaluations.own.add(completed)
        except GeungeoError as error:
            said = failure_html(error, lang)
            return {self.checked: said}
        return {**self.draw(key, lang), self.checked: added_html(lang)}

    def _drop(self, chosen: str, lang: Lang, event: gr.EventData) -> Updates:
        try:
            self._evaluations.own.drop(str(event.key))
        except GeungeoError as error:
            return {self.own: notice(describe(error, lang), "bad")}
        return self.draw(chosen, lang)

    def _find(self, key: str) -> Draft | None:
        try:
            drafts = self._evaluations.own.drafts()
        except GeungeoError:
            return None
        return next((draft for draft in drafts if draft.id == key), None)

    def _begun(self, draft: Draft) -> Completed:
        """Return what the form begins with: as it is in the set, else what a 👍 vouches for."""
        record: Mapping[str, Any] = draft.record
        own = next((one for one in self._evaluations.own.records() if one["id"] == draft.id), None)
        if own is not None:
            return _read(own)
        if record.get("verdict") == "up":
            begun = _read(record)
            return Completed(
                begun.id,
                begun.question,
                begun.answerable,
                document=begun.document,
                quotes=begun.quotes,
                style=begun.style,
                context=begun.context,
            )
        style = "follow-up" if record["context"] else ""
        context = tuple(record["context"])
        return Completed(draft.id, record["question"], True, style=style, context=context)

    def _complete(
        self,
        key: str,
        question: str,
        answerable: bool,
        answers: str,
        document: str | None,
        quotes: str,
        type_: str | None,
        style: str | None,
    ) -> Completed:
        draft = self._find(key)
        given = [" ".join(piece.split()) for piece in (quotes or "").split("\n\n")]
        return Completed(
            key,
            " ".join(question.split()),
            bool(answerable),
            answers=tuple(line.strip() for line in (answers or "").splitlines() if line.strip()),
            document=document or "",
            quotes=tuple(filter(None, given)),
            type=(type_ or ("other" if answerable else "unanswerable"))[:60],
            style=(style or "other")[:60],
            context=tuple(draft.record["context"]) if draft is not None else (),
        )


def _read(record: Mapping[str, Any]) -> Completed:
    """Return a record as the form shows it: quotations of the first document alone."""
    evidence = record.get("evidence") or []
    document = str(evidence[0]["doc"]) if evidence else ""
    style = str(record.get("style") or "")
    return Completed(
        str(record["id"]),
        str(record["question"]),
        bool(record["answerable"]),
        tuple(map(str, record.get("answers") or ())),
        document,
        tuple(str(one["quote"]) for one in evidence if one["doc"] == document),
        "" if record.get("type") == "feedback" else str(record.get("type") or ""),
        "" if style == "feedback" else style,
        tuple(map(str, record.get("context") or ())),
    )
