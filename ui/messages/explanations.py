"""Why a hit stands where it stands: key -> (Korean, English)."""

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "group-words": ("낱말", "words"),
    "group-meaning": ("뜻", "meaning"),
    "group-answer": ("물은 종류의 답", "kind of answer asked for"),
    "group-search": ("찾기 순위", "search rank"),
    "group-form": ("문장 꼴", "form of the sentence"),
    "explain-groups": (
        "다른 단락에 견주어: {groups}",
        "against the other passages: {groups}",
    ),
    "explain-unit": ("문장: “{unit}”", "sentence: “{unit}”"),
    "explain-words": ("낱말: {words}", "words: {words}"),
    "explain-legs": (
        "찾기: 낱말(BM25) {lexical:.1f}, 뜻(코사인) {dense:.2f}",
        "search: words (BM25) {lexical:.1f}, meaning (cosine) {dense:.2f}",
    ),
    "where-unit": ("{term}: 문장", "{term}: sentence"),
    "where-context": ("{term}: 제목", "{term}: heading"),
    "where-passage": ("{term}: 단락", "{term}: passage"),
    "where-nowhere": ("{term}: 없음", "{term}: nowhere"),
    "where-alike": ("{term}: 없음(≈{alike})", "{term}: nowhere (≈{alike})"),
    "wording-alias": ("다른 이름", "other name"),
    "wording-synonym": ("동의어", "synonym"),
    "wording-reading": ("한자 독음", "reading"),
    "wording-variant": ("다른 표기", "other spelling"),
    "explain-expansion": (
        "함께 찾음({kind}): {of} = {other}{source}",
        "also searched ({kind}): {of} = {other}{source}",
    ),
}
