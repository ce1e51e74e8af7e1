"""Line ends in the real reports and in made-up ones: checked by hand, kept as data."""

import re

import pytest

from corpus import parse_blocks
from tests.corpus.beside import needs_seeds
from tests.corpus.documents import make_document, read_seeds

# (report, end of the line, beginning of the next, what belongs between; None: a new paragraph)
JOINS = [
    ("000", "행동 계획(工业互联网发", "展行动计划(2018", ""),
    ("000", "에너지, 자동차 분야의 전통", "제조업까지 서비스를", " "),
    ("000", "태양광 전지, 철강, 시멘트", "등의 제조업 분야에", " "),
    ("000", "솔루션 등 SW 관련", "기술 연구개발 등에", " "),
    ("000", "진입하겠다고 제시하였다.", "이어, 2018년 6월", None),
    ("000", "플랫폼으로 성장하고 있다.", "중국의 산업 인터넷 클라우드", None),
    ("000", "조은교", "산업연구원, 부연구위원", None),
    ("000", "박차를 가하고 있다.", "중국의 대표 전자상거래", None),
    ("002", "뿌리산업 전문가(운영위, 분과", "위 등 각종 회의체", ""),
    ("002", "대응과 관련한", "자료수집과 내용이", " "),
    ("002", "미국 · 독일 · 일본과 달리 산업역", "량이 크게 취약하지만", ""),
    ("002", "공업화와 정보화 융합발전과 지", "능형 제조 발전", ""),
    ("002", "바이두 · 알리바", "바 · 텐센트 등", ""),
    ("002", "창업이 점차 활", "기를 띠고", ""),
    ("002", "선순환 구조로 정착", "되는 양상임", ""),
    ("002", "시사점을 얻을 수 있었음.", "중국은 정책의 범위", " "),
    ("002", "방식을 평", "가해보면", ""),
    ("002", "주력세력이 현업 기업", "들인지 타 분야에서", ""),
    ("002", "조직의 역량 확", "충과 산업계를", ""),
    ("002", "2017년도 기준 자료에", "따르면 첨단기술", " "),
    ("002", "성장률을 기록했는데 무려", "3500억 달러", " "),
    ("002", "신화통신은 특집", "기사를 통해", " "),
    ("002", "비약적인 기술 발전과 혁", "신이 중국의", ""),
    ("002", "중국의 국제협", "력의 핵심주제가", ""),
    ("002", "스위스와 이스라엘, 6월", "에는 독일과", ""),
    ("002", "강력히 추진하고 있는 중임. 지난", "2016년 통계에", " "),
    ("002", "향하고 있다는", "점임. 신화통신은", " "),
    ("002", "세계경제포럼 클라우스", "슈밥(Klaus", " "),
    ("002", "새로운 기", "술과 새로운", ""),
    ("002", "지적재산권 상황은 긍정적이며 2016년 중국의 특허출원은 미국과", "일본에 이어", " "),
    ("002", "중심 지역이", "될 것이라", " "),
    ("002", "기술혁신에 대한 자", "신감을 표명함", ""),
    ("002", "후이푸텐샤(China PNR)", "등도 새로운", " "),
    ("002", "중국) 4차산업혁명으", "로의 패러다임", ""),
    ("002", "적극적인 대", "응정책과 전략을", ""),
    ("002", "미국(100)의 뒤를 이은 2", "위(93.5)로", ""),
    ("002", "분석되며 4", "차산업혁명 시대", ""),
    ("002", "이후 경제대국으로", "재도약. 특히", " "),
    ("002", "규모로 미국에", "이어 세계 2위를", " "),
    ("002", "고질화됨(2012년부터", "15~64세의", " "),
    ("002", "2016년 전국인민대표", "대회에서", ""),
    ("002", "▲중층적 지역특화 ▲능", "동적 개방", ""),
    ("002", "2014년 기준 중국", "ICT 수출은", " "),
    ("002", "분야 중에서도 4차산", "업혁명의", ""),
    ("002", "Industry 4.0)을", "벤치마킹)해", " "),
    ("002", "제조업 2강이 되는", "것을 목표로", " "),
    ("002", "10대 전략산", "업은 정보기술", ""),
    ("002", "현재 8%", "(2015년)", ""),
    ("002", "인터넷 플러스 행동 촉진", "③ 국가 빅데이터", " "),
    ("002", "각각 5월과 7", "월에 국무원에서", ""),
    ("002", "제조대국", "에서 질적 성장", ""),
    ("002", "정책을 제시", "하였으며 리커창", ""),
    ("002", "기술은 IoT와 빅", "데이터 기술을", ""),
    ("002", "장치를 개발하여 상용화", "하는 한편", ""),
    ("002", "2015년 7월 <인터넷+", "적극 추진에", " "),
    ("002", "종류의 데이터 라", "이브러리와", ""),
    ("002", "환경 ·", "교통 ·상업", ""),
    ("002", "야심찬 목표를 제시", "했는데 이는", ""),
    ("002", "교통 등으로 확장했", "으며 주요 성과로는", ""),
    ("002", "알리샤오미는 소비", "자의 행동 패턴을", ""),
    ("002", "2016년 3월 장", "안자동차와", ""),
    ("002", "위뱅크를 설립", "했고 같은 해", ""),
    ("002", "비롯하여 중국경", "제의 디지털", ""),
    ("002", "분리해서 추진할 때", "에는 현실에", ""),
    ("002", "선진국과 같은 수", "준을 지향하는", ""),
    ("002", "선제적으로 대응해야 함", "(중국은 이미", " "),
    ("002", "(약 504", "조 원)", ""),
    ("002", "지니는 것으로 평가", "함(중국제조", ""),
    ("002", "주제선정과 작성 요망“", "1분기(미국)", None),
    ("002", "창출 했다고 밝힘", "(세계의 생산", None),
    ("002", "것으로 판단됨", "4차산업혁명에 대한 중국의 인식", None),
    ("002", "총 8개의 중점 공정을 제시)", "빅데이터 핵심기술과", None),
    ("003", "다양한 분야에 인터넷플랫폼을", "접목하여 스마트", " "),
    ("003", "중앙과 지방의 관계,", "산학연 협력", " "),
    ("003", "부정적 영향을 미침.", "또한 과학기술 및", None),
    ("003", "문헌분석", "전문가 간담회", None),
    ("001", "하드웨어 업그레이드 정책임", "중국은 제조업 부문에서", None),
    ("001", "기술 개발에 주력", "연구소 사령탑에는", None),
    ("001", "중심지로 변모", "미래 인류 프로젝트인", None),
]


