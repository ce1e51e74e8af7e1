"""What evidence reports say, and why one could not be written: key or code -> (Korean, English)."""

EXPORT_FAILURES: dict[str, tuple[str, str]] = {
    "export-unknown-format": (
        "이 이름으로는 보고서를 쓸 수 없습니다: {file}. 이름 끝을 {known} 가운데 하나로 적어 "
        "주세요.",
        "No report can be written under this name: {file}. Let it end in one of {known}.",
    ),
    "export-exists": (
        "파일이 이미 있습니다: {file}. 다른 이름을 적거나, 바꿔 쓰려면 ‘--overwrite’를 더해 "
        "주세요.",
        "The file is there already: {file}. Choose another name, or add --overwrite to replace it.",
    ),
    "export-nothing": (
        "내보낼 답변이 없습니다. 먼저 질문해 주세요.",
        "There is no answer to export. Ask a question first.",
    ),
}
EXPORTING: dict[str, tuple[str, str]] = {
    "help-export": (
        "답변과 근거를 보고서로 저장: 이름이 .md, .html, .docx로 끝나는 파일(여러 번 쓸 수 있음)",
        "save the answer with its evidence: a file ending in .md, .html or .docx (repeatable)",
    ),
    "help-with-context": (
        "‘--context’의 질문과 그 답까지 대화 전체를 ‘--export’의 보고서에 담기",
        "put the whole conversation into the report of --export: the questions of --context too",
    ),
    "help-overwrite": (
        "‘--export’의 파일이 이미 있으면 바꿔 쓰기",
        "replace the file of --export if it is there",
    ),
    "export-done": ("근거 보고서를 저장했습니다: {file}", "The evidence report is saved: {file}"),
    # The report
    "export.title": ("근거 보고서", "Evidence report"),
    "export.made": (
        "{at}에 근거(버전 {version})로 만들었습니다.",
        "Made with Geungeo {version} at {at}.",
    ),
    "export.tally": (
        "인용 {total}건을 이때 원문과 다시 맞춰 보아 {proved}건을 확인했습니다.",
        "{total} citations were then checked against their source again; {proved} were confirmed.",
    ),
    "export.broken": (
        "주의: 인용 {count}건은 지금 원문으로 확인되지 않습니다. 해당 근거에 까닭을 적었습니다.",
        "Mind: {count} citations cannot be confirmed in their source now. Each says why.",
    ),
    "export.partly": (
        "물을 때의 결과입니다. 근거 {total}건 가운데 {proved}건만 지금 원문에서 확인됩니다",
        "This was the outcome when it was asked; of {total} citations only {proved} can be "
        "confirmed now",
    ),
    "export.question": ("질문", "Question"),
    "export.question.n": ("질문 {n}", "Question {n}"),
    "export.answer": ("답변", "Answer"),
    "export.citations": ("근거", "Evidence"),
    "export.near": (
        "가까운 내용 — 근거로 쓰이지 않았습니다",
        "Nearby passages — not used as evidence",
    ),
    "export.near.badge": ("근거 아님", "Not evidence"),
    "export.documents": ("문서", "Documents"),
    "export.making": ("만든 환경", "How it was made"),
    "export.again": ("다시 확인하는 방법", "How to check it again"),
    # Facts
    "export.as-asked": ("물은 그대로", "as asked"),
    "export.fact.understood": ("이해한 질문", "As understood"),
    "export.fact.changes": ("바로잡은 곳", "Put right"),
    "export.fact.context": ("앞선 질문", "Questions before"),
    "export.fact.scope": ("검색 조건", "Filters"),
    "export.fact.at": ("답한 때", "Answered at"),
    "export.fact.confidence": ("확신 (0에서 1)", "Confidence (0 to 1)"),
    "export.fact.document": ("문서", "Document"),
    "export.fact.file": ("파일", "File"),
    "export.fact.page": ("쪽", "Page"),
    "export.fact.heading": ("제목 경로", "Headings"),
    "export.fact.table": ("표", "Table"),
    "export.fact.rows": ("행", "Rows"),
    "export.fact.columns": ("열", "Columns"),
    "export.fact.span": ("글자 위치", "Characters"),
    "export.fact.check": ("확인", "Check"),
    "export.fact.format": ("형식", "Format"),
    "export.fact.date": ("문서의 날짜", "Date of the document"),
    "export.fact.publisher": ("펴낸 곳", "Publisher"),
    "export.fact.sha256": ("SHA-256", "SHA-256"),
    "export.fact.indexed": ("색인한 때", "Indexed at"),
    "export.fact.version": ("근거 버전", "Version of Geungeo"),
    "export.fact.embedder": ("임베딩 모델", "Embedding model"),
    "export.fact.fit": ("서재 맞춤", "Fit of the library"),
    "export.fact.llm": ("언어 모델", "Language model"),
    "export.fact.reranker": ("재순위 모델", "Reranker"),
    "export.fact.generation": ("서재 세대", "Library generation"),
    "export.none.llm": (
        "쓰지 않음(원문의 문장으로 답함)",
        "none (answers are sentences of the source)",
    ),
    "export.none": ("쓰지 않음", "none"),
    "export.page": ("파일의 {number}번째 쪽", "page {number} of the file"),
    "export.page.label": (
        "{label} (적힌 쪽 이름) · 파일의 {number}번째 쪽",
        "{label} (as printed) · page {number} of the file",
    ),
    "export.span": ("{start:,}–{end:,}", "{start:,}–{end:,}"),
    "export.fingerprint": ("{name} (지문 {fingerprint})", "{name} (fingerprint {fingerprint})"),
    "export.generation": (
        "{generation} (마지막으로 파일과 맞춘 때 {at})",
        "{generation} (last brought in step with its files at {at})",
    ),
    "export.exact": (
        "파일에서 뽑은 글 그대로(고치기 전)",
        "The characters as read from the file (before any repair)",
    ),
    # What a citation is worth now
    "export.badge.proved": ("원문 확인", "Verified"),
    "export.badge.broken": ("확인 안 됨", "Not verified"),
    "export.proved": (
        "인용문이 이 자리에 그대로 있고, 파일도 색인할 때와 같습니다.",
        "The quote stands here to the letter, and the file is the one that was indexed.",
    ),
    "export.gone": (
        "더는 확인할 수 없습니다. 서재에 이 내용의 문서가 없습니다(바뀌었거나 빠짐).",
        "This can no longer be verified: the library holds no document of this content "
        "(it has changed or was removed).",
    ),
    "export.differs": (
        "확인할 수 없습니다. 인용문이 이 자리에 없습니다.",
        "This cannot be verified: the quote does not stand here.",
    ),
    "export.file-changed": (
        "인용문은 색인한 글에 있지만, 파일이 그 뒤에 바뀌었습니다. 지금 파일과는 맞춰 보지 "
        "못했습니다.",
        "The quote stands in the text that was indexed, but the file has changed since; "
        "it was not compared with the file as it is now.",
    ),
    "export.file-missing": (
        "인용문은 색인한 글에 있지만, 파일이 제자리에 없어 맞춰 보지 못했습니다.",
        "The quote stands in the text that was indexed, but the file is not in its place "
        "to be compared.",
    ),
    "export.file-unchecked": (
        "인용문은 색인한 글에 있지만, 파일을 읽을 수 없어 맞춰 보지 못했습니다.",
        "The quote stands in the text that was indexed, but the file cannot be read to be "
        "compared.",
    ),
    "export.state.same": ("색인할 때와 같은 파일", "File as it was indexed"),
    "export.state.changed": ("색인한 뒤 파일이 바뀜", "File changed since"),
    "export.state.missing": ("파일이 제자리에 없음", "File not in its place"),
    "export.state.unchecked": ("파일을 읽지 못해 견주지 못함", "File cannot be compared"),
    # How to check it again
    "export.again.hash": (
        "파일의 SHA-256을 ‘문서’에 적힌 값과 견줍니다. Linux: sha256sum 파일, macOS: shasum -a 256 "
        "파일, Windows: certutil -hashfile 파일 SHA256. 값이 같으면 색인한 바로 그 파일입니다.",
        "Compare the SHA-256 of the file with the one under “Documents”. Linux: sha256sum FILE, "
        "macOS: shasum -a 256 FILE, Windows: certutil -hashfile FILE SHA256. If they are equal, "
        "it is the very file that was indexed.",
    ),
    "export.again.page": (
        "파일을 열어 적힌 쪽에서 인용문을 찾습니다. 줄이 바뀌며 끊긴 글은 이어서 보였습니다.",
        "Open the file and find the quote on the page given. Text that a line end had cut is "
        "shown joined.",
    ),
    "export.again.span": (
        "글자 위치는 파일에서 뽑은 글(NFC)의 글자를 0부터 센 것으로, 끝 글자는 들지 않습니다. "
        "geungeo inspect 파일 --json이 같은 위치를 보입니다.",
        "Character positions count the characters of the text read from the file (NFC) from 0, "
        "the last one excluded; geungeo inspect FILE --json shows the same positions.",
    ),
    "export.again.ask": (
        "같은 파일을 색인하고(geungeo index 폴더) 같은 버전과 모델로 물으면(geungeo ask 질문) 같은 "
        "근거가 나옵니다. 서재의 문서가 달라지면 답도 달라질 수 있습니다.",
        "Index the same files (geungeo index FOLDER) and ask again with the same version and "
        "models (geungeo ask QUESTION): the evidence is the same. With other documents in the "
        "library the answer may differ.",
    ),
    "export.again.llm": (
        "언어 모델이 쓴 문장은 물을 때마다 다를 수 있습니다. 인용문은 언제나 원문의 것입니다.",
        "Sentences that a language model wrote may differ each time. The quotes are always the "
        "source's own.",
    ),
    "export.again.signs": (
        "보이지 않는 제어 문자가 있던 자리는 �로 보입니다.",
        "Control characters, which cannot be seen, are shown as �.",
    ),
}
