"""What the search tab says: key -> (Korean, English)."""

SEARCHING: dict[str, tuple[str, str]] = {
    "search.title": ("원문 찾기", "Search the documents"),
    "search.label": ("찾을 말", "Search for"),
    "search.placeholder": ("낱말이나 문장으로 원문 찾기", "Find passages by words or a sentence"),
    "search.button": ("찾기", "Search"),
    "search.none": ("‘{query}’에 맞는 단락이 없습니다.", "No passage matches “{query}”."),
    "search.found": ("찾은 단락", "Passages found"),
    "search.count": ("‘{query}’ · {count}건", "“{query}” · {count} passages"),
    "search.none.try": (
        "낱말을 줄이거나 다른 말로 바꾸어 찾아보세요. 붙여 쓴 말은 띄어 적어도 됩니다.",
        "Try fewer or other words; names may be written out in full.",
    ),
    "search.none.filtered": (
        "아래 조건을 하나씩 빼면 더 넓게 찾습니다.",
        "Take away one of the conditions below to search more widely.",
    ),
    "search.empty.title": ("원문에서 바로 찾기", "Find it in the documents"),
    "search.empty.body": (
        "답을 만들지 않고, 맞는 단락을 있는 그대로 보여 드립니다. 조사나 어미가 달라도 찾습니다.",
        "No answer is composed: you see the passages as they stand in your documents.",
    ),
    "search.empty.library": (
        "아직 찾을 문서가 없습니다. ‘문서’ 탭에서 파일을 올려 주세요.",
        "There is nothing to search yet. Upload files under “Documents”.",
    ),
    "search.order": ("차례", "Order"),
    "search.order.best": ("잘 맞는 것부터", "Best first"),
    "search.order.new": ("새 문서부터", "Newest document first"),
    "search.order.place": ("문서 차례대로", "As they stand in the documents"),
    "search.limit": ("보일 개수", "Show at most"),
    "search.limit.of": ("{count}건까지", "{count} passages"),
    "search.collection": ("모음", "Collection"),
    "search.narrowed": ("찾는 조건", "Conditions"),
    "search.remove": ("‘{condition}’ 조건 빼기", "Take away “{condition}”"),
    "search.clear": ("조건 모두 빼기", "Take all away"),
    "search.ask": ("이 문서에 묻기", "Ask this document"),
    "search.only": ("이 문서에서만 찾기", "Search only here"),
    "search.ask.begin": ("「{title}」에서 ", "In “{title}”, "),
}
