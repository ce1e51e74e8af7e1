"""What the evidence beside an answer says: key -> (Korean, English)."""

EVIDENCE: dict[str, tuple[str, str]] = {
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
    "evidence.back": ("답변으로", "Back to answer"),
    "evidence.crumbs": ("문서 안 위치", "Place in the document"),
    "evidence.loading": ("원문을 찾는 중입니다…", "Looking up the source…"),
    "evidence.lost": (
        "원문을 불러오지 못했습니다. 잠시 뒤 카드를 다시 열어 주세요.",
        "The source could not be loaded. Open the card again in a moment.",
    ),
    "evidence.deeper": ("원문에서 보기", "See in the source"),
    "evidence.gone": (
        "이 답변 뒤에 문서가 바뀌었거나 빠져서, 그때 인용한 글만 보여 드립니다.",
        "The document has changed or left since this answer; only the words quoted then are shown.",
    ),
    # Near misses
    "evidence.near": (
        "가까운 내용 {count}건 — 근거로 쓰이지 않았습니다",
        "{count} nearby passages — not used as evidence",
    ),
    "evidence.near.why": (
        "낱말이나 뜻은 질문과 가깝지만 답이 된다고 확인되지 않아 답변에 쓰지 않았습니다. "
        "직접 읽고 판단해 주세요.",
        "Near the question in words or meaning, but not confirmed to answer it, so the answer "
        "makes no use of them. Read and judge for yourself.",
    ),
    # Ways to look at a place
    "view.label": ("보기 방식", "View"),
    "view.text": ("원문 글", "Text"),
    "view.page": ("쪽 그림", "Page"),
    "view.table": ("표", "Table"),
    "page.frame": ("{page} 그림", "Image of {page}"),
    "page.alt": ("「{title}」 {page}의 모습. {marked}", "“{title}”, {page} as printed. {marked}"),
    "page.alt.marked": ("인용한 곳이 {count}줄 표시되어 있습니다.", "{count} cited lines marked."),
    "page.alt.plain": ("이 쪽에는 표시된 곳이 없습니다.", "Nothing is marked on this page."),
    "page.before": ("이전 쪽", "Previous page"),
    "page.after": ("다음 쪽", "Next page"),
    "page.marked": ("인용한 쪽", "Cited page"),
    "page.of": ("전체 {count}쪽", "of {count}"),
    "page.larger": ("크게", "Larger"),
    "page.smaller": ("작게", "Smaller"),
    "page.lost": (
        "이 쪽은 그림으로 보여 드릴 수 없습니다. 원문 글을 보아 주세요.",
        "This page cannot be shown as an image. Please see the text.",
    ),
    "grid.unit": ("단위: {unit}", "Unit: {unit}"),
    "grid.label": ("표: {caption}", "Table: {caption}"),
    "grid.plain": ("표", "Table"),
    "grid.all": ("나머지 {count}행도 보기", "Show the other {count} rows"),
    "grid.some": ("인용한 행 둘레만 보기", "Show only the rows near the cited one"),
    "grid.more": (
        "{count}행이 더 있습니다. 원본에서 모두 볼 수 있습니다.",
        "There are {count} more rows; open the original to see them all.",
    ),
    # The original
    "original.open": ("원본 열기", "Open original"),
    "original.opens": (
        "‘{file}’ 원본을 새 창에서 열기",
        "Open the original “{file}” in a new tab",
    ),
    "original.saves": ("‘{file}’ 원본 내려받기", "Download the original “{file}”"),
    "copy": ("출처 복사", "Copy reference"),
    "copied": ("복사했습니다", "Copied"),
    "copy.failed": (
        "복사하지 못했습니다. 아래 글을 직접 선택해 주세요.",
        "Could not copy; select the text below.",
    ),
    "reference": ("「{title}」{origin}, {page}.", "“{title}”{origin}, {page}."),
    "reference.plain": ("「{title}」{origin}.", "“{title}”{origin}."),
    # Why it was found
    "why": ("왜 이 근거인가", "Why this passage"),
    "why.loading": ("까닭을 따져 보는 중입니다…", "Working out why…"),
    "why.lost": (
        "까닭을 불러오지 못했습니다. 접었다가 다시 열어 주세요.",
        "The reasons could not be loaded. Close and open again.",
    ),
    "why.rank": (
        "이 질문으로 찾은 단락 가운데 {rank}위입니다.",
        "Number {rank} among the passages this question finds.",
    ),
    "why.none": (
        "이 질문으로 찾은 앞쪽 {count}개 단락에는 들지 않습니다. 앞선 대화나 목록의 이어지는 "
        "항목을 따라 쓰인 근거일 수 있습니다.",
        "Not among the first {count} passages this question finds; it may have come through the "
        "conversation before or as a further item of a list.",
    ),
    "why.sentence": ("가장 가까운 문장: “{unit}”", "Nearest sentence: “{unit}”"),
    "why.words": ("질문의 낱말이 있는 곳", "Where the question's words stand"),
    "why.where.unit": ("문장 안", "In the sentence"),
    "why.where.context": ("제목", "In the heading"),
    "why.where.passage": ("같은 단락", "In the passage"),
    "why.where.nowhere": ("없음", "Nowhere"),
    "why.alike": ("{term}(비슷한 말: {alike})", "{term} (similar: {alike})"),
    "why.parts": ("다른 단락과 견주면", "Against the other passages"),
    "why.group.words": ("질문의 낱말", "Words of the question"),
    "why.group.meaning": ("뜻이 가까움", "Nearness in meaning"),
    "why.group.answer": ("물은 종류의 답", "Kind of answer asked for"),
    "why.group.search": ("찾기 순위", "Search rank"),
    "why.group.form": ("문장 꼴", "Form of the sentence"),
    "why.much": ("크게 앞섬", "far ahead"),
    "why.some": ("조금 앞섬", "a little ahead"),
    "why.even": ("비슷함", "about even"),
    "why.less": ("조금 뒤짐", "a little behind"),
    "why.little": ("크게 뒤짐", "far behind"),
    # A phone's sheet
    "sheet.open": ("근거 보기", "Show evidence"),
    "sheet.close": ("근거 닫기", "Close evidence"),
}
EVIDENCE_FAILURES: dict[str, tuple[str, str]] = {
    "original-missing": (
        "원본 파일이 제자리에 없습니다: {file}. 파일을 되돌리거나 다시 색인해 주세요.",
        "The original file is no longer there: {file}. Put it back, or index again.",
    ),
    "original-changed": (
        "읽은 뒤에 원본 파일이 바뀌었습니다: {file}. 다시 색인하면 새 내용으로 볼 수 있습니다.",
        "The original file has changed since it was read: {file}. Index again to see it as it is.",
    ),
    "page-no-pdf": (
        "쪽 그림은 PDF 문서에만 있습니다: {file}. 원문 글을 보아 주세요.",
        "Only PDF files have page images: {file}. Please see the text.",
    ),
    "page-no-place": (
        "이 글이 쪽의 어디에 찍혀 있는지 알 수 없어 글로만 보여 드립니다: {file}.",
        "Where this is printed on its page is not known, so only the text is shown: {file}.",
    ),
    "page-missing": (
        "그런 쪽이 없습니다: {file} {page}쪽 (전체 {count}쪽). 쪽 번호를 확인해 주세요.",
        "There is no such page: {file}, page {page} of {count}. Check the number.",
    ),
    "page-not-drawn": (
        "쪽을 그림으로 그리지 못했습니다: {file} {page}쪽. 원문 글을 보아 주세요.",
        "The page could not be drawn: {file}, page {page}. Please see the text.",
    ),
    "page-busy": (
        "지금 여러 쪽을 그리는 중입니다. 잠시 뒤 다시 열어 주세요.",
        "Many pages are being drawn just now. Open it again in a moment.",
    ),
}
