import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from assistant import (
    METRICS,
    Difference,
    Estimate,
    GoldQuestion,
    compare_runs,
    evaluate,
    render_markdown,
    render_report,
    render_table,
)
from assistant.evaluation.changes import outcome_of
from assistant.evaluation.gold import Evidence
from assistant.evaluation.plots import draw_difference, draw_estimate
from assistant.evaluation.report_parts import safe
from assistant.evaluation.report_questions import MAX_QUESTIONS
from assistant.evaluation.report_text import WORDS, word
from assistant.evaluation.saved_run import SavedQuestion
from assistant.evaluation.table import (
    align,
    cell_width,
    largest_groups,
    show_difference,
    show_interval,
    show_value,
)
from tests.assistant.evaluation_fakes import make_answer, make_citation, make_document, make_hit

EVIL = "<script>alert('독')</script><img src=https://evil.example/x>&\"'\x00"
DOCUMENT = make_document(f"근거 문장이다. {EVIL}", "보고서 <b>.txt")
HIT = make_hit(DOCUMENT, 0, len(DOCUMENT.text))
VOID = {"meta", "br", "input"}


def make_evaluation(count=1, **change):
    question = GoldQuestion(
        "q0",
        f"질문 {EVIL}",
        True,
        answers=(f"답 {EVIL}",),
        nuggets=((f"조각 {EVIL}",),),
        evidence=(Evidence("보고서 <b>.txt", "근거 문장이다."),),
        alternatives=((0,),),
        context=(f"앞 {EVIL}",),
        style="<i>polite",
        type="fact",
    )
    question = replace(question, **change)
    citation = make_citation(DOCUMENT, 0, 8, passage_id=HIT.passage.id)
    answer = make_answer([(f"답은 {EVIL}", (1,))], [citation], [HIT], question=question.question)
    gold = [replace(question, id=f"q{number}") for number in range(count)]
    return evaluate(gold, documents=[DOCUMENT], ask=lambda question, context: answer, resamples=50)


def saved(evaluation):
    return {
        one.question.id: SavedQuestion(one.question.question, one.scores, outcome_of(one))
        for one in evaluation.questions
    }


