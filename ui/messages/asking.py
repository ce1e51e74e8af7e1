"""What the chat says around a question and its answer: key -> (Korean, English)."""

ASKING: dict[str, tuple[str, str]] = {
    "chat.elsewhere": (
        "다른 창에서 답을 쓰고 있습니다…",
        "The answer is being written in another window…",
    ),
    "chat.renewed": (
        "지금 서재에 있는 문서에서 다시 찾은 답입니다.",
        "Asked again of the documents as they now are.",
    ),
    "chat.overtaken": (
        "다른 창에서 이 대화를 이어 갔습니다. 새로 온 질문과 답을 보고 다시 고쳐 주세요.",
        "The conversation went on in another window. See what is new, then edit again.",
    ),
    "chat.renew.failed": (
        "다시 답하지 못해 앞선 답을 그대로 둡니다: {reason}",
        "That failed, so the answer before stays: {reason}",
    ),
    # What to do with a message
    "act.copy": ("답변 복사", "Copy the answer"),
    "act.retry": ("다시 답하기", "Answer again"),
    "act.edit": ("질문 고치기", "Edit the question"),
    "act.sources": ("근거", "Sources"),
    "act.revising": (
        "질문을 고치고 있습니다. 보내면 앞선 질문과 답이 새것으로 바뀝니다.",
        "You are editing a question. Sending it replaces the question and its answer.",
    ),
    "act.revising.more": (
        "질문을 고치고 있습니다. 보내면 그 질문부터 뒤에 이어진 {count}건까지 모두 지워지고 새로 "
        "답합니다.",
        "You are editing an earlier question. Sending it removes that one and the {count} after "
        "it.",
    ),
    "act.cancel": ("그만두기", "Cancel"),
    # What questions are asked of
    "scope.asked": ("찾은 범위: {scope}", "Asked of: {scope}"),
    "scope.widen.again": ("모든 문서에서 다시 묻기", "Ask all documents"),
    "scope.title": ("무엇에 물을까", "Ask of"),
    "scope.all": ("모든 문서", "all documents"),
    "scope.count": ("문서 {count}건", "documents: {count}"),
    "scope.none": (
        "이 범위에는 물어볼 문서가 없습니다.",
        "There is no document in this scope.",
    ),
    "scope.undated": (
        "날짜가 적혀 있지 않은 {count}건 제외",
        "{count} undated left out",
    ),
    "scope.widen": ("모든 문서로 넓히기", "Widen to all documents"),
    "scope.remove": ("{value} 빼기", "Remove {value}"),
    "scope.done": ("닫기", "Close"),
    "scope.collection": ("모음", "Collections"),
    "scope.document": ("문서", "Documents"),
    "scope.folder": ("폴더", "Folders"),
    "scope.from": ("이 날짜부터", "From"),
    "scope.to": ("이 날짜까지", "To"),
    "scope.date.hint": ("예: 2024-06", "e.g. 2024-06"),
    "scope.of.collection": ("모음 {value}", "collection {value}"),
    "scope.of.document": ("문서 {value}", "document {value}"),
    "scope.of.folder": ("폴더 {value}", "folder {value}"),
    "scope.of.from": ("{value}부터", "from {value}"),
    "scope.of.to": ("{value}까지", "to {value}"),
    # What might be asked next
    "next.title": ("이어서 물어보기", "Ask next"),
    "next.near": ("문서에 있는 가까운 내용", "Near it in the documents"),
    # Keys
    "keys.title": ("단축키", "Keyboard shortcuts"),
    "keys.send": ("질문 보내기", "Send the question"),
    "keys.line": ("줄 바꾸기", "New line"),
    "keys.stop": ("답변 멈추기", "Stop the answer"),
    "keys.focus": ("질문란으로", "Go to the question"),
    "keys.last": ("지난 질문 불러오기 (빈 질문란에서)", "Bring the last question (empty box)"),
    "keys.help": ("이 도움말", "This help"),
    "keys.close": ("닫기", "Close"),
}
