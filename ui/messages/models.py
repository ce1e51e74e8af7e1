"""What is said of embedding models to choose from: key -> (Korean, English)."""

MODELS: dict[str, tuple[str, str]] = {
    "help-models": (
        "고를 수 있는 임베딩 모델과 이 컴퓨터에 있는지 봅니다",
        "show the embedding models to choose from, and which are on this machine",
    ),
    "models-row": (
        "{mark} {name} · {size:,}MB · {dimension}차원 · {licence} · {place}",
        "{mark} {name} · {size:,} MB · {dimension}-d · {licence} · {place}",
    ),
    "models-bundled": ("내장", "bundled"),
    "models-here": ("이 컴퓨터에 있음", "on this machine"),
    "models-elsewhere": ("내려받아야 함", "to be downloaded"),
    "models-gated": (
        "약관에 동의하고 내려받아야 함",
        "to be downloaded once its licence is accepted",
    ),
    "models-other": ("* {name}", "* {name}"),
    "models-how": (
        "바꾸려면: geungeo index 폴더 --embedder 이름 (처음 내려받을 때는 --online)",
        "To change: geungeo index FOLDER --embedder NAME (with --online for a first download)",
    ),
    "fetching": (
        "모델을 내려받는 중: {model} {done:,}/{total:,}MB",
        "fetching the model {model}: {done:,} of {total:,} MB",
    ),
    # One line each: what it is good for
    "model-geungeo-duo-v1": (
        "설치할 때 함께 오는 기본 모델. 아래 두 모델을 함께 씁니다.",
        "The default, which comes with the installation: the next two together.",
    ),
    "model-geungeo-mini-v1": (
        "문장의 뜻을 읽는 작은 트랜스포머.",
        "A small transformer, which reads what a sentence means.",
    ),
    "model-geungeo-static-v1": (
        "뜻은 덜 알지만 훨씬 빨라, 느린 컴퓨터와 아주 많은 문서에 알맞습니다.",
        "Knows less of meaning and is far faster: for slow machines and very many documents.",
    ),
    "model-e5-small": (
        "100여 언어를 아는 작은 모델. 보통 노트북에서 무난한 첫 선택입니다.",
        "A small model of a hundred languages: a sound first choice for a laptop.",
    ),
    "model-e5-small-ko": (
        "e5-small을 한국어 질문과 단락으로 더 가르친 모델. 작은 크기로 한국어 문서에 씁니다.",
        "e5-small taught further on Korean questions and passages: small, for Korean documents.",
    ),
    "model-e5-base": (
        "e5-small보다 두 배 남짓 크고 더 정확한 중간 크기의 다국어 모델입니다.",
        "Multilingual, twice as large as e5-small and more exact.",
    ),
    "model-e5-large": (
        "가장 큰 다국어 e5. 느려도 되거나 문서가 많지 않을 때 알맞습니다.",
        "The largest multilingual e5, where time is no matter or documents are few.",
    ),
    "model-koe5": (
        "e5-large를 한국어 검색 자료로 더 가르친 모델입니다.",
        "e5-large taught further on Korean retrieval data.",
    ),
    "model-bge-m3": (
        "긴 글(8,192토큰)까지 읽는 다국어 모델. 여러 언어가 섞인 문서에 알맞습니다.",
        "Multilingual, reads long texts (8,192 tokens): for documents in several languages.",
    ),
    "model-kure-v1": (
        "bge-m3을 한국어 검색에 맞춘 고려대학교의 모델. 한국어 문서의 정확도가 먼저일 때 씁니다.",
        "bge-m3 fitted to Korean retrieval at Korea University: for exactness in Korean.",
    ),
    "model-arctic-ko": (
        "Arctic Embed를 공공·금융·법률 등 한국어 문서로 더 가르친 큰 모델입니다.",
        "Arctic Embed taught further on Korean documents: administration, finance, law.",
    ),
    "model-embeddinggemma": (
        "구글의 다국어 모델. 크기에 견주어 정확하지만 이용 약관에 동의해야 받을 수 있습니다.",
        "Google's multilingual model: exact for its size, but its licence must be accepted.",
    ),
}
