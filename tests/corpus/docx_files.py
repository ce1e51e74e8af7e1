"""DOCX files that tests put together and read."""

from corpus import Limits
from corpus.readers.reading import read_bytes
from tests.corpus.invariants import check_document
from tests.corpus.office_files import docx, level

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "제%1장")
    + level(1, "%1.%2")
    + level(2, "%3.", "ganada")
    + level(3, "(%4)", "decimal")
    + level(4, "%5", "decimalEnclosedCircle")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="1">'
    + level(0, "\uf0a7", "bullet", font="Wingdings")
    + level(1, "\uf0b7", "bullet", font="Symbol")
    + level(2, "□", "bullet")
    + level(3, "%4)", "chosung")
    + level(4, "%5.", "upperRoman", start=4)
    + level(5, "%6.", "koreanCounting")
    + level(6, "", "none")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def read(data, limits=None):
    document = read_bytes(data, "a.docx", limits or Limits())
    check_document(document)
    return document


def read_body(*body, **parts):
    return read(docx("".join(body), **parts))
