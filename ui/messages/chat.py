"""What the page says: key -> (Korean, English)."""

CHAT: dict[str, tuple[str, str]] = {
    "product": ("근거", "Geungeo"),
    "tagline": ("내 문서에서 답과 그 근거를", "Answers from your documents, with proof"),
    "language": ("언어", "Language"),
    "theme": ("밝은 화면 · 어두운 화면 바꾸기", "Switch between light and dark"),
    "tab.ask": ("묻기", "Ask"),
    "tab.documents": ("문서", "Documents"),
    "tab.search": ("찾기", "Search"),
    "page": ("{number}쪽", "p. {number}"),
    "page.both": ("{label}쪽 (파일 {number}쪽)", "p. {label} (file p. {number})"),
    # Asking
    "chat.label": ("대화", "Conversation"),
    "chat.placeholder": ("문서에 무엇이든 물어보세요", "Ask your documents anything"),
    "chat.question": ("질문", "Question"),
    "chat.send": ("보내기", "Send"),
    "chat.stop": ("멈추기", "Stop"),
    "chat.new": ("새 대화", "New conversation"),
    "chat.stopped": ("답변을 멈췄습니다.", "The answer was stopped."),
    "chat.searching": ("근거를 찾는 중입니다…", "Looking for evidence…"),
    "welcome.title": ("무엇이 궁금하신가요?", "What would you like to know?"),
    "welcome.body": (
        "문서 {count}건에서 답을 찾고, 문장마다 원문 근거를 함께 보여 드립니다.",
        "Answers come from your {count} documents, and every sentence shows its source.",
    ),
    "welcome.empty": (
        "아직 문서가 없습니다. ‘문서’ 탭에서 파일을 올리면 바로 물어볼 수 있습니다.",
        "There are no documents yet. Upload some under “Documents” and start asking.",
    ),
    "example.topic": ("{topic}의 핵심 내용은 무엇인가요?", "What are the main points of {topic}?"),
    "state.answer": ("답변", "Answer"),
    "state.unsure": ("확실하지 않음", "Not certain"),
    "state.none": ("찾지 못함", "Not found"),
    "state.failed": ("답하지 못함", "Failed"),
    "state.answer.hint": (
        "근거 {count}건을 원문과 맞춰 보았습니다",
        "{count} citations checked against the source",
    ),
    "state.unsure.hint": (
        "질문에 꼭 맞는지는 읽고 판단해 주세요. 문서에서 가장 가까운 내용입니다",
        "Read and judge whether this fits; it is what the documents say nearest",
    ),
    "state.none.hint": (
        "문서에서 답이 될 근거를 찾지 못했습니다",
        "The documents hold no evidence for an answer",
    ),
    "understood": ("이렇게 이해했습니다: {question}", "Understood as: {question}"),
    # Evidence
    "evidence.title": ("근거", "Evidence"),
    "evidence.empty": (
        "답변의 번호를 누르면 원문에서 그 문장이 표시됩니다.",
        "Click a number in an answer to see the sentence in its source.",
    ),
    "evidence.none": (
        "이 질문에는 보여 드릴 근거가 없습니다.",
        "There is no evidence to show for this question.",
    ),
    "evidence.of": ("‘{question}’의 근거", "Evidence for “{question}”"),
    "evidence.card": ("근거 {n}: {title}", "Evidence {n}: {title}"),
    "evidence.more": ("앞뒤 보기", "Show context"),
    "evidence.less": ("앞뒤 접기", "Hide context"),
    "evidence.chip": ("근거 {{n}} 보기", "Show evidence {{n}}"),
    "evidence.verified": ("원문 확인", "Verified"),
    "evidence.unverified": ("미확인", "Unverified"),
    "evidence.near": (
        "가까운 내용 {count}건 — 근거로 쓰이지 않았습니다",
        "{count} nearby passages — not used as evidence",
    ),
    "evidence.back": ("답변으로", "Back to answer"),
    # Documents
    "documents.upload": ("문서 올리기", "Upload documents"),
    "documents.drop": (
        "파일을 끌어다 놓거나 눌러서 고르세요",
        "Drop files here, or click to choose",
    ),
    "documents.limit": (
        "여러 파일을 한 번에 올릴 수 있습니다 · 한 파일 {limit_mb}MB까지 · "
        "이 컴퓨터 밖으로 나가지 않습니다",
        "Several files at once · up to {limit_mb} MB a file · nothing leaves this computer",
    ),
    "documents.cancel": ("취소", "Cancel"),
    "documents.summary": (
        "문서 {documents}건 · 단락 {passages}개",
        "{documents} documents · {passages} passages",
    ),
    "documents.empty": (
        "아직 문서가 없습니다. 위에서 파일을 올려 주세요.",
        "There are no documents yet. Upload files above.",
    ),
    "documents.name": ("문서", "Document"),
    "documents.state": ("상태", "State"),
    "documents.pages": ("쪽", "Pages"),
    "documents.passages": ("단락", "Passages"),
    "documents.remove": ("빼기", "Remove"),
    "documents.remove.of": ("‘{name}’ 빼기", "Remove “{name}”"),
    "documents.remove.ask": (
        "‘{name}’ 문서를 목록에서 뺄까요? 올린 파일은 함께 지워지고, 폴더에 있던 원본 파일은 "
        "그대로 남습니다.",
        "Remove “{name}”? An uploaded copy is deleted; an original in a folder of yours stays.",
    ),
    "documents.indexed": ("준비됨", "Ready"),
    "documents.failed": ("읽지 못함", "Failed"),
    "documents.losses": ("읽지 못한 부분 {count}곳", "{count} parts not read"),
    "progress.waiting": ("앞선 작업을 기다리는 중…", "Waiting for the work before this…"),
    "progress.reading": ("‘{file}’ 읽는 중", "Reading “{file}”"),
    "progress.count": ("{total}개 중 {done}개", "{done} of {total}"),
    "progress.left": ("약 {seconds}초 남음", "about {seconds} s left"),
    "progress.done": ("{count}개 파일을 넣었습니다.", "{count} files added."),
    "progress.known": ("{count}개는 이미 있는 문서입니다.", "{count} were already there."),
    "progress.failed": ("{count}개는 넣지 못했습니다.", "{count} could not be added."),
    "progress.cancelled": (
        "취소했습니다. 올린 파일은 넣지 않았습니다.",
        "Cancelled. The uploaded files were not added.",
    ),
    # Searching
    "search.label": ("찾을 말", "Search for"),
    "search.placeholder": ("낱말이나 문장으로 원문 찾기", "Find passages by words or a sentence"),
    "search.button": ("찾기", "Search"),
    "search.none": ("‘{query}’에 맞는 단락이 없습니다.", "No passage matches “{query}”."),
    "search.count": ("‘{query}’ · {count}건", "“{query}” · {count} passages"),
}
