import pytest

from index.readings import find_readings, read_hanja, soften_initial
from index.terms import extract_query_terms, extract_terms


# Readings as Korean dictionaries give them.
@pytest.mark.parametrize(
    ("run", "reading"),
    [
        ("衆創空間", "중창공간"),
        ("众创空间", "중창공간"),
        ("工业互联网", "공업호련망"),
        ("人工智能", "인공지능"),
        ("大韓民國", "대한민국"),
        ("女子", "여자"),
        ("男女", "남녀"),
        ("理論", "이론"),
        ("料理", "요리"),
        ("勞動", "노동"),
        ("未來", "미래"),
        ("比率", "비율"),
        ("系列", "계열"),
        ("法律", "법률"),
        ("不動産", "부동산"),
        ("不可能", "불가능"),
        ("自動車", "자동차"),
        ("银行", "은행"),
        ("手机", "수기"),
        ("价格", "가격"),
        ("経済", "경제"),
        ("図書館", "도서관"),
    ],
)
def test_the_first_way_to_read_is_the_usual_one(run, reading):
    assert read_hanja(run)[0] == reading


def test_a_character_may_be_read_in_two_ways():
    assert set(read_hanja("音樂")) == {"음락", "음악"}
    assert "김대중" in read_hanja("金大中")


@pytest.mark.parametrize("run", ["", "연구", "A", "人A"])
def test_what_is_no_run_of_characters_has_no_reading(run):
    assert read_hanja(run) == ()


@pytest.mark.parametrize(
    ("syllable", "written"),
    [("녀", "여"), ("뇨", "요"), ("량", "양"), ("례", "예"), ("락", "낙"), ("론", "논"), ("내", "내"),
     ("노", "노"), ("가", "가"), ("힐", "힐"), ("니", "이"), ("립", "입")],
)  # fmt: skip
def test_initial_sound_law(syllable, written):
    assert soften_initial(syllable) == written


def test_a_word_beside_its_characters_is_said_once():
    assert extract_terms("이론(理論)").words.count("이론") == 1


def test_words_of_both_scripts_are_read():
    assert "신기술" in extract_terms("新기술을").words
    assert "대중국" in extract_terms("對중국 수출").words


def test_a_chinese_question_is_asked_in_korean_readings_without_its_question_words():
    words = extract_query_terms("中国的众创空间是什么？").words
    assert {"중국", "중창공간", "중창", "공간"} <= set(words)
    assert not [word for word in words if "一" <= word[0] <= "鿿"]


def test_a_question_of_nothing_but_chinese_question_words_keeps_them():
    assert extract_query_terms("是什么").words


def test_characters_without_a_reading_are_searched_as_they_are():
    assert read_hanja("㐁㐃") == ()
    assert "㐁㐃" in extract_query_terms("㐁㐃").words


def test_a_character_that_stands_alone_stays_beside_others_that_are_read():
    words = extract_query_terms("美 經濟").words
    assert "美" in words and "경제" in words


def test_chinese_words_of_a_question_are_named_as_they_are_read():
    found = [(one.of, one.text) for one in find_readings("众创空间은 몇 개야? 衆創空間")]
    assert ("众创空间", "중창공간") in found and ("衆創空間", "중창공간") in found
    assert {one.kind for one in find_readings("理論은?")} == {"reading"}
    assert find_readings("이론은?") == ()
    # A sentence is no word.
    assert find_readings("中国制造业创新中心到二零二零年") == ()
