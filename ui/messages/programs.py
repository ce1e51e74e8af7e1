"""What programs that call us are told: code -> and key -> (Korean, English)."""

PROGRAM_FAILURES: dict[str, tuple[str, str]] = {
    "value-kind": (
        "‘{name}’ 값을 쓸 수 없습니다: {value}. {expected} 형식으로 보내 주세요.",
        "“{name}” cannot be {value}: send {expected}.",
    ),
    "value-unknown": (
        "‘{name}’ 값은 쓰이지 않습니다. {known} 중에서 보내 주세요.",
        "“{name}” is not known: send {known}.",
    ),
    "value-missing": (
        "‘{name}’ 값이 빠졌습니다. 함께 보내 주세요.",
        "“{name}” is missing: send it as well.",
    ),
    "tool-unknown": (
        "그런 도구가 없습니다: {name}. {known} 중에서 골라 주세요.",
        "There is no such tool: {name}. Choose one of {known}.",
    ),
    "document-unknown": (
        "그런 문서가 없습니다: {document}. list_documents가 주는 이름을 보내 주세요.",
        "There is no such document: {document}. Send a name that list_documents gives.",
    ),
    "page-unknown": (
        "{document}에 그런 쪽이 없습니다: {page}. 1부터 {pages} 사이의 쪽 번호를 보내 주세요.",
        "{document} has no such page: {page}. Send a number from 1 to {pages}.",
    ),
    "mcp-missing": (
        'MCP에 필요한 꾸러미가 없습니다({missing}). ‘pip install "geungeo[mcp]"’로 설치해 주세요.',
        "What MCP needs is not installed ({missing}). Install it with "
        '“pip install "geungeo[mcp]"”.',
    ),
}
PROGRAMS: dict[str, tuple[str, str]] = {
    "help-mcp": (
        "다른 프로그램(MCP)이 표준 입출력으로 이 서재에 묻게 합니다",
        "let other programs ask this library over standard input and output (MCP)",
    ),
}
