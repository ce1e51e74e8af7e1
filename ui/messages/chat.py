"""What the page says: key -> (Korean, English)."""

from ui.messages.asking import ASKING
from ui.messages.documents import DOCUMENTS
from ui.messages.embedders import EMBEDDERS
from ui.messages.evaluate_metrics import EVALUATE_METRICS
from ui.messages.evaluate_tab import EVALUATE_TAB
from ui.messages.evidence import EVIDENCE
from ui.messages.history import HISTORY
from ui.messages.searching import SEARCHING
from ui.messages.settings import SETTINGS

CHAT: dict[str, tuple[str, str]] = {
    **DOCUMENTS,
    **EVIDENCE,
    **HISTORY,
    **SEARCHING,
    **EVALUATE_TAB,
    **EVALUATE_METRICS,
    **EMBEDDERS,
    **SETTINGS,
    **ASKING,
    "product": ("근거", "Geungeo"),
    "tagline": ("내 문서에서 답과 그 근거를", "Answers from your documents, with proof"),
    "language": ("언어", "Language"),
    "theme": ("밝은 화면 · 어두운 화면 바꾸기", "Switch between light and dark"),
    "skip": ("본문으로 건너뛰기", "Skip to the content"),
    "tabs": ("화면", "Views"),
    "tabs.more": ("다른 화면", "More views"),
    "tab.ask": ("묻기", "Ask"),
    "tab.documents": ("문서", "Documents"),
    "tab.search": ("찾기", "Search"),
    "page": ("{number}쪽", "p. {number}"),
    "also-in": ("같은 글: {documents}", "The same in: {documents}"),
    "table.row": ("{rows}행", "row {rows}"),
    "table.name": (" ‘{name}’", " “{name}”"),
    "table.column": ("{columns} 열", "column {columns}"),
    "page.named": ("‘{label}’", "“{label}”"),
    "page.both": ("{label}쪽 (파일 {number}쪽)", "p. {label} (file p. {number})"),
    # Asking
    "chat.label": ("대화", "Conversation"),
    "chat.placeholder": ("문서에 무엇이든 물어보세요", "Ask your documents anything"),
    "chat.question": ("질문", "Question"),
    "chat.examples": ("질문 보기", "Example questions"),
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
    "example.how": ("{topic} 어떻게 되나요?", "How does {topic} work?"),
    "example.state": ("{topic} 어떤가요?", "How is {topic}?"),
    "example.when": ("{topic} 언제인가요?", "When is {topic}?"),
    "example.much": ("{topic} 얼마인가요?", "How much is {topic}?"),
    "example.what": ("{topic} 무엇인가요?", "What is {topic}?"),
    "example.cell": ("{row}의 {column} 얼마인가요?", "How much is {column} of {row}?"),
    "example.cell-year": ("{row} {column}에 얼마인가요?", "How much was {row} in {column}?"),
    "example.topic": ("{topic}의 핵심 내용은 무엇인가요?", "What are the main points of {topic}?"),
    "state.answer": ("답변", "Answer"),
    "state.partial": ("일부만 답변", "Partial answer"),
    "state.talk": ("안내", "About Geungeo"),
    "state.unsure": ("확실하지 않음", "Not certain"),
    "state.none": ("찾지 못함", "Not found"),
    "state.unproved": ("미확인 {count}", "Unverified: {count}"),
    "state.failed": ("답하지 못함", "Failed"),
    "state.answer.hint": (
        "근거 {count}건을 원문과 맞춰 보았습니다",
        "{count} citations checked against the source",
    ),
    "state.partial.hint": (
        "근거 {count}건을 원문과 맞춰 보았습니다. 문서에 없는 것은 아래에 적었습니다",
        "{count} citations checked against the source; what was not found is named below",
    ),
    "state.talk.hint": ("문서에서 찾지 않았습니다", "The documents were not searched"),
    "missing": ("문서에서 찾지 못한 것: {missing}", "Not found in the documents: {missing}"),
    "none.try": (
        "다른 낱말로 묻거나, 줄인 이름을 풀어 적거나, 한 번에 한 가지씩 물어보세요.",
        "Try other words, names spelled out, or one thing at a time.",
    ),
    "none.near": ("가장 가까운 곳: {headings}", "Nearest places: {headings}"),
    "state.unsure.hint": (
        "질문에 꼭 맞는지는 읽고 판단해 주세요. 문서에서 가장 가까운 내용입니다",
        "Read and judge whether this fits; it is what the documents say nearest",
    ),
    "state.none.hint": (
        "문서에서 답이 될 근거를 찾지 못했습니다",
        "The documents hold no evidence for an answer",
    ),
    "understood.correct": ("고쳐서 묻기", "Ask otherwise"),
    "understood": ("이렇게 이해했습니다: {question}", "Understood as: {question}"),
    "changed": ("질문을 고쳐 찾았습니다: {changes}.", "The question was corrected: {changes}."),
    "changed.word": ("‘{before}’ → ‘{after}’", "‘{before}’ → ‘{after}’"),
    "changed.dropped": ("‘{before}’ 뺌", "without ‘{before}’"),
    "changed.more": ("그 밖에 {count}곳", "{count} more"),
    "answer.table.row": ("항목", "Item"),
    "answer.table.marks": ("근거", "Evidence"),
}
