"""Every sentence the user reads, in Korean and English.

A sentence stands under a key with both languages side by side, so that neither is
forgotten. Errors and losses are looked up by their code; the blanks of their
sentences are the details they carry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Literal

from corpus import GeungeoError, Loss
from ui.messages.chat import CHAT
from ui.messages.failures import FAILURES
from ui.messages.losses import LOSSES
from ui.messages.notes import NOTES
from ui.messages.terminal import TERMINAL

Lang = Literal["ko", "en"]
LANGS: tuple[Lang, ...] = ("ko", "en")

_UNKNOWN = (
    "예상하지 못한 문제가 생겼습니다 ({code}). 같은 일이 되풀이되면 이 코드를 알려 주세요.",
    "Something unexpected went wrong ({code}). If it happens again, report this code.",
)
_UNKNOWN_LOSS = ("읽지 못한 부분이 있습니다 ({code}).", "A part could not be read ({code}).")


def text(key: str, lang: Lang = "ko", /, **details: object) -> str:
    """Return the sentence of the interface under `key`, its blanks filled.

    Raises:
        KeyError: there is no such sentence, or a blank is left without its detail.
    """
    pair = CHAT.get(key) or TERMINAL[key]
    return pair[LANGS.index(lang)].format(**details)


def describe(error: GeungeoError, lang: Lang = "ko") -> str:
    """Return what is wrong and what to do next, in one or two sentences."""
    return describe_code(error.code, error.details, lang)


def describe_code(code: str, details: Mapping[str, object], lang: Lang = "ko") -> str:
    """Return the sentence of an error of which only code and details were kept."""
    return _fill(FAILURES.get(code, _UNKNOWN), lang, {**details, "code": code})


def describe_loss(loss: Loss, lang: Lang = "ko") -> str:
    """Return what could not be read from a file, and on which page where that is known."""
    pair = LOSSES.get(loss.code, _UNKNOWN_LOSS)
    sentence = _fill(pair, lang, {"code": loss.code, "count": loss.count, "page": loss.page})
    if loss.page is None:
        return sentence
    return f"{text('page', lang, number=loss.page)}: {sentence}"


def describe_note(code: str, lang: Lang = "ko") -> str:
    """Return what the reader of an answer should know about how it came about.

    A note that counts or names something has it behind a colon: `llm-partly-unsupported:2`;
    one that declines names a document, which makes an example of what to ask.
    """
    name, _, count = code.partition(":")
    said = _fill(NOTES.get(name, ("{code}", "{code}")), lang, {"code": code, "count": count})
    if name.startswith("declined-") and count:
        said += " " + _fill(NOTES["declined-example"], lang, {"count": count})
    return said


def _fill(pair: tuple[str, str], lang: Lang, details: Mapping[str, object]) -> str:
    """Fill a sentence; a detail that is missing shows as `?` and hides no failure."""
    return _Blanks().vformat(pair[LANGS.index(lang)], (), details)


class _Blanks(Formatter):
    def get_value(
        self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> object:
        return kwargs.get(str(key), "?")

    def format_field(self, value: object, format_spec: str) -> str:
        # Details kept in the library come back as text: `{size:,}` must take them as well.
        number = int(value) if isinstance(value, str) and value.isdecimal() else value
        if not format_spec or not isinstance(number, (int, float)):
            return str(value)
        return f"{number / 2**20:,.0f}MB" if format_spec == "MB" else format(number, format_spec)
