"""What `geungeo gold` and the thumbs of the chat say: key -> (Korean, English)."""

GOLD: dict[str, tuple[str, str]] = {
    "help-gold-command": (
        "골드 질문을 만들고, 살피고, 다른 도구와 주고받습니다",
        "make gold questions, check them, exchange them with other tools",
    ),
    "help-gold-check": (
        "골드 파일이 재는 데 쓸 만한지 살핍니다(오류가 있으면 1로 끝남)",
        "tell whether a gold file is fit to measure with (exit 1 on errors)",
    ),
    "help-gold-draft": (
        "서재의 문서로 질문 초안을 만듭니다",
        "propose questions from the library's documents",
    ),
    "help-gold-export": (
        "골드 질문과 단락을 다른 도구의 형식으로 내보냅니다",
        "write gold questions and passages for other tools",
    ),
    "help-gold-import": (
        "BEIR·TREC 폴더나 CSV에서 골드 파일을 만듭니다",
        "make a gold file from a BEIR or TREC folder or a CSV sheet",
    ),
    "help-gold-run": (
        "이 서재의 검색 결과를 TREC run 파일로 씁니다",
        "write this library's search results as a TREC run",
    ),
    "help-gold-score": (
        "TREC run 파일을 ‘eval’과 같은 잣대로 잽니다(둘이면 견줌)",
        "measure TREC runs as eval measures (two are compared)",
    ),
    "help-count": ("질문의 수(기본: 50)", "number of questions (default: 50)"),
    "help-out": ("쓸 파일이나 폴더(있는 것은 덮어쓰지 않음)", "where to write; never over a file"),
    "help-seed": ("뽑기 번호(같으면 초안도 같음)", "seed of the draw (same seed, same drafts)"),
    "help-known": (
        "이미 있는 골드 파일: 같은 근거의 질문은 내지 않음",
        "an existing gold file, whose evidence is not asked for again",
    ),
    "help-feedback": (
        "채팅의 👍·👎에서 초안을 만듭니다",
        "make the drafts from the chat's thumbs up and down",
    ),
    "help-to-format": ("내보낼 형식", "format to write"),
    "help-exchange-source": ("BEIR·TREC 폴더나 CSV 파일", "a BEIR or TREC folder, or a CSV file"),
    "help-texts": (
        "가져온 말뭉치의 글을 쓸 폴더(이어서 ‘geungeo index’로 색인)",
        "folder for the texts of the corpus, to be indexed with geungeo index",
    ),
    "help-runs": ("TREC run 파일", "TREC run files"),
    "help-run-depth": ("질문마다 적을 단락의 수(기본: 100)", "passages a question (default: 100)"),
    # Checking
    "gold-check-head": (
        "{file}: 질문 {n}개(답 있음 {answerable}, 없음 {unanswerable}) · 초안 {drafts}개",
        "{file}: {n} questions ({answerable} answerable, {unanswerable} not) · {drafts} drafts",
    ),
    "gold-check-documents": (
        "근거로 쓰인 문서: 서재의 {library}개 가운데 {quoted}개",
        "documents quoted: {quoted} of the library's {library}",
    ),
    "gold-check-alone": (
        "서재 없이 살폈습니다: 인용문이 문서에 있는지는 보지 않았습니다(--library).",
        "Checked without a library: no quotation was looked up (--library).",
    ),
    "gold-check-power": (
        "이 크기로 가려낼 수 있는 차이(유의수준 5 %, 검정력 80 %): {detectable:.1%}p 이상",
        "difference this size can show (level 5 %, power 80 %): {detectable:.1%} points or more",
    ),
    "gold-check-group": (
        "  {name} · {n}개 · 차이 {detectable:.0%}p",
        "  {name} · {n} · difference {detectable:.0%} points",
    ),
    "gold-check-types": ("종류", "Types"),
    "gold-check-styles": ("말투", "Styles"),
    "gold-check-line": ("{line}줄{id} · {message}", "line {line}{id} · {message}"),
    "gold-check-error": ("오류: {message}", "error: {message}"),
    "gold-check-warning": ("주의: {message}", "warning: {message}"),
    "gold-check-done": (
        "오류 {errors}개, 주의 {warnings}개",
        "{errors} errors, {warnings} warnings",
    ),
    "gold-check-more": (
        "… 그 밖에 {count}개(--json에 모두 있음)",
        "… {count} more (all in --json)",
    ),
    "gold-checking": ("살피는 중 [{done}/{total}]", "checking [{done}/{total}]"),
    "gold-running": ("찾는 중 [{done}/{total}]", "searching [{done}/{total}]"),
    # Drafting and exchanging
    "gold-drafting": ("문서를 읽는 중 [{done}/{total}]", "reading documents [{done}/{total}]"),
    "gold-drafted": (
        '초안 {count}개를 썼습니다: {file}. 하나씩 읽고 고친 뒤 "draft": true를 지우면 '
        "‘geungeo eval’이 셉니다.",
        'Wrote {count} drafts: {file}. Read and edit each; once its "draft": true is gone, '
        "geungeo eval counts it.",
    ),
    "gold-nothing": (
        "초안을 만들 만한 것이 없습니다.",
        "There is nothing to make drafts from.",
    ),
    "gold-exported": (
        "질문 {questions}개, 단락 {passages}개, 판정 {judgements}개를 썼습니다: {files}",
        "Wrote {questions} questions, {passages} passages, {judgements} judgements: {files}",
    ),
    "gold-unjudged": (
        "근거가 단락에 없는 질문 {count}개: {ids}",
        "{count} questions whose evidence is in no passage: {ids}",
    ),
    "gold-imported": (
        "질문 {questions}개를 썼습니다: {file}",
        "Wrote {questions} questions: {file}",
    ),
    "gold-texts": (
        "글 {count}개를 썼습니다: {folder}. 다음: geungeo index {folder}",
        "Wrote {count} texts: {folder}. Next: geungeo index {folder}",
    ),
    "gold-texts-missing": (
        "근거가 된 글은 쓰지 않았습니다. 서재에 넣으려면 ‘--texts 폴더’를 더해 주세요.",
        "The texts behind the evidence were not written; add --texts FOLDER to index them.",
    ),
    "gold-run-written": (
        "질문 {questions}개의 결과를 썼습니다: {file}",
        "Wrote the results of {questions} questions: {file}",
    ),
    "gold-score-line": (
        "{name} · {value:.3f} [{low:.3f}, {high:.3f}] (n={n})",
        "{name} · {value:.3f} [{low:.3f}, {high:.3f}] (n={n})",
    ),
    "gold-score-difference": (
        "차이 {name} · {value:+.3f} [{low:+.3f}, {high:+.3f}] p={p:.3f}",
        "difference {name} · {value:+.3f} [{low:+.3f}, {high:+.3f}] p={p:.3f}",
    ),
    "gold-drafts-skipped": (
        '아직 초안인 질문 {count}개는 세지 않았습니다("draft": true).',
        '{count} questions are still drafts and were not counted ("draft": true).',
    ),
    # Findings
    "finding-answered-unanswerable": (
        "답이 없다는 질문에 답이 적혀 있습니다(‘{answer}’).",
        "an unanswerable question has an answer (“{answer}”).",
    ),
    "finding-evidence-unanswerable": (
        "답이 없다는 질문에 근거가 적혀 있습니다({doc}).",
        "an unanswerable question has evidence ({doc}).",
    ),
    "finding-no-answer": (
        "답이 적혀 있지 않아 찾기만 잴 수 있습니다.",
        "there is no answer: only retrieval can be measured.",
    ),
    "finding-answer-leaks": (
        "질문이 제 답을 말합니다(‘{answer}’).",
        "the question says its own answer (“{answer}”).",
    ),
    "finding-follow-up-alone": (
        "이어지는 질문(follow-up)인데 앞선 질문(context)이 없습니다.",
        "a follow-up without the questions before it (context).",
    ),
    "finding-nugget-twice": (
        "답의 두 조각에 같은 말이 있습니다(‘{nugget}’).",
        "two nuggets share a variant (“{nugget}”).",
    ),
    "finding-nugget-not-quoted": (
        "답의 조각 ‘{nugget}’의 말이 근거에 없습니다.",
        "the nugget “{nugget}” stands in no evidence.",
    ),
    "finding-answer-not-quoted": (
        "답 ‘{answer}’의 말이 근거에 없습니다.",
        "the answer “{answer}” stands in no evidence.",
    ),
    "finding-requires-twice": (
        "같은 묶음이 requires에 두 번 있습니다({group}).",
        "a set of requires stands there twice ({group}).",
    ),
    "finding-requires-more": (
        "더 작은 묶음이나 근거 하나로 충분한 묶음입니다({group}).",
        "the set {group} holds a smaller one that suffices.",
    ),
    "finding-quote-long": (
        "{number}번 인용문이 {length}자로 길어 한 단락에 담기지 않습니다.",
        "quotation {number} has {length} characters: no passage holds it.",
    ),
    "finding-question-twice": (
        "{line}줄의 질문과 같습니다({other}).",
        "the same question as {other} in line {line}.",
    ),
    "finding-question-near": (
        "{line}줄의 질문과 거의 같습니다({other}, {share}).",
        "nearly the question {other} in line {line} ({share}).",
    ),
    "finding-doc-unknown": (
        "{number}번 근거의 문서가 서재에 없습니다: {doc}",
        "the document of evidence {number} is not in the library: {doc}",
    ),
    "finding-doc-unknown-near": (
        "{number}번 근거의 문서가 서재에 없습니다: {doc} (혹시 {near}?)",
        "the document of evidence {number} is not in the library: {doc} (perhaps {near}?)",
    ),
    "finding-doc-ambiguous": (
        "‘{doc}’라는 파일이 여럿입니다: {sources}",
        "several files are called {doc}: {sources}",
    ),
    "finding-quote-missing": (
        "{number}번 인용문이 {doc}에 없습니다: ‘{quote}’",
        "quotation {number} does not stand in {doc}: “{quote}”",
    ),
    "finding-quote-missing-near": (
        "{number}번 인용문이 {doc}에 없습니다: ‘{quote}’ → 혹시 ‘{near}’({share})?",
        "quotation {number} does not stand in {doc}: “{quote}” → perhaps “{near}” ({share})?",
    ),
    "finding-quote-in-other": (
        "{number}번 인용문이 {doc}에 없고 {near}에 있습니다: ‘{quote}’",
        "quotation {number} stands in {near}, not in {doc}: “{quote}”",
    ),
    "finding-evidence-elsewhere": (
        "같은 인용문이 다른 문서에도 있습니다(근거에 더할지 보세요): {sources}",
        "the quotation stands in other documents too (add them as evidence?): {sources}",
    ),
    # The chat
    "thumbs.up": ("도움이 됐어요", "This helped"),
    "thumbs.down": ("아쉬워요", "This did not help"),
    "thumbs.thanks": ("고맙습니다. 적어 두었습니다.", "Thank you, noted."),
    "thumbs.why": ("무엇이 아쉬웠나요?", "What was wrong?"),
    "thumbs.hint": (
        "예: 다른 해의 값입니다 (비워 두어도 됩니다)",
        "e.g. this is another year's figure (may stay empty)",
    ),
    "thumbs.send": ("보내기", "Send"),
}

