"""Why a language model gave nothing: what each provider raises, told by one code."""

from __future__ import annotations

import json
from collections.abc import Iterator

from corpus import GeneratorError

_BY_STATUS = {
    400: "llm-bad-request",
    401: "llm-denied",
    402: "llm-rate-limited",
    403: "llm-denied",
    404: "llm-not-found",
    408: "llm-timeout",
    413: "llm-bad-request",
    422: "llm-bad-request",
    429: "llm-rate-limited",
    504: "llm-timeout",
}
# Words in the names of exceptions: each provider and HTTP client has kinds of its own.
_BY_NAME = (
    ("Timeout", "llm-timeout"),
    ("RateLimit", "llm-rate-limited"),
    ("Authentication", "llm-denied"),
    ("PermissionDenied", "llm-denied"),
    ("RemoteProtocol", "llm-connection"),
    ("Connect", "llm-connection"),
    ("ReadError", "llm-connection"),
    ("LengthFinishReason", "llm-too-long"),
    ("ContentFilter", "llm-refused"),
    ("Decode", "llm-malformed"),
    ("Validation", "llm-malformed"),
    # An error told in mid-stream has no status.
    ("APIError", "llm-server-error"),
)
MAX_REASON_CHARS = 200


def explain_failure(error: Exception, model: str, *, has_begun: bool) -> GeneratorError:
    """Return what a provider's exception means; `has_begun` when some text had come."""
    return GeneratorError(_code_of(error, has_begun), model=model, reason=type(error).__name__)


def _code_of(error: Exception, has_begun: bool) -> str:
    for one in _causes(error):
        if isinstance(one, GeneratorError):
            return one.code
        status = _status_of(one)
        if status in _BY_STATUS:
            return _BY_STATUS[status]
        if status is not None and status >= 500:
            return "llm-server-error"
    code = next((code for one in _causes(error) if (code := _named(one))), "llm-failed")
    if code == "llm-connection":
        return "llm-interrupted" if has_begun else "llm-unreachable"
    return code


def _named(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "llm-timeout"
    for part, code in _BY_NAME:
        if part in type(error).__name__:
            return code
    if isinstance(error, OSError):
        return "llm-connection"
    # What cannot be read as an answer trips over a part that is not there.
    malformed = (json.JSONDecodeError, UnicodeError, TypeError, KeyError, AttributeError)
    return "llm-malformed" if isinstance(error, (*malformed, IndexError, ValueError)) else ""


def _status_of(error: BaseException) -> int | None:
    response = getattr(error, "response", None)
    for value in (getattr(error, "status_code", None), getattr(response, "status_code", None)):
        if isinstance(value, int):
            return value
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and what it came of, outermost first."""
    one: BaseException | None = error
    for _ in range(10):
        if one is None:
            return
        yield one
        one = one.__cause__ or one.__context__
