"""What markup inside text shows to a reader: tags, entities, Markdown, note anchors."""

from __future__ import annotations

import html
import re
from collections.abc import Set

from corpus.view import View

# Only names of HTML are tags: reports write <자료> and <국가발전계획> in angle brackets.
_NAMES = (
    "a|abbr|b|big|blockquote|br|center|code|col|colgroup|dd|del|div|dl|dt|em|figcaption|figure|"
    "font|h[1-6]|hr|i|img|input|ins|kbd|label|li|mark|ol|p|pre|q|s|small|span|strike|strong|sub|"
    "sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul"
)
TAG = re.compile(rf"<(/?)({_NAMES})(\s[^<>]{{0,500}})?/?>", re.IGNORECASE)
_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGIT = str.maketrans(_SUPERSCRIPT + "⁾", "0123456789)")
ANCHOR = re.compile(
    rf"<sup>\s*(?P<sup>\d{{1,3}}\)?|\*{{1,3}})\s*</sup>"
    rf"|(?P<raised>[{_SUPERSCRIPT}]{{1,3}}⁾?)"
    r"|\[\^(?P<mark>\w{1,20})\](?!:)"
    r"|(?<=[가-힣)」』”’\]])(?P<plain>\d{1,3}\))(?=[\s.,가-힣]|$)",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    rf"{ANCHOR.pattern}"
    r"|<!--.{0,2000}?-->"
    rf"|{TAG.pattern}"
    r"|<(?P<link>(?:https?|mailto):[^<>\s]+)>"
    r"|!?\[(?P<label>[^\[\]\n]{0,500})\]\((?P<target>[^()\s]{1,1000})(?:\s\"[^\"]*\")?\)"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});)"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+\-.!|<>~$])"
    r"|(?P<bold>\*\*|__(?=\S)|(?<=\S)__|~~)"
    r"|(?P<italic>(?<![\w*])\*(?=[^\s*])[^*\n]{1,400}(?<=[^\s*])\*(?![\w*]))"
    r"|(?P<code>`+)"
    r"|(?P<space>\s+)",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN_TOKEN = re.compile(rf"{ANCHOR.pattern}|(?P<space>\s+)", re.IGNORECASE)
# What is raised to a power: a unit of length or time, ten, a sign already raised.
_BASE = re.compile(r"(?:(?<![A-Za-z])(?:[mckdμ]?m|ft|in|s|sec)|(?<![\d.,])10|[⁺⁻])$")
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "td", "th", "dd", "dt", "hr"})


# In all other formats readers have already told markup from text.
MARKUP_FORMATS = frozenset({"text", "markdown"})


class PlainNotes(frozenset[str]):
    """The numbers of the notes of a document whose text holds no markup.

    Its format keeps text and markup apart, so `**`, `<b>` and `&amp;` in the text are the
    author's own letters.
    """


def anchor_number(match: re.Match[str]) -> str:
    """Return the number or sign of a note's anchor, without its bracket."""
    found = match["sup"] or match["raised"] or match["mark"] or match["plain"]
    return found.translate(_TO_DIGIT).rstrip(")")


def is_note_anchor(match: re.Match[str], notes: Set[str]) -> bool:
    """Tell an anchor from a power (`m²`) or the end of a bracket (`(그림 3)`).

    `notes` holds the numbers of the notes that the document has.
    """
    number = anchor_number(match)
    if match["plain"]:
        before = match.string[max(0, match.start() - 200) : match.start()]
        return number in notes and before.count("(") <= before.count(")")
    closed = (match["sup"] or match["raised"] or "").endswith((")", "⁾"))
    low, high = max(0, match.start() - 8), match.start()
    if match["raised"] and not closed and _BASE.search(match.string, low, high):
        return False
    return closed or number in notes or bool(match["mark"])


def clean_markup(text: str, start: int, end: int, notes: Set[str] = frozenset()) -> View:
    """Return `text[start:end]` as a reader would see it, white space run together.

    Anchors of notes go, and markup where `notes` are not `PlainNotes`; list items and
    paragraphs inside a cell are set apart by ` / ` unless they begin with a bullet of their own.
    """
    if isinstance(notes, PlainNotes):
        return _clean_plain(text, start, end, notes)
    parts: list[View | str] = []
    spaced, broken = True, False
    at = start

    def show(low: int, high: int) -> None:
        nonlocal spaced, broken
        if low < high:
            if broken and parts and text[low].isalnum():
                parts.append("/ " if spaced else " / ")
            elif broken and parts and not spaced:
                parts.append(" ")
            parts.append(View.of(text, low, high))
            spaced, broken = False, False

    for match in _TOKEN.finditer(text, start, end):
        show(at, match.start())
        low, high = match.span()
        at = high
        if match["space"]:
            if not spaced:
                kept = text[low] == " "
                parts.append(View.of(text, low, low + 1) if kept else " ")
                spaced = True
        elif match["link"]:
            show(*match.span("link"))
        elif match["target"]:
            shown = clean_markup(text, *match.span("label"), notes)
            if shown.text:
                show(match.start("label"), match.start("label"))
                parts.append(shown)
                spaced, broken = False, False
        elif match["italic"]:
            shown = clean_markup(text, low + 1, high - 1, notes)
            show(low + 1, low + 1)
            parts.append(shown)
            spaced, broken = False, False
        elif match["escaped"]:
            show(*match.span("escaped"))
        elif match["entity"]:
            character = html.unescape(match["entity"])
            if character == "&":
                show(low, low + 1)
            elif character.isspace():
                parts.append("" if spaced else " ")
                spaced = True
            else:
                parts.append(character)
                spaced = False
        elif match["sup"] or match["raised"] or match["mark"] or match["plain"]:
            if not is_note_anchor(match, notes):
                group = next(g for g in ("sup", "raised", "plain", "mark") if match[g])
                show(*match.span(group))
        elif match["bold"] or match["code"] or match[0].startswith("<!--"):
            if match[0] == "__" and _inside_word(text, low, high):
                show(low, high)
        else:
            name = TAG.match(match[0])
            if name is None:
                continue
            if name[2].lower() == "input":
                if "checkbox" in match[0].lower():
                    parts.append("☑" if "checked" in match[0].lower() else "☐")
                    spaced = False
            elif name[2].lower() in _BREAKS:
                broken = broken or bool(parts)
    show(at, end)
    return View.join(parts).strip()


def _clean_plain(text: str, start: int, end: int, notes: PlainNotes) -> View:
    parts: list[View | str] = []
    at = start
    for match in _PLAIN_TOKEN.finditer(text, start, end):
        low, high = match.span()
        if match["space"]:
            parts.append(View.of(text, at, low))
            parts.append(View.of(text, low, low + 1) if text[low] == " " else " ")
        elif not match["mark"] and is_note_anchor(match, notes):
            parts.append(View.of(text, at, low))
        else:
            continue
        at = high
    parts.append(View.of(text, at, end))
    return View.join(parts).strip()


def _inside_word(text: str, low: int, high: int) -> bool:
    return low > 0 and high < len(text) and text[low - 1].isalnum() and text[high].isalnum()


def close_up_letters(view: View) -> View:
    """Close up a title whose letters were set wide apart (`요   약`)."""
    words = view.text.split()
    if len(words) < 2 or any(len(word) > 1 for word in words) or not view.text[0].isalpha():
        return view
    return View.join(
        view.slice(at, at + 1) for at, letter in enumerate(view.text) if not letter.isspace()
    )
