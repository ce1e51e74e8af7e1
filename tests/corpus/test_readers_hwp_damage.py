"""HWP 5: files that are locked, damaged, hostile or in no order."""

import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Limits, ReadError
from corpus.readers.reading import read_bytes
from tests.corpus.damage import set_bytes
from tests.corpus.hwp_files import FUZZ, LEVELS, SMALL, is_sound, read, text_of
from tests.corpus.hwp_paper import (
    COMPRESSED,
    DISTRIBUTION,
    DRM,
    PASSWORD,
    TAB,
    TRACKED,
    Cell,
    Info,
    art,
    box,
    columns,
    embedded,
    equation,
    footnote,
    form,
    group,
    hidden,
    hwp,
    overlap,
    pack,
    par,
    picture,
    record,
    ruby,
    running,
    section,
    section_records,
    table,
    video,
)
from tests.corpus.invariants import check_refusal
from tests.corpus.shown import losses


class TestFile:
    def test_facts(self):
        document = read(
            ["물길 보고서"],
            facts={"title": "물길 보고서", "author": "수자원과", "keywords": "물, 논"},
        )
        assert document.title == "물길 보고서"
        assert dict(document.metadata) == {
            "author": "수자원과",
            "keywords": "물, 논",
            "version": "5.1.1.0",
        }

    def test_uncompressed(self):
        assert text_of("그대로", flags=0) == "그대로"

    @pytest.mark.parametrize(
        ("flags", "version", "code"),
        [
            (PASSWORD, (5, 0, 3, 0), "file-encrypted"),
            (1 << 8, (5, 0, 3, 0), "file-encrypted"),
            (DRM, (5, 0, 3, 0), "file-drm-locked"),
            (1 << 10, (5, 0, 3, 0), "file-drm-locked"),
            (DISTRIBUTION, (5, 0, 3, 0), "file-distribution-locked"),
            (0, (4, 0, 0, 0), "file-version-not-supported"),
            (0, (6, 0, 0, 0), "file-version-not-supported"),
        ],
    )
    def test_refusals(self, flags, version, code):
        with pytest.raises(ReadError) as caught:
            read(["글"], flags=flags | COMPRESSED, version=version)
        assert caught.value.code == code
        check_refusal(caught.value, "a.hwp")

    def test_many_sections_in_order(self):
        assert read(*([str(number)] for number in range(12))).text == "\n".join(map(str, range(12)))

    @pytest.mark.parametrize("kept", [0, 1])
    def test_a_damaged_section_costs_no_other(self, kept):
        sections = [["가나다 " * 50], ["라마바 " * 50]]
        streams = {f"BodyText/Section{1 - kept}": b"\xff\x00\x12 nothing"}
        document = read(*sections, streams=streams)
        assert document.text == (("가나다 " if kept == 0 else "라마바 ") * 50).strip()
        assert losses(document) == {"parts-damaged": 1}

    def test_what_stands_before_the_damage_is_kept(self):
        words = " ".join(str(number * 7919) for number in range(3000))
        packed = pack(section_records([word for word in words.split(" ")]))
        cut = packed[: len(packed) // 2]
        document = read([], streams={"BodyText/Section0": cut})
        found = document.text.split("\n")
        assert len(found) > 500
        assert found[:-1] == words.split(" ")[: len(found) - 1]
        assert losses(document) == {"parts-damaged": 1}

    def test_nothing_but_damage(self):
        with pytest.raises(ReadError, match="file-damaged"):
            read([], streams={"BodyText/Section0": b"\xff" * 100})
        with pytest.raises(ReadError, match="file-damaged"):
            read()

    def test_doc_info_that_is_damaged(self):
        document = read(["글"], streams={"DocInfo": b"\xff" * 100})
        assert (document.text, losses(document)) == ("글", {"parts-damaged": 1})

    def test_a_record_that_reaches_beyond_the_stream(self):
        raw = section_records(["앞"]) + struct.pack("<II", 0x42 | 0xFFF << 20, 0x7FFFFFFF)
        document = read(raw)
        assert (document.text, losses(document)) == ("앞", {"parts-damaged": 1})

    @pytest.mark.parametrize("what", [picture, embedded, video])
    def test_nothing_but_pictures(self, what):
        with pytest.raises(ReadError, match="file-without-text"):
            read([par(what())])

    def test_shapes_that_go_back_and_forth(self):
        """A paragraph's shapes ascend; those that do not would each measure the whole text."""
        shapes = tuple((1000 * (at % 2), at % 2) for at in range(20_000))
        info = Info(chars=[(10, 0), (10, 1 << 15)])
        started = time.process_time()
        assert len(text_of(par("가" * 30_000, shapes=shapes), info=info)) == 30_000
        assert time.process_time() - started < 2

    def test_bombs(self):
        zeros = pack(bytes(30_000_000))
        with pytest.raises(ReadError, match="archive-too-large"):
            read(
                [],
                streams={"BodyText/Section0": zeros},
                limits=Limits(max_unpacked_bytes=2_000_000),
            )
        with pytest.raises(ReadError, match="archive-too-large"):
            read([], streams={"BodyText/Section0": zeros})

    def test_too_many_characters(self):
        with pytest.raises(ReadError, match="file-too-many-characters"):
            read(["가" * 600, "나" * 600], limits=Limits(max_chars=1000))

    def test_nesting_without_end(self):
        pars = ["안"]
        for _ in range(90):
            pars = [par("겹", box(*pars))]
        document = read(pars)
        assert 30 < document.text.count("겹") < 100
        assert losses(document) == {"parts-damaged": 1}

    def test_paragraphs_below_paragraphs(self):
        raw = b"".join(
            record(0x42, level, bytes(24)) + record(0x43, level + 1, "가\r".encode("utf-16-le"))
            for level in range(1000)
        )
        document = read(raw)
        assert document.text.count("가") > 30
        assert losses(document) == {"parts-damaged": 1}

    def test_speed(self):
        """A megabyte a second; the test leaves a slow machine its time."""
        numbers = iter(range(10**9, 10**10, 7919))
        pars = [" ".join(str(next(numbers)) for _ in range(20)) for _ in range(4000)]
        data = hwp([par(section()), *pars])
        started = time.process_time()
        read_bytes(data, "a.hwp", Limits())
        assert len(data) / 1e6 / (time.process_time() - started) > 0.3


RICH = section_records(
    [
        par(section(outline=1), columns(2), running("head", "머리"), "제목", footnote(1, "주")),
        par(table([["가", "나"], ["다", "라"], ["마", "바"]], 3, 2, caption=["표 가"])),
        par(
            box("상자", par(equation("a over b"))), group(["하나"], ["둘"]), picture(), hidden("숨")
        ),
        par(
            ruby("본", "덧"), overlap("가"), TAB, art("맵시"), form("+cbt", "Caption:wstring:1:예")
        ),
        par("쪽", breaks=4, lines=((0, 0, 1000), (1, 70_000, 1000))),
    ]
)


@FUZZ
@given(
    st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), min_size=2, max_size=4),
    st.data(),
)
def test_the_short_way_through_plain_paragraphs_finds_the_same(rows, data):
    """Where changes are tracked every paragraph is read with all its controls and ranges."""
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            shapes = data.draw(st.sampled_from([((0, 0),), ((0, 1),), ((0, 0), (2, 1)), ()]))
            cells.append(
                Cell(row, column, par(text, shapes=shapes, shape=data.draw(st.integers(0, 1))))
            )
    info = Info(chars=[(10, 0), (14, 1 << 15)], pars=[(0, 0, 0), (3, 0, 1)], bullets=["●"])
    pars = ["앞", par(table(cells, len(rows), 3)), "뒤"]
    short, whole = (
        read_bytes(hwp(pars, info=info, flags=flags), "a.hwp", SMALL)
        for flags in (COMPRESSED, COMPRESSED | TRACKED)
    )
    assert (short.text, short.marks, short.grids) == (whole.text, whole.marks, whole.grids)


