"""What the list of past conversations says: key -> (Korean, English)."""

HISTORY: dict[str, tuple[str, str]] = {
    "history.title": ("지난 대화", "Past conversations"),
    "history.toggle": ("대화 목록", "Conversations"),
    "history.close": ("대화 목록 닫기", "Close the conversations"),
    "history.search": ("지난 대화에서 찾기", "Search past conversations"),
    "history.hint": ("질문이나 답의 낱말", "Words of a question or answer"),
    "history.empty": (
        "아직 남은 대화가 없습니다. 질문하면 여기에 차례로 남습니다.",
        "Nothing is kept yet. What you ask appears here.",
    ),
    "history.none": (
        "‘{search}’이(가) 나오는 대화가 없습니다.",
        "No conversation mentions “{search}”.",
    ),
    "history.found": ("대화 {count}개를 찾았습니다.", "Conversations found: {count}."),
    "history.more": (
        "더 오래된 대화는 낱말로 찾아보세요.",
        "Search to find older conversations.",
    ),
    "history.turns": ("질문 {count}개", "questions: {count}"),
    "history.rename": ("이름 바꾸기", "Rename"),
    "history.rename.of": ("‘{title}’ 이름 바꾸기", "Rename “{title}”"),
    "history.rename.box": ("대화의 새 이름", "New name of the conversation"),
    "history.delete": ("지우기", "Delete"),
    "history.delete.of": ("‘{title}’ 지우기", "Delete “{title}”"),
    "history.delete.ask": (
        "‘{title}’ 대화를 지울까요? 질문과 답이 서재에서 사라지고 되돌릴 수 없습니다. "
        "문서는 그대로입니다.",
        "Delete “{title}”? Its questions and answers leave the library for good. "
        "Your documents stay.",
    ),
    "history.shared": (
        "대화는 서재에 저장되며, 이 서재를 여는 사람은 누구나 볼 수 있습니다.",
        "Conversations are kept in the library; whoever opens it can read them.",
    ),
    "history.not-kept": (
        "지금은 대화가 저장되지 않습니다: {reason}",
        "The conversation is not being kept: {reason}",
    ),
    "history.gone": (
        "그 대화는 더 이상 서재에 없습니다.",
        "That conversation is no longer in the library.",
    ),
    "history.today": ("오늘 {hour:02}:{minute:02}", "today {hour:02}:{minute:02}"),
    "history.yesterday": ("어제 {hour:02}:{minute:02}", "yesterday {hour:02}:{minute:02}"),
    "history.date": ("{year}. {month}. {day}.", "{year}-{month:02}-{day:02}"),
    "history.export": ("내보내기", "Export"),
    "history.export.as": ("이 대화를 {name} 파일로", "This conversation as {name}"),
    "history.export.name": ("대화", "conversation"),
}
