"""What is told of the program: the library's figures, and nothing that a page could trip over."""

from dataclasses import replace

import pytest

from index import EmbeddingCost, list_models
from tests.ui.web_fakes import build_library
from ui.messages import LANGS
from ui.settings import diagnostics
from ui.settings.diagnostics import Fact, collect_facts, used_memory
from ui.settings.embedder_change import ChangeState, Estimate
from ui.web.settings.diagnosis_html import diagnosis_html
from ui.web.settings.embedder_html import change_html, estimate_html, models_html, time_words

HOSTILE = '<img src=x onerror=alert(1)>"'


def test_the_facts_are_the_librarys_figures(monkeypatch):
    monkeypatch.setattr(diagnostics, "find_tesseract", lambda: "")
    monkeypatch.setenv("OPENAI_API_KEY", "secret-key")
    status = build_library().status()
    facts = {fact.key: fact for fact in collect_facts(status, llm="openai:m", length="보통")}
    assert facts["diagnosis.documents"].value == f"{status.documents} / {status.failed}"
    assert facts["diagnosis.fingerprint"].value == "f" * 16
    assert facts["diagnosis.ocr"].detail == "diagnosis.ocr.how"
    assert facts["diagnosis.llm"].value == "openai:m"
    assert "secret-key" not in str(facts)
    # Between what nothing and what a machine has.
    assert used_memory() == 0 or 20 * 2**20 < used_memory() < 2**40


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_that_is_told_becomes_markup(lang):
    (model, *_) = list_models()
    hostile = replace(model, licence=HOSTILE)
    cost = EmbeddingCost(10, 90.0, 10**6, True)
    told = [
        diagnosis_html([Fact("diagnosis.library", HOSTILE)], lang),
        models_html([hostile], lang),
        estimate_html(Estimate(HOSTILE, None, False, False, 10, cost), lang, is_online=False),
        *(change_html(ChangeState(HOSTILE, stage, 1, 2, 3.0), lang)
          for stage in ("load", "fetch", "wait", "embed", "publish", "done", "cancelled")),
    ]  # fmt: skip
    for html in told:
        assert "<img" not in html
    assert all("&lt;img" in html for html in told[:4])


def test_times_are_said_no_finer_than_they_are_known():
    said = [time_words(seconds, "ko") for seconds in (3, 59, 90, 600, 7_300, 36_000)]
    assert said == ["1분 안", "1분 안", "약 2분", "약 10분", "약 2시간", "약 10시간"]


def test_a_change_says_how_far_it_is():
    html = change_html(ChangeState("m", "embed", 50, 200, 60.0), "ko")
    assert 'max="200" value="50"' in html and "200개 중 50개" in html and "약 3분 남음" in html
    assert 'role="status"' in html
