"""The drawer of past conversations: found, opened, renamed, deleted."""

from __future__ import annotations

import gradio as gr

from corpus import GeungeoError
from ui.messages import Lang, describe, text
from ui.web.chat.memory import LISTED, Memory
from ui.web.chat.past_list import foot_html, head_html, list_html
from ui.web.labels import HIDDEN, Labels, Updates, build_html

_MAX_SEARCH = 200
# The list is HTML: its buttons tell Gradio which conversation they belong to. A name is
# written over in its place: Enter and leaving keep it, Escape does not.
_LIST_JS = """
const rename = (row, button) => {
  const opener = row.querySelector(".past-open");
  if (row.querySelector("input")) return;
  const box = document.createElement("input");
  box.value = row.dataset.title;
  box.maxLength = 120;
  box.className = "past-name";
  box.setAttribute("aria-label", button.dataset.box);
  opener.hidden = true;
  row.prepend(box);
  box.focus();
  box.select();
  let isDone = false;
  const end = (isKept, isBack) => {
    if (isDone) return;
    isDone = true;
    const title = box.value.trim();
    box.remove();
    opener.hidden = false;
    if (isBack) opener.focus();
    if (isKept && title && title !== row.dataset.title) {
      opener.querySelector(".past-title").textContent = title;
      trigger("edit", { key: row.dataset.key, title });
    }
  };
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") { event.preventDefault(); end(true, true); }
    if (event.key === "Escape") { event.stopPropagation(); end(false, true); }
  });
  box.addEventListener("blur", () => end(true, false));
};
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const row = event.target.closest(".past-one");
  if (!button || !row) return;
  if (button.matches(".past-open")) trigger("select", { key: row.dataset.key });
  if (button.matches(".past-rename")) rename(row, button);
  if (button.matches(".past-delete") && confirm(button.dataset.ask))
    trigger("delete", { key: row.dataset.key });
});
"""


class Past:
    """The list of what is kept; `current` is the id of the conversation that is shown."""

    def __init__(self, memory: Memory, labels: Labels, lang: gr.Radio) -> None:
        """Lay the drawer out in the Blocks at hand."""
        self._memory = memory
        self._lang = lang
        self.current = gr.Textbox("", visible=False)
        with gr.Column(
            elem_id="past", scale=0, min_width=0, visible=memory.is_on, elem_classes="drawer"
        ):
            self.head = build_html(head_html("ko"))
            self.search = labels.build(
                gr.Textbox,
                label="history.search",
                placeholder="history.hint",
                show_label=False,
                container=False,
                lines=1,
                max_length=_MAX_SEARCH,
                elem_id="past-search",
            )
            self.listing = build_html(elem_id="past-list", js_on_load=_LIST_JS)
            self.foot = build_html(foot_html("ko"))
        # Not its `input`, which is silent about what is pasted or composed.
        self.search.change(
            self.list,
            [self.current, self.search, lang],
            [self.listing],
            trigger_mode="always_last",
            **HIDDEN,
        )

    def list(self, current: str, search: str, lang: Lang) -> str:
        """Return the list as it now stands."""
        if not self._memory.is_on:
            return ""
        search = search[:_MAX_SEARCH]
        found = self._memory.conversations(search)
        return list_html(found, current, search, lang, most=LISTED)

    def redraw(self, current: str, search: str, lang: Lang) -> Updates:
        """Return what `Labels` does not know, in `lang`."""
        return {
            self.head: head_html(lang),
            self.listing: self.list(current, search, lang),
            self.foot: foot_html(lang),
        }

    def rename(self, key: str, title: str, lang: Lang) -> None:
        """Call a conversation something else; what goes wrong is said in a corner."""
        try:
            self._memory.rename(key, title)
        except GeungeoError as error:
            gr.Warning(describe(error, lang))

    def delete(self, key: str, lang: Lang) -> bool:
        """Forget a conversation and return whether it is gone."""
        try:
            self._memory.delete(key)
        except GeungeoError as error:
            gr.Warning(describe(error, lang))
            return False
        return True

    def say_gone(self, lang: Lang) -> None:
        """Say that a conversation is not there any more."""
        gr.Warning(text("history.gone", lang))
