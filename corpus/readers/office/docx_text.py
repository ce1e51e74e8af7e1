"""The text of one Word paragraph: runs, fields, notes' anchors, breaks, what floats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from corpus.readers.flow import Note, Paragraph, Piece, raise_anchor
from corpus.readers.office.docx_styles import Styles, is_on
from corpus.readers.office.drawings import graphic_pieces, is_decorative, written_description
from corpus.readers.office.equations import equation_text
from corpus.readers.office.numerals import raised_text, symbol_sign, symbol_text
from corpus.readers.office.package import Package, chosen
from corpus.readers.xml import Element, attribute, child, children, descendants, local_name

# Elements that only stand around others.
_WRAPPERS = frozenset(
    "ins moveTo hyperlink fldSimple smartTag customXml dir bdo sdtContent Choice Fallback".split()
)
_SYMBOL_FONTS = frozenset(("symbol", "wingdings", "wingdings 2", "wingdings 3"))


@dataclass(slots=True)
class Inline:
    """A paragraph's text while it is read, and what hangs on it.

    `boxes` are the text boxes that float beside it, `pieces` its charts and the like.
    """

    parts: list[str] = field(default_factory=list)
    size: int = 0
    notes: list[Note] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append text."""
        self.parts.append(text)
        self.size += len(text)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)


@dataclass(slots=True)
class PageTurns:
    """Where pages begin. A page counts once, however many marks say that it begins."""

    is_fresh: bool = True
    are_taken: bool = True
    turned: Callable[[], None] = lambda: None

    def turn(self) -> bool:
        """Begin a page; tell whether one begins that has not begun already."""
        if self.is_fresh or not self.are_taken:
            return False
        self.is_fresh = True
        self.turned()
        return True

    def write(self, text: str) -> None:
        """Note that text stands on the page."""
        if self.are_taken and self.is_fresh and text.strip():
            self.is_fresh = False


