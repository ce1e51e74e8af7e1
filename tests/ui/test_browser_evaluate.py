"""Measuring in the real page: choose, run, look, compare, download; and from a thumb to a question."""

import json

import pytest

from assistant import load_gold, load_run
from tests.ui.chromium import IN_A_BROWSER
from tests.ui.test_browser import QUESTION, ask
from tests.ui.test_browser import open_page as open_page
from tests.ui.web_server import running_server

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
expect = playwright.expect
pytestmark = IN_A_BROWSER

QUOTE = "신선식품 물류비는 판매 가격의 12%를 차지한다."
GOLD = (
    ("g1", "신선식품 물류비 비중은?", ["12%"], "콜드체인.txt", QUOTE),
    ("g2", "대학 몇 곳이 참여하나?", ["41곳"], "제조혁신.txt", "대학 40곳이 참여한다."),
    ("g3", "저온 물류 시장은?", ["9.3%"], "없는 문서.hwp", "연평균 9.3% 성장"),
    ("g4", "화성 탐사선 발사일?", [], "", ""),
    ("g5", "예산은 언제 깎이나?", [], "", ""),
)


def gold_lines():
    for key, question, answers, doc, quote in GOLD:
        evidence = [{"doc": doc, "quote": quote}] if doc else []
        record = {
            "id": key, "question": question, "answerable": bool(doc), "answers": answers,
            "evidence": evidence, "type": "fact" if doc else "unanswerable", "style": "polite",
        }  # fmt: skip
        yield json.dumps(record, ensure_ascii=False) + "\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evaluate")
    (folder / "질문.jsonl").write_text("".join(gold_lines()), "utf-8")
    bad = [*gold_lines(), '{"id": "g6"}\n', "no json\n"]
    (folder / "나쁜 파일.jsonl").write_text("".join(bad), "utf-8")
    return folder


@pytest.fixture(scope="module")
def address(served):
    with running_server(served) as address:
        yield address


def open_tab(page):
    page.get_by_role("tab", name="평가", exact=True).click()
    expect(page.locator("#gold-upload")).to_be_visible(timeout=15_000)


def upload(page, path):
    with page.expect_file_chooser() as chosen:
        page.locator("#gold-upload").click()
    chosen.value.set_files(path)


def start(page, served):
    upload(page, served / "질문.jsonl")
    expect(page.locator("#gold-start")).to_be_enabled(timeout=30_000)
    page.locator("#gold-start").click()
    expect(page.locator("#gold-state progress")).to_be_visible(timeout=15_000)


def open_results(page):
    done = page.locator("#gold-state [data-open]")
    expect(done).to_be_visible(timeout=90_000)
    done.click()
    expect(page.locator("#result-measures .measure").first).to_be_visible(timeout=15_000)


def choose(page, field, name):
    page.locator(f"#{field} input").click()
    page.get_by_role("option", name=name).click()


def download(page, name):
    with page.expect_download() as got:
        page.get_by_role("link", name=name).click()
    return got.value.path(), got.value.suggested_filename


