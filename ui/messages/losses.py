"""What a file holds that could not be read: code -> (Korean, English).

The only blank is `{count}`; the page, where known, is put in front by `describe_loss`.
"""

LOSSES: dict[str, tuple[str, str]] = {
    "undecodable-bytes": (
        "글자로 읽지 못한 바이트가 {count:,}개 있습니다.",
        "{count:,} bytes could not be read as text.",
    ),
    "images-not-read": (
        "그림 {count:,}개의 내용은 읽지 않았습니다.",
        "{count:,} images were not read.",
    ),
    "table-cut": (
        "표 {count:,}개가 너무 커서 일부만 읽었습니다.",
        "{count:,} tables were too large and read in part only.",
    ),
    "page-damaged": ("손상되어 읽지 못했습니다.", "Damaged and not read."),
    "pages-without-text": (
        "글자가 없습니다(스캔한 쪽일 수 있습니다).",
        "No text (perhaps a scanned page).",
    ),
    "characters-garbled": (
        "글꼴 정보가 없어 알아볼 수 없는 글자가 {count:,}자 있습니다.",
        "{count:,} characters cannot be told, for their font lacks the information.",
    ),
}
