"""What the settings tab says: key -> (Korean, English)."""

SETTINGS: dict[str, tuple[str, str]] = {
    "tab.settings": ("설정", "Settings"),
    # Where a value comes from, and why it cannot be changed
    "origin.default": ("기본값", "Default"),
    "origin.file": ("파일", "File"),
    "origin.environment": ("환경", "Environment"),
    "origin.flag": ("명령행", "Command line"),
    "origin.library": ("서재", "Library"),
    "lock.flag": (
        "서버를 시작할 때 명령행에서 정해져 여기서는 바꿀 수 없습니다. 바꾸려면 그 옵션을 빼고 "
        "다시 시작하세요.",
        "Fixed on the command line when the server started. Start it without that flag to change "
        "it here.",
    ),
    "lock.environment": (
        "환경 변수 {variable}에서 정해져 여기서는 바꿀 수 없습니다. 바꾸려면 그 변수를 지우고 "
        "다시 시작하세요.",
        "Fixed by the environment variable {variable}. Unset it and start again to change it here.",
    ),
    "lock.wide": (
        "다른 컴퓨터에서도 들어올 수 있는 서버라 여기서는 볼 수만 있습니다.",
        "Others can reach this server, so it can only be looked at here.",
    ),
    "lock.start": (
        "서버를 시작할 때만 정할 수 있습니다.",
        "Decided when the server starts.",
    ),
    "settings.wide": (
        "이 서버에는 다른 컴퓨터에서도 들어올 수 있습니다({host}). 그래서 자료를 밖으로 보내거나 "
        "모두의 "
        "답을 바꾸는 설정은 이 화면에서 볼 수만 있습니다. 바꾸려면 서버를 연 컴퓨터에서 설정 "
        "파일을 "
        "고치고 다시 시작하세요.",
        "Others can reach this server ({host}). Settings that send data away or change everyone's "
        "answers can therefore only be looked at here. To change them, edit the settings file on "
        "the server's machine and start again.",
    ),
    "settings.none": (
        "이 서버는 설정 없이 열려, 화면 설정만 바꿀 수 있습니다.",
        "This server was opened without settings: only the look can be changed.",
    ),
    "settings.file": (
        "바꾼 설정은 {file}에 저장됩니다. 파일에 적어 둔 다른 것과 메모는 그대로 둡니다.",
        "What you change is kept in {file}; everything else in it stays as it is.",
    ),
    "settings.saved": (
        "저장했습니다. 다음 질문부터 적용됩니다.",
        "Saved. It holds from the next question on.",
    ),
    "settings.saved.now": ("저장했습니다. 바로 적용됩니다.", "Saved, and in force at once."),
    "settings.saved.later": (
        "저장했습니다. 서버를 다시 시작하면 적용됩니다.",
        "Saved. It will be in force when the server starts again.",
    ),
    "settings.waits": (
        "서버를 다시 시작하면 적용됩니다.",
        "In force when the server starts again.",
    ),
    # The look
    "look.title": ("화면", "Look"),
    "look.about": (
        "화면 설정은 이 브라우저에만 저장되고, 열어 둔 모든 창에 바로 적용됩니다.",
        "Kept in this browser alone, and at once in all its windows.",
    ),
    "look.theme": ("밝기", "Theme"),
    "look.theme.light": ("밝게", "Light"),
    "look.theme.dark": ("어둡게", "Dark"),
    "look.theme.system": ("컴퓨터 설정대로", "As the system"),
    "look.language": ("화면의 언어", "Language"),
    "look.size": ("글자 크기", "Text size"),
    "look.size.normal": ("보통", "Normal"),
    "look.size.large": ("크게", "Large"),
    "look.density": ("간격", "Spacing"),
    "look.density.normal": ("보통", "Normal"),
    "look.density.close": ("촘촘하게", "Close"),
    # Answers
    "answers.title": ("답변", "Answers"),
    "setting.length": ("답의 길이", "Length of answers"),
    "setting.length.about": (
        "원문에서 얼마나 인용할지 정합니다. 물어본 목록과 표는 길이와 상관없이 빠짐없이 보여 "
        "드립니다.",
        "How much is quoted. Lists and tables that are asked for come whole at any length.",
    ),
    "setting.length.brief": ("짧게", "Brief"),
    "setting.length.normal": ("보통", "Normal"),
    "setting.length.detailed": ("자세히", "Detailed"),
    "setting.history": ("대화 기록", "History"),
    "setting.history.about": (
        "대화를 서재에 남겨 나중에 다시 엽니다. 끄면 그때부터 남기지 않고, 이미 남은 대화는 "
        "지워지지 "
        "않습니다.",
        "Conversations are kept in the library. Turned off, no more are; those kept stay.",
    ),
    "setting.language": ("처음 언어", "First language"),
    "setting.language.about": (
        "터미널의 안내와, 언어를 아직 고르지 않은 브라우저의 화면에 씁니다. "
        "이 브라우저의 언어는 위에서 고릅니다.",
        "Of what is said in the terminal, and of the page where a browser has not chosen. "
        "This browser's is chosen above.",
    ),
    "switch.on": ("켜기", "On"),
    "switch.off": ("끄기", "Off"),
    # The language model
    "llm.title": ("언어 모델", "Language model"),
    "llm.about": (
        "기본은 ‘쓰지 않음’입니다. 답은 원문의 문장 그대로이고, 아무것도 이 컴퓨터 밖으로 나가지 "
        "않습니다. 언어 모델을 쓰면 찾은 근거를 모델이 다듬어 쓰고, 원문으로 확인된 문장만 보여 "
        "드립니다.",
        "None by default: answers are the source's own sentences, and nothing leaves this machine. "
        "A model words what was found; only sentences that the source proves are shown.",
    ),
    "llm.now": ("지금: {model}", "Now: {model}"),
    "llm.now.none": ("지금: 쓰지 않음", "Now: none"),
    "llm.name": ("모델 이름", "Model"),
    "llm.name.placeholder": (
        "예: openai:gpt-4.1-mini, ollama:llama3.1 (비우면 쓰지 않음)",
        "e.g. openai:gpt-4.1-mini, ollama:llama3.1 (empty for none)",
    ),
    "llm.address": ("서버 주소(선택)", "Server's address (optional)"),
    "llm.address.placeholder": (
        "예: http://127.0.0.1:8000/v1 (OpenAI 방식 서버)",
        "e.g. http://127.0.0.1:8000/v1 (a server of OpenAI's protocol)",
    ),
    "llm.goes.here": (
        "질문과 찾은 단락을 이 컴퓨터의 {address}에만 보냅니다. 밖으로 나가지 않습니다.",
        "The question and the passages found go to {address} on this machine, and no further.",
    ),
    "llm.goes.away": (
        "질문과 찾은 단락(최대 10개)의 글이 이 컴퓨터 밖으로 나갑니다. 받는 곳: {address}",
        "The question and the text of up to ten passages leave this machine, for {address}",
    ),
    "llm.goes.unknown": ("이 모델 제공자의 서버", "the server of this model's provider"),
    "llm.key.missing": (
        "열쇠(API key)가 없습니다. 환경 변수 {variable}에 넣고 서버를 다시 시작하세요. 열쇠는 "
        "저장하지도 보여 드리지도 않습니다.",
        "The key is missing. Put it into the environment variable {variable} and start again. "
        "Keys are neither stored nor shown.",
    ),
    "llm.key.own": (
        "이 서버에 열쇠가 필요하면 환경 변수 {variable}에 넣어 주세요. 다른 제공자의 열쇠는 이 "
        "주소로 "
        "보내지 않습니다.",
        "If this server wants a key, put it into {variable}. No other provider's key is sent "
        "there.",
    ),
    "llm.confirm": (
        "질문과 단락이 위 주소로 보내지는 것을 확인했습니다",
        "I know that questions and passages are sent to the address above",
    ),
    "llm.save": ("저장", "Save"),
    "llm.try": ("시험해 보기", "Try it"),
    "llm.trying": (
        "모델에 물어보는 중입니다. 길어도 20초 안에 끝납니다…",
        "Asking the model; it takes 20 s at most…",
    ),
    "llm.tried": (
        "{model}의 답이 {seconds}초 만에 왔습니다: “{said}” "
        "(서재의 글이 아닌 준비된 문장으로 물었습니다)",
        "{model} answered after {seconds} s: “{said}” "
        "(asked with a sentence of ours, none of yours)",
    ),
    # Search and reading
    "reading.title": ("읽기와 찾기", "Reading and searching"),
    "setting.reranker": ("재순위 모델", "Reranker"),
    "setting.reranker.about": (
        "찾은 단락을 질문과 함께 한 번 더 읽어 순서를 고칩니다. 답이 느려지며, 비우면 쓰지 "
        "않습니다. "
        "이름(bge-reranker-ko, bge-reranker, mmarco-mini)이나 폴더를 적습니다.",
        "Reads what was found once more together with the question. Slower; empty for none. "
        "A name (bge-reranker-ko, bge-reranker, mmarco-mini) or a folder.",
    ),
    "setting.reranker.placeholder": ("쓰지 않음", "None"),
    "setting.ocr": ("문자 인식(OCR)", "OCR"),
    "setting.ocr.about": (
        "글자가 없는 쪽(스캔)을 이 컴퓨터의 Tesseract로 읽습니다. 한 쪽에 몇 초가 걸리고 틀린 "
        "글자가 "
        "있을 수 있습니다. 켠 뒤에 올린 문서부터 읽습니다.",
        "Pages without text (scans) are read by this machine's Tesseract: seconds a page, and "
        "letters may be wrong. Documents uploaded from then on are read so.",
    ),
    "setting.ocr.missing": (
        "이 컴퓨터에는 Tesseract나 그 한국어 데이터가 없습니다. 설치한 뒤(예: apt install "
        "tesseract-ocr-kor) 서버를 다시 시작하세요.",
        "This machine has no Tesseract, or not its Korean data. Install it (e.g. apt install "
        "tesseract-ocr-kor) and start the server again.",
    ),
    "setting.online": ("모델 내려받기", "Downloading models"),
    "setting.online.about": (
        "켜면 이 컴퓨터에 없는 모델을 Hugging Face에서 내려받을 수 있습니다. 문서와 질문은 보내지 "
        "않습니다. 평소에는 꺼 두어도 됩니다.",
        "On, a model that is not here may be fetched from Hugging Face. Neither documents nor "
        "questions are sent. It can stay off.",
    ),
    "setting.save": ("저장", "Save"),
    # At the start
    "start.title": ("시작할 때 정해지는 것", "Decided at the start"),
    "start.library": ("서재 폴더", "Library"),
    "start.host": ("듣는 주소", "Listens on"),
    "start.port": ("포트", "Port"),
    "start.debug": ("오류 추적", "Debugging"),
}