@pytest.mark.shared
@needs_seeds
def test_line_ends_of_the_real_reports_are_read_as_a_person_reads_them():
    texts = {
        name: [block.view.text for block in parse_blocks(document)]
        for name, document in read_seeds().items()
    }
    wrong = []
    for name, left, right, between in JOINS:
        joined = {
            how for how in ("", " ") if any(left + how + right in text for text in texts[name])
        }
        if joined != (set() if between is None else {between}):
            wrong.append((name, left, right, joined))
        if between is None:
            assert any(left in text for text in texts[name]), left
    assert len(JOINS) >= 60
    assert len(wrong) <= 0.01 * len(JOINS), wrong


def shown(text, **given):
    return [(block.kind, block.view.text) for block in parse_blocks(make_document(text, **given))]


WRAPPED = """정부는 올해 제조업의 경쟁력을 높이기 위하여 여러 가지 정책을 마
련하고 있다. 그 가운데 첫째는 인공지능을 공장에 들여놓는 데 드는
비용을 나누어 부담하는 일이다.

둘째는 사람을 기르는 일이다. 대학과 기업이 함께 과정을 만들고, 배운 사
람이 지역에 남도록 돕는다. 이를 위하여 내년에는 예산을 두 배로 늘리고
전담 조직을 둔다.
"""


def test_wrapped_paragraphs_are_joined_and_kept_apart():
    assert shown(WRAPPED) == [
        (
            "paragraph",
            "정부는 올해 제조업의 경쟁력을 높이기 위하여 여러 가지 정책을 마련하고 있다. 그 가운데 첫째는 "
            "인공지능을 공장에 들여놓는 데 드는 비용을 나누어 부담하는 일이다.",
        ),
        (
            "paragraph",
            "둘째는 사람을 기르는 일이다. 대학과 기업이 함께 과정을 만들고, 배운 사람이 지역에 남도록 돕는다. "
            "이를 위하여 내년에는 예산을 두 배로 늘리고 전담 조직을 둔다.",
        ),
    ]


def test_a_blank_line_after_every_line_makes_no_paragraphs():
    # Two blank lines then stand where one stood.
    spread = re.sub("\n", "\n\n", WRAPPED)
    assert shown(spread) == shown(WRAPPED)


