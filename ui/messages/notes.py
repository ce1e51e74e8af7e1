"""Notes on how an answer came about: code -> (Korean, English)."""

NOTES: dict[str, tuple[str, str]] = {
    "synonyms-kept": (
        "동의어 파일을 읽을 수 없어 앞서 읽은 동의어로 찾았습니다. "
        "‘geungeo status’가 까닭을 알려 줍니다.",
        "The synonyms file cannot be read, so the synonyms it had before were used. "
        "geungeo status says why.",
    ),
    "llm-failed": (
        "언어 모델이 답하지 못해 원문의 문장으로 답했습니다.",
        "The language model failed, so the answer is in the source's own sentences.",
    ),
    "llm-empty": (
        "언어 모델이 빈 답을 주어 원문의 문장으로 답했습니다.",
        "The language model gave no text, so the answer is in the source's own sentences.",
    ),
    "llm-unsupported": (
        "언어 모델의 답에 원문의 근거가 없어 원문의 문장으로 답했습니다.",
        "Nothing in the source supports what the language model wrote, "
        "so the answer is in the source's own sentences.",
    ),
    "llm-partly-unsupported": (
        "언어 모델이 쓴 문장 가운데 근거가 없는 것은 뺐습니다.",
        "Sentences of the language model without support in the source were left out.",
    ),
}
