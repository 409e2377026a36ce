"""How the app is served: `serve.toml` in the configuration folder, the environment, the command line."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from simulator.errors import UsageError

FILE_NAME = "serve.toml"
SECRET_VARIABLE = "EMPTY_CHAIR_PROXY_SECRET"
IDENTITY_HEADER = "X-Forwarded-User"
SECRET_HEADER = "X-Empty-Chair-Secret"
IDLE_MINUTES = 30.0
SESSIONS = 8
MOST_SESSIONS = 1000
SHORTEST_SECRET = 16
"""Characters; whoever reaches the port can try, so a short one could be guessed."""

_HEADER = re.compile(r"[A-Za-z0-9-]{1,100}\Z")
_ORIGIN = re.compile(r"https?://(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?\Z")
_USUAL_PORT = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """How the app is served.

    Attributes:
        host: The address that is listened on.
        port: Its port; 0 takes any that is free.
        behind_proxy: Whether a proxy stands in front, so that others than this machine may connect.
        sessions: How many people may have a page open at once.
        address: Behind a proxy, the origin that browsers see: scheme, host and port; else empty.
        identity_header: The header in which the proxy names the person.
        secret_header: The header in which the proxy shows the secret.
        secret: What proves that a request came through the proxy; empty when the proxy names nobody.
        idle_minutes: After so many minutes without a key or the mouse, a session ends.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    behind_proxy: bool = False
    sessions: int = SESSIONS
    address: str = ""
    identity_header: str = IDENTITY_HEADER
    secret_header: str = SECRET_HEADER
    secret: str = ""
    idle_minutes: float = IDLE_MINUTES

    def __repr__(self) -> str:
        """Without the secret."""
        return f"ServeSettings(host={self.host!r}, port={self.port}, behind_proxy={self.behind_proxy})"


def read_settings(
    file: Path,
    environment: Mapping[str, str],
    *,
    host: str,
    port: int,
    behind_proxy: bool,
    sessions: int | None,
) -> ServeSettings:
    """All settings; the command line goes before the file, and the environment's secret before the file's.

    Raises:
        UsageError: Something cannot be used, or is not safe; says what and what to do.
    """
    found = _table(file)
    in_file = found.pop("sessions", SESSIONS)
    settings = ServeSettings(
        host="127.0.0.1" if host == "localhost" else host,
        port=_port(port),
        behind_proxy=behind_proxy,
        sessions=_sessions(in_file if sessions is None else sessions),
        address=_address(found.pop("address", ""), file),
        identity_header=_header(found.pop("identity_header", IDENTITY_HEADER), "identity_header", file),
        secret_header=_header(found.pop("secret_header", SECRET_HEADER), "secret_header", file),
        secret=_secret(found.pop("secret_file", ""), environment, file),
        idle_minutes=_minutes(found.pop("idle_minutes", IDLE_MINUTES), file),
    )
    if found:
        raise UsageError(f"{file}: unknown key `{next(iter(found))[:60]}`.", "See docs/operating.md.")
    _see_that_it_is_safe(settings, file)
    return settings


def is_loopback(host: str) -> bool:
    """Whether only this machine can connect to the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _see_that_it_is_safe(settings: ServeSettings, file: Path) -> None:
    if not settings.behind_proxy:
        if not is_loopback(settings.host):
            raise UsageError(
                f"{settings.host} is not on this machine alone, and nothing would be encrypted there.",
                "Leave --host out; or put a proxy with TLS in front and say --behind-proxy.",
            )
        return
    if not settings.address:
        raise UsageError(
            "Behind a proxy, the address that browsers see has to be known.",
            f'Write it into {file}, as address = "https://practice.example"',
        )
    if settings.identity_header.lower() == settings.secret_header.lower():
        raise UsageError(f"{file}: the person and the secret cannot come in the same header.")


def _table(file: Path) -> dict[str, Any]:
    from simulator.settings import read_file

    try:
        return read_file(file)
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(
            f"{file} cannot be used: {reason}.", "Put the file right, or move it away."
        ) from None


def _port(port: int) -> int:
    if not 0 <= port <= 65535:
        raise UsageError(f"There is no port {port}.", "Ports are 1 to 65535; 0 takes any that is free.")
    return port


def _sessions(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= MOST_SESSIONS:
        raise UsageError(f"The number of sessions is a whole number from 1 to {MOST_SESSIONS}.")
    return given


def _minutes(given: object, file: Path) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 < given <= 1440:
        raise UsageError(f"{file}: `idle_minutes` is a number above 0, up to 1440.")
    return float(given)


def _text(given: object, name: str, file: Path) -> str:
    if not isinstance(given, str):
        raise UsageError(f"{file}: `{name}` is a text.")
    return given.strip()


def _address(given: object, file: Path) -> str:
    """The origin as browsers write it: lower case, and without the scheme's usual port."""
    text = _text(given, "address", file).rstrip("/").lower()
    if text and not _ORIGIN.match(text):
        raise UsageError(
            f"{file}: `address` is scheme, host and port, without a path.",
            'For instance address = "https://practice.example"',
        )
    return text.removesuffix(_USUAL_PORT.get(urlsplit(text).scheme, " "))


def _header(given: object, name: str, file: Path) -> str:
    text = _text(given, name, file)
    if not _HEADER.match(text):
        raise UsageError(f"{file}: `{name}` is the name of a header: letters, digits and hyphens.")
    return text


def _secret(given: object, environment: Mapping[str, str], file: Path) -> str:
    """The environment's secret, else the first line of the file that is named."""
    secret, source = environment.get(SECRET_VARIABLE, "").strip(), SECRET_VARIABLE
    if not secret and (name := _text(given, "secret_file", file)):
        source = name
        try:
            secret = Path(name).expanduser().read_text(encoding="utf-8").strip()
        except (OSError, ValueError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or "it is no text"
            raise UsageError(f"The proxy's secret cannot be read from {name}: {reason}.") from None
        if not secret:
            raise UsageError(f"{name} is to hold the proxy's secret, and is empty.")
    if secret and (len(secret) < SHORTEST_SECRET or not secret.isascii() or not secret.isprintable()):
        raise UsageError(
            f"The proxy's secret in {source} cannot be used: it has to be {SHORTEST_SECRET} or more plain "
            "letters and signs on one line.",
            "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'",
        )
    return secret