@dataclass(slots=True)
class TextReader:
    """Reads the paragraphs of one part of a document, one after the other.

    `call_note` is asked for the note that a reference element calls; the second argument
    is the sign typed instead of a number.
    """

    package: Package
    part: str
    styles: Styles
    turns: PageTurns
    call_note: Callable[[Element, str], Note | None]
    _fields: list[bool] = field(default_factory=list)
    _was_hidden: bool = False

    def read(self, paragraph: Element, inline: Inline, style: str = "") -> None:
        """Append what a paragraph holds to `inline`."""
        self._was_hidden = False
        hidden = self.styles.is_hidden(style)
        for one in unwrapped(paragraph, self.package):
            name = local_name(one)
            if name == "r":
                self._run(one, inline, hidden)
            elif name == "oMath":
                self._equation(one, inline)
            elif name == "oMathPara":
                for number, math in enumerate(children(one, "oMath")):
                    inline.add("\n" if number else "")
                    self._equation(math, inline)
            elif name == "subDoc":
                self.package.lose("external-not-read")
        # A field whose result never comes must not swallow the rest of the document.
        self._fields = [True] * len(self._fields)

    def _run(self, run: Element, inline: Inline, hidden: bool) -> None:
        properties = child(run, "rPr")
        font, is_raised = "", False
        if properties is not None:
            own = is_on(properties, "vanish")
            named = child(properties, "rStyle")
            if own is None and named is not None and self.styles.is_hidden(attribute(named, "val")):
                own = True
            hidden = hidden if own is None else own
            fonts = child(properties, "rFonts")
            if fonts is not None and attribute(fonts, "ascii").lower() in _SYMBOL_FONTS:
                font = attribute(fonts, "ascii")
            align = child(properties, "vertAlign")
            is_raised = align is not None and attribute(align, "val") == "superscript"
        if hidden:
            has_text = any((one.text or "").strip() for one in descendants(run, "t"))
            if has_text and not self._was_hidden:
                self.package.lose("hidden-text-left-out")
            self._was_hidden = self._was_hidden or has_text
            self._track_fields(run)
            return
        held = list(unwrapped(run, self.package))
        for at, one in enumerate(held):
            name = local_name(one)
            if name in ("footnoteReference", "endnoteReference"):
                sign = ""
                if attribute(one, "customMarkFollows") in ("1", "true", "on"):
                    sign = "".join(self._plain(other, font) for other in held[at + 1 :]).strip()
                note = self.call_note(one, sign)
                if note is not None:
                    inline.notes.append(note)
                    self._write(raise_anchor(note.number), inline)
                    if sign:
                        return
            elif name == "fldChar":
                self._field(one, inline)
            elif name == "instrText":
                if (one.text or "").strip().startswith("EQ "):
                    self.package.lose("equations-not-read")
            elif (
                name == "br" and attribute(one, "type") == "page" or name == "lastRenderedPageBreak"
            ):
                if self.turns.turn():
                    inline.breaks.append(inline.size)
            elif name in ("drawing", "pict", "object"):
                self._graphic(one, inline)
            elif name == "ruby":
                self._write(_ruby_text(one), inline)
            elif name in ("oMath", "oMathPara"):
                self._equation(one, inline)
            else:
                text = self._plain(one, font)
                if text and self._is_shown():
                    self._write(raised_text(text) if is_raised else text, inline)
                    self._was_hidden = False

    def _plain(self, one: Element, font: str) -> str:
        name = local_name(one)
        if name == "t":
            return symbol_text(one.text or "", font) if font else one.text or ""
        if name == "sym":
            return _sign(one)
        return {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(
            name, ""
        )

    def _write(self, text: str, inline: Inline) -> None:
        inline.add(text)
        self.turns.write(text)

    def _equation(self, math: Element, inline: Inline) -> None:
        text = equation_text(math)
        if text:
            self._write(text, inline)
            self.package.lose("equations-in-line")

    def _is_shown(self) -> bool:
        return all(self._fields)

    def _field(self, mark: Element, inline: Inline) -> None:
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(False)
            for box in descendants(mark, "checkBox"):
                ticked = is_on(box, "checked")
                ticked = bool(is_on(box, "default")) if ticked is None else ticked
                self._write("☒" if ticked else "☐", inline)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _track_fields(self, run: Element) -> None:
        for one in children(run, "fldChar"):
            self._field(one, Inline())

    def _graphic(self, graphic: Element, inline: Inline) -> None:
        """Collect what a drawing, VML picture or object holds."""
        drawn = next(descendants(graphic, "docPr"), None)
        if drawn is not None and attribute(drawn, "hidden") in ("1", "true"):
            self.package.lose("hidden-text-left-out")
            return
        is_object = local_name(graphic) == "object"
        pictures: list[Element] = []
        described = written_description(drawn) if drawn is not None else ""
        stack = [graphic]
        while stack:
            one = stack.pop()
            name = local_name(one)
            if name == "txbxContent":
                inline.boxes.append(one)
            elif name == "AlternateContent":
                stack.extend(chosen(one))
            elif name in ("pic", "imagedata", "contentPart"):
                pictures.append(one)
            elif name == "graphicData" and attribute(one, "uri").endswith(
                ("chart", "chartex", "diagram")
            ):
                inline.pieces.extend(graphic_pieces(one, self.package, self.part))
            elif name == "textpath":
                inline.pieces.append(Paragraph(attribute(one, "string")))
            elif name == "OLEObject":
                is_formula = attribute(one, "ProgID").startswith("Equation")
                self.package.lose("equations-not-read" if is_formula else "objects-not-read")
            else:
                stack.extend(reversed(list(children(one))))
        if is_object:
            return
        for one in pictures:
            own = next(descendants(one, "cNvPr"), None)
            text = (written_description(own) if own is not None else "") or described
            described = ""
            if text:
                inline.pieces.append(Paragraph(text))
            elif not (is_decorative(graphic)):
                self.package.lose("images-not-read")


def unwrapped(element: Element, package: Package) -> Iterator[Element]:
    """Yield the children of an element, those of mere wrappers in place of the wrappers.

    What a tracked deletion holds is left out and counted; what was moved is read where it
    stands now.
    """
    stack = [iter(list(element))]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
            continue
        name = local_name(one)
        if name in _WRAPPERS:
            stack.append(iter(list(one)))
        elif name == "sdt":
            stack.append(children(one, "sdtContent"))
        elif name == "AlternateContent":
            stack.append(iter(chosen(one)))
        elif name == "del":
            if any((text.text or "").strip() for text in descendants(one, "delText", "t")):
                package.lose("deleted-text-left-out")
        elif name and name != "moveFrom":
            yield one


def _sign(element: Element) -> str:
    try:
        code = int(attribute(element, "char"), 16)
    except ValueError:
        return ""
    return symbol_sign(code, attribute(element, "font")) if code <= 0x10FFFF else ""


def _ruby_text(ruby: Element) -> str:
    texts = {"rubyBase": "", "rt": ""}
    for part in children(ruby, "rubyBase", "rt"):
        texts[local_name(part)] = "".join(one.text or "" for one in descendants(part, "t"))
    return f"{texts['rubyBase']}({texts['rt']})" if texts["rt"] else texts["rubyBase"]
