"""What Hancom prints before paragraphs, which of them are headings, and signs of its fonts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.hancom.glyphs import read_glyphs
from corpus.readers.hancom.numbering import (
    DEFAULT_OUTLINE,
    FORMS,
    Counters,
    HeadLevel,
    Numbering,
    format_number,
    is_numbered,
)
from corpus.readers.hancom.outline import (
    Look,
    heading_levels,
    is_caption_style,
    style_level,
)


class TestNumbers:
    @pytest.mark.parametrize(
        ("form", "shown"),
        [
            ("DIGIT", "1 2 3 10 11 20"),
            ("CIRCLED_DIGIT", "① ② ③ ⑩ ⑪ ⑳"),
            ("ROMAN_CAPITAL", "Ⅰ Ⅱ Ⅲ Ⅹ Ⅺ XX"),
            ("ROMAN_SMALL", "ⅰ ⅱ ⅲ ⅹ ⅺ xx"),
            ("LATIN_CAPITAL", "A B C J K T"),
            ("LATIN_SMALL", "a b c j k t"),
            ("CIRCLED_LATIN_CAPITAL", "Ⓐ Ⓑ Ⓒ Ⓙ Ⓚ Ⓣ"),
            ("CIRCLED_LATIN_SMALL", "ⓐ ⓑ ⓒ ⓙ ⓚ ⓣ"),
            ("HANGUL_SYLLABLE", "가 나 다 차 카 버"),
            ("CIRCLED_HANGUL_SYLLABLE", "㉮ ㉯ ㉰ ㉷ ㉸ (20)"),
            ("HANGUL_JAMO", "ㄱ ㄴ ㄷ ㅊ ㅋ 20"),
            ("CIRCLED_HANGUL_JAMO", "㉠ ㉡ ㉢ ㉩ ㉪ (20)"),
            ("HANGUL_PHONETIC", "일 이 삼 십 십일 이십"),
            ("IDEOGRAPH", "一 二 三 十 十一 二十"),
            ("CIRCLED_IDEOGRAPH", "㊀ ㊁ ㊂ ㊉ (11) (20)"),
            ("DECAGON_CIRCLE", "갑 을 병 계 11 20"),
            ("DECAGON_CIRCLE_HANJA", "甲 乙 丙 癸 11 20"),
            ("NOBODY_KNOWS", "1 2 3 10 11 20"),
        ],
    )
    def test_forms(self, form, shown):
        assert [format_number(n, form) for n in (1, 2, 3, 10, 11, 20)] == shown.split()

    def test_long_numbers(self):
        assert format_number(27, "LATIN_CAPITAL") == "AA"
        assert format_number(703, "LATIN_SMALL") == "aaa"
        assert format_number(1994, "ROMAN_CAPITAL") == "MCMXCIV"
        assert format_number(36, "CIRCLED_DIGIT") == "㊱"
        assert format_number(99, "HANGUL_PHONETIC") == "구십구"
        assert format_number(0, "ROMAN_CAPITAL") == "0"
        assert format_number(10**9, "ROMAN_CAPITAL") == "1000000000"

    @given(st.integers(-5, 10**12), st.sampled_from(FORMS))
    def test_every_number_has_a_short_form(self, number, form):
        assert 1 <= len(format_number(number, form)) <= 15

    @given(st.integers(1, 50))
    def test_syllables_and_letters_are_all_different(self, upto):
        for form in FORMS:
            assert len({format_number(n, form) for n in range(1, upto + 1)}) == upto


class TestCounters:
    def test_the_outline_of_a_new_document(self):
        counters = Counters({}, {})
        levels = (1, 2, 3, 4, 5, 6, 7, 2, 1, 2)
        shown = [counters.number(0, level) for level in levels]
        assert shown == ["1.", "가.", "1)", "가)", "(1)", "(가)", "①", "나.", "2.", "가."]

    def test_definitions_count_apart(self):
        one = Numbering((HeadLevel("^1)"),))
        two = Numbering((HeadLevel("제^1조", "DIGIT", 5),))
        counters = Counters({1: one, 2: two}, {})
        assert [counters.number(key, 1) for key in (1, 2, 1, 2)] == ["1)", "제5조", "2)", "제6조"]

    def test_a_level_that_was_left_out_counts(self):
        levels = tuple(HeadLevel(".".join(f"^{n}" for n in range(1, k + 1))) for k in range(1, 5))
        counters = Counters({1: Numbering(levels)}, {})
        assert [counters.number(1, level) for level in (4, 3, 2, 1)] == [
            "1.1.1.1",
            "1.1.2",
            "1.2",
            "2",
        ]

    def test_paths_and_deep_levels(self):
        path = Numbering(tuple(HeadLevel("^N" if n % 2 else "^n") for n in range(10)))
        counters = Counters({1: path}, {})
        assert [counters.number(1, level) for level in (1, 2, 2, 3)] == [
            "1",
            "1.1.",
            "1.2.",
            "1.2.1",
        ]
        assert counters.number(1, 10) == "1.2.1.1.1.1.1.1.1.1."
        # Levels out of range are the nearest; one that is not defined prints nothing.
        assert counters.number(1, 99) == "1.2.1.1.1.1.1.1.1.2."
        assert counters.number(0, 9) == ""

    def test_bullets(self):
        counters = Counters({}, {1: "\uf0a7", 2: "", 3: "□", 5: "\u00ad"})
        assert [counters.bullet(key) for key in (1, 2, 3, 4, 5)] == ["▪", "•", "□", "•", "-"]
        # A soft hyphen, which Hancom prints where it stands.
        assert Counters({1: Numbering((HeadLevel("\u00ad"),))}, {}).number(1, 1) == "-"

    def test_what_counts(self):
        signs = Numbering((HeadLevel("□"), HeadLevel("(^2)"), HeadLevel("")))
        assert [is_numbered(signs, level) for level in (0, 1, 2, 3, 4)] == [
            False,
            False,
            True,
            False,
            False,
        ]
        assert all(is_numbered(DEFAULT_OUTLINE, level) for level in range(1, 8))


class TestHeadings:
    @pytest.mark.parametrize(
        ("names", "level"),
        [
            (("개요 1", "Outline 1"), 1),
            (("개요 3", "Outline 3"), 3),
            (("제목", ""), 1),
            (("제목 2", ""), 2),
            (("Heading 4", ""), 4),
            (("", "Heading 2"), 2),
            (("장제목", ""), 1),
            (("중제목", ""), 2),
            (("소 제목", ""), 3),
            (("□ 중제목", ""), 2),
            (("소제목_1", ""), 3),
            (("3. 큰제목(2)", ""), 1),
            (("차례 제목", "TOC Heading"), 1),
            (("바탕글", "Normal"), 0),
            (("본문", "Body"), 0),
            (("머리말", "Header"), 0),
            (("각주", "Footnote"), 0),
            (("부제목", ""), 0),
            (("표 제목", ""), 0),
            (("그림 제목", ""), 0),
            (("캡션", "Caption"), 0),
            (("차례 1", "TOC 1"), 0),
        ],
    )
    def test_styles(self, names, level):
        assert style_level(names) == level

    def test_captions_by_style(self):
        assert is_caption_style(("캡션", "Caption"))
        assert is_caption_style(("표 제목", ""))
        assert not is_caption_style(("제목", "Title"))

    def test_outlines_are_headings_where_they_are_lines(self):
        looks = [
            Look("추진 배경", outline=1),
            Look(
                "이 문단은 개요 수준을 가진 긴 문장으로서 본문의 내용을 서술하고 있다.", outline=2
            ),
            Look("세부 계획", outline=2),
            Look("끝이다.", outline=2),
            Look("표시뿐인 개요의 짧은 글", outline=1, numbered=False),
            Look("표 안의 개요", outline=1, can_head=False),
            Look("", outline=1),
            Look("가" * 300, outline=1),
            Look("1. 개요 ········ 3", outline=1),
        ]
        assert heading_levels(looks) == [1, 0, 2, 0, 0, 0, 0, 0, 0]

    def test_the_signs_of_an_outline_are_judged_where_typed_ones_are(self):
        style = ("개요 3", "Outline 3")
        looks = [
            Look("추진 배경", ("개요 1", "Outline 1"), 1),
            Look("비용을 줄이며 시장을 넓히는 방안", style, 3, numbered=False, signed=True),
            Look("목록의 짧은 말", style, 0, numbered=False, signed=True),
            Look("- 손으로 친 줄", style),
            Look("② 둘째 조건", style),
            Look("표시 없는 개요", style),
            Look("□ 제목이라는 모양", ("제목 2", "")),
            Look("모양이 말하는 제목", ("제목 2", ""), 2, numbered=False, signed=True),
        ]
        assert heading_levels(looks) == [1, 0, 0, 0, 0, 3, 2, 2]

    def test_large_letters_make_no_heading_of_a_sentence_a_sign_or_an_address(self):
        body = [Look("본문의 글이 이렇게 이어진다.", size=10.0) for _ in range(9)]
        texts = {
            "사업을 다음과 같이 공고하오니 신청하여 주시기 바랍니다.": 0,
            "위의 둘 가운데 하나라고 함.)": 0,
            "짧은 말이다.": 0,
            "그 밖에.": 1,
            "왜 지금 이것이 문제인가?": 1,
            "ㅇ (기간) 열흘": 0,
            "o 제출할 서류": 0,
            "❏ 추진 방향": 0,
            "www.example.org/~name": 0,
            "someone@example.org": 0,
            "open 소스와 o의 뜻": 1,
        }
        looks = [Look(text, size=15.0) for text in texts]
        assert heading_levels([*looks, *body, *body])[: len(texts)] == list(texts.values())
        assert heading_levels([Look("신호의 글", size=15.0, signed=True), *body])[0] == 0

    def test_letters_tell_only_where_nothing_else_does(self):
        body = [Look("본문의 글이 이렇게 이어진다.", size=10.0) for _ in range(6)]
        large = Look("큰 글자", size=16.0)
        assert heading_levels([large, *body]) == [1] + [0] * 6
        assert heading_levels([large, *body, Look("개요 제목", outline=1)])[0] == 0

    def test_letters_of_several_sizes(self):
        body = [Look("본문의 글이 이렇게 이어진다.", size=10.0) for _ in range(9)]
        heads = [
            Look("문서의 제목", size=20.0),
            Look("장", size=15.0),
            Look("조금 큰 절", size=12.0),
            Look("굵은 목", size=10.0, bold=True),
            Look("조금 큰 글", size=11.0),
            Look("□ 손으로 친 글머리", size=14.0),
            Look("2024. 5. 1.", size=14.0),
            Look("표의 큰 글", size=20.0, can_head=False),
        ]
        assert heading_levels([*heads, *body])[:8] == [1, 2, 3, 4, 0, 0, 0, 0]

    def test_where_all_is_bold_bold_says_nothing(self):
        looks = [Look("굵은 줄", bold=True) for _ in range(5)] + [Look("본문이다.")] * 5
        assert heading_levels(looks) == [0] * 10

    @given(
        st.lists(st.builds(Look, st.text(max_size=30), size=st.floats(1, 100), bold=st.booleans()))
    )
    def test_one_level_a_paragraph(self, looks):
        levels = heading_levels(looks)
        assert len(levels) == len(looks)
        assert all(0 <= level <= 6 for level in levels)


class TestGlyphs:
    def test_known_shapes(self):
        assert (
            read_glyphs("\U000f02b1 \U000f02c4 \U000f02ce \uf06c \U000f0854").text == "① ⑳ ❶ ● 《"
        )
        assert read_glyphs("\uf53a글").text == "ᄒᆞᆫ글"

    def test_unknown_ones_stay_and_count(self):
        glyphs = read_glyphs("가\ue000나\U000f0900")
        assert (glyphs.text, glyphs.unmapped) == ("가\ue000나\U000f0900", 2)

    @given(st.text())
    def test_other_text_is_left_alone(self, text):
        if not any("\ue000" <= char <= "\uf8ff" or char >= "\U000f0000" for char in text):
            assert read_glyphs(text).text == text
