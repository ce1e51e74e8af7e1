"""The page: asking beside its evidence, the documents, the search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from corpus import GeungeoError
from ui.messages import Lang, describe, text
from ui.service import Service
from ui.uploads import Upload
from ui.web import conversation
from ui.web.conversation import Turns
from ui.web.endpoints import add_endpoints
from ui.web.evidence import panel_html, results_html, used_citations
from ui.web.jobs import Jobs, JobState
from ui.web.listing import documents_html, failed_html, progress_html, received_html

_LOGO = (Path(__file__).parent / "logo.svg").read_text(encoding="utf-8")
_REMOVE_JS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button.remove");
  if (button && confirm(button.dataset.ask)) trigger("delete", { path: button.dataset.path });
});
"""
Updates = dict[Any, Any]
# Asking is quick and mostly waits its turn for the processor; more would only queue deeper.
_ASK_AT_ONCE = 4
_HIDDEN = "private"


class Page:
    """The components of the page and what happens between them."""

    def __init__(self, service: Service) -> None:
        """Lay out the page for `service` in the Blocks at hand and wire it."""
        self._service = service
        self._jobs = Jobs(service)
        self._labels: list[tuple[Any, dict[str, str]]] = []
        self.turns = gr.State(())
        self.job = gr.State("")
        self._header()
        with gr.Tabs(elem_id="tabs"):
            with self._labelled(gr.Tab, id="ask", label="tab.ask"):
                self._ask_tab()
            with self._labelled(gr.Tab, id="documents", label="tab.documents") as documents:
                self._documents_tab()
            with self._labelled(gr.Tab, id="search", label="tab.search"):
                self._search_tab()
        self._wire_asking()
        self._wire_documents(documents)
        self._wire_searching()
        self._wire_language()

    # Layout

    def _labelled(self, kind: Any, **settings: Any) -> Any:  # noqa: ANN401 - any component
        """Build a component whose words follow the language; those are given by key."""
        worded = ("label", "placeholder", "value", "submit_btn")
        keys = {name: settings[name] for name in worded if name in settings}
        component = kind(**settings | {name: text(key) for name, key in keys.items()})
        self._labels.append((component, keys))
        return component

    def _header(self) -> None:
        with gr.Row(elem_id="header", equal_height=True):
            self.brand = gr.HTML(
                _brand("ko"), elem_id="brand", padding=False, apply_default_css=False
            )
            self.lang = gr.Radio(
                [("한국어", "ko"), ("English", "en")],
                value="ko",
                label=text("language"),
                show_label=False,
                container=False,
                elem_id="language",
            )
            self.theme = gr.HTML(
                _theme_button("ko"), elem_id="theme-box", padding=False, apply_default_css=False
            )

    def _ask_tab(self) -> None:
        with gr.Row(elem_id="ask"):
            with gr.Column(elem_id="talk", scale=7, min_width=300):
                self.chat = self._labelled(
                    gr.Chatbot,
                    elem_id="chat",
                    label="chat.label",
                    show_label=False,
                    container=False,
                    buttons=[],
                    latex_delimiters=[],
                    group_consecutive_messages=False,
                    layout="bubble",
                    height=None,
                )
                with gr.Row(elem_id="asking", equal_height=True):
                    self.question = self._labelled(
                        gr.Textbox,
                        label="chat.question",
                        placeholder="chat.placeholder",
                        show_label=False,
                        container=False,
                        lines=1,
                        max_lines=6,
                        elem_id="question",
                        scale=1,
                    )
                    self.send = self._labelled(
                        gr.Button, value="chat.send", variant="primary", elem_id="send", min_width=0
                    )
                    self.stop = self._labelled(
                        gr.Button, value="chat.stop", elem_id="stop", visible=False, min_width=0
                    )
                    self.new = self._labelled(
                        gr.Button, value="chat.new", elem_id="new", variant="secondary", min_width=0
                    )
            with gr.Column(elem_id="proof", scale=5, min_width=300):
                self.proof_title = gr.HTML(
                    _proof_title("ko"), padding=False, apply_default_css=False
                )
                self.evidence = gr.HTML(
                    panel_html((), self._service.surroundings, "ko"),
                    elem_id="evidence",
                    padding=False,
                    apply_default_css=False,
                )

    def _documents_tab(self) -> None:
        with gr.Column(elem_id="documents"):
            self.files = self._labelled(
                gr.File,
                label="documents.upload",
                file_count="multiple",
                elem_id="upload",
                height=150,
            )
            self.limit = gr.HTML(self._limit("ko"), padding=False, apply_default_css=False)
            self.progress = gr.HTML("", elem_id="progress", padding=False, apply_default_css=False)
            self.cancel = self._labelled(
                gr.Button, value="documents.cancel", visible=False, elem_id="cancel", size="sm"
            )
            self.listing = gr.HTML(
                "",
                elem_id="listing",
                padding=False,
                apply_default_css=False,
                js_on_load=_REMOVE_JS,
                min_height=40,
            )

    def _search_tab(self) -> None:
        with gr.Column(elem_id="search"):
            with gr.Row(elem_id="searching", equal_height=True):
                self.query = self._labelled(
                    gr.Textbox,
                    label="search.label",
                    placeholder="search.placeholder",
                    show_label=False,
                    container=False,
                    elem_id="query",
                    scale=1,
                )
                self.find = self._labelled(
                    gr.Button, value="search.button", variant="primary", elem_id="find", min_width=0
                )
            self.results = gr.HTML("", elem_id="results", padding=False, apply_default_css=False)

    # Asking

    def _wire_asking(self) -> None:
        busy = [self.turns, self.question, self.chat, self.evidence, self.send, self.stop]
        asking = gr.on(
            [self.question.submit, self.send.click],
            self._answer,
            [self.question, self.turns, self.lang],
            busy,
            show_progress="hidden",
            api_visibility=_HIDDEN,
            concurrency_limit=_ASK_AT_ONCE,
        )
        example = self.chat.example_select(
            self._answer_example,
            [self.turns, self.lang],
            busy,
            show_progress="hidden",
            api_visibility=_HIDDEN,
            concurrency_limit=_ASK_AT_ONCE,
        )
        self.stop.click(
            self._stop,
            [self.turns, self.lang],
            busy,
            cancels=[asking, example],
            show_progress="hidden",
            api_visibility=_HIDDEN,
            queue=False,
        )
        self.new.click(
            self._restart,
            [self.lang],
            busy,
            cancels=[asking, example],
            show_progress="hidden",
            api_visibility=_HIDDEN,
            queue=False,
        )

    def _answer(self, question: str, turns: Turns, lang: Lang) -> Iterator[Updates]:
        """Stream an answer; the panel is made anew only when a citation comes to it."""
        updates: Updates = {self.question: question}
        if not question.strip():
            yield updates
            return
        drawn, panel = -1, ""
        for grown in conversation.ask(self._service, turns, question):
            used = len(used_citations(grown[-1]))
            if used != drawn or _is_whole(grown[-1]):
                drawn, panel = used, self._panel(grown, lang)
            # Everything each time: the page may take the last of several and skip the others.
            updates = self._shown(grown, lang, panel) | self._working(True)
            yield updates | {self.question: ""}
        yield updates | self._working(False)

    def _answer_example(self, turns: Turns, lang: Lang, picked: gr.SelectData) -> Iterator[Updates]:
        yield from self._answer(str(picked.value["text"]), turns, lang)

    def _stop(self, turns: Turns, lang: Lang) -> Updates:
        turns = conversation.stop(turns)
        return self._shown(turns, lang) | self._working(False)

    def _restart(self, lang: Lang) -> Updates:
        return self._shown((), lang) | self._working(False)

    def _shown(self, turns: Turns, lang: Lang, panel: str | None = None) -> Updates:
        return {
            self.turns: turns,
            self.chat: conversation.messages(turns, lang),
            self.evidence: self._panel(turns, lang) if panel is None else panel,
        }

    def _working(self, is_busy: bool) -> Updates:
        return {self.send: gr.update(visible=not is_busy), self.stop: gr.update(visible=is_busy)}

    def _panel(self, turns: Turns, lang: Lang) -> str:
        return panel_html(turns, self._service.surroundings, lang)

    # Documents

    def _wire_documents(self, tab: gr.Tab) -> None:
        shown = [self.job, self.files, self.progress, self.cancel, self.listing]
        self.files.upload(
            self._receive,
            [self.files, self.lang],
            shown,
            preprocess=False,
            show_progress="hidden",
            api_visibility=_HIDDEN,
        ).then(self._welcome, [self.lang], [self.chat], api_visibility=_HIDDEN)
        self.cancel.click(self._jobs.cancel, [self.job], None, api_visibility=_HIDDEN, queue=False)
        self.listing.delete(
            self._remove,
            [self.lang],
            [self.listing, self.progress],
            show_progress="hidden",
            api_visibility=_HIDDEN,
        )
        tab.select(
            self._list, [self.lang], [self.listing], show_progress="hidden", api_visibility=_HIDDEN
        )

    def _receive(self, files: list[dict[str, Any]] | None, lang: Lang) -> Iterator[Updates]:
        uploads = [
            Upload(Path(file["path"]), file.get("orig_name") or Path(file["path"]).name)
            for file in files or []
        ]
        for state in self._jobs.run(uploads):
            is_done = state.received is not None or state.failure is not None
            updates = {
                self.job: state.job,
                self.progress: _job_html(state, lang),
                self.cancel: gr.update(visible=not is_done),
            }
            if is_done:
                for upload in uploads:
                    upload.path.unlink(missing_ok=True)
                updates[self.files] = gr.update(value=None)
                updates[self.listing] = self._list(lang)
            yield updates

    def _remove(self, lang: Lang, event: gr.EventData) -> Updates:
        try:
            self._service.remove(Path(str(event.path)))
        except GeungeoError as error:
            return {self.progress: failed_html(describe(error, lang))}
        return {self.listing: self._list(lang), self.progress: ""}

    def _list(self, lang: Lang) -> str:
        return documents_html(self._service.documents(), lang)

    def _limit(self, lang: Lang) -> str:
        limit = self._service.max_upload_bytes // 2**20
        return f'<p class="quiet">{text("documents.limit", lang, limit_mb=limit)}</p>'

    # Searching

    def _wire_searching(self) -> None:
        gr.on(
            [self.query.submit, self.find.click],
            self._search,
            [self.query, self.lang],
            [self.results],
            show_progress="hidden",
            api_visibility=_HIDDEN,
            concurrency_limit=_ASK_AT_ONCE,
        )

    def _search(self, query: str, lang: Lang) -> str:
        if not query.strip():
            return ""
        try:
            return results_html(query, self._service.search(query), lang)
        except GeungeoError as error:
            return failed_html(describe(error, lang))

    # Language

    def _wire_language(self) -> None:
        drawn = [self.brand, self.theme, self.proof_title, self.limit, self.listing, self.chat]
        drawn += [self.evidence, *(component for component, _ in self._labels)]
        outputs = list(dict.fromkeys(drawn))
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": _HIDDEN}
        gr.on(None, None, None, [self.lang], js="() => geungeo.language()", **quiet).then(
            self._say, [self.lang, self.turns], outputs, **quiet
        )
        self.lang.input(
            self._say,
            [self.lang, self.turns],
            outputs,
            js="(lang, turns) => [geungeo.setLanguage(lang), turns]",
            **quiet,
        )

    def _say(self, lang: Lang, turns: Turns) -> Updates:
        """Return every word of the page in `lang`, what is on it kept."""
        updates: Updates = {
            component: _changed(**{name: text(key, lang) for name, key in keys.items()})
            for component, keys in self._labels
        }
        chat = {"label": text("chat.label", lang), "value": conversation.messages(turns, lang)}
        return updates | {
            self.brand: _brand(lang),
            self.theme: _theme_button(lang),
            self.proof_title: _proof_title(lang),
            self.limit: self._limit(lang),
            self.listing: self._list(lang),
            self.evidence: self._panel(turns, lang),
            self.chat: _changed(**chat, **self._greeting(lang)),
        }

    def _welcome(self, lang: Lang) -> Updates:
        return {self.chat: _changed(**self._greeting(lang))}

    def _greeting(self, lang: Lang) -> dict[str, Any]:
        count = sum(record.state == "indexed" for record in self._service.documents())
        key = "welcome.body" if count else "welcome.empty"
        return {
            "placeholder": f"## {text('welcome.title', lang)}\n\n{text(key, lang, count=count)}",
            "examples": [{"text": example} for example in self._service.examples(lang)],
        }