class Checker(HTMLParser):
    """Collects tags and attributes, and insists that every tag is closed in order."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.attributes = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.extend(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_page_fetches_nothing_and_shows_foreign_text_as_text(lang):
    evaluation = make_evaluation()
    comparison = compare_runs(evaluation, saved(evaluation))
    page = render_report(evaluation, comparison, subtitle=EVIL, lang=lang)
    checker = Checker()
    checker.feed(page)
    assert checker.open == []
    assert not set(checker.tags) & {"img", "link", "iframe", "object", "i", "base"}
    for name, value in checker.attributes:
        assert not name.startswith("on")
        assert name not in ("src", "style"), (name, value)
        assert name != "href" or value.startswith("#")
    # One script, our own, which the page's policy knows by its hash.
    assert checker.tags.count("script") == 1
    script = page[page.index("<script>") + len("<script>") : page.index("</script>")]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
    for doing in (
        "fetch",
        "XMLHttpRequest",
        "innerHTML",
        "import",
        "http",
        "eval",
        "document.write",
    ):
        assert doing not in script
    assert "url(" not in page and "@import" not in page
    assert "default-src 'none'" in page
    assert "\x00" not in page
    assert "&lt;script&gt;alert" in page


def test_the_page_holds_what_a_reader_looks_for():
    page = render_report(make_evaluation(), subtitle="dev.jsonl")
    for wanted in ("근거 평가 보고서", "dev.jsonl", "말투별", "유형별", "근거가 든 단락", "확인됨"):
        assert wanted in page
    assert all(f"<code>{name}</code>" in page for name in METRICS)
    assert page.count("<details class=") == 1
    assert "앞선 실행과 견줌" not in page


def test_missing_evidence_is_said_on_top():
    evaluation = replace(make_evaluation(), unlocated=("q9#0",))
    assert "q9#0" in render_report(evaluation)
    assert "q9#0" in render_table(evaluation)


def test_a_large_set_shows_missed_questions_first_and_says_what_it_leaves_out():
    small = make_evaluation(answers=("답은",), nuggets=())
    fine = small.questions[0]
    missed = replace(fine, rank=None)
    assert (fine.is_missed, missed.is_missed) == (False, True)
    many = (fine,) * MAX_QUESTIONS + (missed,) * 3
    page = render_report(replace(small, questions=many))
    shown = re.findall(r'<details class="(\w+)"', page)
    assert shown == ["missed"] * 3 + ["fine"] * (MAX_QUESTIONS - 3)
    assert "3개는 JSON에 있습니다" in page


def test_of_many_groups_the_largest_are_shown_and_the_rest_is_counted():
    groups = {f"g{at:03d}": {} for at in range(50)}
    sizes = {name: at for at, name in enumerate(groups)}
    assert largest_groups(groups, sizes, 50) == list(groups)
    assert largest_groups(groups, sizes, 2) == ["g049", "g048"]
    small = make_evaluation()
    many = {f"문서{at:03d}.txt": small.by_type["fact"] for at in range(100)}
    wide = replace(small, slices={**small.slices, "by_document": many})
    for page, left in ((render_report(wide), 40), (render_table(wide), 88)):
        assert f"묶음 {left}개는 JSON에" in page
    assert "묶음 60개는 JSON에" in render_markdown(wide)


def test_markdown_is_nothing_but_text_and_tables():
    evaluation = make_evaluation()
    worse = {
        key: replace(one, outcome=replace(one.outcome, rank=None, answer=EVIL))
        for key, one in saved(evaluation).items()
    }
    page = render_markdown(evaluation, compare_runs(evaluation, worse), subtitle=EVIL)
    assert page.endswith("\n")
    assert set(re.findall(r"<[^>]*>", page)) <= {"<br>"}
    assert "https://" not in page and "&lt;script&gt;" in page
    assert "좋아진 질문 1개" in page
    for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(widths) == 1, table


def test_the_table_lines_up_by_terminal_cells():
    text = align([["이름", "x", "값"], ["ab", "가나", "1.000"]])
    assert text.splitlines() == ["이름  x        값", "ab    가나  1.000"]
    assert [cell_width(t) for t in ("가a", "ｆ", "é", "e\u0301")] == [3, 2, 1, 1]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_table_names_every_measure_and_group(lang):
    evaluation = make_evaluation(style="말투")
    table = render_table(evaluation, compare_runs(evaluation, saved(evaluation)), lang=lang)
    assert all(re.search(rf"^{re.escape(name)} ", table, re.MULTILINE) for name in METRICS)
    assert "말투" in table
    assert not table.endswith("\n")
    lines = [line for line in table.splitlines() if line.startswith(("hit@", "mrr@", "ndcg@"))]
    retrieval = lines[:6]
    assert len({cell_width(line) for line in retrieval}) == 1


def test_numbers_as_shown():
    assert (show_value(0.12345), show_value(None), show_value(1.0)) == ("0.123", "–", "1.000")
    assert (show_interval(0.1, 0.256), show_interval(None, None)) == ("0.10 ~ 0.26", "–")
    assert (show_difference(0.05), show_difference(-0.05)) == ("+0.050", "-0.050")


def test_an_estimate_stands_where_it_should_on_its_scale():
    drawing = draw_estimate("x", Estimate(0.5, 0.25, 0.75, 9), [0.1, None])
    assert '<circle class="dot" cx="50.00%"' in drawing
    assert 'class="whisker" x1="25.00%" x2="75.00%"' in drawing
    assert drawing.count('class="mark s1"') == 1
    assert 'x="10.00%"' in drawing
    assert "dot" not in draw_estimate("x", Estimate(None, None, None, 0))


def test_a_difference_stands_right_of_the_middle_when_it_is_a_gain():
    found = Difference(0.1, 0.0, 0.2, 0.04, 0.1, 9)
    assert 'cx="75.00%"' in draw_difference("x", found, reach=0.2)
    assert 'x2="100.00%"' in draw_difference("x", found, reach=0.1)  # cut at the edge


def test_every_measure_has_words_in_both_languages():
    for name in METRICS:
        assert len(WORDS[name]) == 2
        assert word(name, "ko") != word(name, "en") != name


def test_words_fill_their_blanks_alike():
    for key, pair in WORDS.items():
        blanks = [set(re.findall(r"{(\w+)", text)) for text in pair]
        assert blanks[0] == blanks[1], key


def test_safe_text_survives_what_html_forbids():
    assert safe("a\ud800\x1b<\uffff") == "a\ufffd\ufffd&lt;\ufffd"
    safe("가\n나\t다").encode()
