"""A question held against units: its names by other names, its figures in any writing."""

import numpy as np
import pytest

from assistant.question import understand
from assistant.reading import Reader
from assistant.yardstick import Yardstick
from index import Expansion
from tests.assistant.fakes import FakeLibrary

IOT = Expansion("alias", "IIoT", "산업인터넷", "report.txt")


def yardstick(text, found, expansions=()):
    library = FakeLibrary("가")
    return Yardstick.of(understand(text), frozenset(found), library, Reader(library), expansions)


def test_what_stands_by_another_name_covers_the_question():
    found = frozenset({"산업", "인터넷", "예산"})
    plain = yardstick("IIoT 예산", found)
    named = yardstick("IIoT 예산", found, [IOT])
    # Every term of the fake library weighs 1.
    assert plain.cover([plain.imply(found)]).hard == pytest.approx([0.5])
    by_name = named.cover([named.imply(found)])
    assert (*by_name.hard, *by_name.soft, *by_name.weakest) == pytest.approx((1.0, 1.0, 1.0))


def test_half_of_another_name_is_not_the_name():
    named = yardstick("IIoT 예산", {"산업", "예산"}, [IOT])
    assert named.imply(frozenset({"산업", "예산"})) == {"산업", "예산"}


def test_a_name_stands_for_nothing_that_is_not_asked():
    asked = yardstick("전력 예산", {"산업", "인터넷"}, [IOT])
    assert asked.imply(frozenset({"산업", "인터넷"})) == {"산업", "인터넷"}


def test_bigrams_are_counted_by_whichever_name_fits():
    plain, named = yardstick("IIoT", {"가"}), yardstick("IIoT", {"가"}, [IOT])
    assert plain.paired("산업인터넷") == 0.0
    assert named.paired("산업인터넷") == 1.0
    assert named.paired("IIoT") == 1.0


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("1.5조 원은?", "사업비는 1조 5,000억 원이다", 1.0),
        ("5,700억 원은?", "5700억원을 들인다", 1.0),
        ("3.5% 늘었나?", "3.5퍼센트 늘었다", 1.0),
        ("1.5조 원은?", "사업비는 1조 원이다", 0.0),
        ("2020년과 2021년은?", "2020년에 시작했다", 0.5),
        ("예산은?", "예산이다", 1.0),
    ],
)
def test_figures_count_in_any_writing(question, text, share):
    assert yardstick(question, {"가"}).numbered(text) == pytest.approx(share)


def test_nearness_is_never_above_one():
    named = yardstick("IIoT 예산", {"산업", "인터넷"}, [IOT])
    assert np.all(named.nearness <= 1.0)
