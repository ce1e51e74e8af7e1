"""The measures of a run in words: key -> (Korean, English)."""

EVALUATE_METRICS: dict[str, tuple[str, str]] = {
    "metric.hit@1": ("맨 위에서 찾음", "Found first"),
    "metric.hit@1.why": (
        "맨 위 단락 하나만으로 정답 근거가 갖추어진 질문의 비율입니다.",
        "Share of questions whose evidence is complete in the first passage alone.",
    ),
    "metric.hit@3": ("셋 안에 찾음", "Found within 3"),
    "metric.hit@3.why": (
        "위에서 세 단락 안에 정답 근거가 모두 들어 있는 질문의 비율입니다.",
        "Share of questions whose evidence is complete within three passages.",
    ),
    "metric.hit@5": ("다섯 안에 찾음", "Found within 5"),
    "metric.hit@5.why": (
        "위에서 다섯 단락 안에 정답 근거가 모두 들어 있는 질문의 비율입니다.",
        "Share of questions whose evidence is complete within five passages.",
    ),
    "metric.hit@10": ("열 안에 찾음", "Found within 10"),
    "metric.hit@10.why": (
        "위에서 열 단락 안에 정답 근거가 모두 들어 있는 질문의 비율입니다.",
        "Share of questions whose evidence is complete within ten passages.",
    ),
    "metric.mrr@10": ("순위의 역수", "Reciprocal rank"),
    "metric.mrr@10.why": (
        "정답 근거가 갖추어진 순위의 역수를 평균한 값으로, 1위는 1, 2위는 0.5로 셉니다.",
        "The mean of one over the rank that completes the evidence: 1 for the first, 0.5 for the "
        "second.",
    ),
    "metric.ndcg@10": ("순위로 깎은 이득", "Discounted gain"),
    "metric.ndcg@10.why": (
        "정답 근거가 위에 있을수록 높은 값으로, 여러 근거가 함께 필요한 질문도 나누어 셉니다.",
        "Higher the further up the evidence stands; counts each of several needed together.",
    ),
    "metric.answer_hit": ("정답을 말함", "Answer said"),
    "metric.answer_hit.why": (
        "답변에 정답이 들어 있는 질문의 비율입니다.",
        "Share of questions whose gold answer occurs in the answer.",
    ),
    "metric.answer_recall": ("정답의 조각", "Parts of the answer"),
    "metric.answer_recall.why": (
        "정답을 이루는 조각이나 낱말 가운데 답변이 말한 몫입니다.",
        "How much of the gold answer's parts or words the answer says.",
    ),
    "metric.both_where_found": ("찾았을 때 다 맞음", "Right where found"),
    "metric.both_where_found.why": (
        "근거를 다섯 단락 안에 찾은 질문 가운데 정답과 인용이 모두 맞은 비율입니다.",
        "Of the questions whose evidence was within five passages, the share with answer and "
        "citations both right.",
    ),
    "metric.citation_hit": ("근거를 인용함", "Evidence cited"),
    "metric.citation_hit.why": (
        "답변의 인용이 정답 근거를 덮은 질문의 비율입니다.",
        "Share of questions whose citations cover the gold evidence.",
    ),
    "metric.citation_precision": ("인용의 정밀도", "Precise citations"),
    "metric.citation_precision.why": (
        "답변에 달린 인용 가운데 정답 근거에 닿은 것의 비율입니다.",
        "Of all citations, the share that touches gold evidence.",
    ),
    "metric.sentence_support": ("문장의 뒷받침", "Supported sentences"),
    "metric.sentence_support.why": (
        "인용을 원문과 다시 맞추어 보아 확인된 답변 문장의 비율입니다.",
        "Share of answer sentences whose citations hold when checked against the source again.",
    ),
    "metric.abstention_recall": ("답 없음을 알아챔", "Noticed there is none"),
    "metric.abstention_recall.why": (
        "문서에 답이 없는 질문 가운데 답하지 않은 비율입니다.",
        "Of the questions without an answer, the share that was not answered.",
    ),
    "metric.abstention_precision": ("옳게 물러섬", "Rightly held back"),
    "metric.abstention_precision.why": (
        "답하지 않은 질문 가운데 정말로 답이 없던 것의 비율입니다.",
        "Of the questions not answered, the share that has no answer indeed.",
    ),
    "metric.abstention_f1": ("두 값의 조화 평균(F1)", "Both in one (F1)"),
    "metric.abstention_f1.why": (
        "알아챔과 옳게 물러섬을 하나로 묶은 값으로, 둘 다 높아야 높습니다.",
        "The harmonic mean of the two: high only where both are.",
    ),
    "metric.false_abstention": ("잘못 물러섬", "Wrongly held back"),
    "metric.false_abstention.why": (
        "답이 있는데도 답하지 않은 질문의 비율로, 낮을수록 좋습니다.",
        "Share of answerable questions that got no answer: the lower the better.",
    ),
}
