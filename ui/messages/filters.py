"""What is said of narrowed searches: key or code -> (Korean, English)."""

FILTER_FAILURES: dict[str, tuple[str, str]] = {
    "filter-unknown-name": (
        "모르는 조건입니다: {value}. 다음 가운데에서 골라 주세요: {known}",
        "There is no such filter: {value}. Choose from: {known}",
    ),
    "filter-unknown-format": (
        "모르는 파일 형식입니다: {value}. 다음 가운데에서 골라 ‘--format’에 적어 주세요: {known}",
        "There is no such format: {value}. Give --format one of: {known}",
    ),
    "filter-unknown-kind": (
        "모르는 단락 종류입니다: {value}. 다음 가운데에서 골라 ‘--kind’에 적어 주세요: {known}",
        "There is no such kind of passage: {value}. Give --kind one of: {known}",
    ),
    "filter-unknown-language": (
        "모르는 언어입니다: {value}. 다음 가운데에서 골라 ‘--written-in’에 적어 주세요: {known}",
        "There is no such language: {value}. Give --written-in one of: {known}",
    ),
    "filter-date-unreadable": (
        "날짜로 읽을 수 없습니다: {value}. 2015, 2017-06, 2017-06-30처럼 적어 주세요.",
        "This is no date: {value}. Write 2015, 2017-06 or 2017-06-30.",
    ),
    "filter-dates-crossed": (
        "시작 날짜가 끝 날짜보다 늦습니다: {low} > {high}. 둘을 바꾸어 주세요 "
        "(--from {high} --to {low}).",
        "The first date {low} is after the last, {high}. Turn them round: --from {high} --to {low}",
    ),
    "filter-collection-empty": (
        "모음의 이름이 비어 있습니다. 이름을 적거나 그 조건을 빼 주세요.",
        "The name of a collection is empty. Write one, or leave it out.",
    ),
    "collection-unknown": (
        "그런 모음이 없습니다: {value}. 다음 가운데에서 골라 주세요: {known}",
        "There is no such collection: {value}. Choose from: {known}",
    ),
    "collection-none": (
        "서재에 모음이 아직 없습니다: {value}. 채팅의 ‘문서’에서 먼저 모음을 만들어 주세요.",
        "There are no collections yet: {value}. Make one in the chat, under Documents, first.",
    ),
    "collection-nameless": (
        "모음의 이름으로 쓸 수 없습니다: ‘{name}’. 글자나 숫자로 된 한 줄을 적어 주세요.",
        "This cannot be the name of a collection: “{name}”. Write a line of letters or digits.",
    ),
    "collection-name-long": (
        "모음의 이름이 {limit}자를 넘습니다: {name}. 짧게 줄여 주세요.",
        "The name of the collection has more than {limit} characters: {name}. Shorten it.",
    ),
    "collection-taken": (
        "같은 이름의 모음이 이미 있습니다: {name}. 다른 이름을 적어 주세요.",
        "There is a collection of that name already: {name}. Choose another name.",
    ),
    "collections-full": (
        "모음은 {limit}개까지 만들 수 있습니다: {name}. 쓰지 않는 모음을 먼저 지워 주세요.",
        "There can be {limit} collections: {name}. Delete one that is no longer used first.",
    ),
    "collection-full": (
        "모음 하나에는 문서를 {limit:,}건까지 담을 수 있습니다: {name}. 모음을 나누어 주세요.",
        "A collection can hold {limit:,} documents: {name}. Make several of it.",
    ),
    "filter-empty": (
        "문서나 폴더의 이름이 비어 있습니다: ‘{value}’. ‘geungeo status’에 보이는 이름을 적거나 "
        "그 조건을 빼 주세요.",
        "The name of a document or folder is empty: “{value}”. Write one that geungeo status "
        "shows, or leave it out.",
    ),
    "filter-too-long": (
        "문서나 폴더의 이름이 {limit:,}자를 넘습니다: {value}… 이름의 끝부분만 적어 주세요.",
        "The name of a document or folder has more than {limit:,} characters: {value}… "
        "Write the end of it only.",
    ),
    "filter-too-much": (
        "문서나 폴더를 {count:,}개나 골랐습니다. {limit}개까지 고를 수 있으니 ‘*’로 묶어 주세요 "
        '(예: ‘--document "*.pdf"’).',
        "That is {count:,} documents or folders, and {limit} may be chosen. Use * instead, "
        'as in --document "*.pdf"',
    ),
}
FILTERS: dict[str, tuple[str, str]] = {
    "help-document": (
        "이 문서에서만: 이름이나 경로의 끝, *와 ? 가능(여러 번 쓸 수 있음)",
        "only in this document: its name or the end of its path, * and ? allowed (repeatable)",
    ),
    "help-collection": (
        "이 모음의 문서에서만(여러 번 쓸 수 있음)",
        "only in the documents of this collection (repeatable)",
    ),
    "help-folder": (
        "이 폴더 아래에서만(여러 번 쓸 수 있음)",
        "only below this folder (repeatable)",
    ),
    "help-from": (
        "이 날짜부터 나온 문서에서만: 2015, 2015-06, 2015-06-30. 날짜가 없는 문서는 빠집니다",
        "only documents dated then or later: 2015, 2015-06, 2015-06-30; undated ones are left out",
    ),
    "help-to": (
        "이 날짜까지 나온 문서에서만. 날짜가 없는 문서는 빠집니다",
        "only documents dated then or earlier; undated ones are left out",
    ),
    "help-format": (
        "이 형식의 파일에서만: pdf, hwp, hwpx, docx … (여러 번, 또는 쉼표로)",
        "only in files of this format: pdf, hwp, hwpx, docx ... (repeatable, or with commas)",
    ),
    "help-kind": (
        "이런 단락에서만: prose(글), list(목록), table(표), footnote(각주), caption(제목 달린 표)",
        "only such passages: prose, list, table, footnote, caption (tables with a caption)",
    ),
    "help-written-in": (
        "이 언어로 쓰인 단락에서만: ko, en, zh (글자로 가립니다)",
        "only passages written in ko, en or zh (told by their script)",
    ),
    "filter.collections": ("모음 {values}", "collection {values}"),
    "filter.documents": ("문서 {values}", "document {values}"),
    "filter.folders": ("폴더 {values}", "folder {values}"),
    "filter.date_from": ("{values}부터", "from {values}"),
    "filter.date_to": ("{values}까지", "to {values}"),
    "filter.formats": ("형식 {values}", "format {values}"),
    "filter.kinds": ("종류 {values}", "kind {values}"),
    "filter.languages": ("언어 {values}", "written in {values}"),
    "filter.scope": (
        "찾은 범위: {filters} · 문서 {documents}건, 단락 {passages}개",
        "Searched: {filters} · {documents} documents, {passages} passages",
    ),
    "filter.undated": (
        "날짜가 적혀 있지 않은 문서 {count}건은 뺐습니다.",
        "{count} documents that state no date were left out.",
    ),
    "filter.nothing": (
        "조건에 맞는 단락이 서재에 없습니다: {filters}. ‘geungeo status’로 문서를 확인하거나 "
        "이 조건을 빼 주세요.",
        "The library holds nothing that fits: {filters}. See what it holds with geungeo status, "
        "or leave this out.",
    ),
    "filter.nothing.together": (
        "하나씩 맞는 단락은 있지만 모두에 맞는 단락은 없습니다: {filters}. 조건을 하나 빼 주세요.",
        "There are passages for each of these, but none for all: {filters}. Leave one out.",
    ),
    # The page
    "search.filters": ("범위 좁히기", "Narrow down"),
    "search.document": ("문서", "Document"),
    "search.document.info": (
        "고르거나 이름을 적어 주세요 · 예: *.pdf",
        "choose, or type a name, e.g. *.pdf",
    ),
    "search.folder": ("폴더", "Folder"),
    "search.folder.info": (
        "고르거나 적어 주세요 · 예: 2024/예산",
        "choose, or type one, e.g. 2024/budget",
    ),
    "search.from": ("이 날짜부터", "From"),
    "search.to": ("이 날짜까지", "To"),
    "search.date.hint": ("예: 2017-06", "e.g. 2017-06"),
    "search.format": ("파일 형식", "Format"),
    "search.kind": ("단락 종류", "Kind of passage"),
    "search.language": ("언어", "Written in"),
    "kind.prose": ("글", "prose"),
    "kind.list": ("목록", "list"),
    "kind.table": ("표", "table"),
    "kind.footnote": ("각주", "footnote"),
    "kind.caption": ("제목 달린 표", "table with a caption"),
    "language.ko": ("한국어", "Korean"),
    "language.en": ("영어", "English"),
    "language.zh": ("중국어", "Chinese"),
}
