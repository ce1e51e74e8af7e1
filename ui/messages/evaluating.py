"""What `geungeo eval` says: key -> (Korean, English)."""

EVALUATING: dict[str, tuple[str, str]] = {
    "help-markdown": ("Markdown 보고서를 쓸 파일", "file for the report as Markdown"),
    "help-no-baselines": (
        "기준선을 재지 않습니다(빠르게)",
        "measure no baselines (faster)",
    ),
    "help-ablations": (
        "검색 단계를 하나씩 뺀 결과도 같은 실행에서 견줍니다",
        "also measure the search without each of its steps, in the same run",
    ),
    "help-without": (
        "이 검색 단계를 빼고 잽니다(여러 번 쓸 수 있음): words, meaning, names, repeats, ranking …",
        "measure without this step (repeatable): words, meaning, names, repeats, ranking …",
    ),
    "help-fail-under": (
        "지표가 이 값보다 낮으면 실패(예: hit@5=0.8). 95 % 구간의 아래 끝은 hit@5.low=0.75",
        "fail when a metric is lower (e.g. hit@5=0.8); its interval's low end: hit@5.low=0.75",
    ),
    "help-fail-on-loss": (
        "--baseline보다 이 값 넘게, 우연이라 보기 어렵게(95 %) 나빠지면 실패(예: ndcg@10=0.02)",
        "fail when significantly worse than --baseline by more than this (e.g. ndcg@10=0.02)",
    ),
    "evaluating": ("{stage} [{done}/{total}]", "{stage} [{done}/{total}]"),
    "stage-questions": ("질문하는 중", "asking"),
    "stage-bm25-words": ("기준선: 띄어쓰기 BM25", "baseline: whitespace BM25"),
    "stage-bm25-kiwi": ("기준선: 형태소 BM25", "baseline: morpheme BM25"),
    "stage-lexical": ("낱말 검색만", "lexical leg alone"),
    "stage-dense": ("뜻 검색만", "dense leg alone"),
    "stage-hybrid": ("둘의 합, 순위 매김 없이", "both legs, not ranked anew"),
    "stage-without": ("‘{step}’ 단계를 빼고", "without the step “{step}”"),
    "eval-subtitle": (
        "{gold} · 문서 {documents}개, 단락 {passages}개 · 모델 {model}",
        "{gold} · {documents} documents, {passages} passages · model {model}",
    ),
    "threshold-too-fine": (
        "주의: {metric} 기준은 {asked:.3f}의 차이를 가르지만, 이 골드 질문으로는 {detectable:.3f} "
        "넘게 벌어져야 다섯 번에 네 번 알아봅니다. 우연에 흔들릴 수 있으니 질문을 늘려 주세요.",
        "Careful: the bar on {metric} turns on a difference of {asked:.3f}, but these gold "
        "questions show only {detectable:.3f} four times in five. Add questions, or expect chance.",
    ),
    "loss-too-large": (
        "앞선 실행보다 나빠졌습니다: {metric} 손실 {value} (허용 {wanted})",
        "Worse than the earlier run: {metric} lost {value} (allowed {wanted})",
    ),
    "threshold-missed": (
        "기준에 못 미쳤습니다: {metric} = {value} (기준 {wanted})",
        "Below the bar: {metric} = {value} (bar {wanted})",
    ),
    "report-written": ("보고서: {file}", "Report: {file}"),
}
