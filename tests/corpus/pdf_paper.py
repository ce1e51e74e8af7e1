"""Small PDF files written by hand, so that a test knows every point of them."""

import hashlib

from corpus import Limits
from corpus.readers.reading import read_bytes

# A line of prose, longer than any title.
LONG = "이 보고서는 제조업의 생산성을 높이는 방안을 찾는다"


class Paper:
    """A PDF in the making: A4 pages, text and rules in points from the TOP left corner.

    Letters come through the predefined Korean CMap: Hangul is one size wide,
    Latin letters, digits and spaces half a size.
    """

    def __init__(self, width=595, height=842):
        self.width, self.height = width, height
        self.pages = []

    def page(self):
        self.pages.append([])
        return self

    def text(self, x, y, text, size=10):
        code = text.encode("utf-16-be").hex()
        self.pages[-1].append(f"BT /F1 {size} Tf 1 0 0 1 {x} {self.height - y} Tm <{code}> Tj ET")
        return self

    def sideways(self, x, y, text, size=10):
        """Text that runs upward from (x, y)."""
        code = text.encode("utf-16-be").hex()
        self.pages[-1].append(f"BT /F1 {size} Tf 0 1 -1 0 {x} {self.height - y} Tm <{code}> Tj ET")
        return self

    def rule(self, x0, y0, x1, y1, thick=0.5):
        self.pages[-1].append(f"{thick} w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def dot(self, x, y, size=4):
        self.pages[-1].append(f"{x} {self.height - y} {size} {size} re f")
        return self

    def grid(self, xs, ys):
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def colour(self, grey):
        """Whatever follows on the page is drawn in this grey: 0 black, 1 white."""
        self.pages[-1].append(f"{grey} g")
        return self

    def area(self, x0, y0, x1, y1, grey=0.8):
        """A shaded area, from its upper left to its lower right corner."""
        self.pages[-1].append(f"q {grey} g {x0} {self.height - y1} {x1 - x0} {y1 - y0} re f Q")
        return self

    def raw(self, operators):
        self.pages[-1].append(operators)
        return self

    def picture(self):
        self.pages[-1].append("q 400 0 0 500 50 100 cm /I1 Do Q")
        return self

    def build(self, title="", labels="", locked=False, rotate=0, page="", facts="", objects=()):
        """Return the file; `page`, `facts` and `labels` go into the dictionaries of each page,
        of the document's facts and of its catalogue; `objects` are numbered from 100 on."""
        more = dict(enumerate(objects, 100))
        objects = {
            1: f"<< /Type /Catalog /Pages 2 0 R {labels} >>",
            3: "<< /Type /Font /Subtype /Type0 /BaseFont /Batang /Encoding /UniKS-UTF16-H"
            " /DescendantFonts [4 0 R] >>",
            4: "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Batang /DW 1000 /W [1 95 500]"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >>"
            " /FontDescriptor 5 0 R >>",
            5: "<< /Type /FontDescriptor /FontName /Batang /Flags 4 /FontBBox [0 -120 1000 880]"
            " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
            6: "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
            " /BitsPerComponent 8 /Length 1 >>\nstream\nA\nendstream",
            7: f"<< /Title {hexed(title)} {facts} >>",
        }
        kids = []
        for content in self.pages:
            at = max(objects) + 1
            stream = "\n".join(content)
            kids.append(f"{at} 0 R")
            objects[at] = (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {self.width} {self.height}]"
                f" /Rotate {rotate} {page} /Contents {at + 1} 0 R"
                " /Resources << /Font << /F1 3 0 R >> /XObject << /I1 6 0 R >> >> >>"
            )
            objects[at + 1] = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
        objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
        objects.update(more)
        key = hashlib.md5(b"locked").hexdigest()
        lock = (
            f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key * 2}> /U <{key * 2}> >>"
            f" /ID [<{key}> <{key}>]"
            if locked
            else ""
        )
        out = b"%PDF-1.7\n"
        places = {}
        for number in sorted(objects):
            places[number] = len(out)
            out += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("latin-1")
        start = len(out)
        last = max(objects)
        out += f"xref\n0 {last + 1}\n0000000000 65535 f \n".encode()
        for number in range(1, last + 1):
            used = number in places
            out += f"{places.get(number, 0):010d} {'00000 n' if used else '65535 f'} \n".encode()
        out += (
            f"trailer\n<< /Size {last + 1} /Root 1 0 R /Info 7 0 R {lock} >>\n"
            f"startxref\n{start}\n%%EOF\n"
        ).encode()
        return out


def read_paper(paper, **facts):
    return read_bytes(paper.build(**facts), "a.pdf", Limits())


def hexed(text):
    """A string of the file's dictionaries."""
    return "<" + ("\ufeff" + text).encode("utf-16-be").hex() + ">"