GOLD_FAILURES: dict[str, tuple[str, str]] = {
    "gold-only-drafts": (
        "골드 파일의 질문 {count}개가 모두 초안입니다: {file}. 읽고 고친 질문에서 "
        '"draft": true를 지워 주세요.',
        "All {count} questions of the gold file are drafts: {file}. Read them, and take "
        '"draft": true out of those that are good.',
    ),
    "gold-file-exists": (
        "이미 있는 파일이라 쓰지 않았습니다: {file}. 다른 이름을 주세요(--out).",
        "The file is there already and was left as it is: {file}. Give another name (--out).",
    ),
    "gold-not-written": (
        "파일을 쓸 수 없습니다: {file} ({reason}). 폴더와 쓰기 권한을 확인해 주세요.",
        "The file cannot be written: {file} ({reason}). Check the folder and your rights.",
    ),
    "exchange-missing": (
        "파일이 없습니다: {file}. 폴더의 파일 이름을 확인해 주세요.",
        "There is no such file: {file}. Check the names in the folder.",
    ),
    "exchange-unreadable": (
        "파일을 읽을 수 없습니다: {file} ({reason}). UTF-8로 저장하고 읽기 권한을 확인해 주세요.",
        "The file cannot be read: {file} ({reason}). Save it as UTF-8 and check your rights.",
    ),
    "exchange-too-large": (
        "파일이 너무 큽니다: {file} (한도 {limit}MB). 나누어 주세요.",
        "The file is too large: {file} (limit {limit} MB). Split it.",
    ),
    "exchange-bad-line": (
        "{file}의 {line}번째 줄이 맞지 않습니다({reason}). 그 줄을 고쳐 주세요.",
        "Line {line} of {file} does not fit ({reason}). Mend that line.",
    ),
    "exchange-unknown": (
        "BEIR나 TREC 폴더가 아닙니다: {path}. queries.jsonl이나 queries.tsv가 있어야 합니다.",
        "This is no BEIR or TREC folder: {path}. It needs queries.jsonl or queries.tsv.",
    ),
}