@FUZZ
@given(st.data())
def test_damaged_records(data):
    raw = set_bytes(data.draw, RICH, 12)
    whole = Info(numberings=[LEVELS], bullets=["●"]).bytes()
    info = set_bytes(data.draw, whole, 6, least=0)
    size = data.draw(st.integers(1, len(raw)))
    streams = {"DocInfo": pack(info)}
    document = is_sound(hwp(raw[:size], flags=COMPRESSED | TRACKED, streams=streams))
    # Records are many and small: something is always left to read.
    assert document is not None or size < 500 or raw[:4] != RICH[:4]


TAGS = st.sampled_from(
    [0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4A, 0x4C, 0x4D, 0x55, 0x58, 0x5A, 0x5B, 0x5D]
)
NAMES = st.sampled_from(
    "secd|cold|tbl |gso |eqed|fn  |en  |head|foot|atno|nwno|pghd|pgnp|tdut|tcps|tcmt|form|%hlk|%%me|????".split(
        "|"
    )
)


@st.composite
def streams(draw):
    out = b""
    for _ in range(draw(st.integers(1, 40))):
        tag, level = draw(TAGS), draw(st.integers(0, 6))
        payload = draw(st.binary(max_size=60))
        if tag == 0x47:
            payload = draw(NAMES).encode()[::-1] + payload
        out += record(tag, level, payload)
    return out


@FUZZ
@given(streams())
def test_records_in_any_order(raw):
    is_sound(hwp(raw))


@FUZZ
@given(streams())
def test_tables_and_lists_without_order(raw):
    is_sound(hwp(section_records(["앞"]) + raw + section_records(["뒤"])))
