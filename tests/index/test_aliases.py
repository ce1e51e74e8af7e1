"""Other names mined from documents: what is one, where it begins, and what is none."""

from pathlib import Path

import pytest

from corpus import analyze_many, read_document
from index.wording import aliases
from index.wording.aliases import (
    Alias,
    dump_aliases,
    dump_memo,
    load_aliases,
    load_memo,
    mine,
    name_key,
)
from index.wording.brackets import MAX_INNER, read_parts

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

NAMED = [
    ("제조업의 산업인터넷(IIoT)이 확산된다.", "산업인터넷", "IIoT"),
    ("정부는 정보통신기술(ICT) 투자를 늘린다.", "정보통신기술", "ICT"),
    ("하이얼은 코스모플랫폼(COSMOPlat)을 운영한다.", "코스모플랫폼", "COSMOPlat"),
    ("중국 국가발전개혁위원회(이하 발개위)는 밝혔다.", "국가발전개혁위원회", "발개위"),
    ("중소벤처기업부(중기부)가 공고했다.", "중소벤처기업부", "중기부"),
    ("세계무역기구(WTO, World Trade Organization)에 제소했다.", "세계무역기구", "WTO"),
    (
        "세계무역기구(WTO, World Trade Organization)에 제소했다.",
        "세계무역기구",
        "World Trade Organization",
    ),
    ("최근 세계 무역 기구(WTO)에 가입했다.", "세계 무역 기구", "WTO"),
    ("공업정보화부(工业和信息化部)가 발표했다.", "공업정보화부", "工业和信息化部"),
    ("2017년 중국 양회(兩會)에서 논의되었다.", "양회", "兩會"),
    ("공장마다 IIoT(산업인터넷)를 쓴다.", "IIoT", "산업인터넷"),
    ("최대 가전기업인 하이얼(Haier, 海尔)이 앞선다.", "하이얼", "海尔"),
    ("중국 최대의 IT기업 텐센트(Tencent)가 진출했다.", "텐센트", "Tencent"),
    ("고객과 협력업체를 이어 대량맞춤 생산(mass customization)을 한다.", "대량맞춤 생산",
     "mass customization"),
    ("「중국제조 2025」(Made in China 2025)를 내놓았다.", "중국제조 2025", "Made in China 2025"),
    ("‘인더스트리 4.0’(Industry 4.0)과 같다.", "인더스트리 4.0", "Industry 4.0"),
    ("the World Trade Organization (WTO) said", "World Trade Organization", "WTO"),
    ("에너지저장장치(Energy Storage System)를 둔다.", "에너지저장장치", "Energy Storage System"),
    ("삼성전자 주식회사(Samsung Electronics Co., Ltd.)는", "삼성전자 주식회사",
     "Samsung Electronics"),
    ("ICT: 정보통신기술", "정보통신기술", "ICT"),
    ("- ESG = 환경 사회 지배구조", "환경 사회 지배구조", "ESG"),
]  # fmt: skip

UNNAMED = [
    "시장 규모가 커졌다(2019년).",
    "중국의 비중(27.5%)이 크다.",
    "매출액(단위: 억 원)",
    "수출이 늘었다(자료: 관세청).",
    "신재생에너지(태양광, 풍력 등)를 늘린다.",
    "발전 설비(예시)를 본다.",
    "도시는 세 곳이다(서울, 부산, 대구).",
    "1분기(미국)와 2분기(독일)",
    "4월 20일(월)에 연다.",
    "무게(kg)와 길이(cm)를 잰다.",
    "출장자(역할)를 적는다.",
    "항공료(Economy)를 준다.",
    "등 3대 인터넷 기업(BAT)이 이끈다.",
    "국제 경쟁력을 갖추었다(KOTRA, 2015).",
    "인터넷 금융(핀테크)이 크다.",
    "조사 대상(n)과 평균(avg)",
    "누리집(https://example.com)에서 본다.",
    "알리바바(51.8%)와 아마존(13.3%)",
    "제3조(목적) 이 법은",
    "경쟁력을 강화하였다(AI).",
    "스마트홈(Ants, Yeelink) 기업",
    "약 3억 달러(약 3,330억 원)를 투자했다.",
    "계획(안)을 낸다.",
    "전년 대비(YoY) 늘었다.",
    "",
]


def pairs(text):
    return {(a.name, a.other) for a in mine([("d", text)]) if not a.is_local}


