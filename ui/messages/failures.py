"""Every refusal: code -> (Korean, English); blanks are the error's details.

A sentence says what is wrong with which value, and what to do next.
"""

FAILURES: dict[str, tuple[str, str]] = {
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
    "unexpected": (
        "예상하지 못한 문제가 생겼습니다. 다시 시도해 보시고, 되풀이되면 서버 기록을 살펴 주세요.",
        "Something unexpected went wrong. Try again; if it happens again, see the server's log.",
    ),
    "address-taken": (
        "{host}:{port}에서 서버를 열 수 없습니다 ({reason}). "
        "다른 포트로 열어 주세요: geungeo serve --port {next_port}",
        "The server cannot listen on {host}:{port} ({reason}). "
        "Choose another port: geungeo serve --port {next_port}",
    ),
    # Uploads
    "upload-too-large": (
        "‘{file}’ 파일이 {size_mb}MB로 올릴 수 있는 크기({limit_mb}MB)를 넘습니다. "
        "파일을 나누거나 ‘geungeo index 파일’로 바로 넣어 주세요.",
        "“{file}” has {size_mb} MB; uploads may have {limit_mb} MB. "
        "Split the file, or add it with “geungeo index FILE”.",
    ),
    "upload-missing": (
        "올린 ‘{file}’ 파일을 서버에서 찾지 못했습니다. 다시 올려 주세요.",
        "The uploaded file “{file}” is no longer on the server. Upload it again.",
    ),
    "upload-name-taken": (
        "‘{file}’ 이름의 파일이 이미 너무 많습니다. 이름을 바꾸어 다시 올려 주세요.",
        "There are too many files named “{file}” already. Rename it and upload it again.",
    ),
    "passage-not-found": (
        "그런 단락이 없습니다: {passage}. ‘search’로 단락을 다시 찾아 주세요.",
        "There is no such passage: {passage}. Look it up again with “search”.",
    ),
}