def test_furniture_and_footnotes_are_taken_out_of_a_sentence():
    text = (
        "정부는 올해 제조업의 경쟁력을 높이기 위하여 여러 가지 정책¹⁾을 마련하고 있으며, 지난해보다 많은 예산을\n"
        "\n1) 정책: 정부가 펴는 일\n\n- 12 -\n\n"
        "들여 중소기업의 설비를 바꾸는 일을 돕고 있다.\n"
    )
    blocks = parse_blocks(make_document(text))
    assert [block.kind for block in blocks] == ["paragraph", "footnote", "furniture"]
    sentence = blocks[0].view
    assert sentence.text == (
        "정부는 올해 제조업의 경쟁력을 높이기 위하여 여러 가지 정책을 마련하고 있으며, 지난해보다 많은 예산을 "
        "들여 중소기업의 설비를 바꾸는 일을 돕고 있다."
    )
    assert len(sentence.spans) == 3
    assert "".join(text[s.start : s.end] for s in sentence.spans) == sentence.text.replace(
        "예산을 들여", "예산을들여"
    )


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        (
            "이 계획에 따라 정부가 내년에 새로 들이는 돈은 모두 합하여 12",
            "억 원이며 이는 지난해보다 많다.",
            "12억 원",
        ),
        (
            "이 계획을 마련한 곳은 산업의 디지털 전환을 맡고 있는 기관인 KAIT",
            "의 연구진이며 지난해부터 준비하였다.",
            "KAIT의 연구진",
        ),
        (
            "이 계획을 마련한 곳은 산업의 디지털 전환을 맡고 있는 기관인 KAIT",
            "산하 연구진이며 지난해부터 준비하였다.",
            "KAIT 산하",
        ),
        (
            "The plan was drawn up by the institute in charge of digital trans-",
            "formation and was published last year by it.",
            "transformation",
        ),
        (
            "The plan was drawn up by the institute that is in charge of digital",
            "change and was published last year by it.",
            "digital change",
        ),
        (
            "这项计划由负责数字化转型的研究机构制定，并且已经在去年公布，涉及产业互联",
            "网的发展与合作等多个方面的内容。",
            "产业互联网",
        ),
    ],
)
def test_what_stands_between_two_lines(left, right, text):
    paragraph = f"{left}\n{right}\n"
    (block,) = parse_blocks(make_document(f"{paragraph}", format="markdown"))
    assert text in block.view.text


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("이 사업에서 가장 먼저 해결해야", "할 문제는 사람이다", "해결해야 할 문제"),
        ("위원회는 그 안에 모두 동의", "했다. 이어 예산을 살폈다", "모두 동의했다."),
        ("오래된 건물 안에 있던 주민을 대피", "시켰다고 시는 밝혔다", "주민을 대피시켰다고"),
        ("그 뜻은 끝내 무시", "당했으며 일은 늦어졌다", "끝내 무시당했으며"),
        ("이에 따라 모든 사업자는 제", "26조를 지켜야 한다", "사업자는 제26조를"),
        ("벌칙은 이 법 제104조의", "3을 그대로 따른다", "제104조의3을"),
        ('이 법에서 "공연', '"은 널리 들려주는 일이다', '"공연"은'),
        ('이 표(이하 "', '표준"이라 한다)를 따른다', '(이하 "표준"이라'),
        ("필요한 재정ㆍ", "경제의 처분을 한다", "재정ㆍ경제의"),
        ("부두를 쓰는 배는 한 해에 1,", "250척이다", "1,250척"),
        ("이 도시의 공업 생산은 지난 해에 150", "亿元이었다", "150亿元"),
        ("상을 받은 사람은 26", "살의 기사이다", "26살의"),
        ("이 자료는 바이두와", "텐센트를 다룬다", "바이두와 텐센트를"),
    ],
)
def test_what_grammar_and_signs_say_of_a_line_end(left, right, text):
    (block,) = parse_blocks(make_document(f"{left}\n{right}\n", format="markdown"))
    assert text in block.view.text


def test_the_document_itself_says_how_a_word_is_written():
    text = "올해 갈매울림관은 문을 열었고 새 갈매울림관은 크다.\n\n이 표에서 말하는 갈매\n울림관은 하나이다.\n"
    blocks = parse_blocks(make_document(text, format="markdown"))
    assert "말하는 갈매울림관은" in blocks[-1].view.text


def test_a_dot_or_a_decimal_in_mid_sentence_begins_no_item():
    text = (
        "누구든지 허가 없이 이 구역에 들어가는 일은 금하며 시ㆍ도지사는 공연ㆍ전시\n"
        "ㆍ판매를 막을 수 있고, 그 일에 드는 돈으로 지난해에는 모두 합하여\n"
        "13.1 조원을 썼다.\n"
    )
    (block,) = parse_blocks(make_document(text))
    assert block.kind == "paragraph"
    assert "공연ㆍ전시ㆍ판매를" in block.view.text and "합하여 13.1 조원을" in block.view.text


def test_paragraph_formats_are_not_reflowed():
    text = "첫 문단은 여기에서 끝나지 않은 듯하나 문단이며\n둘째 문단은 따로 있다\n"
    assert len(shown(text, format="html")) == 2


def test_verbatim_lines_keep_their_ends():
    assert shown("```\na = 1\nb = 2\n```\n", format="markdown") == [("paragraph", "a = 1\nb = 2")]
