"""Components whose words follow the reader's language."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.messages import Lang, text

Updates = dict[Any, Any]
# Events of the page itself: no script is meant to call them. No component is told how far one
# has come: Gradio's page would go through every component that ever was, each time, and look for
# each in the whole page.
HIDDEN: dict[str, Any] = {
    "show_progress": "hidden",
    "show_progress_on": [],
    "api_visibility": "private",
}
_WORDED = ("label", "placeholder", "value", "info")


class Labels:
    """Builds components and says them again in another language."""

    def __init__(self) -> None:
        """Begin with none."""
        self._keys: dict[Any, dict[str, str]] = {}

    def build(self, kind: Any, **settings: Any) -> Any:  # noqa: ANN401 - any component
        """Build a component; its label, placeholder, value and info are given as message keys.

        A value that is no word, but one of its choices, is given as `chosen`.
        """
        keys = {name: settings[name] for name in _WORDED if name in settings}
        if "chosen" in settings:
            settings["value"] = settings.pop("chosen")
        component = kind(**settings | {name: text(key) for name, key in keys.items()})
        self._keys[component] = keys
        return component

    def components(self) -> list[Any]:
        """Return the components built."""
        return list(self._keys)

    def say(self, lang: Lang) -> Updates:
        """Return every word of the components in `lang`."""
        return {
            component: changed(**{name: text(key, lang) for name, key in keys.items()})
            for component, keys in self._keys.items()
        }


def changed(**properties: Any) -> dict[str, Any]:  # noqa: ANN401 - any property of a component
    """Return an update of properties of a component (`gr.update` with looser types)."""
    return dict(gr.update(**properties))


def joined(*parts: Updates) -> Updates:
    """Return updates as one; what several say of the same component is said together."""
    whole: Updates = {}
    for part in parts:
        for component, update in part.items():
            before = whole.get(component)
            if isinstance(before, dict) and isinstance(update, dict):
                update = before | update
            whole[component] = update
    return whole


def build_html(value: str = "", **settings: Any) -> gr.HTML:  # noqa: ANN401 - any property
    """Build an HTML component that looks as `look/` alone says."""
    return gr.HTML(value, padding=False, apply_default_css=False, **settings)
