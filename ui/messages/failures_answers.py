"""Refusals of questions, language models, measurements and settings: code -> (Korean, English)."""

ANSWERS: dict[str, tuple[str, str]] = {
    # Questions
    "question-empty": (
        "질문이 비어 있습니다. 알고 싶은 것을 한 문장으로 적어 주세요.",
        "The question is empty. Write what you want to know in one sentence.",
    ),
    "question-too-long": (
        "질문이 {length:,}자로 너무 깁니다. {limit:,}자 안으로 줄여 주세요.",
        "The question has {length:,} characters. Shorten it to {limit:,} or fewer.",
    ),
    "question-without-words": (
        "질문 ‘{question}’에서 찾을 낱말이 보이지 않습니다. 낱말이 든 문장으로 다시 물어 주세요.",
        "The question “{question}” holds no word to search for. Ask again with words.",
    ),
    # Language models
    "llm-not-usable": (
        "언어 모델을 쓸 수 없습니다: {model} ({reason}). 이름과 열쇠(API key)를 확인하거나 "
        "‘--llm’을 빼고 실행해 주세요.",
        "The language model cannot be used: {model} ({reason}). "
        "Check its name and key, or leave out --llm.",
    ),
    "llm-package-missing": (
        "언어 모델 {model}에 필요한 꾸러미가 없습니다. ‘pip install {package}’로 설치해 주세요.",
        "The language model {model} needs a package. Install it: pip install {package}",
    ),
    "llm-failed": (
        "언어 모델이 답하지 못했습니다: {model} ({reason}). 서버와 열쇠(API key)를 확인해 주세요.",
        "The language model failed: {model} ({reason}). Check its server and key.",
    ),
    "llm-empty": (
        "언어 모델이 빈 답을 주었습니다: {model}. 다시 시도하거나 다른 모델을 써 주세요.",
        "The language model gave an empty answer: {model}. Try again, or use another model.",
    ),
    "llm-timeout": (
        "언어 모델의 답이 제때 오지 않았습니다: {model}. "
        "서버를 확인하거나 더 작은 모델을 써 주세요.",
        "The language model did not answer in time: {model}. "
        "Check its server, or use a smaller one.",
    ),
    "llm-refused": (
        "언어 모델이 답하기를 거절했습니다. 질문을 바꾸거나 다른 모델을 써 주세요.",
        "The language model declined to answer. Ask otherwise, or use another model.",
    ),
    "llm-says-none": (
        "언어 모델이 발췌문에서 답을 찾지 못했다고 합니다. 질문을 바꾸어 다시 물어 주세요.",
        "The language model found no answer in the excerpts. Ask otherwise.",
    ),
    "llm-malformed": (
        "언어 모델의 응답을 읽을 수 없습니다: {model} ({reason}). 서버 주소를 확인해 주세요.",
        "The language model's reply cannot be read: {model} ({reason}). "
        "Check the server's address.",
    ),
    "llm-rate-limited": (
        "언어 모델의 사용 한도를 넘었습니다: {model}. 잠시 뒤에 다시 물어 주세요.",
        "The language model's limit is used up: {model}. Ask again later.",
    ),
    "llm-server-error": (
        "언어 모델의 서버에 오류가 났습니다: {model}. 잠시 뒤에 다시 물어 주세요.",
        "The language model's server had an error: {model}. Ask again later.",
    ),
    "llm-denied": (
        "언어 모델의 열쇠(API key)가 맞지 않습니다: {model}. 환경 변수의 열쇠를 확인해 주세요.",
        "The language model's key was not accepted: {model}. Check the key in the environment.",
    ),
    "llm-not-found": (
        "서버에 그런 언어 모델이 없습니다: {model}. 이름과 서버 주소를 확인해 주세요.",
        "The server knows no such language model: {model}. Check its name and the address.",
    ),
    "llm-bad-request": (
        "언어 모델이 요청을 받아들이지 않았습니다: {model}. 다른 모델을 써 주세요.",
        "The language model did not accept the request: {model}. Use another model.",
    ),
    "llm-unreachable": (
        "언어 모델의 서버에 닿지 못했습니다: {model}. "
        "서버가 켜져 있는지, 주소가 맞는지 확인해 주세요.",
        "The language model's server cannot be reached: {model}. "
        "Check that it runs, and its address.",
    ),
    "llm-interrupted": (
        "언어 모델이 답하는 동안 연결이 끊겼습니다: {model}. 다시 물어 주세요.",
        "The connection to the language model broke off: {model}. Ask again.",
    ),
    "llm-too-long": (
        "언어 모델의 답이 너무 깁니다. 질문을 좁히거나 다른 모델을 써 주세요.",
        "The language model's answer is far too long. Ask more narrowly, or use another model.",
    ),
    # Gold questions and runs
    "gold-missing": (
        "골드 파일이 없습니다: {file}. 경로를 확인해 주세요.",
        "There is no such gold file: {file}. Check the path.",
    ),
    "gold-unreadable": (
        "골드 파일을 읽을 수 없습니다: {file} ({reason}). UTF-8 파일인지, 읽기 권한이 있는지 "
        "확인해 주세요.",
        "The gold file cannot be read: {file} ({reason}). It must be UTF-8 and readable.",
    ),
    "gold-too-large": (
        "골드 파일이 너무 큽니다: {file} ({megabytes}MB, 한도 {limit}MB). 나누어 주세요.",
        "The gold file is too large: {file} ({megabytes} MB, limit {limit} MB). Split it.",
    ),
    "gold-empty": (
        "골드 파일에 질문이 없습니다: {file}. 한 줄에 질문 하나씩 JSON으로 적어 주세요.",
        "The gold file holds no question: {file}. Write one JSON object a line.",
    ),
    "gold-bad-json": (
        "골드 파일의 {line}번째 줄 {column}번째 글자가 JSON이 아닙니다: {file} ({reason}). "
        "그 줄을 고쳐 주세요.",
        "Line {line}, column {column} of the gold file is not JSON: {file} ({reason}). "
        "Mend that line.",
    ),
    "gold-missing-field": (
        "골드 파일의 {line}번째 줄에 ‘{field}’ 항목이 없습니다: {file}. 항목을 채워 주세요.",
        "Line {line} of the gold file lacks “{field}”: {file}. Add it.",
    ),
    "gold-bad-field": (
        "골드 파일 {line}번째 줄의 ‘{field}’ 항목이 맞지 않습니다: {file} (필요: {expected}).",
        "“{field}” in line {line} of the gold file does not fit: {file} (expected {expected}).",
    ),
    "gold-duplicate-id": (
        "골드 파일 {line}번째 줄의 id ‘{id}’가 {first_line}번째 줄과 겹칩니다: {file}. "
        "하나를 바꾸어 주세요.",
        "The id “{id}” in line {line} stands in line {first_line} already: {file}. Change one.",
    ),
    "gold-without-documents": (
        "골드 질문이 인용한 문서가 서재에 하나도 없습니다 (예: {document}, 인용 {quotations}건). "
        "‘geungeo index 폴더’로 그 문서를 먼저 넣어 주세요.",
        "The library holds none of the documents that the gold questions quote "
        "(such as {document}; {quotations} quotations). Add them first: geungeo index FOLDER",
    ),
    "run-missing": (
        "비교할 실행 결과가 없습니다: {file}. ‘geungeo eval … --json 파일’로 먼저 만들어 주세요.",
        "There is no such run: {file}. Make it first: geungeo eval … --json FILE",
    ),
    "run-unreadable": (
        "실행 결과를 읽을 수 없습니다: {file} ({reason}). 경로와 읽기 권한을 확인해 주세요.",
        "The run cannot be read: {file} ({reason}). Check the path and that you may read it.",
    ),
    "run-bad": (
        "‘geungeo eval --json’의 결과가 아닙니다: {file} ({reason}). 다시 만들어 주세요.",
        "This is no result of “geungeo eval --json”: {file} ({reason}). Make it anew.",
    ),
    "run-other-questions": (
        "두 실행의 질문이 다릅니다 (이번 {ours}개, 비교 대상 {theirs}개). 같은 골드 파일로 잰 "
        "결과와 비교해 주세요.",
        "The two runs have other questions (this one {ours}, the other {theirs}). "
        "Compare runs over the same gold file.",
    ),
    "metric-unknown": (
        "그런 지표가 없습니다: {metric}. 쓸 수 있는 지표: {known}.",
        "There is no such metric: {metric}. Choose from: {known}.",
    ),
    "step-unknown": (
        "그런 단계가 없습니다: {step}. 뺄 수 있는 단계: {known}.",
        "There is no such step: {step}. What can be left out: {known}.",
    ),
    "steps-none-left": (
        "모두 빼면 찾을 방법이 남지 않습니다: {steps}. ‘--without’ 하나를 지워 주세요.",
        "Without all of these nothing is left to search by: {steps}. Drop one --without.",
    ),
    "loss-without-baseline": (
        "‘--fail-on-loss {metric}’에는 견줄 앞선 실행이 필요합니다. ‘--baseline RUN.json’을 "
        "함께 주세요.",
        "“--fail-on-loss {metric}” needs an earlier run. Give --baseline RUN.json as well.",
    ),
    # Settings and the server
    "config-missing": (
        "설정 파일이 없습니다: {file}. GEUNGEO_CONFIG의 값을 확인해 주세요.",
        "There is no such settings file: {file}. Check the value of GEUNGEO_CONFIG.",
    ),
    "config-unreadable": (
        "설정 파일을 읽을 수 없습니다: {file} ({reason}). TOML 문법과 읽기 권한을 확인해 주세요.",
        "The settings file cannot be read: {file} ({reason}). Check its TOML and its rights.",
    ),
    "config-unknown": (
        "모르는 설정입니다: {key} ({where}). 쓸 수 있는 이름: {known}.",
        "Unknown setting: {key} ({where}). Known names: {known}.",
    ),
    "config-value": (
        "설정 ‘{key}’에 쓸 수 없는 값입니다: {value} ({where}). 값을 고쳐 주세요.",
        "The setting “{key}” cannot be {value} ({where}). Change the value.",
    ),
    "ocr-missing": (
        "문자 인식을 쓸 수 없습니다: tesseract나 그 한국어 데이터(kor)가 이 컴퓨터에 없습니다. "
        "설치하거나(예: apt install tesseract-ocr-kor) --ocr(GEUNGEO_OCR)를 꺼 주세요.",
        "OCR cannot be used: this machine has no tesseract, or not its Korean data (kor). "
        "Install it (e.g. apt install tesseract-ocr-kor) or turn --ocr (GEUNGEO_OCR) off.",
    ),
    "address-taken": (
        "{host}:{port}에서 서버를 열 수 없습니다 ({reason}). 다른 포트로 열어 주세요: "
        "geungeo serve --port {next_port}",
        "The server cannot listen on {host}:{port} ({reason}). "
        "Choose another port: geungeo serve --port {next_port}",
    ),
    "unexpected": (
        "예상하지 못한 문제가 생겼습니다. 다시 시도해 보시고, 되풀이되면 서버 기록을 살펴 주세요.",
        "Something unexpected went wrong. Try again; if it happens again, see the server's log.",
    ),
    "explain-one-leg": (
        "‘--explain’은 낱말과 뜻을 함께 쓰는 찾기만 설명합니다: --by {by}. ‘--by both’로 다시 찾아 "
        "주세요.",
        "--explain explains the search by words and meaning together, not --by {by}. Search again "
        "with --by both.",
    ),
}
