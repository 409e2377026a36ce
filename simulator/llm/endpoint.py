"""Where a model is, how it is asked, and how long it may take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from simulator.errors import UsageError
from simulator.llm import keys
from simulator.llm.keys import Secret
from simulator.llm.reasons import ModelUnavailable, Reason

DEFAULT_URL = "https://api.openai.com/v1"
BASE_URL, MODEL, JUDGE_MODEL = "OPENAI_BASE_URL", "EMPTY_CHAIR_MODEL", "EMPTY_CHAIR_JUDGE_MODEL"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a model may take, and how much it may say.

    Attributes:
        first_word: Seconds until the first word of a stream.
        between_words: Seconds between two words of a stream.
        total: Seconds of waiting in all, with the client's own second try.
        answer_bytes: UTF-8 bytes of one answer.
    """

    first_word: float = 20.0
    between_words: float = 10.0
    total: float = 60.0
    answer_bytes: int = 65_536


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server, its models and how they are asked.

    Attributes:
        model: The model that speaks as the customer; empty when none is named.
        judge_model: The model that judges; empty for the same one.
        base_url: Where requests go; empty for the default.
        key: The key; hidden from every way of showing it.
        temperature: From 0 to 2; nothing leaves it to the server.
        seed: Asks for the same answer to the same request, where a server knows how.
        output_tokens: The longest answer.
        limits: Seconds and bytes.
    """

    model: str = ""
    judge_model: str = ""
    base_url: str = ""
    key: Secret = field(default_factory=Secret)
    temperature: float | None = None
    seed: int | None = None
    output_tokens: int = 800
    limits: Limits = Limits()

    @property
    def url(self) -> str:
        """Where requests go."""
        return self.base_url or DEFAULT_URL

    @property
    def host(self) -> str:
        """The server's host, to be shown and to find its key by."""
        return _host(self.url)

    @property
    def judge(self) -> str:
        """The model that judges."""
        return self.judge_model or self.model

    def check(self) -> None:
        """Find what would fail anyway, before anything is sent.

        A server of one's own often needs no key; the default one always does. The first time, this may ask
        the keyring for the key: not for the thread that draws.

        Raises:
            ModelUnavailable: No model is named, the key is missing, or no server could accept it.
        """
        if not self.model and not self.judge_model:
            message = "No language model is named."
            raise ModelUnavailable(Reason.UNKNOWN_MODEL, hint=f"Set {MODEL}.", message=message)
        if not self.key and not self.base_url:
            raise ModelUnavailable(Reason.NO_KEY)
        keys.check_key(self.key)

    def sends_in_the_clear(self) -> bool:
        """Whether conversations go over a network that others can read: plain HTTP to another machine."""
        return urlsplit(self.url).scheme == "http" and not self.on_this_machine()

    def on_this_machine(self) -> bool:
        """Whether the server runs on this machine, so that nothing leaves it."""
        return _this_machine(self.host)


_ADDRESS_HINT = f"An address looks like {DEFAULT_URL} or http://localhost:11434/v1."


def read_endpoint(
    environment: Mapping[str, str],
    settings: Mapping[str, object] | None = None,
    keyring: Callable[[str], str] | None = None,
) -> Endpoint:
    """The endpoint that the environment and the settings describe; the environment goes before.

    Args:
        environment: Variables; blank ones count as not set.
        settings: What `simulator.llm.settings` knows, by name.
        keyring: Looks a host's key up, when it is first needed; the system's keyring where none is given.

    Raises:
        UsageError: A setting, or the address in the environment, cannot be used.
    """
    from simulator.llm.settings import read_settings

    values = read_settings(settings or {})
    for variable, name in ((BASE_URL, "base_url"), (MODEL, "model"), (JUDGE_MODEL, "judge_model")):
        if given := environment.get(variable, "").strip():
            values[name] = given
    source = BASE_URL if environment.get(BASE_URL, "").strip() else "`base_url` in the settings"
    base_url = check_url(str(values.pop("base_url", "")), source)
    key = keys.find_key(environment, _host(base_url or DEFAULT_URL), keyring)
    return Endpoint(base_url=base_url, key=key, **values)  # type: ignore[arg-type]


def check_url(url: str, source: str = BASE_URL) -> str:
    """The address of a server, or empty.

    Args:
        url: What was given.
        source: Where it was given, for the message.

    Raises:
        UsageError: It is no address of a web server, or holds a password, which messages would then show.
    """
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 0) >= 0
    except ValueError:
        usable = False
    if not usable or any(sign <= " " for sign in url):
        raise UsageError(
            f"The address of the language model's server ({source}) is no web address.", _ADDRESS_HINT
        )
    if parts.username or parts.password:
        raise UsageError(
            f"The address of the language model's server ({source}) has a name or password in it.",
            "Leave it out of the address; the key goes into OPENAI_API_KEY.",
        )
    return url


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
