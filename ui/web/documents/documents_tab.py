"""The documents: uploading with progress, collections, the list, what is done to chosen ones."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from corpus import GeungeoError
from ui.messages import Lang, text
from ui.service import Service
from ui.uploads import Upload
from ui.web.chat.scope_line import ScopeLine
from ui.web.documents.browsing import ORDERS, STATES, UNDATED, View
from ui.web.documents.document_acts import Acts, Deed
from ui.web.documents.job_html import jobs_html, said_html
from ui.web.documents.jobs import Jobs
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed
from ui.web.notices import failure_html

# So many files at once: more are better made into a ZIP.
MAX_FILES = 500
# How often an open page asks how far the work has come.
_EVERY_S = 0.6
# The list is HTML: the page's script says what was pressed in it.
_LISTEN_JS = "geungeo.listenToDocuments(trigger);"
_OWNER_JS = "(lang, owner, ...others) => [lang, geungeo.owner(), ...others]"


class DocumentsTab:
    """Upload above, the collections and the list of documents below."""

    def __init__(self, service: Service, labels: Labels, lang: gr.Radio) -> None:
        """Lay the tab out in the Blocks at hand."""
        self._service = service
        self._jobs = Jobs(service.receiving)
        self._acts = Acts(service, self._jobs)
        self._lang = lang
        # Filled by the page's script: which browser it is.
        self._owner = gr.Textbox("", visible=False)
        self._ended = gr.State(0)
        self._page = gr.State(0)
        self._collection = gr.State("")
        self._timer = gr.Timer(_EVERY_S, active=False)
        with gr.Column(elem_id="documents"):
            self.files = labels.build(
                gr.File,
                label="documents.upload",
                file_count="multiple",
                elem_id="upload",
                height=170,
            )
            self.limits = build_html(self._limits_html("ko"))
            self.progress = build_html(elem_id="progress")
            self.said = build_html(elem_id="job-said")
            with gr.Row(elem_id="job-acts"):
                self.cancel = self._button(labels, "cancel", visible=False)
                self.dismiss = self._button(labels, "dismiss", visible=False)
            self.collections = build_html(elem_id="collections")
            with gr.Row(elem_id="document-filters"):
                self._build_filters(labels)
            self.listing = build_html(elem_id="listing", js_on_load=_LISTEN_JS)
            self.notice = build_html(elem_id="documents-notice")
            with gr.Row(elem_id="document-tools"):
                self.refresh = self._button(labels, "refresh")
                self.reread = self._button(labels, "reread.all")
            self.dialogs = build_html(self._acts.dialogs("ko"), elem_id="document-dialogs")

    def wire(
        self,
        tab: gr.Tab,
        welcome: Callable[[Lang], Updates],
        chat: gr.Chatbot,
        scope: ScopeLine,
    ) -> None:
        """Wire the tab; `welcome` redraws the empty `chat` when documents have come or gone.

        `scope` is what the chat asks within.
        """
        self._scope = scope
        greeting: dict[str, Any] = {"inputs": [self._lang], "outputs": [chat], **HIDDEN}
        work = [self.progress, self.said, self.cancel, self.dismiss, self._timer, self._ended]
        asked = [self._lang, self._owner]
        looked = [self._lang, self._collection, self._page, *self._filters]
        # Not the words: they would be taken from under the fingers that type them.
        seen = [self.listing, self.collections, self.dialogs, *self._filters[1:]]
        gr.on(
            [self.files.upload],
            self._receive,
            [*asked, self.files],
            [self.files, *work],
            preprocess=False,
            js=_OWNER_JS,
            **HIDDEN,
        )
        # A page that is opened again finds its work; with no trigger the event is the page's load.
        for trigger in (None, [tab.select]):
            gr.on(trigger, self._stand, asked, work, js=_OWNER_JS, **HIDDEN)
        self._timer.tick(self._stand, asked, work, js=_OWNER_JS, **HIDDEN)
        for button, do in (
            (self.dismiss, self._dismiss),
            (self.refresh, self._refresh),
            (self.reread, self._reread_all),
        ):
            button.click(do, asked, work, js=_OWNER_JS, **HIDDEN)
        # At once, whatever waits: the next tick tells what came of it.
        self.cancel.click(self._cancel, asked, None, js=_OWNER_JS, queue=False, **HIDDEN)
        tab.select(self._look, looked, seen, **HIDDEN)
        # Drawn anew in another language as it is filtered now.
        self._lang.input(self._look, looked, seen, **HIDDEN)
        self._ended.change(self._look, looked, seen, **HIDDEN).then(welcome, **greeting)
        gr.on(
            # Of the words not the `input`, which is silent about what is pasted or composed.
            [self.words.change, *(box.input for box in self._filters[1:])],
            self._look_anew,
            looked,
            [*seen, self._page],
            trigger_mode="always_last",
            **HIDDEN,
        )
        self.listing.submit(
            self._act,
            looked,
            [*seen, self.words, *work, self.notice, self._page, self._collection, *scope.shown],
            **HIDDEN,
        )

    def redraw(self, lang: Lang) -> Updates:
        """Return what `Labels` does not know, in `lang`."""
        orders = [(text(f"documents.sort.{order}", lang), order) for order in ORDERS]
        states = [(text(f"documents.{state}", lang), state) for state in STATES]
        return {
            self.limits: self._limits_html(lang),
            # With their labels, which this takes the place of.
            self.order: changed(choices=orders, label=text("documents.sorted", lang)),
            self.state: changed(
                choices=[(text("documents.any", lang), ""), *states],
                label=text("documents.of-state", lang),
            ),
            self.notice: "",
        }

    def _build_filters(self, labels: Labels) -> None:
        self.words = labels.build(
            gr.Textbox,
            label="documents.find",
            placeholder="documents.find.hint",
            elem_id="documents-words",
            max_length=200,
            min_width=180,
        )
        any_of = [(text("documents.any"), "")]
        states = [(text(f"documents.{state}"), state) for state in STATES]
        orders = [(text(f"documents.sort.{order}"), order) for order in ORDERS]
        self.folder, self.kind, self.year, self.state, self.order = (
            labels.build(
                gr.Dropdown,
                label=f"documents.{key}",
                choices=choices,
                elem_id=f"documents-{name}",
                filterable=name == "folder",
                min_width=120,
            )
            for key, name, choices in (
                ("in-folder", "folder", any_of),
                ("of-kind", "kind", any_of),
                ("of-year", "year", any_of),
                ("of-state", "state", [*any_of, *states]),
                ("sorted", "order", orders),
            )
        )
        self._filters = [self.words, self.folder, self.kind, self.year, self.state, self.order]

    def _button(self, labels: Labels, key: str, **settings: Any) -> gr.Button:  # noqa: ANN401
        built: gr.Button = labels.build(
            gr.Button,
            value=f"documents.{key}",
            elem_id=key.replace(".", "-"),
            size="sm",
            min_width=0,
            **settings,
        )
        return built

    def _limits_html(self, lang: Lang) -> str:
        """Return what is told before anything is chosen, and what the page's script says."""
        most = self._service.max_upload_bytes
        said = text("documents.limit", lang, limit_mb=most // 2**20, most=MAX_FILES)
        first, last = map(escape, said.split("\n"))
        told = {
            name: escape(text(f"documents.{name}", lang))
            for name in ("too-large", "too-many", "nothing")
        }
        data = " ".join(f'data-{name}="{value}"' for name, value in told.items())
        folder = escape(text("documents.folder", lang))
        return (
            f'<div id="upload-limits" data-most-bytes="{most}" '
            f'data-most-files="{MAX_FILES}" {data}>'
            f'<p class="unseen">{first}<br>{last}</p><div class="toolbar">'
            f'<button type="button" class="button small" id="choose-folder">{folder}</button>'
            f'<input type="file" id="upload-folder" aria-label="{folder}" tabindex="-1" multiple'
            " webkitdirectory hidden></div>"
            '<p class="notice warn told" role="alert" hidden></p></div>'
        )

    # What is at work

    def _stand(self, lang: Lang, owner: str) -> Updates:
        """Return where the work stands."""
        jobs, is_working = self._jobs.states(), self._jobs.is_working
        own = [job for job in jobs if job.owner == owner]
        is_own_working = any(job.stage != "ended" for job in own)
        return {
            self.progress: jobs_html(jobs, owner, lang),
            self.said: said_html(jobs, owner, lang),
            self.cancel: changed(visible=is_own_working),
            self.dismiss: changed(visible=bool(own) and not is_own_working),
            self._timer: changed(active=is_working),
            self._ended: self._jobs.ended,
        }

    def _receive(self, lang: Lang, owner: str, files: list[dict[str, Any]] | None) -> Updates:
        uploads = [
            # Gradio has seen to it that the path lies in its own folder for uploads.
            Upload(Path(file["path"]), file.get("orig_name") or Path(file["path"]).name)
            for file in files or []
        ]
        emptied = {self.files: changed(value=None)}
        try:
            if uploads:
                self._jobs.upload(uploads[:MAX_FILES], owner)
        except GeungeoError as error:
            return {**self._stand(lang, owner), **emptied, self.progress: failure_html(error, lang)}
        return {**self._stand(lang, owner), **emptied}

    def _cancel(self, _: Lang, owner: str) -> None:
        self._jobs.cancel(owner)

    def _dismiss(self, lang: Lang, owner: str) -> Updates:
        self._jobs.dismiss(owner)
        return self._stand(lang, owner)

    def _refresh(self, lang: Lang, owner: str) -> Updates:
        return self._begin(lambda: self._jobs.refresh(owner), lang, owner)

    def _reread_all(self, lang: Lang, owner: str) -> Updates:
        return self._begin(lambda: self._jobs.reread(None, owner), lang, owner)

    def _begin(self, work: Callable[[], int], lang: Lang, owner: str) -> Updates:
        try:
            work()
        except GeungeoError as error:
            return {**self._stand(lang, owner), self.progress: failure_html(error, lang)}
        return self._stand(lang, owner)

    # What is shown

    def _look(self, lang: Lang, collection: str, page: int, *asked: str) -> Updates:
        drawn = self._draw(_view(collection, page, asked), lang)
        del drawn[self.words]
        return drawn

    def _look_anew(self, lang: Lang, collection: str, page: int, *asked: str) -> Updates:
        """Draw what is filtered otherwise, from its first page."""
        return {**self._look(lang, collection, 0, *asked), self._page: 0}

    def _act(
        self,
        lang: Lang,
        collection: str,
        page: int,
        words: str,
        folder: str,
        kind: str,
        year: str,
        state: str,
        order: str,
        event: gr.EventData,
    ) -> Updates:
        # Named one by one: Gradio gives the event to a parameter by its place.
        asked = (words, folder, kind, year, state, order)
        deed = Deed.of(event._data if isinstance(event._data, dict) else {})
        if deed.act == "ask":
            return self._scope.show(self._acts.scope(deed), lang)
        done = self._acts.do(deed, _view(collection, page, asked), lang)
        return {
            **self._draw(done.view, lang),
            **self._stand(lang, deed.owner),
            self.notice: done.said,
            self._page: done.view.page,
            self._collection: done.view.collection,
        }

    def _draw(self, view: View, lang: Lang) -> Updates:
        facets = self._acts.facets(lang)
        return {
            self.listing: self._acts.listing(view, lang),
            self.collections: self._acts.collections(view.collection, lang),
            self.dialogs: self._acts.dialogs(lang),
            self.words: changed(value=view.words),
            self.folder: _choices(facets.folders, view.folder, lang),
            self.kind: _choices(facets.kinds, view.kind, lang),
            self.year: _choices(facets.years, view.year, lang),
            self.state: changed(value=view.state),
            self.order: changed(value=view.order),
        }


def _view(collection: str, page: int, asked: tuple[str, ...]) -> View:
    words, folder, kind, year, state, order = (one or "" for one in asked)
    known = next((one for one in ORDERS if one == order), ORDERS[0])
    return View(words, folder, kind, year, state, collection or "", known, int(page or 0))


def _choices(values: tuple[str, ...], chosen: str, lang: Lang) -> dict[str, Any]:
    """Return the choices of a filter; what is chosen stays in sight though nothing is of it now."""
    listed = values if chosen in values or not chosen else (*values, chosen)
    undated = text("documents.undated", lang)
    named = [(undated if value == UNDATED else value, value) for value in listed]
    return changed(choices=[(text("documents.any", lang), ""), *named], value=chosen)
