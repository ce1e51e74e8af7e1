"""Notes on how an answer came about: code -> (Korean, English)."""

NOTES: dict[str, tuple[str, str]] = {
    "synonyms-kept": (
        "동의어 파일을 읽을 수 없어 앞서 읽은 동의어로 찾았습니다. "
        "‘geungeo status’가 까닭을 알려 줍니다.",
        "The synonyms file cannot be read, so the synonyms it had before were used. "
        "geungeo status says why.",
    ),
    "declined-greeting": (
        "안녕하세요. 저는 서재의 문서에서 답을 찾아, 문장마다 근거를 달아 보여 드립니다.",
        "Hello. I find answers in your documents and show the source of every sentence.",
    ),
    "declined-thanks": (
        "도움이 되었다니 다행입니다. 문서에 대해 더 궁금한 것을 물어봐 주세요.",
        "You are welcome. Ask me anything else about your documents.",
    ),
    "declined-chat": (
        "이야기를 나누지는 못하지만, 서재의 문서에서 답을 찾아 근거와 함께 보여 드릴 수 있습니다.",
        "I cannot chat, but I can find answers in your documents and show where they stand.",
    ),
    "declined-self": (
        "저는 ‘근거’입니다. 서재의 문서만 읽고, 질문의 답을 문서의 문장 그대로 근거와 함께 보여 "
        "드립니다. 문서에 없는 것은 없다고 말합니다.",
        "I am Geungeo. I read the documents of your library only and answer in their own "
        "sentences, each with its source; what they do not hold I say is not there.",
    ),
    "declined-task": (
        "글쓰기, 번역, 계산, 코딩은 하지 않습니다. 서재의 문서에 대해 물으면 문서의 문장으로 "
        "답합니다.",
        "I do not write, translate, compute or code. Asked about your documents, "
        "I answer in their own sentences.",
    ),
    "declined-prompt": (
        "지시를 바꾸거나 내부 설정을 보이라는 말은 따르지 않습니다. 서재의 문서에 대해 물으면 "
        "문서의 문장으로 답합니다.",
        "I do not change or show my instructions. Asked about your documents, "
        "I answer in their own sentences.",
    ),
    "declined-example": (
        "예: “‘{count}’의 핵심 내용은 무엇인가요?”",
        "For example: “What are the main points of ‘{count}’?”",
    ),
    "command-needs-question": (
        "‘{count}’는 앞선 답변을 두고 하는 말입니다. 먼저 문서에 대해 물어봐 주세요"
        "(명령줄에서는 --context로 앞선 질문을 적습니다).",
        "“{count}” is said of the answer before. Ask about your documents first "
        "(on the command line name the earlier question with --context).",
    ),
    "command-needs-answer": (
        "앞선 질문의 답을 문서에서 찾지 못해, 더 보여 드릴 것이 없습니다.",
        "The question before has no answer in the documents, so there is nothing more to show.",
    ),
    "command-no-citation": (
        "앞선 답변에는 {count}번 근거가 없습니다. 답변에 달린 번호로 골라 주세요.",
        "The answer before has no source {count}. Choose one of the numbers shown with it.",
    ),
    "command-no-more-sources": (
        "앞선 질문에 답이 될 만한 다른 출처를 찾지 못했습니다.",
        "No further source was found that may answer the question before.",
    ),
    "command-no-other-answer": (
        "앞선 질문에 답이 될 만한 다른 곳을 찾지 못했습니다.",
        "No other place was found that may answer the question before.",
    ),
    "command-nothing-more": (
        "앞선 답변의 근거 둘레에는 더 보여 드릴 글이 없습니다.",
        "There is no more text around the sources of the answer before.",
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
    "premise": (
        "질문에 담긴 내용이 문서와 다릅니다. 문서에 적힌 것을 먼저 보여 줍니다.",
        "The documents say otherwise than the question takes for granted; that is shown first.",
    ),
    "disagreement": (
        "문서마다 값이 다릅니다. 다른 값도 출처와 함께 보여 줍니다.",
        "The documents give different values; the others are shown with their sources.",
    ),
}
