"""Refusals of settings that are changed while the server runs: code -> (Korean, English)."""

SETTINGS_FAILURES: dict[str, tuple[str, str]] = {
    "llm-name": (
        "언어 모델의 이름으로 쓸 수 없습니다: ‘{model}’. ‘openai:gpt-4.1-mini’처럼 제공자와 이름을 "
        "쌍점으로 이어 적어 주세요.",
        "“{model}” cannot be the name of a language model. Write provider and name with a colon, "
        "as in openai:gpt-4.1-mini.",
    ),
    "llm-address": (
        "서버 주소로 쓸 수 없습니다: ‘{address}’. http://나 https://로 시작하고 사용자 이름, "
        "비밀번호, 물음표가 없는 주소를 적어 주세요.",
        "“{address}” cannot be a server's address. It begins with http:// or https:// and holds "
        "no user, password or question mark.",
    ),
    "llm-address-unused": (
        "{model}에는 서버 주소를 따로 적을 수 없습니다. 주소를 비우거나 {providers} 가운데 하나로 "
        "시작하는 이름을 적어 주세요.",
        "{model} takes no address of its own. Leave it out, or take a name of: {providers}.",
    ),
    "llm-unconfirmed": (
        "{model} 모델은 질문과 단락을 이 컴퓨터 밖({address})으로 보냅니다. 확인란에 표시한 뒤 "
        "다시 "
        "저장해 주세요.",
        "{model} sends questions and passages away from this machine, to {address}. Tick the box, "
        "then save again.",
    ),
    "config-unchangeable": (
        "설정 파일의 {keys} 항목은 여기서 고칠 수 없는 모양으로 적혀 있습니다: {file}. 파일을 열어 "
        "직접 고쳐 주세요.",
        "The settings file has {keys} in a form that cannot be changed here: {file}. "
        "Change it in the file itself.",
    ),
    "config-not-written": (
        "설정을 저장하지 못했습니다: {file} ({reason}). 쓰기 권한과 남은 공간을 확인해 주세요. "
        "바뀐 것은 없습니다.",
        "The settings were not saved: {file} ({reason}). Check its rights and the free space. "
        "Nothing was changed.",
    ),
    "setting-fixed": (
        "이 설정({key})은 서버를 시작할 때 정해져 여기서 바꿀 수 없습니다. 그 값을 빼고 다시 "
        "시작해 주세요.",
        "This setting ({key}) was fixed when the server started. Start it without that value.",
    ),
    "setting-wide": (
        "다른 컴퓨터에서도 들어올 수 있는 서버라 이 설정({key})은 화면에서 바꿀 수 없습니다. "
        "서버를 연 컴퓨터의 config.toml에서 바꿔 주세요.",
        "Others can reach this server, so this setting ({key}) cannot be changed in the page. "
        "Change it in config.toml on the server's machine.",
    ),
    "embedder-busy": (
        "이미 {model}(으)로 바꾸는 중입니다. 끝나거나 취소한 뒤에 다시 해 주세요.",
        "A change to {model} is at work. Try again when it has ended or was cancelled.",
    ),
    "embedder-same": (
        "서재가 이미 이 모델로 임베딩되어 있습니다: {model}. 바꿀 것이 없습니다.",
        "The library is of this model already: {model}. There is nothing to change.",
    ),
}