def build_app(service: Service) -> gr.Blocks:
    """Return the page with its named endpoints, not yet served."""
    blocks: gr.Blocks = gr.Blocks(
        title=f"{text('product')} · {text('tagline')}",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(600, 3600),
    )
    with blocks:
        Page(service)
        add_endpoints(service)
    return blocks


def _changed(**properties: Any) -> dict[str, Any]:  # noqa: ANN401 - any property of any component
    """Return an update of properties of a component (`gr.update` with looser types)."""
    return dict(gr.update(**properties))


def _is_whole(turn: conversation.Turn) -> bool:
    """Tell whether near misses may have come, which only the last part brings."""
    return turn.answer is not None and bool(turn.answer.near_misses)


def _job_html(state: JobState, lang: Lang) -> str:
    if state.failure is not None:
        return failed_html(describe(state.failure, lang))
    if state.received is not None:
        return received_html(state.received, lang)
    return progress_html(state.progress, lang)


def _brand(lang: Lang) -> str:
    return (
        f'<div class="brand">{_LOGO}<h1>{text("product", lang)}</h1>'
        f"<p>{text('tagline', lang)}</p></div>"
    )


def _theme_button(lang: Lang) -> str:
    label = text("theme", lang)
    return (
        f'<button type="button" id="theme" aria-label="{label}" title="{label}">'
        '<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">'
        '<circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="1.8"/>'
        '<path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor"/></svg></button>'
    )


def _proof_title(lang: Lang) -> str:
    return f'<h2 class="proof-title">{text("evidence.title", lang)}</h2>'
