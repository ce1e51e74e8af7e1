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
    "llm-timeout": (
        "언어 모델의 답이 제때 오지 않아 원문의 문장으로 답했습니다.",
        "The language model did not answer in time, "
        "so the answer is in the source's own sentences.",
    ),
    "llm-refused": (
        "언어 모델이 답하기를 거절하여 원문의 문장으로 답했습니다.",
        "The language model declined to answer, so the answer is in the source's own sentences.",
    ),
    "llm-says-none": (
        "언어 모델이 발췌문에서 답을 찾지 못했다고 하여 원문의 문장으로 답했습니다.",
        "The language model found no answer in the excerpts, "
        "so the answer is in the source's own sentences.",
    ),
    "llm-empty": (
        "언어 모델이 빈 답을 주어 원문의 문장으로 답했습니다.",
        "The language model gave no text, so the answer is in the source's own sentences.",
    ),
    "llm-malformed": (
        "언어 모델의 응답을 읽을 수 없어 원문의 문장으로 답했습니다.",
        "The language model's reply could not be read, "
        "so the answer is in the source's own sentences.",
    ),
    "llm-rate-limited": (
        "언어 모델의 사용 한도를 넘어(429) 원문의 문장으로 답했습니다.",
        "The language model's limit is used up (429), "
        "so the answer is in the source's own sentences.",
    ),
    "llm-server-error": (
        "언어 모델의 서버에 오류가 나서 원문의 문장으로 답했습니다.",
        "The language model's server had an error, so the answer is in the source's own sentences.",
    ),
    "llm-denied": (
        "언어 모델의 열쇠(API key)가 맞지 않아 원문의 문장으로 답했습니다.",
        "The language model's key was not accepted, "
        "so the answer is in the source's own sentences.",
    ),
    "llm-not-found": (
        "그런 이름의 언어 모델이 서버에 없어 원문의 문장으로 답했습니다.",
        "The server knows no language model of that name, "
        "so the answer is in the source's own sentences.",
    ),
    "llm-bad-request": (
        "언어 모델이 요청을 받아들이지 않아 원문의 문장으로 답했습니다.",
        "The language model did not accept the request, "
        "so the answer is in the source's own sentences.",
    ),
    "llm-unreachable": (
        "언어 모델의 서버에 닿지 못해 원문의 문장으로 답했습니다.",
        "The language model's server could not be reached, "
        "so the answer is in the source's own sentences.",
    ),
    "llm-interrupted": (
        "언어 모델이 답하는 동안 연결이 끊겨 원문의 문장으로 답했습니다.",
        "The connection to the language model broke off, "
        "so the answer is in the source's own sentences.",
    ),
    "llm-too-long": (
        "언어 모델의 답이 끝없이 길어져 원문의 문장으로 답했습니다.",
        "The language model's answer was far too long, "
        "so the answer is in the source's own sentences.",
    ),
    "llm-unsupported": (
        "언어 모델의 답에 원문의 근거가 없어 원문의 문장으로 답했습니다.",
        "Nothing in the source supports what the language model wrote, "
        "so the answer is in the source's own sentences.",
    ),
    "llm-partly-unsupported": (
        "언어 모델이 쓴 문장 가운데 근거가 확인되지 않은 {count}개는 뺐습니다.",
        "Sentences of the language model without support in the source: {count}, left out.",
    ),
    "llm-partly-unproved": (
        "언어 모델이 쓴 문장 가운데 {count}개는 근거가 확인되지 않아 ‘미확인’으로 적었습니다.",
        "Sentences of the language model without support in the source: {count}, "
        "marked as unverified.",
    ),
}
