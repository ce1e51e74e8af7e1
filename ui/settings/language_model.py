"""The language model that is set: where it would send passages, which key it lacks, itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant import Length
from corpus import ConfigError
from ui.config import KEY_VARIABLE, Settings, bypass_proxies

if TYPE_CHECKING:
    from assistant import ChatGenerator


@dataclass(frozen=True, slots=True)
class _Provider:
    """A provider as its LangChain package finds it: its server, and what names another."""

    address: str
    address_variable: str = ""
    key_variables: tuple[str, ...] = ()
    takes_address: bool = False


# Sources: the packages' own documentation of their environment.
_PROVIDERS: Mapping[str, _Provider] = {
    "openai": _Provider(
        "https://api.openai.com/v1", "OPENAI_BASE_URL", ("OPENAI_API_KEY",), takes_address=True
    ),
    "ollama": _Provider("http://127.0.0.1:11434", "OLLAMA_HOST", takes_address=True),
    "anthropic": _Provider(
        "https://api.anthropic.com", "ANTHROPIC_BASE_URL", ("ANTHROPIC_API_KEY",)
    ),
    "google_genai": _Provider(
        "https://generativelanguage.googleapis.com", "", ("GOOGLE_API_KEY", "GEMINI_API_KEY")
    ),
}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where passages go with a model: an address, empty where it is not known.

    `is_here` says that it is this machine's. `missing_key` is the variable of the environment
    that lacks.
    """

    address: str
    is_here: bool
    missing_key: str = ""


def find_destination(name: str, address: str, environ: Mapping[str, str]) -> Destination:
    """Return where a model `provider:name` would be asked; nothing is sent.

    Raises:
        ConfigError: `llm-name` or `llm-address`: neither can be used as it is written.
    """
    provider_name, colon, model = name.partition(":")
    if not colon or not provider_name or not model.strip() or not name.isprintable():
        raise ConfigError("llm-name", model=name[:100])
    provider = _PROVIDERS.get(provider_name, _Provider(""))
    if address:
        if not provider.takes_address:
            takers = [known for known, one in _PROVIDERS.items() if one.takes_address]
            raise ConfigError("llm-address-unused", model=name[:100], providers=", ".join(takers))
        return Destination(_checked(address), is_this_machine(address))
    found = environ.get(provider.address_variable, "") or provider.address
    if "://" not in found and found:
        # Ollama's own way: a host, with or without a port.
        found = f"http://{found}"
    keys = provider.key_variables
    lacks = keys[0] if keys and not any(environ.get(key) for key in keys) else ""
    return Destination(without_secrets(found), is_this_machine(found), lacks)


def make_generator(
    settings: Settings, environ: Mapping[str, str], *, timeout_s: float | None = None
) -> ChatGenerator | None:
    """Return the model that is set, None where none is; nothing is sent yet.

    Raises:
        ConfigError: its name or address cannot be used.
        GeneratorError: its package or key is missing.
    """
    if not settings.llm:
        return None
    from assistant import ChatGenerator

    if settings.llm_address or settings.llm.partition(":")[0] in _PROVIDERS:
        goes = find_destination(settings.llm, settings.llm_address, environ)
        if goes.is_here:
            bypass_proxies(urlsplit(goes.address).hostname or "")
    length: Length = settings.length
    bounds = {} if timeout_s is None else {"timeout_s": timeout_s}
    return ChatGenerator(
        settings.llm,
        length=length,
        address=settings.llm_address,
        # The provider's own key is not for whatever server stands at another address.
        key=environ.get(KEY_VARIABLE, "") if settings.llm_address else "",
        **bounds,
    )


def is_this_machine(address: str) -> bool:
    """Tell whether a URL leads to this machine alone; what cannot be read does not."""
    try:
        host = urlsplit(address).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def without_secrets(address: str) -> str:
    """Return a URL as it may be shown: no user, no password, nothing behind the path."""
    try:
        parts = urlsplit(address)
        return parts._replace(
            netloc=parts.netloc.rpartition("@")[2], query="", fragment=""
        ).geturl()
    except ValueError:
        return ""


def _checked(address: str) -> str:
    """Return an address that can be asked, and holds no secret that would be stored."""
    try:
        parts = urlsplit(address)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname)
        is_good = is_good and parts.port != 0 and without_secrets(address) == address
    except ValueError:
        is_good = False
    if not is_good or not address.isprintable() or " " in address:
        raise ConfigError("llm-address", address=without_secrets(address)[:200])
    return address