@pytest.mark.parametrize(("text", "name", "other"), NAMED)
def test_a_second_name_is_mined_with_where_the_first_begins(text, name, other):
    assert (name, other) in pairs(text)


@pytest.mark.parametrize("text", UNNAMED)
def test_what_is_no_name_is_left(text):
    assert pairs(text) == set()


def test_words_before_a_name_are_told_by_other_places():
    one = mine([("a", "동해 북방한계선(NLL)에서"), ("b", "서해 북방한계선(NLL)에서")])
    assert [(a.name, a.other, a.count) for a in one] == [("북방한계선", "NLL", 2)]


def test_a_given_name_is_no_reading_of_a_full_name():
    assert pairs("외무대신 야마가타 아리토모(山縣有朋)가") == set()


def test_an_alias_keeps_its_first_document_and_counts_places():
    found = mine([("a", "비고"), ("b", "산업인터넷(IIoT)은"), ("c", "새 산업인터넷(IIoT)도")])
    assert found == (Alias("산업인터넷", "IIoT", "b", 2),)


def test_both_ways_are_one_alias():
    (alias,) = mine([("a", "산업인터넷(IIoT)은 IIoT(산업인터넷)이다.")])
    assert (alias.name, alias.other, alias.count) == ("산업인터넷", "IIoT", 2)


@pytest.mark.parametrize(
    "text",
    [
        "가나다 주식회사(이하 ‘갑’이라 한다)와",
        "한국자동차산업협회(이하 “협회”라 한다)는",
        "주식회사 가나다(이하 '발주자')는",
        "주식회사 가나다를 이하 '을'이라 한다.",
    ],
)
def test_a_name_for_one_document_is_local(text):
    found = mine([("d", text)])
    assert len(found) == 1
    assert found[0].is_local


def test_mining_is_bounded_and_the_same_on_every_run():
    text = "가" * 200 + "(" * 200 + "A" * 500 + ")" * 200
    assert mine([("d", text)]) == ()
    many = [(f"d{n}", f"시험기관{n}(TEST{n})") for n in range(50)]
    assert mine(many) == mine(many)
    assert read_parts("A" * (MAX_INNER + 1)) == ()


def test_what_was_analysed_before_gives_the_same_and_is_not_analysed_again(monkeypatch):
    texts = [("a", "산업인터넷(IIoT)과 세계 무역 기구(WTO)"), ("b", "공업정보화부(工信部)가")]
    memo = {}
    found = mine(texts, memo)
    again = load_memo(dump_memo(memo))
    assert again == memo
    asked = []

    def count(lines):
        asked.extend(lines)
        return analyze_many(lines)

    monkeypatch.setattr(aliases, "analyze_many", count)
    assert mine(texts, again) == found
    assert asked == []
    assert mine([*texts, ("c", "정보통신기술(ICT)을")], again) != found
    assert asked == ["정보통신기술"]
    mine(texts[1:], again)
    assert len(again) == 1, "what no text says any more is forgotten"


def test_aliases_are_read_as_they_were_written():
    found = mine([("d", "산업인터넷(IIoT)과 정보통신기술(ICT)")])
    assert load_aliases(dump_aliases(found)) == found
    with pytest.raises(ValueError, match="names"):
        load_aliases(b"[[1]]")
    with pytest.raises(ValueError, match="memo"):
        load_memo(b"[1]")


def test_a_key_knows_no_case_space_or_mark():
    assert name_key("Cosmo-Plat") == name_key("COSMO plat") == "cosmoplat"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not here")
def test_the_seeds_give_their_names():
    texts = [(path.name, read_document(path, path.name).text) for path in SEEDS.glob("*.txt")]
    found = {(name_key(a.name), name_key(a.other)) for a in mine(texts)}
    wanted = [
        ("산업인터넷", "IIoT"), ("코스모플랫폼", "COSMOPlat"), ("텐센트", "Tencent"),
        ("하이얼", "Haier"), ("알리바바", "Alibaba"), ("국제올림픽위원회", "IOC"),
        ("인공지능", "AI"), ("국무원", "国务院"), ("중관촌", "中關村"), ("메이디", "Midea"),
    ]  # fmt: skip
    assert {(name_key(a), name_key(b)) for a, b in wanted} <= found
    assert not any("기업" in name and other == "bat" for name, other in found)
