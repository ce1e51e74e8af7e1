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
    "charts-not-read": (
        "차트 {count:,}개의 내용은 읽지 않았습니다.",
        "{count:,} charts were not read.",
    ),
    "equations-as-written": (
        "수식 {count:,}개는 수식 언어로 적힌 그대로 읽었습니다.",
        "{count:,} equations were read as their script.",
    ),
    "equations-in-line": (
        "수식 {count:,}개는 한 줄로 풀어 적었습니다.",
        "{count:,} equations were written out on one line.",
    ),
    "equations-not-read": (
        "수식 {count:,}개는 읽지 못했습니다.",
        "{count:,} equations were not read.",
    ),
    "objects-not-read": (
        "끼워 넣은 개체 {count:,}개의 내용은 읽지 않았습니다.",
        "{count:,} embedded objects were not read.",
    ),
    "media-not-read": (
        "동영상·소리 {count:,}개의 내용은 읽지 않았습니다.",
        "{count:,} videos or sounds were not read.",
    ),
    "hidden-text-left-out": (
        "숨겨 둔 내용 {count:,}곳은 읽지 않았습니다.",
        "{count:,} hidden parts were left out.",
    ),
    "deleted-text-left-out": (
        "변경 추적에서 지운 글 {count:,}곳은 읽지 않았습니다.",
        "{count:,} tracked deletions were left out.",
    ),
    "comments-left-out": (
        "메모 {count:,}개는 본문이 아니어서 읽지 않았습니다.",
        "{count:,} comments were left out, for they are no part of the text.",
    ),
    "attachments-not-read": (
        "붙임 파일 {count:,}개는 읽지 못했습니다. 따로 저장해서 넣어 주세요.",
        "{count:,} attachments were not read. Save and add them on their own.",
    ),
    "external-not-read": (
        "파일 밖에 있는 내용 {count:,}개는 가져오지 않았습니다.",
        "{count:,} parts that lie outside the file were not fetched.",
    ),
    "formulas-without-value": (
        "계산된 값이 저장되어 있지 않은 수식 칸이 {count:,}개 있습니다.",
        "{count:,} formula cells hold no saved value.",
    ),
    "parts-damaged": (
        "손상되어 읽지 못한 부분이 {count:,}곳 있습니다.",
        "{count:,} damaged parts were not read.",
    ),
    "glyphs-unmapped": (
        "전용 글꼴의 기호 {count:,}자는 뜻을 알 수 없어 그대로 두었습니다.",
        "{count:,} symbols of private fonts have no known meaning and were left as they are.",
    ),
    "read-by-ocr": (
        "글자가 없는 쪽이어서 문자 인식(OCR)으로 읽었습니다. 틀린 글자가 있을 수 있습니다.",
        "The page holds no text and was read by OCR: letters may be wrong.",
    ),
}
