"""Refusals of files and folders: code -> (Korean, English)."""

FILES: dict[str, tuple[str, str]] = {
    # The path
    "path-missing": (
        "그런 파일이나 폴더가 없습니다: {path}. 경로의 철자와 현재 폴더를 확인해 주세요.",
        "There is no such file or folder: {path}. Check its spelling and the current folder.",
    ),
    "path-not-readable": (
        "경로를 열 수 없습니다: {path} ({reason}). 읽기 권한을 확인해 주세요.",
        "The path cannot be opened: {path} ({reason}). Check that you may read it.",
    ),
    "file-missing": (
        "읽으려는 사이에 파일이 사라졌습니다: {file}. 파일을 되돌린 뒤 다시 색인해 주세요.",
        "The file vanished before it could be read: {file}. Put it back and index again.",
    ),
    "file-not-readable": (
        "파일을 열 수 없습니다: {file} ({reason}). 읽기 권한을 확인해 주세요.",
        "The file cannot be opened: {file} ({reason}). Check that you may read it.",
    ),
    "file-not-regular": (
        "보통 파일이 아니어서 읽지 않습니다: {file}. 내용을 파일로 저장해 주세요.",
        "Not a regular file, so it is not read: {file}. Save its content as a file.",
    ),
    # What is in it
    "file-empty": (
        "파일이 비어 있습니다(0바이트): {file}. 내용이 든 파일로 바꾸어 주세요.",
        "The file is empty (0 bytes): {file}. Replace it by one with content.",
    ),
    "file-blank": (
        "글자가 하나도 없는 파일입니다: {file}. 내용이 제대로 저장되었는지 확인해 주세요.",
        "The file holds no text at all: {file}. Check that its content was saved.",
    ),
    "file-without-text": (
        "읽을 수 있는 글이 없습니다: {file}. 스캔한 문서라면 문자 인식(OCR)을 거친 파일로 바꾸어 "
        "주세요.",
        "The file holds no text to read: {file}. If it was scanned, run OCR on it first.",
    ),
    "file-needs-ocr": (
        "스캔한 문서라 글이 없습니다: {file} ({pages}쪽). --ocr(또는 GEUNGEO_OCR=1)를 켜면 문자 "
        "인식으로 읽습니다.",
        "The file was scanned and holds no text: {file} ({pages} pages). Turn on --ocr "
        "(or GEUNGEO_OCR=1) to have its letters recognised.",
    ),
    "file-too-large": (
        "파일이 너무 큽니다: {file} ({size:MB}, 한도 {limit:MB}). 나누어 저장한 뒤 다시 "
        "넣어 주세요.",
        "The file is too large: {file} ({size:MB}, limit {limit:MB}). Split it and try again.",
    ),
    "file-too-many-pages": (
        "쪽수가 너무 많습니다: {file} ({count:,}쪽, 한도 {limit:,}쪽). 나누어 저장해 주세요.",
        "The file has too many pages: {file} ({count:,}, limit {limit:,}). Split it.",
    ),
    "file-too-many-characters": (
        "글이 너무 깁니다: {file} ({count:,}자, 한도 {limit:,}자). 나누어 저장해 주세요.",
        "The text is too long: {file} ({count:,} characters, limit {limit:,}). Split it.",
    ),
    "file-encrypted": (
        "암호가 걸린 파일입니다: {file}. 암호를 푼 사본을 저장해서 넣어 주세요.",
        "The file is encrypted: {file}. Save a copy without the password and add that.",
    ),
    "file-damaged": (
        "파일이 손상되었습니다: {file} ({reason}). 원본 프로그램에서 열어 다시 저장해 주세요.",
        "The file is damaged: {file} ({reason}). Open it in its own program and save it again.",
    ),
    "file-distribution-locked": (
        "배포용으로 잠긴 한글 문서입니다: {file}. 배포용을 풀거나 PDF로 저장한 사본을 넣어 주세요.",
        "The document is locked for distribution: {file}. Unlock it, or add a copy saved as PDF.",
    ),
    "file-drm-locked": (
        "보안(DRM)이 걸린 한글 문서입니다: {file}. 보안을 해제한 사본을 저장해서 넣어 주세요.",
        "The document is protected by DRM: {file}. Save a copy without it and add that.",
    ),
    "file-version-not-supported": (
        "너무 오래된 판의 파일입니다: {file} ({version}). 새 판의 프로그램에서 열어 다시 저장해 "
        "주세요.",
        "The file is of too old a version: {file} ({version}). Save it again with a newer program.",
    ),
    "archive-too-many-parts": (
        "압축 파일에 든 항목이 너무 많습니다: {file} ({count:,}개, 한도 {limit:,}개). 나누어 "
        "압축해 주세요.",
        "The archive has too many entries: {file} ({count:,}, limit {limit:,}). Split it.",
    ),
    "archive-too-large": (
        "압축을 풀면 지나치게 커지는 파일입니다: {file}의 {part} (한도 {limit:MB}). 필요한 것만 "
        "다시 압축해 주세요.",
        "{part} in {file} unpacks to too much (limit {limit:MB}). Pack only what is needed.",
    ),
    "archive-too-deep": (
        "압축 파일 속의 압축 파일이 너무 깊습니다: {file} (한도 {limit}겹). 안쪽 것을 풀어서 넣어 "
        "주세요.",
        "Archives are nested too deep: {file} (limit {limit}). Unpack the inner ones.",
    ),
    "archive-method-not-supported": (
        "압축 방식을 지원하지 않아 풀지 못했습니다: {file} (방식 {method}). 보통의 ZIP으로 다시 "
        "압축해 주세요.",
        "{file} is packed in an unsupported way (method {method}). Pack it as a plain ZIP.",
    ),
    "file-is-archive": (
        "여러 파일을 묶은 압축 파일입니다: {file}. ‘geungeo index 파일.zip’으로 넣으면 안의 문서를 "
        "하나씩 읽습니다.",
        "{file} is an archive of files. “geungeo index FILE.zip” reads the documents in it.",
    ),
    "archive-part-damaged": (
        "파일 안의 일부가 없거나 손상되었습니다: {file}의 {part}. 원본 프로그램에서 열어 다시 "
        "저장해 주세요.",
        "A part of the file is missing or damaged: {part} in {file}. Save it again.",
    ),
    "xml-damaged": (
        "파일 안의 XML이 손상되었습니다: {file} ({reason}). 원본 프로그램에서 열어 다시 저장해 "
        "주세요.",
        "The XML in the file is damaged: {file} ({reason}). Open it in its program and save again.",
    ),
    "xml-forbidden": (
        "안전하지 않은 XML이 들어 있어 읽지 않습니다: {file} ({reason}). 원본 프로그램에서 다시 "
        "저장해 주세요.",
        "The file holds unsafe XML and is not read: {file} ({reason}). Save it again.",
    ),
    "file-binary": (
        "글이 아닌 파일입니다: {file}. HWPX, DOCX, PDF나 텍스트로 저장해 주세요.",
        "This is not a text file: {file}. Save it as HWPX, DOCX, PDF or text.",
    ),
    "file-encoding-unknown": (
        "글자 인코딩을 알 수 없습니다: {file} (시도: {tried}). UTF-8로 저장해 주세요.",
        "The text encoding is unknown: {file} (tried {tried}). Save it as UTF-8.",
    ),
    "format-not-supported": (
        "읽을 수 없는 형식입니다: {file} ({format}). HWPX, DOCX, PDF나 텍스트로 저장해 주세요.",
        "The format cannot be read: {file} ({format}). Save it as HWPX, DOCX, PDF or text.",
    ),
    "format-not-supported-yet": (
        "아직 읽지 못하는 형식입니다: {file} ({format}). 우선 PDF로 저장해서 넣어 주세요.",
        "The format cannot be read yet: {file} ({format}). Save it as PDF for now.",
    ),
    # Its reader
    "file-not-understood": (
        "파일의 짜임을 알 수 없습니다: {file} ({reason}). 다시 저장하거나 PDF로 바꾸어 주세요.",
        "The file's structure was not understood: {file} ({reason}). Save it again, or as PDF.",
    ),
    "reader-failed": (
        "{format} 파일을 읽다가 문제가 생겼습니다: {file} ({reason}). 다시 저장하거나 PDF로 "
        "바꾸어 주세요.",
        "Reading this {format} file failed: {file} ({reason}). Save it again, or as PDF.",
    ),
    "reader-timeout": (
        "{seconds}초 안에 읽지 못했습니다: {file}. 파일을 나누거나 다시 저장해 주세요.",
        "The file could not be read within {seconds} s: {file}. Split it or save it again.",
    ),
    "reader-crashed": (
        "파일을 읽던 프로그램이 멈추었습니다: {file} (상태 {status}). 파일을 다시 저장하거나 "
        "PDF로 바꾸어 주세요.",
        "The reader broke down over this file: {file} (status {status}). Save it again, or as PDF.",
    ),
    "reader-out-of-memory": (
        "파일을 읽는 데 메모리가 모자랍니다: {file} (한도 {limit:MB}). 파일을 나누어 주세요.",
        "Reading the file takes too much memory: {file} (limit {limit:MB}). Split it.",
    ),
    # Passed over
    "skipped-kind": (
        "문서가 아니어서 건너뛰었습니다 ({detail}).",
        "Passed over, for it is no document ({detail}).",
    ),
    "skipped-link": (
        "폴더 밖이나 없는 곳을 가리키는 링크라서 건너뛰었습니다 ({detail}). "
        "필요하면 그 폴더를 따로 색인해 주세요.",
        "Passed over: a link that leads out of the folder or nowhere ({detail}). "
        "Index that folder itself if you need it.",
    ),
    "skipped-special": (
        "파이프나 장치라서 건너뛰었습니다.",
        "Passed over, for it is a pipe or device.",
    ),
    "skipped-same-name": (
        "유니코드 표기만 다른 같은 이름의 파일이 있어 건너뛰었습니다. 이름을 바꾸어 주세요.",
        "Passed over: another file's name differs in its Unicode form only. Rename one.",
    ),
    "skipped-folder": (
        "폴더를 열 수 없어 건너뛰었습니다 ({detail}). 읽기 권한을 확인해 주세요.",
        "Passed over, for the folder cannot be opened ({detail}). Check that you may read it.",
    ),
    "skipped-too-deep": (
        "폴더가 너무 깊어 건너뛰었습니다 (한도 {detail}단계). 이 폴더를 따로 색인해 주세요.",
        "Passed over, for it lies too deep (limit {detail}). Index this folder itself.",
    ),
    "skipped-archive-empty": (
        "읽을 수 있는 문서가 없는 압축 파일이라서 건너뛰었습니다.",
        "Passed over, for the archive holds no document that can be read.",
    ),
    "skipped-archive-too-deep": (
        "압축 파일 속에 너무 깊이 들어 있거나 너무 커서 건너뛰었습니다 (한도 {detail}겹). 따로 "
        "풀어서 넣어 주세요.",
        "Passed over: an archive nested too deep or too large (limit {detail} levels). Unpack it.",
    ),
    # Uploads
    "upload-too-large": (
        "올릴 수 있는 크기를 넘는 파일입니다: {file} ({size:MB}, 한도 {limit:MB}). 나누어 "
        "올리거나 ‘geungeo index 파일’로 바로 넣어 주세요.",
        "The upload is too large: {file} ({size:MB}, limit {limit:MB}). "
        "Split it, or add it with “geungeo index FILE”.",
    ),
    "upload-missing": (
        "올린 파일을 서버에서 찾지 못했습니다: {file}. 다시 올려 주세요.",
        "The uploaded file is no longer on the server: {file}. Upload it again.",
    ),
    "upload-name-taken": (
        "같은 이름의 파일이 이미 너무 많습니다: {file}. 이름을 바꾸어 다시 올려 주세요.",
        "There are too many files of this name: {file}. Rename it and upload it again.",
    ),
    "file-not-written": (
        "파일을 쓸 수 없습니다: {file} ({reason}). 폴더와 쓰기 권한, 남은 공간을 확인해 주세요.",
        "The file cannot be written: {file} ({reason}). Check its folder, rights and free space.",
    ),
    "changed-but-unreadable": (
        "파일이 바뀌었지만 새 내용을 읽지 못해 이전 내용을 보여 줍니다: {file} ({reason_code}). "
        "파일을 고친 뒤 다시 ‘geungeo index’를 실행해 주세요.",
        "The file has changed but could not be read, so its earlier text stays: {file} "
        "({reason_code}). Mend the file and run “geungeo index” again.",
    ),
}
