"""Any LangChain chat model as the writer: asked once, streamed, bounded, never waited for long.

`--llm PROVIDER:NAME` names the model, `pip install langchain-PROVIDER` brings what it needs,
and each provider's package reads its own settings from the environment:

| provider | model | environment |
|---|---|---|
| OpenAI, and every server that speaks its protocol (vLLM, llama.cpp, LM Studio) | `openai:NAME` |
`OPENAI_API_KEY`, `OPENAI_BASE_URL` (`http://127.0.0.1:8000/v1`) |
| Ollama | `ollama:NAME` | `OLLAMA_HOST` |
| Anthropic | `anthropic:NAME` | `ANTHROPIC_API_KEY`, `ANTHROPIC_BASE_URL` |
| Google | `google_genai:NAME` | `GOOGLE_API_KEY` |

Without a model nothing is called. What is sent are the question and the excerpts found for it.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from assistant.composing.length import Length
from assistant.generation.background import run_bounded
from assistant.generation.failures import MAX_REASON_CHARS, explain_failure
from assistant.generation.prompt import build_prompt
from corpus import GeneratorError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

# For the whole answer, from the call to its last word.
TIMEOUT_S = 60.0
MAX_ANSWER_TOKENS = 800
# Under these names providers say why a model stopped.
_REASONS = ("finish_reason", "stop_reason", "done_reason")
_CUT = frozenset(("length", "max_tokens", "model_length"))
_REFUSED = frozenset(("content_filter", "refusal", "safety", "prohibited_content"))


class ChatGenerator:
    """Any LangChain chat model, by its `provider:name` (`openai:...`, `ollama:...`)."""

    def __init__(
        self,
        model: str,
        *,
        timeout_s: float = TIMEOUT_S,
        length: Length = "normal",
        address: str = "",
        key: str = "",
    ) -> None:
        """Prepare the model; nothing is sent yet. `timeout_s` bounds the whole answer.

        With an `address` that server is asked, with `key`, and what the environment says of
        addresses and keys counts for nothing; it must not go to a server that it is not for.

        Raises:
            GeneratorError: the name is unknown, or the provider's package is missing.
        """
        self._name = model
        self._timeout_s = timeout_s
        self._length: Length = length
        self._chat = _load(model, timeout_s, _place(model, address, key))

    def write(self, question: str, excerpts: Sequence[str]) -> Iterator[str]:
        """Yield the model's answer as it comes.

        Raises:
            GeneratorError: the model failed, refused, or answered nothing; `llm-...` says
                which. What was yielded before may be the half of an answer.
        """
        has_begun = False
        prompt = build_prompt(question, excerpts, self._length)
        try:
            with closing(run_bounded(self._stream(prompt), self._timeout_s)) as pieces:
                for piece in pieces:
                    has_begun = has_begun or bool(piece.strip())
                    yield piece
        except Exception as error:  # Each provider raises kinds of its own.
            raise explain_failure(error, self._name, has_begun=has_begun) from error
        if not has_begun:
            raise GeneratorError("llm-empty", model=self._name)

    async def _stream(self, prompt: list[tuple[str, str]]) -> AsyncGenerator[str, None]:
        reason, is_known, count = "", False, 0
        try:
            async for chunk in self._chat.astream(prompt):
                count += 1
                reason = _reason_of(chunk) or reason
                is_known = is_known or bool(chunk.response_metadata.get("model_provider"))
                yield _text_of(chunk)
        except ValueError:
            # LangChain's word for a stream of nothing: the server may not stream at all.
            if count:
                raise
            message = await self._chat.ainvoke(prompt)
            reason = _reason_of(message)
            yield _text_of(message)
        if reason in _CUT:
            raise GeneratorError("llm-too-long", model=self._name)
        if reason in _REFUSED:
            raise GeneratorError("llm-refused", model=self._name)
        if is_known and not reason:
            # Every provider says why it stopped: one that does not was cut off.
            raise ConnectionError("the stream ended without an end")


def _text_of(message: BaseMessage) -> str:
    if message.additional_kwargs.get("refusal"):
        raise GeneratorError("llm-refused")
    return str(message.text)


def _reason_of(message: BaseMessage) -> str:
    said = (message.response_metadata.get(name) for name in _REASONS)
    return next((str(reason).casefold() for reason in said if reason), "")


def _place(model: str, address: str, key: str) -> dict[str, str]:
    """Return where a provider's package is to find the server, and by which key."""
    if not address:
        return {}
    if model.startswith("ollama:"):
        return {"base_url": address}
    # A server that wants no key is given a word, for the packages insist on one.
    return {"base_url": address, "api_key": key or "none"}


def _load(model: str, timeout_s: float, place: Mapping[str, Any]) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    try:
        # A server that is busy is not asked again: the source answers at once.
        chat: BaseChatModel = init_chat_model(
            model,
            temperature=0,
            timeout=timeout_s,
            max_tokens=MAX_ANSWER_TOKENS,
            max_retries=0,
            **place,
        )
        return chat
    except ImportError as error:
        package = f"langchain-{model.partition(':')[0]}"
        raise GeneratorError("llm-package-missing", model=model, package=package) from error
    except Exception as error:  # Unknown providers and missing keys, each in its own way.
        reason = (str(error).splitlines() or [type(error).__name__])[0][:MAX_REASON_CHARS]
        raise GeneratorError("llm-not-usable", model=model, reason=reason) from error
