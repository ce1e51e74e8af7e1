"""What `geungeo train` says: key -> (Korean, English)."""

TRAINING: dict[str, tuple[str, str]] = {
    "help-train": (
        "뜻만으로 찾는 검색을 내 문서에 맞춥니다(되돌리려면 --undo)",
        "fit the search by meaning alone to your own documents (--undo goes back)",
    ),
    "help-train-gold": (
        "맞추기 전과 뒤를 잴 골드 질문 파일(JSON Lines)",
        "gold questions (JSON Lines) to measure before and after",
    ),
    "help-undo": ("맞추기 전으로 되돌립니다", "go back to the model as it was"),
    "stage-fit-read": ("단락을 읽는 중", "reading the passages"),
    "stage-fit-judge": ("문서에게 물어 재는 중", "asking the documents about themselves"),
    "stage-fit-learn": ("낱말의 방향을 배우는 중", "learning the terms' directions"),
    "stage-fit-publish": ("서재에 반영하는 중", "publishing"),
    "train-sentence": ("문장의 앞머리로 나머지 찾기", "a sentence finds its passage"),
    "train-heading": ("제목으로 본문 찾기", "a heading finds its text"),
    "train-pairs": (
        "{kind}: 질문 {questions}개, nDCG@10 {before:.3f} → {after:.3f}",
        "{kind}: {questions} questions, nDCG@10 {before:.3f} → {after:.3f}",
    ),
    "train-done": (
        "의미 검색을 문서에 맞췄습니다: 단락 {passages:,}개, 낱말 {terms:,}개, {axes}축, 비중 "
        "{share:.0%} ({seconds:.1f}초). 뜻만으로 찾을 때(geungeo search --by meaning) 쓰입니다. "
        "낱말과 함께 찾는 ask와 search는 그대로입니다. 되돌리려면 ‘geungeo train --undo’.",
        "The search by meaning is fitted to the documents: {passages:,} passages, {terms:,} "
        "terms, {axes} axes, share {share:.0%} ({seconds:.1f} s). It serves geungeo search --by "
        "meaning; ask and search, which look for words too, stay as they are. To go back: "
        "geungeo train --undo",
    ),
    "train-no-gain": (
        "맞춰도 더 잘 찾지 못해 서재를 그대로 두었습니다.",
        "Fitting would find nothing better; the library is as it was.",
    ),
    "train-no-gain-dropped": (
        "이제는 맞춰도 더 잘 찾지 못해, 앞서 맞춘 것을 뺐습니다.",
        "Fitting finds nothing better any more; the earlier fit was taken out.",
    ),
    "train-undone": ("맞추기 전으로 되돌렸습니다.", "The library is back at its model alone."),
    "train-nothing-to-undo": (
        "맞춘 것이 없어 되돌릴 것도 없습니다.",
        "Nothing was fitted, so there is nothing to undo.",
    ),
    "train-hybrid": ("낱말과 의미", "words and meaning"),
    "train-dense": ("의미만", "meaning alone"),
    "train-gold": (
        "골드 {questions}개 · {mode}: {cells}",
        "{questions} gold questions · {mode}: {cells}",
    ),
    "status-fit": (
        "맞춤: 단락 {passages:,}개에서 배운 {axes}축, 의미만으로 찾을 때 비중 {share:.0%}",
        "Fitted: {axes} axes learnt from {passages:,} passages, share of meaning {share:.0%}",
    ),
}
