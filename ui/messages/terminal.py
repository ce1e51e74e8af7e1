"""What the command line says: key -> (Korean, English)."""

from ui.messages.evaluating import EVALUATING
from ui.messages.explanations import EXPLANATIONS
from ui.messages.exporting import EXPORTING
from ui.messages.filters import FILTERS
from ui.messages.gold import GOLD
from ui.messages.models import MODELS
from ui.messages.programs import PROGRAMS
from ui.messages.training import TRAINING

TERMINAL: dict[str, tuple[str, str]] = {
    **FILTERS,
    **EXPORTING,
    **EVALUATING,
    **EXPLANATIONS,
    **GOLD,
    **MODELS,
    **PROGRAMS,
    **TRAINING,
    # Help
    "about": (
        "내 문서에 한국어로 묻고, 문장마다 근거가 달린 답을 받습니다.",
        "Ask your own Korean documents and see the evidence for every sentence.",
    ),
    "help-serve": ("채팅 화면과 API를 엽니다", "open the chat and the API"),
    "help-index": (
        "파일과 폴더의 내용을 서재에 반영합니다",
        "make the library mirror files and folders",
    ),
    "help-remove": (
        "색인한 파일이나 폴더를 서재에서 뺍니다(원본은 그대로)",
        "take indexed files or folders out of the library (the originals stay)",
    ),
    "help-ask": ("질문하고 근거가 달린 답을 봅니다", "ask, and get an answer with its evidence"),
    "help-search": ("단락을 찾습니다", "find passages"),
    "help-eval": ("골드 질문으로 품질을 잽니다", "measure quality on a gold question set"),
    "help-status": ("서재의 상태를 봅니다", "show the state of the library"),
    "help-inspect": (
        "파일을 어떻게 읽는지 봅니다: 쪽, 블록, 표, 손실, 단락",
        "show what a reader sees: pages, blocks, tables, losses, passages",
    ),
    "help-library": ("서재 폴더(기본: 사용자 데이터 폴더)", "folder of the library"),
    "help-json": ("JSON 객체 하나만 출력합니다", "print one JSON object and nothing else"),
    "help-embedder": (
        "임베딩 모델: ‘geungeo models’의 이름, 폴더, 허브 이름(기본: 내장 모델)",
        "embedding model: a name of “geungeo models”, a folder or a hub name (default: bundled)",
    ),
    "help-online": (
        "이 컴퓨터에 없는 모델을 허브에서 내려받도록 허락합니다",
        "allow a model that is not on this machine to be fetched from the hub",
    ),
    "help-ocr": (
        "글자가 없는(스캔한) 쪽을 문자 인식으로 읽습니다. tesseract와 한국어 데이터가 있어야 하고, "
        "한 쪽에 몇 초가 걸립니다",
        "read pages without text (scans) by OCR; needs tesseract with Korean data, and takes "
        "seconds a page",
    ),
    "help-history": (
        "채팅의 대화를 서재에 남길지: on(기본) 또는 off",
        "whether the chat's conversations are kept in the library: on (default) or off",
    ),
    "help-llm-address": (
        "언어 모델 서버의 주소(예: http://127.0.0.1:8000/v1). 비우면 그 모델의 본래 서버",
        "address of the language model's server (e.g. http://127.0.0.1:8000/v1)",
    ),
    "help-length": (
        "답의 길이: brief(짧게), normal(보통), detailed(자세히)",
        "how much an answer says: brief, normal or detailed",
    ),
    "help-llm": (
        "답을 쓸 언어 모델(예: openai:gpt-4.1-mini, ollama:llama3.1)",
        "language model that writes the answer (e.g. openai:gpt-4.1-mini)",
    ),
    "help-context": ("앞서 한 질문(여러 번 쓸 수 있음)", "an earlier question (repeatable)"),
    "help-by": (
        "무엇으로 찾을지: 낱말과 뜻(both), 낱말만(words), 뜻만(meaning)",
        "what to search by: words and meaning (both), or one of them",
    ),
    "help-reranker": (
        "찾은 단락을 질문과 함께 다시 읽어 순위를 매길 모델(cross-encoder): 짧은 이름, 폴더, "
        "허브 이름",
        "model that reads each hit once more with the question (a cross-encoder): a short name, "
        "a folder or a hub name",
    ),
    "help-explain": (
        "왜 이 단락이 이 자리에 왔는지 함께 보이기",
        "show why each passage stands where it does",
    ),
    "help-top-k": ("보일 단락의 수(1~100)", "number of passages (1 to 100)"),
    "help-host": ("서버 주소", "address to listen on"),
    "help-port": ("서버 포트", "port to listen on"),
    "help-lang": ("메시지의 언어", "language of messages"),
    "help-json-out": (
        "결과 JSON을 쓸 파일(-: 표준 출력)",
        "file for the result as JSON (-: stdout)",
    ),
    "help-report": ("HTML 보고서를 쓸 파일", "file for the HTML report"),
    "help-baseline": ("비교할 앞선 실행의 JSON", "JSON of an earlier run to compare with"),
    "help-paths": ("파일이나 폴더", "files or folders"),
    "help-gold": ("골드 질문 파일(JSON Lines)", "gold questions (JSON Lines)"),
    "help-file": ("파일", "a file"),
    "help-question": ("질문", "the question"),
    "help-query": ("찾을 말", "what to look for"),
    "usage": ("사용법: {usage}", "usage: {usage}"),
    "wrong-usage": (
        "명령을 이해하지 못했습니다: {reason}\n도움말: {program} --help",
        "The command was not understood: {reason}\nHelp: {program} --help",
    ),
    # Indexing
    "progress": (
        "[{done}/{total}] {file}{passages}{left}",
        "[{done}/{total}] {file}{passages}{left}",
    ),
    "progress-passages": (" · 단락 {count:,}개", " · {count:,} passages"),
    "progress-left": (" (약 {seconds}초 남음)", " (about {seconds} s left)"),
    "index-done": (
        "문서 {documents}개, 단락 {passages}개 · 새로 {added} · 바뀜 {changed} · "
        "그대로 {unchanged} · 뺌 {removed} ({seconds:.1f}초)",
        "{documents} documents, {passages} passages · {added} new · {changed} changed · "
        "{unchanged} unchanged · {removed} removed ({seconds:.1f} s)",
    ),
    "index-failed": ("읽지 못함 · {document}: {reason}", "not read · {document}: {reason}"),
    "index-skipped": ("건너뜀 · {document}: {reason}", "skipped · {document}: {reason}"),
    "removed": ("서재에서 뺐습니다: {path}", "Taken out of the library: {path}"),
    "interrupted": (
        "중단했습니다. 서재는 이전 상태 그대로이며, 이미 읽은 문서는 다음 실행에서 이어집니다.",
        "Stopped. The library is as it was; documents already read are taken up next time.",
    ),
    # Asking
    "no-answer": (
        "문서에서 답을 찾지 못했습니다.",
        "The documents do not hold the answer.",
    ),
    "unsure": (
        "질문에 꼭 맞는 답인지 확실하지 않습니다. 문서에서 가장 가까운 내용입니다.",
        "It is not certain that this answers the question; it is what the documents say nearest.",
    ),
    "sources": ("근거", "Evidence"),
    "near-misses": (
        "가까웠던 단락(답의 근거가 아닙니다)",
        "Near misses (not evidence for an answer)",
    ),
    "no-hits": ("찾은 단락이 없습니다.", "No passage was found."),
    "address": ("{document}, {page}", "{document}, {page}"),
    # Status and inspection
    "status-library": ("서재: {library}", "Library: {library}"),
    "status-counts": (
        "문서 {documents}개(읽지 못함 {failed}개), 단락 {passages}개, 세대 {generation}",
        "{documents} documents ({failed} not read), {passages} passages, generation {generation}",
    ),
    "status-names": (
        "다른 이름: 문서에서 찾은 것 {mined:,}개, 동의어 {synonyms:,}개, 사용자 사전 {words:,}개",
        "Other names: {mined:,} found in documents, {synonyms:,} synonyms, {words:,} words kept",
    ),
    "status-synonyms": (
        "동의어를 읽지 못했습니다. {reason}",
        "The synonyms could not be read. {reason}",
    ),
    "status-embedder": ("임베딩: {name} ({dimension}차원)", "Embeddings: {name} ({dimension}-d)"),
    "status-row": (
        "- {document} · {format} · {pages}쪽 · 단락 {passages}개",
        "- {document} · {format} · {pages} pages · {passages} passages",
    ),
    "inspect-head": (
        "{document} · {format} · {pages}쪽 · {characters:,}자 · 제목: {title}",
        "{document} · {format} · {pages} pages · {characters:,} characters · title: {title}",
    ),
    "inspect-archive": (
        "{document} · 압축 파일 · 문서 {count}개",
        "{document} · archive · {count} documents",
    ),
    "inspect-archive-next": (
        '하나를 들여다보려면: geungeo inspect "{member}"',
        'To look into one: geungeo inspect "{member}"',
    ),
    "inspect-date": ("날짜 {date}", "Date {date}"),
    "inspect-publisher": ("발행 {name}", "Published by {name}"),
    "inspect-authors": ("지은이 {names}", "By {names}"),
    "inspect-found": ("찾은 것: {kinds}", "Found: {kinds}"),
    "inspect-nothing": ("없음", "nothing"),
    "inspect-kind-heading": ("제목", "headings"),
    "inspect-kind-paragraph": ("문단", "paragraphs"),
    "inspect-kind-item": ("항목", "items"),
    "inspect-kind-table": ("표", "tables"),
    "inspect-kind-caption": ("표·그림 제목", "captions"),
    "inspect-kind-source": ("자료·주", "sources and remarks"),
    "inspect-kind-footnote": ("각주", "notes"),
    "inspect-kind-furniture": ("머리말·꼬리말", "running heads and feet"),
    "inspect-tables": ("표 {count}개", "{count} tables"),
    "inspect-table": (
        "- {caption} · {rows}행 × {columns}열 · 머리글 {header_rows}행 {header_columns}열",
        "- {caption} · {rows} rows × {columns} columns · headers: {header_rows} rows, "
        "{header_columns} columns",
    ),
    "inspect-no-caption": ("(제목 없음)", "(no caption)"),
    "inspect-passages": (
        "단락 {count}개 · 길이 중앙값 {median}자",
        "{count} passages · median length {median} characters",
    ),
    "inspect-no-losses": ("읽지 못한 것: 없음", "Not read: nothing is missing"),
    "inspect-losses": ("읽지 못한 것 {count}가지", "Not read: {count} kinds"),
    # Serving
    "first-samples": (
        "서재가 비어 있어 함께 든 예제 문서를 색인합니다.",
        "The library is empty: indexing the sample documents that come with it.",
    ),
    "serving": (
        "채팅: {url}  (끝내려면 Ctrl-C)",
        "Chat: {url}  (Ctrl-C to stop)",
    ),
    "listening-widely": (
        "주의: {host}에서 듣습니다. 같은 네트워크의 누구나 이 문서들을 볼 수 있습니다.",
        "Careful: listening on {host}; anyone on your network can read these documents.",
    ),
    "unexpected": (
        "예상하지 못한 오류입니다: {kind}: {reason}. "
        "GEUNGEO_DEBUG=1 로 다시 실행하면 자세히 보입니다.",
        "Unexpected failure: {kind}: {reason}. Run again with GEUNGEO_DEBUG=1 for details.",
    ),
}
