"""The settings about a Learning Record Store: the table `[lrs]`.

| name | what | default |
|---|---|---|
| `url` | the store's address, which ends before `/statements` | none |
| `user` | the name that the store knows us by | none |
| `home_page` | the company's address, in whose name accounts and activities are | none |
| `batch` | how many statements go in one request, 1 to 1,000 | 200 |
| `timeout` | seconds for one request, above 0, up to 600 | 30 |
| `version` | the version of xAPI in the header | 1.0.3 |

The password is never a setting: files are copied, shown and kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from simulator.errors import UsageError

TABLE = "lrs"
PASSWORD = "EMPTY_CHAIR_LRS_PASSWORD"  # the name of the variable
_SECRETS = frozenset(("password", "secret", "key", "token"))
_LOCAL = frozenset(("localhost", "127.0.0.1", "::1"))
_VERSION = re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,3}")


@dataclass(frozen=True, slots=True)
class Lrs:
    """What is set.

    Attributes:
        url: The store's address, without `/statements`; empty when none is named.
        user: The name that the store knows us by.
        home_page: The company's address; empty when none is named.
        batch: How many statements go in one request, about.
        timeout: Seconds for one request.
        version: The version of xAPI that the header names.
    """

    url: str = ""
    user: str = ""
    home_page: str = ""
    batch: int = 200
    timeout: float = 30.0
    version: str = "1.0.3"

    @property
    def host(self) -> str:
        """The store's host."""
        return urlsplit(self.url).hostname or ""

    @property
    def statements(self) -> str:
        """Where statements are sent to."""
        return f"{self.url}/statements"


def read_lrs(table: object) -> Lrs:
    """The settings in a table of the settings file; blank texts count as not given.

    Raises:
        UsageError: It is no table, a name is unknown, or a value cannot be used. No message repeats a value,
            which may be a password in a wrong place.
    """
    if not isinstance(table, Mapping):
        raise UsageError(f"`{TABLE}` is a table.", f"Write it as [{TABLE}].")
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name in _SECRETS:
            raise UsageError(
                "A password does not belong into the settings, which are copied and shown.",
                f"Set {PASSWORD}, or keep it in the system's keyring.",
            )
        if name not in _READERS:
            raise UsageError(f"[{TABLE}] has no `{name[:60]}`.", f"Known are: {', '.join(_READERS)}.")
        if value not in ("", None):
            values[name] = _READERS[name](name, value)
    return Lrs(**values)


def at(found: Lrs, url: str | None) -> Lrs:
    """The settings with another address, as given on the command line.

    Raises:
        UsageError: It cannot be used.
    """
    return found if url is None else replace(found, url=_url("url", url))


def usable_home(home: str) -> str:
    """The company's address, as it is put into statements.

    Raises:
        UsageError: There is none, or it is no address.
    """
    if not home.strip():
        raise UsageError(
            "xAPI statements bear the company's address, and none is set.",
            f'Write home_page = "https://training.example.org" under [{TABLE}] in the settings, or give '
            "--home-page. Choose it once: statements under another address are other people's.",
        )
    return _home("home_page", home)


def _address(name: str, value: object, schemes: tuple[str, ...]) -> str:
    wrong = UsageError(f"[{TABLE}] `{name}` is an address.", f'Write it as {name} = "https://…".')
    if not isinstance(value, str):
        raise wrong
    text = value.strip()
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        raise wrong from None
    if parts.scheme not in schemes or not parts.hostname or not text.isascii() or not text.isprintable():
        raise wrong
    if parts.username is not None or parts.password is not None or " " in text:
        raise UsageError(
            f"[{TABLE}] `{name}` holds a name or a password.",
            f"Leave it out of the address: `user` names us, and {PASSWORD} holds the password.",
        )
    return text.rstrip("/")


def _url(name: str, value: object) -> str:
    text = _address(name, value, ("http", "https")).removesuffix("/statements").rstrip("/")
    parts = urlsplit(text)
    if parts.query or parts.fragment:
        raise UsageError(
            f"[{TABLE}] `{name}` ends before any ? or #.", "Give the address of the store alone."
        )
    if parts.scheme == "http" and (parts.hostname or "") not in _LOCAL:
        raise UsageError(
            f"[{TABLE}] `{name}` would send the password and the records readable for everyone on the way.",
            "Use https://; http:// goes to this machine alone.",
        )
    return text


def _home(name: str, value: object) -> str:
    return _address(name, value, ("http", "https"))


def _user(name: str, value: object) -> str:
    if not isinstance(value, str) or ":" in value or not value.isprintable() or len(value) > 200:
        raise UsageError(f"[{TABLE}] `{name}` is a short text without a colon.")
    return value.strip()


def _batch(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
        raise UsageError(f"[{TABLE}] `{name}` is a whole number from 1 to 1,000.")
    return value


def _timeout(name: str, value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value <= 600:
        raise UsageError(f"[{TABLE}] `{name}` is a number of seconds above 0, up to 600.")
    return float(value)


def _version(name: str, value: object) -> str:
    if not isinstance(value, str) or _VERSION.fullmatch(value) is None:
        raise UsageError(f'[{TABLE}] `{name}` is a version such as "1.0.3".')
    return value


_READERS: Mapping[str, Callable[[str, object], Any]] = {
    "url": _url,
    "user": _user,
    "home_page": _home,
    "batch": _batch,
    "timeout": _timeout,
    "version": _version,
}
