"""What can go wrong where the page measures: code -> (Korean, English)."""

EVALUATE_FAILURES: dict[str, tuple[str, str]] = {
    "run-busy": (
        "다른 평가가 진행 중입니다. 끝나기를 기다리거나 그만둔 뒤 시작해 주세요.",
        "Another run is at work. Wait for its end or cancel it, then start.",
    ),
    "run-superseded": (
        "재는 동안 답변 설정이 바뀌어 평가를 멈추었습니다. 새 설정으로 다시 시작해 주세요.",
        "The settings of answers changed while this was measured, so the run ended. Start it "
        "again with the new ones.",
    ),
    "run-gone": (
        "그 평가가 없습니다: {run}. 지난 평가 목록에서 다시 골라 주세요.",
        "There is no such run: {run}. Choose from the list of runs again.",
    ),
    "run-not-kept": (
        "평가 결과를 서재 폴더에 쓰지 못했습니다({reason}). 디스크의 빈 자리와 쓰기 권한을 확인해 "
        "주세요.",
        "The run could not be written to the library's folder ({reason}). Check the disk's room "
        "and your rights.",
    ),
    "gold-choice-gone": (
        "그 골드 질문이 없습니다. 목록에서 다시 골라 주세요.",
        "These gold questions are gone. Choose from the list again.",
    ),
    "gold-not-jsonl": (
        "골드 파일이 아닙니다: {file}. 이름이 .jsonl로 끝나는 파일을 올려 주세요.",
        "This is no gold file: {file}. Upload one whose name ends in .jsonl.",
    ),
    "gold-too-many": (
        "골드 질문이 너무 많습니다: {file} ({count:,}개, 한도 {limit:,}개). 나누거나 ‘geungeo "
        "eval’로 재어 주세요.",
        "Too many gold questions: {file} ({count:,}, limit {limit:,}). Split them, or measure "
        "with geungeo eval.",
    ),
    "gold-files-full": (
        "올린 골드 파일이 {limit}개로 가득 찼습니다. 쓰지 않는 것을 지운 뒤 올려 주세요.",
        "There are {limit} gold files already. Delete one that is not needed, then upload.",
    ),
    "gold-draft-too-long": (
        "정답이나 인용문이 너무 깁니다. 하나에 {limit:,}자, 모두 {pieces}개까지 적어 주세요.",
        "An answer or quotation is too long: up to {limit:,} characters each, {pieces} in all.",
    ),
}
