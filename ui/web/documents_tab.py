"""The documents: uploading with progress, the list, removing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from corpus import GeungeoError
from ui.messages import Lang, describe, text
from ui.service import Service
from ui.uploads import Upload
from ui.web.jobs import Jobs, JobState
from ui.web.labels import HIDDEN, Labels, Updates, build_html, changed
from ui.web.listing import documents_html, failed_html, progress_html, received_html

# The list is HTML: its buttons tell Gradio which document they belong to.
_REMOVE_JS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button.remove");
  if (button && confirm(button.dataset.ask)) trigger("delete", { key: button.dataset.key });
});
"""


class DocumentsTab:
    """Upload above, the list of documents below."""

    def __init__(self, service: Service, labels: Labels, lang: gr.Radio) -> None:
        """Lay the tab out in the Blocks at hand."""
        self._service = service
        self._jobs = Jobs(service)
        self._lang = lang
        self.job = gr.State("")
        with gr.Column(elem_id="documents"):
            self.files = labels.build(
                gr.File,
                label="documents.upload",
                file_count="multiple",
                elem_id="upload",
                height=150,
            )
            self.limit = build_html(self._limit("ko"))
            self.progress = build_html(elem_id="progress")
            self.cancel = labels.build(
                gr.Button, value="documents.cancel", visible=False, elem_id="cancel", size="sm"
            )
            self.listing = build_html(elem_id="listing", js_on_load=_REMOVE_JS)

    def wire(self, tab: gr.Tab, welcome: Callable[[Lang], Updates], chat: gr.Chatbot) -> None:
        """Wire the tab; `welcome` redraws the empty `chat` when documents have come."""
        greeting: dict[str, Any] = {"inputs": [self._lang], "outputs": [chat], **HIDDEN}
        self.files.upload(
            self._receive,
            [self.files, self._lang],
            [self.job, self.files, self.progress, self.cancel, self.listing],
            preprocess=False,
            **HIDDEN,
        ).then(welcome, **greeting)
        self.cancel.click(self._jobs.cancel, [self.job], None, queue=False, **HIDDEN)
        self.listing.delete(
            self._remove, [self._lang], [self.listing, self.progress], **HIDDEN
        ).then(welcome, **greeting)
        tab.select(self._list, [self._lang], [self.listing], **HIDDEN)

    def redraw(self, lang: Lang) -> Updates:
        """Return what `Labels` does not know, in `lang`."""
        return {self.limit: self._limit(lang), self.listing: self._list(lang)}

    def _receive(self, files: list[dict[str, Any]] | None, lang: Lang) -> Iterator[Updates]:
        uploads = [
            # Gradio has seen to it that the path lies in its own folder for uploads.
            Upload(Path(file["path"]), file.get("orig_name") or Path(file["path"]).name)
            for file in files or []
        ]
        for state in self._jobs.run(uploads):
            is_done = state.received is not None or state.failure is not None
            updates: Updates = {
                self.job: state.job,
                self.progress: _job_html(state, lang),
                self.cancel: changed(visible=not is_done),
            }
            if is_done:
                for upload in uploads:
                    upload.path.unlink(missing_ok=True)
                updates |= {self.files: changed(value=None), self.listing: self._list(lang)}
            yield updates

    def _remove(self, lang: Lang, event: gr.EventData) -> Updates:
        try:
            self._service.remove(str(event.key))
        except GeungeoError as error:
            return {self.progress: failed_html(describe(error, lang))}
        return {self.listing: self._list(lang), self.progress: ""}

    def _list(self, lang: Lang) -> str:
        return documents_html(self._service.documents(), lang)

    def _limit(self, lang: Lang) -> str:
        limit = self._service.max_upload_bytes // 2**20
        return f'<p class="quiet">{text("documents.limit", lang, limit_mb=limit)}</p>'


def _job_html(state: JobState, lang: Lang) -> str:
    if state.failure is not None:
        return failed_html(describe(state.failure, lang))
    if state.received is not None:
        return received_html(state.received, lang)
    return progress_html(state.progress, lang)
