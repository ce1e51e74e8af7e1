"""HWP 5: the real files kept beside the project, against what they show and another reader."""

import zlib

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Limits, ReadError
from corpus.readers.reading import read_bytes
from tests.corpus.beside import FIXTURES, real_files
from tests.corpus.damage import cut_off, set_bytes
from tests.corpus.hwp_files import FUZZ, is_sound
from tests.corpus.hwp_paper import hwp
from tests.corpus.invariants import check_document
from tests.corpus.shown import losses

REAL = FIXTURES / "hwp"
FILES = real_files("hwp")
needs_real = pytest.mark.skipif(
    not FILES, reason="the real HWP files of shared/ beside the project are absent"
)


@needs_real
@pytest.mark.shared
class TestRealFiles:
    REFUSED = {
        "basic__blank.hwp": "file-blank",
        "blank.hwp": "file-blank",
        # Nothing but pictures, or a frame without a word.
        "basic__ole.hwp": "file-without-text",
        "making_caption.hwp": "file-blank",
        "changing-image.hwp": "file-without-text",
        "inserting_image_cell.hwp": "file-blank",
        "removing-row.hwp": "file-blank",
        "setting-celltext-by-field.hwp": "file-blank",
        "distribution.hwp": "file-distribution-locked",
    }
    WORDS = {
        "changing-paragraph-text.hwp": "안녕하세요.\n이것은 샘플입니다.",
        "target.hwp": "이것은 Target HWP의 문단 내용입니다.",
        "source.hwp": "첫 문단...\n이것은 원본 HWP 파일의 내용입니다.\nABC 123",
        "finding-control.hwp": "A\t\n\t\nB\t\n\t\nA\t\n\t\nC\t\n\t\nA\t\n\t\nB\t\n\t",
        "basic__etc.hwp": (
            "A\nC\n가나다라ABCDFEFDFEFDFEFDFEFDFEFDFEF\n"
            + "\t\t\t\t\n" * 5
            + "가나다\nD\n가 ㅁㅁㅁ촘"
        ),
        "setting-fields.hwp": "\n".join(
            f"필드{number} :{' ' * gap}이곳을 마우스로 누르고 내용을 입력하세요."
            for number, gap in ((1, 1), (2, 1), (1, 2), (2, 1), (1, 2), (2, 2), (1, 2))
        ),
    }

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
    def test_each_is_read_or_refused_with_its_reason(self, path):
        if code := self.REFUSED.get(path.name):
            with pytest.raises(ReadError) as caught:
                read_bytes(path.read_bytes(), path.name, Limits())
            assert caught.value.code == code
            return
        document = read_bytes(path.read_bytes(), path.name, Limits())
        check_document(document)
        assert "parts-damaged" not in losses(document)
        if path.name in self.WORDS:
            assert document.text == self.WORDS[path.name]

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
    def test_every_word_of_the_preview_is_there(self, path):
        with olefile.OleFileIO(path) as container:
            if path.name in self.REFUSED or not container.exists("PrvText"):
                pytest.skip("refused, or without a preview")
            preview = container.openstream("PrvText").read().decode("utf-16-le", "ignore")
        words = preview.replace("<", " ").replace(">", " ").split()
        text = read_bytes(path.read_bytes(), path.name, Limits()).text
        # The preview is cut, perhaps within a word.
        assert [word for word in words[:-1] if word not in text] == []

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
    def test_every_word_that_another_reader_finds_is_there(self, path):
        unhwp = pytest.importorskip("unhwp")
        if path.name in self.REFUSED:
            pytest.skip("refused")
        theirs = unhwp.extract_text(str(path)).split()
        ours = read_bytes(path.read_bytes(), path.name, Limits()).text
        if path.name == "extracting_ParaHead.hwp":
            # It leaves the first paragraph without its number, counts one less from there
            # on, and prints 루 as 46.
            theirs = [word for word in theirs if not word.endswith(".")]
        assert [word for word in theirs if word not in ours] == []

    def test_numbers_of_the_outline_and_of_boxes(self):
        text = read_bytes((REAL / "extracting_ParaHead.hwp").read_bytes(), "a.hwp", Limits()).text
        lines = text.split("\n")
        assert lines[:7] == ["ⅰ. 1", "ⅱ. 2", "ⅲ. 3", "ⅳ. 4", "ⅴ. 5", "1. 1", "2. 2"]
        # The box hangs on the sixth paragraph; the author's own words skip the nine.
        assert lines[13:15] == ["9. 10", "10. 11"]
        assert lines[113:117] == ["xcix. 99", "c. 100", "루. 1", "무. 2"]

    def test_merged_cells_of_a_real_table(self):
        document = read_bytes((REAL / "merging-cell.hwp").read_bytes(), "a.hwp", Limits())
        (grid,) = document.grids
        shown = {(c.row, c.column): document.text[c.start : c.end] for c in grid.cells}
        assert shown == {(r, c): f"{r},{c}" for r in range(7) for c in range(7)}

    @pytest.mark.parametrize(
        "name", ["source.hwp", "merging-cell.hwp", "getting_clickhere_text.hwp"]
    )
    @FUZZ
    @given(data=st.data())
    def test_damaged_real_files(self, name, data):
        whole = (REAL / name).read_bytes()
        is_sound(cut_off(data.draw, set_bytes(data.draw, whole, 20)))

    @FUZZ
    @given(data=st.data())
    def test_damaged_records_of_a_real_file(self, data):
        with olefile.OleFileIO(REAL / "getting_clickhere_text.hwp") as container:
            raw = container.openstream("BodyText/Section0").read()
            info = container.openstream("DocInfo").read()
        body = set_bytes(data.draw, zlib.decompress(raw, -15), 20)
        is_sound(hwp(body, streams={"DocInfo": info}))
