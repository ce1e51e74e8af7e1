"""What a document says of its date and publisher is kept with it."""

from index import CorpusPipeline
from tests.index.library_fakes import open_library, write

REPORT = (
    "누리도 물 관리 실태\n\n발행일: 2018. 5. 3.\n발행처: 누리도연구원\n\n"
    "1. 서론\n\n논의 절반은 지은 지 40년이 지난 수로에서 물을 받는다.\n"
)


def test_records_tell_what_is_known_and_no_more(tmp_path):
    docs = write(tmp_path / "docs", report=REPORT, note="바다는 넓고 하늘은 높다.")
    with open_library(tmp_path / "lib", pipeline=CorpusPipeline()) as library:
        library.sync([docs])
        note, report = library.documents()
        assert (report.fact("date"), report.fact("publisher")) == ("2018-05-03", "누리도연구원")
        assert note.facts == () and note.fact("date") == ""
