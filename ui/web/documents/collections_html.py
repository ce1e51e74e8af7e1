"""The collections above the list, and the dialogs that ask before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ui.collecting import CollectionSummary
from ui.messages import Lang, text


def collections_html(collections: Sequence[CollectionSummary], chosen: str, lang: Lang) -> str:
    """Return the collections as chips to look into, and what can be done to the chosen one."""
    title = escape(text("collections.title", lang))

    def chip(name: str, said: str) -> str:
        pressed = "true" if name == chosen else "false"
        return (
            f'<button type="button" class="chip" data-act="look" data-collection="{escape(name)}"'
            f' aria-pressed="{pressed}"><span>{said}</span></button>'
        )

    chips = "".join(
        chip(one.name, f"{escape(one.name)} <b>{one.documents:,}</b>") for one in collections
    )
    new = escape(text("collect.new", lang))
    add = f'<button type="button" class="button small" data-ask="create">+ {new}</button>'
    if not collections:
        hint = escape(text("collections.none", lang))
        body = f'<span class="quiet">{hint}</span>{add}'
    else:
        body = f"{chip('', escape(text('collections.all', lang)))}{chips}{add}"
    own = _own(chosen, lang) if any(one.name == chosen for one in collections) else ""
    return (
        f'<div class="doc-collections" role="group" aria-label="{title}">'
        f'<div class="toolbar"><b>{title}</b>{body}</div>{own}</div>'
    )


def dialogs_html(collections: Sequence[CollectionSummary], lang: Lang) -> str:
    """Return the dialogs, closed: the page's script fills in what they are about."""
    return "".join(
        (
            _remove(lang),
            _collect(collections, lang),
            _name("create", lang),
            _name("rename", lang),
            _delete(lang),
        )
    )


def _own(name: str, lang: Lang) -> str:
    buttons = "".join(
        f'<button type="button" class="button small{kind}" {act}>{escape(text(key, lang))}</button>'
        for kind, act, key in (
            (" primary", 'data-act="ask-collection"', "collection.ask"),
            ("", 'data-ask="rename"', "collection.rename"),
            (" danger", 'data-ask="delete"', "collection.delete"),
        )
    )
    return f'<div class="toolbar" data-collection="{escape(name)}">{buttons}</div>'


def _remove(lang: Lang) -> str:
    body = (
        f'<p><b data-one="{escape(text("remove.one", lang))}"'
        f' data-many="{escape(text("remove.many", lang))}"></b></p><ul>'
        f'<li data-own="upload">{escape(text("remove.uploads", lang))}</li>'
        f'<li data-own="folder">{escape(text("remove.folders", lang))}</li>'
        f"<li>{escape(text('remove.kept', lang))}</li></ul>"
    )
    return _dialog("remove", text("remove.title", lang), body, text("documents.remove", lang), lang)


def _collect(collections: Sequence[CollectionSummary], lang: Lang) -> str:
    new = escape(text("collect.new", lang))
    options = "".join(
        f'<option value="{escape(one.name)}">{escape(one.name)}</option>' for one in collections
    )
    body = (
        f'<div class="field"><label for="collect-which">{escape(text("collect.which", lang))}'
        f'</label><select id="collect-which" name="which">{options}'
        f'<option value="">{new}…</option></select></div>{_field("collect", lang)}'
    )
    return _dialog("collect", text("collect.title", lang), body, text("collect.do", lang), lang)


def _name(act: str, lang: Lang) -> str:
    title = text("collect.new" if act == "create" else "collection.rename", lang)
    return _dialog(act, title, _field(act, lang), text(f"collection.{act}", lang), lang)


def _delete(lang: Lang) -> str:
    said = escape(text("collection.delete.body", lang))
    title, do = text("collection.delete.title", lang), text("collection.delete", lang)
    return _dialog("delete", title, f'<p data-said="{said}"></p>', do, lang)


def _field(act: str, lang: Lang) -> str:
    return (
        f'<div class="field"><label for="{act}-name">{escape(text("collection.name", lang))}'
        f'</label><input id="{act}-name" name="name" type="text" maxlength="60"'
        f' autocomplete="off" aria-describedby="{act}-hint"><p class="hint" id="{act}-hint">'
        f"{escape(text('collection.hint', lang))}</p></div>"
    )


def _dialog(act: str, title: str, body: str, do: str, lang: Lang) -> str:
    kind = "danger" if act in ("remove", "delete") else "primary"
    cancel = escape(text("dialog.cancel", lang))
    return (
        f'<dialog class="dialog" id="ask-{act}" aria-labelledby="ask-{act}-title">'
        f'<header><h2 id="ask-{act}-title">{escape(title)}</h2></header>'
        f'<form method="dialog">{body}<footer class="toolbar">'
        f'<button type="button" class="button" data-close>{cancel}</button>'
        f'<button type="submit" class="button {kind}" value="do">{escape(do)}</button>'
        "</footer></form></dialog>"
    )
