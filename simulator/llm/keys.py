"""Keys: where they are found, how they are kept from being shown, what is wrong with one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from importlib.util import find_spec

from simulator.llm.reasons import ModelUnavailable, Reason

VARIABLE = "OPENAI_API_KEY"
SERVICE = "empty-chair"
"""The keyring's entry: this service, and the server's host as the user name."""


class Secret:
    """Text that neither `str`, `repr` nor formatting shows.

    It can be looked up when it is first needed, once, by whichever thread needs it: showing, copying and
    passing it on look nothing up; revealing, comparing, hashing and asking whether there is one do.
    """

    __slots__ = ("_lock", "_look_up", "_text")

    def __init__(self, text: str = "", look_up: Callable[[], str] | None = None) -> None:
        self._text = text
        self._look_up = look_up
        self._lock = threading.Lock()

    def reveal(self) -> str:
        """The text itself, for the request and nothing else; looked up when it was not yet."""
        with self._lock:
            if self._look_up is not None:
                self._text = self._look_up()
                self._look_up = None
        return self._text

    def __bool__(self) -> bool:
        return bool(self.reveal())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.reveal() == self.reveal()

    def __hash__(self) -> int:
        return hash((Secret, self.reveal()))

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Secret:
        return self

    def __reduce__(self) -> str:
        raise TypeError("a key is never written down")

    def __repr__(self) -> str:
        if self._look_up is not None:
            return "Secret(not looked up)"
        return "Secret(set)" if self._text else "Secret(empty)"


def find_key(
    environment: Mapping[str, str], host: str, keyring: Callable[[str], str] | None = None
) -> Secret:
    """The key: from the environment, else from the system's keyring.

    A keyring's entry belongs to one host, so that a key for one server never goes to another. The keyring is
    asked when the key is first needed, which is at the first request. That can take as long as a person takes
    to unlock it: not for the thread that draws.

    Args:
        environment: The environment's variables.
        host: The server's host.
        keyring: Looks a host's key up; the system's keyring where none is given.
    """
    if given := key_given(environment):
        return Secret(given)
    return Secret(look_up=partial(keyring or from_keyring, host))


def key_given(environment: Mapping[str, str]) -> str:
    """The environment's key; empty where it is not set."""
    return environment.get(VARIABLE, "").strip(" \t")


class Keyring(StrEnum):
    """What asking the system's keyring came to."""

    HAS_KEY = "has_key"
    NO_ENTRY = "no_entry"
    NOT_INSTALLED = "not_installed"
    FAILED = "failed"


def ask_keyring(host: str) -> tuple[str, Keyring]:
    """The host's key in the system's keyring, or empty and why."""
    try:
        import keyring  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return "", Keyring.NOT_INSTALLED
    try:
        found = keyring.get_password(SERVICE, host)
    except Exception:  # a keyring's backends raise whatever their system does; without a key all goes on
        return "", Keyring.FAILED
    return (str(found), Keyring.HAS_KEY) if found else ("", Keyring.NO_ENTRY)


def keyring_installed() -> bool:
    """Whether the `keyring` extra is there; nothing is imported."""
    return find_spec("keyring") is not None


def from_keyring(host: str) -> str:
    """The host's key in the system's keyring; empty without one, or without the `keyring` extra."""
    return ask_keyring(host)[0]


def check_key(key: Secret) -> None:
    """Find what no server could accept, before anything is sent.

    Raises:
        ModelUnavailable: The key has a line break, another character that no key has, or a space.
    """
    text = key.reveal()
    if "\n" in text or "\r" in text:
        raise _unusable("has a line break in it", "Set it again without the line break.")
    if not text.isascii():
        raise _unusable(
            "has letters or signs that no key has", "Copy it again: only plain letters and signs."
        )
    if any(not "!" <= sign <= "~" for sign in text):
        raise _unusable("has a space or a control character in it", "Copy it again, without spaces.")


def _unusable(fault: str, hint: str) -> ModelUnavailable:
    return ModelUnavailable(Reason.WRONG_KEY, hint=hint, message=f"The key for the language model {fault}.")
