"""The list of past conversations as HTML, and the names of files made of them."""

from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser

import pytest

from index import Conversation
from ui.web.chat.exports import file_name
from ui.web.chat.past_list import bar_html, list_html, say_when, trouble_html

SEOUL = timezone(timedelta(hours=9))
NOW = datetime(2025, 3, 2, 9, 30, tzinfo=SEOUL)
EVIL = "\"><img src=x onerror=alert(1)> <b>예산</b> '&amp;"
ONE = Conversation("a" * 32, "예산은?", "2025-03-01T23:00:00+00:00", "2025-03-02T00:05:00+00:00", 3)
TWO = Conversation("b" * 32, EVIL, "2024-12-31T00:00:00+00:00", "2024-12-31T00:00:00+00:00", 1)


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found, self.text = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def named(self, name):
        return [attrs for _, attrs in self.found if name in attrs.get("class", "").split()]


def test_each_conversation_can_be_opened_renamed_and_deleted():
    tags = Tags(list_html((ONE, TWO), TWO.id, "", "ko", most=9, now=NOW))
    assert [row["data-key"] for row in tags.named("past-one")] == [ONE.id, TWO.id]
    assert [opener.get("aria-current") for opener in tags.named("past-open")] == [None, "true"]
    assert tags.named("past-rename")[0]["aria-label"] == "‘예산은?’ 이름 바꾸기"
    assert "되돌릴 수 없습니다" in tags.named("past-delete")[0]["data-ask"]
    assert "오늘 09:05 · 질문 3개" in tags.text


def test_a_title_is_text_wherever_it_stands():
    html = list_html((TWO,), EVIL, EVIL, "ko", most=9, now=NOW) + trouble_html(EVIL)
    html += bar_html(EVIL, TWO.id, "ko", is_kept=True, can_export=True)
    tags = Tags(html)
    assert {tag for tag, _ in tags.found} <= {
        "nav", "ul", "li", "button", "span", "svg", "path", "p", "div", "details", "summary",
    }  # fmt: skip
    assert not any(name.startswith("on") for _, attrs in tags.found for name in attrs)
    assert tags.named("past-one")[0]["data-title"] == EVIL == tags.named("talk-title")[0]["title"]
    assert tags.text.count(EVIL) == 3


def test_an_empty_list_and_a_search_without_a_find_say_so():
    assert "아직 남은 대화가 없습니다" in list_html((), "", "", "ko", most=9)
    assert "‘콜드 체인’" in list_html((), "", " 콜드  체인 ", "ko", most=9)
    assert "Conversations found: 1" in list_html((ONE,), "", "x", "en", most=9, now=NOW)


def test_more_than_the_list_takes_are_named():
    assert "past-more" not in list_html((ONE, TWO), "", "", "ko", most=2, now=NOW)
    html = list_html((ONE, TWO), "", "", "ko", most=1, now=NOW)
    assert "past-more" in html and TWO.id not in html


def test_the_bar_offers_what_there_is():
    tags = Tags(bar_html("예산", TWO.id, "ko", is_kept=True, can_export=True))
    assert tags.named("talk-bar")[0]["data-current"] == TWO.id
    assert tags.named("past-toggle")[0]["aria-controls"] == "past"
    suffixes = [attrs["data-suffix"] for _, attrs in tags.found if "data-suffix" in attrs]
    assert suffixes == [".docx", ".html", ".md"]
    plain = bar_html("", None, "en", is_kept=False, can_export=False)
    assert "past-toggle" not in plain and "export" not in plain
    assert trouble_html("") == ""


@pytest.mark.parametrize(
    ("at", "ko", "en"),
    [
        ("2025-03-02T00:05:00+00:00", "오늘 09:05", "today 09:05"),
        ("2025-03-01T14:59:00+00:00", "어제 23:59", "yesterday 23:59"),
        ("2025-03-01T15:00:00+00:00", "오늘 00:00", "today 00:00"),
        ("2025-02-28T14:59:00+00:00", "2025. 2. 28.", "2025-02-28"),
        ("2025-03-03T15:00:00+00:00", "2025. 3. 4.", "2025-03-04"),
        ("yesterday", "", ""),
    ],
)
def test_times_are_said_as_people_say_them(at, ko, en):
    assert (say_when(at, NOW, "ko"), say_when(at, NOW, "en")) == (ko, en)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2024년 예산은?", "2024년 예산은"),
        ("../../etc/passwd", "etc passwd"),
        ('a<b>:"c"|d*', "a b c d"),
        ("이름\u202etxt", "이름 txt"),
        (" . ", "대화"),
        ("가" * 99, "가" * 60),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title, name):
    assert file_name(title, "대화") == name
