"""Kiwi, as the rest of the program calls it."""

from concurrent.futures import ThreadPoolExecutor

from kiwipiepy import Kiwi

from corpus import analyze, analyze_many, keeping, korean, measure_likelihoods, replace_lone

WORDS = (("갓나물밥", "NNG"),)


def forms(text):
    return [morpheme.form for morpheme in analyze(text)]


def test_a_short_text_is_cut_once_and_a_long_one_each_time(monkeypatch):
    asked = []
    tokenize = Kiwi.tokenize

    def count(self, text, *others, **named):
        asked.append(text)
        return tokenize(self, text, *others, **named)

    monkeypatch.setattr(Kiwi, "tokenize", count)
    monkeypatch.setattr(korean, "_recent", korean._Recent())
    short, long = "예산은 한 번만 자른다", "예산을 늘린다. " * 50
    assert analyze(short) is analyze(short)
    assert analyze(long) == analyze(long)
    assert asked == [short, long, long]


def test_what_is_remembered_is_of_the_words_that_are_kept():
    text = "갓나물밥은 맛있다"
    plain = forms(text)
    assert plain[0] != "갓나물밥"
    with keeping(WORDS):
        assert forms(text)[0] == "갓나물밥"
        assert forms(text)[0] == "갓나물밥"
    assert forms(text) == plain
    with keeping((("갓나물", "NNG"), ("밥은", "NNG"))):
        assert forms(text)[:2] == ["갓나물", "밥은"]
    with keeping(WORDS):
        assert forms(text)[0] == "갓나물밥"


def test_the_longest_remembered_texts_leave_room_for_new_ones(monkeypatch):
    monkeypatch.setattr(korean, "_recent", korean._Recent())
    for number in range(2 * korean._MOST_REMEMBERED):
        analyze(f"예산 {number}")
    assert len(korean._recent._found) == korean._MOST_REMEMBERED


def test_threads_with_other_words_do_not_meet():
    text = "갓나물밥은 맛있다"

    def cut(number):
        if number % 2:
            return forms(text)[0]
        with keeping(WORDS):
            return forms(text)[0]

    plain = forms(text)[0]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(cut, range(100))) == ["갓나물밥", plain] * 50


def test_half_a_surrogate_pair_is_an_unknown_character():
    assert replace_lone("예산\ud800은 \U0001f642") == "예산\ufffd은 \U0001f642"
    assert forms("\udfff예산") == forms("\ufffd예산")
    assert [m.start for m in analyze("예산 \ud800 값")] == [0, 3, 5]
    assert list(analyze_many(["\ud800", "예산"])) == [analyze("\ufffd"), analyze("예산")]
    assert measure_likelihoods(["\ud800"]) == measure_likelihoods(["\ufffd"])
