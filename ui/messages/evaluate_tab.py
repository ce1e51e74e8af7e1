"""What the page says where answers are measured: key -> (Korean, English)."""

EVALUATE_TAB: dict[str, tuple[str, str]] = {
    "tab.evaluate": ("평가", "Evaluate"),
    "evaluate.tab.run": ("평가하기", "Measure"),
    "evaluate.tab.results": ("결과", "Results"),
    "evaluate.tab.drafts": ("질문 초안", "Draft questions"),
    "evaluate.intro": (
        "정답을 아는 질문(골드 질문)으로 이 서재의 답을 잽니다. 찾기, 답변, 인용, 답하지 않을 줄 "
        "아는지를 따로 봅니다.",
        "Measures this library's answers with questions whose answers are known (gold questions): "
        "finding, answering, citing, and knowing when not to answer.",
    ),
    # Choosing
    "evaluate.gold": ("골드 질문 고르기", "Choose gold questions"),
    "evaluate.gold.own": ("이 서재의 골드 질문", "This library's own gold questions"),
    "evaluate.gold.samples": ("견본 문서의 골드 질문", "Gold questions on the samples"),
    "evaluate.upload": ("골드 파일 올리기 (.jsonl)", "Upload a gold file (.jsonl)"),
    "evaluate.upload.limit": (
        "한 줄에 질문 하나씩 JSON으로 적은 파일 · {limit_mb}MB, 질문 {limit:,}개까지",
        "One JSON object a line · up to {limit_mb} MB and {limit:,} questions",
    ),
    "evaluate.gold.none": (
        "아직 골드 질문이 없습니다. 파일을 올리거나, 대화에서 ‘아쉬워요’를 누르고 ‘질문 "
        "초안’에서 정답과 "
        "근거를 채워 만들 수 있습니다.",
        "There are no gold questions yet. Upload a file, or press “This did "
        "not help” in the chat and complete the "
        "draft under “Draft questions”.",
    ),
    "evaluate.gold.forget": ("이 파일 지우기", "Delete this file"),
    "evaluate.gold.forget.ask": (
        "올린 골드 파일을 지울까요? ({name})",
        "Delete this gold file? ({name})",
    ),
    "evaluate.gold.download": ("골드 질문 내려받기", "Download these gold questions"),
    "evaluate.fault.line": ("{line}줄 · {message}", "line {line} · {message}"),
    "evaluate.look.questions": ("질문", "questions"),
    "evaluate.look.answerable": ("답이 있는 질문", "answerable"),
    "evaluate.look.answerable.of": ("{share:.0%} ({n}개)", "{share:.0%} ({n})"),
    "evaluate.look.documents": ("근거로 쓰인 문서", "documents quoted"),
    "evaluate.look.documents.of": ("{quoted}개 / 서재 {library}개", "{quoted} of {library}"),
    "evaluate.look.time": ("걸리는 시간", "time needed"),
    "evaluate.look.time.unknown": ("시작하면 알 수 있음", "known once it runs"),
    "evaluate.look.types": ("유형", "Types"),
    "evaluate.look.styles": ("말투", "Styles"),
    "evaluate.look.power": (
        "이 질문 수로는 두 평가의 차이가 {detectable:.0%}p보다 커야 우연과 가려낼 수 있습니다.",
        "With this many questions, two runs must differ by more than {detectable:.0%} points "
        "to be told from chance.",
    ),
    "evaluate.look.drafts": (
        "초안 {count}개는 정답과 근거를 채울 때까지 세지 않습니다.",
        "{count} drafts do not count until their answers and evidence are filled in.",
    ),
    "evaluate.look.llm": (
        "답변에 LLM을 쓰고 있습니다. 질문 {n}개가 모두 LLM에 전해지며 비용이 들 수 있습니다.",
        "Answers come from an LLM: all {n} questions will be sent to it, which may cost money.",
    ),
    "evaluate.look.lacking": (
        "서재에 없는 문서 {count}개를 근거로 삼은 질문이 있습니다. 그 질문은 틀린 것으로 셉니다.",
        "Some questions rest on {count} documents that the library lacks; they count as missed.",
    ),
    "evaluate.look.lacking.one": ("{doc} — 질문 근거 {count}건", "{doc} — {count} quotations"),
    "evaluate.look.errors": ("고쳐야 할 것 {count}건", "{count} to mend"),
    "evaluate.look.warnings": ("살펴볼 것 {count}건", "{count} to look at"),
    "evaluate.look.fine": (
        "인용문이 모두 서재의 문서에 있습니다.",
        "Every quotation stands in the library's documents.",
    ),
    "evaluate.look.more": ("… 그 밖에 {count}건", "… {count} more"),
    "evaluate.start": ("평가 시작", "Start"),
    "evaluate.cancel": ("그만두기", "Cancel"),
    # Running
    "evaluate.running": ("재는 중: {gold}", "Measuring: {gold}"),
    "evaluate.running.count": ("질문 {total}개 중 {done}개", "{done} of {total} questions"),
    "evaluate.running.left": ("약 {time} 남음", "about {time} left"),
    "evaluate.running.baselines": (
        "견줄 기준을 재고 구간을 셈하는 중",
        "measuring baselines and intervals",
    ),
    "evaluate.running.leave": (
        "이 화면을 떠나도 계속됩니다. 그동안 대화도 할 수 있습니다.",
        "It goes on if you leave this page, and you can keep asking meanwhile.",
    ),
    "evaluate.running.cancelling": ("그만두는 중…", "Ending…"),
    "evaluate.cancelled": (
        "평가를 그만두었습니다. 남긴 것은 없습니다.",
        "The run was cancelled; nothing of it was kept.",
    ),
    "evaluate.done": ("‘{gold}’ 평가가 끝났습니다.", "The run over “{gold}” is done."),
    "evaluate.done.open": ("결과 보기", "See the results"),
    "time.seconds": ("{count}초", "{count} s"),
    "time.minutes": ("{count}분", "{count} min"),
    # Kept runs
    "evaluate.runs": ("지난 평가", "Earlier runs"),
    "evaluate.runs.none": (
        "아직 평가가 없습니다. 위에서 골드 질문을 고르고 ‘평가 시작’을 눌러 보세요.",
        "There are no runs yet. Choose gold questions above and press “Start”.",
    ),
    "evaluate.runs.kept": (
        "평가는 서재 폴더에 {limit}개까지 남고, 그보다 많아지면 오래된 것부터 지워집니다.",
        "The library keeps {limit} runs; beyond that the oldest leave.",
    ),
    "evaluate.runs.when": ("때", "When"),
    "evaluate.runs.gold": ("골드 질문", "Gold questions"),
    "evaluate.runs.n": ("질문", "Questions"),
    "evaluate.runs.open": ("결과", "Open"),
    "evaluate.runs.open.of": ("{when} ‘{gold}’ 결과 보기", "Open {when} “{gold}”"),
    "evaluate.runs.delete": ("지우기", "Delete"),
    "evaluate.runs.delete.of": ("{when} ‘{gold}’ 지우기", "Delete {when} “{gold}”"),
    "evaluate.runs.delete.ask": (
        "{when} ‘{gold}’ 평가를 지울까요? 되돌릴 수 없습니다.",
        "Delete the run {when} “{gold}”? This cannot be undone.",
    ),
    # Results
    "evaluate.result": ("볼 평가", "Run"),
    "evaluate.against": ("견줄 평가", "Compare with"),
    "evaluate.against.none": ("견주지 않음", "nothing"),
    "evaluate.result.none": (
        "볼 평가가 없습니다. ‘평가하기’에서 먼저 재어 주세요.",
        "There is no run to show. Measure first under “Measure”.",
    ),
    "evaluate.result.about": (
        "질문 {n}개 · 문서 {documents}개, 단락 {passages:,}개 · 모델 {encoder} · {time} 걸림",
        "{n} questions · {documents} documents, {passages:,} passages · model {encoder} · "
        "took {time}",
    ),
    "evaluate.result.llm": ("LLM {llm}", "LLM {llm}"),
    "evaluate.result.latency": (
        "답변 시간: 가운데값 {p50:.0f}ms, 95 % {p95:.0f}ms",
        "time to answer: median {p50:.0f} ms, 95 % {p95:.0f} ms",
    ),
    "evaluate.result.changed": (
        "재는 동안 서재가 바뀌었습니다. 바뀐 뒤의 서재로 다시 재면 값이 다를 수 있습니다.",
        "The library changed while this was measured; measured again, values may differ.",
    ),
    "evaluate.result.unlocated": (
        "근거 인용 {count}건이 서재의 문서에 없어, 그 근거에만 기댄 질문은 틀린 것으로 셌습니다.",
        "{count} quotations stand in no document; questions resting on them alone count as missed.",
    ),
    "evaluate.download.report": ("보고서 (HTML)", "Report (HTML)"),
    "evaluate.download.json": ("결과 (JSON)", "Results (JSON)"),
    "evaluate.download.gold": ("골드 질문 (JSONL)", "Gold questions (JSONL)"),
    "evaluate.download": ("내려받기", "Download"),
    "evaluate.section.retrieval": ("찾기", "Finding"),
    "evaluate.section.answer": ("답변", "Answering"),
    "evaluate.section.citation": ("인용", "Citing"),
    "evaluate.section.abstention": ("답하지 않기", "Not answering"),
    "evaluate.interval": ("95 % 구간 {low} – {high} · n {n}", "95 % {low} – {high} · n {n}"),
    "evaluate.no-value": ("잴 질문 없음", "no questions"),
    "evaluate.intervals": (
        "95 % 구간은 질문을 같은 수만큼 다시 뽑아 재었을 때 백 번에 아흔다섯 번 값이 드는 "
        "범위이고, "
        "n은 그 값을 셈한 질문 수입니다.",
        "The interval holds the value 95 times in a hundred when as many questions are drawn "
        "again; n counts the questions behind it.",
    ),
    "evaluate.plot": ("무엇을 그릴까요?", "What to plot"),
    "evaluate.plot.type": ("유형별", "By type"),
    "evaluate.plot.style": ("말투별", "By style"),
    "evaluate.plot.group": ("묶음", "Group"),
    "evaluate.plot.value": ("값", "Value"),
    "evaluate.plot.low-high": ("95 % 구간", "95 % interval"),
    "evaluate.plot.drawn": ("그림", "Plot"),
    "evaluate.plot.none": ("묶을 질문이 없습니다.", "There are no groups."),
    "evaluate.lower": ("낮을수록 좋음", "lower is better"),
    "evaluate.ours": ("근거", "Geungeo"),
    "evaluate.bm25-words": ("띄어쓰기 BM25", "whitespace BM25"),
    "evaluate.bm25-kiwi": ("형태소 BM25", "morpheme BM25"),
    "evaluate.ahead": (
        "{name} {value} (차이 {difference}, {low} ~ {high})",
        "{name} {value} (difference {difference}, {low} to {high})",
    ),
    # Questions
    "evaluate.questions": ("질문별 결과", "Question by question"),
    "evaluate.filter.shown": ("결과로 거르기", "Outcome"),
    "evaluate.filter.type": ("유형", "Type"),
    "evaluate.filter.style": ("말투", "Style"),
    "evaluate.filter.words": ("찾을 말", "Find"),
    "evaluate.filter.hint": ("질문, 정답, 답변에서", "in questions and answers"),
    "evaluate.filter.order": ("차례", "Order"),
    "evaluate.filter.any": ("모두", "all"),
    "evaluate.order.file": ("파일 차례", "as in the file"),
    "evaluate.order.rank": ("순위 나쁜 것부터", "worst rank first"),
    "evaluate.order.confidence": ("확신 낮은 것부터", "least confident first"),
    "evaluate.order.latency": ("느린 것부터", "slowest first"),
    "evaluate.shown.all": ("모두", "All"),
    "evaluate.shown.failed": ("틀린 것 모두", "All that went wrong"),
    "evaluate.shown.count": ("{name} ({count})", "{name} ({count})"),
    "evaluate.outcome.right": ("맞음", "right"),
    "evaluate.outcome.right-abstention": ("옳게 답하지 않음", "rightly not answered"),
    "evaluate.outcome.not-found": ("찾지 못함", "not found"),
    "evaluate.outcome.not-cited": ("찾고도 인용 못 함", "found, not cited"),
    "evaluate.outcome.wrong": ("답이 어긋남", "answered wrongly"),
    "evaluate.outcome.withheld": ("잘못 답하지 않음", "wrongly not answered"),
    "evaluate.outcome.answered-unanswerable": ("답이 없는데 답함", "answered the unanswerable"),
    "evaluate.rows": ("{total}개 중 {fitting}개", "{fitting} of {total}"),
    "evaluate.rows.none": ("조건에 맞는 질문이 없습니다.", "No question fits."),
    "evaluate.page": ("{page} / {pages}쪽", "page {page} of {pages}"),
    "evaluate.page.before": ("앞쪽", "Previous"),
    "evaluate.page.after": ("뒤쪽", "Next"),
    "evaluate.column.question": ("질문", "Question"),
    "evaluate.column.outcome": ("결과", "Outcome"),
    "evaluate.column.rank": ("순위", "Rank"),
    "evaluate.column.type": ("유형 · 말투", "Type · style"),
    "evaluate.rank.none": ("–", "–"),
    # One question
    "evaluate.why.right": (
        "근거를 {rank}위에서 찾아 인용했고, 정답을 말했습니다.",
        "The evidence was found at rank {rank} and cited, and the answer is right.",
    ),
    "evaluate.why.right-abstention": (
        "문서에 답이 없는 질문이고, 옳게 답하지 않았습니다.",
        "The documents hold no answer, and rightly none was given.",
    ),
    "evaluate.why.not-found": (
        "찾은 단락 10개 안에 정답 근거가 없습니다.",
        "The evidence is not within the 10 passages found.",
    ),
    "evaluate.why.not-found.said": (
        "찾은 단락 10개에 정답 근거가 갖추어지지 않았지만, 답변에 정답은 들어 있습니다.",
        "The evidence is not complete within the 10 passages found, yet the answer is said.",
    ),
    "evaluate.why.not-cited": (
        "정답 근거를 {rank}위에서 찾고 정답도 말했지만, 인용이 그 근거를 덮지 않습니다.",
        "The evidence was found at rank {rank} and the answer said, but not cited.",
    ),
    "evaluate.why.not-cited.unsaid": (
        "정답 근거를 {rank}위에서 찾았지만 인용하지 않았습니다.",
        "The evidence was found at rank {rank} but not cited.",
    ),
    "evaluate.why.wrong": (
        "정답 근거를 {rank}위에서 찾았지만, 다른 곳을 인용해 정답이 답변에 없습니다.",
        "The evidence was found at rank {rank}, but another place was cited: the answer is not "
        "said.",
    ),
    "evaluate.why.wrong.cited": (
        "정답 근거를 {rank}위에서 찾아 인용했지만, 적어 둔 정답이 답변에 그대로 나오지 않습니다.",
        "The evidence was found at rank {rank} and cited, but no gold answer occurs in the answer.",
    ),
    "evaluate.why.withheld": (
        "답이 있는데 답하지 않았습니다. 정답 근거는 {rank}위에서 찾았습니다.",
        "No answer was given though there is one; its evidence was found at rank {rank}.",
    ),
    "evaluate.why.withheld.unfound": (
        "답이 있는데 답하지 않았습니다. 정답 근거도 찾지 못했습니다.",
        "No answer was given though there is one; its evidence was not found either.",
    ),
    "evaluate.why.answered-unanswerable": (
        "문서에 답이 없는 질문인데 답했습니다.",
        "The documents hold no answer, yet one was given.",
    ),
    "evaluate.detail.context": ("앞선 질문", "Asked before"),
    "evaluate.detail.gold": ("정답", "Gold answer"),
    "evaluate.detail.gold.none": ("문서에 답이 없음", "none in the documents"),
    "evaluate.detail.gold.unsaid": ("정답이 적혀 있지 않음(찾기만 셈)", "none written down"),
    "evaluate.detail.evidence": ("정답 근거", "Gold evidence"),
    "evaluate.detail.together": ("함께 필요: {numbers}", "needed together: {numbers}"),
    "evaluate.detail.answer": ("우리 답변", "Our answer"),
    "evaluate.detail.answer.none": ("답하지 않음", "no answer"),
    "evaluate.detail.citations": ("인용 {count}건", "{count} citations"),
    "evaluate.detail.passages": ("찾은 단락 {count}개", "{count} passages found"),
    "evaluate.detail.figures": (
        "확신 {confidence:.2f} · {latency:.0f}ms",
        "confidence {confidence:.2f} · {latency:.0f} ms",
    ),
    "evaluate.detail.verified": ("원문 확인", "verified"),
    "evaluate.detail.unverified": ("미확인", "not verified"),
    "evaluate.detail.passage": ("{rank}위", "rank {rank}"),
    "evaluate.detail.holds": ("정답 근거가 든 단락", "holds gold evidence"),
    "evaluate.detail.before": ("견줄 평가에서는", "In the run compared with"),
    # Comparison
    "evaluate.compare": (
        "앞선 평가와 견줌: {when} · {gold}",
        "Against {when} · {gold}",
    ),
    "evaluate.compare.note": (
        "두 평가에 모두 있는 질문 {shared}개로 짝지어 셈했습니다. 차이가 0을 비켜 가면 우연이라 "
        "보기 어렵습니다.",
        "Paired over the {shared} questions of both runs. A difference whose interval leaves 0 "
        "out is hardly chance.",
    ),
    "evaluate.compare.metric": ("지표", "Measure"),
    "evaluate.compare.difference": ("차이", "Difference"),
    "evaluate.compare.better": ("나아짐", "better"),
    "evaluate.compare.worse": ("나빠짐", "worse"),
    "evaluate.compare.even": ("가려지지 않음", "cannot be told"),
    "evaluate.compare.same": ("같음", "the same"),
    "evaluate.compare.verdict": ("판정", "Verdict"),
    "evaluate.compare.lost": ("나빠진 질문 {count}개", "{count} questions got worse"),
    "evaluate.compare.won": ("좋아진 질문 {count}개", "{count} questions got better"),
    "evaluate.compare.mixed": ("엇갈린 질문 {count}개", "{count} questions mixed"),
    "evaluate.compare.nothing": (
        "순위나 답의 옳고 그름이 바뀐 질문이 없습니다.",
        "No question changed its rank or whether it was right.",
    ),
    "evaluate.compare.arrow": ("{before} → {after}", "{before} → {after}"),
    "evaluate.compare.more": ("… 그 밖에 {count}개", "… {count} more"),
    "evaluate.state.rank": ("{rank}위", "rank {rank}"),
    "evaluate.state.nowhere": ("찾지 못함", "not found"),
    "evaluate.state.answer": ("답 맞음", "answer right"),
    "evaluate.state.answer.off": ("답 어긋남", "answer off"),
    "evaluate.state.citation": ("인용 맞음", "citation right"),
    "evaluate.state.citation.off": ("인용 어긋남", "citation off"),
    "evaluate.state.abstained": ("답하지 않음", "not answered"),
    "evaluate.state.answered": ("답함", "answered"),
    # Drafts
    "evaluate.drafts.intro": (
        "대화에서 ‘도움이 됐어요’나 ‘아쉬워요’를 누른 질문이 여기에 모입니다. 정답과 근거를 "
        "채워 넣으면 이 서재의 골드 "
        "질문이 되어 평가에 들어갑니다.",
        "Questions whose answers were judged in the chat gather here. Fill in "
        "answer and evidence, and "
        "they join this library's own gold questions.",
    ),
    "evaluate.drafts": ("초안 {count}개", "{count} drafts"),
    "evaluate.drafts.none": (
        "아직 초안이 없습니다. 대화에서 답변 아래의 ‘아쉬워요’를 누르고 까닭을 적으면 "
        "여기에 생깁니다.",
        "There are no drafts yet. Press “This did not help” below an answer in "
        "the chat and say why.",
    ),
    "evaluate.drafts.up": ("도움 됨", "helped"),
    "evaluate.drafts.down": ("아쉬움", "did not help"),
    "evaluate.drafts.needed": ("정답·근거 채워야 함", "needs answer and evidence"),
    "evaluate.drafts.taken": ("골드에 넣음", "in the gold set"),
    "evaluate.drafts.waiting": (
        "대화에서 온 초안 {count}개가 정답과 근거를 기다립니다(채우기 전에는 세지 않습니다).",
        "{count} drafts wait for their answers and evidence; until then they do not count.",
    ),
    "evaluate.drafts.see": ("초안 채우기", "Complete drafts"),
    "evaluate.drafts.choose": (
        "왼쪽에서 초안을 고르면 여기에서 채울 수 있습니다.",
        "Choose a draft to complete it here.",
    ),
    "evaluate.drafts.said": ("그때 한 답변", "What was answered"),
    "evaluate.drafts.reason": ("까닭: {reason}", "Reason: {reason}"),
    "evaluate.form.question": ("질문", "Question"),
    "evaluate.form.answerable": ("문서에 답이 있음", "The documents hold the answer"),
    "evaluate.form.answers": ("정답", "Gold answers"),
    "evaluate.form.answers.hint": (
        "답변에 나와야 할 짧은 말. 다르게 적을 수 있으면 한 줄에 하나씩 (예: 6,482개)",
        "The short words an answer must say; other ways to write them, one a line",
    ),
    "evaluate.form.document": ("근거 문서", "Document"),
    "evaluate.form.quotes": ("근거 인용문", "Quotation"),
    "evaluate.form.quotes.hint": (
        "문서에 있는 그대로. 여러 곳이 함께 필요하면 빈 줄로 나누어 적습니다",
        "As it stands in the document; several places needed together, parted by an empty line",
    ),
    "evaluate.form.type": ("유형", "Type"),
    "evaluate.form.style": ("말투", "Style"),
    "evaluate.form.check": ("살펴보기", "Check"),
    "evaluate.form.add": ("골드에 넣기", "Add to the gold set"),
    "evaluate.form.good": (
        "인용문이 문서에 있습니다. 골드에 넣을 수 있습니다.",
        "The quotation stands in the document; it can be added.",
    ),
    "evaluate.form.added": ("골드 질문에 넣었습니다.", "Added to the gold set."),
    "evaluate.form.mend": (
        "고친 뒤에 넣을 수 있습니다.",
        "Mend this, then it can be added.",
    ),
    "evaluate.own": ("이 서재의 골드 질문 {count}개", "This library's gold questions: {count}"),
    "evaluate.own.drop": ("빼기", "Remove"),
    "evaluate.own.drop.of": ("‘{question}’ 빼기", "Remove “{question}”"),
    "evaluate.own.download": ("gold.jsonl 내려받기", "Download gold.jsonl"),
    "evaluate.checking": ("골드 질문을 살피는 중…", "Checking the gold questions…"),
}
