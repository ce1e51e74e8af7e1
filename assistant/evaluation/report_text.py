"""The words of the evaluation's report and table, in Korean and English."""

from __future__ import annotations

from typing import Literal

Lang = Literal["ko", "en"]

WORDS: dict[str, tuple[str, str]] = {
    "title": ("근거 평가 보고서", "Geungeo evaluation report"),
    "counts": (
        "질문 {total}개 · 답이 있는 질문 {answerable}개 · 답이 없는 질문 {unanswerable}개"
        " · {seconds:.1f}초",
        "{total} questions · {answerable} answerable · {unanswerable} unanswerable"
        " · {seconds:.1f} s",
    ),
    "intervals": (
        "구간은 질문을 다시 뽑은 95 % 부트스트랩 백분위 구간이고, n은 그 값에 든 질문 수입니다."
        " 값이 모두 같으면 구간은 한 점이 되므로 n을 함께 보십시오.",
        "Intervals are 95 % bootstrap percentile intervals over questions; n counts the"
        " questions behind a value. Where all values agree the interval is a point: mind n.",
    ),
    "unlocated": (
        "서재의 문서에서 찾지 못한 근거 인용: {names}. 이 근거에만 기댄 질문은 틀린 것으로 셉니다.",
        "Evidence that stands in no document of the library: {names}."
        " Questions that rest on it alone count as missed.",
    ),
    "retrieval": ("검색", "Retrieval"),
    "answers": ("답변과 인용", "Answers and citations"),
    "abstention": ("기권", "Abstention"),
    "metric": ("지표", "Measure"),
    "meaning": ("뜻", "Meaning"),
    "value": ("값", "Value"),
    "interval": ("95 % 구간", "95 % interval"),
    "difference": ("차이", "Difference"),
    "detectable": ("가려낼 수 있는 차이", "Detectable"),
    "assistant": ("근거", "Geungeo"),
    "by-style": ("말투별", "By style"),
    "by-type": ("유형별", "By type"),
    "by-hardness": ("어려움별(근거와 겹치는 낱말)", "By hardness (words shared with evidence)"),
    "by-document": ("문서별", "By document"),
    "by-language": ("질문의 언어별", "By language of the question"),
    "by_hardness-none": ("없음", "none"),
    "by_hardness-third": ("1/3까지", "up to 1/3"),
    "by_hardness-two-thirds": ("2/3까지", "up to 2/3"),
    "by_hardness-all": ("모두까지", "up to all"),
    "by_document-several": ("여러 문서", "several documents"),
    "by_language-ko": ("한국어", "Korean"),
    "by_language-en": ("영어", "English"),
    "by_language-zh": ("중국어", "Chinese"),
    "more-groups": ("… 그 밖의 묶음 {count}개는 JSON에", "… {count} more in the JSON"),
    "hardness": ("겹침", "shared"),
    "hardness-note": (
        "질문의 내용어 가운데 정답 근거에도 나오는 몫으로 나눕니다. 겹치는 낱말이 없을수록 낱말"
        " 검색만으로는 찾을 수 없습니다.",
        "By the share of the question's content words that its evidence holds. The fewer it"
        " shares, the less a search by words can find it.",
    ),
    "glance": ("한눈에", "At a glance"),
    "groups": ("묶음별", "Groups"),
    "ablations": ("단계를 하나씩 빼면", "Without each step"),
    "ablations-note": (
        "검색의 한 단계만 빼고 같은 질문을 찾은 결과입니다. 차이가 0보다 크면 그 단계가 그만큼"
        " 돕고 있습니다.",
        "The same questions searched without one step. A difference above 0 is what that step"
        " contributes.",
    ),
    "changed": ("달라진 질문", "Questions that changed"),
    "shared": (
        "두 실행에 모두 있는 질문 {shared}개를 견주었습니다(모두 {total}개).",
        "Compared over the {shared} questions of both runs (of {total}).",
    ),
    "find": ("찾기", "Find"),
    "order": ("차례", "Order"),
    "order-none": ("파일 차례", "as in the file"),
    "order-rank": ("순위 나쁜 것부터", "worst rank first"),
    "order-confidence": ("확신 낮은 것부터", "least confident first"),
    "order-latency": ("느린 것부터", "slowest first"),
    "reset": ("처음으로", "Reset"),
    "question-figures": (
        "확신 {confidence:.2f} · {latency:.0f} ms",
        "confidence {confidence:.2f} · {latency:.0f} ms",
    ),
    "chart-k": ("살펴본 단락 수 k", "passages looked at, k"),
    "chart-rank": ("근거를 갖춘 순위", "rank that completes the evidence"),
    "chart-count": ("질문 수", "questions"),
    "chart-nowhere": ("없음", "none"),
    "chart-confidence": ("확신", "confidence"),
    "chart-right": ("첫 단락에 근거가 든 몫", "first passage holds evidence"),
    "chart-recall": ("재현율: 답 없는 질문 가운데 기권", "recall: unanswerable left unanswered"),
    "chart-precision": ("정밀도: 옳은 기권", "precision: rightly abstained"),
    "chart-threshold": ("이 확신보다 낮으면 기권", "abstain below this confidence"),
    "chart-false": ("답이 있는데 기권한 몫", "share of answerable abstained"),
    "chart-every-threshold": ("모든 문턱", "every threshold"),
    "chart-here": ("이번 실행", "this run"),
    "chart-time": ("답변 시간(로그 눈금)", "time to answer (log scale)"),
    "chart-depth": ("몇 번째까지 보면 찾는가", "How far down is the evidence?"),
    "chart-depth-note": (
        "첫 k개 단락으로 근거를 갖춘 질문의 몫",
        "share of questions whose evidence is complete within k passages",
    ),
    "chart-hardness": ("말이 다르면 찾는가", "Found when the words differ?"),
    "chart-hardness-note": (
        "질문의 내용어가 근거에 적게 나올수록(왼쪽) 낱말만으로는 찾기 어렵습니다",
        "the fewer of its words the evidence holds (left), the less words alone can find it",
    ),
    "chart-shared": ("근거에 나오는 내용어의 몫", "content words that the evidence holds"),
    "chart-ranks": ("순위 분포", "Ranks"),
    "chart-ranks-note": (
        "근거를 갖춘 순위마다 질문 수, 10위 안에 없으면 맨 오른쪽",
        "questions by the rank of their evidence; the last column found none within 10",
    ),
    "chart-reliability": ("확신은 믿을 만한가", "Does confidence mean what it says?"),
    "chart-reliability-note": (
        "점선에 가까울수록 확신이 실제 맞은 몫과 같습니다. 점의 크기는 질문 수",
        "on the dotted line confidence equals the share that was right; size tells how many",
    ),
    "chart-reliability-figures": (
        "보정 오차 {error} · Brier {brier} · 답 유무 AUROC {auroc}",
        "calibration error {error} · Brier {brier} · answerable AUROC {auroc}",
    ),
    "chart-trade": ("기권의 정밀도와 재현율", "Abstention: precision against recall"),
    "chart-trade-note": (
        "문턱을 옮기면 무엇을 얻고 잃는가",
        "what moving the threshold trades",
    ),
    "chart-thresholds": ("문턱을 어디에 둘까", "Where to put the threshold"),
    "chart-thresholds-note": (
        "왼쪽 문턱은 덜, 오른쪽 문턱은 더 기권합니다. 두 선이 멀수록 좋습니다",
        "further right more is left unanswered; the further apart the lines, the better",
    ),
    "chart-times": ("답변 시간", "Time to answer"),
    "chart-times-note": ("질문마다 걸린 시간", "time that each question took"),
    "measures": ("지표", "Measures"),
    "level": ("분별력", "tells apart"),
    "change": ("실행끼리", "two runs"),
    "power-note": (
        "분별력: 참값이 정해 둔 기준값과 이만큼은 달라야, 실행끼리: 질문의 1/5에서 갈리는 두 실행이"
        " 이만큼은 달라야, 이 질문들로 다섯 번에 네 번(80 %, 양쪽 5 %) 알아봅니다. 그보다 가는"
        " 차이는 우연에 흔들립니다.",
        "“Tells apart”: so far a true value must lie from a bar, “two runs”: so far two runs that"
        " disagree on a fifth of the questions must differ, to be noticed four times in five"
        " (80 % power, two-sided 5 %) with these questions. Anything finer is left to chance.",
    ),
    "latency": (
        "답변 시간: 가운데값 {p50:.0f} ms · 95 % {p95:.0f} ms · 가장 느림 {worst:.0f} ms",
        "Time to answer: median {p50:.0f} ms · 95 % {p95:.0f} ms · slowest {worst:.0f} ms",
    ),
    "left-out": ("빼고 잰 단계: {names}", "Measured without: {names}"),
    "changed-lost": ("나빠진 질문 {count}개", "{count} questions lost"),
    "changed-won": ("좋아진 질문 {count}개", "{count} questions won"),
    "changed-mixed": ("엇갈린 질문 {count}개", "{count} questions mixed"),
    "more-changed": ("… {count}개 더 있음(JSON)", "… {count} more in the JSON"),
    "nothing-changed": (
        "순위나 답의 옳고 그름이 바뀐 질문이 없습니다.",
        "No question changed its rank or whether it was right.",
    ),
    "same-answer": ("(같은 답)", "(the same answer)"),
    "question": ("질문", "Question"),
    "before": ("앞선 실행", "before"),
    "after": ("이번 실행", "now"),
    "group": ("묶음", "Group"),
    "questions": ("질문별 결과", "Question by question"),
    "baselines": ("견줄 기준", "Baselines"),
    "baselines-note": (
        "같은 질문, 같은 채점. BM25는 500자 창(100자 겹침)을 찾으며 앞선 대화를 모릅니다."
        " 차이는 근거의 검색에서 기준을 뺀 값(짝지은 부트스트랩)입니다.",
        "Same questions, same scoring. BM25 searches windows of 500 characters (100 shared)"
        " and knows no conversation. Differences are Geungeo minus the baseline (paired"
        " bootstrap).",
    ),
    "comparison": ("앞선 실행과 견줌", "Against an earlier run"),
    "comparison-note": (
        "이번 실행에서 앞선 실행을 뺀 값입니다. p는 짝지은 부트스트랩의 양쪽 확률이고,"
        " 가려낼 수 있는 차이는 이 질문들로 다섯 번에 네 번 알아볼 수 있는 가장 작은 차이입니다.",
        "This run minus the earlier one. p is two-sided from the paired bootstrap; detectable"
        " is the smallest difference these questions would show four times in five.",
    ),
    "show-all": ("모두", "All"),
    "show-missed": ("틀린 것만", "Missed only"),
    "omitted": (
        "질문이 많아 {shown}개만 자세히 보입니다(틀린 것부터)."
        " 나머지 {omitted}개는 JSON에 있습니다.",
        "Only {shown} questions are shown in detail, missed ones first; the other {omitted}"
        " are in the JSON.",
    ),
    "rank": ("순위 {rank}", "rank {rank}"),
    "not-found": ("근거 못 찾음", "evidence not found"),
    "answer-hit": ("답 맞음", "answer right"),
    "answer-missed": ("답 어긋남", "answer not matched"),
    "citation-hit": ("인용 맞음", "citation right"),
    "citation-missed": ("인용 어긋남", "citation off"),
    "abstained": ("기권함", "abstained"),
    "right-abstention": ("옳은 기권", "rightly abstained"),
    "missed-abstention": ("답이 없는데 답함", "answered the unanswerable"),
    "context": ("앞선 질문", "Asked before"),
    "understood": ("이해한 질문", "Understood as"),
    "answer": ("답변", "Answer"),
    "no-answer": ("(답하지 않음)", "(no answer)"),
    "gold-answers": ("정답", "Gold answers"),
    "nuggets": ("답에 있어야 할 것", "Parts of the answer"),
    "evidence": ("정답 근거", "Gold evidence"),
    "together": ("함께 필요: {numbers}", "needed together: {numbers}"),
    "citations": ("인용", "Citations"),
    "verified": ("확인됨", "verified"),
    "unverified": ("확인 안 됨", "not verified"),
    "passages": ("찾은 단락 {count}개", "{count} passages found"),
    "touching": ("근거가 든 단락", "holds evidence"),
    "page": ("{page}쪽", "p. {page}"),
    "none": ("–", "–"),
    "bm25-words": ("BM25 어절", "BM25 words"),
    "bm25-kiwi": ("BM25 형태소", "BM25 Kiwi"),
    "lexical": ("낱말만", "lexical only"),
    "dense": ("뜻만", "dense only"),
    "hybrid": ("둘의 합(순위 매김 없이)", "fused, not ranked"),
    "without": ("{step} 빼고", "without {step}"),
    "step-wording": ("질문 고치기", "putting queries right"),
    "step-names": ("다른 이름", "other names"),
    "step-words": ("낱말 검색", "words"),
    "step-meaning": ("뜻 검색", "meaning"),
    "step-repeats": ("겹친 글 접기", "folding repeats"),
    "step-sides": ("비교의 양쪽", "sides of a comparison"),
    "step-ranking": ("순위 매김", "ranking"),
    "hit@1": ("첫째 단락만으로 근거를 갖춤", "evidence within the first passage"),
    "hit@3": ("3개 안에 근거를 갖춤", "evidence within 3 passages"),
    "hit@5": ("5개 안에 근거를 갖춤", "evidence within 5 passages"),
    "hit@10": ("10개 안에 근거를 갖춤", "evidence within 10 passages"),
    "mrr@10": ("순위의 역수", "reciprocal rank"),
    "ndcg@10": ("순위로 깎은 이득", "discounted gain"),
    "answer_hit": ("정답이 답변에 들어 있음", "a gold answer occurs in the answer"),
    "answer_recall": ("정답의 조각 가운데 말한 몫", "share of the gold answer that is said"),
    "citation_hit": ("인용이 근거를 덮음", "the citations cover the evidence"),
    "both_where_found": (
        "근거를 5개 안에 찾았을 때 정답과 인용이 다 맞음",
        "answer and citations both right where the evidence is within 5 passages",
    ),
    "citation_precision": ("인용 가운데 근거에 닿은 몫", "share of citations that touch evidence"),
    "sentence_support": (
        "인용을 다시 대조해 맞은 문장의 몫",
        "share of sentences whose citations hold when checked again",
    ),
    "abstention_precision": ("기권 가운데 옳은 몫", "share of abstentions that are right"),
    "abstention_recall": ("답이 없는 질문 가운데 기권한 몫", "share of unanswerable abstained"),
    "abstention_f1": ("기권의 F1", "F1 of abstention"),
    "false_abstention": (
        "답이 있는데 기권한 몫 (낮을수록 좋음)",
        "share of answerable abstained (lower is better)",
    ),
}


def word(key: str, lang: Lang = "ko", /, **details: object) -> str:
    """Return the words under `key`, blanks filled; a key without words stands for itself."""
    pair = WORDS.get(key, (key, key))
    return pair[0 if lang == "ko" else 1].format(**details) if details else pair[lang != "ko"]
