"""A kept run looked at: measures, plots, questions, and what differs from another run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gradio as gr

from assistant import Comparison
from corpus import GeungeoError
from ui.evaluating import Evaluations, KeptRun
from ui.evaluating.questions import (
    ORDERS,
    OUTCOMES,
    SHOWN,
    Choice,
    count_outcomes,
    list_questions,
    page_of,
    turn_to,
)
from ui.messages import Lang, describe, text
from ui.web.evaluate.comparison import comparison_html
from ui.web.evaluate.measures import PLOTTED, head_html, measures_html, plots_html
from ui.web.evaluate.parts import notice
from ui.web.evaluate.questions import table_html
from ui.web.evaluate.runs import name_run
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed

# Rows and pages are buttons in HTML that say which they are.
_PICK_JS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-question], button[data-page]");
  if (!button || button.disabled) return;
  const { question = "", page = "" } = button.dataset;
  trigger("select", { question, page });
});
"""
_MAX_WORDS = 200


class Results:
    """The results of one run; `key` and the filters stand in its components."""

    def __init__(self, evaluations: Evaluations, labels: Labels, lang: gr.Radio) -> None:
        """Lay the view out in the Blocks at hand and wire it."""
        self._evaluations = evaluations
        self._lang = lang
        self.opened = gr.State("")
        self.page = gr.State(0)
        with gr.Row(elem_id="result-choosing"):
            self.run = labels.build(
                gr.Dropdown, label="evaluate.result", choices=[], elem_id="result-run"
            )
            self.against = labels.build(
                gr.Dropdown, label="evaluate.against", choices=[], elem_id="result-against"
            )
        self.head = build_html(elem_id="result-head")
        with gr.Column(visible=False, elem_id="result-body") as self.body:
            self.comparison = build_html(elem_id="result-comparison", js_on_load=_PICK_JS)
            self.measures = build_html(elem_id="result-measures")
            self.plotted = labels.build(
                gr.Dropdown,
                label="evaluate.plot",
                choices=_plotted("ko"),
                elem_id="result-plotted",
            )
            self.plots = build_html(elem_id="result-plots")
            self._build_filters(labels)
            self.table = build_html(elem_id="result-table", js_on_load=_PICK_JS)
        self._wire()

    @property
    def chosen(self) -> list[Any]:
        """What `redraw` needs of the page, in the order of its parameters behind `lang`."""
        return [self.run, self.against, self.plotted, *self._filters, self.opened, self.page]

    @property
    def shown(self) -> list[Any]:
        """Everything that `show` may change."""
        return [
            *self.chosen,
            self.head,
            self.body,
            self.comparison,
            self.measures,
            self.plots,
            self.title,
            self.table,
        ]

    def show(self, key: str | None, lang: Lang, against: str = "") -> Updates:
        """Return a run as it is first looked at: nothing filtered, nothing opened."""
        return self.redraw(lang, key, against, "", "all", "", "", "", "file", "", 0)

    def redraw(
        self,
        lang: Lang,
        key: str | None,
        against: str | None,
        plotted: str | None,
        shown: str | None,
        type_: str | None,
        style: str | None,
        words: str | None,
        order: str | None,
        opened: str,
        page: int,
    ) -> Updates:
        """Return the whole view in `lang`, what was chosen kept."""
        runs = self._evaluations.shelf.runs()
        keys = [run.key for run in runs]
        key = key if key in keys else (keys[0] if keys else None)
        against = against if against in keys and against != key else ""
        named = [(name_run(run), run.key) for run in runs]
        others = [(text("evaluate.against.none", lang), "")]
        others += [(name, other) for name, other in named if other != key]
        updates: Updates = {
            self.run: changed(choices=named, value=key),
            self.against: changed(choices=others, value=against),
        }
        plotted = plotted if plotted in PLOTTED else PLOTTED[1]
        updates[self.plotted] = changed(choices=_plotted(lang), value=plotted)
        if key is None:
            said = notice(text("evaluate.result.none", lang))
            return updates | {self.head: said, self.body: changed(visible=False)}
        try:
            run = self._evaluations.load(key)
            comparison = self._evaluations.compare(key, against) if against else None
        except GeungeoError as error:
            said = notice(describe(error, lang), "bad")
            return updates | {self.head: said, self.body: changed(visible=False)}
        choice = _choose(shown, type_, style, words, order, page)
        return updates | {
            self.head: head_html(run, lang),
            self.body: changed(visible=True),
            self.comparison: self._compared(comparison, against, lang),
            self.measures: measures_html(run, lang),
            self.plots: plots_html(run, plotted, lang),
            self.title: f"<h3>{text('evaluate.questions', lang)}</h3>",
            **self._filter_choices(run, choice, lang),
            **self._rows(run, comparison, choice, opened, lang),
        }

    def _build_filters(self, labels: Labels) -> None:
        self.title = build_html()
        with gr.Row(elem_id="result-filters"):
            fields = {
                name: labels.build(
                    gr.Dropdown,
                    label=f"evaluate.filter.{name}",
                    choices=[],
                    elem_id=f"result-{name}",
                    min_width=150,
                )
                for name in ("shown", "type", "style")
            }
            words = labels.build(
                gr.Textbox,
                label="evaluate.filter.words",
                placeholder="evaluate.filter.hint",
                max_length=_MAX_WORDS,
                elem_id="result-words",
                min_width=180,
            )
            order = labels.build(
                gr.Dropdown,
                label="evaluate.filter.order",
                choices=[],
                elem_id="result-order",
                min_width=150,
            )
        self._filters = [fields["shown"], fields["type"], fields["style"], words, order]

    def _wire(self) -> None:
        chosen = [self._lang, *self.chosen]
        self.run.input(
            self._show_chosen, [self.run, self.against, self._lang], self.shown, **HIDDEN
        )
        self.against.input(self.redraw, chosen, self.shown, **HIDDEN)
        self.plotted.input(self._plot, [self.run, self.plotted, self._lang], self.plots, **HIDDEN)
        rows = [self.table, self.opened, self.page]
        filters = [self.run, self.against, *self._filters]
        last: dict[str, Any] = {**HIDDEN, "trigger_mode": "always_last"}
        for field in self._filters:
            field.input(self._filter, [*filters, self._lang], rows, **last)
        self.table.select(
            self._pick, [*filters, self.opened, self.page, self._lang], rows, **HIDDEN
        )
        self.comparison.select(
            self._jump,
            [self.run, self.against, self._lang],
            [*self._filters, *rows],
            **HIDDEN,
        ).then(None, None, None, js="() => geungeo.seeOpened()", **HIDDEN)

    def _show_chosen(self, key: str | None, against: str | None, lang: Lang) -> Updates:
        return self.show(key, lang, against or "")

    def _plot(self, key: str | None, name: str | None, lang: Lang) -> str:
        try:
            return plots_html(self._evaluations.load(key or ""), name or "", lang)
        except GeungeoError as error:
            return notice(describe(error, lang), "bad")

    def _filter(
        self,
        key: str | None,
        against: str | None,
        shown: str | None,
        type_: str | None,
        style: str | None,
        words: str | None,
        order: str | None,
        lang: Lang,
    ) -> Updates:
        choice = _choose(shown, type_, style, words, order)
        return self._turn(key, against, choice, "", lang)

    def _pick(
        self,
        key: str | None,
        against: str | None,
        shown: str | None,
        type_: str | None,
        style: str | None,
        words: str | None,
        order: str | None,
        opened: str,
        page: int,
        lang: Lang,
        event: gr.EventData,
    ) -> Updates:
        """Open a question, close it when it is open, or turn the page."""
        choice = _choose(shown, type_, style, words, order, page)
        asked, turned = str(event.question), str(event.page)
        if turned.isdecimal():
            return self._turn(key, against, replace(choice, page=int(turned)), "", lang)
        return self._turn(key, against, choice, "" if asked == opened else asked, lang)

    def _jump(
        self, key: str | None, against: str | None, lang: Lang, event: gr.EventData
    ) -> Updates:
        """Open a question that a comparison names, on its page, with nothing filtered."""
        asked = str(event.question)
        try:
            run = self._evaluations.load(key or "")
        except GeungeoError as error:
            return {self.table: notice(describe(error, lang), "bad")}
        choice = Choice(page=page_of(list_questions(run), asked))
        return self._filter_choices(run, choice, lang) | self._turn(
            key, against, choice, asked, lang
        )

    def _turn(
        self, key: str | None, against: str | None, choice: Choice, opened: str, lang: Lang
    ) -> Updates:
        try:
            run = self._evaluations.load(key or "")
            comparison = self._evaluations.compare(key or "", against) if against else None
        except GeungeoError as error:
            return {self.table: notice(describe(error, lang), "bad")}
        return self._rows(run, comparison, choice, opened, lang)

    def _rows(
        self,
        run: KeptRun,
        comparison: Comparison | None,
        choice: Choice,
        opened: str,
        lang: Lang,
    ) -> Updates:
        shown = turn_to(list_questions(run), choice)
        changes = (
            {change.question.id: change for change in comparison.changes} if comparison else {}
        )
        return {
            self.table: table_html(shown, opened, changes, lang),
            self.opened: opened,
            self.page: shown.page,
        }

    def _compared(self, comparison: Comparison | None, against: str, lang: Lang) -> str:
        if comparison is None:
            return ""
        earlier = self._evaluations.load(against).summary
        return comparison_html(comparison, earlier, lang)

    def _filter_choices(self, run: KeptRun, choice: Choice, lang: Lang) -> Updates:
        questions = list_questions(run)
        counts = count_outcomes(questions)
        failed = sum(not question.is_good for question in questions)
        shown = [("all", len(questions)), ("failed", failed)]
        shown += [(name, counts[name]) for name in OUTCOMES if counts[name]]
        groups = {
            "type": sorted({question.gold.type for question in questions}),
            "style": sorted({question.gold.style for question in questions}),
        }
        any_ = [(text("evaluate.filter.any", lang), "")]
        field_shown, field_type, field_style, field_words, field_order = self._filters
        return {
            field_shown: changed(
                choices=[(_count(name, count, lang), name) for name, count in shown],
                value=choice.shown if choice.shown in dict(shown) else "all",
            ),
            field_type: changed(
                choices=[*any_, *((name, name) for name in groups["type"])], value=choice.type
            ),
            field_style: changed(
                choices=[*any_, *((name, name) for name in groups["style"])], value=choice.style
            ),
            field_words: choice.words,
            field_order: changed(
                choices=[(text(f"evaluate.order.{name}", lang), name) for name in ORDERS],
                value=choice.order,
            ),
        }


def _choose(
    shown: str | None,
    type_: str | None,
    style: str | None,
    words: str | None,
    order: str | None,
    page: int = 0,
) -> Choice:
    """Return what the fields say; a field that was never drawn says nothing."""
    return Choice(
        shown=shown if shown and shown in SHOWN else "all",
        type=type_ or "",
        style=style or "",
        words=(words or "")[:_MAX_WORDS],
        order=order if order and order in ORDERS else "file",
        page=page,
    )


def _count(name: str, count: int, lang: Lang) -> str:
    key = f"evaluate.shown.{name}" if name in ("all", "failed") else f"evaluate.outcome.{name}"
    return text("evaluate.shown.count", lang, name=text(key, lang), count=count)


def _plotted(lang: Lang) -> list[tuple[str, str]]:
    return [(text(f"metric.{name}", lang), name) for name in PLOTTED]
