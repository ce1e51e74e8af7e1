"""Refusals of libraries and embedding models: code -> (Korean, English)."""

LIBRARY: dict[str, tuple[str, str]] = {
    # The library as such
    "library-missing": (
        "서재가 없습니다: {library}. 먼저 ‘geungeo index 폴더’로 문서를 넣어 주세요.",
        "There is no library: {library}. Add documents first: geungeo index FOLDER",
    ),
    "library-empty": (
        "서재에 문서가 없습니다: {library}. ‘geungeo index 폴더’로 문서를 넣어 주세요.",
        "The library holds no document: {library}. Add some: geungeo index FOLDER",
    ),
    "library-busy": (
        "다른 프로세스(pid {pid})가 서재에 쓰고 있습니다: {folder}. 끝난 뒤 다시 실행해 주세요.",
        "Another process (pid {pid}) is writing to the library: {folder}. "
        "Try again when it has finished.",
    ),
    "library-not-one": (
        "근거의 서재가 아닙니다: {folder}. ‘--library’로 다른 폴더를 지정해 주세요.",
        "This is not a library of Geungeo: {folder}. Name another folder with --library.",
    ),
    "library-folder-taken": (
        "다른 파일이 든 폴더라 서재로 쓸 수 없습니다: {folder} ({found} 등). "
        "‘--library’로 빈 폴더를 지정해 주세요.",
        "The folder holds other files and cannot be a library: {folder} (such as {found}). "
        "Name an empty folder with --library.",
    ),
    "library-closed": (
        "이미 닫힌 서재입니다: {folder}. 명령을 다시 실행해 주세요.",
        "The library has been closed: {folder}. Run the command again.",
    ),
    "path-not-indexed": (
        "서재에 없는 경로입니다: {path}. ‘geungeo status’로 들어 있는 문서를 확인해 주세요.",
        "The library does not hold this path: {path}. See what it holds: geungeo status",
    ),
    "library-corrupt": (
        "서재 파일이 손상되었습니다: {folder} ({reason}). 폴더를 다른 곳으로 옮긴 뒤 "
        "‘geungeo index 폴더’로 다시 만들어 주세요. 원본 문서는 그대로입니다.",
        "The library is damaged: {folder} ({reason}). Move the folder away and make it anew: "
        "geungeo index FOLDER. The documents themselves are untouched.",
    ),
    "library-not-writable": (
        "서재에 쓸 수 없습니다: {folder}. 쓰기 권한을 확인하거나 ‘--library’로 다른 폴더를 "
        "지정해 주세요.",
        "The library cannot be written to: {folder}. "
        "Check its rights, or name another folder with --library.",
    ),
    "library-io": (
        "서재를 읽거나 쓰지 못했습니다: {folder} ({reason}). 디스크를 확인하고 다시 실행해 주세요.",
        "The library could not be read or written: {folder} ({reason}). "
        "Check the disk and try again.",
    ),
    "answer-unfinished": (
        "답이 끝나기 전에 끊겼습니다. 다시 물어보세요.",
        "The answer broke off before its end. Ask again.",
    ),
    "turn-too-long": (
        "질문과 답이 대화에 남기기에 너무 깁니다 ({size:,}바이트, {most:,}바이트까지). "
        "나누어 물어보세요.",
        "Question and answer are too long to be kept ({size:,} bytes, {most:,} at most). "
        "Ask in parts.",
    ),
    "disk-full": (
        "디스크에 남은 공간이 없습니다: {folder}. 공간을 비운 뒤 다시 실행해 주세요. "
        "이미 색인한 문서는 그대로 있습니다.",
        "The disk is full: {folder}. Free some space and try again; "
        "what was indexed before is kept.",
    ),
    "document-not-found": (
        "그런 문서가 서재에 없습니다: {document}. ‘geungeo status’로 문서를 확인해 주세요.",
        "The library holds no such document: {document}. See what it holds: geungeo status",
    ),
    "passage-not-found": (
        "그런 단락이 없습니다: {passage}. ‘search’로 단락을 다시 찾아 주세요.",
        "There is no such passage: {passage}. Look it up again with “search”.",
    ),
    # Made by another recipe
    "library-other-format": (
        "다른 판으로 만든 서재입니다: {folder} (형식 {kept}, 이 판은 {asked}). "
        "‘geungeo index 폴더 --library 새폴더’로 다시 색인해 주세요.",
        "Another version made this library: {folder} (format {kept}, this one takes {asked}). "
        "Index again: geungeo index FOLDER --library NEW_FOLDER",
    ),
    "library-other-encoder": (
        "서재의 임베딩 모델이 다릅니다: {folder} (서재 {kept}, 지정 {asked}). 그대로 쓰려면 "
        "‘--embedder’를 빼고, 바꾸려면 ‘geungeo index 폴더 --embedder 모델’을 실행해 주세요.",
        "The library was made with another model: {folder} (has {kept}, asked for {asked}). "
        "Leave out --embedder, or change the model: geungeo index FOLDER --embedder MODEL",
    ),
    "library-other-passages": (
        "단락을 나누는 설정이 다른 서재입니다: {folder} (서재 {kept}, 지금 {asked}). "
        "‘geungeo index 폴더’를 실행하면 새로 맞춥니다.",
        "The library cuts passages differently: {folder} (has {kept}, now {asked}). "
        "Bring it up to date: geungeo index FOLDER",
    ),
    "library-other-terms": (
        "형태소 분석 설정이 다른 서재입니다: {folder} (서재 {kept}, 지금 {asked}). "
        "‘geungeo index 폴더’를 실행하면 새로 맞춥니다.",
        "The library was analysed differently: {folder} (has {kept}, now {asked}). "
        "Bring it up to date: geungeo index FOLDER",
    ),
    # Files of names in the library's folder
    "names-encoding": (
        "UTF-8이 아닌 글자가 있습니다: {file} {line}번째 줄. 파일을 UTF-8로 저장해 주세요.",
        "There are characters that are not UTF-8: {file}, line {line}. Save the file as UTF-8.",
    ),
    "names-arrows": (
        "화살표(=>)가 한 줄에 둘 이상입니다: {file} {line}번째 줄 ‘{found}’. 줄을 나누어 주세요.",
        "There is more than one arrow (=>): {file}, line {line}: “{found}”. Write several lines.",
    ),
    "names-alone": (
        "이름이 하나뿐입니다: {file} {line}번째 줄 ‘{found}’. ‘산업인터넷 = IIoT’처럼 둘 이상을 "
        "적어 주세요.",
        "There is one name alone: {file}, line {line}: “{found}”. Write two at least, as in "
        "“industrial internet = IIoT”.",
    ),
    "names-empty": (
        "빈 이름이 있습니다: {file} {line}번째 줄 ‘{found}’. 남는 ‘=’나 쉼표를 지워 주세요.",
        "There is an empty name: {file}, line {line}: “{found}”. Delete the spare “=” or comma.",
    ),
    "names-many": (
        "한 줄에 이름이 너무 많습니다: {file} {line}번째 줄 ({found}개, 20개까지). 줄을 나누어 "
        "주세요.",
        "There are too many names: {file}, line {line} ({found}, at most 20). Write several lines.",
    ),
    "names-length": (
        "이름이 너무 짧거나 깁니다: {file} {line}번째 줄 ‘{found}’ (2자에서 60자). "
        "고치거나 지워 주세요.",
        "A name is too short or too long: {file}, line {line}: “{found}” (2 to 60 characters). "
        "Change it or delete it.",
    ),
    "names-tag": (
        "모르는 품사입니다: {file} {line}번째 줄 ‘{found}’. 낱말 뒤에 NNG(일반 명사), "
        "NNP(고유 명사) 같은 태그 하나만 적거나 비워 두세요.",
        "The tag is not known: {file}, line {line}: “{found}”. Write one tag after the word, "
        "NNG (noun) or NNP (name), or none.",
    ),
    "names-word": (
        "한 낱말로 쓸 수 없는 말입니다: {file} {line}번째 줄 ‘{found}’ (2자에서 30자, 빈칸 없이). "
        "고치거나 지워 주세요.",
        "This cannot be one word: {file}, line {line}: “{found}” (2 to 30 characters, no spaces). "
        "Change it or delete it.",
    ),
    "names-twice": (
        "같은 낱말에 품사가 둘입니다: {file} {line}번째 줄 ‘{found}’. 한 줄을 지워 주세요.",
        "A word has two tags: {file}, line {line}: “{found}”. Delete one of the lines.",
    ),
    "names-too-large": (
        "파일이 너무 큽니다: {file} (최대 {limit}). 줄을 줄여 주세요.",
        "The file is too large: {file} (at most {limit}). Shorten it.",
    ),
    # Fitting
    "fit-too-few": (
        "맞추기에는 단락이 모자랍니다: {library} (여러 문장으로 된 단락 {passages}개, 적어도 "
        "{needed}개). ‘geungeo index 폴더’로 문서를 더 넣은 뒤 다시 실행해 주세요.",
        "There are too few passages to fit to: {library} ({passages} of several sentences, at "
        "least {needed}). Add documents and try again: geungeo index FOLDER",
    ),
    "fit-damaged": (
        "서재에 맞춘 값이 손상되었습니다: {folder} ({reason}). ‘geungeo train’으로 다시 "
        "맞추거나 ‘geungeo train --undo’로 되돌려 주세요.",
        "What the library was fitted with is damaged: {folder} ({reason}). Fit it again with "
        "“geungeo train”, or go back with “geungeo train --undo”.",
    ),
    # Embedding models
    "model-not-found": (
        "임베딩 모델을 찾지 못했습니다: {model}. 폴더 경로를 확인하거나 "
        "‘geungeo models’에서 고르세요.",
        "The embedding model was not found: {model}. "
        "Check the folder, or choose one from: geungeo models",
    ),
    "model-not-local": (
        "이 컴퓨터에 없는 모델입니다: {model} ({size}). 허브에서 내려받으려면 ‘--online’을 "
        "붙이고, 폴더라면 경로를 확인해 주세요.",
        "The model is not on this machine: {model} ({size}). Add --online to download "
        "it from the hub, or check the path if it is a folder.",
    ),
    "model-not-on-hub": (
        "모델 저장소에 없거나 비공개인 모델입니다: {model}. 이름을 확인하고, 비공개 모델이면 "
        "‘hf auth login’으로 로그인해 주세요.",
        "The model hub has no such model, or it is private: {model}. Check the name; "
        "for a private model log in with: hf auth login",
    ),
    "model-gated": (
        "약관에 동의해야 받을 수 있는 모델입니다: {model}. https://huggingface.co/{model} 에서 "
        "동의하고 ‘hf auth login’으로 로그인한 뒤 다시 실행해 주세요.",
        "The licence of this model must be accepted first: {model}. Accept it at "
        "https://huggingface.co/{model}, log in with “hf auth login”, and try again.",
    ),
    "model-needs-code": (
        "함께 든 코드를 실행해야 하는 모델이라 안전을 위해 쓰지 않습니다: {model}. 다른 모델을 "
        "‘geungeo models’에서 고르세요.",
        "This model would have its own code run, which is not safe: {model}. "
        "Choose another from: geungeo models",
    ),
    "model-not-reranker": (
        "질문과 단락을 함께 읽고 점수 하나를 주는 모델(cross-encoder)이 아닙니다: {model}. "
        "예를 들어 ‘--reranker bge-reranker-ko’처럼 다시 순위를 매기는 모델을 지정해 주세요.",
        "Not a model that reads question and passage together and gives one score (a "
        "cross-encoder): {model}. Name a reranker, for example: --reranker bge-reranker-ko",
    ),
    "model-not-sentence-transformers": (
        "sentence-transformers 모델 폴더가 아닙니다: {model}. modules.json이 든 폴더를 "
        "‘--embedder’로 지정해 주세요.",
        "This is not a sentence-transformers folder: {model}. "
        "Give --embedder a folder that holds modules.json.",
    ),
    "model-without-safetensors": (
        "모델에 safetensors 가중치가 없습니다: {model}. 다른 형식의 가중치는 안전하지 않아 "
        "읽지 않으니, safetensors로 저장하거나 ‘geungeo models’에서 고르세요.",
        "The model has no safetensors weights: {model}. Other kinds are not safe to load; "
        "save it as safetensors, or choose one from: geungeo models",
    ),
    "model-damaged": (
        "임베딩 모델을 읽지 못했습니다: {model} ({reason}). 모델을 다시 받거나 다른 모델을 "
        "‘--embedder’로 지정해 주세요.",
        "The embedding model cannot be loaded: {model} ({reason}). "
        "Get it again, or name another with --embedder.",
    ),
    "encoder-bad-vectors": (
        "임베딩 모델이 쓸 수 없는 벡터를 내놓았습니다: {model} (모양 {shape}). 다른 모델을 "
        "‘--embedder’로 지정해 주세요.",
        "The embedding model gave vectors that cannot be used: {model} (shape {shape}). "
        "Name another with --embedder.",
    ),
    "hub-unreachable": (
        "모델 저장소에 닿지 못했습니다: {model} ({reason}). 연결을 확인하거나, 다른 컴퓨터에서 "
        "받은 폴더를 ‘--embedder’로 지정해 주세요.",
        "The model hub cannot be reached: {model} ({reason}). "
        "Check the connection, or give --embedder a folder fetched on another machine.",
    ),
    "hub-switched-off": (
        "환경 변수 HF_HUB_OFFLINE이 켜져 있어 모델을 받을 수 없습니다: {model}. 끄고 다시 "
        "실행하거나, 받아 둔 폴더를 ‘--embedder’로 지정해 주세요.",
        "HF_HUB_OFFLINE is set, so the model cannot be fetched: {model}. Unset it and try again, "
        "or give --embedder a folder on this machine.",
    ),
    "hub-disk-full": (
        "모델을 받을 공간이 모자랍니다: {model} ({size} 필요, {folder}에 {free} 남음). 공간을 "
        "비우거나 환경 변수 HF_HOME으로 다른 디스크를 지정해 주세요.",
        "There is no room for the model: {model} (takes {size}, {free} left in {folder}). "
        "Free some space, or name another disk in HF_HOME.",
    ),
    "backend-missing": (
        "{backend} 계산에 필요한 꾸러미가 없거나 맞지 않습니다: {model} ({reason}). ‘pip install "
        '"sentence-transformers[{backend}]"’로 설치하거나 ‘{backend}:’를 빼고 실행해 주세요.',
        "What {backend} needs is missing or does not fit: {model} ({reason}). Install it with "
        '“pip install "sentence-transformers[{backend}]"”, or leave out “{backend}:”.',
    ),
    "torch-missing": (
        "모델 {model}에 필요한 {missing} 꾸러미가 없습니다. ‘pip install torch "
        "sentence-transformers’로 설치하거나 기본 모델을 쓰세요.",
        "The model {model} needs the package {missing}. Install it with “pip install torch "
        "sentence-transformers”, or use the bundled model.",
    ),
}