def test_a_gold_file_is_run_looked_at_compared_and_downloaded(open_page, served):
    page = open_page()
    open_tab(page)
    upload(page, served / "나쁜 파일.jsonl")
    alert = page.locator("#gold-look [role=alert]")
    expect(alert).to_contain_text(
        "6번째 줄에 ‘answerable’ 항목이 없습니다: 나쁜 파일.jsonl", timeout=15_000
    )
    expect(alert).to_contain_text("7번째 줄 1번째 글자가 JSON이 아닙니다: 나쁜 파일.jsonl")
    start(page, served)
    expect(page.locator("#gold-look .stat").first).to_contain_text("5")
    expect(page.locator("#gold-look")).to_contain_text("없는 문서.hwp — 질문 근거 1건")
    expect(page.locator("#gold-start")).to_be_disabled()

    # The page is left: the run goes on, and a reader is answered meanwhile.
    page.get_by_role("tab", name="묻기").click()
    ask(page, QUESTION)
    page.get_by_role("tab", name="평가", exact=True).click()
    open_results(page)

    found = page.locator("#result-measures .measure", has_text="다섯 안에 찾음").first
    expect(found).to_contain_text("66.7 %")
    expect(found).to_contain_text("95 % 구간")
    expect(found).to_contain_text("형태소 BM25")
    expect(page.locator("#result-plots table").first.locator("tbody tr")).to_have_count(1)
    rows = page.locator("#result-table button[data-question]")
    expect(rows).to_have_count(5)
    outcomes = ["맞음", "답이 어긋남", "찾지 못함", "옳게 답하지 않음", "답이 없는데 답함"]
    assert page.locator("#result-table .questions > tbody .badge").all_inner_texts() == outcomes
    rows.nth(1).focus()
    page.keyboard.press("Enter")
    detail = page.locator("#result-table .detail")
    expect(detail).to_contain_text("적어 둔 정답이 답변에 그대로 나오지 않습니다", timeout=15_000)
    expect(detail).to_contain_text("41곳")
    detail.locator("summary").click()
    expect(detail.locator("li.holds").first).to_contain_text("정답 근거가 든 단락")
    choose(page, "result-shown", "답이 없는데 답함 (1)")
    expect(rows).to_have_count(1, timeout=15_000)
    expect(rows.first).to_contain_text("예산은 언제")

    path, name = download(page, "결과 (JSON)")
    assert name.endswith("-질문-run.json")
    run = load_run(path)
    assert [run[key].outcome.rank for key in ("g1", "g3", "g4")] == [1, None, None]
    path, name = download(page, "보고서 (HTML)")
    assert "<h1>근거 평가 보고서</h1>" in path.read_text("utf-8") and name.endswith(".html")

    page.get_by_role("tab", name="평가하기").click()
    expect(page.locator("#gold-start")).to_be_enabled(timeout=15_000)
    page.locator("#gold-start").click()
    expect(page.locator("#gold-state progress")).to_be_visible(timeout=15_000)
    open_results(page)
    page.locator("#result-against input").click()
    page.get_by_role("option").last.click()
    compared = page.locator("#result-comparison")
    expect(compared).to_contain_text("질문 5개로 짝지어", timeout=15_000)
    expect(compared).to_contain_text("바뀐 질문이 없습니다")

    page.locator("#language label", has_text="English").click()
    expect(compared).to_contain_text("Paired over the 5 questions", timeout=15_000)
    expect(found).to_be_hidden()
    page.get_by_role("tab", name="Measure", exact=True).click()
    expect(page.locator("#gold-runs [data-delete]")).to_have_count(2, timeout=15_000)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#gold-runs [data-delete]").first.click()
    expect(page.locator("#gold-runs [data-delete]")).to_have_count(1, timeout=15_000)


def test_a_run_is_cancelled_on_a_phone(open_page, served):
    page = open_page(390, 844, color_scheme="dark")
    open_tab(page)
    start(page, served)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    kept = len(list((served / "evaluations").glob("2*")))
    page.locator("#gold-cancel").click()
    expect(page.locator("#gold-state [role=status]")).to_contain_text(
        "평가를 그만두었습니다", timeout=30_000
    )
    expect(page.locator("#gold-cancel")).to_be_hidden()
    assert len(list((served / "evaluations").glob("2*"))) == kept


def test_a_thumb_down_becomes_a_gold_question(open_page, served):
    page = open_page()
    ask(page, "신선식품 물류비는 얼마나 되나?")
    page.get_by_label("아쉬워요", exact=True).last.click()
    page.locator("#thumbs-reason :is(input, textarea)").fill("비중을 물었음")
    page.locator("#thumbs-send").click()
    expect(page.get_by_text("고맙습니다. 적어 두었습니다.")).to_be_visible()
    open_tab(page)
    page.locator("#draft-waiting button").click()
    page.locator("#draft-list [data-draft]").first.click()
    expect(page.locator("#draft-said")).to_contain_text("비중을 물었음", timeout=15_000)
    expect(page.locator("#draft-question textarea")).to_have_value("신선식품 물류비는 얼마나 되나?")
    page.locator("#draft-answers textarea").fill("12%\n12 퍼센트")
    page.locator("#draft-document input").click()
    page.get_by_role("option", name="콜드체인.txt").click()
    page.locator("#draft-quotes textarea").fill("물류비는 11%이다.")
    page.locator("#draft-add").click()
    expect(page.locator("#draft-checked")).to_contain_text("0번 인용문이 콜드체인.txt에 없습니다")
    assert not (served / "gold.jsonl").exists()
    page.locator("#draft-quotes textarea").fill(QUOTE)
    page.locator("#draft-check").click()
    expect(page.locator("#draft-checked")).to_contain_text("골드에 넣을 수 있습니다")
    page.locator("#draft-add").click()
    expect(page.locator("#draft-checked")).to_contain_text("골드 질문에 넣었습니다")
    expect(page.locator("#draft-list .badge").first).to_have_text("골드에 넣음")
    path, _ = download(page, "gold.jsonl 내려받기")
    (question,) = load_gold(path)
    assert question.answers == ("12%", "12 퍼센트") and question.evidence[0].quote == QUOTE
    page.locator("#draft-own [data-drop]").click()
    expect(page.locator("#draft-own [data-drop]")).to_have_count(0, timeout=15_000)
